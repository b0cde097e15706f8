//! Where the server's programs come from: configured, bundled, or the system's.

use super::Settings;
use crate::fault::Fault;
use std::{
    fs,
    path::{Path, PathBuf},
};

const SYSTEM: &str = "/usr/lib/postgresql";
const OLDEST_MAJOR: u32 = 15;

/// The archive with PostgreSQL, and its SHA-256 in hexadecimal digits. The digest is made with the
/// archive, because hashing that at each start would read all of it and keep it in memory.
#[cfg(feature = "bundle")]
static BUNDLE: Option<(&[u8], &str)> = Some((
    include_bytes!(env!(
        "PG_BUNDLE",
        "the feature `bundle` needs PG_BUNDLE: the path of the archive that packaging/postgres makes"
    )),
    include_str!(concat!(env!("PG_BUNDLE"), ".sha256")),
));
#[cfg(not(feature = "bundle"))]
static BUNDLE: Option<(&[u8], &str)> = None;

/// The directory with `initdb` and `postgres`, unpacking the bundle into the data directory if
/// that is where they come from.
pub(super) fn locate(settings: &Settings) -> anyhow::Result<PathBuf> {
    if let Some(directory) = &settings.bin_dir {
        if !has_programs(directory) {
            let directory = directory.display();
            let sentence = format!("postgres.bin_dir: {directory} has no initdb and postgres");
            return Err(Fault::PostgresMissing.because(sentence));
        }
        return Ok(directory.clone());
    }
    if let Some((bundle, digest)) = BUNDLE {
        return unpack(bundle, digest, &settings.root);
    }
    newest_of_system(Path::new(SYSTEM)).ok_or_else(|| {
        Fault::PostgresMissing.because(
            "no PostgreSQL found for the private database: install PostgreSQL 15 or newer \
             (on Debian: apt-get install postgresql), set postgres.bin_dir, \
             or point database.url at a server",
        )
    })
}

fn has_programs(directory: &Path) -> bool {
    directory.join("initdb").is_file() && directory.join("postgres").is_file()
}

fn newest_of_system(base: &Path) -> Option<PathBuf> {
    fs::read_dir(base)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let major: u32 = entry.file_name().to_str()?.parse().ok()?;
            Some((major, entry.path().join("bin")))
        })
        .filter(|(major, directory)| *major >= OLDEST_MAJOR && has_programs(directory))
        .max_by_key(|(major, _)| *major)
        .map(|(_, directory)| directory)
}

/// Unpacks into a directory named by the bundle's digest, so that a new release brings its own
/// and an interrupted unpacking is never mistaken for a finished one.
fn unpack(bundle: &[u8], digest: &str, root: &Path) -> anyhow::Result<PathBuf> {
    let name: String = digest.chars().take(16).collect();
    let target = root.join(format!("bin-{name}"));
    if target.is_dir() {
        return Ok(target.join("bin"));
    }
    let temporary = root.join(".bin-unpacking");
    let unpacked = || -> anyhow::Result<()> {
        let _ = fs::remove_dir_all(&temporary);
        fs::create_dir_all(&temporary)?;
        tar::Archive::new(zstd::stream::read::Decoder::new(bundle)?).unpack(&temporary)?;
        fs::rename(&temporary, &target)?;
        Ok(())
    };
    if let Err(error) = unpacked() {
        let _ = fs::remove_dir_all(&temporary);
        let doing = format!("cannot unpack the bundled PostgreSQL into {}", root.display());
        return Err(Fault::IoFailed.over_file(error, &doing));
    }
    remove_older(root, &target);
    Ok(target.join("bin"))
}

/// Programs of earlier releases are of no use: we hold the lock, so no server runs from them.
fn remove_older(root: &Path, current: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with("bin-") && path != current {
            let _ = fs::remove_dir_all(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{newest_of_system, unpack};

    #[test]
    fn the_newest_suitable_system_version_wins() {
        let base = tempfile::tempdir().unwrap();
        for major in ["14", "15", "9.6", "17", "16"] {
            let bin = base.path().join(major).join("bin");
            std::fs::create_dir_all(&bin).unwrap();
            std::fs::write(bin.join("initdb"), "").unwrap();
            if major != "17" {
                std::fs::write(bin.join("postgres"), "").unwrap();
            }
        }
        assert_eq!(newest_of_system(base.path()), Some(base.path().join("16/bin")));
    }

    #[test]
    fn a_bundle_is_unpacked_once_and_replaces_the_older() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("bin-0123")).unwrap();
        let mut archive = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(2);
        header.set_mode(0o755);
        archive.append_data(&mut header, "bin/postgres", &b"hi"[..]).unwrap();
        let tar = archive.into_inner().unwrap();
        let bundle = zstd::encode_all(&tar[..], 1).unwrap();
        let bin = unpack(&bundle, "4567", root.path()).unwrap();
        assert_eq!(std::fs::read(bin.join("postgres")).unwrap(), b"hi");
        assert!(!root.path().join("bin-0123").exists());
        assert_eq!(bin, root.path().join("bin-4567/bin"));
        assert_eq!(unpack(&bundle, "4567", root.path()).unwrap(), bin);
    }

    #[cfg(feature = "bundle")]
    #[test]
    fn the_digest_is_that_of_the_bundle() {
        let (bundle, digest) = super::BUNDLE.unwrap();
        let computed = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bundle);
        assert_eq!(crate::hex::encode(computed.as_ref()), digest);
    }
}
