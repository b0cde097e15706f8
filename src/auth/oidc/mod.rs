//! Sign-in by OpenID Connect: Login.gov and any other provider.
//!
//! The browser leaves with a state and a nonce that belong to it ([`super::attempt`]) and comes back
//! with a code, which we exchange for an ID token. What the token says counts only after all of it
//! held: the state was this browser's and unused, the code came from the provider that the attempt
//! was for, the token's signature, issuer, audience, times and nonce are right, and the provider's
//! user-info names the same subject. The account is then found by (issuer, subject) alone.
//!
//! Messages and most checks of claims are those of the `openidconnect` package; every signature,
//! ours and theirs, is computed by aws-lc ([`jwk`], [`keys`]), and every request goes through
//! [`crate::outbound`]. A refusal is one public code; why is in the audit log, under a reference
//! that the person can tell an administrator.
//!
//! Reading order: [`model`] what a provider is, [`metadata`] what it says about itself, [`client`]
//! our side of the protocol, [`token`] the checks, [`flow`] begin and callback, [`routes`] the two
//! addresses, [`logout`]; [`ops`] and [`api`] are the console, [`trial`] its test button.

pub mod api;
pub mod client;
pub mod flow;
pub mod jobs;
pub mod jwk;
pub mod keys;
pub mod logout;
pub mod metadata;
pub mod model;
pub mod ops;
pub mod queries;
pub mod routes;
pub mod token;
pub mod trial;
pub mod view;

pub use metadata::Providers;
