//! Waking the tails of all instances after a commit.
//!
//! A NOTIFY inside a business transaction would make all commits of the cluster wait for each other,
//! so it is sent afterwards, on a connection of its own, without a payload, and at most once in
//! [`NOTIFY_EVERY`]. A lost one costs a second, because tails also look by themselves.

use crate::{
    app::App,
    db::{self, Db},
};
use sqlx::{
    Executor, PgPool,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;

const CHANNEL: &str = "treasury_plane_events";
const NOTIFY_EVERY: Duration = Duration::from_millis(40);
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The bells between commits, tails and other instances.
#[derive(Debug)]
pub struct Wake {
    committed: Arc<Notify>,
    heard: Notify,
    to_tell: Notify,
    /// One connection listens for good, the other notifies; apart from the pool of the requests,
    /// so that neither waits for the other.
    pool: PgPool,
    db: Db,
    notifier_pid: AtomicU32,
}

/// Why a tail looks now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A transaction of this instance was committed.
    Committed,
    /// Another instance said so, or the connection to hear it was interrupted.
    Heard,
    /// It has been a while.
    Poll,
}

impl Wake {
    /// Connects when first used.
    pub fn new(app: &App) -> Self {
        let options = options(&app.db);
        let port = options.get_port();
        let pool = PgPoolOptions::new()
            .max_connections(2)
            .acquire_timeout(Duration::from_secs(5))
            .idle_timeout(None)
            .max_lifetime(None)
            // A standby refuses LISTEN and NOTIFY, and a host that vanished says nothing.
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    db::keep_alive(port).await;
                    db::require_writer(connection).await
                })
            })
            .connect_lazy_with(options);
        Self {
            committed: app.db.committed(),
            heard: Notify::new(),
            to_tell: Notify::new(),
            pool,
            db: app.db.clone(),
            notifier_pid: AtomicU32::new(0),
        }
    }

    /// Passwords may change, and this pool is not told.
    fn use_current_password(&self) {
        self.pool.set_connect_options(options(&self.db));
    }

    /// Waits until the log may have grown, at most a second.
    pub async fn wait(&self) -> Reason {
        let reason = tokio::select! {
            () = self.committed.notified() => Reason::Committed,
            () = self.heard.notified() => Reason::Heard,
            () = tokio::time::sleep(LOOK_EVERY) => Reason::Poll,
        };
        if reason == Reason::Committed {
            self.to_tell.notify_one();
        }
        reason
    }
}

fn options(db: &Db) -> PgConnectOptions {
    let options = PgConnectOptions::clone(&db.pool().connect_options());
    options.application_name(&db::name("events")).options([("synchronous_commit", "off")])
}

/// Hears other instances. After an interruption something may have been missed, so it rings then.
pub async fn listen(wake: Arc<Wake>) -> anyhow::Result<()> {
    wake.use_current_password();
    let mut listener = PgListener::connect_with(&wake.pool).await?;
    listener.listen(CHANNEL).await?;
    wake.heard.notify_one();
    loop {
        match listener.try_recv().await? {
            Some(note) if note.process_id() == wake.notifier_pid.load(Ordering::Relaxed) => {}
            Some(_) | None => wake.heard.notify_one(),
        }
    }
}

/// Tells other instances that something was committed here.
pub async fn notify(wake: Arc<Wake>) -> anyhow::Result<()> {
    loop {
        wake.to_tell.notified().await;
        wake.use_current_password();
        let mut connection = wake.pool.acquire().await?;
        let pid: i32 =
            sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut *connection).await?;
        wake.notifier_pid.store(pid.unsigned_abs(), Ordering::Relaxed);
        connection.execute("NOTIFY treasury_plane_events").await?;
        drop(connection);
        tokio::time::sleep(NOTIFY_EVERY).await;
    }
}
