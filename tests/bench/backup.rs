//! A backup beside the running server, its check, and a restore of it into a new data directory.

use super::{
    Bench,
    table::{kb, ms},
};
use anyhow::{Context, bail};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

/// Adds a row for each.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let can = Command::new(&bench.binary).args(["backup", "--help"]).output()?;
    if !can.status.success() {
        bench.table.row("backup", "absent", "", "this binary cannot");
        return Ok(());
    }
    let directory = tempfile::Builder::new().prefix("treasury-plane-backup-").tempdir()?;
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o711))?;
    let archive = directory.path().join("bench.tar.zst");
    let name = archive.to_str().context("the directory's name")?.to_owned();
    let from = bench.server.data_dir.clone();
    let (made, output) = run(bench, &["backup", "create", "--to", &name], &from)?;
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().to_owned();
    let size = fs::metadata(&archive)?.len();
    let note = format!("{}, {}", kb(size), said.rsplit_once(": ").map_or("", |(_, what)| what));
    bench.table.row("backup, server running", ms(made), "", note);
    let (checked, _) = run(bench, &["backup", "verify", &name], &from)?;
    bench.table.row("backup verify", ms(checked), "", "reads all of it");
    let key = from.join("secret.key");
    let key = key.to_str().context("the key's name")?.to_owned();
    let arguments = ["restore", &name, "--secret-key-file", &key];
    let (restored, _) = run(bench, &arguments, &directory.path().join("restored"))?;
    let note = "checks, makes a new private PostgreSQL, loads";
    bench.table.row("restore (RTO)", ms(restored), "", note);
    Ok(())
}

fn run(bench: &Bench, arguments: &[&str], data_dir: &Path) -> anyhow::Result<(Duration, Output)> {
    let begun = Instant::now();
    let output =
        Command::new(&bench.binary).args(arguments).arg("--data-dir").arg(data_dir).output()?;
    if !output.status.success() {
        bail!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok((begun.elapsed(), output))
}
