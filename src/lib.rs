//! Treasury Plane: project management as one binary.

pub mod access;
pub mod app;
pub mod audit;
pub mod auth;
pub mod check;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
pub mod events;
pub mod files;
pub mod html;
pub mod http;
pub mod instance;
pub mod lifecycle;
pub mod migrate;
pub mod postgres;
pub mod projects;
pub mod publish;
pub mod random;
pub mod realtime;
pub mod telemetry;
#[cfg(test)]
mod testing;
pub mod transfer;
pub mod users;
pub mod work_items;
pub mod workspaces;
