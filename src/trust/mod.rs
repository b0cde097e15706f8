//! What card sign-in trusts, and the judgement over a certificate.
//!
//! The store holds anchors with what each demands ([`model`]), the certificates between cards and
//! anchors, and revocation lists, all in the database: an operator puts them there in the console
//! ([`api`]), by the command line, or as addresses that lists are fetched from ([`refresh`], by
//! [`jobs`]). It
//! ships empty. Every change is audited and raises a number by which all instances notice within
//! seconds ([`snapshot`]).
//!
//! [`judge`] is what the ways in by card call: the crate `pki` decides whether the certificate holds,
//! the anchor's settings which of its names say whose it is. For anchors that want it, the issuer's
//! responder is asked in between ([`ocsp`]). [`recheck`] asks again for the cards of
//! open sessions.
//!
//! Invariants: nothing is trusted because it came along with a certificate or was fetched; a list
//! counts only when an authority of the store signed it and never goes backwards; when revocation
//! cannot be decided the answer is no, unless an anchor says otherwise, in the open and for a time.

pub mod api;
pub mod expiry;
pub mod jobs;
mod judge;
pub mod model;
mod ocsp;
pub mod ops;
mod preview;
pub mod queries;
pub mod readiness;
pub mod recheck;
pub mod refresh;
mod snapshot;
pub mod view;
mod view_preview;

pub use judge::{Judgement, judge};
pub use preview::{Known, Preview, Would, preview};
pub use snapshot::{Snapshot, TrustCache, current};

use crate::{app::App, realtime::supervise};
use std::sync::Arc;

/// Starts what each instance does all the time; it ends with the process. The watch over cards is no
/// job: a card that is revoked must end its sessions within seconds, whatever the queue is busy with,
/// and a row (`trust_tasks`) already makes it one instance's work.
pub fn start(app: &Arc<App>) {
    let part = Arc::clone(app);
    supervise(app, "watch over cards", move || recheck::run(Arc::clone(&part)));
    let part = Arc::clone(app);
    supervise(app, "numbers about trust", move || expiry::measure(Arc::clone(&part)));
}
