//! Signing in and out, sessions, tokens and one-time links.

mod links;
mod notice;
mod sessions;
mod sign_in;
mod tokens;
