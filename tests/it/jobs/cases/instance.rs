//! Jobs on what belongs to the instance.

use super::super::{killed::Case, number, prepare, texts};
use super::ago;
use crate::support::TestApp;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

pub struct PurgeCache(u32);

impl Case for PurgeCache {
    async fn prepare(t: &TestApp) -> Self {
        let number = t.unique();
        let (past, future) = (ago(t, 1), ago(t, -1));
        prepare(
            t,
            &format!(
                "INSERT INTO cache SELECT '{number}-' || n, '1', {past} FROM generate_series(1, 450) n;
                 INSERT INTO cache VALUES ('{number}-alive', '1', {future});
                 INSERT INTO rate_windows SELECT '{number}-' || n, 1, 1, 0, true FROM generate_series(1, 250) n;
                 INSERT INTO rate_windows VALUES ('{number}-alive', 1000000000, 1, 0, true)"
            ),
        )
        .await;
        Self(number)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let left = ["cache", "rate_windows"].map(|table| {
            let mine = format!("SELECT count(*) FROM {table} WHERE key LIKE '{}-%'", self.0);
            async move { number(t, &mine).await }
        });
        json!(futures_util::future::join_all(left).await)
    }
}

/// Two instances, one of which has gone without a word.
pub struct PurgeSeats([Uuid; 2]);

impl Case for PurgeSeats {
    async fn prepare(t: &TestApp) -> Self {
        let instances = [Uuid::new_v4(), Uuid::new_v4()];
        for (id, ends_at) in instances.iter().zip([ago(t, 1), ago(t, -1)]) {
            prepare(
                t,
                &format!(
                    "INSERT INTO leases VALUES ('sockets:{id}', '{id}', {ends_at});
                     INSERT INTO socket_counts VALUES (gen_random_uuid(), '{id}', 2);
                     INSERT INTO presence VALUES (gen_random_uuid(), gen_random_uuid(), '{id}')"
                ),
            )
            .await;
        }
        Self(instances)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let [gone, here] = self.0.map(|id| {
            let rows = format!(
                "SELECT (SELECT count(*) FROM leases WHERE holder = '{id}')
                      + (SELECT count(*) FROM socket_counts WHERE instance_id = '{id}')
                      + (SELECT count(*) FROM presence WHERE instance_id = '{id}')"
            );
            async move { number(t, &rows).await }
        });
        json!({"gone": gone.await, "here": here.await})
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
