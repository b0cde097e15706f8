//! Signing where the chain stands.

use super::checkpoint;
use crate::jobs::{Job, Outcome, Run};
use serde::{Deserialize, Serialize};

/// Writes a checkpoint when the settings' minutes have passed. A run that is cut off after it wrote
/// one finds that it is not time yet, and completes the copy outside the database.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SignAuditCheckpoint {}

impl Job for SignAuditCheckpoint {
    const NAME: &'static str = "sign_audit_checkpoint";
    const ABOUT: &'static str = "Verifies what is new in the audit log and signs it, as often as audit.checkpoint_minutes says.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        Ok(checkpoint::write_if_due(&run.app).await?)
    }
}
