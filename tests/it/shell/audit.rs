//! The audit log from outside: the copy on standard output, `audit verify` and `audit export`.

use super::{
    Process, command,
    process::{self, database},
};
use sqlx::{Connection, Executor, PgConnection};

#[tokio::test]
async fn the_log_is_copied_signed_at_the_end_verified_and_exported() {
    let data = process::data_dir();
    let (url, owner_url) = database("audit").await;
    let prepare = |arguments: &[&str]| {
        let mut command = command(data.path(), arguments);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command.env("TREASURY_PLANE_AUDIT__STDOUT", "true");
        command
    };
    let mut server = Process::serve(prepare(&["serve"]));
    let line = server.line_with("setup_link.created");
    let entry: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&entry["log"], &entry["seq"]), (&"audit".into(), &1.into()));
    assert!(server.stop().success());
    let kept = std::fs::read_to_string(data.path().join("audit.checkpoint")).unwrap();
    assert!(kept.starts_with("1."), "{kept}");

    let verify = prepare(&["audit", "verify", "--checkpoint", &kept]).output().unwrap();
    assert_eq!(
        String::from_utf8(verify.stdout).unwrap(),
        "1 entries and 1 checkpoints fit together.\n"
    );
    assert_eq!(verify.status.code(), Some(0));
    let file = data.path().join("copy.cef");
    let arguments = ["audit", "export", "--format", "cef", "--output", file.to_str().unwrap()];
    assert!(prepare(&arguments).status().unwrap().success());
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert_eq!(prepare(&arguments).output().unwrap().status.code(), Some(1), "the file is there");

    let superuser = owner_url.replace("treasury_plane_owner@", "postgres@");
    let mut superuser = PgConnection::connect(&superuser).await.unwrap();
    let sql =
        "SET session_replication_role = replica; UPDATE audit_log SET detail = '{}' WHERE id = 1";
    superuser.execute(sql).await.unwrap();
    let verify = prepare(&["audit", "verify"]).output().unwrap();
    let words = String::from_utf8(verify.stdout).unwrap();
    assert_eq!(verify.status.code(), Some(1));
    assert!(words.starts_with("entry 1: The entry was changed after it was written."), "{words}");
}
