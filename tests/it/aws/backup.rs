//! Backups in a bucket.

use super::files::{BUCKET, KEY, config};
use crate::{
    backup::make_at,
    support::{
        TestApp,
        moto::{Moto, POLICY},
    },
};
use treasury_plane::backup::{
    place::{Place, Source},
    restore,
};

#[tokio::test]
async fn a_backup_goes_into_a_bucket_and_is_read_from_there() {
    let moto = Moto::start(POLICY);
    moto.create_bucket(BUCKET);
    let directory = tempfile::tempdir().unwrap();
    let config = config(&moto, &directory);
    let t = TestApp::new().await;
    let project = t.project().await;
    t.work_item(&project).await;

    let place = Place::parse(&format!("s3://{BUCKET}/back/ups"), &config).await.unwrap();
    let made = make_at(&t, &t.owner_url(), &place, None).await;
    let object = format!("back/ups/{}", made.name);
    assert_eq!(moto.list(BUCKET), [object.as_str()]);
    let answer = moto.head(&format!("{BUCKET}/{object}"));
    let key = answer.headers.get("x-amz-server-side-encryption-aws-kms-key-id");
    assert_eq!(key.map(String::as_str), Some(KEY));

    let source = Source::parse(&format!("s3://{BUCKET}/{object}"), &config).await.unwrap();
    let (contents, _) = restore::check(&source, None).await.unwrap();
    assert_eq!(contents.manifest, made.manifest);
    let found = place.list().await.unwrap();
    assert_eq!(found.len(), 1);
    place.remove(&found[0].name).await.unwrap();
    assert_eq!(place.list().await.unwrap(), []);
    assert!(Place::parse("https://elsewhere/backups", &config).await.is_err());
    assert!(Place::parse("s3:///backups", &config).await.is_err());
}
