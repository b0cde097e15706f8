//! What a job is.

use super::queue;
use crate::{app::App, db::Tx, error::Error};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How a run ends.
pub type Outcome = Result<(), JobError>;

/// A piece of work: its fields are ids and small values that are stored as JSON.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The stored name.
    const NAME: &'static str;
    /// What administrators read about it.
    const ABOUT: &'static str;
    /// Runs before the job is dead.
    const ATTEMPTS_MAX: i32 = 10;
    /// Runs at once in one instance.
    const CONCURRENCY: usize = 2;
    /// A run that takes longer is ended and counts as failed, so that none holds its place for ever.
    const TIME_MAX: Duration = Duration::from_secs(600);

    /// Does it. A run may be the second one: see [`Run::done_in`].
    fn run(self, run: &Run) -> impl Future<Output = Outcome> + Send;
}

/// Why a run did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Worth another try, after a pause that grows.
    #[error("{0:#}")]
    Retry(anyhow::Error),
    /// Worth another try at this time; counts as an attempt.
    #[error("{1}")]
    RetryAt(DateTime<Utc>, String),
    /// More tries would change nothing; the text is for administrators.
    #[error("{0}")]
    GiveUp(String),
    /// The lease ended meanwhile: another run has the job, this one has changed nothing.
    #[error("the lease was lost")]
    Lost,
}

impl From<Error> for JobError {
    fn from(error: Error) -> Self {
        Self::Retry(error.into())
    }
}

impl From<anyhow::Error> for JobError {
    fn from(error: anyhow::Error) -> Self {
        Self::Retry(error)
    }
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> Self {
        Error::from(error).into()
    }
}

/// One run of a job.
#[derive(Clone, Debug)]
pub struct Run {
    /// The application.
    pub app: Arc<App>,
    /// The job's row.
    pub id: i64,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Whether no further attempt follows when this one fails.
    pub is_last: bool,
    /// Who holds the lease: a number of this run.
    pub lease: Uuid,
}

impl Run {
    /// Ends the job inside the caller's transaction: its effect and its end are one. Fails when the
    /// lease was lost; the caller returns the error, and the transaction is rolled back.
    pub async fn done_in(&self, tx: &Tx) -> Outcome {
        if queue::remove(tx, self.id, self.lease).await? { Ok(()) } else { Err(JobError::Lost) }
    }

    /// Ends this run inside the caller's transaction and makes the job ready again with other
    /// fields: what is left of work that goes in steps. It keeps its unique key.
    pub async fn goes_on_in<J: Job>(&self, tx: &Tx, rest: &J) -> Outcome {
        let fields = serde_json::to_value(rest).map_err(|error| JobError::Retry(error.into()))?;
        let now = self.app.clock.now();
        let held = queue::replace(tx, (self.id, self.lease), fields, now).await?;
        if held { Ok(()) } else { Err(JobError::Lost) }
    }
}
