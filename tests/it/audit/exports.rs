//! The log as text.

use super::act;
use crate::support::TestApp;
use treasury_plane::{audit::Entry, db::Context};

/// What differs from run to run, replaced.
fn stable(text: &str) -> String {
    let mut out = Vec::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for key in ["\"hash\":\"", "cs5="] {
            if let Some((before, after)) = line.clone().split_once(key) {
                line = format!("{before}{key}<hash>{}", &after[64..]);
            }
        }
        out.push(line);
    }
    out.join("\n")
}

async fn two_entries(t: &TestApp) {
    act(t, "one").await;
    t.advance(chrono::Duration::days(1));
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    Entry::new("test.refused")
        .on("thing", uuid::Uuid::from_u128(1))
        .called("a|b=c\\d")
        .from("2001:db8::1")
        .because("two\nlines")
        .failed()
        .write(&tx, t.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn exports_hold_each_entry_and_are_noted_themselves() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    two_entries(&t).await;
    let admin = t.sign_in(admin.id, &admin.email).await;
    for format in ["jsonl", "cef"] {
        let path = format!("/api/v1/instance/audit/export?format={format}&to=2026-03-03T09:00:01Z");
        let answer = admin.get(&path).await.expect(200);
        let disposition = answer.header("content-disposition").unwrap();
        assert_eq!(disposition, format!("attachment; filename=\"audit.{format}\""));
        let text = String::from_utf8(answer.bytes).unwrap();
        // What follows is about the export itself, with ids that are random.
        let first_two = text.lines().take(2).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(format!("export_{format}"), stable(&first_two));
        assert!(text.lines().last().unwrap().contains("audit.exported"), "{text}");
    }
    let narrow = "/api/v1/instance/audit/export?from=2026-03-03T00:00:00Z";
    let text = String::from_utf8(admin.get(narrow).await.expect(200).bytes).unwrap();
    assert!(!text.contains("test.acted") && text.contains("test.refused"), "{text}");
    let none = "/api/v1/instance/audit/export?to=2000-01-01T00:00:00Z";
    assert_eq!(admin.get(none).await.expect(200).bytes.len(), 0);
    admin.get("/api/v1/instance/audit/export?format=pdf").await.expect_fault("format");
}

#[tokio::test]
async fn a_long_log_is_exported_whole() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    for n in 0..1203 {
        Entry::new("test.acted").with("n", n).write(&tx, t.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let answer = admin.get("/api/v1/instance/audit/export").await.expect(200);
    let text = String::from_utf8(answer.bytes).unwrap();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places: Vec<i64> = lines.iter().map(|line| line["seq"].as_i64().unwrap()).collect();
    assert_eq!(places, (1..=1204).collect::<Vec<_>>());
}
