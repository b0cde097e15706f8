//! Who is asking.
//!
//! A request is signed in by a session cookie or by an API token; both end in the same [`Actor`],
//! and handlers cannot tell the difference. Passwords are hashed ([`password`]); sessions, links and
//! tokens are stored as digests only. Repeated failures lock an account and a client address for a
//! while ([`lockout`]). An unknown address and a wrong password get the same answer after the same
//! work.
//!
//! Start reading at [`authenticate`], then [`session`].

mod actor;
pub mod api;
pub mod attempt;
pub mod break_glass;
pub mod identities;
pub mod jobs;
mod link_begin;
pub mod links;
pub mod lockout;
pub mod magic_link;
pub mod mail_link;
pub mod methods;
pub mod notice;
pub mod oidc;
pub mod password;
pub mod piv;
mod refused;
pub mod session;
pub mod session_state;
pub mod sign_in;
pub mod tokens;

pub use actor::{Actor, CurrentUser, IdentityCache, Via, authenticate, require_session};
