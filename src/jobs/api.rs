//! `/api/v1/instance/jobs` and `/schedules`: the page Jobs of the console.

use super::{
    instances, ops,
    queries::{self, State},
    registry, schedule,
    view::{Job, JobKind, JobSchedule, Jobs, RetriedJobs},
};
use crate::{
    access::InstanceScope,
    db::Context,
    error::{Error, Result},
    http::{
        extract::{Server, Text},
        page::{Page, Paging},
        reply::{NoContent, Reply},
    },
};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

/// Which dead jobs to run again.
#[derive(Debug, Object)]
pub struct RetryJobs {
    /// Their kind; all kinds when it is not given.
    pub name: Option<String>,
}

/// The page Jobs of the console.
#[derive(Debug)]
pub struct JobsApi;

#[OpenApi(prefix_path = "/api/v1/instance")]
impl JobsApi {
    /// Jobs
    ///
    /// What the queue holds by kind, the schedules, and the instances.
    #[oai(path = "/jobs", method = "get", operation_id = "get_jobs")]
    async fn overview(&self, app: Server, _scope: InstanceScope) -> Result<Reply<Jobs>> {
        let now = app.clock.now();
        let tx = app.db.begin(Context::default()).await?;
        let counts = queries::counts(&tx, now).await?;
        let rows = schedule::rows(&tx).await?;
        let leader = queries::leader(&tx, now).await?;
        let instances = instances::list(&tx).await?;
        tx.end().await?;
        let mut schedules: Vec<_> = registry::schedules()
            .iter()
            .map(|schedule| {
                let row = rows.iter().find(|row| row.name == schedule.name);
                JobSchedule::new(schedule, row, now)
            })
            .collect();
        schedules.sort_by(|one, other| one.name.cmp(&other.name));
        Reply::new(&Jobs {
            kinds: JobKind::all(counts),
            schedules,
            leader: leader.map(Into::into),
            instances: instances.into_iter().map(Into::into).collect(),
        })
    }

    /// Jobs one by one
    ///
    /// Waiting ones by their time, others the newest first.
    #[oai(path = "/jobs/list", method = "get", operation_id = "list_jobs")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn list(
        &self,
        app: Server,
        _scope: InstanceScope,
        /// `ready`, `running` or `dead`; dead when it is not given.
        state: Query<Option<String>>,
        /// Their kind.
        name: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<Job>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let state = State::parse(state.0.as_deref().unwrap_or("dead"))?;
        let name = name.0.filter(|name| !name.is_empty());
        let tx = app.db.begin(Context::default()).await?;
        let filter = (state, name.as_deref());
        let (rows, total) = queries::list(&tx, filter, paging.per_page, paging.offset()).await?;
        tx.end().await?;
        Reply::new(&Page::new(rows.into_iter().map(Job::from).collect(), total, paging))
    }

    /// Run a dead job again
    #[oai(path = "/jobs/:job_id/retry", method = "post", operation_id = "retry_job")]
    async fn retry(&self, app: Server, scope: InstanceScope, id: Text<0>) -> Result<NoContent> {
        ops::retry(&app, scope.actor.user_id, number(&id)?).await?;
        Ok(NoContent::default())
    }

    /// Run dead jobs again, at most a thousand
    #[oai(path = "/jobs/retry-dead", method = "post", operation_id = "retry_dead_jobs")]
    async fn retry_dead(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<RetryJobs>,
    ) -> Result<Reply<RetriedJobs>> {
        let name = body.0.name.filter(|name| !name.is_empty());
        let count = ops::retry_dead(&app, scope.actor.user_id, name).await?;
        Reply::new(&RetriedJobs { count })
    }

    /// Forget a dead job
    #[oai(path = "/jobs/:job_id", method = "delete", operation_id = "delete_job")]
    async fn delete(&self, app: Server, scope: InstanceScope, id: Text<0>) -> Result<NoContent> {
        ops::delete(&app, scope.actor.user_id, number(&id)?).await?;
        Ok(NoContent::default())
    }

    /// Run a schedule's job now
    #[oai(path = "/schedules/:schedule/run", method = "post", operation_id = "run_schedule")]
    async fn run(&self, app: Server, scope: InstanceScope, name: Text<0>) -> Result<NoContent> {
        ops::run_schedule(&app, scope.actor.user_id, &name.0).await?;
        Ok(NoContent::default())
    }
}

/// A number that does not parse cannot exist.
fn number(text: &Text<0>) -> Result<i64> {
    text.0.parse().map_err(|_| Error::NotFound("job"))
}
