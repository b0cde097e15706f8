//! Anchors may let the responder of a card's issuer say whether the card is revoked.
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

const UP: &str = "
ALTER TABLE trust_anchors
    ADD COLUMN ocsp text NOT NULL DEFAULT 'off' CHECK (ocsp IN ('off', 'prefer'));
";

const DOWN: &str = "
ALTER TABLE trust_anchors DROP COLUMN ocsp;
";
