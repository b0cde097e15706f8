//! Who follows a work item.

use crate::{
    access::{Permission, ProjectScope, Role},
    app::App,
    db::Tx,
    error::{Error, Result},
    users::view::UserLite,
    work_items::queries::visible_item,
};
use chrono::{DateTime, Utc};
use entity::{project_member, user, work_item_subscriber};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Statement, sea_query::OnConflict,
};
use serde::Serialize;
use uuid::Uuid;

/// Followers that a list goes to.
const LISTED_MAX: u64 = 1000;

/// Somebody is to follow an item from this time on.
#[derive(Clone, Debug, Serialize)]
pub struct Follow {
    /// The item.
    pub item: Uuid,
    /// The person; `None` is all its assignees.
    pub person: Option<Uuid>,
    /// Since when. Earlier changes are not told to them.
    pub at: DateTime<Utc>,
}

/// Lets them follow, as far as they belong to the project. Who follows already stays as they are.
pub async fn follow(tx: &Tx, follows: &[Follow]) -> Result<()> {
    if follows.is_empty() {
        return Ok(());
    }
    let follows = serde_json::to_value(follows).map_err(|e| Error::Internal(e.into()))?;
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "INSERT INTO work_item_subscribers
            (workspace_id, project_id, work_item_id, subscriber_id, created_at)
         SELECT w.workspace_id, w.project_id, w.id, pm.member_id, min(f.at)
         FROM jsonb_to_recordset($1) AS f (item uuid, person uuid, at timestamptz)
         JOIN work_items w ON w.id = f.item
         LEFT JOIN work_item_assignees a ON a.work_item_id = w.id AND f.person IS NULL
         JOIN project_members pm ON pm.project_id = w.project_id AND pm.is_active
              AND pm.member_id = coalesce(f.person, a.assignee_id)
         GROUP BY w.workspace_id, w.project_id, w.id, pm.member_id
         ON CONFLICT DO NOTHING",
        [follows.into()],
    ))
    .await?;
    Ok(())
}

/// Whether the person who asks follows the item.
pub async fn is_following(app: &App, scope: &ProjectScope, item: Uuid) -> Result<bool> {
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item).await?;
    let found = work_item_subscriber::Entity::find_by_id((item.id, scope.user_id()));
    let count = found.count(&*tx).await?;
    tx.end().await?;
    Ok(count > 0)
}

/// Lets the person who asks follow the item, or no longer.
pub async fn set(app: &App, scope: &ProjectScope, item: Uuid, wanted: bool) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item).await?;
    scope.require(Permission::ViewProject)?;
    if wanted {
        let row = work_item_subscriber::Model {
            workspace_id: item.workspace_id,
            project_id: item.project_id,
            work_item_id: item.id,
            subscriber_id: scope.user_id(),
            created_at: now,
        };
        work_item_subscriber::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .try_insert()
            .exec_without_returning(&*tx)
            .await?;
    } else {
        let row = work_item_subscriber::Entity::delete_by_id((item.id, scope.user_id()));
        row.exec(&*tx).await?;
    }
    tx.commit().await
}

/// Who follows the item and still belongs to the project.
pub async fn list(app: &App, scope: &ProjectScope, item: Uuid) -> Result<Vec<UserLite>> {
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item).await?;
    let members = project_member::Entity::active_in(scope.project_id)
        .select_only()
        .column(project_member::Column::MemberId);
    let ids: Vec<Uuid> = work_item_subscriber::Entity::find()
        .select_only()
        .column(work_item_subscriber::Column::SubscriberId)
        .filter(work_item_subscriber::Column::WorkItemId.eq(item.id))
        .filter(
            work_item_subscriber::Column::SubscriberId
                .in_subquery(sea_orm::QueryTrait::into_query(members)),
        )
        .limit(LISTED_MAX)
        .into_tuple()
        .all(&*tx)
        .await?;
    let people = user::Entity::find()
        .filter(user::Column::Id.is_in(ids))
        .order_by_asc(user::Column::DisplayName)
        .order_by_asc(user::Column::Id)
        .all(&*tx)
        .await?;
    tx.end().await?;
    let hides = scope.workspace.role < Role::Member;
    let lite = people.into_iter().map(UserLite::from);
    Ok(lite.map(|lite| UserLite { email: lite.email.filter(|_| !hides), ..lite }).collect())
}
