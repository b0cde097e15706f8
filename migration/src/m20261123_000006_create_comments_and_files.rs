//! Comments on work items, and files: attachments and images in text.
use sea_orm_migration::prelude::*;

use crate::tenant::protect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        for table in ["comments", "files"] {
            db.execute_unprepared(&protect(table)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

const UP: &str = "
CREATE TABLE comments (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    parent_id uuid,
    actor_id uuid REFERENCES users ON DELETE SET NULL,
    comment_html text NOT NULL CHECK (octet_length(comment_html) <= 10485760),
    comment_stripped text NOT NULL DEFAULT '',
    access text NOT NULL DEFAULT 'INTERNAL' CHECK (access IN ('INTERNAL', 'EXTERNAL')),
    external_source text CHECK (length(external_source) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    edited_at timestamptz,
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, work_item_id, id),
    UNIQUE (workspace_id, project_id, id),
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, work_item_id, parent_id) REFERENCES comments (workspace_id, work_item_id, id)
);
CREATE INDEX comments_item ON comments (work_item_id, created_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX comments_external_key ON comments (project_id, external_source, external_id)
    WHERE external_id IS NOT NULL AND external_source IS NOT NULL AND deleted_at IS NULL;

-- `storage_key` is the content's digest once the bytes have arrived; the same bytes are kept once.
CREATE TABLE files (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    project_id uuid,
    work_item_id uuid,
    entity_type text NOT NULL CHECK (entity_type IN ('ISSUE_ATTACHMENT', 'ISSUE_DESCRIPTION', 'COMMENT_DESCRIPTION')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    content_type text NOT NULL CHECK (length(content_type) <= 255),
    size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
    storage_key text,
    is_uploaded boolean NOT NULL DEFAULT false,
    upload_token_hash bytea,
    external_source text CHECK (length(external_source) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id, work_item_id) REFERENCES work_items (workspace_id, project_id, id) ON DELETE CASCADE
);
CREATE INDEX files_item ON files (work_item_id, created_at) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX files_external_key ON files (project_id, external_source, external_id)
    WHERE external_id IS NOT NULL AND external_source IS NOT NULL AND deleted_at IS NULL;
";

const DOWN: &str = "DROP TABLE files, comments CASCADE;";
