//! What somebody with all rights over the database changes is found and named.

use super::{act, acted, problems, tamper};
use crate::support::TestApp;
use treasury_plane::audit::{
    checkpoint::{self, Checkpoint},
    verify,
};

/// Five entries, a checkpoint over the first three.
async fn log(t: &TestApp) -> (Vec<i64>, Checkpoint) {
    for n in ["one", "two", "three"] {
        act(t, n).await;
    }
    let signed = checkpoint::write(&t.app).await.unwrap().expect("there is something new");
    for n in ["four", "five"] {
        act(t, n).await;
    }
    (acted(t).await, signed)
}

/// Computes the whole chain anew, as an intruder who knows how it is made.
const RECHAIN: &str = "
    TRUNCATE audit_chain;
    DO $$ DECLARE r audit_log; BEGIN
        FOR r IN SELECT * FROM audit_log ORDER BY id LOOP PERFORM audit_append(r); END LOOP;
    END $$;";

#[tokio::test]
async fn an_untouched_log_passes_and_that_is_noted() {
    let t = TestApp::new().await;
    let (_, signed) = log(&t).await;
    let report = verify::run(&t.app, None, None).await.unwrap();
    assert!(report.passed());
    assert_eq!((report.entries, report.checkpoints), (5, 1));
    assert_eq!(report.last_checkpoint_at, Some(signed.at));
    assert!(verify::run(&t.app, None, Some(signed)).await.unwrap().passed());
    // The first look wrote an entry.
    assert!(checkpoint::write(&t.app).await.unwrap().is_some());
    assert!(checkpoint::write(&t.app).await.unwrap().is_none(), "nothing is new");
}

#[tokio::test]
async fn a_changed_entry_is_named_whatever_was_changed() {
    for change in [
        "actor_id = gen_random_uuid()",
        "actor_label = 'somebody else'",
        "action = 'test.harmless'",
        "outcome = 'failure'",
        "at = at + interval '1 microsecond'",
        "reason = 'x'",
        "object_type = ''",
        "object_id = gen_random_uuid()",
        "object_label = 'x'",
        "workspace_id = gen_random_uuid()",
        "ip_address = '192.0.2.9'",
        "detail = '{\"n\": 2}'",
    ] {
        let t = TestApp::new().await;
        let (ids, _) = log(&t).await;
        tamper(&t, &format!("UPDATE audit_log SET {change} WHERE id = {}", ids[1])).await;
        let found = problems(&t).await;
        assert_eq!(found.len(), 1, "{change}: {found:?}");
        assert_eq!(found[0].0, Some(ids[1]), "{change}");
        assert!(found[0].1.contains("was changed"), "{change}: {found:?}");
    }
}

#[tokio::test]
async fn a_deleted_entry_is_named_with_and_without_its_place() {
    let t = TestApp::new().await;
    let (ids, _) = log(&t).await;
    tamper(&t, &format!("DELETE FROM audit_log WHERE id = {}", ids[1])).await;
    assert_eq!(problems(&t).await, [(Some(ids[1]), "The entry was deleted.".to_owned())]);
    tamper(&t, &format!("DELETE FROM audit_chain WHERE entry_id = {}", ids[1])).await;
    let found = problems(&t).await;
    let what =
        format!("Place 2 of the log is missing, between the entries {} and {}.", ids[0], ids[2]);
    assert_eq!(found, [(None, what)]);
}

#[tokio::test]
async fn an_entry_that_was_put_in_is_named() {
    let t = TestApp::new().await;
    log(&t).await;
    tamper(&t, "INSERT INTO audit_log (id, at, action, outcome) OVERRIDING SYSTEM VALUE VALUES (4711, now(), 'a.b', 'success')").await;
    let found = problems(&t).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Some(4711));
    assert!(found[0].1.contains("no place in the chain"), "{found:?}");
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found_by_the_checkpoint() {
    let t = TestApp::new().await;
    let (ids, _) = log(&t).await;
    let cut = format!(
        "DELETE FROM audit_chain WHERE seq >= 3; DELETE FROM audit_log WHERE id >= {}",
        ids[2]
    );
    tamper(&t, &cut).await;
    let found = problems(&t).await;
    assert!(!found.is_empty());
    let words = "signed place 3, but the log ends at place 2: its end was cut off";
    assert!(found.iter().all(|(_, what)| what.contains(words)), "{found:?}");
}

#[tokio::test]
async fn an_end_that_was_cut_off_with_its_checkpoints_is_found_by_the_copy_on_the_host() {
    let t = TestApp::new().await;
    let (ids, signed) = log(&t).await;
    let cut = format!(
        "DELETE FROM audit_checkpoints; DELETE FROM audit_chain WHERE seq >= 3;
         DELETE FROM audit_log WHERE id >= {}",
        ids[2]
    );
    tamper(&t, &cut).await;
    let found = problems(&t).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("its end was cut off"), "{found:?}");
    // Without that file a line of the server's log does the same.
    std::fs::remove_file(t.app.config.data_dir.join("audit.checkpoint")).unwrap();
    let copied = Checkpoint::parse(&signed.text());
    let report = verify::run(&t.app, None, copied).await.unwrap();
    assert_eq!(report.problem_count, 1, "{report:?}");
}

#[tokio::test]
async fn a_chain_that_was_computed_anew_is_found_by_the_checkpoint() {
    let t = TestApp::new().await;
    let (ids, _) = log(&t).await;
    let sql =
        format!("UPDATE audit_log SET object_label = 'innocent' WHERE id = {}; {RECHAIN}", ids[1]);
    tamper(&t, &sql).await;
    let found = problems(&t).await;
    assert!(!found.is_empty());
    assert!(found.iter().all(|(entry, _)| *entry == Some(ids[2])), "{found:?}");
    assert!(found[0].1.contains("rewritten between places 1 and 3"), "{found:?}");
    // No later checkpoint confirms it.
    assert!(checkpoint::write(&t.app).await.unwrap().is_none());
}

#[tokio::test]
async fn a_checkpoint_that_was_made_up_is_found() {
    let t = TestApp::new().await;
    log(&t).await;
    let sql = "INSERT INTO audit_checkpoints SELECT seq, hash, now(), 'AAAAAAAAAAAA', sha256('x')
               FROM audit_chain WHERE seq = 5";
    tamper(&t, sql).await;
    let found = problems(&t).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("signed with the key AAAAAAAAAAAA"), "{found:?}");
    tamper(&t, "UPDATE audit_checkpoints SET signature = sha256('y') WHERE seq = 3").await;
    let found = problems(&t).await;
    assert!(found.iter().any(|(_, what)| what.contains("at place 3 is wrong")), "{found:?}");
}

#[tokio::test]
async fn no_checkpoint_confirms_what_was_changed_since_the_last() {
    let t = TestApp::new().await;
    let (ids, _) = log(&t).await;
    tamper(&t, &format!("UPDATE audit_log SET reason = 'x' WHERE id = {}", ids[4])).await;
    assert!(checkpoint::write(&t.app).await.unwrap().is_none());
}

#[tokio::test]
async fn a_failed_look_is_noted_with_the_first_problem() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let (ids, _) = log(&t).await;
    tamper(&t, &format!("UPDATE audit_log SET reason = 'x' WHERE id = {}", ids[0])).await;
    let seen = admin.post("/api/v1/instance/audit/verify", serde_json::json!({})).await;
    let seen = seen.expect(200).json;
    assert_eq!(seen["passed"], false);
    assert_eq!(seen["problems"][0]["entry_id"], ids[0]);
    let page = admin.get("/api/v1/instance/audit?action=audit.verified").await.expect(200);
    assert_eq!(page.column("outcome"), ["failure"]);
    assert_eq!(page.rows()[0]["detail"]["first_entry_id"], ids[0]);
    assert_eq!(page.rows()[0]["actor"]["id"], serde_json::json!(admin.id));
}
