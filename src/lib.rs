//! Treasury Plane: project management as one binary.
//!
//! The modules below are in reading order. The process comes first: it finds its settings, its
//! database and its certificates and hands requests to the API. The platform under the product
//! knows who asks, what they may do, and how a change is recorded and told to others. The product
//! itself is one folder a domain: `model` has the rules, `queries` reads, `ops` writes, `api` is the
//! outside.
//!
//! A write is one transaction ([`db::Tx`]) that starts by naming the person and the workspace for
//! row-level security, and holds the rows, the event and the audit entry together.

// The process.
pub mod cli;
pub mod config;
pub mod http;
pub mod lifecycle;
pub mod migrate;
pub mod postgres;
pub mod telemetry;
pub mod upgrade;

// The platform.
pub mod access;
pub mod app;
pub mod audit;
pub mod auth;
pub mod aws;
pub mod backup;
pub mod cache;
pub mod check;
pub mod clock;
pub mod crypto;
pub mod db;
pub mod error;
pub mod events;
pub mod fault;
pub mod files;
pub mod finding;
pub mod hex;
pub mod html;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod outbound;
pub mod random;
pub mod realtime;
pub mod signals;
pub mod trust;

// The product.
pub mod instance;
pub mod notifications;
pub mod projects;
pub mod publish;
pub mod transfer;
pub mod users;
pub mod webhooks;
pub mod work_items;
pub mod workspaces;

#[cfg(test)]
mod testing;
