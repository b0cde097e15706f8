//! `bundle`: one signed file that carries a release to hosts without a network.
//!
//! A bundle is a plain tar archive: `manifest.json`, `manifest.sig`, then the files that the
//! manifest names, in its order. The manifest has the size and digest of each file, so the one
//! signature (ECDSA P-384 with SHA-384, which OpenSSL can check too) covers everything, and is
//! checked before anything else is believed.
//!
//! The **installed** program checks the new one and puts it in its own place: nothing of the
//! bundle runs before it is known to be ours, complete, and right for this host and its database.

mod archive;
mod install;
mod keys;
mod manifest;

#[cfg(test)]
mod tests;

use crate::{
    config::{Config, Sources},
    fault::{Failure, Fault},
};
use anyhow::Context;
use clap::Subcommand;
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Make a pair of keys: one signs bundles, the other is given to hosts.
    Keygen {
        /// Where the secret key goes. Keep it off the hosts.
        #[arg(long, value_name = "FILE")]
        private: PathBuf,
        /// Where the public key goes.
        #[arg(long, value_name = "FILE")]
        public: PathBuf,
    },
    /// Pack a directory whose bin/treasury-plane is this program, and sign it.
    Create {
        /// The directory.
        #[arg(long, value_name = "DIRECTORY")]
        from: PathBuf,
        /// The secret key: PKCS#8 in PEM, P-384.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The bundle.
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Check the signature and every file of a bundle.
    Verify {
        /// The bundle.
        bundle: PathBuf,
        /// The public key, in PEM.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Check a bundle and put its program in the place of this one.
    Install(Install),
}

#[derive(Debug, clap::Args)]
pub(super) struct Install {
    /// The bundle.
    bundle: PathBuf,
    /// The public key, in PEM.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The program to replace, which must be the one that runs now; or a new place.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Install an older release, if the database's schema is not newer than it.
    #[arg(long)]
    allow_downgrade: bool,
    /// Do not ask the database for its schema; it is taken to be this release's.
    #[arg(long, conflicts_with = "allow_downgrade")]
    without_database: bool,
}

impl Action {
    /// Whether it works without settings.
    pub(super) fn is_alone(&self) -> bool {
        !matches!(self, Self::Install(_))
    }
}

/// The actions that need no settings.
pub(super) fn run_alone(action: &Action) -> anyhow::Result<ExitCode> {
    match action {
        Action::Keygen { private, public } => {
            keys::generate(private, public)?;
            println!("Keep {} secret. Hosts need {}.", private.display(), public.display());
        }
        Action::Create { from, key, output } => create(from, key, output)?,
        Action::Verify { bundle, key } => verify(bundle, key)?,
        Action::Install(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// `bundle install`.
pub(super) async fn run(
    action: Action,
    config: &Config,
    sources: &Sources,
) -> anyhow::Result<ExitCode> {
    if let Action::Install(wanted) = action {
        install::run(&wanted, config, sources).await?;
    }
    Ok(ExitCode::SUCCESS)
}

fn create(from: &Path, key: &Path, output: &Path) -> anyhow::Result<()> {
    let key = keys::Secret::read(key)?;
    let manifest = manifest::Manifest::of_directory(from)?;
    let outcome = archive::write(output, from, &manifest, &key);
    if outcome.is_err() {
        let _ = std::fs::remove_file(output);
    }
    outcome.with_context(|| format!("cannot write {}", output.display()))?;
    println!("{}: release {}, {} files", output.display(), manifest.version, manifest.files.len());
    Ok(())
}

fn verify(bundle: &Path, key: &Path) -> anyhow::Result<()> {
    let (manifest, _) = archive::read(open(bundle)?, &keys::Public::read(key)?, |_| Ok(io::sink()))
        .map_err(|error| refused(bundle, error))?;
    println!("The bundle is complete and signed by this key.");
    println!("release     {}", manifest.version);
    println!("commit      {}", manifest.commit.as_deref().unwrap_or("unknown"));
    println!("arch        {}", manifest.arch);
    println!("postgresql  {}", manifest.postgresql.as_deref().unwrap_or("not embedded"));
    println!("schema      {}", manifest.migrations.last().map_or("none", String::as_str));
    println!("files       {}", manifest.files.len());
    Ok(())
}

fn open(bundle: &Path) -> anyhow::Result<io::BufReader<File>> {
    let file = File::open(bundle).with_context(|| format!("cannot read {}", bundle.display()))?;
    Ok(io::BufReader::with_capacity(1 << 20, file))
}

/// The sentence of a refusal, with its code.
fn refused(bundle: &Path, error: anyhow::Error) -> anyhow::Error {
    let error = Fault::BundleRefused.unless_coded(error);
    let Some(Failure { fault, sentence }) = error.downcast_ref::<Failure>().cloned() else {
        return error;
    };
    fault.over(error, format!("{} is refused: {sentence}", bundle.display()))
}
