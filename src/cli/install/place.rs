//! The host, or a directory that stands for one.

use super::Target;
use crate::postgres::{User, find_user};
use anyhow::{Context, bail, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const USER: &str = "treasury-plane";

/// Where files go and whether programs may be run.
#[derive(Debug)]
pub(super) struct Place {
    root: PathBuf,
    pub(super) prefix: PathBuf,
    is_host: bool,
}

impl Place {
    /// Refuses a host that cannot have the service.
    pub(super) fn new(target: &Target) -> anyhow::Result<Self> {
        ensure!(
            target.prefix.is_absolute(),
            "--prefix: \"{}\" must begin with a slash",
            target.prefix.display()
        );
        let is_host = target.root.is_none();
        if is_host {
            ensure!(
                rustix::process::geteuid().is_root(),
                "this changes the host and needs root; run it with sudo, or with --root DIRECTORY \
                 to look at what it would write"
            );
            ensure!(
                Path::new("/run/systemd/system").is_dir(),
                "this host does not run systemd; start \"treasury-plane serve\" by what it has \
                 instead"
            );
        }
        let root = target.root.clone().unwrap_or_else(|| PathBuf::from("/"));
        Ok(Self { root, prefix: target.prefix.clone(), is_host })
    }

    /// Where a path of the host is.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// The program, as the host will see it.
    pub(super) fn program(&self) -> PathBuf {
        self.prefix.join("bin/treasury-plane")
    }

    /// Makes user and group, unless they are there.
    pub(super) fn make_user(&self) -> anyhow::Result<()> {
        self.run("systemd-sysusers", &["treasury-plane.conf"])
    }

    /// The service's user. A directory for an image has none before its first boot.
    pub(super) fn user(&self) -> anyhow::Result<Option<User>> {
        let passwd = fs::read_to_string(self.at("/etc/passwd")).unwrap_or_default();
        let user = find_user(&passwd, USER);
        ensure!(
            user.is_some() || !self.is_host,
            "systemd-sysusers has not made the user {USER}; make it by hand and try again: \
             useradd --system --home-dir /var/lib/treasury-plane {USER}"
        );
        Ok(user)
    }

    /// Runs a program of the host; does nothing for an image.
    pub(super) fn run(&self, program: &str, arguments: &[&str]) -> anyhow::Result<()> {
        if !self.is_host {
            return Ok(());
        }
        let what = format!("{program} {}", arguments.join(" "));
        let output = Command::new(program)
            .args(arguments)
            .output()
            .with_context(|| format!("cannot run {what}"))?;
        if !output.status.success() {
            bail!("{what}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(())
    }
}
