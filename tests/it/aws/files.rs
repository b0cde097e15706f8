//! The bytes of files, in a directory and in a bucket: both must do the same.

use crate::support::moto::{Moto, POLICY};
use futures_util::TryStreamExt;
use tempfile::TempDir;
use treasury_plane::{aws::Aws, config::Config, error::Error, files::FileStore};

pub const BUCKET: &str = "plane-files";
pub const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/0b0a5f1e";
/// A part and a bit: 5 MiB is what S3 takes at least.
const LONG: usize = 5 * 1024 * 1024 + 7;

struct Place {
    store: FileStore,
    moto: Option<Moto>,
    _directory: TempDir,
}

impl Place {
    async fn directory() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let config = Config::from_defaults(directory.path()).unwrap();
        let store = FileStore::open(&config.files, &Aws::new(&config).unwrap()).await.unwrap();
        Self { store, moto: None, _directory: directory }
    }

    async fn bucket() -> Self {
        let moto = Moto::start(POLICY);
        moto.create_bucket(BUCKET);
        let directory = tempfile::tempdir().unwrap();
        let config = config(&moto, &directory);
        let store = FileStore::open(&config.files, &Aws::new(&config).unwrap()).await.unwrap();
        Self { store, moto: Some(moto), _directory: directory }
    }

    async fn both() -> [Self; 2] {
        [Self::directory().await, Self::bucket().await]
    }

    async fn keep(&self, bytes: &[u8]) -> String {
        let incoming = self.store.receive(bytes, bytes.len() as u64).await.unwrap();
        self.store.keep(&incoming).await.unwrap();
        incoming.key
    }

    async fn read(&self, key: &str, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
        let pieces = self.store.read(key, range).await.unwrap();
        pieces.try_collect::<Vec<_>>().await.unwrap().concat()
    }

    async fn names(&self) -> Vec<String> {
        let found: Vec<_> = self.store.list().try_collect().await.unwrap();
        let mut names: Vec<_> = found.into_iter().map(|stored| stored.key).collect();
        names.sort();
        names
    }
}

pub fn config(moto: &Moto, directory: &TempDir) -> Config {
    let mut config = Config::from_defaults(directory.path()).unwrap();
    moto.apply(&mut config);
    BUCKET.clone_into(&mut config.files.s3_bucket);
    "of/plane".clone_into(&mut config.files.s3_prefix);
    KEY.clone_into(&mut config.files.s3_kms_key_id);
    config
}

#[tokio::test]
async fn what_was_kept_comes_back_whole_and_in_parts() {
    for place in Place::both().await {
        let long: Vec<u8> = (0..LONG).map(|n| (n % 251) as u8).collect();
        for bytes in [b"abc".as_slice(), long.as_slice(), b""] {
            let key = place.keep(bytes).await;
            assert_eq!(place.keep(bytes).await, key, "the same bytes have the same place");
            assert!(place.read(&key, None).await == bytes);
            if !bytes.is_empty() {
                let end = bytes.len() as u64;
                assert!(place.read(&key, Some(end - 1..end)).await == bytes[bytes.len() - 1..]);
            }
            assert!(place.store.modified_at(&key).await.unwrap().is_some());
        }
        assert_eq!(place.names().await.len(), 3, "nothing that arrived is left over");
    }
}

#[tokio::test]
async fn what_was_removed_is_gone() {
    for place in Place::both().await {
        let key = place.keep(b"abc").await;
        place.store.remove(&key).await.unwrap();
        place.store.remove(&key).await.unwrap();
        assert!(place.store.modified_at(&key).await.unwrap().is_none());
        assert!(place.store.read(&key, None).await.is_err());
        assert!(place.names().await.is_empty());
    }
}

#[tokio::test]
async fn too_many_bytes_leave_nothing_behind() {
    for place in Place::both().await {
        for length in [4, LONG] {
            let bytes = vec![7; length];
            let refused = place.store.receive(bytes.as_slice(), length as u64 - 1).await;
            assert!(matches!(refused, Err(Error::TooLarge)));
        }
        assert!(place.names().await.is_empty());
        place.store.try_out().await.unwrap();
        assert!(place.names().await.is_empty());
    }
}

/// Of one request, of several, and of the copy that a key is.
#[tokio::test]
async fn every_object_is_encrypted_by_the_configured_key() {
    let place = Place::bucket().await;
    let moto = place.moto.as_ref().unwrap();
    let waiting = place.store.receive(&b"abc"[..], 3).await.unwrap();
    let long = vec![1; LONG];
    place.keep(&long).await;
    let names = moto.list(BUCKET);
    assert_eq!(names.len(), 2);
    for name in names {
        assert!(name.starts_with("of/plane/"), "{name}");
        let answer = moto.head(&format!("{BUCKET}/{name}"));
        let header = |name: &str| answer.headers.get(name).map(String::as_str);
        assert_eq!(header("x-amz-server-side-encryption"), Some("aws:kms"), "{name}");
        assert_eq!(header("x-amz-server-side-encryption-aws-kms-key-id"), Some(KEY), "{name}");
    }
    place.store.discard(&waiting).await.unwrap();
}

#[tokio::test]
async fn a_role_without_the_right_is_refused() {
    let moto = Moto::start(&POLICY.replace("s3:PutObject", "s3:GetObjectAcl"));
    moto.create_bucket(BUCKET);
    let directory = tempfile::tempdir().unwrap();
    let config = config(&moto, &directory);
    let store = FileStore::open(&config.files, &Aws::new(&config).unwrap()).await.unwrap();
    let error = store.try_out().await.unwrap_err();
    assert!(format!("{error:#}").contains("AccessDenied"), "{error:#}");
    assert!(moto.list(BUCKET).is_empty());
}
