//! What the console says about whether cards can sign in.

use super::world::World;
use crate::support::Caller;
use chrono::Duration;
use serde_json::{Value, json};

const AUTHENTICATION: &str = "/api/v1/instance/authentication";
const TRUST: &str = "/api/v1/instance/trust";

/// A step of the test of cards: whether it passed, and what it says.
async fn step(admin: &Caller, name: &str) -> (bool, String) {
    let path = format!("{AUTHENTICATION}/test");
    let answer = admin.post(&path, json!({"method": "piv"})).await.expect(200);
    let steps = answer.json["steps"].as_array().unwrap();
    let found = steps.iter().find(|step| step["name"] == name);
    let found = found.unwrap_or_else(|| panic!("{name}: {}", answer.json));
    (found["passed"].as_bool().unwrap(), found["detail"].as_str().unwrap().to_owned())
}

/// What keeps cards from working, as far as it is about the trust store.
async fn problems(admin: &Caller) -> Vec<String> {
    let answer = admin.get(AUTHENTICATION).await.expect(200);
    let all = answer.json["piv"]["problems"].as_array().unwrap();
    let about = ["Trust anchors", "Certificates in between", "Revocation lists", "What ends"];
    let text = |one: &Value| one.as_str().unwrap().to_owned();
    all.iter().map(text).filter(|one| about.iter().any(|name| one.starts_with(name))).collect()
}

#[tokio::test]
async fn a_complete_store_has_no_problems() {
    let w = World::native().await;
    let admin = w.t.instance_admin().await;
    assert_eq!(problems(&admin).await, Vec::<String>::new());
    assert_eq!(step(&admin, "Trust anchors").await, (true, "1 enabled".to_owned()));
    let (passed, said) = step(&admin, "Certificates in between").await;
    assert!(passed && said == "all 1 reach an enabled anchor", "{said}");
    let (passed, said) = step(&admin, "Revocation lists").await;
    assert!(passed && said.contains("each of 2 authorities"), "{said}");
    assert!(step(&admin, "What ends").await.0);
}

#[tokio::test]
async fn without_an_enabled_anchor_nobody_signs_in() {
    let w = World::native().await;
    let admin = w.t.instance_admin().await;
    let anchor = anchor(&admin).await;
    let path = format!("{TRUST}/anchors/{anchor}");
    admin.patch(&path, json!({"enabled": false})).await.expect(200);
    let said = problems(&admin).await;
    assert!(said.len() == 1 && said[0].contains("nothing is trusted yet"), "{said:?}");
    let answer = admin.get(AUTHENTICATION).await.expect(200);
    assert_eq!(answer.json["piv"]["ready"], false);
}

#[tokio::test]
async fn an_authority_without_a_list_is_named() {
    let w = World::native().await;
    let admin = w.t.instance_admin().await;
    let store = admin.get(TRUST).await.expect(200);
    let lists = store.json["crls"].as_array().unwrap();
    let list = lists.iter().find(|one| one["issuer"].as_str().unwrap().contains("Issuing CA"));
    let id = list.unwrap()["id"].as_str().unwrap();
    admin.delete(&format!("{TRUST}/crls/{id}")).await.expect(204);
    let said = problems(&admin).await;
    assert!(said.len() == 1 && said[0].starts_with("Revocation lists"), "{said:?}");
    assert!(said[0].contains("Test Issuing CA") && !said[0].contains("Root CA"), "{said:?}");
}

#[tokio::test]
async fn lists_that_have_run_out_count_only_while_an_anchor_lets_them() {
    let w = World::native().await;
    w.t.advance(Duration::days(365) + Duration::hours(1));
    let admin = w.t.instance_admin().await;
    let said = problems(&admin).await;
    assert!(said.len() == 1 && said[0].contains("Root CA") && said[0].contains("Issuing CA"));
    let path = format!("{TRUST}/anchors/{}", anchor(&admin).await);
    let until = (w.t.now() + Duration::days(1)).to_rfc3339();
    let soft = json!({"revocation": "soft", "soft_until": until, "soft_grace_hours": 2});
    admin.patch(&path, soft).await.expect(200);
    assert_eq!(problems(&admin).await, Vec::<String>::new());
    let (passed, said) = step(&admin, "What ends").await;
    assert!(passed && said.contains("soon: soft revocation"), "{said}");
    // The grace ends before the exception does.
    w.t.advance(Duration::hours(2));
    let admin = w.t.sign_in(admin.id, "").await;
    let said = problems(&admin).await;
    assert!(said.len() == 1 && said[0].starts_with("Revocation lists"), "{said:?}");
}

async fn anchor(admin: &Caller) -> String {
    let store = admin.get(TRUST).await.expect(200);
    store.json["anchors"][0]["id"].as_str().unwrap().to_owned()
}
