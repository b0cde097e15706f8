//! What instances share for a short time: counters of limits, open sockets, who looks at what; and
//! which life of the database a value of the cache is from.
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

// All UNLOGGED: they may be empty after a crash, and some databases keep them over a failover. A
// value of the cache counts only in the life of the server in which it was written. Rows of sockets
// and presence count for as long as their instance holds its lease; they name no workspace, because
// the instance that serves the socket has asked whether the person may be there.
const UP: &str = "
DELETE FROM cache;
ALTER TABLE cache ADD COLUMN boot timestamptz NOT NULL DEFAULT pg_postmaster_start_time();

CREATE UNLOGGED TABLE rate_windows (
    key text PRIMARY KEY CHECK (length(key) <= 120),
    window_no bigint NOT NULL,
    current integer NOT NULL,
    previous integer NOT NULL,
    is_allowed boolean NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_windows TO treasury_plane_app;

CREATE UNLOGGED TABLE socket_counts (
    user_id uuid NOT NULL,
    instance_id uuid NOT NULL,
    sockets integer NOT NULL,
    PRIMARY KEY (user_id, instance_id)
) WITH (autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX socket_counts_instance ON socket_counts (instance_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON socket_counts TO treasury_plane_app;

CREATE UNLOGGED TABLE presence (
    work_item_id uuid NOT NULL,
    user_id uuid NOT NULL,
    instance_id uuid NOT NULL,
    PRIMARY KEY (work_item_id, user_id, instance_id)
) WITH (autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX presence_instance ON presence (instance_id);
GRANT SELECT, INSERT, DELETE ON presence TO treasury_plane_app;
";

const DOWN: &str = "
DROP TABLE presence, socket_counts, rate_windows;
ALTER TABLE cache DROP COLUMN boot;
";
