//! Where archives are: a file, a directory, an object store, or the standard streams.
//!
//! In a directory an archive is written beside its name, with `.partial` at the end and locked, and
//! renamed when it is complete. What a process that died left there is not locked any more, and the
//! next backup removes it. An object store shows an upload only when it is complete.

use crate::{aws::Aws, config::Config, files::s3};
use anyhow::{Context, bail};
use chrono::{DateTime, NaiveDateTime, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, path::Path as Key};
use rustix::fs::{FlockOperation, flock};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::io::AsyncWriteExt;

const PARTIAL: &str = "partial";
const PREFIX: &str = "treasury-plane-";
const ENDINGS: [&str; 2] = [".tar.zst", ".tar.zst.sealed"];
/// S3 takes at most 10,000 parts: 160 GB.
const PART_BYTES: usize = 16 * 1024 * 1024;
const PARTS_AT_ONCE: usize = 2;

/// Where backups go.
#[derive(Clone, Debug)]
pub enum Place {
    /// Standard output.
    Stream,
    /// One new file.
    File(PathBuf),
    /// A directory of archives with names of their own.
    Directory(PathBuf),
    /// An object store, below a prefix.
    Store(Arc<dyn ObjectStore>, Key),
}

impl Place {
    /// From what an operator wrote. An existing directory, or a path that ends in `/`, is one.
    pub async fn parse(text: &str, config: &Config) -> anyhow::Result<Self> {
        if text == "-" {
            return Ok(Self::Stream);
        }
        if text.contains("://") {
            let (store, prefix) = object_store_at(text, config).await?;
            return Ok(Self::Store(store, prefix));
        }
        let path = Path::new(text);
        Ok(match path.is_dir() || text.ends_with('/') {
            true => Self::Directory(path.to_owned()),
            false => Self::File(path.to_owned()),
        })
    }

    /// The name of an archive that is made at this time.
    pub fn name(at: DateTime<Utc>, is_sealed: bool) -> String {
        let ending = if is_sealed { ENDINGS[1] } else { ENDINGS[0] };
        format!("{PREFIX}{}{ending}", at.format("%Y%m%dT%H%M%SZ"))
    }

    /// Opens a new archive.
    pub async fn create(&self, name: &str) -> anyhow::Result<Sink> {
        match self {
            Self::Stream => Ok(Sink::Stream(crate::audit::live::stdout()?)),
            Self::File(path) => begin_file(path),
            Self::Directory(directory) => {
                use fs::DirBuilder;
                use std::os::unix::fs::DirBuilderExt;
                let made = DirBuilder::new().recursive(true).mode(0o700).create(directory);
                made.with_context(|| format!("cannot create {}", directory.display()))?;
                begin_file(&directory.join(name))
            }
            Self::Store(store, prefix) => {
                let upload = store.put_multipart(&prefix.clone().join(name)).await;
                let upload = upload.context("cannot begin the upload")?;
                Ok(Sink::Store(WriteMultipart::new_with_chunk_size(upload, PART_BYTES)))
            }
        }
    }

    /// The archives that are here, the newest first.
    pub async fn list(&self) -> anyhow::Result<Vec<Found>> {
        let mut names = match self {
            Self::Stream | Self::File(_) => Vec::new(),
            Self::Directory(directory) => entries(directory)?,
            Self::Store(store, prefix) => {
                let objects: Vec<_> = store.list(Some(prefix)).try_collect().await?;
                objects.iter().filter_map(|o| o.location.filename().map(str::to_owned)).collect()
            }
        };
        names.sort_unstable_by(|a, b| b.cmp(a));
        Ok(names.into_iter().filter_map(Found::parse).collect())
    }

    /// Removes an archive.
    pub async fn remove(&self, name: &str) -> anyhow::Result<()> {
        match self {
            Self::Stream | Self::File(_) => Ok(()),
            Self::Directory(directory) => {
                fs::remove_file(directory.join(name)).with_context(|| format!("removing {name}"))
            }
            Self::Store(store, prefix) => store
                .delete(&prefix.clone().join(name))
                .await
                .with_context(|| format!("removing {name}")),
        }
    }

    /// Removes what processes that died left in a directory. Says how much that was.
    pub fn sweep(&self) -> anyhow::Result<usize> {
        let Self::Directory(directory) = self else { return Ok(0) };
        let mut count = 0;
        for name in entries(directory)? {
            let path = directory.join(&name);
            let is_ours = name.starts_with(PREFIX)
                && path.extension().is_some_and(|ending| ending == PARTIAL);
            if is_ours && let Ok(file) = fs::File::open(&path) {
                let free = flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok();
                if free && fs::remove_file(&path).is_ok() {
                    count += 1;
                }
            }
        }
        Ok(count)
    }
}

/// Every name in a directory; none when there is no directory.
fn entries(directory: &Path) -> anyhow::Result<Vec<String>> {
    let found = match fs::read_dir(directory) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot list {}", directory.display()));
        }
    };
    let names = found.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    Ok(names.collect())
}

/// An archive in a directory or a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// When it was made, as its name says.
    pub at: DateTime<Utc>,
}

impl Found {
    fn parse(name: String) -> Option<Self> {
        let ending = ENDINGS.iter().find(|ending| name.ends_with(**ending))?;
        let time = name.strip_prefix(PREFIX)?.strip_suffix(ending)?;
        let at = NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%SZ").ok()?.and_utc();
        Some(Self { name, at })
    }
}

/// What may go: all but the newest `keep`, and of the older ones the newest of each of the last
/// `keep_daily` days that have one.
pub fn to_remove(newest_first: &[Found], keep: usize, keep_daily: usize) -> Vec<&Found> {
    let mut days = Vec::new();
    let mut gone = Vec::new();
    for (number, found) in newest_first.iter().enumerate() {
        let day = found.at.date_naive();
        let is_first_of_day = !days.contains(&day);
        let stays_for_day = is_first_of_day && days.len() < keep_daily;
        if is_first_of_day {
            days.push(day);
        }
        if number >= keep && !stays_for_day {
            gone.push(found);
        }
    }
    gone
}

/// An archive that is being written.
#[derive(Debug)]
pub enum Sink {
    /// To standard output.
    Stream(tokio::fs::File),
    /// Beside its name in a directory.
    File {
        /// Open and locked.
        file: tokio::fs::File,
        /// The name that it will have.
        path: PathBuf,
    },
    /// To an object store.
    Store(WriteMultipart),
}

impl Sink {
    pub(super) async fn write(&mut self, bytes: Vec<u8>) -> anyhow::Result<()> {
        match self {
            Self::Stream(out) => out.write_all(&bytes).await.context("writing to standard output"),
            Self::File { file, path } => {
                let written = file.write_all(&bytes).await;
                written.with_context(|| format!("writing {}", path.display()))
            }
            Self::Store(upload) => {
                upload.wait_for_capacity(PARTS_AT_ONCE).await.context("uploading")?;
                upload.put(bytes.into());
                Ok(())
            }
        }
    }

    pub(super) async fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stream(mut out) => Ok(out.flush().await?),
            Self::File { mut file, path } => {
                let context = || format!("writing {}", path.display());
                file.flush().await.with_context(context)?;
                file.sync_all().await.with_context(context)?;
                anyhow::ensure!(!path.exists(), "{} is there already", path.display());
                fs::rename(partial(&path), &path).with_context(context)?;
                if let Some(directory) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
                    fs::File::open(directory).and_then(|d| d.sync_all()).with_context(context)?;
                }
                Ok(())
            }
            Self::Store(upload) => {
                upload.finish().await.context("ending the upload")?;
                Ok(())
            }
        }
    }

    /// Removes what has been written.
    pub(super) async fn abandon(self) {
        match self {
            Self::Stream(_) => {}
            Self::File { path, .. } => drop(fs::remove_file(partial(&path))),
            Self::Store(upload) => drop(upload.abort().await),
        }
    }
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(PARTIAL);
    name.into()
}

fn begin_file(path: &Path) -> anyhow::Result<Sink> {
    use std::os::unix::fs::OpenOptionsExt;
    if path.exists() {
        bail!("{} is there already; backups are never written over", path.display());
    }
    let mut options = fs::OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(partial(path));
    let file = match file {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => bail!(
            "{} is there already, from a backup that runs or was cut off; remove it first",
            partial(path).display()
        ),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot create {}", path.display()));
        }
    };
    flock(&file, FlockOperation::NonBlockingLockExclusive)?;
    Ok(Sink::File { file: tokio::fs::File::from_std(file), path: path.to_owned() })
}

/// Where an archive is read from, as often as needed.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// An object.
    Object(Arc<dyn ObjectStore>, Key),
}

impl Source {
    /// From what an operator wrote: a file, or `s3://bucket/name`.
    pub async fn parse(text: &str, config: &Config) -> anyhow::Result<Self> {
        if text.contains("://") {
            let (store, key) = object_store_at(text, config).await?;
            return Ok(Self::Object(store, key));
        }
        let path = PathBuf::from(text);
        if !path.is_file() {
            bail!("there is no archive {text}");
        }
        Ok(Self::File(path))
    }

    /// Opens it for a thread that may block; called inside the runtime.
    pub async fn open(&self) -> anyhow::Result<Box<dyn Read + Send>> {
        match self {
            Self::File(path) => {
                let file = fs::File::open(path);
                let file = file.with_context(|| format!("cannot open {}", path.display()))?;
                Ok(Box::new(std::io::BufReader::with_capacity(PART_BYTES / 64, file)))
            }
            Self::Object(store, key) => {
                let found = store.get(key).await.with_context(|| format!("cannot open {key}"))?;
                let stream = found.into_stream().map_err(std::io::Error::other);
                let reader = tokio_util::io::StreamReader::new(Box::pin(stream));
                Ok(Box::new(tokio_util::io::SyncIoBridge::new(reader)))
            }
        }
    }
}

/// The one place that knows object stores by address: `s3://bucket/path`.
async fn object_store_at(
    url: &str,
    config: &Config,
) -> anyhow::Result<(Arc<dyn ObjectStore>, Key)> {
    let Some(rest) = url.strip_prefix("s3://") else {
        bail!(
            "{url}: backups go to a file, a directory, s3://bucket/path or - for standard output"
        );
    };
    let (bucket, path) = rest.split_once('/').unwrap_or((rest, ""));
    if bucket.is_empty() {
        bail!("{url} names no bucket; write s3://bucket/path");
    }
    let store = s3::bucket(bucket, &config.files, &Aws::new(config)?).await?;
    Ok((store, Key::from(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(time: &str) -> Found {
        Found::parse(format!("treasury-plane-{time}.tar.zst")).unwrap()
    }

    #[test]
    fn the_newest_stay_and_one_of_each_of_the_last_days() {
        let all = [
            "20260305T220000Z",
            "20260305T100000Z",
            "20260304T220000Z",
            "20260304T100000Z",
            "20260301T100000Z",
            "20260228T100000Z",
        ];
        let all = all.map(found);
        let gone = |keep, daily| -> Vec<String> {
            to_remove(&all, keep, daily).iter().map(|f| f.at.format("%d-%H").to_string()).collect()
        };
        assert_eq!(gone(1, 0), ["05-10", "04-22", "04-10", "01-10", "28-10"]);
        assert_eq!(gone(2, 3), ["04-10", "28-10"]);
        assert_eq!(gone(9, 0), Vec::<String>::new());
    }

    #[test]
    fn names_tell_the_time_and_other_files_are_not_ours() {
        let at: DateTime<Utc> = "2026-03-05T22:00:01Z".parse().unwrap();
        for sealed in [false, true] {
            assert_eq!(Found::parse(Place::name(at, sealed)).unwrap().at, at);
        }
        for other in ["treasury-plane-20260305T220001Z.tar.zst.partial", "notes.tar.zst", "x"] {
            assert_eq!(Found::parse(other.to_owned()), None);
        }
    }

    #[tokio::test]
    async fn what_a_dead_process_left_is_removed_and_what_a_living_one_writes_is_not() {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::Directory(directory.path().to_owned());
        let mut sink = place.create("treasury-plane-20260305T220000Z.tar.zst").await.unwrap();
        sink.write(b"some".to_vec()).await.unwrap();
        fs::write(directory.path().join("treasury-plane-20260304T220000Z.tar.zst.partial"), "")
            .unwrap();
        fs::write(directory.path().join("notes.partial"), "").unwrap();
        assert_eq!(place.sweep().unwrap(), 1);
        assert!(place.list().await.unwrap().is_empty());
        sink.finish().await.unwrap();
        assert_eq!(place.list().await.unwrap().len(), 1);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
    }
}
