//! The audit log as a chain: each entry's hash covers the one before, so that nothing is changed,
//! left out or put in between without a trace.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for step in [COLUMNS, TABLES, CHAIN, CHECKPOINTS, PROTECT] {
            db.execute_unprepared(step).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(DOWN).await?;
        Ok(())
    }
}

// Names as they were at the time: an account that is renamed keeps its old entries readable.
const COLUMNS: &str = "
ALTER TABLE audit_log
    ADD COLUMN actor_label text NOT NULL DEFAULT '' CHECK (length(actor_label) <= 512),
    ADD COLUMN object_label text NOT NULL DEFAULT '' CHECK (length(object_label) <= 512),
    ADD COLUMN reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 512);
UPDATE audit_log a SET actor_label = left(u.display_name || ' <' || u.email || '>', 512)
FROM users u WHERE u.id = a.actor_id;
UPDATE audit_log a SET object_label = u.email
FROM users u WHERE u.id = a.object_id AND a.object_type = 'user';

CREATE INDEX audit_log_action ON audit_log (action text_pattern_ops, id DESC);
CREATE INDEX audit_log_object ON audit_log (object_id, id DESC) WHERE object_id IS NOT NULL;
CREATE INDEX audit_log_failure ON audit_log (id DESC) WHERE outcome = 'failure';
CREATE INDEX audit_log_text ON audit_log USING gin ((action || ' ' || actor_label || ' ' || object_label
    || ' ' || ip_address || ' ' || reason || ' ' || detail::text) gin_trgm_ops);

-- What the use of a token is compared with, so that one from a new address is noticed.
ALTER TABLE api_tokens
    ADD COLUMN last_used_ip text NOT NULL DEFAULT '' CHECK (length(last_used_ip) <= 64),
    ADD COLUMN use_logged_at timestamptz;
";

const TABLES: &str = "
-- The order of commits, without a gap.
CREATE TABLE audit_chain (
    seq bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE REFERENCES audit_log,
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
-- Where the chain stood, signed with a key that the database does not know.
CREATE TABLE audit_checkpoints (
    seq bigint PRIMARY KEY,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    at timestamptz NOT NULL,
    key_id text NOT NULL CHECK (length(key_id) <= 40),
    signature bytea NOT NULL CHECK (length(signature) <= 512)
);
-- How far each live copy has come.
CREATE TABLE audit_cursors (
    name text PRIMARY KEY CHECK (length(name) <= 40),
    seq bigint NOT NULL
);
GRANT SELECT ON audit_chain, audit_checkpoints TO treasury_plane_app;
GRANT SELECT, INSERT, UPDATE ON audit_cursors TO treasury_plane_app;
";

// The lock is taken at commit, after all row locks, and released when the commit is visible; so two
// transactions cannot read the same last link, and nobody waits for a row while holding it. In a
// transaction with an older snapshot the primary key refuses what would be a fork.
const CHAIN: &str = "
CREATE FUNCTION audit_part(p text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(octet_length(p)::text || ':' || p, '-')
$$;

CREATE FUNCTION audit_append(p public.audit_log) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    v_seq bigint;
    v_hash bytea;
BEGIN
    SELECT c.seq, c.hash INTO v_seq, v_hash FROM public.audit_chain c ORDER BY c.seq DESC LIMIT 1;
    v_seq := coalesce(v_seq, 0) + 1;
    INSERT INTO public.audit_chain (seq, entry_id, hash) VALUES (v_seq, p.id,
        sha256(coalesce(v_hash, decode(repeat('00', 32), 'hex')) || convert_to(concat(
            public.audit_part('audit-1'), public.audit_part(v_seq::text), public.audit_part(p.id::text),
            public.audit_part((extract(epoch FROM p.at) * 1000000)::bigint::text),
            public.audit_part(p.actor_id::text), public.audit_part(p.actor_label),
            public.audit_part(p.action), public.audit_part(p.outcome), public.audit_part(p.reason),
            public.audit_part(p.object_type), public.audit_part(p.object_id::text),
            public.audit_part(p.object_label), public.audit_part(p.workspace_id::text),
            public.audit_part(p.ip_address), public.audit_part(p.detail::text)), 'UTF8')));
END $$;

CREATE FUNCTION audit_chain_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8390308276331640881);
    PERFORM public.audit_append(NEW);
    RETURN NULL;
END $$;

DO $$ DECLARE r audit_log; BEGIN
    FOR r IN SELECT * FROM audit_log ORDER BY id LOOP PERFORM audit_append(r); END LOOP;
END $$;

CREATE CONSTRAINT TRIGGER audit_log_chain AFTER INSERT ON audit_log
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain_entry();
REVOKE ALL ON FUNCTION audit_part, audit_append, audit_chain_entry FROM PUBLIC;
";

const CHECKPOINTS: &str = "
-- Adds a checkpoint, only where the chain stands so and never before another.
CREATE FUNCTION audit_checkpoint(p_seq bigint, p_hash bytea, p_at timestamptz, p_key_id text, p_signature bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO public.audit_checkpoints (seq, hash, at, key_id, signature)
    SELECT c.seq, c.hash, p_at, p_key_id, p_signature FROM public.audit_chain c
    WHERE c.seq = p_seq AND c.hash = p_hash
      AND NOT EXISTS (SELECT FROM public.audit_checkpoints k WHERE k.seq >= p_seq);
    RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION audit_checkpoint FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_checkpoint TO treasury_plane_app;
";

// Ids are the database's to give, so that nobody takes the next one. The triggers stop the owner
// from an accident; whoever means it is found by `audit verify`.
const PROTECT: &str = "
REVOKE INSERT ON audit_log FROM treasury_plane_app;
GRANT INSERT (at, actor_id, actor_label, action, outcome, reason, object_type, object_id, object_label,
    workspace_id, ip_address, detail) ON audit_log TO treasury_plane_app;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only ever added to';
END $$;
REVOKE ALL ON FUNCTION audit_refuse FROM PUBLIC;
CREATE TRIGGER audit_log_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_checkpoints_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
";

const DOWN: &str = "
DROP TRIGGER audit_log_chain ON audit_log;
DROP TRIGGER audit_log_fixed ON audit_log;
DROP TABLE audit_cursors, audit_checkpoints, audit_chain;
DROP FUNCTION audit_refuse, audit_checkpoint, audit_chain_entry, audit_append, audit_part;
DROP INDEX audit_log_text, audit_log_failure, audit_log_object, audit_log_action;
ALTER TABLE audit_log DROP COLUMN actor_label, DROP COLUMN object_label, DROP COLUMN reason;
ALTER TABLE api_tokens DROP COLUMN last_used_ip, DROP COLUMN use_logged_at;
REVOKE INSERT ON audit_log FROM treasury_plane_app;
GRANT INSERT ON audit_log TO treasury_plane_app;
";
