//! What a bundle says about itself.

use crate::cli::version::{self, Version};
use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path},
};

const FORMAT: u32 = 1;
const PRODUCT: &str = env!("CARGO_PKG_NAME");
const FILES_MAX: usize = 1_000;
const FILE_BYTES_MAX: u64 = 1 << 30;
/// What fits into the header of a tar entry without an extension.
const PATH_CHARS_MAX: usize = 100;

/// Where the program is in each bundle.
pub(super) const PROGRAM: &str = "bin/treasury-plane";

/// The signed description. Fields may be added; a change that old programs would misunderstand
/// raises `format`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) product: String,
    pub(super) version: semver::Version,
    pub(super) commit: Option<String>,
    pub(super) arch: String,
    /// The version of the embedded PostgreSQL.
    pub(super) postgresql: Option<String>,
    /// Every migration of the release: what will have been applied when it runs.
    pub(super) migrations: Vec<String>,
    /// In the order of the archive.
    pub(super) files: Vec<Entry>,
}

/// One file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Manifest {
    /// Of a directory that holds this very program: only a program knows its own migrations.
    pub(super) fn of_directory(directory: &Path) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        collect(directory, directory, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let this = Version::of_this();
        let program = files.iter().find(|file| file.path == PROGRAM);
        let program = program.with_context(|| format!("there is no {PROGRAM} in it"))?;
        ensure!(
            this.sha256.as_ref() == Some(&program.sha256),
            "its {PROGRAM} is another program than this one; run that one to make the bundle"
        );
        let manifest = Self {
            format: FORMAT,
            product: PRODUCT.to_owned(),
            version: version::RELEASE.parse().context("reading the own release")?,
            commit: this.commit.map(ToOwned::to_owned),
            arch: std::env::consts::ARCH.to_owned(),
            postgresql: this.postgresql,
            migrations: version::migrations(),
            files,
        };
        manifest.check()?;
        Ok(manifest)
    }

    /// From bytes whose signature is right.
    pub(super) fn from_bytes(bytes: &[u8]) -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
            product: String,
        }
        let head: Head = serde_json::from_slice(bytes).context("its manifest makes no sense")?;
        ensure!(head.product == PRODUCT, "it is a bundle of \"{}\"", head.product);
        ensure!(
            head.format == FORMAT,
            "its format {} is not known to this release; install a release in between first",
            head.format
        );
        let manifest: Self =
            serde_json::from_slice(bytes).context("its manifest makes no sense")?;
        manifest.check()?;
        Ok(manifest)
    }

    fn check(&self) -> anyhow::Result<()> {
        ensure!(self.files.len() <= FILES_MAX, "it has more than {FILES_MAX} files");
        let mut seen = BTreeSet::new();
        for file in &self.files {
            let path = &file.path;
            let is_plain = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
            let is_short = !path.is_empty() && path.len() <= PATH_CHARS_MAX;
            let is_safe = is_plain && is_short && path.bytes().all(|b| b.is_ascii_graphic());
            ensure!(is_safe, "{path:?} is not a name that a file of a bundle may have");
            ensure!(file.bytes <= FILE_BYTES_MAX, "{path} is larger than a bundle's files may be");
            ensure!(seen.insert(path), "it names {path} twice");
        }
        ensure!(self.files.iter().any(|file| file.path == PROGRAM), "it has no {PROGRAM}");
        Ok(())
    }
}

fn collect(root: &Path, directory: &Path, files: &mut Vec<Entry>) -> anyhow::Result<()> {
    let context = || format!("cannot read {}", directory.display());
    for entry in fs::read_dir(directory).with_context(context)? {
        let entry = entry.with_context(context)?;
        let (path, kind) = (entry.path(), entry.file_type().with_context(context)?);
        if kind.is_dir() {
            collect(root, &path, files)?;
        } else if kind.is_file() {
            let name = path.strip_prefix(root)?.to_str().context("a name is not UTF-8")?;
            files.push(Entry {
                path: name.to_owned(),
                bytes: entry.metadata().with_context(context)?.len(),
                sha256: version::sha256(&path).with_context(context)?,
            });
        } else {
            bail!("{} is neither a file nor a directory", path.display());
        }
    }
    Ok(())
}
