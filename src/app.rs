//! What all requests share, built once at start.

use crate::{
    access::ScopeCache,
    auth::{IdentityCache, notice::Notice, oidc::Providers},
    aws::Aws,
    cache::{Cache, Local, Redis},
    clock::Clock,
    config::{self, Config},
    db::{Context, Db, Settings as DbSettings},
    error::Result,
    files::FileStore,
    http::shared_limits::SharedLimits,
    keys::Keys,
    lifecycle::Lifecycle,
    mail,
    outbound::Outbound,
    realtime::Hub,
    signals::{Signal, Signals},
    trust::TrustCache,
};
use arc_swap::ArcSwap;
use chrono::{DateTime, Duration, Utc};
use std::{sync::Arc, time::Duration as StdDuration};
use tokio::sync::Notify;
use uuid::Uuid;

/// The application.
#[derive(Debug)]
pub struct App {
    /// This process among those on the database; made anew at each start.
    pub id: Uuid,
    /// The settings the process was started with.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// How the process ends.
    pub lifecycle: Lifecycle,
    /// Who tokens stand for, remembered briefly.
    pub identities: IdentityCache,
    /// Who is what where, remembered briefly.
    pub scopes: ScopeCache,
    /// The bytes of files.
    pub files: FileStore,
    /// The instance's secret key.
    pub keys: Keys,
    /// Amazon Web Services, asked when something is configured to be there.
    pub aws: Arc<Aws>,
    /// Credentials of a sign-in provider that are kept outside the database.
    pub oidc_credentials: ArcSwap<config::Oidc>,
    /// The client for other servers.
    pub outbound: Arc<Outbound>,
    /// OpenID Connect providers that were asked lately.
    pub oidc: Providers,
    /// Signalled when sessions were ended on this instance, so that sockets look again.
    pub sessions_ended: Notify,
    /// What this process tells the others, and hears from them.
    pub signals: Signals,
    /// Values that may be forgotten.
    pub cache: Cache,
    /// Where instances share them, instead of the database.
    pub redis: Option<Redis>,
    /// How often something may be done, over all instances.
    pub limits: SharedLimits,
    /// Where the event log meets the open sockets.
    pub realtime: Hub,
    /// What card sign-in trusts.
    pub trust: TrustCache,
    /// When the process started.
    pub started_at: DateTime<Utc>,
    settings: Local<(), InstanceSettings>,
}

/// Settings of the instance that requests need all the time.
#[derive(Clone, Debug)]
pub struct InstanceSettings {
    /// Its name, shown to everybody.
    pub name: String,
    /// Whether anybody may create a workspace, or only administrators of the instance.
    pub allow_workspace_creation: bool,
    /// A session ends after this time without a request.
    pub session_idle: Duration,
    /// A session ends after this time in any case.
    pub session_absolute: Duration,
    /// Sessions that a person may have at once.
    pub sessions_per_user_max: Option<u64>,
    /// Whether passwords work: the settings file and the console both say so.
    pub password: bool,
    /// What must be agreed to before signing in.
    pub notice: Option<Arc<Notice>>,
    /// Whether the first account exists.
    pub is_set_up: bool,
    /// How mail is sent.
    pub mail: Arc<mail::Settings>,
    /// Whether people may ask for a link that signs in.
    pub magic_link: bool,
}

impl App {
    /// Connects to the database and builds the shared parts. The schema is up to date already.
    pub async fn start(
        config: Arc<Config>,
        db_url: &str,
        lifecycle: Lifecycle,
    ) -> anyhow::Result<Arc<Self>> {
        Self::start_at(config, db_url, lifecycle, Clock::System).await
    }

    /// As [`App::start`], with a clock of the caller's.
    pub async fn start_at(
        config: Arc<Config>,
        db_url: &str,
        lifecycle: Lifecycle,
        clock: Clock,
    ) -> anyhow::Result<Arc<Self>> {
        let aws = Aws::new(&config)?;
        let files = FileStore::open(&config.files, &aws).await?;
        let keys = Keys::load(&config)?;
        let outbound = Arc::new(Outbound::new(&config)?);
        let db = Db::connect(&DbSettings::with_tokens(&config, db_url, &aws)?).await?;
        let id = Uuid::new_v4();
        let signals = Signals::new(&db, id);
        let redis = Redis::new(&config, &keys)?;
        let limits = SharedLimits::new(&config.limits);
        let oidc = config.oidc.clone();
        Ok(Arc::new(Self {
            id,
            config,
            db,
            started_at: clock.now(),
            clock,
            lifecycle,
            identities: IdentityCache::default(),
            scopes: ScopeCache::default(),
            files,
            keys,
            aws,
            oidc_credentials: ArcSwap::from_pointee(oidc),
            outbound,
            oidc: Providers::default(),
            sessions_ended: Notify::new(),
            signals,
            cache: Cache::default(),
            redis,
            limits,
            realtime: Hub::default(),
            trust: TrustCache::default(),
            settings: Local::new(1, StdDuration::from_secs(5)),
        }))
    }

    /// The instance's settings, read anew as soon as they change anywhere. Ask before beginning a transaction: who
    /// holds a connection while waiting for another one can wait for ever.
    pub async fn settings(&self) -> Result<InstanceSettings> {
        if let Some(settings) = self.settings.get(&()) {
            return Ok(settings);
        }
        let ticket = self.settings.ticket();
        let tx = self.db.begin(Context::default()).await?;
        let row = crate::instance::queries::settings(&tx).await?;
        let mail = mail::settings::load(&self.config, &tx).await?;
        tx.end().await?;
        let auth = &self.config.auth;
        let idle = row.session_idle_minutes.map_or(i64::from(auth.session_idle_minutes), i64::from);
        let absolute =
            row.session_absolute_hours.map_or(i64::from(auth.session_absolute_hours), i64::from);
        let settings = InstanceSettings {
            name: row.name,
            allow_workspace_creation: row.allow_workspace_creation,
            session_idle: Duration::minutes(idle),
            session_absolute: Duration::hours(absolute),
            sessions_per_user_max: row
                .sessions_per_user_max
                .and_then(|most| u64::try_from(most).ok()),
            password: auth.password && row.password_enabled,
            notice: row
                .notice_enabled
                .then(|| Arc::new(Notice::new(row.notice_title, row.notice_text))),
            is_set_up: row.setup_at.is_some(),
            magic_link: row.magic_link_enabled && mail.is_ready(),
            mail: Arc::new(mail),
        };
        self.settings.put(ticket, (), settings.clone());
        Ok(settings)
    }

    /// All instances read the settings anew at the next use.
    pub fn settings_changed(&self) {
        self.forget_settings();
        self.signals.tell(Signal::Settings);
    }

    /// This one reads the settings anew at the next use.
    pub fn forget_settings(&self) {
        self.settings.clear();
    }

    /// Sessions or tokens were ended, or people disabled: all instances look again.
    pub fn sessions_changed(&self) {
        self.identities.clear();
        self.sessions_ended.notify_waiters();
        self.signals.tell(Signal::Sessions);
    }

    /// A sign-in provider's credentials have changed outside.
    pub fn use_credentials(&self, oidc: config::Oidc) {
        if **self.oidc_credentials.load() != oidc {
            tracing::info!(
                event = "provider_credentials_rotated",
                provider = oidc.provider,
                "a provider's credentials have changed in Secrets Manager"
            );
            self.oidc_credentials.store(Arc::new(oidc));
        }
    }

    /// Redis has another address or password. An instance that began without Redis stays so.
    pub fn use_redis(&self, redis: &config::Redis) -> anyhow::Result<()> {
        self.redis.as_ref().map_or(Ok(()), |known| known.move_to(redis))
    }

    /// Whether people reach us by https, as the public address says.
    pub fn is_https(&self) -> bool {
        self.config.http.is_https()
    }

    /// The address of a page of the tracker.
    pub fn web_url(&self, path: &str) -> String {
        format!("{}{path}", self.base(&self.config.http.hosts.web, ""))
    }

    /// The address of a page of the instance console.
    pub fn admin_url(&self, path: &str) -> String {
        format!("{}{path}", self.base(&self.config.http.hosts.admin, "/god-mode"))
    }

    /// The address of a published page.
    pub fn space_url(&self, path: &str) -> String {
        format!("{}{path}", self.base(&self.config.http.hosts.space, "/spaces"))
    }

    fn base(&self, host: &str, prefix: &str) -> String {
        let public = self.config.http.public_url.trim_end_matches('/');
        if host.is_empty() {
            return format!("{public}{prefix}");
        }
        let (scheme, rest) = public.split_once("://").unwrap_or(("https", public));
        let port = rest.rsplit_once(':').map(|(_, port)| format!(":{port}")).unwrap_or_default();
        format!("{scheme}://{host}{port}{prefix}")
    }
}
