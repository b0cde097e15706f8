//! Leases of jobs and of roles that one instance holds at a time, schedules, and the places up to
//! which readers have come in the event log.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(UP).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// A lease is a row with an end, not a session lock, so that it works through poolers and ends when
// its holder does. Each reader of the event log begins at what comes after its migration.
const UP: &str = "
ALTER TABLE jobs
    ADD COLUMN leased_by uuid,
    ADD COLUMN started_at timestamptz,
    ADD COLUMN died_at timestamptz;
DROP INDEX jobs_ready;
CREATE INDEX jobs_ready ON jobs (name, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_leased ON jobs (leased_until) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (died_at) WHERE state = 'dead';

CREATE TABLE leases (
    name text PRIMARY KEY CHECK (length(name) <= 80),
    holder uuid NOT NULL,
    expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON leases TO treasury_plane_app;

-- `last_due_at` moves forward in the transaction that enqueues: each due time is enqueued once.
CREATE TABLE job_schedules (
    name text PRIMARY KEY CHECK (length(name) <= 80),
    last_due_at timestamptz NOT NULL,
    last_started_at timestamptz,
    last_finished_at timestamptz,
    last_error text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON job_schedules TO treasury_plane_app;

CREATE TABLE event_cursors (
    name text PRIMARY KEY CHECK (length(name) <= 80),
    xid bigint NOT NULL,
    id bigint NOT NULL
);
GRANT SELECT, UPDATE ON event_cursors TO treasury_plane_app;
INSERT INTO event_cursors (name, xid, id)
SELECT name, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, 9223372036854775807
FROM (VALUES ('notifications'), ('webhooks')) AS readers (name);
";

const DOWN: &str = "
DROP TABLE event_cursors, job_schedules, leases;
DROP INDEX jobs_dead, jobs_leased, jobs_ready;
CREATE INDEX jobs_ready ON jobs (run_at, id) WHERE state = 'ready';
ALTER TABLE jobs DROP COLUMN died_at, DROP COLUMN started_at, DROP COLUMN leased_by;
";
