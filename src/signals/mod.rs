//! Short words between the instances of one database: "look again".
//!
//! A signal says nothing that is not in the database; it only saves waiting. It goes by `NOTIFY`, or
//! by Redis when `redis.url` is set and Redis is there. Never inside a business transaction: there a
//! NOTIFY would make all commits of the cluster wait for each other. It is sent afterwards, on a
//! connection of its own, and what is said within [`TELL_EVERY`] goes together.
//!
//! Signals may get lost. Whoever depends on one looks by itself as well: the tail of the event log
//! and the watch over sessions each second, presence every few; caches let go after a while. A
//! listener that was interrupted takes it that it has missed everything ([`Signal::All`]).
//!
//! Every instance hears both ways at all times, so that those who have lost Redis still reach those
//! who have not.

mod carry;
mod hear;

use crate::{
    app::App,
    db::{self, Db},
};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    collections::BTreeSet,
    fmt,
    str::FromStr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;
use uuid::Uuid;

const TELL_EVERY: Duration = Duration::from_millis(40);
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Payloads of NOTIFY are shorter than 8,000 bytes. Who has more to say says that much happened.
const TEXT_MAX: usize = 7_000;

/// What there is to look at again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// Much, or nobody knows what.
    All,
    /// The event log has grown.
    Events,
    /// Sessions or tokens were ended, or people disabled.
    Sessions,
    /// The settings of the instance have changed.
    Settings,
    /// The people at this work item may have changed.
    Presence(Uuid),
    /// A value of the cache was forgotten.
    Forget(String),
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Events => f.write_str("events"),
            Self::Sessions => f.write_str("sessions"),
            Self::Settings => f.write_str("settings"),
            Self::Presence(item) => write!(f, "presence:{item}"),
            Self::Forget(key) => write!(f, "forget:{key}"),
        }
    }
}

impl FromStr for Signal {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word.split_once(':') {
            None => match word {
                "all" => Ok(Self::All),
                "events" => Ok(Self::Events),
                "sessions" => Ok(Self::Sessions),
                "settings" => Ok(Self::Settings),
                _ => Err(()),
            },
            Some(("presence", item)) => Uuid::try_parse(item).map(Self::Presence).map_err(|_| ()),
            Some(("forget", key)) => Ok(Self::Forget(key.to_owned())),
            Some(_) => Err(()),
        }
    }
}

/// Why a tail looks now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A transaction of this instance was committed.
    Committed,
    /// Another instance said so, or hearing it was interrupted.
    Heard,
    /// It has been a while.
    Poll,
}

/// The bells between commits, tails and other instances.
#[derive(Debug)]
pub struct Signals {
    /// This process.
    sender: Uuid,
    committed: Arc<Notify>,
    events_heard: Notify,
    outgoing: Mutex<BTreeSet<Signal>>,
    to_send: Notify,
    /// One connection listens for good, the other notifies; apart from the pool of the requests,
    /// so that neither waits for the other.
    pool: PgPool,
    db: Db,
}

impl Signals {
    /// Connects when first used. `sender` is this process.
    pub fn new(db: &Db, sender: Uuid) -> Self {
        let options = options(db);
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
            sender,
            committed: db.committed(),
            events_heard: Notify::new(),
            outgoing: Mutex::default(),
            to_send: Notify::new(),
            pool,
            db: db.clone(),
        }
    }

    /// Passwords may change, and this pool is not told.
    fn use_current_password(&self) {
        self.pool.set_connect_options(options(&self.db));
    }

    /// Tells the other instances, in a moment.
    pub fn tell(&self, signal: Signal) {
        self.outgoing().insert(signal);
        self.to_send.notify_one();
    }

    /// Waits until the event log may have grown, at most a second.
    pub async fn wait_for_events(&self) -> Reason {
        let reason = tokio::select! {
            () = self.committed.notified() => Reason::Committed,
            () = self.events_heard.notified() => Reason::Heard,
            () = tokio::time::sleep(LOOK_EVERY) => Reason::Poll,
        };
        if reason == Reason::Committed {
            self.tell(Signal::Events);
        }
        reason
    }

    /// Lets the waiting tail look.
    fn ring_events(&self) {
        self.events_heard.notify_one();
    }

    /// What is to be told now, as one message.
    fn take(&self) -> (BTreeSet<Signal>, String) {
        let signals = std::mem::take(&mut *self.outgoing());
        let text = message(self.sender, &signals);
        (signals, text)
    }

    /// The signals of a message of another instance.
    fn read(&self, text: &str) -> Vec<Signal> {
        read(self.sender, text)
    }

    fn outgoing(&self) -> MutexGuard<'_, BTreeSet<Signal>> {
        self.outgoing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The text that carries signals; it says who speaks.
fn message(sender: Uuid, signals: &BTreeSet<Signal>) -> String {
    let words: Vec<_> = signals.iter().map(ToString::to_string).collect();
    let text = format!("{sender} {}", words.join(" "));
    if text.len() > TEXT_MAX { format!("{sender} {}", Signal::All) } else { text }
}

/// The signals of a text, unless it is of `own`.
fn read(own: Uuid, text: &str) -> Vec<Signal> {
    let Some((sender, words)) = text.split_once(' ') else { return Vec::new() };
    if Uuid::try_parse(sender).is_ok_and(|id| id == own) {
        return Vec::new();
    }
    // Words that we do not know are from a newer version.
    words.split(' ').filter_map(|word| word.parse().ok()).collect()
}

/// Starts hearing and telling; they end with the process.
pub fn start(app: &Arc<App>) {
    use crate::realtime::supervise;
    let part = Arc::clone(app);
    supervise(app, "listener for other instances", move || hear::postgres(Arc::clone(&part)));
    if app.redis.is_some() {
        let part = Arc::clone(app);
        supervise(app, "listener on Redis", move || hear::redis(Arc::clone(&part)));
    }
    let part = Arc::clone(app);
    supervise(app, "notifier of other instances", move || carry::send(Arc::clone(&part)));
}

fn options(db: &Db) -> PgConnectOptions {
    let options = PgConnectOptions::clone(&db.pool().connect_options());
    options.application_name(&db::name("events")).options([("synchronous_commit", "off")])
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Uuid = Uuid::from_u128(1);
    const THERE: Uuid = Uuid::from_u128(2);

    #[test]
    fn what_is_said_together_goes_together_and_is_understood() {
        let said = BTreeSet::from([
            Signal::Events,
            Signal::Sessions,
            Signal::Settings,
            Signal::Presence(Uuid::from_u128(7)),
            Signal::Forget("oidc:https://a.example/".to_owned()),
        ]);
        let text = message(HERE, &said);
        assert_eq!(BTreeSet::from_iter(read(THERE, &text)), said);
        assert_eq!(read(HERE, &text), []);
        for bad in ["", "x", "x y:z", "x presence:1"] {
            assert_eq!(read(THERE, bad), [], "{bad}");
        }
    }

    #[test]
    fn too_much_to_say_is_said_briefly() {
        let said = (0..500).map(|n| Signal::Presence(Uuid::from_u128(n))).collect();
        assert_eq!(read(THERE, &message(HERE, &said)), [Signal::All]);
    }
}
