//! The program from outside: started as a process, asked over sockets, ended by signals.

mod audit;
mod backup;
mod bad_input;
mod break_glass;
mod bundle;
mod cards;
mod commands;
mod doctor;
mod empty_root;
mod jobs;
mod listener;
mod private_postgres;
mod process;
mod systemd;
mod tls_suites;

pub(crate) use process::{Process, command, get, refused};
