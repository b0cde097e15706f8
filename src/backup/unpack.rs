//! Reads an archive and checks all of it: the one reader for `verify` and `restore`.
//!
//! It believes nothing: each table's digest and rows and each file's digest must be what the manifest
//! says, nothing may be missing or come twice, and the stream must end where its writer ended it.

use super::{
    manifest::{Head, Manifest},
    seal::{MAGIC, Opened, Opener},
};
use crate::{fault::Fault, hex};
use anyhow::{Context, bail, ensure};
use aws_lc_rs::digest::{self, SHA256};
use bytes::Bytes;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// What is read at once.
const PIECE: usize = 256 * 1024;
/// More than any head, manifest or key has.
const SMALL_MAX: u64 = 64 * 1024 * 1024;

/// Names of entries.
pub(super) const HEAD: &str = "backup.json";
/// After everything else but the signature.
pub(super) const MANIFEST: &str = "manifest.json";
/// HMAC of the manifest under the instance's key.
pub(super) const SIGNATURE: &str = "manifest.sig";
/// The instance's secret key, in sealed archives only.
pub(super) const SECRET_KEY: &str = "secret.key";

/// What an archive holds, in the order in which it is read.
#[derive(Debug)]
pub enum Piece {
    /// Comes first.
    Head(Head),
    /// A part of a table; parts of several tables may alternate.
    Rows {
        /// The table.
        table: String,
        /// Rows as COPY writes them; a row may be cut at the end.
        bytes: Bytes,
        /// No more of this table follows.
        is_last: bool,
    },
    /// A part of stored bytes; those of one key come one after the other.
    File {
        /// Their key.
        key: String,
        /// Some of them.
        bytes: Bytes,
        /// No more of this key follow.
        is_last: bool,
    },
    /// The instance's secret key.
    SecretKey(String),
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The manifest; it fits what was read.
    pub manifest: Manifest,
    /// The manifest's text and its signature, to be checked with the key.
    pub signed: (Vec<u8>, String),
    /// Whether the archive was sealed for a recipient.
    pub is_sealed: bool,
}

/// Reads to the end, handing out each piece. Fails with one sentence when anything is wrong.
pub fn read(
    mut source: impl Read,
    opener: Option<&Opener>,
    mut each: impl FnMut(Piece) -> anyhow::Result<()>,
) -> anyhow::Result<Contents> {
    let mut magic = [0; MAGIC.len()];
    let mut count = 0;
    while let Some(room) = magic.get_mut(count..).filter(|room| !room.is_empty()) {
        match source.read(room).context("reading the archive")? {
            0 => break,
            more => count += more,
        }
    }
    if magic == *MAGIC {
        let Some(opener) = opener else {
            let sentence = "the archive is sealed; give the private key with --key";
            return Err(Fault::BackupKey.because(sentence));
        };
        return unpack(Opened::new(source, opener)?, true, &mut each);
    }
    ensure!(
        magic.starts_with(&ZSTD_MAGIC),
        "this is not a backup of Treasury Plane, or its first bytes are damaged"
    );
    let begin = std::io::Cursor::new(magic.get(..count).unwrap_or_default().to_vec());
    unpack(begin.chain(source), false, &mut each)
}

/// One sentence for whatever the lower layers say about bytes that make no sense.
fn damaged(error: std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("the archive is cut off or damaged ({error})")
}

fn unpack(
    source: impl Read,
    is_sealed: bool,
    each: &mut dyn FnMut(Piece) -> anyhow::Result<()>,
) -> anyhow::Result<Contents> {
    let decoder = zstd::Decoder::new(source).map_err(damaged)?.single_frame();
    let mut archive = tar::Archive::new(decoder);
    let mut found = Found::default();
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let path = entry.path().map_err(damaged)?;
        let path = path.to_str().context("the archive has an entry without a name")?.to_owned();
        found.entry(&path, &mut entry, each)?;
    }
    let mut decoder = archive.into_inner();
    // What follows the tar's end: nothing, but the checksum of the stream is looked at here.
    let mut rest = Vec::new();
    decoder.by_ref().take(1024 * 1024).read_to_end(&mut rest).map_err(damaged)?;
    ensure!(rest.iter().all(|byte| *byte == 0), "the archive has something after its end");
    let mut source = decoder.finish();
    ensure!(
        source.read(&mut [0; 1]).map_err(damaged)? == 0,
        "the archive has something after its end"
    );
    found.finish(is_sealed)
}

/// A table that has been read in part.
struct Part {
    sha256: digest::Context,
    rows: u64,
    bytes: u64,
    next: u64,
    is_complete: bool,
}

impl Default for Part {
    fn default() -> Self {
        Self {
            sha256: digest::Context::new(&SHA256),
            rows: 0,
            bytes: 0,
            next: 0,
            is_complete: false,
        }
    }
}

/// What has been read so far.
#[derive(Default)]
struct Found {
    head: Option<Head>,
    tables: BTreeMap<String, Part>,
    keys: BTreeSet<String>,
    file_bytes: u64,
    has_secret_key: bool,
    manifest: Option<(Manifest, Vec<u8>)>,
    signature: Option<String>,
}

impl Found {
    fn entry(
        &mut self,
        path: &str,
        entry: &mut impl Read,
        each: &mut dyn FnMut(Piece) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        ensure!(
            self.head.is_some() == (path != HEAD),
            "this is not a backup of Treasury Plane: it does not begin with {HEAD}"
        );
        ensure!(
            self.manifest.is_none() || path == SIGNATURE,
            "the archive has something after its manifest"
        );
        if path == HEAD {
            let head: Head = serde_json::from_slice(&small(entry)?)
                .context("this is not a backup of Treasury Plane: its head makes no sense")?;
            head.check()?;
            self.head = Some(head.clone());
            return each(Piece::Head(head));
        }
        if let Some(rest) = path.strip_prefix("tables/") {
            return self.rows(rest, entry, each);
        }
        if let Some(key) = path.strip_prefix("files/") {
            return self.file(key, entry, each);
        }
        let bytes = small(entry)?;
        match path {
            SECRET_KEY => {
                self.has_secret_key = true;
                each(Piece::SecretKey(String::from_utf8(bytes).context("the secret key")?))
            }
            MANIFEST => {
                let manifest = serde_json::from_slice(&bytes)
                    .context("the archive's manifest makes no sense")?;
                self.manifest = Some((manifest, bytes));
                Ok(())
            }
            SIGNATURE => {
                self.signature = Some(String::from_utf8(bytes).context("the signature")?);
                Ok(())
            }
            _ => bail!("the archive has an entry that no backup has: {path}"),
        }
    }

    /// `<table>/<number>` or, for the last part, `<table>/<number>.end`.
    fn rows(
        &mut self,
        rest: &str,
        entry: &mut impl Read,
        each: &mut dyn FnMut(Piece) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (table, number) = rest.split_once('/').context("an entry of a table has no number")?;
        let is_last = number.ends_with(".end");
        let number: u64 = number.trim_end_matches(".end").parse().context("a part's number")?;
        let part = self.tables.entry(table.to_owned()).or_default();
        ensure!(
            part.next == number && !part.is_complete,
            "parts of the table {table} are missing or come twice"
        );
        let bytes = small(entry)?;
        part.sha256.update(&bytes);
        part.rows += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        part.bytes += bytes.len() as u64;
        part.next += 1;
        part.is_complete = is_last;
        each(Piece::Rows { table: table.to_owned(), bytes: bytes.into(), is_last })
    }

    fn file(
        &mut self,
        key: &str,
        entry: &mut impl Read,
        each: &mut dyn FnMut(Piece) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let is_digest = key.len() == 65
            && key.bytes().enumerate().all(|(at, byte)| match at {
                2 => byte == b'/',
                _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            });
        ensure!(is_digest, "the archive has a file that no backup has: {key}");
        ensure!(self.keys.insert(key.to_owned()), "the file {key} comes twice");
        let mut sha256 = digest::Context::new(&SHA256);
        loop {
            let mut bytes = Vec::with_capacity(PIECE);
            entry.by_ref().take(PIECE as u64).read_to_end(&mut bytes).map_err(damaged)?;
            sha256.update(&bytes);
            self.file_bytes += bytes.len() as u64;
            let is_last = bytes.len() < PIECE;
            each(Piece::File { key: key.to_owned(), bytes: bytes.into(), is_last })?;
            if is_last {
                break;
            }
        }
        let digest = hex::encode(sha256.finish().as_ref());
        ensure!(digest == key.replace('/', ""), "the file {key} was changed");
        Ok(())
    }

    fn finish(self, is_sealed: bool) -> anyhow::Result<Contents> {
        let (manifest, text) =
            self.manifest.context("the archive is cut off: it ends before its manifest")?;
        let signature = self.signature.context("the archive is cut off: it has no signature")?;
        ensure!(Some(&manifest.head) == self.head.as_ref(), "head and manifest do not fit");
        let missing = manifest.tables.iter().find(|t| !self.tables.contains_key(&t.name));
        if let Some(table) = missing {
            bail!("the table {} is missing", table.name);
        }
        for (name, part) in self.tables {
            let table = manifest.table(&name)?;
            ensure!(part.is_complete, "the table {name} is cut off");
            let digest = hex::encode(part.sha256.finish().as_ref());
            ensure!(
                (table.rows, table.bytes, &table.sha256) == (part.rows, part.bytes, &digest),
                "the table {name} was changed: its digest is not the manifest's"
            );
        }
        ensure!(
            manifest.files.count == self.keys.len() as u64
                && manifest.files.bytes == self.file_bytes,
            "files are missing or were put in: the manifest counts {}",
            manifest.files.count
        );
        ensure!(manifest.has_secret_key == self.has_secret_key, "the secret key is missing");
        Ok(Contents { manifest, signed: (text, signature), is_sealed })
    }
}

fn small(entry: &mut impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.by_ref().take(SMALL_MAX + 1).read_to_end(&mut bytes).map_err(damaged)?;
    ensure!(bytes.len() as u64 <= SMALL_MAX, "the archive has an entry that is too large");
    Ok(bytes)
}
