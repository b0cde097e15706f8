//! Which backups were made whole: what `doctor` and the metrics ask. The archives themselves are
//! elsewhere.
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
CREATE TABLE backups (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) <= 255),
    taken_at timestamptz NOT NULL,
    size_bytes bigint NOT NULL,
    rows bigint NOT NULL,
    files bigint NOT NULL,
    is_sealed boolean NOT NULL
);
CREATE INDEX backups_taken ON backups (taken_at DESC);
GRANT SELECT, INSERT, DELETE ON backups TO treasury_plane_app;
";

const DOWN: &str = "DROP TABLE backups;";
