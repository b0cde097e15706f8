//! Why AWS did not give us what we asked for.

use crate::fault;

/// A refusal or a silence, as one sentence that says what to do. It never holds a value.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The role may not read the secret.
    #[error(
        "AWS denies access to the secret \"{secret}\": allow {action} on {on} to the instance's role"
    )]
    Denied {
        /// The secret's full name.
        secret: String,
        /// The action of IAM that is missing.
        action: &'static str,
        /// What it must be allowed on.
        on: &'static str,
    },
    /// There is no such secret.
    #[error("there is no secret \"{0}\"")]
    Missing(String),
    /// No secret at all was found.
    #[error(
        "there is no secret whose name begins with \"{prefix}\" in {region}: check \
         aws.secrets_prefix and aws.region"
    )]
    NoneFound {
        /// The prefix.
        prefix: String,
        /// The region.
        region: String,
    },
    /// It is about to be deleted.
    #[error("the secret \"{0}\" is marked for deletion: restore it, or take it out of aws.secrets")]
    Deleted(String),
    /// It is bytes and no text.
    #[error("the secret \"{0}\" is binary: store it as text")]
    Binary(String),
    /// There are no credentials.
    #[error("no AWS credentials: the metadata service has no role for us ({0})")]
    Credentials(String),
    /// AWS does not know the credentials, or the time is wrong.
    #[error("AWS refuses our credentials ({0}): check the instance's role and the clock")]
    Refused(String),
    /// No answer, or one that asks to wait.
    #[error("AWS does not answer: {0}")]
    Away(String),
    /// An answer that makes no sense.
    #[error("AWS answered the question for the secret \"{secret}\" with {answer}")]
    Other {
        /// The secret's full name.
        secret: String,
        /// Status and code.
        answer: String,
    },
}

impl Fault {
    /// Its code on the command line.
    pub fn code(&self) -> fault::Fault {
        match self {
            Self::Denied { .. } => fault::Fault::SecretDenied,
            Self::Missing(_) | Self::NoneFound { .. } | Self::Deleted(_) => {
                fault::Fault::SecretMissing
            }
            Self::Binary(_) => fault::Fault::SecretMalformed,
            Self::Credentials(_) | Self::Refused(_) | Self::Away(_) | Self::Other { .. } => {
                fault::Fault::SecretsUnreachable
            }
        }
    }

    /// Whether waiting may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Away(_) | Self::Credentials(_))
    }
}
