//! Who looks at a work item, on all instances.
//!
//! A socket is at one item at most. Its instance keeps a row for each person and item, which counts
//! for as long as the instance holds its lease ([`super::seats`]). Whoever comes or goes marks the
//! item; marked items are written, read and told together, a few times a second at most, and other
//! instances that have somebody there are told by a signal to look. All items with somebody here are
//! looked at every few seconds too: that notices what killed instances left, and writes anew what a
//! crash of the database took. Where nobody is present nothing is asked.

use super::{
    hub::{Delivery, Outbox, Seat, lock},
    protocol::Notice,
    seats,
    subscription::{self, Access},
    topic::Topic,
};
use crate::{
    app::App,
    auth::Actor,
    db::{Context, Tx},
    error::Result,
    signals::Signal,
};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;
use uuid::Uuid;

/// More people than this at one item are not told apart.
const PEOPLE_MAX: usize = 50;
const ITEMS_AT_ONCE: usize = 100;
const LOOK_EVERY: Duration = Duration::from_secs(10);
const GATHER: Duration = Duration::from_millis(100);

const MAY_SEE: &str = "
    SELECT FROM work_items WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL
                             AND ($3::uuid IS NULL OR created_by = $3)";
/// Writes who is here, and returns the items at which that is new.
const WRITE: &str = "
    WITH here AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS h (work_item_id, user_id)),
    gone AS (
        DELETE FROM presence p
        WHERE p.instance_id = $1 AND p.work_item_id = ANY ($4) AND NOT EXISTS (
            SELECT FROM here h WHERE h.work_item_id = p.work_item_id AND h.user_id = p.user_id)
        RETURNING p.work_item_id),
    come AS (
        INSERT INTO presence (work_item_id, user_id, instance_id)
        SELECT h.work_item_id, h.user_id, $1 FROM here h ON CONFLICT DO NOTHING
        RETURNING work_item_id)
    SELECT work_item_id FROM gone UNION SELECT work_item_id FROM come";
const READ: &str = "
    SELECT DISTINCT p.work_item_id, p.user_id FROM presence p
    WHERE p.work_item_id = ANY ($1) AND (p.instance_id = $2 OR EXISTS (
        SELECT FROM leases l WHERE l.name = 'sockets:' || p.instance_id AND l.expires_at > $3))
    ORDER BY 1, 2 LIMIT 10000";

/// The sockets of this instance that are at work items.
#[derive(Debug, Default)]
pub struct Presence {
    items: Mutex<HashMap<Uuid, Item>>,
    marked: Mutex<BTreeSet<Uuid>>,
    rang: Notify,
    next: AtomicU64,
    lease_ends_us: AtomicI64,
}

#[derive(Debug, Default)]
struct Item {
    sockets: HashMap<u64, Watcher>,
    people: Vec<Uuid>,
}

#[derive(Debug)]
struct Watcher {
    outbox: Arc<Outbox>,
    workspace_id: Uuid,
    was_told: bool,
}

impl Presence {
    /// Looks at an item again, if anybody is there.
    pub fn look_at(&self, item: Uuid) {
        if lock(&self.items).contains_key(&item) {
            lock(&self.marked).insert(item);
            self.rang.notify_one();
        }
    }

    /// Looks at all items again.
    pub fn look_at_all(&self) {
        let items: Vec<Uuid> = lock(&self.items).keys().copied().collect();
        if !items.is_empty() {
            lock(&self.marked).extend(items);
            self.rang.notify_one();
        }
    }

    pub(super) fn check_access(&self, workspaces: &HashSet<Uuid>) {
        for item in lock(&self.items).values() {
            for watcher in item.sockets.values().filter(|w| workspaces.contains(&w.workspace_id)) {
                watcher.outbox.ask_to_check();
            }
        }
    }

    pub(super) fn lease_ends_at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.lease_ends_us.load(Ordering::Relaxed))
            .unwrap_or_default()
    }

    pub(super) fn set_lease_end(&self, at: DateTime<Utc>) {
        self.lease_ends_us.store(at.timestamp_micros(), Ordering::Relaxed);
    }

    fn enter(&self, item: Uuid, watcher: Watcher) -> u64 {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.items).entry(item).or_default().sockets.insert(id, watcher);
        self.look_at(item);
        id
    }

    fn leave(&self, item: Uuid, id: u64) {
        // The item stays until its rows are written.
        if let Some(found) = lock(&self.items).get_mut(&item) {
            found.sockets.remove(&id);
        }
        self.look_at(item);
    }

    fn take_marked(&self) -> Vec<Uuid> {
        std::mem::take(&mut *lock(&self.marked)).into_iter().collect()
    }

    fn mark(&self, items: impl IntoIterator<Item = Uuid>) {
        lock(&self.marked).extend(items);
        self.rang.notify_one();
    }

    /// Who is at these items here, as two lists of the same length.
    fn here(&self, items: &[Uuid]) -> (Vec<Uuid>, Vec<Uuid>) {
        let known = lock(&self.items);
        let mut here = Vec::new();
        for item in items {
            let sockets = known.get(item).into_iter().flat_map(|found| found.sockets.values());
            let people: BTreeSet<Uuid> = sockets.map(|socket| socket.outbox.user_id).collect();
            here.extend(people.into_iter().take(PEOPLE_MAX).map(|person| (*item, person)));
        }
        here.into_iter().unzip()
    }

    /// Tells the sockets at these items who is there, those who know it already excepted.
    fn tell(&self, items: &[Uuid], people: &HashMap<Uuid, Vec<Uuid>>) {
        let mut known = lock(&self.items);
        for id in items {
            let Some(item) = known.get_mut(id) else { continue };
            if item.sockets.is_empty() {
                known.remove(id);
                continue;
            }
            let people = people.get(id).map(Vec::as_slice).unwrap_or_default();
            let is_new = item.people != people;
            let text = Notice::Presence { work_item: *id, people }.text();
            let text: Arc<str> = text.into();
            for socket in item.sockets.values_mut().filter(|socket| is_new || !socket.was_told) {
                // A queue that is full is tried again at the next look.
                socket.was_told = socket.outbox.push(Delivery::Presence(*id, Arc::clone(&text)));
            }
            item.people = people.to_vec();
        }
    }
}

/// A socket at a work item; dropping it leaves.
#[derive(Debug)]
pub struct Here {
    app: Arc<App>,
    project: Uuid,
    /// The item.
    pub work_item: Uuid,
    id: u64,
}

impl Here {
    /// Enters, if the person may see the item.
    pub(super) async fn enter(
        app: &Arc<App>,
        actor: &Arc<Actor>,
        seat: &Seat,
        project: Uuid,
        work_item: Uuid,
    ) -> Result<Option<Self>> {
        let Some(access) = access(app, actor, project, work_item).await? else { return Ok(None) };
        let watcher = Watcher {
            outbox: Arc::clone(seat.outbox()),
            workspace_id: access.workspace_id,
            was_told: false,
        };
        let id = app.realtime.presence().enter(work_item, watcher);
        let here = Self { app: Arc::clone(app), project, work_item, id };
        // Who was removed between the look and the entry was not told to look again.
        Ok(here.may_stay(app, actor).await?.then_some(here))
    }

    /// Whether the person may still see the item.
    pub(super) async fn may_stay(&self, app: &App, actor: &Arc<Actor>) -> Result<bool> {
        Ok(access(app, actor, self.project, self.work_item).await?.is_some())
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        self.app.realtime.presence().leave(self.work_item, self.id);
    }
}

async fn access(
    app: &App,
    actor: &Arc<Actor>,
    project: Uuid,
    work_item: Uuid,
) -> Result<Option<Access>> {
    let access = subscription::access(app, actor, Topic::Project(project)).await?;
    let Some(access) = access else { return Ok(None) };
    let tx = app.db.begin(Context::member(actor.user_id, access.workspace_id)).await?;
    let values = [work_item.into(), project.into(), access.only_own.into()];
    let found = tx.query_one_raw(statement(MAY_SEE, values)).await?;
    tx.end().await?;
    Ok(found.map(|_| access))
}

/// Looks at what was marked, and at everything now and then.
pub(super) async fn follow(app: Arc<App>) -> anyhow::Result<()> {
    let presence = app.realtime.presence();
    loop {
        if tokio::time::timeout(LOOK_EVERY, presence.rang.notified()).await.is_err() {
            presence.look_at_all();
        }
        look(&app).await?;
        tokio::time::sleep(GATHER).await;
    }
}

/// Writes, reads and tells what was marked.
pub async fn look(app: &App) -> Result<()> {
    let presence = app.realtime.presence();
    let marked = presence.take_marked();
    for (n, items) in marked.chunks(ITEMS_AT_ONCE).enumerate() {
        if let Err(error) = look_at(app, items).await {
            presence.mark(marked.iter().skip(n * ITEMS_AT_ONCE).copied());
            return Err(error);
        }
    }
    Ok(())
}

async fn look_at(app: &App, items: &[Uuid]) -> Result<()> {
    let presence = app.realtime.presence();
    let (own, now) = (app.id, app.clock.now());
    let (at, who) = presence.here(items);
    let tx = app.db.begin(Context::default()).await?;
    seats::renew(app, &tx).await?;
    let values = [own.into(), at.into(), who.into(), items.to_vec().into()];
    let changed = tx.query_all_raw(statement(WRITE, values)).await?;
    let people = read(&tx, [items.to_vec().into(), own.into(), now.into()]).await?;
    tx.end().await?;
    for row in changed {
        app.signals.tell(Signal::Presence(row.try_get_by_index(0)?));
    }
    presence.tell(items, &people);
    Ok(())
}

async fn read(tx: &Tx, values: [Value; 3]) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut people: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in tx.query_all_raw(statement(READ, values)).await? {
        let at = people.entry(row.try_get_by_index(0)?).or_default();
        if at.len() < PEOPLE_MAX {
            at.push(row.try_get_by_index(1)?);
        }
    }
    Ok(people)
}

fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
