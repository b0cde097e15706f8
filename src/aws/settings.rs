//! The settings of a process, with those that are in Secrets Manager.
//!
//! The other layers say whether and where to ask. While AWS does not answer or asks to slow down, the
//! start waits, with growing pauses, for `aws.startup_wait_s`; what waiting cannot mend, a denied or a
//! malformed secret, ends it at once. A secret that does not exist sets nothing.

use super::{Aws, Fault};
use crate::config::{self, Config, Document, Documents, SecretName, Sources};
use futures_util::future::try_join_all;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const PAUSE_MIN: Duration = Duration::from_millis(250);
const PAUSE_MAX: Duration = Duration::from_secs(15);
/// Commands that a person waits for give up earlier.
const PATIENCE_OF_PEOPLE: Duration = Duration::from_secs(10);

/// Who waits for the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// A server that starts: as long as the settings say.
    Server,
    /// A person or a script.
    Person,
}

/// Adds what Secrets Manager holds, if it is to be asked.
pub async fn complete(mut sources: Sources, who: Waits) -> anyhow::Result<Sources> {
    // What is wrong with the other layers is told by who reads all of them.
    let Ok(before) = Config::before_secrets(&sources) else { return Ok(sources) };
    if before.aws.has_secrets() {
        let configured = Duration::from_secs(before.aws.startup_wait_s);
        let patience = match who {
            Waits::Server => configured,
            Waits::Person => configured.min(PATIENCE_OF_PEOPLE),
        };
        sources.secrets = documents(&*Aws::new(&before)?, patience).await?;
    }
    Ok(sources)
}

async fn documents(aws: &Aws, patience: Duration) -> anyhow::Result<Documents> {
    let (begun, mut pause) = (Instant::now(), PAUSE_MIN);
    loop {
        let error = match aws.documents(&aws.settings.secrets).await {
            Ok(documents) => return Ok(documents),
            Err(error) => error,
        };
        if !error.is_passing() {
            let (code, sentence) = (error.code(), error.to_string());
            return Err(code.over(error, sentence));
        }
        if begun.elapsed() + pause >= patience {
            let waited = begun.elapsed().as_secs();
            let sentence = format!("no settings from Secrets Manager after {waited} s: {error}");
            return Err(error.code().over(error, sentence));
        }
        tracing::warn!(%error, "waiting for the settings in Secrets Manager");
        sleep(pause).await;
        pause = (pause * 2).min(PAUSE_MAX);
    }
}

impl Aws {
    /// All of these secrets that exist. None at all is an error: the prefix is wrong then.
    pub(super) async fn documents(&self, names: &[SecretName]) -> Result<Documents, Fault> {
        let asked = names
            .iter()
            .map(|name| async move { Ok::<_, Fault>((*name, self.document(*name).await?)) });
        let found: Vec<(SecretName, Option<Document>)> = try_join_all(asked).await?;
        let found: Documents =
            found.into_iter().filter_map(|(name, document)| Some((name, document?))).collect();
        if found.is_empty() && !names.is_empty() {
            let config::Aws { secrets_prefix, .. } = &self.settings;
            let region = self.region().await.unwrap_or_default().to_owned();
            return Err(Fault::NoneFound { prefix: secrets_prefix.clone(), region });
        }
        Ok(found)
    }

    /// A secret under the first of its names that exists.
    pub(super) async fn document(&self, name: SecretName) -> Result<Option<Document>, Fault> {
        for name in name.names() {
            match self.secret(&self.settings.secret_id(name)).await {
                Ok(text) => return Ok(Some(Document { name, text })),
                Err(Fault::Missing(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}
