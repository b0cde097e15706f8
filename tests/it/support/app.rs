//! The application under test: the real router inside the real shell, driven without a socket.

use super::{caller::Caller, postgres::Database};
use chrono::{DateTime, Duration, Utc};
use poem::{EndpointExt, Response, endpoint::BoxEndpoint};
use sqlx::{Connection, PgConnection};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use treasury_plane::{
    app::App,
    clock::Clock,
    config::{Config, Secret},
    db::Context,
    http::{health::Readiness, routes, shell},
    jobs::{self, Job, When},
    lifecycle::Lifecycle,
    outbound::{Outbound, Resolve},
};

/// Monday, so that tests about weeks read easily.
const NOW: &str = "2026-03-02T09:00:00Z";

/// An application with a database and a directory of its own.
pub struct TestApp {
    pub app: Arc<App>,
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    counter: AtomicU32,
    notice: Option<String>,
    // Dropped last, in this order.
    database: Database,
    _directory: TempDir,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With settings of the test's own.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::on(Database::create().await.unwrap(), change).await
    }

    /// As [`TestApp::with`], with names of other servers looked up in the test's own list.
    pub async fn with_names(change: impl FnOnce(&mut Config), names: Arc<dyn Resolve>) -> Self {
        Self::build(Database::create().await.unwrap(), change, Some(names)).await
    }

    /// On a database of the test's own.
    pub async fn on(database: Database, change: impl FnOnce(&mut Config)) -> Self {
        Self::build(database, change, None).await
    }

    async fn build(
        database: Database,
        change: impl FnOnce(&mut Config),
        names: Option<Arc<dyn Resolve>>,
    ) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut config = Config::from_defaults(directory.path()).unwrap();
        config.database.pool_size = 5;
        // For what connects by itself, as the owner.
        config.database.url = Secret::new(database.url());
        config.limits.anonymous_per_minute = 100_000;
        config.limits.api_token_per_minute = 100_000;
        config.limits.session_per_minute = 100_000;
        config.limits.search_per_minute = 100_000;
        config.limits.export_per_minute = 100_000;
        change(&mut config);
        let config = Arc::new(config);
        let lifecycle = Lifecycle::default();
        let clock = Clock::fixed(NOW.parse().unwrap());
        let mut app = App::start_at(Arc::clone(&config), &database.url(), lifecycle.clone(), clock)
            .await
            .unwrap();
        if let Some(names) = names {
            let own = Arc::get_mut(&mut app).expect("nobody else has the application yet");
            own.outbound = Arc::new(Outbound::with_resolver(&config, names).unwrap());
        }
        let settings = app.settings().await.unwrap();
        let readiness = Readiness::new(Some(app.db.clone()), lifecycle);
        let shell = shell(routes::build(Arc::clone(&app)), &config, readiness);
        Self {
            app,
            endpoint: Arc::new(shell.boxed()),
            counter: AtomicU32::new(0),
            notice: settings.notice.map(|notice| notice.version.clone()),
            database,
            _directory: directory,
        }
    }

    /// Another process on the same database, as far as memory is concerned.
    pub async fn another_instance(&self) -> Arc<App> {
        let (config, clock) = (Arc::clone(&self.app.config), self.app.clock.clone());
        App::start_at(config, &self.database.url(), Lifecycle::default(), clock).await.unwrap()
    }

    /// Somebody without credentials, who has agreed to the notice that a new instance shows.
    pub fn anonymous(&self) -> Caller {
        Caller::anonymous(Arc::clone(&self.endpoint)).with_notice(self.notice.as_deref())
    }

    /// A connection of the database's superuser, who may do anything, for what must be noticed.
    pub async fn superuser(&self) -> PgConnection {
        PgConnection::connect(&self.superuser_url()).await.unwrap()
    }

    /// The database's address as its superuser.
    pub fn superuser_url(&self) -> String {
        self.database.url()
    }

    /// The database's address as the role that owns its tables.
    pub fn owner_url(&self) -> String {
        self.database.owner_url()
    }

    /// The time that the application sees.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Moves that time. What is remembered for two seconds of the real one is forgotten.
    pub fn advance(&self, by: Duration) {
        self.app.clock.advance(by);
        self.app.identities.clear();
        self.app.scopes.clear();
    }

    /// The same caller, whose requests another instance answers.
    pub fn through(&self, instance: &Arc<App>, caller: &Caller) -> Caller {
        let readiness = Readiness::new(None, Lifecycle::default());
        let shell = shell(routes::build(Arc::clone(instance)), &instance.config, readiness);
        caller.asking(Arc::new(shell.boxed()))
    }

    /// Runs the jobs that are ready at the test's time, and those that they make ready.
    pub async fn run_jobs(&self) -> usize {
        jobs::runner::drain(&self.app).await.unwrap()
    }

    /// Does a job now, and what is ready besides. Says how many runs that were.
    pub async fn run_job<J: Job>(&self, job: J) -> usize {
        let tx = self.app.db.begin(Context::default()).await.unwrap();
        jobs::enqueue(&tx, &job, When::now(), self.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.run_jobs().await
    }

    /// A number that no other thing of this test has.
    pub fn unique(&self) -> u32 {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }
}
