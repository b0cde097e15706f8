//! Webhooks of a workspace, what is sent to them, and how that went.
use sea_orm_migration::prelude::*;

use crate::tenant::protect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        for table in ["webhooks", "webhook_payloads", "webhook_deliveries"] {
            db.execute_unprepared(&protect(table)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// Secrets are sealed with the instance's key; a deleted webhook has none any more. What is said of
// a thing is kept once an event: all webhooks and all changed fields of the event share it.
// Deliveries of one webhook and one thing go out in the order of their numbers.
const UP: &str = "
CREATE TABLE webhooks (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 1024),
    is_active boolean NOT NULL DEFAULT true,
    project boolean NOT NULL DEFAULT false,
    issue boolean NOT NULL DEFAULT false,
    module boolean NOT NULL DEFAULT false,
    cycle boolean NOT NULL DEFAULT false,
    issue_comment boolean NOT NULL DEFAULT false,
    secret_sealed bytea,
    previous_secret_sealed bytea,
    previous_secret_until timestamptz,
    secret_rotated_at timestamptz,
    consecutive_failures integer NOT NULL DEFAULT 0,
    held_until timestamptz,
    paused_at timestamptz,
    pause_reason text CHECK (length(pause_reason) <= 512),
    created_by uuid REFERENCES users ON DELETE SET NULL,
    updated_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    UNIQUE (workspace_id, id),
    CHECK ((secret_sealed IS NULL) = (deleted_at IS NOT NULL)),
    CHECK ((previous_secret_sealed IS NULL) = (previous_secret_until IS NULL)),
    CHECK (NOT is_active OR paused_at IS NULL)
);
CREATE UNIQUE INDEX webhooks_url ON webhooks (workspace_id, url) WHERE deleted_at IS NULL;

CREATE TABLE webhook_payloads (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    event_id bigint,
    data text NOT NULL,
    actor text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (workspace_id, event_id)
);
CREATE INDEX webhook_payloads_age ON webhook_payloads (created_at);

CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    workspace_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    payload_id uuid,
    event_id bigint,
    object_id uuid NOT NULL,
    event text NOT NULL CHECK (length(event) <= 40),
    action text NOT NULL CHECK (length(action) <= 40),
    change jsonb,
    redelivery_of uuid,
    state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    request_headers jsonb,
    response_status integer,
    response_headers jsonb,
    response_body text,
    duration_ms integer,
    last_error text,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    UNIQUE (workspace_id, id),
    CHECK (event_id IS NOT NULL OR payload_id IS NOT NULL),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, payload_id) REFERENCES webhook_payloads (workspace_id, id)
);
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook_id, number DESC);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, object_id, number)
    WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_unprepared ON webhook_deliveries (workspace_id, event_id)
    WHERE state = 'waiting' AND payload_id IS NULL;
CREATE INDEX webhook_deliveries_payload ON webhook_deliveries (payload_id);
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at);

-- Forgets what is old, in all workspaces, and what deleted webhooks left; says how many rows.
CREATE FUNCTION purge_webhooks(p_before timestamptz, p_limit integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    most integer := least(p_limit, 1000);
    part bigint;
    total bigint := 0;
BEGIN
    DELETE FROM webhook_deliveries WHERE id IN (
        SELECT d.id FROM webhook_deliveries d WHERE d.created_at < p_before ORDER BY d.created_at LIMIT most);
    GET DIAGNOSTICS part = ROW_COUNT;
    total := total + part;
    DELETE FROM webhook_deliveries WHERE id IN (
        SELECT d.id FROM webhooks w JOIN webhook_deliveries d ON d.webhook_id = w.id
        WHERE w.deleted_at IS NOT NULL LIMIT most);
    GET DIAGNOSTICS part = ROW_COUNT;
    total := total + part;
    DELETE FROM webhook_payloads WHERE id IN (
        SELECT p.id FROM webhook_payloads p WHERE p.created_at < p_before
          AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.payload_id = p.id)
        ORDER BY p.created_at LIMIT most);
    GET DIAGNOSTICS part = ROW_COUNT;
    total := total + part;
    DELETE FROM webhooks WHERE id IN (
        SELECT w.id FROM webhooks w WHERE w.deleted_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id)
        LIMIT most);
    GET DIAGNOSTICS part = ROW_COUNT;
    RETURN total + part;
END $$;
REVOKE ALL ON FUNCTION purge_webhooks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_webhooks TO treasury_plane_app;
";

const DOWN: &str = "
DROP FUNCTION purge_webhooks;
DROP TABLE webhook_deliveries, webhook_payloads, webhooks;
";
