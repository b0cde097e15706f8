//! Jobs on what is in workspaces.

use super::super::{killed::Case, number, prepare, texts};
use super::{ago, items};
use crate::support::{Project, TestApp, Workspace};
use chrono::Duration;
use serde_json::{Value, json};
use std::{fs::File, path::PathBuf};

pub struct PurgeInvitations(Workspace);

impl Case for PurgeInvitations {
    async fn prepare(t: &TestApp) -> Self {
        let workspace = t.workspace().await;
        let (long, now, later) = (ago(t, 61), ago(t, 0), ago(t, -5));
        prepare(
            t,
            &format!(
                "INSERT INTO invitations (id, workspace_id, email, role, token_hash, expires_at,
                    responded_at, deleted_at, created_at, updated_at)
                 SELECT gen_random_uuid(), '{}', 'p' || n || '@agency.example', 5,
                    uuid_send(gen_random_uuid()), e, r, d, {long}, {long}
                 FROM (VALUES (1, {long}, NULL::timestamptz, NULL::timestamptz), (2, {later}, {long}, NULL),
                    (3, {later}, NULL, {long}), (4, {later}, NULL, NULL), (5, {long}, {now}, NULL)) x (n, e, r, d)",
                workspace.id
            ),
        )
        .await;
        Self(workspace)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let left = format!(
            "SELECT email FROM invitations WHERE workspace_id = '{}' ORDER BY email",
            self.0.id
        );
        json!(texts(t, &left).await)
    }
}

pub struct PurgeWorkspaces(Project, Project);

impl Case for PurgeWorkspaces {
    async fn prepare(t: &TestApp) -> Self {
        let (gone, stays) = (t.project().await, t.project().await);
        for project in [&gone, &stays] {
            items(t, project, 250, "backlog", &[]).await;
        }
        let long = ago(t, 61);
        let delete =
            format!("UPDATE workspaces SET deleted_at = {long} WHERE id = '{}'", gone.workspace.id);
        prepare(t, &delete).await;
        Self(gone, stays)
    }

    async fn look(&self, t: &TestApp) -> Value {
        json!([left(t, &self.0).await, left(t, &self.1).await])
    }
}

/// What there is of a project and its workspace, and how often the log says that it went.
async fn left(t: &TestApp, project: &Project) -> Value {
    let (workspace, id) = (project.workspace.id, project.id);
    let mut seen = Vec::new();
    for (table, condition) in [
        ("workspaces", format!("id = '{workspace}'")),
        ("workspace_members", format!("workspace_id = '{workspace}'")),
        ("projects", format!("id = '{id}'")),
        ("states", format!("project_id = '{id}'")),
        ("work_items", format!("project_id = '{id}'")),
        ("audit_log", format!("action LIKE '%.purged' AND object_id IN ('{id}', '{workspace}')")),
    ] {
        seen.push(number(t, &format!("SELECT count(*) FROM {table} WHERE {condition}")).await);
    }
    json!(seen)
}

pub struct PurgeProjects(Project, Project);

impl Case for PurgeProjects {
    async fn prepare(t: &TestApp) -> Self {
        let gone = t.project().await;
        let stays = t.project_in(&gone.workspace).await;
        items(t, &gone, 250, "started", &[]).await;
        items(t, &stays, 3, "cancelled", &[("deleted_at", ago(t, 1))]).await;
        let (long, id) = (ago(t, 61), stays.id);
        prepare(
            t,
            &format!(
                "UPDATE projects SET deleted_at = {long} WHERE id = '{}';
                 UPDATE states SET deleted_at = {long} WHERE project_id = '{id}'
                    AND \"group\" IN ('cancelled', 'started');
                 INSERT INTO labels (id, workspace_id, project_id, name, created_at, updated_at, deleted_at)
                 SELECT gen_random_uuid(), '{}', '{id}', 'l' || n, {long}, {long},
                    CASE WHEN n < 3 THEN {long} END FROM generate_series(1, 4) n",
                gone.id, gone.workspace.id
            ),
        )
        .await;
        Self(gone, stays)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let labels =
            format!("SELECT name FROM labels WHERE project_id = '{}' ORDER BY name", self.1.id);
        json!([left(t, &self.0).await, left(t, &self.1).await, texts(t, &labels).await])
    }
}

pub struct PurgeWorkItems(Project);

impl Case for PurgeWorkItems {
    async fn prepare(t: &TestApp) -> Self {
        let project = t.project().await;
        let (long, lately) = (ago(t, 61), ago(t, 59));
        items(t, &project, 210, "backlog", &[("deleted_at", long.clone())]).await;
        items(t, &project, 2, "backlog", &[("deleted_at", lately)]).await;
        items(t, &project, 3, "backlog", &[]).await;
        let (id, workspace) = (project.id, project.workspace.id);
        prepare(
            t,
            &format!(
                "INSERT INTO comments (id, workspace_id, project_id, work_item_id, comment_html,
                    comment_stripped, created_at, updated_at, deleted_at)
                 SELECT gen_random_uuid(), '{workspace}', '{id}', w.id, '<p>x</p>', 'of ' || w.sequence_id,
                    {long}, {long}, d
                 FROM work_items w, (VALUES ({long}), (NULL)) x (d) WHERE w.project_id = '{id}';
                 -- What answers to something that goes, or is below it, stays.
                 UPDATE comments c SET parent_id = p.id FROM comments p
                 WHERE p.work_item_id = c.work_item_id AND p.deleted_at IS NOT NULL
                   AND c.deleted_at IS NULL AND c.project_id = '{id}';
                 UPDATE work_items w SET parent_id = p.id FROM work_items p
                 WHERE w.project_id = '{id}' AND w.sequence_id = 213
                   AND p.project_id = '{id}' AND p.sequence_id = 1"
            ),
        )
        .await;
        Self(project)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let id = self.0.id;
        let items = format!(
            "SELECT concat_ws(' ', sequence_id, deleted_at IS NOT NULL, parent_id IS NOT NULL)
             FROM work_items WHERE project_id = '{id}' ORDER BY sequence_id"
        );
        let comments = format!(
            "SELECT concat_ws(' ', comment_stripped, parent_id IS NOT NULL)
             FROM comments WHERE project_id = '{id}' ORDER BY work_item_id, deleted_at"
        );
        let mut comments = texts(t, &comments).await;
        comments.sort();
        json!([texts(t, &items).await, comments])
    }
}

pub struct PutAwayOldWorkItems(Project);

impl Case for PutAwayOldWorkItems {
    async fn prepare(t: &TestApp) -> Self {
        let project = t.project().await;
        let set = "UPDATE projects SET archive_in = 1, close_in = 2 WHERE id =";
        prepare(t, &format!("{set} '{}'", project.id)).await;
        for (group, days) in
            [("completed", 31), ("completed", 29), ("started", 61), ("started", 59)]
        {
            items(t, &project, 110, group, &[("updated_at", ago(t, days))]).await;
        }
        Self(project)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let id = self.0.id;
        let items = format!(
            "SELECT concat_ws(' ', s.name, w.archived_at IS NOT NULL, count(*)) FROM work_items w
             JOIN states s ON s.id = w.state_id WHERE w.project_id = '{id}'
             GROUP BY s.name, w.archived_at IS NOT NULL ORDER BY 1"
        );
        let events = format!(
            "SELECT concat_ws(' ', verb, changes->0->>'field', changes->0->>'old', changes->0->>'new',
                    count(*), count(DISTINCT work_item_id))
             FROM events WHERE project_id = '{id}' AND entity = 'work_item'
             GROUP BY verb, changes->0->>'field', changes->0->>'old', changes->0->>'new' ORDER BY 1"
        );
        json!([texts(t, &items).await, texts(t, &events).await])
    }
}

pub struct PurgeFiles(Project);

impl Case for PurgeFiles {
    async fn prepare(t: &TestApp) -> Self {
        let project = t.project().await;
        let (long, week, lately) = (ago(t, 61), ago(t, 8), ago(t, 6));
        prepare(
            t,
            &format!(
                "INSERT INTO files (id, workspace_id, project_id, entity_type, name, content_type,
                    size_bytes, is_uploaded, created_at, updated_at, deleted_at)
                 SELECT gen_random_uuid(), '{}', '{}', 'ISSUE_ATTACHMENT', name, 'text/plain', 1, is, made, made, gone
                 FROM (VALUES ('deleted long ago', true, {long}, {long}), ('deleted', true, {long}, {week}),
                    ('never sent', false, {week}, NULL), ('announced', false, {lately}, NULL),
                    ('there', true, {long}, NULL)) x (name, \"is\", made, gone)",
                project.workspace.id, project.id
            ).replace(", is, made", ", \"is\", made"),
        )
        .await;
        Self(project)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let names =
            format!("SELECT name FROM files WHERE project_id = '{}' ORDER BY name", self.0.id);
        json!(texts(t, &names).await)
    }
}

pub struct CollectBytes(Vec<PathBuf>);

impl Case for CollectBytes {
    async fn prepare(t: &TestApp) -> Self {
        let number = t.unique();
        let project = t.project().await;
        let paths = ["named", "garbage", "fresh"].map(|what| format!("ab/{what}{number}"));
        let incoming = format!("incoming/left{number}");
        let paths: Vec<_> = paths.iter().chain([&incoming]).cloned().collect();
        let root = &t.app.config.files.directory;
        for path in &paths {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, path).unwrap();
            let age =
                if path.contains("fresh") { Duration::hours(23) } else { Duration::hours(25) };
            File::options()
                .write(true)
                .open(&file)
                .unwrap()
                .set_modified((t.now() - age).into())
                .unwrap();
        }
        let now = ago(t, 0);
        prepare(
            t,
            &format!(
                "INSERT INTO files (id, workspace_id, project_id, entity_type, name, content_type,
                    size_bytes, storage_key, is_uploaded, created_at, updated_at, deleted_at)
                 VALUES (gen_random_uuid(), '{}', '{}', 'ISSUE_ATTACHMENT', 'a', 'text/plain', 1,
                    '{}', true, {now}, {now}, {now})",
                project.workspace.id, project.id, paths[0]
            ),
        )
        .await;
        Self(paths.iter().map(|path| root.join(path)).collect())
    }

    async fn look(&self, _: &TestApp) -> Value {
        json!(self.0.iter().map(|path| path.exists()).collect::<Vec<_>>())
    }
}
