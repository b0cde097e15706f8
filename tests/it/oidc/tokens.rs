//! What a provider may not put into its answers.

use super::{
    Stage,
    rogue::{CLIENT_ID, Sign, half_hash, public_key},
};
use chrono::Duration;
use serde_json::{Value, json};

/// Signs in with claims laid over the honest ones.
async fn with_claims(stage: &Stage, claims: Value) {
    stage.rogue.script().claims = claims;
}

#[tokio::test]
async fn an_honest_provider_signs_in() {
    let stage = Stage::new().await;
    let person = stage.known("person-1").await;
    for sign in [Sign::Rs256, Sign::Es256] {
        stage.rogue.script().sign = sign;
        let mut browser = stage.browser();
        let end = stage.sign_in(&mut browser).await;
        assert_eq!(end, "/", "{}", stage.last_entry().await.detail);
        assert_eq!(stage.who(&mut browser).await, Some(person.id));
    }
    let entry = stage.last_entry().await;
    assert_eq!((entry.action.as_str(), entry.outcome.as_str()), ("sign_in.oidc", "success"));
    assert_eq!(entry.actor_id, Some(person.id));
}

#[tokio::test]
async fn o2_a_wrong_or_missing_nonce_is_refused() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    for nonce in [json!("another"), json!(null), json!("")] {
        with_claims(&stage, json!({"nonce": nonce})).await;
        stage.refuses("provider_refused", "nonce").await;
    }
    // A nonce of an earlier attempt.
    with_claims(&stage, json!({})).await;
    let mut browser = stage.browser();
    let first = stage.begin(&mut browser).await;
    let second = stage.begin(&mut browser).await;
    stage.rogue.script().nonce = first.query["nonce"].clone();
    let query = format!("code=a-code&state={}", second.query["state"]);
    let end = stage.come_back(&mut browser, &query).await;
    stage.assert_refused(&browser, &end, "provider_refused", "nonce").await;
}

#[tokio::test]
async fn o3_an_issuer_without_its_slash_is_another_issuer() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    let without = stage.rogue.base.clone();
    with_claims(&stage, json!({"iss": without})).await;
    stage.refuses("provider_refused", "issuer").await;
    // The document too has to be the issuer's own, to the letter.
    stage.t.app.oidc.forget(&stage.t.app, &stage.rogue.issuer()).await;
    with_claims(&stage, json!({})).await;
    stage.rogue.script().document = json!({"issuer": without});
    let mut browser = stage.browser();
    let answer = browser.get(&stage.t, "/auth/oidc/agency/begin").await.expect(303);
    let end = answer.header("location").unwrap().to_owned();
    stage.assert_refused(&browser, &end, "provider_refused", "discovery").await;
}

#[tokio::test]
async fn o4_a_token_for_somebody_else_or_for_several_is_refused() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    for audience in [
        json!("another"),
        json!(["another"]),
        json!([CLIENT_ID, "another"]),
        json!([]),
        json!(null),
        json!(format!("{CLIENT_ID} ")),
    ] {
        with_claims(&stage, json!({"aud": audience})).await;
        stage.refuses("provider_refused", "audience").await;
    }
    with_claims(&stage, json!({"azp": "another"})).await;
    stage.refuses("provider_refused", "azp").await;
    // A list of one is the same as the one.
    with_claims(&stage, json!({"aud": [CLIENT_ID], "azp": CLIENT_ID})).await;
    assert_eq!(stage.sign_in(&mut stage.browser()).await, "/");
}

#[tokio::test]
async fn o5_unsigned_and_hmac_tokens_are_refused() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    for sign in [Sign::Nothing, Sign::Hs256(public_key()), Sign::Hs256(vec![])] {
        // Promising it in the document makes it no better.
        stage.rogue.script().document =
            json!({"id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"]});
        stage.t.app.oidc.forget(&stage.t.app, &stage.rogue.issuer()).await;
        stage.rogue.script().sign = sign;
        stage.refuses("provider_refused", "algorithm").await;
    }
    // A client that has a secret takes no token signed with it either.
    let settings = json!({"client_auth": "client_secret", "client_secret": "a-shared-secret"});
    super::stage::add(&stage.admin, &stage.rogue, "secret", settings).await;
    stage.rogue.script().sign = Sign::Hs256(b"a-shared-secret".to_vec());
    let mut browser = stage.browser();
    let left = stage.begin_at(&mut browser, "/auth/oidc/secret/begin").await;
    let path = format!("/auth/oidc/secret/callback?code=x&state={}", left.query["state"]);
    let answer = browser.get(&stage.t, &path).await.expect(303);
    let end = answer.header("location").unwrap().to_owned();
    stage.assert_refused(&browser, &end, "provider_refused", "algorithm").await;
    // A signature by another key, and one that was made for another algorithm.
    stage.rogue.script().sign = Sign::Stranger;
    stage.refuses("provider_refused", "signature").await;
    stage.rogue.script().sign = Sign::Rs256;
    stage.rogue.script().header = json!({"alg": "ES256", "kid": "k2"});
    stage.refuses("provider_refused", "signature").await;
    stage.rogue.script().header = json!({"alg": "RS512"});
    stage.refuses("provider_refused", "algorithm").await;
}

#[tokio::test]
async fn o6_unknown_keys_are_asked_for_once_a_minute() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    assert_eq!(stage.sign_in(&mut stage.browser()).await, "/");
    assert_eq!(stage.rogue.asked("/jwks"), 1);
    // A storm of made-up names.
    for number in 0..10 {
        stage.rogue.script().header = json!({"kid": format!("made-up-{number}")});
        stage.refuses("provider_refused", "unknown_key").await;
    }
    assert_eq!(stage.rogue.asked("/jwks"), 2);
    // A real rotation is followed, once the minute is over.
    stage.t.advance(Duration::seconds(61));
    {
        let mut script = stage.rogue.script();
        script.now += Duration::seconds(61);
        script.header = json!({"kid": "new"});
        let mut key = script.keys[0].clone();
        key["kid"] = json!("new");
        script.keys.push(key);
    }
    assert_eq!(stage.sign_in(&mut stage.browser()).await, "/");
    assert_eq!(stage.rogue.asked("/jwks"), 3);
}

#[tokio::test]
async fn o7_tokens_count_within_their_times_give_or_take_half_a_minute() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    let now = stage.t.now().timestamp();
    for (claims, reason) in [
        (json!({"exp": now - 31}), "expired"),
        (json!({"exp": now - 30}), "expired"),
        (json!({"iat": now + 32}), "expired"),
        (json!({"nbf": now + 32}), "not_yet_valid"),
        (json!({"exp": null}), "token_endpoint"),
        (json!({"iat": null}), "token_endpoint"),
        (json!({"exp": "soon"}), "token_endpoint"),
    ] {
        with_claims(&stage, claims).await;
        stage.refuses("provider_refused", reason).await;
    }
    for claims in [
        json!({"exp": now - 29}),
        json!({"iat": now + 29, "nbf": now + 29}),
        json!({"nbf": null, "exp": now + 5}),
    ] {
        with_claims(&stage, claims.clone()).await;
        assert_eq!(stage.sign_in(&mut stage.browser()).await, "/", "{claims}");
    }
}

#[tokio::test]
async fn o8_user_info_must_be_about_the_same_person() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    stage.known("person-2").await;
    stage.rogue.script().info = json!({"sub": "person-2"});
    stage.refuses("provider_refused", "userinfo_subject").await;
    stage.rogue.script().info = json!({"sub": null});
    stage.refuses("provider_refused", "userinfo").await;
    stage.rogue.script().info = json!({});
    stage.rogue.script().info_status = 401;
    stage.refuses("provider_refused", "userinfo").await;
}

#[tokio::test]
async fn the_access_token_must_be_the_one_the_id_token_speaks_of() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    with_claims(&stage, json!({"at_hash": half_hash("another")})).await;
    stage.refuses("provider_refused", "at_hash").await;
    // Not every provider sends one.
    with_claims(&stage, json!({"at_hash": null})).await;
    assert_eq!(stage.sign_in(&mut stage.browser()).await, "/");
    for subject in [json!(""), json!("a\u{7}b"), json!("x".repeat(256))] {
        with_claims(&stage, json!({"sub": subject})).await;
        stage.refuses("provider_refused", "subject").await;
    }
}

#[tokio::test]
async fn o17_an_error_in_a_sentence_is_written_down_and_not_shown() {
    let stage = Stage::with(json!({"preset": "login_gov_sandbox"})).await;
    let sentence =
        "Code is invalid because doesn't match any user.\r\nPlease see our documentation";
    stage.rogue.script().refusal = Some((400, json!({"error": sentence})));
    stage.refuses("provider_refused", "token_endpoint").await;
    let entry = stage.last_entry().await;
    let detail = entry.detail["detail"].as_str().unwrap();
    assert!(detail.starts_with("Code is invalid because doesn't match any user."), "{detail}");
    assert!(!detail.contains(['\r', '\n']), "one line: {detail}");
    // Bodies that are no errors at all.
    for (status, body) in [(500, json!("down")), (200, json!({})), (400, json!([]))] {
        stage.rogue.script().refusal = Some((status, body));
        stage.refuses("provider_refused", "token_endpoint").await;
    }
}

#[tokio::test]
async fn o18_who_did_not_show_a_card_is_refused_where_one_is_required() {
    let settings = json!({"preset": "login_gov_sandbox", "require_card": true});
    let stage = Stage::with(settings).await;
    stage.known("person-1").await;
    // The level that was asked for comes back whatever happened, and proves nothing.
    let level = "http://idmanagement.gov/ns/assurance/aal/2?hspd12=true";
    for (claims, info) in [
        (json!({"x509_presented": false}), json!({"x509_presented": false})),
        (json!({"x509_presented": true}), json!({"x509_presented": false})),
        (json!({"x509_presented": false}), json!({"x509_presented": true})),
        (json!({"x509_presented": "true"}), json!({})),
        (json!({"x509_presented": 1}), json!({})),
        (json!({"aal": level, "acr": level}), json!({"aal": level})),
    ] {
        stage.rogue.script().claims = claims;
        stage.rogue.script().info = info;
        stage.refuses("no_certificate", "card_not_presented").await;
    }
    stage.rogue.script().claims = json!({"x509_presented": true});
    stage.rogue.script().info = json!({"x509_presented": true});
    assert_eq!(stage.sign_in(&mut stage.browser()).await, "/");
}
