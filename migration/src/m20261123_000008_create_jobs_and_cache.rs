//! The job queue and the shared cache.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// The cache is UNLOGGED: losing it loses nothing, and some databases do lose it on failover.
const UP: &str = "
CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (length(name) <= 80),
    payload jsonb NOT NULL DEFAULT '{}',
    unique_key text CHECK (length(unique_key) <= 255),
    state text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'running', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    attempts_max integer NOT NULL DEFAULT 10,
    run_at timestamptz NOT NULL,
    leased_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX jobs_ready ON jobs (run_at, id) WHERE state = 'ready';
CREATE UNIQUE INDEX jobs_unique ON jobs (name, unique_key) WHERE unique_key IS NOT NULL AND state <> 'dead';
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO treasury_plane_app;

CREATE UNLOGGED TABLE cache (
    key text PRIMARY KEY CHECK (length(key) <= 255),
    value jsonb NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX cache_expiry ON cache (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON cache TO treasury_plane_app;
";

const DOWN: &str = "DROP TABLE cache, jobs;";
