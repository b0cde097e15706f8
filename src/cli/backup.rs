//! `backup`: make an archive of everything, check one, and make the keys for sealed ones.

use super::{database::Database, scratch};
use crate::{
    app::App,
    aws::Aws,
    backup::{
        jobs,
        make::{self, From, Made},
        place::{Place, Source},
        restore,
        seal::{self, Opener, Recipient},
        unpack::Contents,
    },
    clock::Clock,
    config::Config,
    db::Context as DbContext,
    fault::Fault,
    files::FileStore,
    keys::{self, Keys},
    lifecycle::Lifecycle,
};
use anyhow::Context;
use clap::Subcommand;
use std::{
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Instant,
};

/// What to do with backups.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Make a backup now; the server may run.
    Create {
        /// A new file, a directory, s3://bucket/prefix, or - for standard output. Otherwise as
        /// backup.to says.
        #[arg(long, value_name = "PLACE")]
        to: Option<String>,
        /// PEM file of a public key to seal it for. Otherwise as backup.recipient_file says.
        #[arg(long, value_name = "FILE")]
        recipient: Option<PathBuf>,
    },
    /// Read a backup to its end and check all of it; changes nothing.
    Verify {
        /// The archive.
        archive: String,
        /// PEM file of the private key, for a sealed one.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// Restore it into a database of its own as well, compare, and remove that again.
        #[arg(long)]
        into_scratch: bool,
    },
    /// Make the pair of keys for sealed backups. Keep the private one away from this host.
    Keygen {
        /// New file for the private key.
        #[arg(long, value_name = "FILE", default_value = "backup-private.pem")]
        private: PathBuf,
        /// New file for the public key.
        #[arg(long, value_name = "FILE", default_value = "backup-public.pem")]
        public: PathBuf,
    },
}

pub(super) async fn run(action: Action, config: &Arc<Config>) -> anyhow::Result<ExitCode> {
    match action {
        Action::Create { to, recipient } => create(config, to, recipient).await,
        Action::Verify { archive, key, into_scratch } => {
            verify(config, &archive, key.as_deref(), into_scratch).await
        }
        Action::Keygen { private, public } => keygen(&private, &public),
    }
}

async fn create(
    config: &Arc<Config>,
    to: Option<String>,
    recipient: Option<PathBuf>,
) -> anyhow::Result<ExitCode> {
    let place = Place::parse(to.as_deref().unwrap_or(&config.backup.to), config).await?;
    let recipient = match recipient {
        Some(file) => {
            let text = fs::read_to_string(&file);
            let text = text.with_context(|| format!("cannot read {}", file.display()))?;
            Some(Recipient::from_pem(&text).with_context(|| file.display().to_string())?)
        }
        None => jobs::recipient(&config.backup)?,
    };
    let database = Database::open(config).await?;
    let begun = Instant::now();
    let outcome = back_up(config, &database, &place, recipient.as_ref()).await;
    database.close().await;
    let made = outcome?;
    report(&place, &made, begun);
    Ok(ExitCode::SUCCESS)
}

async fn back_up(
    config: &Arc<Config>,
    database: &Database,
    place: &Place,
    recipient: Option<&Recipient>,
) -> anyhow::Result<Made> {
    let secret = keys::secret(config)?;
    let from = From {
        owner_url: &database.owner_url,
        files: &FileStore::open(&config.files, &Aws::new(config)?).await?,
        keys: &Keys::of(&secret),
        secret: &secret,
        clock: &Clock::System,
    };
    let made = make::make(&from, place, recipient).await?;
    // A backup somewhere else may be as good as one in its place, so it counts for `doctor`.
    let remembered = async {
        let app = App::start(Arc::clone(config), &database.url, Lifecycle::default()).await?;
        let tx = app.db.begin(DbContext::default()).await?;
        jobs::remember(&tx, &made, app.clock.now()).await?;
        tx.commit().await?;
        app.db.close().await;
        anyhow::Ok(())
    };
    if let Err(error) = remembered.await {
        eprintln!("warning: the backup is whole, but could not be written down: {error:#}");
    }
    Ok(made)
}

/// On standard error: the archive itself may go to standard output.
fn report(place: &Place, made: &Made, begun: Instant) {
    let manifest = &made.manifest;
    let whereto = match place {
        Place::Stream => "standard output".to_owned(),
        Place::File(path) => path.display().to_string(),
        Place::Directory(directory) => directory.join(&made.name).display().to_string(),
        Place::Store(_, prefix) => format!("{prefix}/{}", made.name),
    };
    eprintln!(
        "{whereto}: {} rows of {} tables, {} files, {} KB, in {:.1} s.",
        manifest.rows(),
        manifest.tables.len(),
        manifest.files.count,
        made.size_bytes.div_ceil(1024),
        begun.elapsed().as_secs_f64()
    );
    for key in &manifest.files.missing {
        eprintln!("warning: the bytes of the file {key} are not there; the backup is without them");
    }
    if !manifest.has_secret_key {
        eprintln!(
            "The backup is not sealed, so it is without the instance's secret key. Keep a copy of \
             secret.key (or auth.secret_key) elsewhere, and the backup where nobody reads it."
        );
    }
}

/// The private key for sealed archives.
pub(super) fn opener(file: Option<&Path>) -> anyhow::Result<Option<Arc<Opener>>> {
    let Some(file) = file else { return Ok(None) };
    let text = fs::read_to_string(file);
    let text = text.with_context(|| format!("cannot read {}", file.display()))?;
    let opener = Opener::from_pem(&text).with_context(|| file.display().to_string())?;
    Ok(Some(Arc::new(opener)))
}

/// Whether the instance's key signed this archive; no when that key is not at hand, and an error
/// when it is and did not.
pub(super) fn is_signed_by(contents: &Contents, secret: Option<&str>) -> anyhow::Result<bool> {
    let Some(keys) = secret.map(Keys::of) else { return Ok(false) };
    if keys.id()? != contents.manifest.head.key_id {
        return Ok(false);
    }
    let (text, signature) = &contents.signed;
    if make::sign(&keys, text)? != *signature {
        let sentence = "the archive was changed: its signature is not this instance's";
        return Err(Fault::BackupDamaged.because(sentence));
    }
    Ok(true)
}

async fn verify(
    config: &Arc<Config>,
    archive: &str,
    key: Option<&Path>,
    into_scratch: bool,
) -> anyhow::Result<ExitCode> {
    let (source, opener) = (Source::parse(archive, config).await?, opener(key)?);
    let (contents, inside) = restore::check(&source, opener.clone()).await?;
    let secret = inside.or(keys::existing(config)?);
    let signed = match is_signed_by(&contents, secret.as_deref())? {
        true => "signed by its instance",
        false => "its signature was not checked, because its instance's secret key is not here",
    };
    let manifest = &contents.manifest;
    let head = &manifest.head;
    println!(
        "{archive}: whole. Made {} by {} {}, {} rows of {} tables, {} files; {signed}.",
        head.taken_at.format("%Y-%m-%d %H:%M:%S UTC"),
        env!("CARGO_PKG_NAME"),
        head.app_version,
        manifest.rows(),
        manifest.tables.len(),
        manifest.files.count,
    );
    for key in &manifest.files.missing {
        println!("warning: the bytes of the file {key} were missing when it was made");
    }
    if into_scratch {
        let elapsed = scratch::restore(config, &source, opener, manifest).await?;
        let age = Clock::System.now() - head.taken_at;
        println!(
            "Restored into a scratch database in {:.1} s (RTO); every table came back the same. \
             What was written in the last {} minutes is not in it (RPO).",
            elapsed.as_secs_f64(),
            age.num_minutes()
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn keygen(private: &Path, public: &Path) -> anyhow::Result<ExitCode> {
    let (secret, open) = seal::make_pair()?;
    for (path, text, mode) in [(private, secret, 0o600), (public, open, 0o644)] {
        let file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
        let mut file = file.with_context(|| format!("cannot create {}", path.display()))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    println!(
        "Made {} and {}. Set backup.recipient_file to the public key, and keep the private one \
         away from this host: whoever has it reads the backups, and without it nobody does.",
        private.display(),
        public.display()
    );
    Ok(ExitCode::SUCCESS)
}
