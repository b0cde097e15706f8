//! What webhooks hear of, and when sending is tried again.

use crate::{check::Check, error::Result, events::Change};
use chrono::{DateTime, Duration, Utc};

/// Webhooks that a workspace may have.
pub const WEBHOOKS_MAX: u64 = 50;
/// The longest address, in characters.
pub const URL_MAX: usize = 1024;
/// Attempts before a message has finally failed; with the pauses between them about 21 hours.
pub const ATTEMPTS_MAX: i32 = 8;
/// Messages in a row that finally failed before a webhook is paused.
pub const FAILURES_MAX: i32 = 10;
/// Test messages of a webhook that may wait at a time.
pub const TESTS_WAITING_MAX: u64 = 5;
/// How long the secret before the last rotation still signs.
pub const SECRET_GRACE: Duration = Duration::hours(24);
/// How long messages are kept.
pub const KEPT: Duration = Duration::days(30);
/// The event of a test message.
pub const PING: &str = "ping";

const PAUSES_S: [i64; 7] = [10, 60, 300, 1800, 7200, 21_600, 43_200];
/// However long a receiver asks us to wait.
const RETRY_AFTER_MAX: Duration = Duration::hours(12);

/// A kind of thing that a webhook may hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Projects.
    Project,
    /// Work items.
    Issue,
    /// Cycles.
    Cycle,
    /// Modules.
    Module,
    /// Comments on work items.
    IssueComment,
}

/// What the event log calls the things. Cycles and modules have switches already; their domains add
/// their line here.
const ENTITIES: [(&str, Topic); 3] =
    [("project", Topic::Project), ("work_item", Topic::Issue), ("comment", Topic::IssueComment)];

impl Topic {
    /// What an entity of the event log is to receivers.
    pub fn of_entity(entity: &str) -> Option<Self> {
        ENTITIES.iter().find(|(name, _)| *name == entity).map(|(_, topic)| *topic)
    }

    /// The name in messages, which is also the switch of the webhook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Issue => "issue",
            Self::Cycle => "cycle",
            Self::Module => "module",
            Self::IssueComment => "issue_comment",
        }
    }
}

/// One message: what happened, and to which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// `created`, `updated` or `deleted`.
    pub action: &'static str,
    /// The changed field.
    pub change: Option<Change>,
}

/// The messages of an event: one when a thing is new or gone, one a field when it has changed, none
/// when nothing that people see has changed.
pub fn happenings(topic: Topic, verb: &str, changes: &[Change]) -> Vec<Happening> {
    match verb {
        "created" => vec![Happening { action: "created", change: None }],
        "deleted" if !is_archiving(changes) => vec![Happening { action: "deleted", change: None }],
        _ => changes
            .iter()
            // All items of a project got new places: an inner matter of the order.
            .filter(|change| topic != Topic::Project || change.field != "sort_order")
            .map(|change| Happening { action: "updated", change: Some(change.clone()) })
            .collect(),
    }
}

/// Whether the thing of an event is gone for good.
pub fn is_gone(verb: &str, changes: &[Change]) -> bool {
    verb == "deleted" && !is_archiving(changes)
}

/// What is put away is out of sight, hence `deleted` in the log, but not gone.
fn is_archiving(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.field == "archived_at")
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The receiver has it.
    Delivered,
    /// Worth another try, not before the time that the receiver named.
    Again {
        /// In words, for the log.
        why: String,
        /// What the receiver asked for.
        not_before: Option<DateTime<Utc>>,
    },
    /// More tries would change nothing.
    Failed(String),
}

/// What a receiver's answer means.
pub fn fate(status: u16, retry_after: Option<&str>, now: DateTime<Utc>) -> Fate {
    match status {
        200..=299 => Fate::Delivered,
        429 | 500..=599 => Fate::Again {
            why: format!("The receiver answered {status}."),
            not_before: retry_after.and_then(|text| wait(text, now)),
        },
        300..=399 => {
            Fate::Failed(format!("The receiver answered {status}. Redirects are not followed."))
        }
        _ => Fate::Failed(format!("The receiver answered {status}.")),
    }
}

/// Reads `Retry-After`: seconds or a date.
fn wait(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let at = match text.parse::<u32>() {
        Ok(seconds) => now + Duration::seconds(i64::from(seconds)),
        Err(_) => DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc),
    };
    Some(at.clamp(now, now + RETRY_AFTER_MAX))
}

/// The pause after so many attempts, spread by `jitter` (0 to 1) so that what failed together does
/// not come back together.
pub fn pause(attempts: i32, jitter: f64) -> Duration {
    let at = usize::try_from(attempts - 1).unwrap_or_default().min(PAUSES_S.len() - 1);
    let seconds = PAUSES_S.get(at).copied().unwrap_or_default();
    Duration::milliseconds(seconds * 1000 + (seconds as f64 * 100.0 * jitter) as i64)
}

/// What may be set on a webhook; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct WebhookPatch {
    /// Where.
    pub url: Option<String>,
    /// Whether it is told anything.
    pub is_active: Option<bool>,
    /// Hears of projects.
    pub project: Option<bool>,
    /// Hears of work items.
    pub issue: Option<bool>,
    /// Hears of modules.
    pub module: Option<bool>,
    /// Hears of cycles.
    pub cycle: Option<bool>,
    /// Hears of comments.
    pub issue_comment: Option<bool>,
}

/// Refuses a text that cannot be an address before anybody reads it as one: readers of addresses
/// drop line breaks and tabs silently.
pub fn check_url(url: &str) -> Result<()> {
    let odd = |c: char| c.is_control() || c.is_whitespace();
    Check::new()
        .text("url", url, 1..=URL_MAX)
        .rule("url", !url.contains(odd), "May not contain spaces or control characters.")
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    fn change(field: &str) -> Change {
        Change::value(field, None, None)
    }

    #[test]
    fn an_event_becomes_one_message_a_field() {
        let fields = |topic, verb, names: &[&str]| -> Vec<(&str, Option<String>)> {
            let changes: Vec<_> = names.iter().map(|name| change(name)).collect();
            let messages = happenings(topic, verb, &changes).into_iter();
            messages.map(|m| (m.action, m.change.map(|c| c.field))).collect()
        };
        assert_eq!(fields(Topic::Issue, "created", &["comment"]), [("created", None)]);
        assert_eq!(fields(Topic::Issue, "deleted", &[]), [("deleted", None)]);
        let updated = |name: &str| ("updated", Some(name.to_owned()));
        assert_eq!(
            fields(Topic::Issue, "updated", &["name", "state"]),
            [updated("name"), updated("state")]
        );
        assert_eq!(fields(Topic::Issue, "deleted", &["archived_at"]), [updated("archived_at")]);
        assert_eq!(fields(Topic::Issue, "updated", &[]), []);
        assert_eq!(fields(Topic::Project, "updated", &["sort_order"]), []);
    }

    #[test]
    fn answers_decide_over_another_try() {
        assert_eq!(fate(204, None, now()), Fate::Delivered);
        for status in [301, 400, 404, 410] {
            assert!(matches!(fate(status, Some("5"), now()), Fate::Failed(_)), "{status}");
        }
        for (text, seconds) in [
            ("120", Some(120)),
            ("4000000", Some(12 * 3600)),
            ("Mon, 02 Mar 2026 09:01:30 GMT", Some(90)),
            ("Mon, 02 Mar 2020 09:01:30 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ] {
            let Fate::Again { not_before, .. } = fate(429, Some(text), now()) else { panic!() };
            assert_eq!(not_before, seconds.map(|s| now() + Duration::seconds(s)), "{text}");
        }
        assert!(matches!(fate(503, None, now()), Fate::Again { not_before: None, .. }));
    }

    #[test]
    fn pauses_add_up_to_about_a_day() {
        let all: Duration = (1..ATTEMPTS_MAX).map(|n| pause(n, 0.0)).sum();
        assert!((18..=24).contains(&all.num_hours()), "{all}");
        assert_eq!(pause(1, 1.0), Duration::seconds(11));
        assert_eq!(pause(100, 0.0), Duration::hours(12));
    }

    #[test]
    fn odd_texts_are_no_addresses() {
        assert!(check_url("https://hooks.agency.gov/a?b=c").is_ok());
        for bad in ["", "https://a.gov/\r\nHost: b", "https://a.gov/ x", "https://a.gov\t"] {
            assert!(check_url(bad).is_err(), "{bad:?}");
        }
    }
}
