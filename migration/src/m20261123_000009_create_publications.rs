//! Published boards: a project that anyone with the address may read.
use sea_orm_migration::prelude::*;

use crate::tenant::protect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        db.execute_unprepared(&protect("publications")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

const UP: &str = "
CREATE TABLE publications (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL UNIQUE,
    anchor text NOT NULL UNIQUE CHECK (anchor ~ '^[0-9a-f]{32}$'),
    is_comments_enabled boolean NOT NULL DEFAULT false,
    is_reactions_enabled boolean NOT NULL DEFAULT false,
    is_votes_enabled boolean NOT NULL DEFAULT false,
    view_props jsonb NOT NULL DEFAULT '{\"list\": true, \"kanban\": true}',
    created_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE
);
";

const DOWN: &str = "DROP TABLE publications;";
