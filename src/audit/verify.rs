//! Is the log what was written? The chain is computed anew from the entries, here and not in the
//! database, and compared with the stored hashes and with what checkpoints signed.

use super::{
    Entry,
    checkpoint::{self, Checkpoint},
    link::{self, BEGINNING, Hash, Link},
};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
};
use chrono::{DateTime, Utc};
use sea_orm::{DbBackend, Statement};
use sqlx::Row;
use tokio::sync::Semaphore;
use uuid::Uuid;

const BATCH: i64 = 1000;
/// Beyond this many, problems are counted only.
const PROBLEMS_MAX: usize = 1000;

/// One look through the whole log at a time.
static ONE: Semaphore = Semaphore::const_new(1);

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The entry, when it is one entry.
    pub entry_id: Option<i64>,
    /// What is wrong, in words.
    pub what: String,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Entries that were looked at.
    pub entries: i64,
    /// Checkpoints that were looked at.
    pub checkpoints: i64,
    /// When the last one that holds was signed.
    pub last_checkpoint_at: Option<DateTime<Utc>>,
    /// What does not fit; at most a thousand.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub problem_count: usize,
}

impl Report {
    /// Whether all fits together.
    pub fn passed(&self) -> bool {
        self.problem_count == 0
    }

    fn add(&mut self, entry_id: Option<i64>, what: impl Into<String>) {
        self.problem_count += 1;
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { entry_id, what: what.into() });
        }
    }
}

/// Goes along the chain, one place after the other.
#[derive(Debug)]
pub struct Walk {
    seq: i64,
    hash: Hash,
    last_entry: Option<i64>,
    count: i64,
    /// An entry that does not have its hash, with the hash that it would have. The next place tells
    /// whether the entry was changed or the hash.
    doubtful: Option<(i64, Hash)>,
    report: Report,
}

impl Default for Walk {
    fn default() -> Self {
        Self::after(0, BEGINNING)
    }
}

impl Walk {
    /// Begins after a place that is known to be good.
    pub fn after(seq: i64, hash: Hash) -> Self {
        let report = Report::default();
        Self { seq, hash, last_entry: None, count: 0, doubtful: None, report }
    }

    /// The last place seen.
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// The stored hash there.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Looks at the next place.
    pub fn step(&mut self, link: &Link) {
        if link.seq == self.seq + 1 {
            self.compare(link);
        } else {
            self.settle();
            self.gap(link);
        }
        self.seq = link.seq;
        self.hash = link.hash;
        self.last_entry = Some(link.entry_id);
        self.count += 1;
    }

    fn compare(&mut self, link: &Link) {
        let Some(expected) = link.expected_hash(&self.hash) else {
            self.settle();
            return self.report.add(Some(link.entry_id), "The entry was deleted.");
        };
        if expected == link.hash {
            return self.settle();
        }
        let follows_doubtful = self
            .doubtful
            .is_some_and(|(_, computed)| link.expected_hash(&computed) == Some(link.hash));
        match (follows_doubtful, self.doubtful.take()) {
            (true, Some((entry, _))) => {
                let what = "The hash of the entry was changed; the entry itself is as it was.";
                self.report.add(Some(entry), what);
            }
            (_, earlier) => {
                self.doubtful = earlier;
                self.settle();
                self.doubtful = Some((link.entry_id, expected));
            }
        }
    }

    fn settle(&mut self) {
        if let Some((entry, _)) = self.doubtful.take() {
            self.report.add(Some(entry), "The entry was changed after it was written.");
        }
    }

    /// The first place after a gap cannot be checked: what it follows is not there.
    fn gap(&mut self, link: &Link) {
        let (from, to) = (self.seq + 1, link.seq - 1);
        let places = if from == to {
            format!("Place {from} of the log is missing")
        } else {
            format!("Places {from} to {to} of the log are missing")
        };
        let after = match self.last_entry {
            Some(entry) => format!("between the entries {entry} and {}", link.entry_id),
            None => format!("before the entry {}", link.entry_id),
        };
        self.report.add(None, format!("{places}, {after}."));
    }

    /// What does not fit.
    pub fn finish(mut self) -> Vec<Problem> {
        self.settle();
        self.report.problems
    }
}

/// What is wrong with a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its place is not there.
    CutOff,
    /// Its place has another hash.
    Rewritten,
    /// Its signature is wrong.
    Forged,
    /// Another key has signed it.
    ForeignKey,
}

/// Looks through the whole log, and notes that in it. `given` is a checkpoint from elsewhere.
pub async fn run(app: &App, actor: Option<Uuid>, given: Option<Checkpoint>) -> Result<Report> {
    let _one = ONE.try_acquire().map_err(|_| Error::TooMany { retry_after_s: 5 })?;
    // Checkpoints first: each was signed for places that are there when the chain is read.
    let outside: Vec<_> = [checkpoint::kept(app).await, given].into_iter().flatten().collect();
    let tx = app.db.begin(Context::default()).await?;
    let last_checkpoint = number(&tx, "SELECT max(seq) FROM audit_checkpoints").await?;
    tx.end().await?;
    let mut walk = Walk::default();
    let mut checker = Checker { app, last_checkpoint, good: 0 };
    loop {
        let tx = app.db.begin(Context::default()).await?;
        let batch = link::after(&tx, walk.seq(), BATCH).await?;
        let before = walk.seq();
        batch.iter().for_each(|link| walk.step(link));
        let is_end = batch.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        let to = if is_end { last_checkpoint } else { walk.seq() };
        checker.check(&tx, &mut walk, &batch, (before, to)).await?;
        tx.end().await?;
        if is_end {
            break;
        }
    }
    let tx = app.db.begin(Context::default()).await?;
    for checkpoint in outside {
        let found = link::after(&tx, checkpoint.seq - 1, 1).await?;
        let found = found.first().filter(|link| link.seq == checkpoint.seq);
        checker.judge(&mut walk, &checkpoint, found)?;
    }
    unchained(&tx, &mut walk.report).await?;
    tx.end().await?;
    walk.settle();
    let report = Report { entries: walk.count, ..walk.report };
    note(app, actor, &report).await?;
    Ok(report)
}

/// Compares checkpoints with the chain.
struct Checker<'a> {
    app: &'a App,
    last_checkpoint: i64,
    /// The last place that a good checkpoint has signed.
    good: i64,
}

impl Checker<'_> {
    async fn check(
        &mut self,
        tx: &Tx,
        walk: &mut Walk,
        batch: &[Link],
        (after, to): (i64, i64),
    ) -> Result<()> {
        for checkpoint in checkpoint::between(tx, after, to.min(self.last_checkpoint)).await? {
            let found = batch.binary_search_by_key(&checkpoint.seq, |link| link.seq);
            let link = found.ok().and_then(|at| batch.get(at));
            self.judge(walk, &checkpoint, link)?;
            walk.report.checkpoints += 1;
        }
        Ok(())
    }

    fn judge(&mut self, walk: &mut Walk, signed: &Checkpoint, link: Option<&Link>) -> Result<()> {
        let stored = link.map(|link| link.hash);
        let Some(fault) = checkpoint::compare(&self.app.keys, signed, stored)? else {
            self.good = self.good.max(signed.seq);
            walk.report.last_checkpoint_at = walk.report.last_checkpoint_at.max(Some(signed.at));
            return Ok(());
        };
        let (seq, at) = (signed.seq, signed.at.format("%Y-%m-%d %H:%M:%S UTC"));
        let what = match fault {
            Fault::CutOff if seq > walk.seq => format!(
                "The checkpoint of {at} signed place {seq}, but the log ends at place {}: its end was cut off.",
                walk.seq
            ),
            Fault::CutOff => {
                format!("The checkpoint of {at} signed place {seq}, which is missing.")
            }
            Fault::Rewritten => format!(
                "The checkpoint of {at} signed another hash for place {seq}: the log was rewritten between places {} and {seq}.",
                self.good + 1
            ),
            Fault::Forged => {
                format!("The signature of the checkpoint of {at} at place {seq} is wrong.")
            }
            Fault::ForeignKey => format!(
                "The checkpoint of {at} at place {seq} was signed with the key {}, which is not this instance's.",
                signed.key_id
            ),
        };
        let entry = link.filter(|_| fault == Fault::Rewritten).map(|link| link.entry_id);
        walk.report.add(entry, what);
        Ok(())
    }
}

/// Entries that have no place in the chain.
async fn unchained(tx: &Tx, report: &mut Report) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let statement = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT a.id, c.entry_id IS NULL AS loose
             FROM (SELECT id FROM audit_log WHERE id > $1 ORDER BY id LIMIT $2) a
             LEFT JOIN audit_chain c ON c.entry_id = a.id ORDER BY a.id",
            [after.into(), (BATCH * 5).into()],
        );
        let rows = tx.rows(statement).await?;
        for row in &rows {
            let read = |e| Error::Internal(anyhow::Error::new(e));
            after = row.try_get("id").map_err(read)?;
            if row.try_get("loose").map_err(read)? {
                let what = "The entry has no place in the chain: it was put in past the log.";
                report.add(Some(after), what);
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

async fn number(tx: &Tx, sql: &str) -> Result<i64> {
    let rows = tx.rows(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let number = rows.first().map(|row| row.try_get::<Option<i64>, _>(0)).transpose();
    Ok(number.map_err(|e| Error::Internal(anyhow::Error::new(e)))?.flatten().unwrap_or_default())
}

async fn note(app: &App, actor: Option<Uuid>, report: &Report) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    let mut entry = Entry::new("audit.verified")
        .by_maybe(actor)
        .with("entries", report.entries)
        .with("checkpoints", report.checkpoints);
    if !report.passed() {
        entry = entry.failed().with("problems", report.problem_count);
        if let Some(first) = report.problems.first() {
            entry = entry.because(&first.what).with("first_entry_id", first.entry_id);
        }
    }
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(places: impl IntoIterator<Item = Link>) -> Vec<(Option<i64>, String)> {
        let mut walk = Walk::default();
        places.into_iter().for_each(|link| walk.step(&link));
        walk.finish().into_iter().map(|problem| (problem.entry_id, problem.what)).collect()
    }

    fn chain(count: i64) -> Vec<Link> {
        let mut previous = BEGINNING;
        let mut links = Vec::new();
        for seq in 1..=count {
            let mut link = Link { seq, hash: BEGINNING, entry_id: 100 + seq, entry: None };
            link.entry = Some(link::Fields {
                id: 100 + seq,
                at: DateTime::from_timestamp(seq, 0).unwrap(),
                actor_id: None,
                actor_label: String::new(),
                action: "a.b".to_owned(),
                outcome: "success".to_owned(),
                reason: String::new(),
                object_type: None,
                object_id: None,
                object_label: String::new(),
                workspace_id: None,
                ip_address: String::new(),
                detail: "{}".to_owned(),
            });
            link.hash = link.expected_hash(&previous).unwrap();
            previous = link.hash;
            links.push(link);
        }
        links
    }

    fn ids(found: &[(Option<i64>, String)]) -> Vec<Option<i64>> {
        found.iter().map(|(id, _)| *id).collect()
    }

    #[test]
    fn an_untouched_chain_has_no_problem() {
        assert_eq!(walk(chain(5)), []);
        assert_eq!(walk([]), []);
    }

    #[test]
    fn each_changed_entry_is_named_and_no_other() {
        let mut links = chain(6);
        for at in [1, 2, 5] {
            links[at].entry.as_mut().unwrap().action.push('x');
        }
        let found = walk(links);
        assert_eq!(ids(&found), [Some(102), Some(103), Some(106)]);
        assert!(found.iter().all(|(_, what)| what.contains("was changed after")), "{found:?}");
    }

    #[test]
    fn a_changed_hash_is_told_from_a_changed_entry() {
        let mut links = chain(4);
        links[1].hash = [9; 32];
        let found = walk(links);
        assert_eq!(ids(&found), [Some(102)]);
        assert!(found[0].1.contains("hash of the entry"), "{found:?}");
    }

    #[test]
    fn deleted_entries_and_missing_places_are_named() {
        let mut links = chain(6);
        links[3].entry = None;
        links.remove(1);
        let found = walk(links);
        assert_eq!(ids(&found), [None, Some(104)]);
        assert!(
            found[0].1.contains("Place 2 of the log is missing, between the entries 101 and 103")
        );
        let found = walk(chain(5).split_off(2));
        assert!(found[0].1.contains("Places 1 to 2 of the log are missing, before"), "{found:?}");
    }

    #[test]
    fn places_that_changed_their_order_are_noticed() {
        let mut links = chain(4);
        let (two, three) = (links[1].entry.clone(), links[2].entry.clone());
        (links[1].entry, links[2].entry) = (three, two);
        assert!(!walk(links).is_empty());
    }
}
