//! Whether PostgreSQL keeps workspaces apart: row-level security, and a role that it holds for.

use super::Finding;
use anyhow::ensure;
use sqlx::PgConnection;

/// Tables that name a workspace without belonging to it.
const NOT_OF_A_WORKSPACE: [&str; 2] = ["api_tokens", "audit_log"];

pub(super) async fn probe(connection: &mut PgConnection) -> Vec<Finding> {
    vec![
        Finding::of("database.roles", roles(connection).await),
        Finding::of("database.row_security", policies(connection).await),
    ]
}

/// Row-level security does not hold for superusers, for roles that bypass it, and for owners.
async fn roles(connection: &mut PgConnection) -> anyhow::Result<String> {
    let (name, is_mighty, owned): (String, bool, i64) = sqlx::query_as(
        "SELECT current_user::text,
                (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user),
                (SELECT count(*) FROM pg_tables
                 WHERE schemaname = 'public' AND tableowner = current_user)",
    )
    .fetch_one(connection)
    .await?;
    ensure!(!is_mighty, "the role {name} passes row-level security; use treasury_plane_app");
    ensure!(owned == 0, "the role {name} owns tables; set database.owner_url and another url");
    Ok(format!("requests run as {name}"))
}

/// Each table of workspaces has row-level security on, and a policy that reads and writes obey.
async fn policies(connection: &mut PgConnection) -> anyhow::Result<String> {
    let tables: Vec<(String, bool)> = sqlx::query_as(
        "SELECT c.relname::text,
                c.relrowsecurity AND EXISTS (
                    SELECT FROM pg_policy p WHERE p.polrelid = c.oid
                    AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL)
         FROM pg_class c
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND (c.relname = 'workspaces' OR EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                AND a.attname = 'workspace_id' AND NOT a.attisdropped))
           AND c.relname <> ALL($1)
         ORDER BY 1",
    )
    .bind(NOT_OF_A_WORKSPACE.map(str::to_owned).to_vec())
    .fetch_all(connection)
    .await?;
    let open: Vec<_> = tables.iter().filter(|(_, on)| !on).map(|(name, _)| &**name).collect();
    ensure!(
        open.is_empty(),
        "row-level security is off, or has no policy, for {}; workspaces are not kept apart there",
        open.join(", ")
    );
    Ok(match tables.len() {
        0 => "no tables yet".to_owned(),
        count => format!("on for {count} tables"),
    })
}
