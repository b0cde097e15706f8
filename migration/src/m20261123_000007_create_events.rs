//! The event log that every reader follows, and the audit log.
use sea_orm_migration::prelude::*;

use crate::tenant::protect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        db.execute_unprepared(&protect("events")).await?;
        // The log is written and read; nobody changes what has happened.
        db.execute_unprepared("REVOKE UPDATE, DELETE ON events FROM treasury_plane_app").await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// Readers page by (xid, id) and stay below the oldest transaction that still runs, so an event
// that commits late is never skipped: `xid` orders by transaction, not by commit.
const UP: &str = "
CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    project_id uuid,
    work_item_id uuid,
    actor_id uuid,
    entity text NOT NULL CHECK (length(entity) <= 40),
    entity_id uuid NOT NULL,
    verb text NOT NULL CHECK (verb IN ('created', 'updated', 'deleted')),
    changes jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL
);
CREATE INDEX events_position ON events (xid, id);
CREATE INDEX events_project ON events (project_id, xid, id);
CREATE INDEX events_item ON events (work_item_id, id) WHERE work_item_id IS NOT NULL;

-- What the tail of one instance reads: all workspaces, in order, only what can no longer change.
-- It runs after each commit; in plpgsql the plan is kept, in SQL it would be made each time.
CREATE FUNCTION events_after(p_xid bigint, p_id bigint, p_limit integer)
RETURNS SETOF events LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN QUERY
    SELECT e.* FROM events e
    WHERE (e.xid, e.id) > (p_xid, p_id)
      AND e.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY e.xid, e.id LIMIT least(p_limit, 5000);
END $$;
REVOKE ALL ON FUNCTION events_after FROM PUBLIC;
GRANT EXECUTE ON FUNCTION events_after TO treasury_plane_app;

CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    action text NOT NULL CHECK (length(action) <= 80),
    outcome text NOT NULL CHECK (outcome IN ('success', 'failure')),
    object_type text CHECK (length(object_type) <= 40),
    object_id uuid,
    workspace_id uuid,
    ip_address text NOT NULL DEFAULT '' CHECK (length(ip_address) <= 64),
    detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_log_at ON audit_log (at DESC, id DESC);
CREATE INDEX audit_log_actor ON audit_log (actor_id, id DESC);
GRANT SELECT, INSERT ON audit_log TO treasury_plane_app;
";

const DOWN: &str = "DROP TABLE audit_log; DROP FUNCTION events_after; DROP TABLE events;";
