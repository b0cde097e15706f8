//! Asking providers who they are before people need to know.

use super::queries;
use crate::jobs::{Job, JobError, Outcome, Run};
use serde::{Deserialize, Serialize};

/// Reads the discovery documents and keys of the providers that are switched on. Other instances
/// read them when they need them; that a provider has gone, or has changed its keys to what we do not
/// take, shows here first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CheckOidcProviders {}

impl Job for CheckOidcProviders {
    const NAME: &'static str = "check_oidc_providers";
    const ABOUT: &'static str =
        "Reads the discovery documents and keys of OpenID Connect providers anew.";
    const ATTEMPTS_MAX: i32 = 5;
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        let mut faults = Vec::new();
        for provider in queries::enabled(app).await? {
            if let Err(fault) = app.oidc.refresh(app, &provider.issuer).await {
                faults.push(format!("{}: {}", provider.slug, fault.detail));
            }
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(JobError::Retry(anyhow::anyhow!("{}", faults.join("; "))))
    }
}
