//! A database for the time of a check: a private PostgreSQL of its own, removed at the end.

use crate::{
    backup::{manifest::Manifest, place::Source, restore, seal::Opener},
    config::Config,
    files::FileStore,
    postgres::{self, Settings},
};
use anyhow::Context;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

/// A directory that goes when this is dropped.
struct Directory(PathBuf);

impl Directory {
    fn create(config: &Config) -> anyhow::Result<Self> {
        let path = config.data_dir.join(format!("scratch-{}", std::process::id()));
        let context = || format!("cannot create {}", path.display());
        fs::create_dir_all(&path).with_context(context)?;
        // The private PostgreSQL's user passes through it.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o711)).with_context(context)?;
        Ok(Self(path))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("warning: {} could not be removed: {error}", self.0.display());
        }
    }
}

/// Restores an archive, compares what came back with the manifest, and removes it again. Says how
/// long the restore took.
pub(super) async fn restore(
    config: &Config,
    source: &Source,
    opener: Option<Arc<Opener>>,
    manifest: &Manifest,
) -> anyhow::Result<Duration> {
    let directory = Directory::create(config)?;
    let begun = Instant::now();
    let settings = Settings { root: directory.0.join("postgres"), ..Settings::from_config(config) };
    let running = postgres::start(settings).await.context("starting a scratch PostgreSQL")?;
    let files = FileStore::local(&directory.0.join("files"))?;
    let url = running.addresses.owner.clone();
    let outcome = async {
        restore::load(source, opener, manifest, &url, &files).await?;
        let elapsed = begun.elapsed();
        restore::compare(manifest, &url).await?;
        anyhow::Ok(elapsed)
    }
    .await;
    running.stop().await;
    outcome
}
