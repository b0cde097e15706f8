//! Who is told what: in the app, and what is put down to be told by mail.
//!
//! The [`reader`] of the event log makes notifications by the table of rules in [`model`]; a new
//! domain adds its rows there. [`subscribers`] are those who follow a work item: its creator,
//! assignees, whoever changed or discussed it or was mentioned, and whoever asked to. [`jobs`]
//! reminds of what is due and forgets what is old.
//!
//! Invariants: nobody is told of what they did themselves, nor of what they may not see, neither
//! when it happens nor when they read it later; a mention wins over a subscription; a change is
//! told once, because a batch of the log and what is made of it are one transaction; a reminder is
//! given once for each item, person, kind and date, which a key in the database sees to. The texts
//! of comments are not copied: deleting a comment deletes what it said.
//!
//! Events: `notification`, told to its receiver only; one for each receiver and batch, since
//! clients load their list and counts anew.

pub mod api;
pub mod api_preferences;
pub mod api_subscribers;
pub mod deliver;
pub mod jobs;
pub mod model;
pub mod ops;
pub mod preferences;
pub mod queries;
pub mod reader;
pub mod reminders;
pub mod subscribers;
pub mod view;
