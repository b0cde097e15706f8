//! What each kind of job works on; see `killed` for how the cases are used.

use super::{killed::Case, number, prepare, texts};
use crate::support::{Project, TestApp, Workspace};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use std::{fs::File, path::PathBuf};
use uuid::Uuid;

/// Time that `days` days ago was, as SQL.
pub fn ago(t: &TestApp, days: i64) -> String {
    format!("'{}'::timestamptz", (t.now() - Duration::days(days)).to_rfc3339())
}

/// Many work items by one statement. `more` is further columns, each with its value.
pub async fn items(
    t: &TestApp,
    project: &Project,
    count: u32,
    group: &str,
    more: &[(&str, String)],
) {
    let (names, values): (Vec<_>, Vec<_>) =
        more.iter().map(|(name, value)| (format!(", {name}"), format!(", {value}"))).unzip();
    let (names, values) = (names.concat(), values.concat());
    let (workspace, project_id, now) = (project.workspace.id, project.id, ago(t, 0));
    let updated = if names.contains("updated_at") {
        ("", String::new())
    } else {
        (", updated_at", format!(", {now}"))
    };
    prepare(
        t,
        &format!(
            "WITH first AS (
                UPDATE project_counters SET last_sequence = last_sequence + {count}
                WHERE project_id = '{project_id}' RETURNING last_sequence - {count} AS n)
             INSERT INTO work_items (id, workspace_id, project_id, state_id, name, sequence_id,
                created_at{}{names})
             SELECT gen_random_uuid(), '{workspace}', '{project_id}',
                (SELECT s.id FROM states s WHERE s.project_id = '{project_id}'
                 AND s.\"group\" = '{group}' ORDER BY s.sequence LIMIT 1),
                'Item ' || n, first.n + n, {now}{}{values}
             FROM generate_series(1, {count}) n, first",
            updated.0, updated.1
        ),
    )
    .await;
}

pub struct PurgeCache(u32);

impl Case for PurgeCache {
    async fn prepare(t: &TestApp) -> Self {
        let number = t.unique();
        let (past, future) = (ago(t, 1), ago(t, -1));
        prepare(
            t,
            &format!(
                "INSERT INTO cache SELECT '{number}-' || n, '1', {past} FROM generate_series(1, 450) n;
                 INSERT INTO cache VALUES ('{number}-alive', '1', {future})"
            ),
        )
        .await;
        Self(number)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let keys = format!("SELECT substr(key, 6) FROM cache WHERE key LIKE '{}-%'", self.0);
        json!(texts(t, &keys).await.len())
    }
}

pub struct PurgeDeadJobs(u32);

impl Case for PurgeDeadJobs {
    async fn prepare(t: &TestApp) -> Self {
        let number = t.unique();
        let (long, lately) = (ago(t, 91), ago(t, 89));
        prepare(
            t,
            &format!(
                "INSERT INTO jobs (name, state, run_at, created_at, died_at, payload)
                 SELECT 'old', 'dead', d, d, d, '{{\"made\": {number}}}'
                 FROM (SELECT {long} AS d FROM generate_series(1, 250) UNION ALL SELECT {lately}) x"
            ),
        )
        .await;
        Self(number)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let mine = format!("SELECT count(*) FROM jobs WHERE payload->>'made' = '{}'", self.0);
        json!(number(t, &mine).await)
    }
}

pub struct PurgeSessions(Uuid);

impl Case for PurgeSessions {
    async fn prepare(t: &TestApp) -> Self {
        let person = t.user().await;
        let (now, later, past) = (ago(t, 0), ago(t, -1), ago(t, 2));
        prepare(
            t,
            &format!(
                "INSERT INTO sessions (id, token_hash, user_id, created_at, last_seen_at, expires_at)
                 SELECT gen_random_uuid(), uuid_send(gen_random_uuid()), '{id}', {past}, seen, ends
                 FROM (SELECT {past} AS seen, {past} AS ends FROM generate_series(1, 210)
                       UNION ALL SELECT {past}, {later}
                       UNION ALL SELECT {now}, {now}) x",
                id = person.id
            ),
        )
        .await;
        Self(person.id)
    }

    async fn look(&self, t: &TestApp) -> Value {
        // One of their own, and one that has ended just now.
        json!(
            number(t, &format!("SELECT count(*) FROM sessions WHERE user_id = '{}'", self.0)).await
        )
    }
}

pub struct PurgeSignInRecords(Uuid);

impl Case for PurgeSignInRecords {
    async fn prepare(t: &TestApp) -> Self {
        let person = t.user().await;
        let id = person.id;
        let (now, past, long, later) = (ago(t, 0), ago(t, 2), ago(t, 61), ago(t, -1));
        prepare(
            t,
            &format!(
                "INSERT INTO sign_in_attempts (id, method, purpose, user_id, state_hash, browser_hash,
                    created_at, expires_at)
                 SELECT gen_random_uuid(), 'piv', 'link', '{id}', uuid_send(gen_random_uuid()), '',
                    {past}, e FROM unnest(ARRAY[{past}, {now}]) e;
                 INSERT INTO sign_in_failures (address, failures, window_ends_at, locked_until)
                 VALUES ('a{id}', 1, {past}, NULL), ('b{id}', 1, {past}, {later}), ('c{id}', 1, {later}, NULL);
                 INSERT INTO password_links (id, token_hash, user_id, purpose, created_at, expires_at, used_at)
                 SELECT gen_random_uuid(), uuid_send(gen_random_uuid()), '{id}', 'reset', {long}, e, u
                 FROM (VALUES ({long}, NULL::timestamptz), ({later}, {long}), ({past}, NULL), ({later}, NULL)) x (e, u);
                 INSERT INTO api_tokens (id, user_id, label, token_hash, is_active, expired_at, created_at, updated_at)
                 SELECT gen_random_uuid(), '{id}', 'x', uuid_send(gen_random_uuid()), a, e, {long}, {long}
                 FROM (VALUES (true, {long} - interval '1 hour'), (false, NULL::timestamptz), (true, NULL), (true, {past})) x (a, e)"
            ),
        )
        .await;
        Self(id)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let id = self.0;
        let mut seen = Vec::new();
        for table in ["sign_in_attempts", "password_links", "api_tokens"] {
            seen.push(
                number(t, &format!("SELECT count(*) FROM {table} WHERE user_id = '{id}'")).await,
            );
        }
        let failures = format!("SELECT count(*) FROM sign_in_failures WHERE address LIKE '_{id}'");
        seen.push(number(t, &failures).await);
        json!(seen)
    }
}

/// It remembers in memory what providers say; there is nothing to see.
pub struct CheckOidcProviders;

impl Case for CheckOidcProviders {
    const SHOWS: bool = false;

    async fn prepare(_: &TestApp) -> Self {
        Self
    }

    async fn look(&self, _: &TestApp) -> Value {
        Value::Null
    }
}

/// A source that nobody may reach, so that attempts fail at once and are counted.
async fn source(t: &TestApp, due: DateTime<Utc>) -> Uuid {
    let id = Uuid::new_v4();
    prepare(
        t,
        &format!(
            "INSERT INTO trust_crl_sources (id, url, created_at, next_attempt_at)
             VALUES ('{id}', 'http://127.0.0.1/{id}', '{due}', '{due}')"
        ),
    )
    .await;
    id
}

async fn attempts(t: &TestApp, source: Uuid) -> Value {
    let failures = "SELECT failures::text FROM trust_crl_sources WHERE id =";
    let told = "SELECT action FROM audit_log WHERE object_id =";
    json!([
        texts(t, &format!("{failures} '{source}'")).await,
        texts(t, &format!("{told} '{source}'")).await
    ])
}

pub struct FindDueCrls(Uuid);

impl Case for FindDueCrls {
    async fn prepare(t: &TestApp) -> Self {
        // Those of earlier rounds are not due again, or there would be more and more to do.
        prepare(t, "UPDATE trust_crl_sources SET enabled = false").await;
        Self(source(t, t.now()).await)
    }

    async fn look(&self, t: &TestApp) -> Value {
        attempts(t, self.0).await
    }
}

pub struct FetchCrl(Uuid);

impl Case for FetchCrl {
    async fn prepare(t: &TestApp) -> Self {
        Self(source(t, t.now() + Duration::days(9)).await)
    }

    fn payload(&self) -> Value {
        json!({"source": self.0})
    }

    async fn look(&self, t: &TestApp) -> Value {
        attempts(t, self.0).await
    }
}

/// It writes to the log; a line that comes twice says so with its time.
pub struct WarnOfEndings;

impl Case for WarnOfEndings {
    const SHOWS: bool = false;

    async fn prepare(_: &TestApp) -> Self {
        Self
    }

    async fn look(&self, _: &TestApp) -> Value {
        Value::Null
    }
}

pub struct SignAuditCheckpoint(i64);

impl Case for SignAuditCheckpoint {
    async fn prepare(t: &TestApp) -> Self {
        t.advance(Duration::minutes(16));
        t.workspace().await;
        Self(number(t, "SELECT count(*) FROM audit_checkpoints").await)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let kept = tokio::fs::read_to_string(t.app.config.data_dir.join("audit.checkpoint")).await;
        let newest =
            texts(t, "SELECT max(seq)::text FROM audit_checkpoints HAVING count(*) > 0").await;
        let is_kept = newest
            .iter()
            .all(|seq| kept.as_ref().is_ok_and(|kept| kept.starts_with(&format!("{seq}."))));
        json!([number(t, "SELECT count(*) FROM audit_checkpoints").await - self.0, is_kept])
    }
}

pub struct CountDay(String);

impl Case for CountDay {
    async fn prepare(t: &TestApp) -> Self {
        t.advance(Duration::days(1));
        Self(t.now().date_naive().to_string())
    }

    async fn look(&self, t: &TestApp) -> Value {
        json!(texts(t, &format!("SELECT concat_ws(' ', users, projects, work_items) FROM daily_counts WHERE day = '{}'", self.0)).await)
    }
}

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
