//! Webhooks: addresses of a workspace that are told what happens in it.
//!
//! The event log is followed by a [`reader`], which writes one row a message and webhook and wakes
//! the webhook's job. The job ([`jobs`]) first writes down what the messages say ([`payload`]), then
//! sends them. Bodies, headers and signatures are those that receivers of Plane know.
//!
//! Invariants:
//! - At least once: a message is a row until its receiver has taken it or it has finally failed. It
//!   keeps its id and its bytes over all attempts, so a receiver can tell a repetition.
//! - In order, one thing at a time: a message about a thing waits until the earlier ones about the
//!   same thing have arrived or finally failed. Different things do not wait for each other.
//! - `data` is the thing as it was when the message was written down: within a second of the event,
//!   unless requests to a slow receiver are under way (30 seconds). All webhooks and all changed
//!   fields of an event share it, and it never goes back in time.
//! - One job a webhook and few requests at once, so that a dead receiver holds up nobody else.
//! - Addresses are judged by [`crate::outbound`] when they are saved and each time they are asked;
//!   https only, redirects are not followed, our own names are refused ([`target`]).
//! - Secrets are sealed and shown once. After a rotation both sign for a day.
//!
//! Only administrators of the workspace manage webhooks. What is sent does not depend on who made
//! the webhook: it hears of all projects, secret ones too.
//!
//! Differences from Plane: deletions are told for every kind of thing; answers 429 and 5xx are
//! tried again; the log has one row a message, with the last attempt.
//!
//! A new domain adds its entity to [`model::Topic`] and its data to [`payload`].

pub mod api;
pub mod deliver;
pub mod dump;
pub mod jobs;
pub mod model;
pub mod ops;
pub mod payload;
pub mod queries;
pub mod reader;
pub mod record;
pub mod target;
pub mod view;
