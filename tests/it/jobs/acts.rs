//! Kinds of jobs that tests make up: one that does what its field says.

use super::TestApp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Mutex, Once,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::Semaphore;
use treasury_plane::{
    db::Context,
    jobs::{self, Job, JobError, Outcome, Run, When, registry},
};

/// What acts have noted, in order.
static NOTES: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// Acts that wait at the moment.
pub static WAITING: AtomicUsize = AtomicUsize::new(0);
/// Acts that wait go on when there is a permit.
pub static GATE: Semaphore = Semaphore::const_new(0);

pub fn notes() -> Vec<String> {
    NOTES.lock().unwrap().clone()
}

/// Does what `what` says.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Act {
    pub what: String,
    #[serde(default)]
    pub name: String,
}

impl Job for Act {
    const NAME: &'static str = "test_act";
    const ABOUT: &'static str = "Does what a test wants.";
    const ATTEMPTS_MAX: i32 = 3;
    const CONCURRENCY: usize = 3;

    async fn run(self, run: &Run) -> Outcome {
        match self.what.as_str() {
            "fail" => return Err(anyhow::anyhow!("the printer is on fire").into()),
            "later" => {
                let at = run.app.clock.now() + chrono::Duration::hours(2);
                return Err(JobError::RetryAt(at, "not before two hours have passed".to_owned()));
            }
            "give up" => return Err(JobError::GiveUp("there is no such printer".to_owned())),
            "panic" => panic!("a test wants it so"),
            "wait" => {
                WAITING.fetch_add(1, Ordering::SeqCst);
                let gate = GATE.acquire().await.unwrap();
                gate.forget();
                WAITING.fetch_sub(1, Ordering::SeqCst);
            }
            "write" => return write(&self, run).await,
            _ => {}
        }
        NOTES.lock().unwrap().push(format!("{} {}", self.what, self.name));
        Ok(())
    }
}

/// Its effect and its end are one transaction.
async fn write(act: &Act, run: &Run) -> Outcome {
    let tx = run.app.db.begin(Context::default()).await?;
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "INSERT INTO cache (key, value, expires_at) VALUES ($1, '1', now())
         ON CONFLICT (key) DO UPDATE SET value = to_jsonb(cache.value::text::int + 1)",
        [act.name.clone().into()],
    ))
    .await?;
    run.done_in(&tx).await?;
    Ok(tx.commit().await?)
}

/// Never ends by itself.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Endless {}

impl Job for Endless {
    const NAME: &'static str = "test_endless";
    const ABOUT: &'static str = "Never ends.";
    const TIME_MAX: Duration = Duration::from_millis(50);

    async fn run(self, _: &Run) -> Outcome {
        std::future::pending().await
    }
}

/// An application that knows these kinds. Each test runs in a process of its own, as `make test` has
/// it; in one for all of them the kinds may come too late.
pub async fn app() -> TestApp {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        registry::also(vec![registry::Kind::of::<Act>(), registry::Kind::of::<Endless>()]);
    });
    assert!(registry::kinds().contains_key(Act::NAME), "run the tests with nextest");
    TestApp::new().await
}

/// Enqueues an act.
pub async fn act(t: &TestApp, what: &str, name: &str, when: When) -> bool {
    let act = Act { what: what.to_owned(), name: name.to_owned() };
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let is_new = jobs::enqueue(&tx, &act, when, t.now()).await.unwrap();
    tx.commit().await.unwrap();
    is_new
}

/// Waits until so many acts wait at the gate.
pub async fn until_waiting(count: usize) {
    until(async || WAITING.load(Ordering::SeqCst) == count).await;
}

/// Waits until it is so; not for ever.
pub async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let patience = tokio::time::Instant::now() + Duration::from_secs(30);
    while !is_so().await {
        assert!(tokio::time::Instant::now() < patience, "it did not come to that");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
