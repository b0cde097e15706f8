//! Makes notifications, and rows for mails, of what there is to tell.

use crate::{
    db::Tx,
    error::{Error, Result},
    events::{self, Verb},
};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// Something to tell about a work item.
#[derive(Clone, Debug, Serialize)]
pub struct Occasion {
    /// The work item.
    pub item: Uuid,
    /// Who did it, and is not told.
    pub actor: Option<Uuid>,
    /// Who is told; `None` is all who followed the item then.
    pub people: Option<Vec<Uuid>>,
    /// Those of them who are told otherwise.
    pub skip: Vec<Uuid>,
    /// Why, unless it follows from what the person is to the item.
    pub sender: Option<&'static str>,
    /// The kind of mail.
    pub mail: &'static str,
    /// What happened, after the actor's name.
    pub says: String,
    /// A person is told at most once under this key.
    pub once: Option<String>,
    /// The change, as clients get it.
    pub activity: Value,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// SQL that is true when the member of project and workspace may see the item.
pub const SEES: &str = "w.deleted_at IS NULL AND w.archived_at IS NULL AND NOT w.is_draft
    AND p.deleted_at IS NULL AND pm.is_active AND wm.is_active
    AND (p.guest_view_all_features OR pm.role > 5 OR wm.role = 20 OR w.created_by = pm.member_id)";

const OCCASIONS: &str = "
WITH occasion AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1) AS o (item uuid, actor uuid, people uuid[],
        skip uuid[], sender text, mail text, says text, once text, activity jsonb, at timestamptz)
), told AS (
    SELECT o.*, r.receiver FROM occasion o
    CROSS JOIN LATERAL (
        SELECT unnest(o.people) AS receiver
        UNION ALL
        SELECT s.subscriber_id FROM work_item_subscribers s
        WHERE o.people IS NULL AND s.work_item_id = o.item AND s.created_at <= o.at
          AND s.subscriber_id <> ALL (o.skip)) r
), seen AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, t.*, w.workspace_id, w.project_id, w.created_by,
           jsonb_build_object('id', w.id, 'name', w.name, 'identifier', p.identifier,
               'sequence_id', w.sequence_id, 'state_name', st.name, 'state_group', st.\"group\") AS issue
    FROM told t
    JOIN work_items w ON w.id = t.item
    JOIN projects p ON p.id = w.project_id
    JOIN states st ON st.id = w.state_id
    JOIN project_members pm ON pm.project_id = w.project_id AND pm.member_id = t.receiver
    JOIN workspace_members wm ON wm.workspace_id = w.workspace_id AND wm.member_id = t.receiver
    JOIN users u ON u.id = t.receiver AND u.is_active AND NOT u.is_bot
    WHERE t.receiver IS DISTINCT FROM t.actor AND ";

const MADE: &str = "
), made AS (
    INSERT INTO notifications (id, workspace_id, project_id, work_item_id, receiver_id,
        triggered_by, sender, title, data, once, created_at, updated_at)
    SELECT s.id, s.workspace_id, s.project_id, s.item, s.receiver, a.id,
        coalesce(s.sender, 'in_app:issue_activities:' || CASE
            WHEN s.created_by = s.receiver THEN 'created'
            WHEN EXISTS (SELECT FROM work_item_assignees x
                         WHERE x.work_item_id = s.item AND x.assignee_id = s.receiver) THEN 'assigned'
            ELSE 'subscribed' END),
        left(coalesce(a.display_name || ' ', '') || s.says, 1000),
        jsonb_build_object('issue', s.issue, 'issue_activity', s.activity), s.once, s.at, $2
    FROM seen s LEFT JOIN users a ON a.id = s.actor
    ON CONFLICT (receiver_id, once) WHERE once IS NOT NULL DO NOTHING
    RETURNING id, receiver_id
), mailed AS (
    INSERT INTO email_notifications (id, workspace_id, project_id, work_item_id, receiver_id,
        actor_id, kind, data, created_at)
    SELECT gen_random_uuid(), s.workspace_id, s.project_id, s.item, s.receiver, a.id, k.kind,
        jsonb_build_object('issue', s.issue, 'issue_activity', s.activity, 'says', s.says,
            'project_id', s.project_id, 'workspace_slug', ws.slug, 'activity_time', s.at), $2
    FROM seen s
    JOIN workspaces ws ON ws.id = s.workspace_id
    LEFT JOIN users a ON a.id = s.actor
    LEFT JOIN notification_preferences np ON np.user_id = s.receiver
    CROSS JOIN LATERAL (SELECT CASE WHEN s.mail = 'state_change' AND EXISTS (
        SELECT FROM states new WHERE new.id = (s.activity->>'new_identifier')::uuid
        AND new.\"group\" = 'completed') THEN 'issue_completed' ELSE s.mail END AS kind) k
    -- `IN` is hashed; a join with what has no statistics would compare each with each.
    WHERE s.id IN (SELECT m.id FROM made m)
      AND coalesce(np.email_digest, 'soon') <> 'off' AND coalesce(CASE k.kind
        WHEN 'property_change' THEN np.property_change WHEN 'state_change' THEN np.state_change
        WHEN 'issue_completed' THEN np.issue_completed WHEN 'comment' THEN np.comment
        WHEN 'mention' THEN np.mention WHEN 'due_soon' THEN np.due_soon
        WHEN 'overdue' THEN np.overdue END, true)
)
SELECT DISTINCT ON (receiver_id) receiver_id, id FROM made";

/// Tells it, in one statement, to those who may see the item. The transaction is in the workspace
/// of the items. Says how many people were told.
pub async fn tell(
    tx: &Tx,
    workspace_id: Uuid,
    occasions: &[Occasion],
    now: DateTime<Utc>,
) -> Result<usize> {
    if occasions.is_empty() {
        return Ok(0);
    }
    let occasions = serde_json::to_value(occasions).map_err(|e| Error::Internal(e.into()))?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            format!("{OCCASIONS}{SEES}{MADE}"),
            [occasions.into(), now.into()],
        ))
        .await?;
    let told = rows
        .iter()
        .map(|row| Ok((row.try_get::<Uuid>("", "receiver_id")?, row.try_get::<Uuid>("", "id")?)));
    let told: Vec<_> = told.collect::<Result<_>>()?;
    events::record_told(tx, workspace_id, ("notification", Verb::Created), &told, now).await?;
    Ok(told.len())
}
