//! Settings in Secrets Manager.

use crate::support::moto::{Moto, POLICY};
use serde_json::json;
use std::process::Command;
use treasury_plane::{
    aws::{
        Fault,
        settings::{self, Waits},
    },
    config::{Config, Sources},
    fault::{self, Failure},
};

const KEY: &str = "0123456789abcdef0123456789abcdef";

pub fn sources(moto: &Moto, more: &[(&str, &str)]) -> Sources {
    let own = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Sources {
        data_dir: Some("/data".into()),
        environment: moto.variables().into_iter().chain(own).collect(),
        ..Sources::default()
    }
}

async fn load(moto: &Moto) -> anyhow::Result<Config> {
    Config::load(&settings::complete(sources(moto, &[]), Waits::Person).await?)
}

async fn refusal(moto: &Moto) -> Fault {
    load(moto).await.unwrap_err().downcast().unwrap()
}

#[tokio::test]
async fn all_five_secrets_become_settings() {
    let moto = Moto::start(POLICY);
    let db =
        json!({ "username": "plane", "password": "p", "host": "h", "port": 5432, "dbname": "d" });
    moto.create_secret("tp/db-credentials", &db.to_string());
    moto.create_secret("tp/django-secret-key", KEY);
    moto.create_secret("tp/app-config", r#"{"limits": {"sockets_per_user": 7}}"#);
    moto.create_secret("tp/oidc-credentials", r#"{"provider": "login-gov", "client_secret": "s"}"#);
    moto.create_secret("tp/redis-config", r#"{"host": "r", "auth_token": "t"}"#);
    let config = load(&moto).await.unwrap();
    assert_eq!(config.database.url.expose(), "postgres://plane:p@h:5432/d");
    assert_eq!(config.auth.secret_key.expose(), KEY);
    assert_eq!(config.limits.sockets_per_user, 7);
    assert_eq!(config.oidc.client_secret.expose(), "s");
    assert_eq!(config.redis.url.expose(), "rediss://:t@r:6379");
    moto.create_secret("tp/app-secret-key", &format!(r#"{{"secret_key": "new-{KEY}"}}"#));
    let config = load(&moto).await.unwrap();
    assert_eq!(config.auth.secret_key.expose(), format!("new-{KEY}"));
}

#[test]
fn the_program_says_which_secret_a_value_is_from_and_hides_it() {
    let moto = Moto::start(POLICY);
    moto.create_secret("tp/app-secret-key", KEY);
    let mut program = Command::new(env!("CARGO_BIN_EXE_treasury-plane"));
    program.args(["config", "print", "--origin"]).env_clear().envs(moto.variables());
    let output = program.env("HOME", "/tmp").current_dir("/").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let expected = r#"auth.secret_key = "<redacted>"  # AWS Secrets Manager app-secret-key"#;
    assert!(text.contains(expected), "{text}{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn a_role_without_the_right_is_told_which() {
    let moto = Moto::start(&POLICY.replace("GetSecretValue", "DescribeSecret"));
    moto.create_secret("tp/app-secret-key", KEY);
    let error = load(&moto).await.unwrap_err();
    let failure: &Failure = error.downcast_ref().unwrap();
    assert_eq!(failure.fault, fault::Fault::SecretDenied);
    let text = &failure.sentence;
    assert!(text.contains("tp/") && text.contains("secretsmanager:GetSecretValue"), "{text}");
}

#[tokio::test]
async fn secrets_that_cannot_be_used_are_told_apart() {
    let moto = Moto::start(POLICY);
    assert!(matches!(refusal(&moto).await, Fault::NoneFound { .. }));
    moto.secrets("CreateSecret", &json!({ "Name": "tp/app-config", "SecretBinary": "AAAA" }));
    assert!(matches!(refusal(&moto).await, Fault::Binary(_)));
    moto.put_secret("tp/app-config", r#"{"limits.socket_per_user": 7}"#);
    let failure: Failure = load(&moto).await.unwrap_err().downcast().unwrap();
    let expected = "the secret app-config: unknown key \"limits.socket_per_user\"; \
                    did you mean \"limits.sockets_per_user\"?";
    assert_eq!((failure.fault, &*failure.sentence), (fault::Fault::SecretMalformed, expected));
    moto.secrets("DeleteSecret", &json!({ "SecretId": "tp/app-config" }));
    let deleted = refusal(&moto).await;
    assert!(matches!(deleted, Fault::Deleted(_)), "{deleted}");
}
