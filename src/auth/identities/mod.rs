//! Whose account a card or a provider's account is.
//!
//! A way in ([`super::attempt`]) ends in a [`model::Proof`]: what an issuer calls the person, in a
//! trust domain. [`admit::admit`] is the one place that maps it to an account. The key is (trust domain,
//! kind, value), never a name or an e-mail address, which others can have too. Two identifiers that
//! point at two accounts are an error, never a merge.

pub mod admit;
pub mod api;
mod cards;
pub mod link;
pub mod manage;
pub mod model;
mod provision;
pub(super) mod store;
pub mod view;
