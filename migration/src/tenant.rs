//! What every table of a workspace gets, so that no migration can forget half of it.

/// SQL that puts `table` under row-level security by its `workspace_id` and lets the runtime role
/// work with it. The context is read once per statement (the scalar sub-select becomes an init
/// plan), and a missing context compares with NULL: no rows, never all rows.
pub fn protect(table: &str) -> String {
    protect_as(
        table,
        "workspace_id = (SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)",
    )
}

/// As [`protect`], with a policy of its own for tables that are also read by their user.
pub fn protect_as(table: &str, policy: &str) -> String {
    format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
         CREATE POLICY tenant ON {table} USING ({policy}) WITH CHECK ({policy});
         GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO treasury_plane_app;"
    )
}
