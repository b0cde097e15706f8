//! The five secrets of an installation, and which settings each of them sets.
//!
//! [`crate::aws`] fetches the texts; here they become layers above the environment. Messages name
//! the secret and the field, never a value: whatever is in a secret may be one.

use super::{
    Oidc, Redis, Secret,
    fields::Fields,
    layers::{Layer, flatten, hint, is_below, known_keys, nest},
};
use anyhow::{Context, anyhow, bail, ensure};
use figment::{
    Figment,
    value::{Dict, Value},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::Url;

/// What a value's origin begins with.
pub(super) const ORIGIN: &str = "AWS Secrets Manager";
const KEY_MIN: usize = 32;

/// A secret that sets something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretName {
    /// Any settings by their keys.
    AppConfig,
    /// Where the database is and how to sign in there.
    DbCredentials,
    /// The instance's key.
    AppSecretKey,
    /// Credentials of a sign-in provider.
    OidcCredentials,
    /// Where Redis is and its password.
    RedisConfig,
}

impl SecretName {
    /// In the order in which they are applied.
    pub const ALL: [Self; 5] = [
        Self::AppConfig,
        Self::DbCredentials,
        Self::AppSecretKey,
        Self::OidcCredentials,
        Self::RedisConfig,
    ];

    /// Its names after the prefix, the first that exists counts.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::AppConfig => &["app-config"],
            Self::DbCredentials => &["db-credentials"],
            Self::AppSecretKey => &["app-secret-key", "django-secret-key"],
            Self::OidcCredentials => &["oidc-credentials"],
            Self::RedisConfig => &["redis-config"],
        }
    }
}

/// A secret as it was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The name after the prefix under which it was found.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All secrets that exist.
pub type Documents = BTreeMap<SecretName, Document>;

/// Name and password for the database.
#[derive(Clone, PartialEq, Eq)]
pub struct DbLogin {
    /// The role.
    pub username: String,
    /// Its password.
    pub password: String,
}

impl std::fmt::Debug for DbLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.username)
    }
}

impl DbLogin {
    /// Those of a `db-credentials` secret.
    pub fn read(document: &Document) -> anyhow::Result<Self> {
        let fields = Fields::read(document)?;
        Ok(Self { username: fields.text("username")?, password: fields.text("password")? })
    }
}

impl Oidc {
    /// Those of an `oidc-credentials` secret.
    pub fn read(document: &Document) -> anyhow::Result<Self> {
        let mut oidc = Self::default();
        for (key, value) in oidc_values(document)? {
            match key {
                "provider" => oidc.provider = value,
                "client_id" => oidc.client_id = value,
                "client_secret" => oidc.client_secret = Secret::new(value),
                "private_key" => oidc.private_key = Secret::new(value),
                _ => oidc.certificate = value,
            }
        }
        oidc.validate()?;
        Ok(oidc)
    }
}

impl Redis {
    /// The one of a `redis-config` secret.
    pub fn read(document: &Document) -> anyhow::Result<Self> {
        let redis = Self { url: Secret::new(redis_url(document)?) };
        redis.validate()?;
        Ok(redis)
    }
}

/// Merges the secrets over what the other layers say.
pub(super) fn merge(mut figment: Figment, documents: &Documents) -> anyhow::Result<Figment> {
    for (name, document) in documents {
        let values = match name {
            SecretName::AppConfig => any(document)?,
            SecretName::DbCredentials => database(document, &figment)?,
            SecretName::AppSecretKey => key(document)?,
            SecretName::OidcCredentials => oidc(document)?,
            SecretName::RedisConfig => {
                vec![("redis.url".to_owned(), Value::from(redis_url(document)?))]
            }
        };
        let mut dict = Dict::new();
        for (key, value) in values {
            nest(&mut dict, &key, value);
        }
        figment = figment.merge(Layer::new(format!("{ORIGIN} {}", document.name), dict));
    }
    Ok(figment)
}

/// Settings by key, with the rules of the file. Dots in a name lead into a section.
fn any(document: &Document) -> anyhow::Result<Vec<(String, Value)>> {
    let fields = Fields::read(document)?;
    let known = known_keys()?;
    let mut dict = Dict::new();
    for (key, value) in &fields.map {
        let value = Value::serialize(value)
            .map_err(|_| anyhow!("the secret {}: \"{key}\" cannot be read", document.name))?;
        nest(&mut dict, key, value);
    }
    let mut found = BTreeMap::new();
    flatten("", &dict, &mut found);
    for (key, value) in &found {
        let fault = |what: String| anyhow!("the secret {}: {what}", document.name);
        let Some(default) = known.get(key) else {
            if known.keys().any(|k| is_below(k, key)) {
                bail!(fault(format!("\"{key}\" is a section and needs an object")));
            }
            bail!(fault(format!("unknown key \"{key}\"{}", hint(key, known.keys()))));
        };
        if key.starts_with("aws.") {
            bail!(fault(format!("\"{key}\" says how secrets are read and cannot be in one")));
        }
        if let Some(kind) = mismatch(default, value) {
            bail!(fault(format!("\"{key}\" must be {kind}")));
        }
    }
    Ok(found.into_iter().collect())
}

/// What the value should have been, when it is of another type than the default.
fn mismatch(default: &Value, value: &Value) -> Option<&'static str> {
    match (default, value) {
        (Value::Bool(..), Value::Bool(..))
        | (Value::Array(..), Value::Array(..))
        | (Value::String(..), Value::String(..)) => None,
        (Value::Num(..), Value::Num(_, number)) if number.to_u128().is_some() => None,
        (Value::Bool(..), _) => Some("true or false"),
        (Value::Num(..), _) => Some("a whole number"),
        (Value::Array(..), _) => Some("a list"),
        _ => Some("a text"),
    }
}

/// The address of the database. Without a host, the address of the other layers gets the name and
/// the password.
fn database(document: &Document, below: &Figment) -> anyhow::Result<Vec<(String, Value)>> {
    let fields = Fields::read(document)?;
    if let Some(engine) = fields.optional("engine")? {
        let is_postgres = engine.contains("postgres");
        ensure!(is_postgres, "the secret {}: \"engine\" must be postgres", fields.name);
    }
    let by_token = below.extract_inner::<bool>("database.iam_auth").unwrap_or_default();
    let username = fields.text("username")?;
    let password = if by_token { String::new() } else { fields.text("password")? };
    let lower = |key: &str| {
        let text = below.extract_inner::<String>(key).unwrap_or_default();
        Url::parse(&text).ok()
    };
    let mut base = match (fields.optional("host")?, lower("database.url")) {
        (Some(host), url) => fields.at(&host, url)?,
        (None, Some(url)) => url,
        (None, None) => bail!(
            "the secret {}: has no \"host\", and database.url is not set; set it in {} without a \
             password, such as postgres://<host>:5432/<database>",
            fields.name,
            SecretName::AppConfig.names().join(" or ")
        ),
    };
    let as_role = |url: &mut Url, name: &str, password: &str| {
        let password = Some(password).filter(|password| !password.is_empty());
        let set = url.set_username(name).and_then(|()| url.set_password(password));
        set.map_err(|()| anyhow!("the secret {}: \"host\" is not a host name", fields.name))
    };
    as_role(&mut base, &username, &password)?;
    let value = |url: &Url| Value::from(url.as_str());
    let mut values = vec![("database.url".to_owned(), value(&base))];
    if let Some(owner) = fields.optional("owner_username")? {
        let password = if by_token { String::new() } else { fields.text("owner_password")? };
        let mut url = base.clone();
        as_role(&mut url, &owner, &password)?;
        values.push(("database.owner_url".to_owned(), value(&url)));
    }
    if let Some(host) = fields.optional("reader_host")? {
        let mut url = base.clone();
        fields.host(&mut url, "reader_host", &host)?;
        values.push(("database.reader_url".to_owned(), value(&url)));
    } else if let Some(mut url) = lower("database.reader_url").filter(|u| u.password().is_none()) {
        as_role(&mut url, &username, &password)?;
        values.push(("database.reader_url".to_owned(), value(&url)));
    }
    Ok(values)
}

/// The instance's key: the whole text, or `secret_key` of an object.
fn key(document: &Document) -> anyhow::Result<Vec<(String, Value)>> {
    let text = document.text.trim();
    let key = match text.starts_with('{') {
        true => Fields::read(document)?.text("secret_key")?,
        false => text.to_owned(),
    };
    let is_long = key.len() >= KEY_MIN;
    ensure!(is_long, "the secret {}: must have at least {KEY_MIN} characters", document.name);
    Ok(vec![("auth.secret_key".to_owned(), Value::from(key))])
}

fn oidc(document: &Document) -> anyhow::Result<Vec<(String, Value)>> {
    let values = oidc_values(document)?.into_iter();
    Ok(values.map(|(key, text)| (format!("oidc.{key}"), Value::from(text))).collect())
}

fn oidc_values(document: &Document) -> anyhow::Result<Vec<(&'static str, String)>> {
    let fields = Fields::read(document)?;
    fields.text("provider")?;
    let mut values = Vec::new();
    for key in ["provider", "client_id", "client_secret", "private_key", "certificate"] {
        if let Some(text) = fields.optional(key)? {
            values.push((key, text));
        }
    }
    Ok(values)
}

/// The address of Redis: whole, or put together. TLS unless `tls` is false.
fn redis_url(document: &Document) -> anyhow::Result<String> {
    let fields = Fields::read(document)?;
    if let Some(url) = fields.optional("url")? {
        return Ok(url);
    }
    let scheme = if fields.flag("tls", true)? { "rediss" } else { "redis" };
    let mut url = Url::parse(&format!("{scheme}://host")).context("redis")?;
    fields.host(&mut url, "host", &fields.text("host")?)?;
    let port = fields.port()?.unwrap_or(6379);
    let token = fields.optional("auth_token")?;
    let username = fields.optional("username")?.unwrap_or_default();
    url.set_port(Some(port))
        .and_then(|()| url.set_username(&username))
        .and_then(|()| url.set_password(token.as_deref()))
        .map_err(|()| anyhow!("the secret {}: \"host\" is not a name", fields.name))?;
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Sources, lines};

    fn load(secrets: &[(SecretName, &str)], env: &[(&str, &str)]) -> anyhow::Result<Config> {
        Config::load(&sources(secrets, env))
    }

    fn sources(secrets: &[(SecretName, &str)], env: &[(&str, &str)]) -> Sources {
        let own = |(k, v): &(&str, &str)| ((*k).to_owned(), (*v).to_owned());
        let document = |(name, text): &(SecretName, &str)| {
            (*name, Document { name: name.names()[0], text: (*text).to_owned() })
        };
        Sources {
            data_dir: Some("/data".into()),
            environment: env.iter().map(own).collect(),
            secrets: secrets.iter().map(document).collect(),
            ..Sources::default()
        }
    }

    fn refusal(name: SecretName, text: &str) -> String {
        format!("{:#}", load(&[(name, text)], &[]).unwrap_err())
    }

    const DB: &str = r#"{"engine": "aurora-postgresql", "username": "plane", "password": "p@ss/w:rd",
        "host": "db.example", "port": "6432", "dbname": "plane", "masterarn": 7}"#;

    #[test]
    fn database_credentials_become_addresses() {
        let config = load(&[(SecretName::DbCredentials, DB)], &[]).unwrap();
        let url = config.database.url.expose();
        assert_eq!(url, "postgres://plane:p%40ss%2Fw%3Ard@db.example:6432/plane");
        assert!(!config.database.owner_url.is_set() && !config.database.reader_url.is_set());
        let all = r#"{"username": "u", "password": "p", "host": "h", "dbname": "d",
            "owner_username": "o", "owner_password": "q", "reader_host": "r"}"#;
        let config = load(&[(SecretName::DbCredentials, all)], &[]).unwrap().database;
        assert_eq!(config.url.expose(), "postgres://u:p@h:5432/d");
        assert_eq!(config.owner_url.expose(), "postgres://o:q@h:5432/d");
        assert_eq!(config.reader_url.expose(), "postgres://u:p@r:5432/d");
    }

    /// RDS makes and rotates this shape itself; where the database is stands elsewhere.
    #[test]
    fn a_name_and_a_password_go_into_the_address_that_is_known() {
        let secrets = [
            (SecretName::DbCredentials, r#"{"username": "plane", "password": "new"}"#),
            (
                SecretName::AppConfig,
                r#"{"database": {"url": "postgres://h:5433/d?sslmode=require"},
                    "database.reader_url": "postgres://r/d"}"#,
            ),
        ];
        let config = load(&secrets, &[]).unwrap().database;
        assert_eq!(config.url.expose(), "postgres://plane:new@h:5433/d?sslmode=require");
        assert_eq!(config.reader_url.expose(), "postgres://plane:new@r/d");
        let bare = r#"{"username": "plane", "password": "hunter2"}"#;
        let text = refusal(SecretName::DbCredentials, bare);
        assert!(text.contains("has no \"host\"") && !text.contains("hunter2"), "{text}");
    }

    #[test]
    fn secrets_win_over_the_environment_and_are_named_as_the_origin() {
        let env = [("TREASURY_PLANE_LOG__FILTER", "debug")];
        let app = [(
            SecretName::AppConfig,
            r#"{"log.filter": "warn", "limits": {"sockets_per_user": 3}}"#,
        )];
        let sources = sources(&app, &env);
        let (config, figment) = Config::load_with_origins(&sources).unwrap();
        assert_eq!((config.log.filter.as_str(), config.limits.sockets_per_user), ("warn", 3));
        let lines = lines(&config, &figment, false).unwrap();
        let origin = |key| lines.iter().find(|line| line.key == key).unwrap().origin.clone();
        assert_eq!(origin("log.filter"), "AWS Secrets Manager app-config");
        assert_eq!(origin("limits.search_per_minute"), "default");
    }

    #[test]
    fn the_key_is_a_text_or_in_an_object() {
        let key = "0123456789abcdef0123456789abcdef";
        for text in [key.to_owned(), format!("{key}\n"), format!(r#"{{"secret_key": "{key}"}}"#)] {
            let config = load(&[(SecretName::AppSecretKey, &text)], &[]).unwrap();
            assert_eq!(config.auth.secret_key.expose(), key);
        }
        let short = refusal(SecretName::AppSecretKey, "hunter2");
        assert!(short.contains("at least 32") && !short.contains("hunter2"), "{short}");
    }

    #[test]
    fn redis_and_providers() {
        for (text, url) in [
            (r#"{"url": "redis://h"}"#, "redis://h"),
            (r#"{"host": "h", "auth_token": "a/b"}"#, "rediss://:a%2Fb@h:6379"),
            (r#"{"host": "h", "port": 1, "tls": false}"#, "redis://h:1"),
        ] {
            let config = load(&[(SecretName::RedisConfig, text)], &[]).unwrap();
            assert_eq!(config.redis.url.expose(), url);
        }
        let text = r#"{"provider": "login-gov", "client_secret": "s"}"#;
        let config = load(&[(SecretName::OidcCredentials, text)], &[]).unwrap();
        assert!(config.oidc.of("login-gov").is_some() && config.oidc.of("other").is_none());
    }

    #[test]
    fn what_is_malformed_names_the_field_and_never_the_value() {
        use SecretName::{AppConfig, AppSecretKey, DbCredentials, OidcCredentials, RedisConfig};
        for (name, text, says) in [
            (DbCredentials, "hunter2", "db-credentials: is not valid JSON (line 1, column 1)"),
            (DbCredentials, "[\"hunter2\"]", "db-credentials: must be a JSON object"),
            (DbCredentials, r#"{"password": "hunter2"}"#, "has no \"username\""),
            (DbCredentials, r#"{"username": "hunter2"}"#, "has no \"password\""),
            (DbCredentials, r#"{"username": ["hunter2"]}"#, "\"username\" must be a text"),
            (
                DbCredentials,
                r#"{"username": "u", "password": "p", "host": "h", "port": "hunter2"}"#,
                "\"port\" must be a port",
            ),
            (
                DbCredentials,
                r#"{"username": "u", "password": "p", "host": "hunter2@x", "dbname": "d"}"#,
                "\"host\" is not a host name",
            ),
            (DbCredentials, r#"{"engine": "hunter2"}"#, "\"engine\" must be postgres"),
            (AppConfig, r#"{"databse.url": "hunter2"}"#, "did you mean \"database.url\"?"),
            (AppConfig, r#"{"database": "hunter2"}"#, "\"database\" is a section"),
            (
                AppConfig,
                r#"{"database.pool_size": "hunter2"}"#,
                "\"database.pool_size\" must be a whole number",
            ),
            (AppConfig, r#"{"files": {"directory": 5}}"#, "\"files.directory\" must be a text"),
            (
                AppConfig,
                r#"{"log.format": "hunter2"}"#,
                "log.format: must be one of auto, human, json",
            ),
            (AppConfig, r#"{"aws.region": "hunter2"}"#, "\"aws.region\" says how secrets are read"),
            (AppSecretKey, r#"{"secret_key": 5}"#, "\"secret_key\" must be a text"),
            (OidcCredentials, r#"{"client_secret": "hunter2"}"#, "has no \"provider\""),
            (RedisConfig, r#"{"host": "h", "tls": "hunter2"}"#, "\"tls\" must be true or false"),
        ] {
            let message = refusal(name, text);
            assert!(message.contains(says), "{text}: {message}");
            assert!(!message.contains("hunter2"), "{message}");
        }
    }
}
