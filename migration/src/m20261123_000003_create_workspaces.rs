//! Workspaces, who belongs to them, and tokens that act for a person.
use sea_orm_migration::prelude::*;

use crate::tenant::{protect, protect_as};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        // A person finds the workspaces they belong to before one is chosen: the two tables are
        // also readable by the user of the context.
        let mine = "ARRAY(SELECT m.workspace_id FROM workspace_members m WHERE m.member_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid) AND m.is_active)";
        db.execute_unprepared(&protect_as(
            "workspaces",
            &format!("id = (SELECT nullif(current_setting('app.workspace_id', true), '')::uuid) OR id = ANY ({mine})"),
        ))
        .await?;
        db.execute_unprepared(&protect_as(
            "workspace_members",
            "workspace_id = (SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)
             OR member_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)",
        ))
        .await?;
        db.execute_unprepared(&protect("invitations")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

const UP: &str = "
CREATE TABLE workspaces (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    slug text NOT NULL CHECK (slug ~ '^[a-zA-Z0-9_-]{1,64}$'),
    owner_id uuid NOT NULL REFERENCES users,
    organization_size text CHECK (length(organization_size) <= 20),
    timezone text NOT NULL DEFAULT 'UTC' CHECK (length(timezone) <= 64),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CONSTRAINT workspaces_slug_key UNIQUE (slug)
);

-- One row a person for good; leaving only clears is_active, so that what they did keeps its name.
CREATE TABLE workspace_members (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    role smallint NOT NULL CHECK (role IN (5, 15, 20)),
    is_active boolean NOT NULL DEFAULT true,
    created_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, member_id),
    UNIQUE (workspace_id, id)
);
CREATE INDEX workspace_members_member ON workspace_members (member_id) WHERE is_active;

CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    email text NOT NULL CHECK (email = lower(btrim(email)) AND length(email) <= 255),
    role smallint NOT NULL CHECK (role IN (5, 15, 20)),
    token_hash bytea NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL,
    accepted boolean NOT NULL DEFAULT false,
    responded_at timestamptz,
    created_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, id)
);
CREATE UNIQUE INDEX invitations_email ON invitations (workspace_id, email)
    WHERE deleted_at IS NULL AND responded_at IS NULL;

CREATE TABLE api_tokens (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    workspace_id uuid REFERENCES workspaces ON DELETE CASCADE,
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 255),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 1000),
    token_hash bytea NOT NULL UNIQUE,
    is_active boolean NOT NULL DEFAULT true,
    expired_at timestamptz,
    last_used timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX api_tokens_user ON api_tokens (user_id, created_at DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_tokens TO treasury_plane_app;
";

const DOWN: &str = "DROP TABLE api_tokens, invitations, workspace_members, workspaces CASCADE;";
