//! Projects with their members, states, labels and counters.
use sea_orm_migration::prelude::*;

use crate::tenant::protect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        for table in ["projects", "project_counters", "project_members", "states", "labels"] {
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
CREATE TABLE projects (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    identifier text NOT NULL CHECK (identifier = upper(identifier) AND length(identifier) BETWEEN 1 AND 12),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
    network smallint NOT NULL DEFAULT 2 CHECK (network IN (0, 2)),
    project_lead uuid REFERENCES users ON DELETE SET NULL,
    default_assignee uuid REFERENCES users ON DELETE SET NULL,
    default_state uuid,
    logo_props jsonb NOT NULL DEFAULT '{}',
    emoji text,
    icon_prop jsonb,
    cover_image text,
    module_view boolean NOT NULL DEFAULT false,
    cycle_view boolean NOT NULL DEFAULT false,
    issue_views_view boolean NOT NULL DEFAULT false,
    page_view boolean NOT NULL DEFAULT true,
    intake_view boolean NOT NULL DEFAULT false,
    is_time_tracking_enabled boolean NOT NULL DEFAULT false,
    is_issue_type_enabled boolean NOT NULL DEFAULT false,
    guest_view_all_features boolean NOT NULL DEFAULT false,
    archive_in integer NOT NULL DEFAULT 0 CHECK (archive_in BETWEEN 0 AND 12),
    close_in integer NOT NULL DEFAULT 0 CHECK (close_in BETWEEN 0 AND 12),
    timezone text NOT NULL DEFAULT 'UTC' CHECK (length(timezone) <= 64),
    archived_at timestamptz,
    external_source text CHECK (length(external_source) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, id)
);
CREATE UNIQUE INDEX projects_identifier_key ON projects (workspace_id, identifier) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX projects_name_key ON projects (workspace_id, name) WHERE deleted_at IS NULL;

-- The last number given out and how many items the default lists show. The row is the lock under
-- which numbers are taken; a trigger on work_items keeps the count.
CREATE TABLE project_counters (
    project_id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    last_sequence integer NOT NULL DEFAULT 0,
    visible_items integer NOT NULL DEFAULT 0,
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE project_members (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    member_id uuid NOT NULL,
    role smallint NOT NULL CHECK (role IN (5, 15, 20)),
    is_active boolean NOT NULL DEFAULT true,
    sort_order double precision NOT NULL DEFAULT 65535,
    created_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (project_id, member_id),
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES workspace_members (workspace_id, member_id) ON DELETE CASCADE
);
CREATE INDEX project_members_member ON project_members (member_id, workspace_id) WHERE is_active;

CREATE TABLE states (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
    color text NOT NULL CHECK (length(color) <= 255),
    slug text NOT NULL DEFAULT '' CHECK (length(slug) <= 100),
    sequence double precision NOT NULL DEFAULT 65535,
    \"group\" text NOT NULL CHECK (\"group\" IN ('backlog', 'unstarted', 'started', 'completed', 'cancelled', 'triage')),
    \"default\" boolean NOT NULL DEFAULT false,
    external_source text CHECK (length(external_source) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, project_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX states_name_key ON states (project_id, name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX states_default_key ON states (project_id) WHERE \"default\" AND deleted_at IS NULL;

CREATE TABLE labels (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
    color text NOT NULL DEFAULT '' CHECK (length(color) <= 255),
    sort_order double precision NOT NULL DEFAULT 65535,
    external_source text CHECK (length(external_source) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, project_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES projects (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id, parent_id) REFERENCES labels (workspace_id, project_id, id)
);
CREATE UNIQUE INDEX labels_name_key ON labels (project_id, name) WHERE deleted_at IS NULL;
";

const DOWN: &str =
    "DROP TABLE labels, states, project_members, project_counters, projects CASCADE;";
