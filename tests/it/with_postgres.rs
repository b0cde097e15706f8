//! Runs a command with a throw-away PostgreSQL: `with_postgres cargo nextest run`.
//!
//! The command finds the superuser's address in `TREASURY_PLANE_TEST_PG`. The server is the
//! product's own private one, faster and less durable, so starting it is tested on the way.

use anyhow::Context;
use std::{os::unix::fs::PermissionsExt, process::ExitCode};
use treasury_plane::postgres::{self, Settings};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments.next().context("usage: with_postgres COMMAND [ARGUMENT...]")?;
    let directory = tempfile::Builder::new().prefix("treasury-plane-test-").tempdir()?;
    // Started by root, the server runs as another user, who must pass through.
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o711))?;
    let running = postgres::start(Settings::for_tests(directory.path().join("postgres"))).await?;
    // Ctrl-C ends the command; we outlive it to clean up.
    let _interrupts = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    let status = tokio::process::Command::new(&program)
        .args(arguments)
        .env("TREASURY_PLANE_TEST_PG", &running.addresses.superuser)
        .status()
        .await;
    running.stop().await;
    let code = status.with_context(|| format!("running {}", program.display()))?.code();
    Ok(code.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
