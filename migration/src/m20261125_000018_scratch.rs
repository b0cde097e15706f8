//! Stands in for the tables of notifications until their own migration is merged: delete it then.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(UP).await?;
        db.execute_unprepared(&crate::tenant::protect("email_notifications")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "DROP TABLE notification_preferences, email_notifications";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}

const UP: &str = "
CREATE TABLE email_notifications (
    id uuid PRIMARY KEY,
    workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    project_id uuid NOT NULL,
    work_item_id uuid NOT NULL,
    receiver_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    actor_id uuid REFERENCES users ON DELETE SET NULL,
    kind text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    processed_at timestamptz
);
CREATE TABLE notification_preferences (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    property_change boolean NOT NULL DEFAULT true,
    state_change boolean NOT NULL DEFAULT true,
    comment boolean NOT NULL DEFAULT true,
    mention boolean NOT NULL DEFAULT true,
    issue_completed boolean NOT NULL DEFAULT true,
    due_soon boolean NOT NULL DEFAULT true,
    overdue boolean NOT NULL DEFAULT true,
    email_digest text NOT NULL DEFAULT 'soon',
    quiet_hours_enabled boolean NOT NULL DEFAULT false,
    quiet_from time NOT NULL DEFAULT '22:00',
    quiet_until time NOT NULL DEFAULT '07:00',
    updated_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_preferences TO treasury_plane_app;
";
