//! Whether files can be written and kept: directories, room on their disks, the secret key.

use super::{Finding, State};
use crate::{config::Config, fault::in_words, keys::Keys};
use anyhow::Context;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// As AU-5 asks: a warning while there is time, and a failure before it is too late.
const WARN_PERCENT: u64 = 75;
const FAIL_PERCENT: u64 = 90;

pub(super) fn probe(config: &Config) -> Vec<Finding> {
    let data = &config.data_dir;
    let mut findings = vec![
        Finding::of("data_dir.writable", writable(data)),
        space("data_dir.space", data),
        Finding::of("auth.secret_key", secret_key(config)),
    ];
    if config.files.s3_bucket.is_empty() {
        let files = &config.files.directory;
        findings.push(Finding::of("files.writable", writable(files)));
        findings.push(space("files.space", files));
    }
    findings
}

/// Writes, flushes to the disk and deletes: a full or read-only disk fails here, not later.
fn writable(directory: &Path) -> anyhow::Result<String> {
    let probe = || -> std::io::Result<()> {
        fs::create_dir_all(directory)?;
        let path = directory.join(format!(".doctor-{}", std::process::id()));
        let written = fs::File::create(&path).and_then(|mut file| {
            file.write_all(&[0; 4096])?;
            file.sync_all()
        });
        let removed = fs::remove_file(&path);
        written.and(removed)
    };
    let shown = directory.display();
    probe().map_err(|error| anyhow::anyhow!("cannot write in {shown}: {}", in_words(&error)))?;
    Ok(shown.to_string())
}

fn space(id: &'static str, directory: &Path) -> Finding {
    match rustix::fs::statvfs(existing(directory)) {
        Ok(disk) => {
            let block = if disk.f_frsize == 0 { disk.f_bsize } else { disk.f_frsize };
            let used = disk.f_blocks.saturating_sub(disk.f_bfree);
            let (state, message) =
                judge(used.saturating_mul(block), disk.f_bavail.saturating_mul(block));
            Finding::new(id, state, message)
        }
        Err(error) => {
            let outcome = Err::<String, _>(std::io::Error::from(error));
            Finding::of(id, outcome.with_context(|| directory.display().to_string()))
        }
    }
}

/// The directory, or what there is of its path.
fn existing(directory: &Path) -> PathBuf {
    directory.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/")).to_owned()
}

/// By bytes that are used, and bytes that we may still use: what `df` counts.
fn judge(used: u64, available: u64) -> (State, String) {
    let whole = used.saturating_add(available).max(1);
    let percent = (u128::from(used) * 100).div_ceil(u128::from(whole));
    let percent = u64::try_from(percent).unwrap_or(100);
    let left = available / (1024 * 1024);
    let message = format!("{percent} % of the disk is used, {left} MiB are left");
    match percent {
        FAIL_PERCENT.. => (State::Failure, format!("{message}; make room now")),
        WARN_PERCENT.. => (State::Warning, format!("{message}; make room soon")),
        _ => (State::Ok, message),
    }
}

/// Reads the key and makes none.
fn secret_key(config: &Config) -> anyhow::Result<String> {
    let from = if config.auth.secret_key.is_set() { "the settings" } else { "secret.key" };
    Ok(match Keys::find(config)? {
        Some(keys) => format!("{} from {from}", keys.id()?),
        None => "made at the first start".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_that_cannot_be_made_is_a_failure() {
        let directory = tempfile::tempdir().unwrap();
        assert!(writable(directory.path()).is_ok());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
        let file = directory.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(writable(&file.join("below")).is_err());
    }

    #[test]
    fn disks_are_told_about_before_they_are_full() {
        for (used, state) in [
            (0, State::Ok),
            (74, State::Ok),
            (75, State::Warning),
            (89, State::Warning),
            (90, State::Failure),
            (100, State::Failure),
        ] {
            assert_eq!(judge(used, 100 - used).0, state, "{used}");
        }
        // Not 90, but nearly: rounding down would hide it.
        assert_eq!(judge(899, 101).0, State::Failure);
        assert_eq!(judge(0, 0).0, State::Ok);
    }

    #[test]
    fn a_directory_to_come_has_the_disk_of_its_parent() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(existing(&directory.path().join("a/b")), directory.path());
        assert!(space("files.space", &directory.path().join("a/b")).message.contains("MiB"));
    }

    #[test]
    fn a_key_is_looked_at_and_not_made() {
        let directory = tempfile::tempdir().unwrap();
        let config = Config::from_defaults(directory.path()).unwrap();
        assert_eq!(secret_key(&config).unwrap(), "made at the first start");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
        Keys::load(&config).unwrap();
        assert!(secret_key(&config).unwrap().ends_with("from secret.key"));
        fs::write(directory.path().join("secret.key"), "short").unwrap();
        assert!(secret_key(&config).is_err());
    }
}
