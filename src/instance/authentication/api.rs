//! `/api/v1/instance/authentication`: ways to sign in, as the console shows and changes them.

use super::{
    check::{self, Step},
    ops,
};
use crate::{
    access::InstanceScope,
    app::App,
    auth::{oidc, session_state::WARN_SECONDS},
    config::{AlbMode, PivMode},
    error::{Error, Result},
    http::{extract::Server, reply::Reply},
};
use poem_openapi::{Object, OpenApi, payload::Json};
use serde::Serialize;

/// How people may sign in.
#[derive(Debug, Serialize, Object)]
pub struct Authentication {
    /// E-mail and password.
    pub password: PasswordSettings,
    /// Links that sign in, by mail.
    pub magic_link: MagicLinkSettings,
    /// Smart cards.
    pub piv: CardSettings,
    /// The system-use notice.
    pub notice: NoticeSettings,
    /// How long sessions last.
    pub sessions: SessionSettings,
    /// What failures lead to.
    pub lockout: LockoutSettings,
}

/// E-mail and password.
#[derive(Debug, Serialize, Object)]
pub struct PasswordSettings {
    /// Switched on here.
    pub enabled: bool,
    /// Switched off in the settings file, which wins.
    pub off_by_config: bool,
}

/// Links that sign in, by mail.
#[derive(Debug, Serialize, Object)]
pub struct MagicLinkSettings {
    /// Switched on here. Works while mail does.
    pub enabled: bool,
}

/// Smart cards; they are set up in the settings file.
#[derive(Debug, Serialize, Object)]
pub struct CardSettings {
    /// `off`, `native` or `alb`.
    pub mode: String,
    /// `verify` or `passthrough`, behind a load balancer.
    pub alb_mode: Option<String>,
    /// The host that asks for cards.
    pub host: String,
    /// Where the card is shown.
    pub start_url: String,
    /// Nothing is known that keeps cards from working.
    pub ready: bool,
    /// What keeps them from it.
    pub problems: Vec<String>,
}

/// The system-use notice.
#[derive(Debug, Serialize, Object)]
pub struct NoticeSettings {
    /// It must be agreed to.
    pub enabled: bool,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// How long sessions last.
#[derive(Debug, Serialize, Object)]
pub struct SessionSettings {
    /// Minutes without a request.
    pub idle_minutes: i64,
    /// Hours in any case.
    pub absolute_hours: i64,
    /// How many a person may have; null for any number.
    pub max_per_user: Option<u64>,
    /// Seconds before the end at which the page warns.
    pub warn_seconds: u32,
}

/// What failures lead to; set in the settings file.
#[derive(Debug, Serialize, Object)]
pub struct LockoutSettings {
    /// Wrong passwords that lock an account.
    pub attempts: u32,
    /// Failures of any kind that lock a client address.
    pub attempts_per_address: u32,
    /// Minutes that it stays locked.
    pub minutes: u32,
}

/// What may be changed.
#[derive(Debug, Object)]
pub struct AuthenticationPatch {
    /// Whether passwords work. Off needs an administrator with another way in.
    pub password_enabled: Option<bool>,
    /// Whether people may ask for a link that signs in. It makes their mailbox a way in.
    pub magic_link_enabled: Option<bool>,
    /// Whether the notice must be agreed to.
    pub notice_enabled: Option<bool>,
    /// Its title.
    pub notice_title: Option<String>,
    /// Its text.
    pub notice_text: Option<String>,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: Option<i32>,
    /// Hours after which a session ends in any case.
    pub session_absolute_hours: Option<i32>,
    /// Sessions that a person may have at once; 0 for any number.
    pub sessions_per_user_max: Option<i32>,
}

/// What to try out.
#[derive(Debug, Object)]
pub struct MethodTest {
    /// `password`, `piv` or the short name of a provider.
    pub method: String,
}

/// How a test went.
#[derive(Debug, Serialize, Object)]
pub struct TestResult {
    /// All steps passed.
    pub passed: bool,
    /// What was looked at.
    pub steps: Vec<Step>,
}

/// Ways to sign in.
#[derive(Debug)]
pub struct AuthenticationApi;

#[OpenApi(prefix_path = "/api/v1/instance/authentication")]
impl AuthenticationApi {
    /// How people may sign in
    #[oai(path = "/", method = "get", operation_id = "get_authentication")]
    async fn get(&self, app: Server, _scope: InstanceScope) -> Result<Reply<Authentication>> {
        Reply::new(&view(&app).await?)
    }

    /// Change how people may sign in
    #[oai(path = "/", method = "patch", operation_id = "update_authentication")]
    async fn patch(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<AuthenticationPatch>,
    ) -> Result<Reply<Authentication>> {
        let body = body.0;
        let patch = ops::Patch {
            password_enabled: body.password_enabled,
            magic_link_enabled: body.magic_link_enabled,
            notice_enabled: body.notice_enabled,
            notice_title: body.notice_title,
            notice_text: body.notice_text,
            session_idle_minutes: body.session_idle_minutes,
            session_absolute_hours: body.session_absolute_hours,
            sessions_per_user_max: body.sessions_per_user_max,
        };
        ops::update(&app, scope.actor.user_id, patch).await?;
        Reply::new(&view(&app).await?)
    }

    /// Try out a way to sign in
    #[oai(path = "/test", method = "post", operation_id = "test_authentication")]
    async fn test(
        &self,
        app: Server,
        _scope: InstanceScope,
        body: Json<MethodTest>,
    ) -> Result<Reply<TestResult>> {
        let steps = match body.method.as_str() {
            "password" => check::password(&app).await?,
            "piv" => match check::piv(&app).await? {
                steps if steps.is_empty() => {
                    let off = Err("piv.mode is off in the settings file".to_owned());
                    vec![Step::new("Settings file", off)]
                }
                steps => steps,
            },
            slug => match oidc::queries::by_slug(&app, slug).await? {
                Some(row) => provider(oidc::trial::run(&app, &row).await),
                None => return Err(Error::NotFound("way to sign in")),
            },
        };
        Reply::new(&TestResult { passed: steps.iter().all(|step| step.passed), steps })
    }
}

fn provider(test: oidc::trial::OidcTest) -> Vec<Step> {
    let step = |step: oidc::trial::OidcTestStep| Step {
        name: step.name,
        passed: step.passed,
        detail: step.detail,
    };
    test.steps.into_iter().map(step).collect()
}

async fn view(app: &App) -> Result<Authentication> {
    app.settings_changed();
    let settings = app.settings().await?;
    let row = ops::settings(app).await?;
    let (auth, piv) = (&app.config.auth, &app.config.piv);
    let steps = check::piv(app).await?;
    let problems: Vec<_> = steps
        .into_iter()
        .filter(|step| !step.passed)
        .map(|step| format!("{}: {}", step.name, step.detail))
        .collect();
    let alb_mode = match app.config.alb.mode {
        AlbMode::Passthrough => "passthrough",
        AlbMode::Verify => "verify",
    };
    let (mode, alb_mode) = match piv.mode {
        PivMode::Off => ("off", None),
        PivMode::Native => ("native", None),
        PivMode::Alb => ("alb", Some(alb_mode.to_owned())),
    };
    let start_url =
        if piv.is_on() { format!("{}/auth/piv/start", piv.public_url) } else { String::new() };
    Ok(Authentication {
        password: PasswordSettings { enabled: row.password_enabled, off_by_config: !auth.password },
        magic_link: MagicLinkSettings { enabled: row.magic_link_enabled },
        piv: CardSettings {
            mode: mode.to_owned(),
            alb_mode,
            host: piv.host.clone(),
            start_url,
            ready: piv.is_on() && problems.is_empty(),
            problems,
        },
        notice: NoticeSettings {
            enabled: row.notice_enabled,
            title: row.notice_title,
            text: row.notice_text,
        },
        sessions: SessionSettings {
            idle_minutes: settings.session_idle.num_minutes(),
            absolute_hours: settings.session_absolute.num_hours(),
            max_per_user: settings.sessions_per_user_max,
            warn_seconds: WARN_SECONDS,
        },
        lockout: LockoutSettings {
            attempts: auth.lockout_attempts,
            attempts_per_address: auth.lockout_attempts_per_address,
            minutes: auth.lockout_minutes,
        },
    })
}
