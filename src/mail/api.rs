//! `/api/v1/instance/mail`: how mail is sent, and what was sent.

use super::{
    queries, settings, trial,
    view::{LoggedMail, MailSettings},
};
use crate::{
    access::InstanceScope,
    app::App,
    config::Secret,
    db::Context,
    error::{Error, Result},
    http::{
        extract::Server,
        page::{Page, Paging},
        reply::Reply,
    },
    instance::authentication::api::TestResult,
};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

/// What may be changed.
#[derive(Debug, Object)]
pub struct MailSettingsPatch {
    /// Switch mail on or off.
    pub enabled: Option<bool>,
    /// The server.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<i32>,
    /// `starttls`, `tls` or `none`.
    pub security: Option<String>,
    /// Name to sign in with; empty for none.
    pub username: Option<String>,
    /// Password; empty for none. Another server or port needs it anew.
    #[oai(write_only)]
    pub password: Option<String>,
    /// Address that mail comes from.
    pub from_address: Option<String>,
    /// Name that mail comes from.
    pub from_name: Option<String>,
}

/// Where a test mail goes.
#[derive(Debug, Object)]
pub struct MailTest {
    /// An address.
    pub to: String,
}

/// Mail.
#[derive(Debug)]
pub struct MailApi;

#[OpenApi(prefix_path = "/api/v1/instance/mail")]
impl MailApi {
    /// How mail is sent
    #[oai(path = "/", method = "get", operation_id = "get_mail_settings")]
    async fn get(&self, app: Server, _scope: InstanceScope) -> Result<Reply<MailSettings>> {
        view(&app).await
    }

    /// Change how mail is sent
    ///
    /// 409 when the settings file names the mail server.
    #[oai(path = "/", method = "patch", operation_id = "update_mail_settings")]
    async fn patch(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<MailSettingsPatch>,
    ) -> Result<Reply<MailSettings>> {
        let body = body.0;
        let patch = settings::Patch {
            enabled: body.enabled,
            host: body.host,
            port: body.port,
            security: body.security,
            username: body.username,
            password: body.password.map(Secret::new),
            from_address: body.from_address,
            from_name: body.from_name,
        };
        settings::update(&app, scope.actor.user_id, patch).await?;
        view(&app).await
    }

    /// Send a test mail
    ///
    /// With the settings as they are stored, also while mail is switched off.
    #[oai(path = "/test", method = "post", operation_id = "test_mail")]
    async fn test(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<MailTest>,
    ) -> Result<Reply<TestResult>> {
        let steps = trial::run(&app, scope.actor.user_id, body.to.trim()).await?;
        let passed = steps.iter().all(|step| step.passed);
        Reply::new(&TestResult { passed, steps })
    }

    /// The log of mails
    #[oai(path = "/log", method = "get", operation_id = "list_mails")]
    async fn log(
        &self,
        app: Server,
        scope: InstanceScope,
        /// `waiting`, `sent` or `failed`.
        state: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<LoggedMail>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let state = state.0.filter(|state| !state.is_empty());
        if state.as_deref().is_some_and(|state| !["waiting", "sent", "failed"].contains(&state)) {
            return Err(Error::invalid("state", "Must be waiting, sent or failed."));
        }
        let tx = app.db.begin(Context::user(scope.actor.user_id)).await?;
        let found = queries::log(&tx, state.as_deref(), paging.per_page, paging.offset()).await?;
        tx.end().await?;
        let views = found.0.into_iter().map(LoggedMail::from).collect();
        Reply::new(&Page::new(views, found.1, paging))
    }
}

async fn view(app: &App) -> Result<Reply<MailSettings>> {
    app.settings_changed();
    Reply::new(&MailSettings::from(&*app.settings().await?.mail))
}
