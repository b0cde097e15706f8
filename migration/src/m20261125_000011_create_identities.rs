//! Ways to sign in beside a password: identities, cards, attempts; what sessions know of them.
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

// An identity belongs to one account: the unique key over domain, kind and value is what refuses
// two accounts for one person of an issuer. Attempts, failures and cards belong to the instance.
const UP: &str = "
ALTER TABLE users
    ADD COLUMN is_pending boolean NOT NULL DEFAULT false,
    ADD COLUMN last_login_ip text NOT NULL DEFAULT '' CHECK (length(last_login_ip) <= 64),
    ADD COLUMN previous_login_at timestamptz,
    ADD COLUMN previous_login_ip text NOT NULL DEFAULT '' CHECK (length(previous_login_ip) <= 64);
CREATE INDEX users_pending ON users (created_at DESC, id DESC) WHERE is_pending;

ALTER TABLE sessions
    ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'link', 'piv', 'oidc')),
    ADD COLUMN authenticated_at timestamptz,
    ADD COLUMN certificate_sha256 bytea CHECK (length(certificate_sha256) = 32),
    ADD COLUMN provider_id uuid,
    ADD COLUMN soft_revocation boolean NOT NULL DEFAULT false;
UPDATE sessions SET authenticated_at = created_at;
CREATE INDEX sessions_certificate ON sessions (certificate_sha256) WHERE certificate_sha256 IS NOT NULL;

ALTER TABLE instance_settings
    ADD COLUMN password_enabled boolean NOT NULL DEFAULT true,
    ADD COLUMN notice_enabled boolean NOT NULL DEFAULT true,
    ADD COLUMN notice_title text NOT NULL DEFAULT 'System use notification' CHECK (length(notice_title) BETWEEN 1 AND 120),
    ADD COLUMN notice_text text NOT NULL DEFAULT 'You are accessing a U.S. Government information system, provided for authorized use only. Use of this system may be monitored, recorded and subject to audit. Unauthorized use is prohibited and subject to criminal and civil penalties. By using this system you consent to monitoring and recording.' CHECK (length(notice_text) BETWEEN 1 AND 8000),
    ADD COLUMN sessions_per_user_max integer CHECK (sessions_per_user_max BETWEEN 1 AND 100),
    ADD COLUMN trust_version bigint NOT NULL DEFAULT 1;

CREATE TABLE identities (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    trust_domain text NOT NULL CHECK (length(trust_domain) BETWEEN 1 AND 512),
    kind text NOT NULL CHECK (kind IN ('dod_edipi', 'upn', 'subject', 'uid', 'oidc')),
    value text NOT NULL CHECK (length(value) BETWEEN 1 AND 1024),
    label text NOT NULL DEFAULT '' CHECK (length(label) <= 512),
    provider_id uuid,
    issuer_sha256 bytea CHECK (length(issuer_sha256) = 32),
    certificate_sha256 bytea CHECK (length(certificate_sha256) = 32),
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    CONSTRAINT identities_key UNIQUE (trust_domain, kind, value)
);
CREATE INDEX identities_user ON identities (user_id);

-- Certificates that were seen on cards, for their owner's list, for noticing a new card, and for
-- looking again whether a card of an open session has been revoked.
CREATE TABLE cards (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    certificate_sha256 bytea NOT NULL CHECK (length(certificate_sha256) = 32),
    certificate bytea NOT NULL CHECK (length(certificate) <= 65536),
    trust_domain text NOT NULL,
    subject text NOT NULL,
    issuer text NOT NULL,
    serial text NOT NULL,
    card_uuid text,
    fascn text,
    not_before timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    blocked_at timestamptz,
    CONSTRAINT cards_key UNIQUE (user_id, certificate_sha256)
);
CREATE INDEX cards_certificate ON cards (certificate_sha256);

-- One try to sign in by card or provider, bound to the browser that began it.
CREATE TABLE sign_in_attempts (
    id uuid PRIMARY KEY,
    method text NOT NULL CHECK (method IN ('piv', 'oidc')),
    purpose text NOT NULL CHECK (purpose IN ('sign_in', 'link')),
    user_id uuid REFERENCES users ON DELETE CASCADE,
    session_id uuid,
    provider_id uuid,
    state_hash bytea NOT NULL UNIQUE,
    browser_hash bytea NOT NULL,
    nonce text,
    pkce_verifier text,
    return_to text NOT NULL DEFAULT '/' CHECK (length(return_to) <= 2048),
    code_hash bytea UNIQUE,
    code_expires_at timestamptz,
    outcome jsonb,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state_used_at timestamptz,
    code_used_at timestamptz,
    CHECK ((purpose = 'link') = (user_id IS NOT NULL))
);
CREATE INDEX sign_in_attempts_expiry ON sign_in_attempts (expires_at);

-- Failed sign-ins by client address (those by account are counted with its password).
CREATE TABLE sign_in_failures (
    address text PRIMARY KEY CHECK (length(address) <= 64),
    failures integer NOT NULL,
    window_ends_at timestamptz NOT NULL,
    locked_until timestamptz
);
CREATE INDEX sign_in_failures_window ON sign_in_failures (window_ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON identities, cards, sign_in_attempts, sign_in_failures TO treasury_plane_app;
";

const DOWN: &str = "
DROP TABLE sign_in_failures, sign_in_attempts, cards, identities;
ALTER TABLE instance_settings DROP COLUMN password_enabled, DROP COLUMN notice_enabled, DROP COLUMN notice_title,
    DROP COLUMN notice_text, DROP COLUMN sessions_per_user_max, DROP COLUMN trust_version;
ALTER TABLE sessions DROP COLUMN method, DROP COLUMN authenticated_at, DROP COLUMN certificate_sha256,
    DROP COLUMN provider_id, DROP COLUMN soft_revocation;
ALTER TABLE users DROP COLUMN is_pending, DROP COLUMN last_login_ip, DROP COLUMN previous_login_at, DROP COLUMN previous_login_ip;
";
