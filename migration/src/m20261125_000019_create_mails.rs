//! Mail: the outbox, how it is sent, and links that sign in.
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

// What a mail says may hold a token, or texts of a workspace: it is sealed with the instance's key
// and goes when the mail has been sent. `title` is what administrators of the instance may read.
const UP: &str = "
CREATE TABLE mail_settings (
    id smallint PRIMARY KEY CHECK (id = 1),
    enabled boolean NOT NULL DEFAULT false,
    host text NOT NULL DEFAULT '' CHECK (length(host) <= 255),
    port integer NOT NULL DEFAULT 587 CHECK (port BETWEEN 1 AND 65535),
    security text NOT NULL DEFAULT 'starttls' CHECK (security IN ('starttls', 'tls', 'none')),
    username text NOT NULL DEFAULT '' CHECK (length(username) <= 255),
    password_sealed bytea CHECK (length(password_sealed) <= 4096),
    from_address text NOT NULL DEFAULT '' CHECK (length(from_address) <= 255),
    from_name text NOT NULL DEFAULT '' CHECK (length(from_name) <= 100),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (security <> 'none' OR (username = '' AND password_sealed IS NULL)),
    CHECK (NOT enabled OR (host <> '' AND from_address <> ''))
);
INSERT INTO mail_settings (id) VALUES (1);
GRANT SELECT, UPDATE ON mail_settings TO treasury_plane_app;

CREATE TABLE mails (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (length(kind) <= 40),
    user_id uuid REFERENCES users ON DELETE CASCADE,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 255),
    title text NOT NULL CHECK (length(title) <= 255),
    message_id text NOT NULL UNIQUE CHECK (length(message_id) <= 320),
    data_sealed bytea CHECK (length(data_sealed) <= 1048576),
    state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    last_error text CHECK (length(last_error) <= 1000),
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    CHECK ((state = 'waiting') = (data_sealed IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX mails_log ON mails (created_at DESC, id DESC);
CREATE INDEX mails_log_by_state ON mails (state, created_at DESC, id DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON mails TO treasury_plane_app;

ALTER TABLE instance_settings ADD COLUMN magic_link_enabled boolean NOT NULL DEFAULT false;
ALTER TABLE password_links
    DROP CONSTRAINT password_links_purpose_check,
    ADD CONSTRAINT password_links_purpose_check
        CHECK (purpose IN ('setup', 'welcome', 'reset', 'break_glass', 'magic_link'));

-- Whom mail waits for, over all workspaces: ids only.
CREATE FUNCTION mail_receivers(p_after uuid, p_most integer)
RETURNS TABLE (receiver_id uuid, workspace_ids uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT e.receiver_id, array_agg(DISTINCT e.workspace_id) FROM email_notifications e
    WHERE e.processed_at IS NULL AND e.receiver_id > p_after
    GROUP BY e.receiver_id ORDER BY e.receiver_id LIMIT p_most
$$;
CREATE FUNCTION purge_email_notifications(p_before timestamptz, p_most integer)
RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH gone AS (
        DELETE FROM email_notifications WHERE id IN (
            SELECT id FROM email_notifications WHERE processed_at < p_before LIMIT p_most)
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION mail_receivers, purge_email_notifications FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail_receivers, purge_email_notifications TO treasury_plane_app;
";

const DOWN: &str = "
DROP FUNCTION purge_email_notifications, mail_receivers;
DELETE FROM password_links WHERE purpose = 'magic_link';
ALTER TABLE password_links
    DROP CONSTRAINT password_links_purpose_check,
    ADD CONSTRAINT password_links_purpose_check
        CHECK (purpose IN ('setup', 'welcome', 'reset', 'break_glass'));
ALTER TABLE instance_settings DROP COLUMN magic_link_enabled;
DROP TABLE mails, mail_settings;
";
