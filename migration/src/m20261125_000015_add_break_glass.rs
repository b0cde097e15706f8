//! A one-time link that signs in when every other way fails; it is made on the host only.
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

// Names of constraints are those that PostgreSQL gave in 000002.
const UP: &str = "
ALTER TABLE password_links
    DROP CONSTRAINT password_links_purpose_check,
    ADD CONSTRAINT password_links_purpose_check
        CHECK (purpose IN ('setup', 'welcome', 'reset', 'break_glass'));
COMMENT ON TABLE sign_in_failures IS 'Failed sign-ins by client address, and by account: the key is then account: and a digest of the address that was typed.';
";

const DOWN: &str = "
DELETE FROM password_links WHERE purpose = 'break_glass';
ALTER TABLE password_links
    DROP CONSTRAINT password_links_purpose_check,
    ADD CONSTRAINT password_links_purpose_check CHECK (purpose IN ('setup', 'welcome', 'reset'));
COMMENT ON TABLE sign_in_failures IS NULL;
";
