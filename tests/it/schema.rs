//! What the database itself guarantees: policies, ownership, references that stay in a workspace.
//!
//! The checks go over the catalogue, so a table that a later migration adds is checked too.

use crate::support::TestApp;
use sea_orm::EntityTrait;
use sqlx::{AssertSqlSafe, Row, postgres::PgPool};
use treasury_plane::db::Context;

/// Tables that are keyed by workspace in the sense of this test, from the catalogue.
async fn tenant_tables(pool: &PgPool) -> Vec<String> {
    let rows = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND (c.relname = 'workspaces' OR EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                AND a.attname = 'workspace_id' AND NOT a.attisdropped))
           -- A token and a log entry may name a workspace without belonging to it.
           AND c.relname NOT IN ('api_tokens', 'audit_log')
         ORDER BY 1",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    assert!(rows.len() >= 14, "the catalogue shows only {rows:?}");
    rows
}

#[tokio::test]
async fn each_table_of_a_workspace_has_its_policy() {
    let t = TestApp::new().await;
    let pool = t.app.db.pool();
    for table in tenant_tables(pool).await {
        let row = sqlx::query(
            "SELECT c.relrowsecurity AS on, count(p.polname) AS policies,
                    bool_and(p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL) AS both
             FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
             WHERE c.relname = $1 GROUP BY c.oid, c.relrowsecurity",
        )
        .bind(&table)
        .fetch_one(pool)
        .await
        .unwrap();
        assert!(row.get::<bool, _>("on"), "{table}: row-level security is off");
        assert_eq!(row.get::<i64, _>("policies"), 1, "{table}: one policy");
        assert_eq!(row.get::<Option<bool>, _>("both"), Some(true), "{table}: reads and writes");
    }
}

#[tokio::test]
async fn without_a_context_the_runtime_role_sees_no_row_of_any_workspace() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    let body = serde_json::json!({"comment_html": "<p>Here</p>"});
    project.admin.post(&format!("{}/comments", item.path), body).await.expect(201);
    let body = serde_json::json!({"email": "new@agency.example", "role": 15});
    project.admin.post(&format!("{}/invitations", project.workspace.path), body).await.expect(201);
    let body = serde_json::json!({"name": "urgent", "color": "#ff0000"});
    let label = project.admin.post(&format!("{}/labels", project.path), body).await.expect(201);
    let body =
        serde_json::json!({"labels": [label.id()], "assignees": [project.admin.id.to_string()]});
    project.admin.patch(&item.path, body).await.expect(200);
    let body = serde_json::json!({"name": "a.txt", "size": 3});
    project.admin.post(&format!("{}/attachments", item.path), body).await.expect(200);
    project
        .admin
        .post(&format!("{}/publish", project.path), serde_json::json!({}))
        .await
        .expect(201);

    let colleague = t.project_member(&project, treasury_plane::access::Role::Member).await;
    let body =
        serde_json::json!({"assignees": [project.admin.id.to_string(), colleague.id.to_string()]});
    project.admin.patch(&item.path, body).await.expect(200);
    crate::notifications::tell(&t).await;
    let body = serde_json::json!({"url": "https://1.1.1.1/hook"});
    let webhooks = format!("{}/webhooks", project.workspace.path);
    let webhook = project.admin.post(&webhooks, body).await.expect(201).id();
    let test = format!("{webhooks}/{webhook}/test");
    project.admin.post(&test, serde_json::json!({})).await.expect(201);

    let pool = t.app.db.pool();
    for table in tenant_tables(pool).await {
        let count = |context: Context| {
            let (db, table) = (t.app.db.clone(), table.clone());
            async move {
                let tx = db.begin(context).await.unwrap();
                let statement = sea_orm::Statement::from_string(
                    sea_orm::DbBackend::Postgres,
                    format!("SELECT count(*) FROM {table}"),
                );
                let row = sea_orm::ConnectionTrait::query_one_raw(&*tx, statement).await;
                row.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap()
            }
        };
        assert_eq!(count(Context::default()).await, 0, "{table} shows rows to nobody");
        let inside = count(Context::workspace(project.workspace.id)).await;
        assert!(inside > 0, "{table}: the test made no row, so it proves nothing");
        // Neither a bare connection, on which nothing was ever set.
        let bare: i64 = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
            .fetch_one(pool)
            .await
            .unwrap();
        assert_eq!(bare, 0, "{table} shows rows to a bare connection");
    }
}

#[tokio::test]
async fn another_workspace_is_neither_read_nor_written() {
    let t = TestApp::new().await;
    let (ours, theirs) = (t.project().await, t.project().await);
    let item = t.work_item(&theirs).await;
    let tx = t.app.db.begin(Context::member(ours.admin.id, ours.workspace.id)).await.unwrap();
    let found = entity::work_item::Entity::find_by_id(item.id).one(&*tx).await.unwrap();
    assert!(found.is_none());
    let gone = entity::work_item::Entity::delete_by_id(item.id).exec(&*tx).await.unwrap();
    assert_eq!(gone.rows_affected, 0);
    let error = sea_orm::ConnectionTrait::execute_unprepared(
        &*tx,
        &format!(
            "INSERT INTO labels (id, workspace_id, project_id, name, created_at, updated_at)
             VALUES (gen_random_uuid(), '{}', '{}', 'x', now(), now())",
            theirs.workspace.id, theirs.id
        ),
    )
    .await
    .unwrap_err();
    assert!(error.to_string().contains("row-level security"), "{error}");
}

#[tokio::test]
async fn references_between_tables_of_a_workspace_carry_the_workspace() {
    let t = TestApp::new().await;
    let pool = t.app.db.pool();
    let tables = tenant_tables(pool).await;
    let loose: Vec<String> = sqlx::query_scalar(
        "SELECT format('%s.%s', c.conrelid::regclass, c.conname) FROM pg_constraint c
         JOIN pg_class target ON target.oid = c.confrelid
         WHERE c.contype = 'f' AND target.relname = ANY ($1) AND target.relname <> 'workspaces'
           AND NOT EXISTS (
                SELECT FROM unnest(c.conkey) k
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k
                WHERE a.attname = 'workspace_id')",
    )
    .bind(&tables)
    .fetch_all(pool)
    .await
    .unwrap();
    assert!(loose.is_empty(), "these could refer to another workspace: {loose:?}");
}

#[tokio::test]
async fn the_runtime_role_owns_nothing_and_cannot_pass_policies() {
    let t = TestApp::new().await;
    let pool = t.app.db.pool();
    let role: String =
        sqlx::query_scalar("SELECT current_user::text").fetch_one(pool).await.unwrap();
    assert_eq!(role, "treasury_plane_app");
    let (strong, owned): (bool, i64) = {
        let row = sqlx::query(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS strong,
                    (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned
             FROM pg_roles r WHERE rolname = current_user",
        )
        .fetch_one(pool)
        .await
        .unwrap();
        (row.get("strong"), row.get("owned"))
    };
    assert!(!strong, "the role has rights that it must not have");
    assert_eq!(owned, 0, "the role owns tables");
}

#[tokio::test]
async fn nobody_rewrites_what_was_logged() {
    let t = TestApp::new().await;
    let pool = t.app.db.pool();
    for sql in [
        "UPDATE events SET verb = 'deleted'",
        "DELETE FROM events",
        "UPDATE audit_log SET action = 'x'",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
    ] {
        let error = sqlx::query(sql).execute(pool).await.unwrap_err();
        assert!(error.to_string().contains("permission denied"), "{sql}: {error}");
    }
}

#[tokio::test]
async fn functions_that_pass_policies_are_few_and_only_for_the_runtime_role() {
    let t = TestApp::new().await;
    let pool = t.app.db.pool();
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT p.proname::text FROM pg_proc p
         WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    insta::assert_json_snapshot!("security_definer_functions", names);
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT p.proname::text FROM pg_proc p
         WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
           AND (has_function_privilege('public', p.oid, 'EXECUTE')
                OR NOT coalesce(p.proconfig::text LIKE '%search_path%', false))",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    assert!(open.is_empty(), "everybody may call these, or their search path is open: {open:?}");
}

#[tokio::test]
async fn each_entity_fits_its_table() {
    macro_rules! select {
        ($tx:expr, $($module:ident),* $(,)?) => {
            $(entity::$module::Entity::find().all(&*$tx).await
                .unwrap_or_else(|error| panic!("{}: {error}", stringify!($module)));)*
        };
    }
    let t = TestApp::new().await;
    let project = t.project().await;
    t.work_item(&project).await;
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    select!(
        tx,
        instance_setting,
        user,
        credential,
        session,
        password_link,
        workspace,
        workspace_member,
        invitation,
        api_token,
        project,
        project_counter,
        project_member,
        state,
        label,
        work_item,
        work_item_assignee,
        work_item_label,
        comment,
        file,
        work_item_subscriber,
        notification,
        notification_preference,
        email_notification,
        publication,
        event,
        audit_entry,
        audit_link,
        audit_checkpoint,
        audit_cursor,
        job,
        job_schedule,
        lease,
        instance,
        daily_count,
        mail,
        mail_setting,
        cache_entry,
        trust_anchor,
        trust_certificate,
        trust_crl,
        trust_crl_source,
        webhook,
        webhook_payload,
        webhook_delivery,
    );
}

#[tokio::test]
async fn the_counter_of_visible_items_follows_the_rows() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let total = || async {
        let page = project.admin.get(&format!("{}/work-items?per_page=1", project.path)).await;
        page.expect(200).json["total_count"].as_i64().unwrap()
    };
    let first = t.work_item(&project).await;
    let second = t.work_item(&project).await;
    assert_eq!(total().await, 2);
    project.admin.delete(&first.path).await.expect(204);
    assert_eq!(total().await, 1);
    let body = serde_json::json!({"archived_at": "2026-03-02"});
    project.admin.patch(&second.path, body).await.expect(200);
    assert_eq!(total().await, 0);
}
