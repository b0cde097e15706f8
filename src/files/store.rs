//! Where the bytes are: an object store, by content.
//!
//! A file is written under a temporary name while its SHA-256 is computed, and then renamed to
//! that digest. So a name never shows half a file, the same bytes are kept once, and nothing is
//! ever written over.

use crate::{
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
/// Bytes that are read before they are written.
const PART_BYTES: usize = 1024 * 1024;
/// Bytes from the beginning that tell the type.
const HEAD_BYTES: usize = 8 * 1024;

/// The store; cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
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
    /// A local directory, created for us alone if it is not there.
    pub fn open(directory: &path::Path) -> anyhow::Result<Self> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .with_context(|| format!("creating {}", directory.display()))?;
        sweep(&directory.join(INCOMING));
        let objects = LocalFileSystem::new_with_prefix(directory)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects) })
    }

    /// Takes bytes in, at most `limit` of them.
    pub async fn receive(&self, reader: impl AsyncRead + Send, limit: u64) -> Result<Incoming> {
        let place = Path::from_iter([INCOMING, &random::hex::<16>()?]);
        let mut upload = self.objects.put_multipart(&place).await.map_err(internal)?;
        match copy(reader, upload.as_mut(), limit).await {
            Ok((key, size_bytes, head)) => {
                if let Err(error) = upload.complete().await {
                    // What went wrong matters, not whether tidying up works too.
                    let _ = upload.abort().await;
                    return Err(internal(error));
                }
                Ok(Incoming { place, key, size_bytes, head })
            }
            Err(error) => {
                let _ = upload.abort().await;
                Err(error)
            }
        }
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

async fn copy(
    reader: impl AsyncRead + Send,
    upload: &mut dyn MultipartUpload,
    limit: u64,
) -> Result<(String, u64, Vec<u8>)> {
    let mut reader = std::pin::pin!(reader);
    let mut sha256 = digest::Context::new(&digest::SHA256);
    let mut head = Vec::new();
    let mut size_bytes = 0;
    loop {
        let part = next_part(reader.as_mut())
            .await
            .map_err(|_| Error::rule("The upload broke off. Try again."))?;
        if part.is_empty() {
            break;
        }
        size_bytes += part.len() as u64;
        if size_bytes > limit {
            return Err(Error::TooLarge);
        }
        if head.is_empty() {
            head.extend(part.iter().take(HEAD_BYTES));
        }
        sha256.update(&part);
        upload.put_part(PutPayload::from(part)).await.map_err(internal)?;
    }
    let mut key = String::with_capacity(65);
    for (position, byte) in sha256.finish().as_ref().iter().enumerate() {
        let slash = if position == 1 { "/" } else { "" };
        write!(key, "{slash}{byte:02x}").map_err(|e| Error::Internal(e.into()))?;
    }
    Ok((key, size_bytes, head))
}

async fn next_part(mut reader: Pin<&mut (impl AsyncRead + Send)>) -> io::Result<Bytes> {
    let mut part = BytesMut::with_capacity(PART_BYTES);
    while part.len() < PART_BYTES && reader.read_buf(&mut part).await? > 0 {}
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
        let store = FileStore::open(&root).unwrap();
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
        let store = FileStore::open(directory.path()).unwrap();
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
        let store = FileStore::open(disk.0.path()).unwrap();
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
