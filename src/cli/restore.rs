//! `restore`: an archive becomes a database.
//!
//! Into a database that an operator made, who then sets `database.url`; or into the private
//! PostgreSQL of a data directory: a new one, or, with `--switch`, in the place of the one that is
//! there, which is kept.

use super::backup::{is_signed_by, opener};
use crate::{
    aws::Aws,
    backup::{manifest::Manifest, place::Source, restore, seal::Opener, switch},
    clock::Clock,
    config::Config,
    db,
    files::FileStore,
    keys::{self, Keys},
    postgres::{self, Settings},
};
use anyhow::{Context, bail, ensure};
use clap::Args;
use std::{fs, path::PathBuf, process::ExitCode, sync::Arc, time::Instant};

/// What to restore, and into what.
#[derive(Debug, Args)]
pub(super) struct Wanted {
    /// The archive: a file, or s3://bucket/name.
    archive: String,
    /// Address of an empty database, as the role that will own its tables. Otherwise the private
    /// PostgreSQL of the data directory.
    #[arg(long, value_name = "URL")]
    into: Option<String>,
    /// PEM file of the private key, for a sealed archive.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The instance's secret key, for an archive that is not sealed: a copy of secret.key.
    #[arg(long, value_name = "FILE")]
    secret_key_file: Option<PathBuf>,
    /// Go on without the instance's secret key. Passwords of mail servers, secrets of providers and
    /// of webhooks must be entered again, and the audit log's signatures cannot be checked.
    #[arg(long)]
    without_secret_key: bool,
    /// Take the place of the private PostgreSQL that is in the data directory; it is kept beside.
    /// The server must not run.
    #[arg(long, conflicts_with = "into")]
    switch: bool,
}

pub(super) async fn run(wanted: Wanted, config: &Arc<Config>) -> anyhow::Result<ExitCode> {
    let (source, opener) =
        (Source::parse(&wanted.archive, config).await?, opener(wanted.key.as_deref())?);
    let target = Target::choose(&wanted, config)?;
    let begun = Instant::now();
    let (contents, inside) = restore::check(&source, opener.clone()).await?;
    let manifest = contents.manifest.clone();
    let secret = Secret::choose(&wanted, config, &manifest, inside)?;
    is_signed_by(&contents, secret.text.as_deref())?;
    let aside = switch::aside(Clock::System.now());
    let words = match target {
        Target::Database(url) => {
            load(&source, opener, &manifest, &url, config).await?;
            secret.keep(config, &aside)?;
            "Set database.url and database.owner_url to it and start the server.".to_owned()
        }
        Target::New => {
            private(&source, opener, &manifest, config, "postgres").await?;
            secret.keep(config, &aside)?;
            "Start the server.".to_owned()
        }
        Target::Switch => {
            private(&source, opener, &manifest, config, switch::RESTORING).await?;
            secret.keep(config, &aside)?;
            let kept = switch::switch(&config.data_dir, &aside)?;
            format!(
                "The old database is in {}; remove it when you do not need it any more. Start the \
                 server.",
                kept.display()
            )
        }
    };
    println!(
        "Restored what {} held at {}, {} rows and {} files, in {:.1} s. Everybody signs in again. \
         {words}",
        wanted.archive,
        manifest.head.taken_at.format("%Y-%m-%d %H:%M:%S UTC"),
        manifest.rows(),
        manifest.files.count,
        begun.elapsed().as_secs_f64()
    );
    Ok(ExitCode::SUCCESS)
}

/// Into what.
enum Target {
    Database(String),
    New,
    Switch,
}

impl Target {
    fn choose(wanted: &Wanted, config: &Config) -> anyhow::Result<Self> {
        if let Some(url) = &wanted.into {
            return Ok(Self::Database(url.clone()));
        }
        if config.database.url.is_set() {
            bail!("database.url is set; name the new, empty database with --into");
        }
        let root = Settings::from_config(config).root;
        let is_there = root.join("data/PG_VERSION").exists();
        match (is_there, wanted.switch) {
            (false, false) => Ok(Self::New),
            (false, true) => bail!("there is no database in {} to switch", root.display()),
            (true, false) => bail!(
                "{} holds a database already; to put the backup in its place stop the server and \
                 add --switch, or choose another directory with --data-dir",
                config.data_dir.display()
            ),
            (true, true) => {
                ensure!(
                    postgres::running_elsewhere(&root)?.is_none(),
                    "the server runs; stop it first"
                );
                Ok(Self::Switch)
            }
        }
    }
}

/// The instance's key after the restore.
struct Secret {
    text: Option<String>,
    is_new: bool,
}

impl Secret {
    /// The archive's, else the given one, else the one that is here, if it is the right one.
    fn choose(
        wanted: &Wanted,
        config: &Config,
        manifest: &Manifest,
        inside: Option<String>,
    ) -> anyhow::Result<Self> {
        let right = |text: &str| anyhow::Ok(Keys::of(text).id()? == manifest.head.key_id);
        let here = keys::existing(config)?;
        if let Some(text) = &here
            && right(text)?
        {
            return Ok(Self { text: here, is_new: false });
        }
        if wanted.without_secret_key {
            return Ok(Self { text: None, is_new: false });
        }
        let given = match &wanted.secret_key_file {
            Some(file) => {
                let text = fs::read_to_string(file);
                Some(text.with_context(|| format!("cannot read {}", file.display()))?)
            }
            None => inside,
        };
        let Some(text) = given else {
            bail!(
                "the archive is without the instance's secret key, and the one that sealed it is \
                 not here; give a copy of secret.key with --secret-key-file, or go on with \
                 --without-secret-key"
            );
        };
        ensure!(right(&text)?, "the secret key is not the one of the archive's instance");
        ensure!(
            !config.auth.secret_key.is_set(),
            "auth.secret_key is set and is not the archive's; remove it from the settings, or set \
             it to the key of the archive's instance"
        );
        ensure!(
            here.is_none() || wanted.switch,
            "{} holds the secret key of another instance; move secret.key away first",
            config.data_dir.display()
        );
        Ok(Self { text: Some(text), is_new: true })
    }

    fn keep(&self, config: &Config, aside: &str) -> anyhow::Result<()> {
        match &self.text {
            Some(text) if self.is_new => keys::put(config, text, aside),
            _ => Ok(()),
        }
    }
}

async fn load(
    source: &Source,
    opener: Option<Arc<Opener>>,
    manifest: &Manifest,
    url: &str,
    config: &Config,
) -> anyhow::Result<()> {
    let url = db::address(config, url).await?;
    let files = FileStore::open(&config.files, &Aws::new(config)?).await?;
    restore::load(source, opener, manifest, &url, &files).await?;
    restore::note(manifest, &url, Clock::System.now()).await
}

/// Into a private PostgreSQL that is made for it below the data directory. When that fails it is
/// removed again: it held nothing before.
async fn private(
    source: &Source,
    opener: Option<Arc<Opener>>,
    manifest: &Manifest,
    config: &Config,
    folder: &str,
) -> anyhow::Result<()> {
    super::database::prepare_data_dir(&config.data_dir)?;
    let root = config.data_dir.join(folder);
    if folder == switch::RESTORING && root.exists() {
        fs::remove_dir_all(&root).with_context(|| format!("removing {}", root.display()))?;
    }
    let settings = Settings { root: root.clone(), ..Settings::from_config(config) };
    let outcome = fill(source, opener, manifest, config, settings).await;
    if outcome.is_err() && root.exists() {
        fs::remove_dir_all(&root).with_context(|| format!("removing {}", root.display()))?;
    }
    outcome
}

async fn fill(
    source: &Source,
    opener: Option<Arc<Opener>>,
    manifest: &Manifest,
    config: &Config,
    settings: Settings,
) -> anyhow::Result<()> {
    let running = postgres::start(settings).await?;
    let outcome = async {
        let files = FileStore::open(&config.files, &Aws::new(config)?).await?;
        let url = &running.addresses.owner;
        restore::load(source, opener, manifest, url, &files).await?;
        restore::note(manifest, url, Clock::System.now()).await
    }
    .await;
    running.stop().await;
    outcome
}
