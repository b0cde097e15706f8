//! The integration tests, one binary. Run them with `make test`, which provides PostgreSQL.
//!
//! `shell` drives the program from outside, as processes; the other modules drive the router
//! inside the shell, in this process ([`support::TestApp`]), each test on a database of its own.

#[cfg(test)]
mod support;

#[cfg(test)]
mod access;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod auth;
#[cfg(test)]
mod aws;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod comments;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod events;
#[cfg(test)]
mod files;
#[cfg(test)]
mod identities;
#[cfg(test)]
mod install;
#[cfg(test)]
mod instance;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod oidc;
#[cfg(test)]
mod piv;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod publish;
#[cfg(test)]
mod realtime;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod trust;
#[cfg(test)]
mod users;
#[cfg(test)]
mod weather;
#[cfg(test)]
mod webhooks;
#[cfg(test)]
mod work_items;
#[cfg(test)]
mod workspaces;
