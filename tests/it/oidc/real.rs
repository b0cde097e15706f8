//! Against the certified provider.

use super::{
    Browser, Certified,
    certified::use_real_time,
    stage::{PROVIDERS, development, link},
};
use crate::support::{Caller, TestApp};
use bytes::Bytes;
use chrono::Duration;
use entity::audit_entry;
use poem::http::Method;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use treasury_plane::{
    auth::oidc::keys,
    db::Context,
    outbound::{Limits, Purpose},
};

const CLIENT: &str = "urn:gov:gsa:openidconnect.profiles:sp:sso:test:app";
const BEGIN: &str = "/auth/oidc/agency/begin?return_to=/treasury";

/// An application and the certified provider, which know each other.
struct Pair {
    t: TestApp,
    idp: Certified,
    admin: Caller,
    provider: Value,
}

impl Pair {
    async fn new(client_auth: &str, further: Value) -> Self {
        let t = TestApp::with(development).await;
        use_real_time(&t);
        let idp = Certified::start().await;
        let admin = t.instance_admin().await;
        let mut body = json!({
            "slug": "agency", "name": "Agency", "preset": "generic", "issuer": idp.issuer,
            "client_id": CLIENT, "client_auth": client_auth, "enabled": true
        });
        for (name, value) in further.as_object().unwrap() {
            body[name] = value.clone();
        }
        let provider = admin.post(PROVIDERS, body).await.expect(201).json;
        let mut pair = Self { t, idp, admin, provider };
        pair.configure(json!({})).await;
        pair
    }

    /// Tells the provider who we are and who the person is; `further` is laid over that.
    async fn configure(&mut self, further: Value) {
        let certificate = &self.provider["public_certificate"];
        let mut client = json!({
            "client_id": CLIENT,
            "callback_url": self.provider["callback_url"],
            "post_logout_url": self.provider["post_logout_url"],
        });
        if certificate.is_string() {
            client["certificates"] = json!([certificate]);
        }
        if self.provider["has_secret"] == true {
            client["secret"] = json!("a-secret-of-some-length");
        }
        let mut config = json!({
            "clients": [client],
            "account": {
                "sub": "alice", "email": "alice@agency.gov", "email_verified": true,
                "given_name": "Alice", "family_name": "Doe", "x509_presented": true
            }
        });
        for (name, value) in further.as_object().unwrap() {
            config[name] = value.clone();
        }
        self.idp.configure(&config).await;
    }

    async fn last_detail(&self) -> Value {
        let tx = self.t.app.db.begin(Context::default()).await.unwrap();
        let row = audit_entry::Entity::find()
            .order_by_desc(audit_entry::Column::Id)
            .one(&*tx)
            .await
            .unwrap();
        tx.end().await.unwrap();
        row.unwrap().detail
    }

    async fn refuses(&self, code: &str, part_of_detail: &str) {
        let end = Browser::new(&self.t).follow(&self.t, BEGIN).await;
        assert!(end.starts_with(&format!("/sign-in?error={code}&ref=")), "{end}");
        let detail = self.last_detail().await;
        assert!(detail["detail"].as_str().unwrap().contains(part_of_detail), "{detail}");
    }

    /// Signs in; the page and the person.
    async fn sign_in(&self) -> (String, Browser) {
        let mut browser = Browser::new(&self.t);
        let end = browser.follow(&self.t, BEGIN).await;
        if end.starts_with("/sign-in") {
            panic!("{}", self.last_detail().await);
        }
        (end, browser)
    }

    async fn alice(&self, subject: &str) -> Caller {
        let person = self.t.user().await;
        link(&self.t, &person, &self.idp.issuer, subject).await;
        person
    }
}

#[tokio::test]
async fn a_person_signs_in_and_out_by_each_kind_of_proof() {
    for (client_auth, subject) in [
        ("private_key_jwt", format!("alice-at-{CLIENT}")),
        ("pkce", "alice".to_owned()),
        ("client_secret", "alice".to_owned()),
    ] {
        let secret = if client_auth == "client_secret" { "a-secret-of-some-length" } else { "" };
        let further = json!({
            "client_secret": secret,
            "scopes": "openid email profile x509:presented",
            "acr_values": "urn:acr.login.gov:auth-only http://idmanagement.gov/ns/assurance/aal/2?hspd12=true",
            "require_card": true
        });
        let mut pair = Pair::new(client_auth, further).await;
        let alice = pair.alice(&subject).await;
        let (end, mut browser) = pair.sign_in().await;
        assert_eq!(end, "/treasury", "{client_auth}");
        let me = browser.get(&pair.t, "/api/v1/users/me").await.expect(200);
        assert_eq!(me.id(), alice.id, "{client_auth}");
        let out = browser.send(&pair.t, Method::POST, "/auth/sign-out", &[]).await.expect(200);
        assert!(out.text("logout_url").starts_with(&format!("{}/session/end?", pair.idp.issuer)));
        let report = pair
            .admin
            .post(&format!("{PROVIDERS}/{}/test", pair.provider["id"].as_str().unwrap()), json!({}))
            .await
            .expect(200);
        assert_eq!(report.json["passed"], true, "{}", report.json);
        // O12 and O18 as a real provider does them.
        pair.configure(json!({"denies": true})).await;
        pair.refuses("provider_cancelled", "access_denied").await;
        pair.configure(json!({"account": {"sub": "alice", "x509_presented": false}})).await;
        pair.refuses("no_certificate", "x509_presented").await;
    }
}

#[tokio::test]
async fn o9_a_code_works_once() {
    let pair = Pair::new("pkce", json!({})).await;
    pair.alice("alice").await;
    let mut browser = Browser::new(&pair.t);
    let first = browser.until_callback(&pair.t, BEGIN).await;
    assert_eq!(browser.follow(&pair.t, &first).await, "/treasury");
    // The same answer again: its state is spent.
    let end = browser.follow(&pair.t, &first).await;
    assert!(end.starts_with("/sign-in?error=attempt_expired&ref="), "{end}");
    // The used code under the state of a new attempt.
    let second = browser.until_callback(&pair.t, BEGIN).await;
    let mut mixed = url::Url::parse(&second).unwrap();
    let old = parameter(&first, "code");
    let pairs: Vec<(String, String)> = mixed
        .query_pairs()
        .map(|(name, value)| {
            let value = if name == "code" { old.clone() } else { value.into_owned() };
            (name.into_owned(), value)
        })
        .collect();
    mixed.query_pairs_mut().clear().extend_pairs(pairs);
    let end = browser.follow(&pair.t, mixed.as_str()).await;
    assert!(end.starts_with("/sign-in?error=provider_refused&ref="), "{end}");
    let detail = pair.last_detail().await;
    assert!(detail["detail"].as_str().unwrap().starts_with("invalid_grant"), "{detail}");
}

#[tokio::test]
async fn o10_a_code_is_bound_to_its_attempt_by_the_verifier() {
    let pair = Pair::new("pkce", json!({})).await;
    pair.alice("alice").await;
    // Two attempts in one browser; the code of the first comes with the state of the second.
    let mut browser = Browser::new(&pair.t);
    let first = browser.until_callback(&pair.t, BEGIN).await;
    let second = browser.until_callback(&pair.t, BEGIN).await;
    let swapped = second.replace(&parameter(&second, "code"), &parameter(&first, "code"));
    assert_ne!(swapped, second);
    let end = browser.follow(&pair.t, &swapped).await;
    assert!(end.starts_with("/sign-in?error=provider_refused&ref="), "{end}");
    let detail = pair.last_detail().await;
    assert!(detail["detail"].as_str().unwrap().starts_with("invalid_grant"), "{detail}");
    assert_eq!(browser.follow(&pair.t, BEGIN).await, "/treasury");
}

fn parameter(url: &str, name: &str) -> String {
    let url = url::Url::parse(url).unwrap();
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("{url} has no {name}")).1.into_owned()
}

#[tokio::test]
async fn o11_an_assertion_counts_for_its_endpoint_in_its_time_and_once() {
    let mut pair = Pair::new("private_key_jwt", json!({})).await;
    let made = keys::make("test", pair.t.now()).await.unwrap();
    let client = json!({
        "client_id": CLIENT, "callback_url": pair.provider["callback_url"],
        "post_logout_url": pair.provider["post_logout_url"], "certificates": [made.certificate]
    });
    pair.configure(json!({"clients": [client]})).await;
    let endpoint = format!("{}/token", pair.idp.issuer);
    let now = pair.t.now();
    let sign = |audience: &str, client: &str, at| {
        keys::assertion(&made.private_key, &made.certificate, client, audience, at).unwrap()
    };
    let good = sign(&endpoint, CLIENT, now);
    // A known client with a made-up code; then the very same statement again.
    assert_eq!(error_of(&pair, &endpoint, &good).await, "invalid_grant");
    assert_eq!(error_of(&pair, &endpoint, &good).await, "invalid_client");
    let tampered = {
        let good = sign(&endpoint, CLIENT, now);
        let (message, signature) = good.rsplit_once('.').unwrap();
        let first = if signature.starts_with('A') { "B" } else { "A" };
        format!("{message}.{first}{}", &signature[1..])
    };
    for (fault, bad) in [
        ("audience", sign("https://another.gov/token", CLIENT, now)),
        ("client", sign(&endpoint, "another", now)),
        ("expired", sign(&endpoint, CLIENT, now - Duration::minutes(10))),
        ("signature", tampered),
    ] {
        let error = error_of(&pair, &endpoint, &bad).await;
        // One that names another client contradicts the form.
        let expected = if fault == "client" { "invalid_request" } else { "invalid_client" };
        assert_eq!(error, expected, "{fault}");
    }
    assert_eq!(error_of(&pair, &endpoint, &sign(&endpoint, CLIENT, now)).await, "invalid_grant");
}

async fn error_of(pair: &Pair, endpoint: &str, assertion: &str) -> String {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "authorization_code")
        .append_pair("code", "made-up")
        .append_pair("client_id", CLIENT)
        .append_pair("redirect_uri", pair.provider["callback_url"].as_str().unwrap())
        .append_pair(
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        )
        .append_pair("client_assertion", assertion)
        .finish();
    let request = http::Request::post(endpoint)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Bytes::from(body))
        .unwrap();
    let answer = pair.t.app.outbound.send(request, Limits::SMALL, Purpose::Provider).await.unwrap();
    let body: Value = serde_json::from_slice(answer.body()).unwrap();
    body["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn signing_in_goes_on_while_a_key_is_rotated() {
    let mut pair = Pair::new("private_key_jwt", json!({})).await;
    pair.alice(&format!("alice-at-{CLIENT}")).await;
    let path = format!("{PROVIDERS}/{}/rotate-key", pair.provider["id"].as_str().unwrap());
    let rotated = pair.admin.post(&path, json!({})).await.expect(200).json;
    // The provider knows the old certificate only.
    assert_eq!(pair.sign_in().await.0, "/treasury");
    pair.provider = rotated;
    pair.configure(json!({})).await;
    assert_eq!(pair.sign_in().await.0, "/treasury");
    // A provider that knows neither.
    let stranger = keys::make("stranger", pair.t.now()).await.unwrap().certificate;
    let client = json!({
        "client_id": CLIENT, "callback_url": pair.provider["callback_url"],
        "post_logout_url": pair.provider["post_logout_url"], "certificates": [stranger]
    });
    pair.configure(json!({"clients": [client]})).await;
    let report = pair.admin.post(&path.replace("rotate-key", "test"), json!({})).await.expect(200);
    assert_eq!(report.json["passed"], false, "{}", report.json);
    pair.refuses("provider_refused", "invalid_client").await;
}
