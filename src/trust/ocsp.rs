//! Asks the OCSP responder that a card's certificate names, and remembers what it said.
//!
//! A responder is asked only about a certificate whose path to an anchor holds, so the address comes
//! from an authority that the operator trusts; even so it goes through the guarded client. Nothing
//! here decides: a response is handed to the validator, which checks it again each time, and what
//! is not an answer leaves the decision to the lists.
//!
//! Invariants: one certificate is asked about once at a time, all together at most [`AT_ONCE`]; no
//! thread waits for a responder; an answer is remembered for five minutes at most and never past
//! its end, "revoked" until the process ends.

use super::{
    judge::time,
    model::{Ocsp, Revocation},
    snapshot::{self, Snapshot},
};
use crate::{
    app::App,
    error::{Error, Result},
    outbound::{Limits, Purpose},
    random,
};
use bytes::Bytes;
use moka::sync::Cache;
use pki::{Certificate, OcspAnswer, OcspRules, Step, Verdict};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};
use tokio::sync::Semaphore;

const LIMITS: Limits = Limits { bytes: 64 * 1024, time: Duration::from_secs(3), ..Limits::SMALL };
/// With the time in line before it.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// Requests under way, whoever they are about.
const AT_ONCE: usize = 16;
/// Seconds for which an answer is remembered (piv.md section 3.3).
const REMEMBERED_S: i64 = 300;
/// Seconds for which nobody asks again where there was no answer.
const PAUSE_S: i64 = 30;
const NONCE_BYTES: usize = 32;

type Sha256 = [u8; 32];

/// What is known from responders about one certificate.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Responses in DER.
    pub responses: Vec<Vec<u8>>,
    /// A response that counted said "revoked".
    pub is_revoked: bool,
    /// Why there is no response.
    pub fault: Option<String>,
}

impl Heard {
    fn nothing(fault: impl Into<String>) -> Self {
        Self { fault: Some(fault.into()), ..Self::default() }
    }
}

/// What is remembered, and who is being asked.
#[derive(Debug)]
pub(super) struct Responders {
    revoked: Cache<Sha256, ()>,
    /// What was heard about a certificate, and until when that counts, since 1970.
    heard: Cache<Sha256, (Heard, i64)>,
    /// Responders that did not answer, and until when they are left alone.
    silent: Cache<String, i64>,
    asking: Mutex<HashMap<Sha256, Weak<tokio::sync::Mutex<()>>>>,
    slots: Semaphore,
}

impl Default for Responders {
    fn default() -> Self {
        let lifetime = Duration::from_secs(REMEMBERED_S.unsigned_abs());
        Self {
            revoked: Cache::new(100_000),
            heard: Cache::builder().max_capacity(10_000).time_to_live(lifetime).build(),
            silent: Cache::builder().max_capacity(1_000).time_to_live(lifetime).build(),
            asking: Mutex::default(),
            slots: Semaphore::new(AT_ONCE),
        }
    }
}

impl Responders {
    /// What is remembered about a certificate.
    pub(super) fn known(&self, leaf: &Certificate, now: i64) -> Option<Heard> {
        let sha256 = leaf.sha256();
        if self.revoked.contains_key(&sha256) {
            return Some(Heard { is_revoked: true, ..Heard::default() });
        }
        self.heard.get(&sha256).filter(|(_, until)| now < *until).map(|(heard, _)| heard)
    }

    /// Remembers what the validator made of a response.
    pub(super) fn learn(&self, leaf: &Certificate, verdict: &Verdict) {
        if verdict.ocsp == Some(OcspAnswer::Revoked) {
            self.revoked.insert(leaf.sha256(), ());
        }
    }

    /// Whoever holds the lock asks about the certificate.
    fn turn(&self, sha256: Sha256) -> Arc<tokio::sync::Mutex<()>> {
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        asking.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = asking.get(&sha256).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::default();
        asking.insert(sha256, Arc::downgrade(&turn));
        turn
    }
}

/// What a responder is to be asked.
#[derive(Debug)]
pub(super) struct Question {
    leaf: Certificate,
    issuer: Certificate,
    url: String,
}

/// Whom to ask after a first verdict: when the path, or one that lacks the leaf's status alone,
/// leads to an anchor that prefers OCSP.
pub(super) fn question(
    snapshot: &Snapshot,
    leaf: &Certificate,
    verdict: &Verdict,
) -> Option<Question> {
    let prefers = |anchor: usize| {
        snapshot.anchors.get(anchor).is_some_and(|anchor| {
            let settings = &anchor.settings;
            settings.ocsp == Ocsp::Prefer && settings.revocation != Revocation::Off
        })
    };
    let issuer = match &verdict.outcome {
        Ok(accepted) => accepted.path.get(1).filter(|_| prefers(accepted.anchor))?,
        Err(_) => &verdict.undecided.iter().find(|open| prefers(open.anchor))?.issuer,
    };
    Some(Question { leaf: leaf.clone(), issuer: issuer.clone(), url: address(leaf)? })
}

/// The first address that can be asked. LDAP is not spoken.
fn address(leaf: &Certificate) -> Option<String> {
    let is_web = |url: &String| {
        let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
        matches!(scheme.as_str(), "http" | "https")
    };
    leaf.ocsp_urls().into_iter().find(is_web)
}

/// Asks, unless somebody else just did. No answer is an answer too, after [`WAIT_MAX`].
pub(super) async fn ask(app: &App, question: Question) -> Result<Heard> {
    let turn = app.trust.responders.turn(question.leaf.sha256());
    let asking = async {
        let _turn = turn.lock().await;
        ask_in_turn(app, question).await
    };
    match tokio::time::timeout(WAIT_MAX, asking).await {
        Ok(heard) => heard,
        Err(_) => Ok(Heard::nothing("too many wait for responders")),
    }
}

async fn ask_in_turn(app: &App, question: Question) -> Result<Heard> {
    let responders = &app.trust.responders;
    let now = app.clock.now().timestamp();
    let sha256 = question.leaf.sha256();
    if let Some(heard) = responders.known(&question.leaf, now) {
        return Ok(heard);
    }
    let place = place(&question.url);
    if responders.silent.get(&place).is_some_and(|until| now < until) {
        return Ok(Heard::nothing(format!("{place} did not answer a moment ago")));
    }
    let (heard, until) = {
        let closed = |_| Error::Unavailable("the server is ending");
        let _slot = responders.slots.acquire().await.map_err(closed)?;
        let nonce = random::bytes::<NONCE_BYTES>()?;
        match exchange(app, &question, &nonce).await {
            Ok(response) => check(question, response, nonce, now).await?,
            Err(fault) => {
                tracing::warn!(url = question.url, fault, "an OCSP responder does not answer");
                responders.silent.insert(place, now.saturating_add(PAUSE_S));
                (Heard::nothing(fault), now.saturating_add(PAUSE_S))
            }
        }
    };
    responders.heard.insert(sha256, (heard.clone(), until));
    Ok(heard)
}

/// Host and port.
fn place(url: &str) -> String {
    let url = url::Url::parse(url).ok();
    url.map(|url| url.authority().to_ascii_lowercase()).unwrap_or_default()
}

/// Sends the request (RFC 6960 appendix A.1) and takes the body of the answer.
async fn exchange(app: &App, question: &Question, nonce: &[u8]) -> Result<Vec<u8>, String> {
    let Question { leaf, issuer, url } = question;
    let body = pki::ocsp_request(leaf, issuer, Some(nonce));
    let request = http::Request::post(url)
        .header(http::header::CONTENT_TYPE, "application/ocsp-request")
        .header(http::header::ACCEPT, "application/ocsp-response")
        .body(Bytes::from(body))
        .map_err(|_| "the certificate names an address that cannot be asked".to_owned())?;
    let answer = app.outbound.send(request, LIMITS, Purpose::SignedData).await;
    let answer = answer.map_err(|error| error.to_string())?;
    match answer.status() {
        http::StatusCode::OK => Ok(answer.into_body().into()),
        status => Err(format!("{} answered {status}", place(url))),
    }
}

/// Holds a response against what was asked, and says how long it counts. Whether the certificate of
/// a responder is revoked itself is for the validator to say.
async fn check(
    question: Question,
    response: Vec<u8>,
    nonce: [u8; NONCE_BYTES],
    now: i64,
) -> Result<(Heard, i64)> {
    snapshot::blocking(move || {
        let Question { leaf, issuer, url } = question;
        let rules = OcspRules { now, nonce: Some(&nonce), require_nonce: false };
        let longest = now.saturating_add(REMEMBERED_S);
        let until = match pki::check_ocsp(&response, &leaf, &issuer, &rules, |_| true) {
            OcspAnswer::Good { until } => until.min(longest),
            OcspAnswer::Revoked => longest,
            OcspAnswer::Undetermined(why) => {
                tracing::warn!(url, why, "an OCSP response does not count");
                return (Heard::nothing(why), now.saturating_add(PAUSE_S));
            }
        };
        (Heard { responses: vec![response], ..Heard::default() }, until)
    })
    .await
}

/// Puts into the verdict what came of OCSP, where its anchor uses it: a step of its own, and with
/// the reason when nobody could say whether the certificate is revoked.
pub(super) fn tell(verdict: &mut Verdict, leaf: &Certificate, heard: &Heard) {
    let (passed, detail) = match verdict.ocsp {
        None => return,
        Some(OcspAnswer::Good { until }) => {
            let until = time(until).format("%Y-%m-%d %H:%M");
            (true, format!("OCSP says that the certificate is good, until {until} UTC."))
        }
        Some(OcspAnswer::Revoked) => {
            (false, "OCSP says that the certificate is revoked.".to_owned())
        }
        Some(OcspAnswer::Undetermined(_)) if address(leaf).is_none() => return,
        Some(OcspAnswer::Undetermined(why)) => {
            let why = heard.fault.as_deref().unwrap_or(why);
            (false, format!("OCSP does not say whether the certificate is revoked: {why}."))
        }
    };
    if let Err(rejected) = &mut verdict.outcome
        && rejected.reason == pki::Reason::RevocationUnavailable
    {
        rejected.detail = format!("{} {detail}", rejected.detail);
    }
    // Before what it leads to.
    let last = verdict.steps.iter().rposition(|step| step.name == "revocation");
    let place = last.unwrap_or(verdict.steps.len());
    verdict.steps.insert(place, Step { name: "ocsp", passed, detail });
}
