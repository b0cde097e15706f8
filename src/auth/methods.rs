//! Which ways to sign in this instance offers.

use super::{
    notice,
    oidc::{self, view::OidcMethod},
};
use crate::{app::App, error::Result};
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
    /// Smart cards work.
    pub piv: Option<CardChoice>,
    /// OpenID Connect providers that work.
    pub providers: Vec<OidcMethod>,
    /// What must be agreed to first.
    pub notice: Option<NoticeView>,
    /// A development instance: nothing here is protected.
    pub development: bool,
}

/// Signing in by card.
#[derive(Debug, Serialize, Object)]
pub struct CardChoice {
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
            piv: app.config.piv.is_on().then_some(CardChoice { begin_url }),
            providers: oidc::queries::enabled(app).await?.into_iter().map(Into::into).collect(),
            notice: settings.notice.as_deref().map(|notice| NoticeView {
                version: notice.version.clone(),
                title: notice.title.clone(),
                text: notice.text.clone(),
                accepted,
            }),
            development: app.config.auth.development,
        })
    }
}

/// What providers are called, by id.
pub async fn provider_names(app: &App) -> Result<HashMap<Uuid, String>> {
    let all = oidc::queries::list(app).await?;
    Ok(all.into_iter().map(|provider| (provider.id, provider.name)).collect())
}
