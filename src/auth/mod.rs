//! Who is asking.
//!
//! A request is signed in by a session cookie or by an API token; both end in the same [`Actor`],
//! and handlers cannot tell the difference. Passwords are argon2id; sessions, links and tokens are
//! stored as digests only. Repeated failures lock an account for a while, and the counter is
//! committed on its own, so that a rolled-back sign-in still counts. An unknown address and a wrong
//! password get the same answer after the same work.
//!
//! Start reading at [`authenticate`], then [`session`].

mod actor;
pub mod api;
pub mod attempt;
pub mod identities;
pub mod links;
pub mod methods;
pub mod notice;
pub mod password;
pub mod piv;
pub mod session;
pub mod sign_in;
pub mod tokens;

pub use actor::{Actor, CurrentUser, IdentityCache, Via, authenticate};
