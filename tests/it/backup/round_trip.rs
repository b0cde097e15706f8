//! What is restored is what was there.

use super::{back_up, back_up_database, back_up_for, pair, restore_to, revive};
use crate::support::{Database, TestApp};
use serde_json::json;
use sqlx::{Connection, PgConnection};
use treasury_plane::{
    audit::verify,
    backup::{make, restore},
    keys, migrate,
};

/// People, items, comments, a file and what they leave in the logs.
async fn lively() -> TestApp {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    let body = json!({"comment_html": "<p>Tab\tand\\backslash\nand \u{1F3DB}</p>"});
    project.admin.post(&format!("{}/comments", item.path), body).await.expect(201);
    let path = format!("{}/attachments", item.path);
    // Longer than a part, so that it travels in several.
    let bytes = vec![b'x'; 700_000];
    let id = crate::files::send(&t, &project.admin, &path, ("a.txt", "text/plain"), &bytes).await;
    let confirmed = json!({"is_uploaded": true});
    project.admin.patch(&format!("{path}/{id}"), confirmed).await.expect(204);
    t.workspace().await;
    t
}

/// Everything that the schema is made of.
async fn schema(url: &str) -> Vec<String> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(
        "SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
         FROM pg_constraint WHERE connamespace = 'public'::regnamespace
         UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
         WHERE NOT tgisinternal
         UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
         UNION ALL SELECT concat_ws(' ', sequencename, last_value) FROM pg_sequences
         ORDER BY 1",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_restored_database_exports_the_same_digests() {
    let t = lively().await;
    let archive = back_up(&t).await;
    let manifest = &archive.made.manifest;
    let rows = |name: &str| manifest.table(name).unwrap().rows;
    assert!(rows("work_items") == 1 && rows("comments") == 1 && rows("events") > 3);
    assert_eq!((manifest.files.count, manifest.files.bytes), (1, 700_000));
    for left_out in ["sessions", "instances", "leases", "cache", "backups"] {
        assert!(manifest.table(left_out).is_err(), "{left_out}");
    }
    let files = tempfile::tempdir().unwrap();
    let (database, read) = restore_to(&archive.source, None, files.path()).await;
    assert_eq!(&read, manifest);
    restore::compare(manifest, &database.owner_url()).await.unwrap();
    assert_eq!(schema(&database.url()).await, schema(&t.superuser_url()).await);
    let digests = make::digests(&database.owner_url()).await.unwrap();
    assert_eq!(digests, manifest.tables);

    // It can be backed up again, its log of acts holds, and the product works on it.
    let revived = revive(&t, database, files.path()).await;
    let again = back_up(&revived).await;
    assert_eq!(again.made.manifest.tables, manifest.tables);
    assert_eq!(again.made.manifest.files, manifest.files);
    restore::note(manifest, &revived.owner_url(), t.now()).await.unwrap();
    let last = "SELECT action FROM audit_log ORDER BY id DESC LIMIT 1";
    let last: String = sqlx::query_scalar(last).fetch_one(revived.app.db.pool()).await.unwrap();
    assert_eq!(last, "backup.restored");
    let report = verify::run(&revived.app, None, None).await.unwrap();
    assert!(report.passed() && report.entries > 1, "{:?}", report.problems);
    let project = revived.project().await;
    revived.work_item(&project).await;
}

#[tokio::test]
async fn a_sealed_archive_brings_its_key_and_opens_for_its_recipient_only() {
    let t = lively().await;
    let (opener, recipient) = pair();
    let archive = back_up_for(&t, Some(&recipient)).await;
    let (contents, secret) = restore::check(&archive.source, Some(opener.clone())).await.unwrap();
    assert_eq!(secret, Some(keys::secret(&t.app.config).unwrap()));
    assert!(contents.is_sealed && contents.manifest.has_secret_key);
    let words =
        async |opener| format!("{:#}", restore::check(&archive.source, opener).await.unwrap_err());
    assert!(words(None).await.contains("--key"));
    assert!(words(Some(pair().0)).await.contains("another key"));
    let bytes = std::fs::read(&archive.path).unwrap();
    assert!(!bytes.windows(10).any(|window| window == b"work_items"));
    let files = tempfile::tempdir().unwrap();
    let (database, manifest) = restore_to(&archive.source, Some(opener), files.path()).await;
    restore::compare(&manifest, &database.owner_url()).await.unwrap();
}

#[tokio::test]
async fn an_archive_of_an_older_schema_comes_back_as_it_was_and_is_migrated_later() {
    let t = TestApp::new().await;
    let older = Database::empty().await.unwrap();
    migrate::up_to(&older.owner_url(), 20).await.unwrap();
    let archive = back_up_database(&t, &older.owner_url(), None).await;
    let files = tempfile::tempdir().unwrap();
    let (database, manifest) = restore_to(&archive.source, None, files.path()).await;
    assert_eq!(manifest.head.migrations.len(), 20);
    restore::compare(&manifest, &database.owner_url()).await.unwrap();
    assert!(!migrate::status(&database.url()).await.unwrap().is_current());
    migrate::up(&database.owner_url()).await.unwrap();
    assert!(migrate::status(&database.url()).await.unwrap().is_current());
}
