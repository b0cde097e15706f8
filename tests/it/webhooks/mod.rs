//! Webhooks, with a real receiver on https.

mod access;
mod manage;
mod order;
mod receiver;
mod retry;
mod shapes;
mod ssrf;
pub mod stage;
