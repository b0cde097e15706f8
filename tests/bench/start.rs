//! Start time: the first ever with a private PostgreSQL, the next ones, and with a database that
//! is up already.

use super::{
    Bench,
    server::Server,
    table::{Table, ms},
};
use std::{os::unix::fs::PermissionsExt, path::Path};
use tempfile::TempDir;

/// Starts the program twice and returns the server on which all else is measured.
pub(crate) async fn measure(binary: &Path, table: &mut Table) -> anyhow::Result<Server> {
    let data_dir = directory()?.keep();
    let mut first = Server::start(binary, &data_dir, &[]).await?;
    let note = "empty directory, own PostgreSQL initialised, all migrations";
    table.row("start, first ever", ms(first.started_in), "≤ 5 s", note);
    first.stop()?;
    let warm = Server::start(binary, &data_dir, &[]).await?;
    table.row("start, warm", ms(warm.started_in), "", "own PostgreSQL started with it");
    Ok(warm)
}

/// A second process on the database of the first.
pub(crate) async fn beside(bench: &mut Bench) -> anyhow::Result<()> {
    let addresses = bench.server.database()?;
    let settings = [
        ("DATABASE__URL", addresses.app.as_str()),
        ("DATABASE__OWNER_URL", addresses.owner.as_str()),
    ];
    let directory = directory()?;
    let mut beside = Server::start(&bench.binary, directory.path(), &settings).await?;
    bench.table.row("start, database up", ms(beside.started_in), "≤ 300 ms", "a second process");
    beside.stop()
}

/// A directory that the private PostgreSQL's user may pass through.
fn directory() -> anyhow::Result<TempDir> {
    let directory = tempfile::Builder::new().prefix("treasury-plane-bench-").tempdir()?;
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o711))?;
    Ok(directory)
}
