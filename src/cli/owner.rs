//! Commands that root runs act as the owner of the data directory.
//!
//! The service runs as a user of its own. A lock, a log or a socket that root leaves in its
//! directory would keep the service from starting, so a command that finds somebody else's data
//! directory starts over as that somebody.

use anyhow::Context;
use std::{
    fs,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::Path,
    process::Command,
};

/// Replaces this process with one of the owner, or returns when there is nothing to do. To be
/// called before anything is started.
pub(super) fn become_owner(data_dir: &Path) -> anyhow::Result<()> {
    if !rustix::process::geteuid().is_root() {
        return Ok(());
    }
    let Some(owner) = fs::metadata(data_dir).ok().filter(|found| found.uid() != 0) else {
        return Ok(());
    };
    let program = std::env::current_exe().context("cannot tell where this program is")?;
    let error = Command::new(&program)
        .args(std::env::args_os().skip(1))
        // Its default would be in the owner's home.
        .env("TREASURY_PLANE_DATA_DIR", data_dir)
        .env_remove("TREASURY_PLANE_DATA_DIR_FILE")
        .gid(owner.gid())
        .uid(owner.uid())
        .exec();
    Err(error).with_context(|| {
        format!("cannot run {} as the owner of {}", program.display(), data_dir.display())
    })
}
