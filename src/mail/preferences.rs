//! What a person wants to be mailed about, and when.

use crate::{db::Tx, error::Result};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// When those who want one mail a day get it, in their own time.
const DAILY_AT: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A person, and how they want to be mailed. Who never chose has the defaults.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Receiver {
    /// The person.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// The account may be mailed at all.
    pub is_active: bool,
    /// IANA time zone.
    pub user_timezone: String,
    /// Kinds that are switched off.
    pub off: Vec<String>,
    /// `soon`, `daily` or `off`.
    pub email_digest: String,
    /// No mail from `quiet_from` to `quiet_until`.
    pub quiet_hours_enabled: bool,
    /// Begin, in their own time.
    pub quiet_from: NaiveTime,
    /// End, in their own time.
    pub quiet_until: NaiveTime,
}

/// What is to be done about somebody's mail at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// One mail a work item, of everything that waits.
    Now,
    /// One mail of everything that happened before this time.
    Daily(DateTime<Utc>),
    /// Not now.
    Later,
    /// Never: what waits is dropped.
    Never,
}

impl Receiver {
    /// What is to be done about this person's mail now. Quiet hours are read off the clock on their
    /// wall, so a change of summer time makes them longer or shorter and never leaves them out.
    pub fn due(&self, now: DateTime<Utc>) -> Due {
        if !self.is_active || self.email_digest == "off" {
            return Due::Never;
        }
        let zone: Tz = self.user_timezone.parse().unwrap_or(Tz::UTC);
        let local = now.with_timezone(&zone);
        if self.quiet_hours_enabled && is_quiet(local.time(), self.quiet_from, self.quiet_until) {
            return Due::Later;
        }
        if self.email_digest != "daily" {
            return Due::Now;
        }
        let today = local.date_naive();
        let day = if local.time() < DAILY_AT { today.pred_opt().unwrap_or(today) } else { today };
        match zone.from_local_datetime(&day.and_time(DAILY_AT)).earliest() {
            Some(cutoff) => Due::Daily(cutoff.with_timezone(&Utc)),
            // No zone changes its clocks over eight in the morning; if one does, an hour later will do.
            None => Due::Later,
        }
    }

    /// Whether the person wants mail of this kind.
    pub fn wants(&self, kind: &str) -> bool {
        !self.off.iter().any(|off| off == kind)
    }
}

fn is_quiet(time: NaiveTime, from: NaiveTime, until: NaiveTime) -> bool {
    if from <= until { from <= time && time < until } else { from <= time || time < until }
}

const FIND: &str = "
SELECT u.id, u.email, u.is_active AND NOT u.is_pending AND NOT u.is_bot AS is_active, u.user_timezone,
    array_remove(ARRAY[
        CASE WHEN NOT p.property_change THEN 'property_change' END,
        CASE WHEN NOT p.state_change THEN 'state_change' END,
        CASE WHEN NOT p.issue_completed THEN 'issue_completed' END,
        CASE WHEN NOT p.comment THEN 'comment' END,
        CASE WHEN NOT p.mention THEN 'mention' END,
        CASE WHEN NOT p.due_soon THEN 'due_soon' END,
        CASE WHEN NOT p.overdue THEN 'overdue' END], NULL) AS off,
    coalesce(p.email_digest, 'soon') AS email_digest,
    coalesce(p.quiet_hours_enabled, false) AS quiet_hours_enabled,
    coalesce(p.quiet_from, '22:00') AS quiet_from, coalesce(p.quiet_until, '07:00') AS quiet_until
FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id WHERE u.id = $1";

/// The person, if there is one.
pub async fn find(tx: &Tx, user_id: Uuid) -> Result<Option<Receiver>> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, FIND, [user_id.into()]);
    let row = tx.query_one_raw(statement).await?;
    Ok(row.map(|row| Receiver::from_query_result(&row, "")).transpose()?)
}

const SWITCH_OFF: &str = "
INSERT INTO notification_preferences AS p (user_id, property_change, state_change, issue_completed,
    comment, mention, due_soon, overdue, email_digest, updated_at)
VALUES ($1, NOT 'property_change' = ANY ($2), NOT 'state_change' = ANY ($2),
    NOT 'issue_completed' = ANY ($2), NOT 'comment' = ANY ($2), NOT 'mention' = ANY ($2),
    NOT 'due_soon' = ANY ($2), NOT 'overdue' = ANY ($2),
    CASE WHEN 'digest' = ANY ($2) THEN 'off' ELSE 'soon' END, $3)
ON CONFLICT (user_id) DO UPDATE SET
    property_change = p.property_change AND excluded.property_change,
    state_change = p.state_change AND excluded.state_change,
    issue_completed = p.issue_completed AND excluded.issue_completed,
    comment = p.comment AND excluded.comment,
    mention = p.mention AND excluded.mention,
    due_soon = p.due_soon AND excluded.due_soon,
    overdue = p.overdue AND excluded.overdue,
    email_digest = CASE WHEN 'digest' = ANY ($2) THEN 'off' ELSE p.email_digest END,
    updated_at = excluded.updated_at";

/// Switches kinds of mail off; `digest` is all of it.
pub(super) async fn switch_off(
    tx: &Tx,
    user_id: Uuid,
    kinds: &[&str],
    now: DateTime<Utc>,
) -> Result<()> {
    let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let values = [user_id.into(), kinds.into(), now.into()];
    tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, SWITCH_OFF, values)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receiver(zone: &str, digest: &str, quiet: Option<(&str, &str)>) -> Receiver {
        let (from, until) = quiet.unwrap_or(("22:00", "07:00"));
        Receiver {
            id: Uuid::nil(),
            email: "a@b.example".to_owned(),
            is_active: true,
            user_timezone: zone.to_owned(),
            off: vec!["comment".to_owned()],
            email_digest: digest.to_owned(),
            quiet_hours_enabled: quiet.is_some(),
            quiet_from: from.parse().unwrap_or_default(),
            quiet_until: until.parse().unwrap_or_default(),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn quiet_hours_are_those_of_the_wall_clock_also_when_clocks_change() {
        let night = receiver("America/New_York", "soon", Some(("22:00:00", "07:00:00")));
        for (time, expected) in [
            ("2026-03-03T02:59:00Z", Due::Now),   // 21:59 EST
            ("2026-03-03T03:00:00Z", Due::Later), // 22:00 EST
            ("2026-03-03T11:59:00Z", Due::Later), // 06:59 EST
            ("2026-03-03T12:00:00Z", Due::Now),   // 07:00 EST
            // The night to 8 March 2026 has an hour less: seven o'clock is 11:00 UTC.
            ("2026-03-08T10:59:00Z", Due::Later),
            ("2026-03-08T11:00:00Z", Due::Now),
            // The night to 1 November has an hour more.
            ("2026-11-01T11:59:00Z", Due::Later),
            ("2026-11-01T12:00:00Z", Due::Now),
        ] {
            assert_eq!(night.due(at(time)), expected, "{time}");
        }
        let noon = receiver("UTC", "soon", Some(("12:00:00", "13:00:00")));
        assert_eq!(noon.due(at("2026-03-03T12:30:00Z")), Due::Later);
        assert_eq!(noon.due(at("2026-03-03T13:00:00Z")), Due::Now);
        let never = receiver("UTC", "soon", Some(("12:00:00", "12:00:00")));
        assert_eq!(never.due(at("2026-03-03T12:00:00Z")), Due::Now);
    }

    #[test]
    fn a_day_ends_at_eight_in_the_morning() {
        let daily = receiver("Asia/Tokyo", "daily", None);
        // 08:00 in Tokyo is 23:00 UTC of the day before.
        let before = Due::Daily(at("2026-03-01T23:00:00Z"));
        assert_eq!(daily.due(at("2026-03-02T22:59:00Z")), before);
        assert_eq!(daily.due(at("2026-03-02T23:00:00Z")), Due::Daily(at("2026-03-02T23:00:00Z")));
        let paris = receiver("Europe/Paris", "daily", None);
        assert_eq!(paris.due(at("2026-03-29T06:00:00Z")), Due::Daily(at("2026-03-29T06:00:00Z")));
        let late = receiver("UTC", "daily", Some(("22:00:00", "09:00:00")));
        assert_eq!(late.due(at("2026-03-02T08:30:00Z")), Due::Later);
        assert_eq!(late.due(at("2026-03-02T09:00:00Z")), Due::Daily(at("2026-03-02T08:00:00Z")));
    }

    #[test]
    fn who_wants_none_gets_none() {
        assert_eq!(receiver("UTC", "off", None).due(at("2026-03-02T09:00:00Z")), Due::Never);
        let gone = Receiver { is_active: false, ..receiver("UTC", "soon", None) };
        assert_eq!(gone.due(at("2026-03-02T09:00:00Z")), Due::Never);
        // A zone that nobody knows is UTC.
        assert_eq!(receiver("Nowhere/X", "soon", None).due(at("2026-03-02T09:00:00Z")), Due::Now);
        assert!(!receiver("UTC", "soon", None).wants("comment"));
    }
}
