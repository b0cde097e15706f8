//! What card sign-in trusts: anchors with their demands, other certificates, revocation lists and where they come from.
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

// Anchors ship empty: what to trust is the operator's decision. Each change raises
// instance_settings.trust_version in its transaction, which is how other instances notice and what
// makes changes wait for each other.
const UP: &str = "
CREATE TABLE trust_anchors (
    id uuid PRIMARY KEY,
    sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
    certificate bytea NOT NULL CHECK (length(certificate) <= 65536),
    subject text NOT NULL,
    not_before timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    trust_domain text NOT NULL CHECK (length(trust_domain) BETWEEN 1 AND 128),
    policies text[] NOT NULL CHECK (cardinality(policies) BETWEEN 1 AND 32),
    require_client_auth_eku boolean NOT NULL,
    accept_absent_eku boolean NOT NULL,
    inhibit_policy_mapping boolean NOT NULL,
    revocation text NOT NULL CHECK (revocation IN ('hard', 'soft', 'off')),
    soft_grace_hours integer NOT NULL CHECK (soft_grace_hours BETWEEN 1 AND 168),
    soft_until timestamptz CHECK (revocation <> 'soft' OR soft_until IS NOT NULL),
    auto_provision boolean NOT NULL,
    identifier_kinds text[] NOT NULL CHECK (cardinality(identifier_kinds) BETWEEN 1 AND 4
        AND identifier_kinds <@ ARRAY['dod_edipi', 'upn', 'subject', 'uid']),
    dod boolean NOT NULL,
    upn_suffixes text[] NOT NULL CHECK (cardinality(upn_suffixes) <= 32),
    issuer_group text NOT NULL CHECK (length(issuer_group) BETWEEN 1 AND 128),
    enabled boolean NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE trust_certificates (
    id uuid PRIMARY KEY,
    sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
    certificate bytea NOT NULL CHECK (length(certificate) <= 65536),
    subject text NOT NULL,
    issuer text NOT NULL,
    not_before timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);

-- One list for each scope (issuer, key and distribution point); a newer one takes its place.
CREATE TABLE trust_crls (
    id uuid PRIMARY KEY,
    scope bytea NOT NULL UNIQUE CHECK (length(scope) = 32),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    der bytea NOT NULL CHECK (length(der) <= 104857600),
    issuer text NOT NULL,
    this_update timestamptz NOT NULL,
    next_update timestamptz NOT NULL,
    number bytea CHECK (length(number) <= 64),
    entries bigint NOT NULL,
    size_bytes bigint NOT NULL,
    source text NOT NULL CHECK (length(source) <= 2048),
    received_at timestamptz NOT NULL
);
-- Lists do not shrink much when they are compressed, and it would take seconds.
ALTER TABLE trust_crls ALTER COLUMN der SET STORAGE EXTERNAL;

CREATE TABLE trust_crl_sources (
    id uuid PRIMARY KEY,
    url text NOT NULL UNIQUE CHECK (length(url) BETWEEN 1 AND 2048),
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    last_attempt_at timestamptz,
    last_success_at timestamptz,
    last_error text CHECK (length(last_error) <= 500),
    failures integer NOT NULL DEFAULT 0
);
CREATE INDEX trust_crl_sources_due ON trust_crl_sources (next_attempt_at) WHERE enabled;

-- What one instance does for all of them: when it was last begun, and at which trust_version.
CREATE TABLE trust_tasks (
    name text PRIMARY KEY,
    begun_at timestamptz NOT NULL,
    version bigint NOT NULL
);
INSERT INTO trust_tasks (name, begun_at, version) VALUES
    ('sessions', '-infinity', 0),
    ('expiry', '-infinity', 0);

-- When the certificate of a card was last found to be good, for open sessions.
ALTER TABLE cards ADD COLUMN last_judged_at timestamptz;

GRANT SELECT, INSERT, UPDATE, DELETE ON trust_anchors, trust_certificates, trust_crls, trust_crl_sources TO treasury_plane_app;
GRANT SELECT, UPDATE ON trust_tasks TO treasury_plane_app;
";

const DOWN: &str = "
ALTER TABLE cards DROP COLUMN last_judged_at;
DROP TABLE trust_tasks, trust_crl_sources, trust_crls, trust_certificates, trust_anchors;
";
