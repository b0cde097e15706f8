//! Signing in and out, sessions, tokens and one-time links.

mod break_glass;
mod ends;
mod links;
mod lockout;
mod notice;
mod password_hashes;
mod sessions;
mod sign_in;
mod tokens;
