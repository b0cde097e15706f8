//! Who follows a work item, what people are told in the app and by mail, and what they want to be
//! told.
use sea_orm_migration::prelude::*;

use crate::tenant::{protect, protect_as};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        for table in ["work_item_subscribers", "email_notifications"] {
            db.execute_unprepared(&protect(table)).await?;
        }
        // A person in context reads and changes their own only; the reader of the event log, which
        // has nobody in context, writes for all.
        let mine = "workspace_id = (SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)
             AND receiver_id = coalesce((SELECT nullif(current_setting('app.user_id', true), '')::uuid), receiver_id)";
        db.execute_unprepared(&protect_as("notifications", mine)).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

const UP: &str = "
CREATE TABLE work_item_subscribers (
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    subscriber_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (work_item_id, subscriber_id),
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, subscriber_id) REFERENCES workspace_members (workspace_id, member_id) ON DELETE CASCADE
);
CREATE INDEX work_item_subscribers_person ON work_item_subscribers (subscriber_id, work_item_id);

-- Items that are there already are followed by those who made them or work on them.
INSERT INTO work_item_subscribers (workspace_id, project_id, work_item_id, subscriber_id, created_at)
SELECT w.workspace_id, w.project_id, w.id, pm.member_id, now() FROM work_items w
JOIN project_members pm ON pm.project_id = w.project_id AND pm.is_active AND (pm.member_id = w.created_by
    OR EXISTS (SELECT FROM work_item_assignees a WHERE a.work_item_id = w.id AND a.assignee_id = pm.member_id))
WHERE w.deleted_at IS NULL;

-- A deleted one stays a while for its `once`, which reminders from being given twice: item, kind and date.
CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    receiver_id uuid NOT NULL,
    triggered_by uuid REFERENCES users ON DELETE SET NULL,
    sender text NOT NULL CHECK (length(sender) <= 255),
    title text NOT NULL CHECK (length(title) <= 1000),
    message_stripped text NOT NULL DEFAULT '' CHECK (length(message_stripped) <= 2000),
    data jsonb NOT NULL DEFAULT '{}',
    once text CHECK (length(once) <= 120),
    read_at timestamptz,
    snoozed_till timestamptz,
    archived_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, receiver_id) REFERENCES workspace_members (workspace_id, member_id) ON DELETE CASCADE
);
CREATE INDEX notifications_inbox ON notifications (workspace_id, receiver_id, created_at DESC, id DESC);
CREATE INDEX notifications_unread ON notifications (workspace_id, receiver_id) WHERE read_at IS NULL AND archived_at IS NULL;
CREATE INDEX notifications_created ON notifications (created_at);
CREATE INDEX notifications_item ON notifications (work_item_id);
CREATE UNIQUE INDEX notifications_once ON notifications (receiver_id, once) WHERE once IS NOT NULL;

-- No row means the defaults.
CREATE TABLE notification_preferences (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    property_change boolean NOT NULL DEFAULT true,
    state_change boolean NOT NULL DEFAULT true,
    comment boolean NOT NULL DEFAULT true,
    mention boolean NOT NULL DEFAULT true,
    issue_completed boolean NOT NULL DEFAULT true,
    due_soon boolean NOT NULL DEFAULT true,
    overdue boolean NOT NULL DEFAULT true,
    email_digest text NOT NULL DEFAULT 'soon' CHECK (email_digest IN ('soon', 'daily', 'off')),
    quiet_hours_enabled boolean NOT NULL DEFAULT false,
    quiet_from time NOT NULL DEFAULT '22:00',
    quiet_until time NOT NULL DEFAULT '07:00',
    updated_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_preferences TO treasury_plane_app;

-- What is to be told by mail; a digest takes it.
CREATE TABLE email_notifications (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    receiver_id uuid NOT NULL,
    actor_id uuid REFERENCES users ON DELETE SET NULL,
    kind text NOT NULL CHECK (kind IN ('property_change', 'state_change', 'issue_completed', 'comment', 'mention', 'due_soon', 'overdue')),
    data jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    processed_at timestamptz,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, receiver_id) REFERENCES workspace_members (workspace_id, member_id) ON DELETE CASCADE
);
CREATE INDEX email_notifications_waiting ON email_notifications (receiver_id, work_item_id, created_at) WHERE processed_at IS NULL;
CREATE INDEX email_notifications_processed ON email_notifications (processed_at) WHERE processed_at IS NOT NULL;

-- Work items that are due or late and may have to be reminded of, in all workspaces.
CREATE FUNCTION work_items_due(p_from date, p_to date, p_after uuid, p_limit integer)
RETURNS TABLE (workspace_id uuid, project_id uuid, work_item_id uuid, target_date date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT w.workspace_id, w.project_id, w.id, w.target_date FROM work_items w
    JOIN projects p ON p.id = w.project_id AND p.deleted_at IS NULL AND p.archived_at IS NULL
    JOIN states s ON s.id = w.state_id AND s.\"group\" NOT IN ('completed', 'cancelled')
    WHERE w.target_date BETWEEN p_from AND p_to AND w.id > p_after
      AND w.deleted_at IS NULL AND w.archived_at IS NULL AND NOT w.is_draft
    ORDER BY w.id LIMIT least(p_limit, 1000)
$$;
CREATE INDEX work_items_target_date ON work_items (target_date, id)
    WHERE target_date IS NOT NULL AND deleted_at IS NULL AND archived_at IS NULL AND NOT is_draft;
REVOKE ALL ON FUNCTION work_items_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work_items_due TO treasury_plane_app;

-- An event that is told to one person only.
ALTER TABLE events ADD COLUMN recipient_id uuid;
CREATE INDEX events_recipient ON events (recipient_id, xid, id) WHERE recipient_id IS NOT NULL;

-- What one person was told, in all workspaces: a socket that was away catches up with it.
CREATE FUNCTION events_told(p_recipient uuid, p_xid bigint, p_id bigint, p_limit integer)
RETURNS SETOF events LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT e.* FROM events e
    WHERE e.recipient_id = p_recipient AND (e.xid, e.id) > (p_xid, p_id)
      AND e.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY e.xid, e.id LIMIT least(p_limit, 5000)
$$;

-- Forgets what is old, of all workspaces; answers how many rows are gone.
CREATE FUNCTION forget_notifications(p_before timestamptz, p_limit integer)
RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH told AS (
        DELETE FROM notifications WHERE id IN (
            SELECT n.id FROM notifications n WHERE n.created_at < p_before
              AND (n.read_at < p_before OR n.archived_at < p_before OR n.deleted_at < p_before)
            ORDER BY n.created_at LIMIT least(p_limit, 1000)) RETURNING 1
    ), mails AS (
        DELETE FROM email_notifications WHERE id IN (
            SELECT n.id FROM email_notifications n WHERE n.created_at < p_before
            LIMIT least(p_limit, 1000)) RETURNING 1
    )
    SELECT (SELECT count(*) FROM told) + (SELECT count(*) FROM mails)
$$;
REVOKE ALL ON FUNCTION events_told, forget_notifications FROM PUBLIC;
GRANT EXECUTE ON FUNCTION events_told, forget_notifications TO treasury_plane_app;
";

const DOWN: &str = "
DROP FUNCTION forget_notifications, events_told;
DROP INDEX events_recipient;
ALTER TABLE events DROP COLUMN recipient_id;
DROP INDEX work_items_target_date;
DROP FUNCTION work_items_due;
DROP TABLE email_notifications, notification_preferences, notifications, work_item_subscribers;
";
