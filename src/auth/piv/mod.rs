//! Signing in with a PIV or CAC card.
//!
//! Three steps on two hosts. [`begin`], on the main host, opens an attempt that is tied to the
//! browser and sends it to the card host. [`start`], on the card host, has what the browser showed
//! there ([`crate::http::gate::Shown`], natively or from the load balancer), lets the validator judge
//! it, stores how that ended and sends the browser back with a one-time code. [`finish`], on the main
//! host again, redeems the code in the same browser, finds the account and opens the session.
//!
//! The card host has no session, no cookie and no account: it knows certificates only. Where a
//! browser is sent comes from the settings, never from a request; of what was asked for only a path
//! of ours survives. Every refusal is in the audit log under a short reference that the person sees
//! too ([`refusal`]), with details that only administrators read.

pub mod begin;
pub mod finish;
pub mod hints;
pub mod incidents;
mod refusal;
mod site;
pub mod start;

use super::identities::model::{Proof, Refusal};
use serde::{Deserialize, Serialize};

/// How it ended on the card host; handed over to the main host.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// The certificate may sign in.
    Proven(Box<Proof>),
    /// It may not.
    Refused {
        /// Why.
        refusal: Refusal,
        /// Under which the audit log has the details.
        reference: String,
    },
}
