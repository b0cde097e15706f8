//! Fetches revocation lists before they end.
//!
//! Each source that is due has a job ([`super::jobs`]), one at a time. Addresses come from people, so
//! they are asked by the guarded client; redirects are not followed, because a list that has moved
//! is something to look at. Plain http will do: a list is signed, and [`crls::add_fetched`] takes
//! it only when an authority of the store signed it and it is no older than the one at hand.

use super::{
    ops::{crls, sources},
    queries::CrlRow,
};
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
    outbound::{Limits, Purpose},
    telemetry::metrics,
};
use chrono::{DateTime, Duration, Utc};
use entity::trust_crl_source::Model as Source;
use std::{sync::Arc, time::Duration as StdDuration};
use uuid::Uuid;

/// As much as a list may have (piv.md section 3.1).
const LIMITS: Limits =
    Limits { bytes: 100 * 1024 * 1024, time: StdDuration::from_secs(300), ..Limits::SMALL };
/// No list is fetched more often, however short it lives.
const PAUSE_MIN: Duration = Duration::minutes(10);
/// Issuers publish early when they revoke in haste, so every list is fetched once a day.
const PAUSE_MAX: Duration = Duration::hours(24);
const RETRY_FIRST: Duration = Duration::minutes(5);
const RETRY_MAX: Duration = Duration::hours(1);

/// Fetches from one source now, and goes on when the asker leaves.
pub async fn now(app: &Arc<App>, id: Uuid) -> Result<()> {
    let source = sources::take(app, id).await?;
    let source = source.ok_or(Error::NotFound("source of revocation lists"))?;
    let app_of_task = Arc::clone(app);
    let task = app.lifecycle.tasks.spawn(async move {
        let attempt = attempt(&app_of_task, &source).await;
        let tx = app_of_task.db.begin(Context::default()).await?;
        sources::record(&app_of_task, &tx, &source, attempt).await?;
        tx.commit().await
    });
    task.await.map_err(|error| Error::Internal(error.into()))?
}

/// How an attempt ended.
#[derive(Debug)]
pub struct Attempt {
    /// Why there is no list; none when there is.
    pub fault: Option<String>,
    /// When the next is due.
    pub again: DateTime<Utc>,
}

/// Fetches from a source that was taken. Whoever asks writes down how it went.
pub(super) async fn attempt(app: &App, source: &Source) -> Attempt {
    let outcome = match download(app, &source.url).await {
        Ok(bytes) => crls::add_fetched(app, bytes, &source.url).await.map_err(in_words),
        Err(fault) => Err(fault),
    };
    let now = app.clock.now();
    let outcome = outcome.and_then(|list| match list.next_update > now {
        true => Ok(list),
        false => Err(format!("The server hands out a list that ended on {}.", list.next_update)),
    });
    metrics::get().count_crl_fetch(outcome.is_ok());
    match outcome {
        Ok(list) => Attempt { fault: None, again: next_attempt(&list, now, jitter()) },
        Err(fault) => {
            tracing::warn!(url = source.url, fault, "a revocation list cannot be fetched");
            let again = now + retry_after(source.failures, jitter());
            Attempt { fault: Some(fault), again }
        }
    }
}

async fn download(app: &App, url: &str) -> Result<Vec<u8>, String> {
    let answer = app.outbound.get(url, LIMITS, Purpose::SignedData).await;
    let answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status();
    if status.is_redirection() {
        let place = answer.headers().get("location").and_then(|value| value.to_str().ok());
        return Err(format!("The list has moved to {}.", place.unwrap_or("another address")));
    }
    if status != http::StatusCode::OK {
        return Err(format!("The server answered {status}."));
    }
    Ok(answer.into_body().into())
}

/// What is shown to administrators. Faults of ours go to the log.
fn in_words(error: Error) -> String {
    match error {
        Error::Invalid(faults) => {
            faults.into_iter().map(|(_, fault)| fault).collect::<Vec<_>>().join(" ")
        }
        other => {
            tracing::error!(error = %other, "a revocation list cannot be stored");
            "The list could not be stored; the server's log says why.".to_owned()
        }
    }
}

/// A quarter of its lifetime, but at least ten minutes, before a list ends; a little earlier by
/// chance, so that instances and lists do not all come at once.
fn next_attempt(list: &CrlRow, now: DateTime<Utc>, jitter: f64) -> DateTime<Utc> {
    let lifetime = list.next_update - list.this_update;
    let margin = (lifetime / 4).max(PAUSE_MIN);
    let early = part(margin, jitter / 4.0);
    (list.next_update - margin - early).clamp(now + PAUSE_MIN, now + PAUSE_MAX)
}

/// Longer after each failure, up to an hour.
fn retry_after(failures: i32, jitter: f64) -> Duration {
    let doublings = u32::try_from(failures).unwrap_or_default().min(4);
    let pause = (RETRY_FIRST * 2_i32.pow(doublings)).min(RETRY_MAX);
    pause + part(pause, jitter / 4.0)
}

fn part(whole: Duration, share: f64) -> Duration {
    Duration::milliseconds((whole.num_milliseconds() as f64 * share) as i64)
}

/// Any number from 0 to 1. It keeps nothing secret.
fn jitter() -> f64 {
    (Uuid::new_v4().as_u128() % 1000) as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn list(this_update: &str, next_update: &str) -> CrlRow {
        CrlRow {
            id: Uuid::nil(),
            scope: Vec::new(),
            sha256: Vec::new(),
            issuer: String::new(),
            this_update: at(this_update),
            next_update: at(next_update),
            number: None,
            entries: 0,
            size_bytes: 0,
            source: String::new(),
            received_at: at(this_update),
        }
    }

    #[test]
    fn a_list_is_fetched_again_before_it_ends() {
        let now = at("2026-03-02T09:00:00Z");
        // 16 hours: a quarter is four hours, and chance takes off up to another.
        let day = list("2026-03-02T08:00:00Z", "2026-03-03T00:00:00Z");
        assert_eq!(next_attempt(&day, now, 0.0), at("2026-03-02T20:00:00Z"));
        assert_eq!(next_attempt(&day, now, 1.0), at("2026-03-02T19:00:00Z"));
        // Short: ten minutes before the end, but not at once again.
        let short = list("2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z");
        assert_eq!(next_attempt(&short, now, 0.0), at("2026-03-02T09:20:00Z"));
        let ending = list("2026-03-02T08:00:00Z", "2026-03-02T09:05:00Z");
        assert_eq!(next_attempt(&ending, now, 0.0), at("2026-03-02T09:10:00Z"));
        // Long: once a day all the same.
        let month = list("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
        assert_eq!(next_attempt(&month, now, 0.0), at("2026-03-03T09:00:00Z"));
    }

    #[test]
    fn failures_are_tried_again_ever_later() {
        let minutes: Vec<_> =
            (0..6).map(|failures| retry_after(failures, 0.0).num_minutes()).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 60, 60]);
        assert_eq!(retry_after(0, 1.0), Duration::seconds(375));
    }
}
