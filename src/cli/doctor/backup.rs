//! Whether there is a backup that is young enough.

use super::{Finding, State};
use crate::{clock::Clock, config};
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

const ID: &str = "backup.last";

/// A schema that has no list of backups yet is told about by `migrations.current`.
pub(super) async fn probe(
    connection: &mut PgConnection,
    config: &config::Backup,
) -> Option<Finding> {
    let is_there: bool = sqlx::query_scalar("SELECT to_regclass('backups') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await
        .ok()?;
    if !is_there {
        return None;
    }
    let last: Result<Option<DateTime<Utc>>, _> =
        sqlx::query_scalar("SELECT max(taken_at) FROM backups").fetch_one(connection).await;
    Some(match last {
        Ok(last) => judge(config, last, Clock::System.now()),
        Err(error) => Finding::of(ID, Err(error.into())),
    })
}

fn judge(config: &config::Backup, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Finding {
    let told = match last {
        Some(at) => format!("the last good one is of {}", at.format("%Y-%m-%d %H:%M UTC")),
        None => "there is none".to_owned(),
    };
    let cron = match config.cron() {
        Ok(Some(cron)) => cron,
        Ok(None) => {
            let message = format!("{told}; none are scheduled here (backup.schedule)");
            return Finding::new(ID, State::Ok, message);
        }
        Err(error) => return Finding::of(ID, Err(error)),
    };
    // Two due times back: one may be running just now.
    let before = |time: DateTime<Utc>| cron.find_previous_occurrence(&time, false).ok();
    let oldest = before(now).and_then(before).unwrap_or(now - Duration::days(2));
    match last {
        Some(at) if at >= oldest => Finding::new(ID, State::Ok, told),
        _ => {
            let message = format!("{told}, older than twice the schedule; see the page Jobs");
            Finding::new(ID, State::Warning, message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_older_than_twice_the_schedule_is_a_warning() {
        let mut config = config::Config::from_defaults("/tmp").unwrap().backup;
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2026-03-05T12:00:00Z");
        assert_eq!(judge(&config, None, now).state, State::Ok);
        config.schedule = "15 3 * * *".to_owned();
        assert_eq!(judge(&config, None, now).state, State::Warning);
        assert_eq!(judge(&config, Some(at("2026-03-04T03:15:01Z")), now).state, State::Ok);
        assert_eq!(judge(&config, Some(at("2026-03-03T03:15:01Z")), now).state, State::Warning);
    }
}
