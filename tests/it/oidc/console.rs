//! The console's page of providers.

use super::{Rogue, Stage, stage::PROVIDERS};
use crate::support::TestApp;
use entity::oidc_provider;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use treasury_plane::db::Context;

async fn row(stage: &Stage) -> oidc_provider::Model {
    let tx = stage.t.app.db.begin(Context::default()).await.unwrap();
    let row = oidc_provider::Entity::find_by_id(stage.provider).one(&*tx).await.unwrap();
    tx.end().await.unwrap();
    row.unwrap()
}

#[tokio::test]
async fn providers_are_for_administrators_of_the_instance_by_session() {
    let stage = Stage::new().await;
    let one = format!("{PROVIDERS}/{}", stage.provider);
    let token = stage.admin.by_token().await;
    for (caller, status) in [(stage.t.anonymous(), 401), (stage.t.user().await, 403), (token, 403)]
    {
        caller.get(PROVIDERS).await.expect(status);
        caller.post(PROVIDERS, json!({"slug": "x", "name": "x", "preset": "generic", "client_id": "x", "client_auth": "pkce"})).await.expect(status);
        caller.patch(&one, json!({"enabled": false})).await.expect(status);
        caller.delete(&one).await.expect(status);
        caller.post(&format!("{one}/test"), json!({})).await.expect(status);
        caller.post(&format!("{one}/rotate-key"), json!({})).await.expect(status);
    }
}

#[tokio::test]
async fn secrets_go_in_and_never_come_out() {
    let secret = "correct-horse-battery";
    let settings = json!({"client_auth": "client_secret", "client_secret": secret});
    let stage = Stage::with(settings).await;
    let one = format!("{PROVIDERS}/{}", stage.provider);
    let list = stage.admin.get(PROVIDERS).await.expect(200);
    assert_eq!(list.rows()[0]["has_secret"], true);
    assert!(!String::from_utf8_lossy(&list.bytes).contains(secret));
    // Sealed in the database, absent from the audit log.
    let sealed = row(&stage).await.client_secret_sealed.unwrap();
    assert!(!sealed.windows(secret.len()).any(|window| window == secret.as_bytes()));
    let entry = stage.last_entry().await;
    assert_eq!(entry.action, "oidc_provider.created");
    assert!(!entry.detail.to_string().contains(secret));
    // It is what we tell the provider. An empty one keeps what is there.
    stage.admin.patch(&one, json!({"client_secret": "", "name": "New name"})).await.expect(200);
    let entry = stage.last_entry().await;
    assert_eq!(entry.detail["changes"], json!({"name": {"from": "Agency", "to": "New name"}}));
    stage.known("person-1").await;
    assert_eq!(stage.sign_in(&mut stage.browser()).await, "/");
    let expected = {
        use base64::Engine;
        let id: String =
            url::form_urlencoded::byte_serialize(super::rogue::CLIENT_ID.as_bytes()).collect();
        let pair = format!("{id}:{secret}");
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
    };
    assert_eq!(stage.rogue.script().authorization.as_deref(), Some(expected.as_str()));
    stage.admin.patch(&one, json!({"client_secret": "another"})).await.expect(200);
    assert_eq!(stage.last_entry().await.detail["secret_replaced"], true);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_field() {
    let stage = Stage::new().await;
    let good = json!({
        "slug": "two", "name": "Two", "preset": "generic", "issuer": stage.rogue.issuer(),
        "client_id": "x", "client_auth": "pkce"
    });
    for (field, value) in [
        ("slug", json!("agency")),
        ("slug", json!("Not A Slug")),
        ("slug", json!("../up")),
        ("name", json!(" ")),
        ("preset", json!("google")),
        ("client_auth", json!("none")),
        ("client_id", json!("two words")),
        ("issuer", json!("")),
        ("issuer", json!("https://user:word@idp.gov/")),
        ("issuer", json!("https://idp.gov/?x=1")),
        ("scopes", json!("email")),
    ] {
        let mut body = good.clone();
        body[field] = value.clone();
        let answer = stage.admin.post(PROVIDERS, body).await;
        assert_eq!(answer.status, 400, "{field} {value}");
        answer.expect_fault(field);
    }
    let mut body = good.clone();
    body["client_auth"] = json!("client_secret");
    stage.admin.post(PROVIDERS, body).await.expect_fault("client_secret");
    let login_gov = json!({
        "slug": "login-gov", "name": "Login.gov", "preset": "login_gov", "client_id": "urn:x",
        "client_auth": "pkce", "require_card": true, "acr_values": "urn:acr.login.gov:auth-only"
    });
    stage.admin.post(PROVIDERS, login_gov.clone()).await.expect_fault("acr_values");
    let mut body = login_gov;
    body["acr_values"] = json!("");
    let made = stage.admin.post(PROVIDERS, body).await.expect(201);
    assert_eq!(made.text("issuer"), "https://secure.login.gov/");
    assert!(made.text("acr_values").contains("hspd12=true"));
    let unknown = format!("{PROVIDERS}/01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f");
    stage.admin.patch(&unknown, json!({})).await.expect(404);
    stage.admin.delete(&unknown).await.expect(404);
}

#[tokio::test]
async fn the_sign_in_page_offers_what_is_on() {
    let stage = Stage::new().await;
    let methods = stage.t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(
        methods.json["providers"],
        json!([{"slug": "agency", "name": "Agency", "preset": "generic",
                "begin_url": "/auth/oidc/agency/begin"}])
    );
    let one = format!("{PROVIDERS}/{}", stage.provider);
    stage.admin.patch(&one, json!({"enabled": false})).await.expect(200);
    let methods = stage.t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["providers"], json!([]));
    for slug in ["agency", "unknown"] {
        let mut browser = stage.browser();
        let answer = browser.get(&stage.t, &format!("/auth/oidc/{slug}/begin")).await.expect(303);
        let end = answer.header("location").unwrap().to_owned();
        stage.assert_refused(&browser, &end, "provider_unavailable", "provider").await;
    }
}

#[tokio::test]
async fn switching_off_while_somebody_is_away_refuses_them() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    let mut browser = stage.browser();
    let left = stage.begin(&mut browser).await;
    let one = format!("{PROVIDERS}/{}", stage.provider);
    stage.admin.patch(&one, json!({"enabled": false})).await.expect(200);
    let end = stage.come_back(&mut browser, &format!("code=c&state={}", left.query["state"])).await;
    stage.assert_refused(&browser, &end, "provider_unavailable", "provider").await;
}

#[tokio::test]
async fn removing_a_provider_ends_its_sessions_and_keeps_its_people() {
    let stage = Stage::new().await;
    let person = stage.known("person-1").await;
    let mut browser = stage.browser();
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    assert_eq!(stage.who(&mut browser).await, Some(person.id));
    stage.admin.delete(&format!("{PROVIDERS}/{}", stage.provider)).await.expect(204);
    assert_eq!(stage.who(&mut browser).await, None);
    let entry = stage.last_entry().await;
    assert_eq!(entry.action, "oidc_provider.deleted");
    assert_eq!(entry.detail["sessions_ended"], 1);
    super::stage::add(&stage.admin, &stage.rogue, "agency", json!({})).await;
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    assert_eq!(stage.who(&mut browser).await, Some(person.id));
}

fn step<'a>(report: &'a Value, name: &str) -> &'a Value {
    let steps = report["steps"].as_array().unwrap();
    steps.iter().find(|step| step["name"] == name).unwrap_or_else(|| panic!("{report}"))
}

#[tokio::test]
async fn the_test_button_says_what_is_wrong() {
    let stage = Stage::new().await;
    let path = format!("{PROVIDERS}/{}/test", stage.provider);
    let test = async || stage.admin.post(&path, json!({})).await.expect(200).json;
    stage.rogue.script().refusal = Some((400, json!({"error": "invalid_grant"})));
    let report = test().await;
    assert_eq!(report["passed"], true, "{report}");
    assert!(step(&report, "redirect_address")["detail"].as_str().unwrap().contains("/callback"));
    stage.rogue.script().refusal = Some((401, json!({"error": "invalid_client"})));
    let report = test().await;
    assert_eq!(report["passed"], false);
    assert_eq!(step(&report, "client")["passed"], false);
    stage.rogue.script().refusal = Some((400, json!({"error": "Something is wrong here."})));
    let detail = step(&test().await, "client")["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("does not say") && detail.contains("Something is wrong here."));
    stage.rogue.script().document = json!({"id_token_signing_alg_values_supported": ["PS256"]});
    assert_eq!(step(&test().await, "algorithms")["passed"], false);
    stage.rogue.script().document = json!({"jwks_uri": "http://10.0.0.1/jwks"});
    assert_eq!(step(&test().await, "discovery")["passed"], false);
    stage.rogue.script().document = json!({"issuer": stage.rogue.base});
    let report = test().await;
    assert_eq!(report["passed"], false);
    assert!(step(&report, "discovery")["detail"].as_str().unwrap().contains("issuer"));
}

#[tokio::test]
async fn the_key_before_is_used_until_the_provider_knows_the_new_one() {
    let t = TestApp::with(super::stage::development).await;
    let rogue = Rogue::start(t.now()).await;
    let admin = t.instance_admin().await;
    let settings = json!({"client_auth": "private_key_jwt"});
    let provider = super::stage::add(&admin, &rogue, "agency", settings).await;
    let stage = Stage { t, rogue, admin, provider };
    let path = format!("{PROVIDERS}/{provider}/rotate-key");
    let first = row(&stage).await;
    assert_eq!(first.previous_certificate, None);
    let answer = stage.admin.post(&path, json!({})).await.expect(200);
    let second = row(&stage).await;
    assert_eq!(answer.json["public_certificate"], json!(second.certificate));
    assert_ne!(first.certificate, second.certificate);
    assert_eq!(first.certificate, second.previous_certificate);
    assert_eq!(first.private_key_sealed, second.previous_key_sealed);
    assert_eq!(stage.last_entry().await.action, "oidc_provider.key_rotated");
    stage.admin.post(&path, json!({})).await.expect(200);
    let third = row(&stage).await;
    assert_eq!(third.previous_certificate, second.certificate);
    // Without a key there is nothing to rotate.
    let one = format!("{PROVIDERS}/{provider}");
    stage.admin.patch(&one, json!({"client_auth": "pkce"})).await.expect(200);
    stage.admin.post(&path, json!({})).await.expect(400);
}
