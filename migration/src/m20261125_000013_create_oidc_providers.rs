//! OpenID Connect providers that people may sign in by.
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

// Secrets and private keys are sealed with the instance's key. The previous key stays until the
// next rotation, so that signing in goes on while the provider learns the new certificate.
const UP: &str = "
CREATE TABLE oidc_providers (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 40),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    preset text NOT NULL CHECK (preset IN ('login_gov', 'login_gov_sandbox', 'generic')),
    issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 512),
    client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 255),
    client_auth text NOT NULL CHECK (client_auth IN ('private_key_jwt', 'pkce', 'client_secret')),
    client_secret_sealed bytea,
    private_key_sealed bytea,
    certificate text,
    previous_key_sealed bytea,
    previous_certificate text,
    scopes text NOT NULL CHECK (length(scopes) <= 512),
    acr_values text NOT NULL DEFAULT '' CHECK (length(acr_values) <= 1024),
    require_card boolean NOT NULL DEFAULT false,
    auto_provision boolean NOT NULL DEFAULT false,
    enabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((private_key_sealed IS NULL) = (certificate IS NULL)),
    CHECK ((previous_key_sealed IS NULL) = (previous_certificate IS NULL)),
    CHECK (client_auth <> 'private_key_jwt' OR private_key_sealed IS NOT NULL),
    CHECK (client_auth <> 'client_secret' OR client_secret_sealed IS NOT NULL)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_providers TO treasury_plane_app;
";

const DOWN: &str = "DROP TABLE oidc_providers;";
