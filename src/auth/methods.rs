//! Which ways to sign in this instance offers.

use super::{notice, oidc};
use crate::{
    app::App,
    error::{Error, Result},
};
use poem::Request;
use poem_openapi::Object;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Which ways to sign in there are.
#[derive(Debug, Serialize, Object)]
pub struct Methods {
    /// The name of the instance.
    pub instance_name: String,
    /// The version of the server.
    pub version: String,
    /// Nobody has an account yet: open the link that the server printed.
    pub setup_required: bool,
    /// E-mail and password work.
    pub password: bool,
    /// A link that signs in can be asked for by mail.
    pub magic_link: bool,
    /// A link for another password can be asked for by mail.
    pub password_reset: bool,
    /// Smart cards work.
    pub piv: Option<CardChoice>,
    /// OpenID Connect providers that work.
    pub providers: Vec<ProviderChoice>,
    /// What must be agreed to first.
    pub notice: Option<NoticeView>,
    /// Where to report a vulnerability.
    pub report_url: Option<String>,
    /// A development instance: nothing here is protected.
    pub development: bool,
}

/// Signing in by card.
#[derive(Debug, Serialize, Object)]
pub struct CardChoice {
    /// Where it begins.
    pub begin_url: String,
}

/// Signing in by a provider.
#[derive(Debug, Serialize, Object)]
pub struct ProviderChoice {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// `login_gov`, `login_gov_sandbox` or `generic`.
    pub preset: String,
    /// Where it begins.
    pub begin_url: String,
}

/// The system-use notice.
#[derive(Debug, Serialize, Object)]
pub struct NoticeView {
    /// What to send when agreeing.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// This browser has agreed to it.
    pub accepted: bool,
}

impl Methods {
    /// As this browser sees them.
    pub async fn of(app: &App, request: &Request) -> Result<Self> {
        let accepted = notice::is_accepted(app, request).await?;
        let settings = app.settings().await?;
        let begin_url = "/auth/piv/begin".to_owned();
        Ok(Self {
            instance_name: settings.name,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            setup_required: !settings.is_set_up,
            password: settings.password,
            magic_link: settings.magic_link,
            password_reset: settings.password && settings.mail.is_ready(),
            piv: app.config.piv.is_on().then_some(CardChoice { begin_url }),
            providers: providers(app).await?,
            notice: settings.notice.as_deref().map(|notice| NoticeView {
                version: notice.version.clone(),
                title: notice.title.clone(),
                text: notice.text.clone(),
                accepted,
            }),
            report_url: app.config.security_txt.report_url().map(str::to_owned),
            development: app.config.auth.development,
        })
    }
}

/// The providers that are enabled.
pub async fn providers(app: &App) -> Result<Vec<ProviderChoice>> {
    let rows = oidc::queries::enabled(app).await?;
    Ok(rows
        .into_iter()
        .map(|row| ProviderChoice {
            begin_url: format!("/auth/oidc/{}/begin", row.slug),
            slug: row.slug,
            name: row.name,
            preset: row.preset,
        })
        .collect())
}

/// What providers are called, by id.
pub async fn provider_names(app: &App) -> Result<HashMap<Uuid, String>> {
    let rows = oidc::queries::list(app).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Where signing out of the provider itself continues, for a session that it opened.
pub async fn logout_url(app: &App, provider_id: Uuid) -> Result<Option<String>> {
    match oidc::queries::get(app, provider_id).await {
        Ok(row) => oidc::logout::url(app, row).await,
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
