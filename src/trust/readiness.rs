//! Whether cards can sign in by what the store holds now: for the console's "test this".
//!
//! It looks at the store, not at a card. A list counts by its issuer's name, because the store takes
//! only lists that one of its authorities signed.

use super::{
    expiry::{self, Ending},
    model::Revocation,
    snapshot::{self, Snapshot, SnapshotAnchor},
};
use crate::{app::App, error::Result};
use chrono::{DateTime, Utc};
use pki::{Certificate, Crl, Name};
use std::sync::Arc;

/// Names that are listed; of more only the number is told.
const NAMED_MAX: usize = 5;

/// What was looked at, and what was seen or is wrong.
pub type Finding = (&'static str, std::result::Result<String, String>);

/// Looks at anchors, the certificates between, lists, and what ends.
pub async fn look(app: &App) -> Result<Vec<Finding>> {
    let snapshot = snapshot::current(app).await?;
    let now = app.clock.now();
    if snapshot.anchors.is_empty() {
        let fault = "nothing is trusted yet: add an anchor and enable it";
        return Ok(vec![("Trust anchors", Err(fault.to_owned()))]);
    }
    let of_store = Arc::clone(&snapshot);
    let mut found = snapshot::blocking(move || of_store.look(now)).await?;
    found.push(("What ends", ends(&expiry::find(app).await?, now)));
    Ok(found)
}

/// An authority of the store and the anchors that it reaches.
struct Authority<'a> {
    certificate: &'a Certificate,
    anchors: Vec<&'a SnapshotAnchor>,
}

impl Snapshot {
    fn look(&self, now: DateTime<Utc>) -> Vec<Finding> {
        let anchors = format!("{} enabled", self.anchors.len());
        let between = self.between(now.timestamp());
        let reaching = |authority: &&Authority<'_>| !authority.anchors.is_empty();
        let lost: Vec<String> = between.iter().filter(|one| !reaching(one)).map(name).collect();
        let count = between.len();
        let between_found = match count {
            0 => Ok("none: browsers must send them along with the card".to_owned()),
            _ if lost.len() == count => {
                Err(format!("none reaches an enabled anchor: {}", some(&lost)))
            }
            _ if lost.is_empty() => Ok(format!("all {count} reach an enabled anchor")),
            _ => Ok(format!("these reach no enabled anchor and are not used: {}", some(&lost))),
        };
        let own = self.store.anchors().iter().zip(&self.anchors).map(|(anchor, settings)| {
            Authority { certificate: &anchor.certificate, anchors: vec![settings] }
        });
        let all: Vec<_> = own.chain(between).filter(|one| reaching(&one)).collect();
        vec![
            ("Trust anchors", Ok(anchors)),
            ("Certificates in between", between_found),
            ("Revocation lists", self.lists(&all, now)),
        ]
    }

    fn between(&self, now: i64) -> Vec<Authority<'_>> {
        let authorities = self.store.intermediates().iter().filter(|one| one.is_ca());
        authorities
            .map(|certificate| {
                let reached = self.store.reaches(certificate, now);
                let own = self.store.anchors().iter().zip(&self.anchors);
                let anchors = own
                    .filter(|(anchor, _)| reached.contains(&anchor.certificate.sha256()))
                    .map(|(_, settings)| settings);
                Authority { certificate, anchors: anchors.collect() }
            })
            .collect()
    }

    fn lists(
        &self,
        authorities: &[Authority<'_>],
        now: DateTime<Utc>,
    ) -> std::result::Result<String, String> {
        let mut missing = Vec::new();
        let mut asked = 0_usize;
        for authority in authorities {
            let strictest = authority.anchors.iter().map(|anchor| usable_until_after(anchor, now));
            // The latest moment counts: what one anchor lets pass, another may refuse.
            let Some(end) = strictest.flatten().max() else { continue };
            asked += 1;
            if !self.store.crls().iter().any(|crl| is_usable(crl, authority, now, end)) {
                missing.push(name(authority));
            }
        }
        missing.sort();
        missing.dedup();
        match (asked, missing.is_empty()) {
            (0, _) => Ok("not asked for by any anchor".to_owned()),
            (_, true) => Ok(format!("there is a current one of each of {asked} authorities")),
            (_, false) => Err(format!(
                "there is no current one, so certificates are refused, of: {}",
                some(&missing)
            )),
        }
    }
}

/// A list must end after this moment to be good enough for the anchor; `None` when it asks for none.
fn usable_until_after(anchor: &SnapshotAnchor, now: DateTime<Utc>) -> Option<i64> {
    let settings = &anchor.settings;
    let hard = Some(now.timestamp());
    match settings.revocation {
        Revocation::Off => None,
        Revocation::Soft if settings.soft_until.is_some_and(|until| until > now) => {
            Some(now.timestamp() - i64::from(settings.soft_grace_hours) * 3600)
        }
        Revocation::Soft | Revocation::Hard => hard,
    }
}

fn is_usable(crl: &Crl, authority: &Authority<'_>, now: DateTime<Utc>, end: i64) -> bool {
    let issuer: &Name = authority.certificate.subject();
    crl.issuer().matches(issuer)
        && !crl.is_delta()
        && crl.unusable().is_none()
        && crl.this_update() <= now.timestamp()
        && crl.next_update().is_some_and(|next| next > end)
}

/// Lists that have run out are told about where lists are looked at.
fn ends(endings: &[Ending], now: DateTime<Utc>) -> std::result::Result<String, String> {
    let relevant = endings.iter().filter(|ending| ending.kind != "revocation list");
    let (over, soon): (Vec<_>, Vec<_>) = relevant.partition(|ending| ending.ends_at <= now);
    let told = |endings: Vec<&Ending>| {
        let told = |one: &Ending| {
            format!("{} {} ({})", one.kind, one.name, one.ends_at.format("%Y-%m-%d"))
        };
        some(&endings.into_iter().map(told).collect::<Vec<_>>())
    };
    match (over.is_empty(), soon.is_empty()) {
        (false, _) => Err(format!("over: {}", told(over))),
        (true, false) => Ok(format!("soon: {}", told(soon))),
        (true, true) => Ok("nothing within 60 days".to_owned()),
    }
}

fn name(authority: &Authority<'_>) -> String {
    authority.certificate.subject().to_text()
}

fn some(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED_MAX).map(String::as_str).collect();
    match names.len().saturating_sub(NAMED_MAX) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}
