//! Secrets that change while we run.
//!
//! The database's password is picked up where connections are made ([`super::SecretLogin`]). Here the
//! others are looked at: a sign-in provider's credentials and the address of Redis are used from then
//! on. The instance's key and the other settings count from the next start on, and the log says so.

use super::Fault;
use crate::{
    app::App,
    config::{Documents, Oidc, Redis, SecretName},
};
use std::{sync::Arc, time::Duration};

/// Looks at the secrets again and again, if there are any.
pub fn start(app: &Arc<App>) {
    let settings = &app.aws.settings;
    let mut names = settings.secrets.clone();
    names.retain(|name| *name != SecretName::DbCredentials);
    if !settings.has_secrets() || names.is_empty() {
        return;
    }
    let every = Duration::from_secs(settings.refresh_s);
    let closing = app.lifecycle.closing.clone();
    let part = Arc::clone(app);
    app.lifecycle.tasks.spawn(async move {
        let mut known = None;
        let watching = async {
            loop {
                look(&part, &names, &mut known).await;
                tokio::time::sleep(every).await;
            }
        };
        closing.run_until_cancelled(watching).await
    });
}

async fn look(app: &App, names: &[SecretName], known: &mut Option<Documents>) {
    let found = match app.aws.documents(names).await {
        Ok(found) => found,
        Err(Fault::NoneFound { .. }) => Documents::new(),
        Err(error) => {
            return tracing::warn!(event = "secret_unreadable", %error, "the secrets cannot be read");
        }
    };
    for (name, document) in &found {
        let before = known.as_ref().map(|known| known.get(name));
        // The first look is right after the settings were read, and uses what may have changed since.
        if before.is_some_and(|before| before == Some(document)) {
            continue;
        }
        let outcome = match name {
            SecretName::OidcCredentials => {
                Oidc::read(document).map(|oidc| app.use_credentials(oidc))
            }
            SecretName::RedisConfig => {
                Redis::read(document).and_then(|redis| app.use_redis(&redis))
            }
            _ if before.is_some() => {
                tracing::warn!(
                    event = "secret_needs_restart",
                    secret = document.name,
                    "a secret has changed that counts from the next start on"
                );
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(error) = outcome {
            tracing::warn!(
                event = "secret_malformed",
                error = format!("{error:#}"),
                "a secret has changed and cannot be used"
            );
        }
    }
    *known = Some(found);
}
