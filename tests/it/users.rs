//! The signed-in person's own profile.

use crate::support::TestApp;
use serde_json::json;

const ME: &str = "/api/v1/users/me";

#[tokio::test]
async fn a_profile_is_changed_in_parts() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let patch = json!({"first_name": " Ana ", "user_timezone": "Europe/Berlin"});
    let changed = ana.patch(ME, patch).await.expect(200);
    assert_eq!(changed.text("first_name"), "Ana");
    assert_eq!(changed.text("email"), ana.email);
    // Rights and addresses are not one's own to change.
    let odd = json!({"is_instance_admin": true, "email": "root@agency.example"});
    let same = ana.patch(ME, odd).await.expect(200);
    assert_eq!(same.json, changed.json);
}

#[tokio::test]
async fn preferences_are_merged_and_bounded() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let set = async |preferences| ana.patch(ME, json!({"preferences": preferences})).await;
    set(json!({"theme": "dark", "single_key_shortcuts": true})).await.expect(200);
    let merged = set(json!({"theme": "light", "single_key_shortcuts": null})).await.expect(200);
    assert_eq!(merged.json["preferences"], json!({"theme": "light"}));
    set(json!({"x": "y".repeat(9000)})).await.expect_fault("preferences");
    set(json!([1])).await.expect_fault("preferences");
    set(json!({"nul": "a\0b"})).await.expect(400);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    for (field, patch) in [
        ("first_name", json!({"first_name": "x".repeat(256)})),
        ("display_name", json!({"display_name": " "})),
        ("display_name", json!({"display_name": "a\0b"})),
        ("user_timezone", json!({"user_timezone": "../etc"})),
    ] {
        ana.patch(ME, patch).await.expect_fault(field);
    }
    ana.patch(ME, json!({"first_name": {}})).await.expect(400);
    ana.patch(ME, json!([])).await.expect(400);
}
