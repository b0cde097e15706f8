//! What is due: rows of `job_schedules`.
//!
//! A schedule's row says up to which time its jobs were enqueued. It moves forward in the transaction
//! that enqueues, and only from where it was read to be: so each due time is enqueued once, whoever
//! believes to be the leader, and however often. When several due times were missed, the job runs
//! once. The row of a new schedule starts at now.

use super::{Job, When, queue, registry::schedules};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
};
use chrono::{DateTime, Utc};
use croner::{
    Cron,
    parser::{CronParser, Seconds},
};
use entity::{job, job_schedule as row};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;

/// One job of a schedule waits or runs at a time.
const UNIQUE_KEY: &str = "schedule";
const ERROR_MAX: usize = 2000;

/// A job that comes again and again.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The kind of job, and the name of the row.
    pub name: &'static str,
    /// What administrators read about it.
    pub about: &'static str,
    /// When, in UTC: second, minute, hour, day of the month, month, day of the week.
    pub cron: &'static str,
    attempts_max: i32,
    fields: fn() -> Result<Value>,
}

impl Schedule {
    /// Enqueues the job as its default describes it.
    pub fn of<J: Job + Default>(cron: &'static str) -> Self {
        Self {
            name: J::NAME,
            about: J::ABOUT,
            cron,
            attempts_max: J::ATTEMPTS_MAX,
            fields: || {
                serde_json::to_value(J::default()).map_err(|error| Error::Internal(error.into()))
            },
        }
    }

    /// The schedule of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        schedules().iter().find(|schedule| schedule.name == name)
    }

    /// The first due time after `time`.
    pub fn next_after(&self, time: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.parsed()?.find_next_occurrence(&time, false).ok()
    }

    /// The last due time after `since`, up to now.
    pub fn due(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let last = self.parsed()?.find_previous_occurrence(&now, true).ok()?;
        (last > since).then_some(last)
    }

    fn parsed(&self) -> Option<Cron> {
        CronParser::builder().seconds(Seconds::Required).build().parse(self.cron).ok()
    }

    /// Puts its job into the queue, unless one waits or runs. Says whether it did. A dead one makes
    /// room, so that a schedule that fails for weeks leaves one dead job and not hundreds.
    pub async fn enqueue(&self, tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
        job::Entity::delete_many()
            .filter(job::Column::Name.eq(self.name))
            .filter(job::Column::UniqueKey.eq(UNIQUE_KEY))
            .filter(job::Column::State.eq("dead"))
            .exec(&**tx)
            .await?;
        let job = (self.name, (self.fields)()?, self.attempts_max);
        queue::insert(tx, job, When::now().unique(UNIQUE_KEY), now).await
    }
}

/// All rows, by name.
pub async fn rows(tx: &Tx) -> Result<Vec<row::Model>> {
    Ok(row::Entity::find().order_by_asc(row::Column::Name).all(&**tx).await?)
}

/// Enqueues what is due. Says of how many schedules.
pub async fn enqueue_due(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let known = rows(&tx).await?;
    let mut count = 0;
    for schedule in schedules() {
        let Some(row) = known.iter().find(|row| row.name == schedule.name) else {
            begin(&tx, schedule.name, now).await?;
            continue;
        };
        let Some(due) = schedule.due(row.last_due_at, now) else { continue };
        if move_on(&tx, row, due).await? {
            schedule.enqueue(&tx, now).await?;
            count += 1;
        }
    }
    if count > 0 {
        tx.commit().await?
    } else {
        tx.end().await?
    }
    Ok(count)
}

/// A schedule that is new: its first due time is the next one.
async fn begin(tx: &Tx, name: &str, now: DateTime<Utc>) -> Result<()> {
    let new = row::ActiveModel {
        name: Set(name.to_owned()),
        last_due_at: Set(now),
        last_started_at: Set(None),
        last_finished_at: Set(None),
        last_error: Set(None),
    };
    row::Entity::insert(new)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}

/// Moves a row from where it was read to be. Says no when somebody else has.
async fn move_on(tx: &Tx, old: &row::Model, due: DateTime<Utc>) -> Result<bool> {
    let moved = row::Entity::update_many()
        .col_expr(row::Column::LastDueAt, Expr::value(due))
        .filter(row::Column::Name.eq(&old.name))
        .filter(row::Column::LastDueAt.eq(old.last_due_at))
        .exec(&**tx)
        .await?;
    Ok(moved.rows_affected == 1)
}

/// Writes down that jobs of schedules begin to run.
pub(super) async fn note_start(
    tx: &Tx,
    names: impl Iterator<Item = &str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let names: Vec<&str> = names.filter(|name| Schedule::find(name).is_some()).collect();
    if names.is_empty() {
        return Ok(());
    }
    row::Entity::update_many()
        .col_expr(row::Column::LastStartedAt, Expr::value(now))
        .filter(row::Column::Name.is_in(names))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes down how the run of a schedule's job ended.
pub(super) async fn note_end(
    tx: &Tx,
    name: &str,
    fault: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    if Schedule::find(name).is_none() {
        return Ok(());
    }
    let fault = fault.map(|text| text.chars().filter(|c| *c != '\0').take(ERROR_MAX));
    row::Entity::update_many()
        .col_expr(row::Column::LastFinishedAt, Expr::value(now))
        .col_expr(row::Column::LastError, Expr::value(fault.map(String::from_iter)))
        .filter(row::Column::Name.eq(name))
        .exec(&**tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::runner::tests::Echo;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_of_missed_times_is_due_and_an_old_one_is_not_again() {
        let nightly = Schedule::of::<Echo>("0 30 2 * * *");
        let since = at("2026-03-02T02:30:00Z");
        assert_eq!(nightly.due(since, at("2026-03-03T02:29:59Z")), None);
        assert_eq!(
            nightly.due(since, at("2026-03-03T02:30:00Z")),
            Some(at("2026-03-03T02:30:00Z"))
        );
        assert_eq!(
            nightly.due(since, at("2026-03-09T12:00:00Z")),
            Some(at("2026-03-09T02:30:00Z"))
        );
        assert_eq!(nightly.next_after(since), Some(at("2026-03-03T02:30:00Z")));
        // A clock that goes back makes nothing due a second time.
        assert_eq!(nightly.due(since, at("2026-03-01T12:00:00Z")), None);
    }
}
