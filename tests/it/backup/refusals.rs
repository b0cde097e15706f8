//! What is not restored, in one sentence each, and nothing is touched.

use super::{Archive, back_up, back_up_for, pair};
use crate::support::{Database, TestApp};
use std::fs;
use treasury_plane::{
    backup::{place::Source, restore},
    fault::{Failure, Fault},
    files::FileStore,
};

async fn words(bytes: &[u8]) -> String {
    refusal(Fault::BackupDamaged, bytes).await
}

async fn refusal(fault: Fault, bytes: &[u8]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("archive");
    fs::write(&path, bytes).unwrap();
    let source = Source::File(path);
    let error = restore::check(&source, None).await.unwrap_err();
    assert_eq!(error.downcast_ref::<Failure>().unwrap().fault, fault, "{error:#}");
    format!("{error:#}")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

/// The archive's tar, to be changed and packed again.
fn unpacked(archive: &Archive) -> Vec<u8> {
    zstd::decode_all(fs::File::open(&archive.path).unwrap()).unwrap()
}

#[tokio::test]
async fn truncated_tampered_and_foreign_archives_are_refused() {
    let t = TestApp::new().await;
    let project = t.project().await;
    t.work_item(&project).await;
    let archive = back_up(&t).await;
    let whole = fs::read(&archive.path).unwrap();
    for length in [0, 3, 20, whole.len() / 2, whole.len() - 1] {
        let words = words(&whole[..length]).await;
        let expected = ["cut off or damaged", "not a backup"];
        assert!(expected.iter().any(|text| words.contains(text)), "{length}: {words}");
    }
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    // Which words depends on what was hit.
    words(&flipped).await;
    assert!(words(&[whole.as_slice(), b"more"].concat()).await.contains("after its end"));
    assert!(words(b"PK\x03\x04 some other program's").await.contains("not a backup"));
    assert!(words(&zstd(b"text")).await.contains("cut off or damaged"));

    // Somebody who packs it again: the manifest's digests are not those of the rows.
    let tar = unpacked(&archive);
    let text = String::from_utf8_lossy(&tar);
    let at = text.find("Measured").or_else(|| text.find("@agency.example")).unwrap();
    let at = tar.windows(8).position(|w| w == &text.as_bytes()[at..at + 8]).unwrap();
    let mut changed = tar.clone();
    changed[at] ^= 2;
    assert!(words(&zstd(&changed)).await.contains("was changed"));
    // The end of the tar with its manifest is gone.
    let cut = &tar[..tar.len() / 1024 * 512];
    let words = words(&zstd(cut)).await;
    assert!(words.contains("cut off"), "{words}");
}

#[tokio::test]
async fn newer_archives_are_refused_by_name() {
    let t = TestApp::new().await;
    let archive = back_up(&t).await;
    let repacked = |from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let tar = unpacked(&archive);
        let at = tar.windows(from.len()).position(|w| w == from.as_bytes()).unwrap();
        let mut changed = tar;
        changed[at..at + to.len()].copy_from_slice(to.as_bytes());
        zstd(&changed)
    };
    let newer = refusal(Fault::BackupNewer, &repacked("\"version\": 1", "\"version\": 9")).await;
    assert!(newer.contains("format 9") && newer.contains("use the release"), "{newer}");
    let schema =
        refusal(Fault::BackupNewer, &repacked("000022_share_limits", "000099_share_limits")).await;
    assert!(schema.contains("made by a newer Treasury Plane"), "{schema}");
    let foreign = words(&repacked("treasury-plane-backup", "treasury-plain-backup")).await;
    assert!(foreign.contains("not a backup of Treasury Plane"), "{foreign}");
}

#[tokio::test]
async fn a_database_with_anything_in_it_is_left_alone() {
    let t = TestApp::new().await;
    let archive = back_up(&t).await;
    let other = Database::create().await.unwrap();
    let store = FileStore::local(tempfile::tempdir().unwrap().path()).unwrap();
    let manifest = &archive.made.manifest;
    let owner_url = other.owner_url();
    let load = restore::load(&archive.source, None, manifest, &owner_url, &store);
    let words = format!("{:#}", load.await.unwrap_err());
    assert!(words.contains("not empty"), "{words}");
}

#[tokio::test]
async fn a_changed_sealed_archive_does_not_open() {
    let t = TestApp::new().await;
    let (opener, recipient) = pair();
    let archive = back_up_for(&t, Some(&recipient)).await;
    let mut bytes = fs::read(&archive.path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&archive.path, &bytes).unwrap();
    let words = format!("{:#}", restore::check(&archive.source, Some(opener)).await.unwrap_err());
    assert!(words.contains("cut off or damaged"), "{words}");
}
