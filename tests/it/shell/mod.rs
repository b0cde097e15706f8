//! The program from outside: started as a process, asked over sockets, ended by signals.

mod audit;
mod break_glass;
mod cards;
mod commands;
mod jobs;
mod listener;
mod private_postgres;
mod process;
mod tls_suites;

pub(crate) use process::{Process, command, get};
