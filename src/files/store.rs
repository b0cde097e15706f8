//! Where the bytes are: an object store, by content.
//!
//! A file is written under a temporary name while its SHA-256 is computed, and then renamed to
//! that digest. So a name never shows half a file, the same bytes are kept once, and nothing is
//! ever written over.
//!
//! The store is a directory, or a bucket of Amazon S3 ([`super::s3`]); all that follows holds for
//! both. A part of an upload is in memory while it is sent, and no more than one.

use super::s3;
use crate::{
    aws::Aws,
    config,
    error::{Error, Result},
    random,
};
use anyhow::Context;
use aws_lc_rs::digest;
use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream::BoxStream};
use object_store::{
    GetOptions, MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem,
    path::Path,
};
use std::{
    fmt::Write, io, ops::Range, os::unix::fs::DirBuilderExt, path, pin::Pin, sync::Arc,
    time::Duration,
};
use tokio::io::{AsyncRead, AsyncReadExt};

/// Unfinished uploads are here.
const INCOMING: &str = "incoming";
/// After this long nobody is writing to an unfinished upload any more.
const ABANDONED_AFTER: Duration = Duration::from_secs(24 * 60 * 60);
/// Bytes that are read before they are written to a directory.
const PART_BYTES: usize = 1024 * 1024;
/// The same for S3, which takes no smaller ones but the last.
const S3_PART_BYTES: usize = 5 * 1024 * 1024;
/// Bytes from the beginning that tell the type.
const HEAD_BYTES: usize = 8 * 1024;

/// The store; cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    part_bytes: usize,
}

/// Bytes that have arrived and are not kept yet.
#[derive(Debug)]
#[must_use]
pub struct Incoming {
    place: Path,
    /// The digest under which the bytes will be kept.
    pub key: String,
    /// How many there are.
    pub size_bytes: u64,
    /// The first of them.
    pub head: Vec<u8>,
}

/// Bytes in the store.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Their key.
    pub key: String,
    /// When they were written.
    pub modified_at: DateTime<Utc>,
}

impl FileStore {
    /// As configured.
    pub async fn open(files: &config::Files, aws: &Arc<Aws>) -> anyhow::Result<Self> {
        if files.s3_bucket.is_empty() {
            return Self::local(&files.directory);
        }
        let objects = s3::open(files, aws).await.context("files.s3_bucket")?;
        Ok(Self { objects, part_bytes: S3_PART_BYTES })
    }

    /// A local directory, created for us alone if it is not there.
    pub fn local(directory: &path::Path) -> anyhow::Result<Self> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .with_context(|| format!("creating {}", directory.display()))?;
        sweep(&directory.join(INCOMING));
        let objects = LocalFileSystem::new_with_prefix(directory)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects), part_bytes: PART_BYTES })
    }

    /// Takes bytes in, at most `limit` of them.
    pub async fn receive(&self, reader: impl AsyncRead + Send, limit: u64) -> Result<Incoming> {
        let place = Path::from_iter([INCOMING, &random::hex::<16>()?]);
        let mut source = Source::new(reader, self.part_bytes, limit);
        let first = source.next().await?;
        if first.len() < self.part_bytes {
            self.objects.put(&place, first.into()).await.map_err(internal)?;
            return source.arrived_at(place);
        }
        let mut upload = self.objects.put_multipart(&place).await.map_err(internal)?;
        match source.send(first, upload.as_mut()).await {
            Ok(()) => {
                if let Err(error) = upload.complete().await {
                    // What went wrong matters, not whether tidying up works too.
                    let _ = upload.abort().await;
                    return Err(internal(error));
                }
                source.arrived_at(place)
            }
            Err(error) => {
                let _ = upload.abort().await;
                Err(error)
            }
        }
    }

    /// Writes, reads and removes a few bytes: whether the store does what is asked of it.
    pub async fn try_out(&self) -> anyhow::Result<()> {
        let bytes = random::hex::<16>()?;
        let incoming = self.receive(bytes.as_bytes(), bytes.len() as u64).await?;
        let read = async {
            let found = self.objects.get(&incoming.place).await?;
            found.bytes().await
        };
        let read = read.await.context("reading what was written");
        self.objects.delete(&incoming.place).await.context("removing what was written")?;
        anyhow::ensure!(read? == bytes, "other bytes come back than were written");
        Ok(())
    }

    /// Keeps what has arrived. Bytes that are there already are not written again.
    pub async fn keep(&self, incoming: &Incoming) -> Result<()> {
        let place = Path::from(incoming.key.as_str());
        match self.objects.head(&place).await {
            Ok(_) => self.discard(incoming).await,
            Err(object_store::Error::NotFound { .. }) => {
                self.objects.rename(&incoming.place, &place).await.map_err(internal)
            }
            Err(error) => Err(internal(error)),
        }
    }

    /// Whether a key from [`FileStore::list`] is of an upload that has not been kept.
    pub fn is_incoming(key: &str) -> bool {
        key.split_once('/').is_some_and(|(folder, _)| folder == INCOMING)
    }

    /// Everything that is stored, in no order.
    pub fn list(&self) -> BoxStream<'static, Result<Stored>> {
        let found = self.objects.list(None);
        found
            .map(|object| {
                let object = object.map_err(internal)?;
                Ok(Stored { key: object.location.to_string(), modified_at: object.last_modified })
            })
            .boxed()
    }

    /// When the bytes under `key` were written; nothing when there are none.
    pub async fn modified_at(&self, key: &str) -> Result<Option<DateTime<Utc>>> {
        match self.objects.head(&Path::from(key)).await {
            Ok(object) => Ok(Some(object.last_modified)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(internal(error)),
        }
    }

    /// Removes the bytes under `key`, for good.
    pub async fn remove(&self, key: &str) -> Result<()> {
        match self.objects.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(internal(error)),
        }
    }

    /// Forgets what has arrived.
    pub async fn discard(&self, incoming: &Incoming) -> Result<()> {
        self.objects.delete(&incoming.place).await.map_err(internal)
    }

    /// The bytes under `key`, or a range of them.
    pub async fn read(
        &self,
        key: &str,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, io::Result<Bytes>>> {
        let options = GetOptions::new().with_range(range);
        let found = self.objects.get_opts(&Path::from(key), options).await.map_err(internal)?;
        Ok(found.into_stream().map(|chunk| chunk.map_err(io::Error::other)).boxed())
    }
}

/// What a sender sends, in parts.
struct Source<R> {
    reader: Pin<Box<R>>,
    part_bytes: usize,
    limit: u64,
    sha256: digest::Context,
    head: Vec<u8>,
    size_bytes: u64,
}

impl<R: AsyncRead + Send> Source<R> {
    fn new(reader: R, part_bytes: usize, limit: u64) -> Self {
        let sha256 = digest::Context::new(&digest::SHA256);
        Self {
            reader: Box::pin(reader),
            part_bytes,
            limit,
            sha256,
            head: Vec::new(),
            size_bytes: 0,
        }
    }

    /// A whole part, or what is left.
    async fn next(&mut self) -> Result<Bytes> {
        let part = next_part(self.reader.as_mut(), self.part_bytes)
            .await
            .map_err(|_| Error::rule("The upload broke off. Try again."))?;
        self.size_bytes += part.len() as u64;
        if self.size_bytes > self.limit {
            return Err(Error::TooLarge);
        }
        if self.head.is_empty() {
            self.head.extend(part.iter().take(HEAD_BYTES));
        }
        self.sha256.update(&part);
        Ok(part)
    }

    async fn send(&mut self, first: Bytes, upload: &mut dyn MultipartUpload) -> Result<()> {
        let mut part = first;
        while !part.is_empty() {
            upload.put_part(PutPayload::from(part)).await.map_err(internal)?;
            part = self.next().await?;
        }
        Ok(())
    }

    fn arrived_at(self, place: Path) -> Result<Incoming> {
        let mut key = String::with_capacity(65);
        for (position, byte) in self.sha256.finish().as_ref().iter().enumerate() {
            let slash = if position == 1 { "/" } else { "" };
            write!(key, "{slash}{byte:02x}").map_err(|e| Error::Internal(e.into()))?;
        }
        Ok(Incoming { place, key, size_bytes: self.size_bytes, head: self.head })
    }
}

async fn next_part(
    mut reader: Pin<&mut (impl AsyncRead + Send)>,
    part_bytes: usize,
) -> io::Result<Bytes> {
    let mut part = BytesMut::new();
    while part.len() < part_bytes {
        // Bytes beyond the part would make the next one too small.
        let left = (part_bytes - part.len()) as u64;
        if reader.as_mut().take(left).read_buf(&mut part).await? == 0 {
            break;
        }
    }
    Ok(part.freeze())
}

/// Removes what a process that died left behind. Nothing depends on it, so errors are passed over.
fn sweep(incoming: &path::Path) {
    for entry in std::fs::read_dir(incoming).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|m| m.modified()).map(|t| t.elapsed());
        if matches!(age, Ok(Ok(age)) if age > ABANDONED_AFTER) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

fn internal(error: object_store::Error) -> Error {
    let mut causes = std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source());
    let is_full = |cause: &io::Error| {
        matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
    };
    if causes.any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_full)) {
        return Error::NoRoom;
    }
    Error::Internal(anyhow::Error::new(error).context("file store"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::TryStreamExt;
    use std::os::unix::fs::PermissionsExt;

    async fn all(store: &FileStore, key: &str, range: Option<Range<u64>>) -> Vec<u8> {
        let chunks: Vec<_> = store.read(key, range).await.unwrap().try_collect().await.unwrap();
        chunks.concat()
    }

    fn files_in(directory: &path::Path) -> usize {
        std::fs::read_dir(directory).map_or(0, Iterator::count)
    }

    #[tokio::test]
    async fn bytes_are_kept_once_under_their_digest() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().join("files");
        let store = FileStore::local(&root).unwrap();
        assert_eq!(std::fs::metadata(&root).unwrap().permissions().mode() & 0o777, 0o700);
        for _ in 0..2 {
            let incoming = store.receive(&b"abc"[..], 3).await.unwrap();
            assert_eq!((incoming.size_bytes, incoming.head.as_slice()), (3, &b"abc"[..]));
            assert_eq!(
                incoming.key,
                "ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            );
            store.keep(&incoming).await.unwrap();
            assert_eq!(all(&store, &incoming.key, None).await, b"abc");
            assert_eq!(all(&store, &incoming.key, Some(1..2)).await, b"b");
        }
        assert_eq!(files_in(&root.join("ba")), 1);
        assert_eq!(files_in(&root.join(INCOMING)), 0);
    }

    #[tokio::test]
    async fn too_many_bytes_leave_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let store = FileStore::local(directory.path()).unwrap();
        let bytes = vec![7; PART_BYTES * 2 + 1];
        let limit = bytes.len() as u64;
        let whole = store.receive(bytes.as_slice(), limit).await.unwrap();
        assert_eq!(whole.size_bytes, limit);
        store.discard(&whole).await.unwrap();
        let refused = store.receive(bytes.as_slice(), limit - 1).await;
        assert!(matches!(refused, Err(Error::TooLarge)));
        let empty = store.receive(tokio::io::empty(), 0).await.unwrap();
        store.discard(&empty).await.unwrap();
        assert_eq!(files_in(&directory.path().join(INCOMING)), 0);
    }

    /// A directory on a disk of its own, of one mebibyte. Taken away when dropped.
    struct SmallDisk(tempfile::TempDir);

    impl SmallDisk {
        fn new() -> Option<Self> {
            let directory = tempfile::tempdir().unwrap();
            let mut mount = std::process::Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", "size=1m", "none"]).arg(directory.path());
            let mounted = mount.output().is_ok_and(|output| output.status.success());
            if !mounted {
                // Only root may mount, and continuous integration is root.
                assert!(!rustix::process::geteuid().is_root(), "cannot mount");
                return None;
            }
            Some(Self(directory))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let unmounted = std::process::Command::new("umount").arg(self.0.path()).status();
            assert!(unmounted.is_ok_and(|status| status.success()));
        }
    }

    #[tokio::test]
    async fn a_full_disk_is_told_as_such_and_holds_nothing_half() {
        let Some(disk) = SmallDisk::new() else { return };
        let store = FileStore::local(disk.0.path()).unwrap();
        let small = store.receive(&b"abc"[..], 3).await.unwrap();
        store.keep(&small).await.unwrap();
        let bytes = vec![7; PART_BYTES * 2];
        let refused = store.receive(bytes.as_slice(), u64::MAX).await;
        assert!(matches!(refused, Err(Error::NoRoom)), "{refused:?}");
        assert_eq!(files_in(&disk.0.path().join(INCOMING)), 0);
        assert_eq!(all(&store, &small.key, None).await, b"abc");
        // There is room again for what fits.
        let again = store.receive(&b"abcd"[..], 4).await.unwrap();
        store.discard(&again).await.unwrap();
    }
}
