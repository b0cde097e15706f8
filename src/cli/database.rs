//! The database for a command: the configured one, the private one that `serve` already runs, or
//! the private one started for as long as the command takes.

use crate::fault::{Fault, OrFileFault};
use crate::{
    config::Config,
    db,
    postgres::{self, Running, Settings},
};
use rustix::fs::{Access, access};
use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::ExitStatus};

/// A database that can be connected to.
#[derive(Debug)]
pub struct Database {
    /// Address as the runtime role.
    pub url: String,
    /// Address as the owner, for migrations.
    pub owner_url: String,
    private: Option<Running>,
}

impl Database {
    /// Finds or starts the database for a command.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        if !config.database.url.is_set() {
            let root = Settings::from_config(config).root;
            if let Some(addresses) = postgres::running_elsewhere(&root)? {
                let (url, owner_url) = (addresses.app, addresses.owner);
                return Ok(Self { url, owner_url, private: None });
            }
        }
        Self::open_for_server(config).await
    }

    /// As [`Database::open`], but refuses a private one that another process runs.
    pub async fn open_for_server(config: &Config) -> anyhow::Result<Self> {
        prepare_data_dir(&config.data_dir)?;
        if config.database.url.is_set() {
            let settings = &config.database;
            let url = db::address(config, settings.url.expose()).await?;
            let owner = Some(&settings.owner_url).filter(|owner| owner.is_set());
            let owner_url = db::address(config, owner.unwrap_or(&settings.url).expose()).await?;
            let limit = settings.migration_statement_timeout_s;
            let owner_url = db::with_statement_timeout(&owner_url, limit);
            return Ok(Self { url, owner_url, private: None });
        }
        let running = postgres::start(Settings::from_config(config)).await?;
        let url = running.addresses.app.clone();
        let owner_url = running.addresses.owner.clone();
        Ok(Self { url, owner_url, private: Some(running) })
    }

    /// Waits until a private server of ours ends by itself; forever when there is none.
    pub async fn ended(&mut self) -> ExitStatus {
        match &mut self.private {
            Some(running) => running.exited().await,
            None => std::future::pending().await,
        }
    }

    /// Stops what was started.
    pub async fn close(self) {
        if let Some(running) = self.private {
            running.stop().await;
        }
    }
}

/// The directory is ours alone, except that the private PostgreSQL's user must pass through it
/// when we are root.
pub(super) fn prepare_data_dir(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let root = rustix::process::geteuid().is_root();
    let mode = if root { 0o711 } else { 0o700 };
    let made = fs::create_dir_all(path)
        .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(mode)));
    made.or_file_fault(Fault::DataDirDenied, || {
        format!("cannot create the data directory {}", path.display())
    })
}

/// Tells at the start what the first upload would run into.
pub(super) fn require_writable(path: &Path) -> anyhow::Result<()> {
    let may = access(path, Access::WRITE_OK | Access::EXEC_OK).map_err(std::io::Error::from);
    may.or_file_fault(Fault::DataDirDenied, || {
        format!("cannot write in the data directory {}", path.display())
    })
}
