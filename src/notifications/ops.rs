//! Reading, snoozing, putting away and deleting one's notifications.

use super::{
    queries::{self, Wanted},
    view::Notification,
};
use crate::{
    access::{Role, WorkspaceScope},
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    events::{self, Verb},
    http::page::{Page, Paging},
    workspaces::members::people,
};
use chrono::{DateTime, Duration, Utc};
use entity::notification;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

const KEPT: Duration = Duration::days(90);
const FORGET_AT_ONCE: i32 = 500;
const SNOOZE_MAX: Duration = Duration::days(366);

/// What a person does with a notification.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Marks it read, or unread.
    Read(bool),
    /// Puts it away, or takes it back.
    Archive(bool),
    /// Lets it sleep until then, or wakes it.
    Snooze(Option<DateTime<Utc>>),
}

/// A page of the inbox.
pub async fn page(
    app: &App,
    scope: &WorkspaceScope,
    wanted: &Wanted,
    paging: Paging,
) -> Result<Page<Notification>> {
    let tx = app.db.begin(scope.context()).await?;
    let (rows, total) =
        queries::page(&tx, scope.actor.user_id, wanted, paging, app.clock.now()).await?;
    let who = people(&tx, rows.iter().filter_map(|row| row.triggered_by)).await?;
    tx.end().await?;
    let hides = scope.role < Role::Member;
    let views = rows.into_iter().map(|row| Notification::new(row, &who, hides)).collect();
    Ok(Page::new(views, total, paging))
}

/// One of one's notifications.
pub async fn get(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<Notification> {
    let tx = app.db.begin(scope.context()).await?;
    let view = view(&tx, scope, id).await?;
    tx.end().await?;
    Ok(view)
}

async fn view(tx: &Tx, scope: &WorkspaceScope, id: Uuid) -> Result<Notification> {
    let row = queries::find(tx, scope, id).await?;
    let who = people(tx, row.triggered_by).await?;
    Ok(Notification::new(row, &who, scope.role < Role::Member))
}

/// How many are unread, and how many of those are mentions.
pub async fn unread(app: &App, scope: &WorkspaceScope) -> Result<(i64, i64)> {
    let tx = app.db.begin(scope.context()).await?;
    let counts = queries::unread(&tx, scope.actor.user_id, app.clock.now()).await?;
    tx.end().await?;
    Ok(counts)
}

/// Does it; the answer is the notification as it is then.
pub async fn act(app: &App, scope: &WorkspaceScope, id: Uuid, act: Act) -> Result<Notification> {
    let now = app.clock.now();
    if let Act::Snooze(Some(till)) = act
        && !(now < till && till <= now + SNOOZE_MAX)
    {
        return Err(Error::invalid("snoozed_till", "Must lie in the future, within a year."));
    }
    let tx = app.db.begin(scope.context()).await?;
    queries::find(&tx, scope, id).await?;
    let at = |on: bool| on.then_some(now);
    let mut row = notification::ActiveModel { id: Set(id), ..Default::default() };
    match act {
        Act::Read(on) => row.read_at = Set(at(on)),
        Act::Archive(on) => row.archived_at = Set(at(on)),
        Act::Snooze(till) => row.snoozed_till = Set(till),
    }
    row.updated_at = Set(now);
    row.update(&*tx).await?;
    changed(&tx, scope, id, Verb::Updated, now).await?;
    let view = view(&tx, scope, id).await?;
    tx.commit().await?;
    Ok(view)
}

/// Forgets one.
pub async fn delete(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    queries::find(&tx, scope, id).await?;
    // The row stays for a while, so that the same reminder is not given again.
    let row = notification::ActiveModel {
        id: Set(id),
        deleted_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    row.update(&*tx).await?;
    changed(&tx, scope, id, Verb::Deleted, now).await?;
    tx.commit().await
}

/// Marks as read whatever is wanted.
pub async fn mark_all_read(app: &App, scope: &WorkspaceScope, wanted: &Wanted) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let read = queries::mark_read(&tx, scope.actor.user_id, wanted, now).await?;
    // One is enough: clients load the list anew.
    if let Some(id) = read.first() {
        changed(&tx, scope, *id, Verb::Updated, now).await?;
    }
    tx.commit().await
}

/// Deletes some of what is old, in all workspaces. Says how many rows that were.
pub async fn forget_old(app: &App) -> Result<i64> {
    let tx = app.db.begin(Context::default()).await?;
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT forget_notifications($1, $2)",
            [(app.clock.now() - KEPT).into(), FORGET_AT_ONCE.into()],
        ))
        .await?;
    // Not `end`, which takes whatever begins with SELECT for reading.
    tx.commit().await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// Tells the person's other pages.
async fn changed(
    tx: &Tx,
    scope: &WorkspaceScope,
    id: Uuid,
    verb: Verb,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = [(scope.actor.user_id, id)];
    events::record_told(tx, scope.workspace_id, ("notification", verb), &told, now).await
}
