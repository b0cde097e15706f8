//! The other servers that the settings name: mail and Redis.

use super::{Finding, State};
use crate::{
    cache,
    config::Config,
    db::{Context, Db},
    keys::Keys,
    mail::{
        self,
        transport::{Smtp, Step},
    },
};

/// Redis, when there is one. Nothing depends on it, so a Redis that is away is a warning.
pub(super) async fn redis(config: &Config) -> Option<Finding> {
    const ID: &str = "redis.reachable";
    if !config.redis.url.is_set() {
        return None;
    }
    Some(match cache::greet(config.redis.url.expose()).await {
        Ok(()) => Finding::new(ID, State::Ok, "answers"),
        Err(error) => {
            let message = format!("{error:#}; PostgreSQL does its work meanwhile");
            Finding::new(ID, State::Warning, message)
        }
    })
}

/// The mail server of the settings file, or of the console when the database can be asked: greeted,
/// by TLS when that is wanted, and signed in at. Nothing is sent.
pub(super) async fn mail(config: &Config, db_url: Option<&str>) -> Option<Finding> {
    const ID: &str = "mail.server";
    let keys = Keys::find(config).ok()?;
    let settings = match db_url {
        _ if config.mail.is_set() => mail::Settings::of_config(config),
        Some(url) => of_console(config, url).await?,
        None => return None,
    };
    if !settings.is_ready() {
        return None;
    }
    let smtp = match Smtp::of(config, keys.as_ref(), &settings) {
        Ok(smtp) => smtp,
        Err(error) => return Some(Finding::of(ID, Err(anyhow::anyhow!("the password: {error}")))),
    };
    let mut passed = Vec::new();
    let mut told = |step: Step, text: String| passed.push(format!("{}: {text}", step.name()));
    let opened = smtp.open(&mut told).await;
    let state = match opened {
        Ok(_) => State::Ok,
        Err(fault) => {
            passed.push(fault.to_string());
            State::Failure
        }
    };
    Some(Finding::new(ID, state, format!("{}:{}: {}", smtp.host, smtp.port, passed.join("; "))))
}

/// `None` when the schema is not there yet, of which `migrations.current` tells.
async fn of_console(config: &Config, url: &str) -> Option<mail::Settings> {
    let mut settings = crate::db::Settings::new(&config.database, url).ok()?;
    settings.pool_size = 1;
    settings.reader_url = None;
    let db = Db::connect(&settings).await.ok()?;
    let found = async {
        let tx = db.begin(Context::default()).await.ok()?;
        let found = mail::settings::load(config, &tx).await.ok();
        tx.end().await.ok()?;
        found
    };
    let found = found.await;
    db.close().await;
    found
}
