//! Made-up work items, as many and as long as those of a real project.

use super::{Bench, site::Site};
use anyhow::Context;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::fmt::Write;
use uuid::Uuid;

/// As many as the real list that this product is tried on.
pub(crate) const ITEMS: usize = 12_041;
const PEOPLE: usize = 40;

const WORDS: &str = "add remove update fix session login account button page user agency form \
    email phone address field service provider copy text link error handle test spec refactor \
    move rename allow require check token key certificate card piv code language spanish french \
    style mobile screen reader label log event analytics redis worker job deploy config release";

/// Numbers that look random and are the same in each run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Below `bound`.
    pub(crate) fn roll(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }

    /// Some words, common ones and rare ones.
    pub(crate) fn words(&mut self, count: usize) -> String {
        let common: Vec<&str> = WORDS.split_whitespace().collect();
        let mut words = Vec::with_capacity(count);
        for _ in 0..count {
            words.push(match self.roll(5) {
                0..3 => {
                    let mut rare = Self(self.roll(3000) as u64);
                    let letters = 4 + rare.roll(6);
                    (0..letters).map(|_| (b'a' + rare.roll(26) as u8) as char).collect()
                }
                _ => common.get(self.roll(common.len())).map_or(String::new(), |w| (*w).to_owned()),
            });
        }
        words.join(" ")
    }
}

/// A table for the import, with the columns and lengths of a real export.
pub(crate) fn csv() -> String {
    let mut dice = Dice::new(7);
    let mut text =
        "external_id,pull_request,title,description,label,module,assignee,created_at\n".to_owned();
    for n in 0..ITEMS {
        let title = {
            let count = 4 + dice.roll(8);
            dice.words(count)
        };
        let description = if dice.roll(4) == 0 {
            String::new()
        } else {
            let count = 15 + dice.roll(70);
            dice.words(count)
        };
        let (label, module) = match dice.roll(5) {
            0 | 1 => (format!("kind-{}", dice.roll(50)), format!("area-{}", dice.roll(400))),
            _ => (String::new(), String::new()),
        };
        let day = n / 4;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "IDP-{n},{},{title},{description},{label},{module},contributor-{:03},{}-{:02}-{:02}T{:02}:{:02}:{:02}-05:00",
            n % 9000,
            dice.roll(200),
            2016 + day / 336,
            1 + day / 28 % 12,
            1 + day % 28,
            n % 24,
            dice.roll(60),
            dice.roll(60),
        );
    }
    text
}

/// A connection as the owner of the tables, whom row-level security does not stop.
pub(crate) async fn owner(bench: &Bench) -> anyhow::Result<PgConnection> {
    let addresses = bench.server.database()?;
    Ok(PgConnection::connect(&addresses.owner).await?)
}

/// Does what autovacuum does within a minute of such a change.
pub(crate) async fn settle(connection: &mut PgConnection) -> anyhow::Result<()> {
    for table in ["work_items", "work_item_assignees", "work_item_labels", "project_counters"] {
        let sql = AssertSqlSafe(format!("VACUUM (ANALYZE) {table}"));
        sqlx::raw_sql(sql).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Fills the measured project when the program could not import it.
pub(crate) async fn fill_main(bench: &mut Bench) -> anyhow::Result<()> {
    let mut connection = owner(bench).await?;
    fill(&mut connection, &bench.site, bench.site.project, ITEMS).await?;
    settle(&mut connection).await?;
    bench.site.load_items().await
}

/// Writes `count` items with people and labels straight into the tables.
pub(crate) async fn fill(
    connection: &mut PgConnection,
    site: &Site,
    project: Uuid,
    count: usize,
) -> anyhow::Result<()> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let list = format!("'{{{}}}'::text[]", words.join(","));
    let sql = FILL
        .replace(":moment", MOMENT)
        .replace(":word_count", &words.len().to_string())
        .replace(":words", &list)
        .replace(":workspace", &format!("'{}'::uuid", site.workspace))
        .replace(":project", &format!("'{project}'::uuid"))
        .replace(":user", &format!("'{}'::uuid", site.user))
        .replace(":people", &PEOPLE.to_string())
        .replace(":count", &count.to_string());
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .with_context(|| format!("filling a project with {count} items"))?;
    Ok(())
}

/// Ids of items begin with the time, as those that the server makes.
const MOMENT: &str = "left(lpad(to_hex(1700000000000 + n * 50), 12, '0'), 8) || '-' \
    || right(to_hex(1700000000000 + n * 50), 4)";

const FILL: &str = "
CREATE OR REPLACE FUNCTION pg_temp.word(seed bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN abs(hashint8(seed)) % 5 < 3
        THEN translate(substr(md5((abs(hashint8(seed)) / 5 % 3000)::text), 1, 4 + abs(hashint8(seed)) % 6), '0123456789', 'ghijklmnop')
        ELSE (:words)[1 + abs(hashint8(seed)) % :word_count] END $$;
INSERT INTO users (id, email, display_name, first_name)
SELECT gen_random_uuid(), 'person-' || n || '@agency.example', 'person-' || n, 'Person'
FROM generate_series(1, :people) n ON CONFLICT DO NOTHING;
INSERT INTO workspace_members (id, workspace_id, member_id, role, created_at, updated_at)
SELECT gen_random_uuid(), :workspace, id, 15, now(), now() FROM users
WHERE email LIKE 'person-%' ON CONFLICT DO NOTHING;
INSERT INTO project_members (id, workspace_id, project_id, member_id, role, created_at, updated_at)
SELECT gen_random_uuid(), :workspace, :project, id, 15, now(), now() FROM users
WHERE email LIKE 'person-%' ON CONFLICT DO NOTHING;
INSERT INTO labels (id, workspace_id, project_id, name, color, created_at, updated_at)
SELECT gen_random_uuid(), :workspace, :project, 'kind-' || n, '#336699', now(), now()
FROM generate_series(1, 50) n;
CREATE TEMPORARY TABLE picked ON COMMIT DROP AS
SELECT (SELECT array_agg(id) FROM states WHERE project_id = :project) AS states,
       (SELECT array_agg(id) FROM labels WHERE project_id = :project) AS labels,
       (SELECT array_agg(member_id) FROM project_members WHERE project_id = :project) AS people;
INSERT INTO work_items (id, workspace_id, project_id, state_id, name, description_html,
    priority, sequence_id, sort_order, created_by, created_at, updated_at)
SELECT (:moment || substr(gen_random_uuid()::text, 14))::uuid, :workspace, :project,
       states[1 + n % cardinality(states)],
       initcap(pg_temp.word(n)) || (SELECT string_agg(' ' || pg_temp.word(n::bigint * 31 + j), '') FROM generate_series(1, 3 + n % 8) j),
       CASE WHEN n % 4 = 0 THEN '<p></p>' ELSE '<p>' || (SELECT string_agg(pg_temp.word(n::bigint * 57 + j), ' ') FROM generate_series(1, 15 + n % 70) j) || '</p>' END,
       (ARRAY['urgent', 'high', 'medium', 'low', 'none'])[1 + n % 5], n, n * 1000.0,
       :user, timestamptz '2016-01-25' + n * interval '20 seconds', now()
FROM generate_series(1, :count) n, picked;
INSERT INTO work_item_assignees (workspace_id, project_id, work_item_id, assignee_id)
SELECT w.workspace_id, w.project_id, w.id, people[1 + w.sequence_id % cardinality(people)]
FROM work_items w, picked WHERE w.project_id = :project AND w.sequence_id % 4 <> 0;
INSERT INTO work_item_labels (workspace_id, project_id, work_item_id, label_id)
SELECT w.workspace_id, w.project_id, w.id, labels[1 + w.sequence_id % cardinality(labels)]
FROM work_items w, picked WHERE w.project_id = :project AND w.sequence_id % 5 < 2;
UPDATE project_counters SET last_sequence = :count WHERE project_id = :project;
";
