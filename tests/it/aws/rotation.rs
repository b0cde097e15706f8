//! Secrets that change while the server runs.

use crate::support::{
    RedisServer, TestApp,
    moto::{Moto, POLICY},
};
use serde_json::json;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use treasury_plane::{aws::rotation, config::Secret};

const PATIENCE: Duration = Duration::from_secs(30);

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is_so().await {
            sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(timeout(PATIENCE, waiting).await.is_ok(), "{what}");
}

fn oidc(client_secret: &str) -> String {
    json!({ "provider": "login-gov", "client_secret": client_secret }).to_string()
}

#[tokio::test]
async fn a_provider_and_redis_are_used_with_what_is_new() {
    let moto = Moto::start(POLICY);
    let (mut before, after) = (RedisServer::start(), RedisServer::start());
    moto.create_secret("tp/oidc-credentials", &oidc("first"));
    moto.create_secret("tp/redis-config", &json!({ "url": before.url() }).to_string());
    let t = TestApp::with(|config| {
        moto.apply(config);
        config.aws.secrets_prefix = "tp/".to_owned();
        config.aws.refresh_s = 1;
        config.redis.url = Secret::new(before.url());
    })
    .await;
    rotation::start(&t.app);
    let has_secret = async |text| t.app.oidc_credentials.load().client_secret.expose() == text;
    until("the secrets were not read", || has_secret("first")).await;

    // What cannot be used changes nothing, and the next change is seen all the same.
    let redis = t.app.redis.as_ref().unwrap();
    before.go_away();
    moto.put_secret("tp/redis-config", r#"{"url": "http://elsewhere"}"#);
    moto.put_secret("tp/oidc-credentials", &oidc("second"));
    until("the provider's new secret is not used", || has_secret("second")).await;
    assert!(redis.listen().await.is_err());
    moto.put_secret("tp/redis-config", &json!({ "url": after.url() }).to_string());
    until("the new Redis is not used", async || redis.listen().await.is_ok()).await;
    redis.publish("{}").await.unwrap();
    assert!(has_secret("second").await);
}
