//! Who is there: the instances on this database. What jobs that clean up look for, and numbers by day.
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

// The two functions pass row-level security for the clean-up of all workspaces: one hands out ids
// and nothing else, the other says which of the digests that the caller knows are in use.
const UP: &str = "
CREATE TABLE instances (
    id uuid PRIMARY KEY,
    host_name text NOT NULL CHECK (length(host_name) <= 255),
    version text NOT NULL CHECK (length(version) <= 80),
    role text NOT NULL CHECK (role IN ('all', 'web', 'worker')),
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON instances TO treasury_plane_app;

CREATE TABLE daily_counts (
    day date PRIMARY KEY,
    users bigint NOT NULL,
    workspaces bigint NOT NULL,
    projects bigint NOT NULL,
    work_items bigint NOT NULL,
    counted_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON daily_counts TO treasury_plane_app;

CREATE INDEX work_items_deleted ON work_items (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX comments_deleted ON comments (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX files_deleted ON files (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX files_announced ON files (workspace_id, created_at) WHERE NOT is_uploaded;
CREATE INDEX files_storage_key ON files (storage_key) WHERE storage_key IS NOT NULL;
-- For the foreign key: deleting an item looks for its files, deleted ones too.
CREATE INDEX files_work_item ON files (work_item_id) WHERE work_item_id IS NOT NULL;

-- The ids of workspaces, deleted ones too, in order: jobs go over them and enter one at a time.
CREATE FUNCTION workspace_ids(p_after uuid, p_limit integer)
RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT w.id FROM workspaces w WHERE p_after IS NULL OR w.id > p_after
    ORDER BY w.id LIMIT least(p_limit, 1000)
$$;

-- Which of these keys of stored bytes some row of some workspace names.
CREATE FUNCTION named_storage_keys(p_keys text[])
RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT k FROM unnest(p_keys) AS k WHERE EXISTS (SELECT FROM files f WHERE f.storage_key = k)
$$;

REVOKE ALL ON FUNCTION workspace_ids, named_storage_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspace_ids, named_storage_keys TO treasury_plane_app;
";

const DOWN: &str = "
DROP FUNCTION named_storage_keys, workspace_ids;
DROP INDEX files_work_item, files_storage_key, files_announced, files_deleted, comments_deleted, work_items_deleted;
DROP TABLE daily_counts, instances;
";
