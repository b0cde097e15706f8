//! The bytes of a bundle: a tar archive, written the same for the same files, read once from the
//! first byte to the last with little memory.

use super::{
    keys::{Public, Secret},
    manifest::{Entry, Manifest, PROGRAM},
};
use crate::hex;
use anyhow::{Context, bail, ensure};
use aws_lc_rs::digest::{Context as Digest, SHA256};
use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};
use tar::{Archive, Builder, EntryType, Header};

const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
const MANIFEST_BYTES_MAX: u64 = 1 << 20;
const SIGNATURE_BYTES_MAX: u64 = 1 << 10;

/// Packs the files of the manifest, which are below `from`.
pub(super) fn write(
    output: &Path,
    from: &Path,
    manifest: &Manifest,
    key: &Secret,
) -> anyhow::Result<()> {
    let mut archive = Builder::new(io::BufWriter::new(File::create(output)?));
    let text = serde_json::to_vec_pretty(manifest)?;
    append(&mut archive, MANIFEST, len(&text)?, &text[..])?;
    let signature = key.sign(&text)?;
    append(&mut archive, SIGNATURE, len(&signature)?, &signature[..])?;
    for file in &manifest.files {
        append(&mut archive, &file.path, file.bytes, File::open(from.join(&file.path))?)?;
    }
    archive.into_inner()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(())
}

fn len(bytes: &[u8]) -> anyhow::Result<u64> {
    Ok(bytes.len().try_into()?)
}

fn append(
    archive: &mut Builder<impl Write>,
    name: &str,
    bytes: u64,
    data: impl Read,
) -> anyhow::Result<()> {
    let mut header = Header::new_ustar();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(if name == PROGRAM { 0o755 } else { 0o644 });
    header.set_cksum();
    archive.append(&header, data).with_context(|| format!("packing {name}"))
}

/// Reads a bundle and checks everything. `begin` sees the manifest as soon as its signature is
/// known to be right; what it returns receives the program, and is to be believed only when this
/// function has returned.
pub(super) fn read<W: Write>(
    input: impl Read,
    key: &Public,
    begin: impl FnOnce(&Manifest) -> anyhow::Result<W>,
) -> anyhow::Result<(Manifest, W)> {
    let mut archive = Archive::new(input);
    // Raw: no extension of the format, whose length nobody bounds, is followed.
    let mut entries = archive.entries().context("it is not an archive")?.raw(true);
    let manifest = small(&mut entries, MANIFEST, MANIFEST_BYTES_MAX)?;
    let signature = small(&mut entries, SIGNATURE, SIGNATURE_BYTES_MAX)?;
    key.verify(&manifest, &signature)?;
    let manifest = Manifest::from_bytes(&manifest)?;
    let mut program = begin(&manifest)?;
    for file in &manifest.files {
        let entry = next(&mut entries, &file.path)?;
        match file.path == PROGRAM {
            true => copy(entry, file, &mut program)?,
            false => copy(entry, file, &mut io::sink())?,
        }
    }
    ensure!(entries.next().is_none(), "it holds more than its manifest names");
    Ok((manifest, program))
}

type Entries<'a, R> = tar::Entries<'a, R>;

fn next<'a, R: Read>(
    entries: &mut Entries<'a, R>,
    name: &str,
) -> anyhow::Result<tar::Entry<'a, R>> {
    let entry = match entries.next() {
        Some(Ok(entry)) => entry,
        Some(Err(_)) => bail!("it is damaged before {name}"),
        None => bail!("it ends before {name}"),
    };
    let is_named = entry.path_bytes().as_ref() == name.as_bytes();
    let is_file = entry.header().entry_type() == EntryType::Regular;
    ensure!(is_named && is_file, "it has something else where {name} should be");
    Ok(entry)
}

/// The whole of a small file.
fn small<R: Read>(entries: &mut Entries<'_, R>, name: &str, max: u64) -> anyhow::Result<Vec<u8>> {
    let entry = next(entries, name)?;
    let size = entry.size();
    ensure!(size <= max, "its {name} is too large");
    let mut bytes = Vec::new();
    entry.take(max).read_to_end(&mut bytes).with_context(|| format!("reading {name}"))?;
    ensure!(len(&bytes)? == size, "it ends within {name}");
    Ok(bytes)
}

fn copy(mut from: impl Read, file: &Entry, to: &mut dyn Write) -> anyhow::Result<()> {
    let name = &file.path;
    let mut digest = Digest::new(&SHA256);
    let mut buffer = vec![0; 64 * 1024];
    let mut left = file.bytes;
    loop {
        let count = from.read(&mut buffer).with_context(|| format!("reading {name}"))?;
        let bytes = buffer.get(..count).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        left = left.checked_sub(len(bytes)?).with_context(|| changed(name))?;
        digest.update(bytes);
        to.write_all(bytes).with_context(|| format!("writing {name}"))?;
    }
    ensure!(left == 0, "it ends within {name}, or {name} was changed");
    ensure!(hex::encode(digest.finish().as_ref()) == file.sha256, changed(name));
    Ok(())
}

fn changed(name: &str) -> String {
    format!("{name} was changed after it was signed")
}
