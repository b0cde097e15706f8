//! People and how they prove who they are; settings of the instance.
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

// These tables belong to the instance, not to a workspace. Tokens and passwords are stored hashed.
const UP: &str = "
CREATE TABLE instance_settings (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    name text NOT NULL DEFAULT 'Treasury Plane' CHECK (length(name) BETWEEN 1 AND 80),
    setup_at timestamptz,
    allow_workspace_creation boolean NOT NULL DEFAULT true,
    session_idle_minutes integer CHECK (session_idle_minutes BETWEEN 5 AND 43200),
    session_absolute_hours integer CHECK (session_absolute_hours BETWEEN 1 AND 2160),
    updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO instance_settings DEFAULT VALUES;

CREATE TABLE users (
    id uuid PRIMARY KEY,
    email text NOT NULL CHECK (email = lower(btrim(email)) AND length(email) BETWEEN 3 AND 255),
    first_name text NOT NULL DEFAULT '' CHECK (length(first_name) <= 255),
    last_name text NOT NULL DEFAULT '' CHECK (length(last_name) <= 255),
    display_name text NOT NULL DEFAULT '' CHECK (length(display_name) <= 255),
    avatar text NOT NULL DEFAULT '',
    is_active boolean NOT NULL DEFAULT true,
    is_instance_admin boolean NOT NULL DEFAULT false,
    is_bot boolean NOT NULL DEFAULT false,
    user_timezone text NOT NULL DEFAULT 'UTC' CHECK (length(user_timezone) <= 64),
    preferences jsonb NOT NULL DEFAULT '{}',
    last_workspace_id uuid,
    last_login_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_email_key UNIQUE (email)
);
CREATE INDEX users_created_at ON users (created_at DESC, id DESC);

CREATE TABLE credentials (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    password_hash text NOT NULL,
    failed_attempts integer NOT NULL DEFAULT 0,
    locked_until timestamptz,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ip_address text NOT NULL DEFAULT '' CHECK (length(ip_address) <= 64),
    user_agent text NOT NULL DEFAULT '' CHECK (length(user_agent) <= 512)
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- One-time links: first set-up (no user), a new account's welcome, a password reset.
CREATE TABLE password_links (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    user_id uuid REFERENCES users ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('setup', 'welcome', 'reset')),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL,
    CHECK ((user_id IS NULL) = (purpose = 'setup'))
);
CREATE INDEX password_links_user ON password_links (user_id);

GRANT SELECT, UPDATE ON instance_settings TO treasury_plane_app;
GRANT SELECT, INSERT, UPDATE ON users TO treasury_plane_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON credentials, sessions, password_links TO treasury_plane_app;
";

const DOWN: &str = "DROP TABLE password_links, sessions, credentials, users, instance_settings;";
