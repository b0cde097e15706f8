//! State, browsers, and answers that are not ours.

use super::{Browser, Rogue, Stage, rogue::CLIENT_ID, stage};
use crate::support::TestApp;
use chrono::Duration;
use poem::http::Method;
use serde_json::json;
use treasury_plane::auth::oidc::client::callback_url;

#[tokio::test]
async fn instances_share_what_a_provider_says_about_itself() {
    let stage = Stage::new().await;
    let (here, there) = (&stage.t.app, &stage.t.another_instance().await);
    for app in [here, there] {
        treasury_plane::realtime::start(app).await.unwrap();
    }
    let issuer = stage.rogue.issuer();
    here.oidc.forget(here, &issuer).await;
    let before = stage.rogue.asked("/jwks");
    for app in [here, there] {
        assert!(!app.oidc.get(app, &issuer).await.unwrap().keys().keys().is_empty());
    }
    assert_eq!(stage.rogue.asked("/jwks"), before + 1);
    // An administrator changes the provider on one instance: the other reads it anew as well.
    here.oidc.forget(here, &issuer).await;
    let begun = std::time::Instant::now();
    while stage.rogue.asked("/jwks") == before + 1 {
        assert!(begun.elapsed().as_secs() < 20, "the other instance was not told");
        there.oidc.get(there, &issuer).await.unwrap();
        // What is remembered is there at once, and nobody else would ever run.
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn the_browser_leaves_with_what_the_provider_needs() {
    let stage = Stage::with(json!({"acr_values": "level-1 level-2"})).await;
    let left = stage.begin(&mut stage.browser()).await;
    assert_eq!(left.page, format!("{}/authorize", stage.rogue.base));
    let query = &left.query;
    for secret in ["state", "nonce"] {
        assert!(query[secret].len() >= 22, "{secret}");
    }
    assert_ne!(query["state"], query["nonce"]);
    assert_eq!(query["client_id"], CLIENT_ID);
    assert_eq!(query["response_type"], "code");
    assert_eq!(query["scope"], "openid email profile");
    assert_eq!(query["acr_values"], "level-1 level-2");
    assert_eq!(query["code_challenge_method"], "S256");
    assert_eq!(query["code_challenge"].len(), 43);
    assert_eq!(query["redirect_uri"], callback_url(&stage.t.app, "agency"));
    assert!(!query.contains_key("prompt"));
    let other = stage.begin(&mut stage.browser()).await;
    for secret in ["state", "nonce", "code_challenge"] {
        assert_ne!(query[secret], other.query[secret], "{secret}");
    }
}

#[tokio::test]
async fn login_gov_gets_what_its_documentation_asks_for() {
    let settings = json!({"preset": "login_gov_sandbox", "client_auth": "private_key_jwt", "require_card": true});
    let stage = Stage::with(settings).await;
    stage.known("person-1").await;
    let mut browser = stage.browser();
    let left = stage.begin(&mut browser).await;
    let query = &left.query;
    assert_eq!(query["prompt"], "select_account");
    assert_eq!(
        query["acr_values"],
        "urn:acr.login.gov:auth-only http://idmanagement.gov/ns/assurance/aal/2?hspd12=true"
    );
    // Either a challenge or a signed statement, as it was registered.
    assert!(!query.contains_key("code_challenge"));
    stage.rogue.script().claims = json!({"x509_presented": true});
    let end = stage.come_back(&mut browser, &format!("code=c&state={}", query["state"])).await;
    assert_eq!(end, "/");
    let form = stage.rogue.script().form.clone();
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["code"], "c");
    assert_eq!(
        form["client_assertion_type"],
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    );
    assert!(form.contains_key("client_assertion") && !form.contains_key("code_verifier"));
    assert!(!form.contains_key("client_secret"));
}

#[tokio::test]
async fn o1_a_state_works_once_and_in_its_own_browser() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    let mut browser = stage.browser();
    for query in ["code=c", "code=c&state=", "code=c&state=made-up", ""] {
        let end = stage.come_back(&mut browser, query).await;
        stage.assert_refused(&browser, &end, "attempt_expired", "state").await;
    }
    // Another browser, with no attempt and with one of its own.
    let left = stage.begin(&mut browser).await;
    let mut other = stage.browser();
    let end = stage.come_back(&mut other, &format!("code=c&state={}", left.query["state"])).await;
    stage.assert_refused(&other, &end, "browser_changed", "browser").await;
    let left = stage.begin(&mut browser).await;
    stage.begin(&mut other).await;
    let query = format!("code=c&state={}", left.query["state"]);
    let end = stage.come_back(&mut other, &query).await;
    stage.assert_refused(&other, &end, "browser_changed", "browser").await;
    // The failed try has spent it for its owner as well.
    let end = stage.come_back(&mut browser, &query).await;
    stage.assert_refused(&browser, &end, "attempt_expired", "state").await;
    // Replayed, and after its time.
    let left = stage.begin(&mut browser).await;
    let query = format!("code=c&state={}", left.query["state"]);
    assert_eq!(stage.come_back(&mut browser, &query).await, "/");
    let exchanges = stage.rogue.asked("/token");
    let end = stage.come_back(&mut browser, &query).await;
    assert!(end.starts_with("/sign-in?error=attempt_expired"), "{end}");
    assert_eq!(stage.rogue.asked("/token"), exchanges, "nothing was exchanged");
    let mut late = stage.browser();
    let left = stage.begin(&mut late).await;
    stage.t.advance(Duration::minutes(11));
    let end = stage.come_back(&mut late, &format!("code=c&state={}", left.query["state"])).await;
    stage.assert_refused(&late, &end, "attempt_expired", "state").await;
}

#[tokio::test]
async fn o12_turning_back_at_the_provider_is_told_from_its_refusals() {
    let stage = Stage::new().await;
    for (error, code) in [
        ("access_denied", "provider_cancelled"),
        ("invalid_request", "provider_refused"),
        ("login_required", "provider_refused"),
        ("temporarily_unavailable", "provider_unavailable"),
    ] {
        let mut browser = stage.browser();
        let left = stage.begin(&mut browser).await;
        let query =
            format!("error={error}&error_description=why%0Anot&state={}", left.query["state"]);
        let end = stage.come_back(&mut browser, &query).await;
        stage.assert_refused(&browser, &end, code, "provider_error").await;
        let entry = stage.last_entry().await;
        assert_eq!(entry.detail["detail"], format!("{error} why not"));
    }
    // An error without the state of an attempt is nobody's.
    let mut browser = stage.browser();
    let end = stage.come_back(&mut browser, "error=access_denied").await;
    stage.assert_refused(&browser, &end, "attempt_expired", "state").await;
    // Neither an error nor a code; and each twice.
    let left = stage.begin(&mut browser).await;
    let state = &left.query["state"];
    let end = stage.come_back(&mut browser, &format!("state={state}")).await;
    stage.assert_refused(&browser, &end, "provider_refused", "code").await;
    let end = stage.come_back(&mut browser, &format!("code=a&code=b&state={state}")).await;
    stage.assert_refused(&browser, &end, "provider_refused", "parameters").await;
    assert_eq!(stage.rogue.asked("/token"), 0);
}

#[tokio::test]
async fn o13_an_answer_of_one_provider_is_not_taken_for_another() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    let evil = Rogue::start(stage.t.now()).await;
    stage::add(&stage.admin, &evil, "evil", json!({})).await;
    // The attempt was for the agency's; the answer comes to the other's address.
    let mut browser = stage.browser();
    let left = stage.begin(&mut browser).await;
    let path = format!("/auth/oidc/evil/callback?code=c&state={}", left.query["state"]);
    let answer = browser.get(&stage.t, &path).await.expect(303);
    let end = answer.header("location").unwrap().to_owned();
    stage.assert_refused(&browser, &end, "provider_refused", "mix_up").await;
    assert_eq!(evil.asked("/token") + stage.rogue.asked("/token"), 0, "the code went nowhere");
    // The answer says whose it is.
    let left = stage.begin(&mut browser).await;
    let query = format!("code=c&state={}&iss={}", left.query["state"], evil.issuer());
    let end = stage.come_back(&mut browser, &query).await;
    stage.assert_refused(&browser, &end, "provider_refused", "mix_up").await;
    // It promised to say, and does not.
    stage.rogue.script().document = json!({"authorization_response_iss_parameter_supported": true});
    stage.t.app.oidc.forget(&stage.t.app, &stage.rogue.issuer()).await;
    let left = stage.begin(&mut browser).await;
    let end = stage.come_back(&mut browser, &format!("code=c&state={}", left.query["state"])).await;
    stage.assert_refused(&browser, &end, "provider_refused", "mix_up").await;
    assert_eq!(stage.rogue.asked("/token"), 0);
    let left = stage.begin(&mut browser).await;
    let query = format!("code=c&state={}&iss={}", left.query["state"], stage.rogue.issuer());
    assert_eq!(stage.come_back(&mut browser, &query).await, "/");
}

#[tokio::test]
async fn o14_only_paths_of_ours_are_returned_to() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    for (asked, end) in [
        ("/treasury/projects?x=1", "/treasury/projects?x=1"),
        ("//evil.gov", "/"),
        ("https://evil.gov/", "/"),
        ("/\\evil.gov", "/"),
        ("/%2f%2fevil.gov", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let mut browser = stage.browser();
        let asked: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        let path = format!("/auth/oidc/agency/begin?return_to={asked}");
        let left = stage.begin_at(&mut browser, &path).await;
        let query = format!("code=c&state={}", left.query["state"]);
        assert_eq!(stage.come_back(&mut browser, &query).await, end, "{asked}");
        // What the answer says about it does not count.
        let left = stage.begin(&mut browser).await;
        let query = format!("code=c&state={}&return_to=/elsewhere", left.query["state"]);
        assert_eq!(stage.come_back(&mut browser, &query).await, "/");
    }
}

#[tokio::test]
async fn o15_a_session_from_before_is_never_the_session_after() {
    let stage = Stage::new().await;
    let person = stage.known("person-1").await;
    let attacker = stage.t.user().await;
    // The attacker's own session, planted in the browser.
    let mut browser = stage.browser();
    let planted = stage.t.sign_in(attacker.id, &attacker.email).await;
    let cookie = planted.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    browser.set_cookie("treasury_plane_session", &cookie);
    assert_eq!(stage.who(&mut browser).await, Some(attacker.id));
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    assert_ne!(browser.cookie("_session"), Some(cookie.as_str()));
    assert_eq!(stage.who(&mut browser).await, Some(person.id));
    planted.get("/api/v1/users/me").await.expect(401);
    // A made-up session is not taken over either.
    let mut browser = stage.browser();
    browser.set_cookie("treasury_plane_session", "chosen-by-somebody");
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    assert_ne!(browser.cookie("_session"), Some("chosen-by-somebody"));
}

#[tokio::test]
async fn o21_providers_are_asked_by_https_outside_development() {
    let t = TestApp::new().await;
    let rogue = Rogue::start(t.now()).await;
    let admin = t.instance_admin().await;
    let body = |issuer: &str| {
        json!({"slug": "agency", "name": "Agency", "preset": "generic", "issuer": issuer,
               "client_id": "x", "client_auth": "pkce", "enabled": true})
    };
    for issuer in [rogue.issuer().as_str(), "http://idp.agency.gov/", "ftp://idp.agency.gov/"] {
        admin.post(stage::PROVIDERS, body(issuer)).await.expect_fault("issuer");
    }
    // An address inside is refused when it is asked, whatever its name.
    admin.post(stage::PROVIDERS, body("https://127.0.0.1/")).await.expect(201);
    let answer = Browser::new(&t).get(&t, "/auth/oidc/agency/begin").await.expect(303);
    let end = answer.header("location").unwrap();
    assert!(end.starts_with("/sign-in?error=provider_unavailable&ref="), "{end}");
    assert_eq!(rogue.asked("/.well-known/openid-configuration"), 0);
    // Development opens this machine and nothing else: a document may not lead to plain http.
    let stage = Stage::new().await;
    for endpoint in ["jwks_uri", "token_endpoint", "userinfo_endpoint", "authorization_endpoint"] {
        stage.rogue.script().document = json!({endpoint: "http://idp.agency.gov/x"});
        stage.t.app.oidc.forget(&stage.t.app, &stage.rogue.issuer()).await;
        let mut browser = stage.browser();
        let answer = browser.get(&stage.t, "/auth/oidc/agency/begin").await.expect(303);
        let end = answer.header("location").unwrap().to_owned();
        assert!(end.starts_with("/sign-in?error=provider_"), "{endpoint}: {end}");
    }
}

#[tokio::test]
async fn o22_nobody_is_signed_in_as_somebody_else_by_a_link() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    // The attacker's attempt, up to the answer; then the victim's browser is sent there.
    let mut attacker = stage.browser();
    let left = stage.begin(&mut attacker).await;
    let query = format!("code=of-the-attacker&state={}", left.query["state"]);
    let mut victim = stage.browser();
    let end = stage.come_back(&mut victim, &query).await;
    stage.assert_refused(&victim, &end, "browser_changed", "browser").await;
    assert_eq!(stage.rogue.asked("/token"), 0, "the code is not exchanged");
}

#[tokio::test]
async fn linking_is_begun_by_a_page_of_ours_and_ended_by_the_same_session() {
    let stage = Stage::new().await;
    let begin = "/auth/oidc/agency/begin?purpose=link";
    // Nobody is signed in.
    let mut browser = stage.browser();
    let end = browser.get(&stage.t, begin).await.expect(303);
    let end = end.header("location").unwrap().to_owned();
    assert!(end.starts_with("/profile/security?error=fresh_sign_in_required&ref="), "{end}");
    let person = stage.t.user().await;
    let cookie = person.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    browser.set_cookie("treasury_plane_session", &cookie);
    for site in ["cross-site", "same-site", "none"] {
        let answer = browser.send(&stage.t, Method::GET, begin, &[("sec-fetch-site", site)]).await;
        let end = answer.expect(303).header("location").unwrap().to_owned();
        assert!(end.starts_with("/profile/security?error=browser_changed"), "{site}: {end}");
    }
    let answer =
        browser.send(&stage.t, Method::GET, begin, &[("sec-fetch-site", "same-origin")]).await;
    let location = answer.expect(303).header("location").unwrap().to_owned();
    let query: std::collections::HashMap<_, _> =
        url::Url::parse(&location).unwrap().query_pairs().into_owned().collect();
    // The provider's session is not enough for adding a way in.
    assert_eq!(query["prompt"], "login");
    // Meanwhile the session ends, and somebody else signs in.
    person.post("/auth/sign-out", json!({})).await.expect(200);
    let other = stage.t.user().await;
    let cookie = other.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    browser.set_cookie("treasury_plane_session", &cookie);
    let query = format!("code=c&state={}", query["state"]);
    let end = stage.come_back(&mut browser, &query).await;
    assert!(end.starts_with("/profile/security?error=fresh_sign_in_required"), "{end}");
}
