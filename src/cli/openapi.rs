//! `openapi`: the description of the API, as committed for the clients.

use std::{io::Write, process::ExitCode};

pub(super) fn run() -> anyhow::Result<ExitCode> {
    std::io::stdout().write_all(crate::http::openapi::document().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
