//! Jobs that write mails, send them, or forget them.
//!
//! A mail server may be handed the same mail again after a crash: both have one Message-ID.

use super::super::{
    killed::{Case, World},
    number, prepare, texts,
};
use super::{
    ago,
    notifications::{mail_rows, mail_rows_left},
};
use crate::{
    mail::{self, sink::Sink},
    support::{Caller, Project, TestApp},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use treasury_plane::access::Role;
use uuid::Uuid;

/// An application and its mail server.
pub struct Post {
    t: TestApp,
    sink: Sink,
}

impl World for Post {
    async fn start() -> Self {
        let (sink, t, admin) = mail::start().await;
        let body = json!({"magic_link_enabled": true});
        admin.patch("/api/v1/instance/authentication", body).await.expect(200);
        Self { t, sink }
    }

    fn app(&self) -> &TestApp {
        &self.t
    }
}

impl Post {
    /// What a person's mail program shows: the words, without numbers and links. What came again is
    /// one mail, and the same to the byte.
    fn shown(&self, email: &str) -> Vec<String> {
        let mut mails = BTreeMap::new();
        for mail in self.sink.mails() {
            if mail.to == [email] {
                let id = mail.header("Message-ID").unwrap();
                let first = mails.entry(id).or_insert_with(|| mail.clone());
                assert_eq!(first.raw, mail.raw);
            }
        }
        let words = |text: &str| {
            let words: Vec<_> = text.split_whitespace().filter(|w| !w.contains("://")).collect();
            words.join(" ").replace(|c: char| c.is_ascii_digit(), "")
        };
        let mut shown: Vec<_> = mails.values().map(|mail| words(&mail.text)).collect();
        shown.sort();
        shown
    }

    /// The log and the mailbox of somebody.
    async fn look(&self, email: &str) -> Value {
        let log = format!(
            "SELECT concat_ws(' ', kind, state, attempts, last_error) FROM mails
             WHERE email = '{email}' ORDER BY 1"
        );
        json!([texts(&self.t, &log).await, self.shown(email)])
    }

    /// Takes the jobs out that came with what was prepared: the harness enqueues its own.
    async fn clear_jobs(&self) {
        prepare(&self.t, "DELETE FROM jobs").await;
    }
}

pub struct SendMail {
    email: String,
    mail_id: Uuid,
}

impl Case<Post> for SendMail {
    async fn prepare(post: &Post) -> Self {
        let t = &post.t;
        let place = t.workspace().await;
        let email = format!("new{}@agency.example", t.unique());
        let body = json!({"email": email, "role": 15});
        place.owner.post(&format!("{}/invitations", place.path), body).await.expect(201);
        let id = texts(t, &format!("SELECT id::text FROM mails WHERE email = '{email}'")).await;
        post.clear_jobs().await;
        Self { email, mail_id: id[0].parse().unwrap() }
    }

    fn payload(&self) -> Value {
        json!({"mail_id": self.mail_id})
    }

    async fn look(&self, post: &Post) -> Value {
        post.look(&self.email).await
    }
}

pub struct MailLink(Caller);

impl Case<Post> for MailLink {
    async fn prepare(post: &Post) -> Self {
        Self(post.t.user().await)
    }

    fn payload(&self) -> Value {
        json!({"email": self.0.email, "wish": {"sign_in": {"return_to": "/"}}, "ip_address": "192.0.2.1"})
    }

    async fn look(&self, post: &Post) -> Value {
        let id = self.0.id;
        let links = format!(
            "SELECT concat_ws(' ', purpose, used_at IS NULL) FROM password_links WHERE user_id = '{id}'"
        );
        let log = format!(
            "SELECT count(*) FROM audit_log
             WHERE object_id = '{id}' AND action = 'magic_link.requested'"
        );
        json!([
            texts(&post.t, &links).await,
            number(&post.t, &log).await,
            post.look(&self.0.email).await
        ])
    }
}

/// What happened to two work items waits for three people.
pub struct MailDigests(Vec<Caller>);

impl Case<Post> for MailDigests {
    async fn prepare(post: &Post) -> Self {
        let t = &post.t;
        let project = t.project().await;
        let (first, second) = (t.work_item(&project).await, t.work_item(&project).await);
        let mut people = Vec::new();
        for _ in 0..3 {
            people.push(t.project_member(&project, Role::Member).await);
        }
        let ids = people.iter().map(|person| person.id.to_string()).collect::<Vec<_>>();
        prepare(
            t,
            &format!(
                "INSERT INTO email_notifications (id, workspace_id, project_id, work_item_id,
                    receiver_id, actor_id, kind, data, created_at)
                 SELECT gen_random_uuid(), '{}', '{}', item, person, '{}', 'property_change',
                    jsonb_build_object('issue_activity', jsonb_build_object('verb', 'updated',
                        'field', field, 'old_value', 'before', 'new_value', 'after')),
                    {now} + n * interval '1 ms' - interval '1 s'
                 FROM unnest('{{{},{}}}'::uuid[]) item, unnest('{{{}}}'::uuid[]) person,
                    (VALUES (1, 'priority'), (2, 'name')) x (n, field)",
                project.workspace.id,
                project.id,
                project.admin.id,
                first.id,
                second.id,
                ids.join(","),
                now = ago(t, 0),
            ),
        )
        .await;
        Self(people)
    }

    async fn look(&self, post: &Post) -> Value {
        let mut seen = Vec::new();
        for person in &self.0 {
            let waits = format!(
                "SELECT count(*) FROM email_notifications
                 WHERE receiver_id = '{}' AND processed_at IS NULL",
                person.id
            );
            seen.push(json!([number(&post.t, &waits).await, post.look(&person.email).await]));
        }
        json!(seen)
    }
}

/// More of each sort than one transaction takes.
pub struct PurgeMails {
    project: Project,
    email: String,
}

impl Case for PurgeMails {
    async fn prepare(t: &TestApp) -> Self {
        let project = t.project().await;
        let item = t.work_item(&project).await;
        let email = format!("log{}@agency.example", t.unique());
        let at = |days: i64| ago(t, days);
        prepare(
            t,
            &format!(
                "INSERT INTO mails (id, kind, email, title, message_id, data_sealed, state,
                    created_at, sent_at)
                 SELECT gen_random_uuid(), 'invitation', '{email}', title, gen_random_uuid()::text,
                    CASE state WHEN 'waiting' THEN 'x'::bytea END, state, made,
                    CASE state WHEN 'sent' THEN made END
                 FROM (VALUES ('old', 510, 'sent', {}), ('old failure', 5, 'failed', {old}),
                    ('young', 5, 'sent', {}), ('lost', 510, 'waiting', {}), ('long lost', 5, 'waiting', {old}),
                    ('waits', 5, 'waiting', {})) x (title, count, state, made), generate_series(1, count)",
                at(31),
                at(29),
                at(4),
                at(2),
                old = at(40),
            ),
        )
        .await;
        let rows = format!(
            "('comment', 510, {long}, {}), ('mention', 5, {long}, {}), ('overdue', 5, {long}, NULL)",
            at(31),
            at(29),
            long = at(60),
        );
        mail_rows(t, &project, &item, &rows).await;
        Self { project, email }
    }

    async fn look(&self, t: &TestApp) -> Value {
        let log = format!(
            "SELECT concat_ws(' ', title, state, last_error, count(*), count(data_sealed)) FROM mails
             WHERE email = '{}' GROUP BY title, state, last_error ORDER BY 1",
            self.email
        );
        json!([texts(t, &log).await, mail_rows_left(t, &self.project).await])
    }
}
