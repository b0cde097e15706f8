//! Readers of the event log: each event once, in order, whoever fails.

use crate::support::TestApp;
use entity::event;
use sqlx::Executor;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use treasury_plane::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    events::{self, NewEvent, Verb, reader},
};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(20);

/// Notes the things that events are about.
#[derive(Clone, Default)]
struct Notes {
    things: Arc<Mutex<Vec<Uuid>>>,
    fails: Arc<AtomicBool>,
}

impl reader::Reader for Notes {
    const NAME: &'static str = "notes";

    async fn read(&self, _: &App, _: &Tx, batch: &[event::Model]) -> Result<()> {
        if self.fails.swap(false, Ordering::Relaxed) {
            return Err(Error::rule("not now"));
        }
        self.things.lock().unwrap().extend(batch.iter().map(|event| event.entity_id));
        Ok(())
    }
}

impl Notes {
    /// Reads until so many are there: transactions of other tests hold events back for a while.
    async fn read_until(&self, app: &App, count: usize) -> Vec<Uuid> {
        let begun = Instant::now();
        while self.things.lock().unwrap().len() < count {
            assert!(begun.elapsed() < PATIENCE, "only {:?}", self.things.lock().unwrap());
            reader::catch_up(app, self).await.unwrap();
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        self.things.lock().unwrap().clone()
    }
}

async fn with_cursor() -> (TestApp, Uuid) {
    let t = TestApp::new().await;
    let workspace = t.project().await.workspace.id;
    let sql = "INSERT INTO event_cursors (name, xid, id)
               SELECT 'notes', max(xid), max(id) FROM events";
    t.superuser().await.execute(sql).await.unwrap();
    (t, workspace)
}

fn about(thing: Uuid, workspace_id: Uuid) -> NewEvent {
    NewEvent {
        workspace_id,
        project_id: None,
        work_item_id: None,
        actor_id: None,
        entity: "thing",
        entity_id: thing,
        verb: Verb::Created,
        changes: vec![],
    }
}

async fn happens(t: &TestApp, thing: Uuid, workspace: Uuid) -> Tx {
    let tx = t.app.db.begin(Context::workspace(workspace)).await.unwrap();
    events::record(&tx, about(thing, workspace), t.now()).await.unwrap();
    tx
}

#[tokio::test]
async fn a_batch_that_fails_is_read_again() {
    let (t, workspace) = with_cursor().await;
    let thing = Uuid::from_u128(1);
    happens(&t, thing, workspace).await.commit().await.unwrap();
    let notes = Notes::default();
    notes.fails.store(true, Ordering::Relaxed);
    let begun = Instant::now();
    while reader::catch_up(&t.app, &notes).await.is_ok() {
        assert!(begun.elapsed() < PATIENCE, "it never failed");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(notes.read_until(&t.app, 1).await, [thing]);
}

#[tokio::test]
async fn of_two_instances_each_event_is_read_by_one() {
    let (t, workspace) = with_cursor().await;
    let other = t.another_instance().await;
    let things: Vec<Uuid> = (1..=60).map(Uuid::from_u128).collect();
    let notes = Notes::default();
    let write = async {
        for thing in &things {
            happens(&t, *thing, workspace).await.commit().await.unwrap();
        }
    };
    let (_, one, two) = tokio::join!(
        write,
        notes.read_until(&t.app, things.len()),
        notes.read_until(&other, things.len())
    );
    assert_eq!(one, things);
    assert_eq!(two, things);
}

#[tokio::test]
async fn what_commits_late_is_not_passed_by() {
    let (t, workspace) = with_cursor().await;
    let (slow, fast) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let open = happens(&t, slow, workspace).await;
    happens(&t, fast, workspace).await.commit().await.unwrap();
    let notes = Notes::default();
    assert_eq!(reader::catch_up(&t.app, &notes).await.unwrap(), 0);
    open.commit().await.unwrap();
    assert_eq!(notes.read_until(&t.app, 2).await, [slow, fast]);
}
