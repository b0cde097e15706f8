//! Mail: an outbox in the database, sent by jobs through the mail server that an operator named.
//!
//! Whatever wants to send a mail writes a [`Letter`] with [`outbox::enqueue`] in the transaction of
//! the fact: the mail's row, its Message-ID and the job that sends it appear together or not at all.
//! The words come from the templates below `templates/mail`, plain and HTML; they load nothing from
//! outside and tell nobody that they were read.
//!
//! Invariants: one recipient a mail; nobody without an address of their own and nobody whose account
//! is disabled gets any; what a mail says is sealed in the database (it may hold a token, or texts of
//! a workspace) and goes when the mail has been sent or given up; a mail that is sent again after a
//! crash has the same Message-ID, so that mailboxes can tell. With STARTTLS or TLS nothing leaves
//! before the server has proven its name; passwords never travel unprotected.
//!
//! Administrators of the instance read the log: to whom, of which kind, how it went, and a title
//! that tells nothing of a workspace's content.
//!
//! Start reading at [`model`], then [`outbox`], [`jobs`] and [`transport`]; what people are told
//! about work items is in [`digest`].

pub mod api;
pub mod api_public;
pub mod digest;
pub mod jobs;
pub mod letters;
pub mod message;
pub mod model;
pub mod outbox;
pub mod preferences;
pub mod queries;
pub mod settings;
mod stream;
pub mod transport;
pub mod trial;
pub mod unsubscribe;
pub mod view;

pub use letters::webhook_paused;
pub use model::{Content, Kind, Letter};
pub use settings::Settings;
