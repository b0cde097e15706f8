//! Killing an instance in the middle of any job loses nothing and repeats nothing that can be seen.
//!
//! Each kind of job has a [`Case`]. Its job is run once undisturbed; then again and again on new
//! things of the same sort, cut off after one step, after two, and so on to its end. A step is a wait,
//! such as a round trip to the database; the future of the run is dropped there, as a killed process
//! would leave it. The lease ends, another instance
//! takes over, and what can be seen afterwards must be the same as undisturbed.
//!
//! To add a kind: a struct with `impl Case` (in a file of `cases`) and a line in `cases!` below.
//! `prepare` makes what the job works on, always new and always alike, and returns what `look` needs
//! to find it again; `payload` is the job's fields, by default none; `look` says what can be seen
//! afterwards, without ids and times. Where a step can be seen outside the database (a mail, a
//! request), there is a [`World`] to see it in, and `look` drops what at-least-once delivery may
//! repeat, and says so. A kind without a case fails `every_kind_has_a_case`.

use super::{acts::until, cases::*, enqueue, number};
use crate::support::TestApp;
use serde_json::{Value, json};
use std::{
    pin::Pin,
    task::{Context, Poll},
};
use tokio::task::coop::consume_budget;
use treasury_plane::jobs::{queue, registry, runner};

/// The application and what stands around it, such as a mail server.
pub trait World: Sized {
    async fn start() -> Self;

    fn app(&self) -> &TestApp;
}

/// Nothing stands around it.
impl World for TestApp {
    async fn start() -> Self {
        Self::new().await
    }

    fn app(&self) -> &TestApp {
        self
    }
}

/// What a kind of job does, and how to see it.
pub trait Case<W: World = TestApp>: Sized {
    /// Whether the job changes what [`Case::look`] sees. Say no only where nothing can be seen.
    const SHOWS: bool = true;

    /// Makes what the job works on.
    async fn prepare(world: &W) -> Self;

    /// The fields of the job.
    fn payload(&self) -> Value {
        json!({})
    }

    /// What can be seen, without ids and times.
    async fn look(&self, world: &W) -> Value;
}

macro_rules! cases {
    ($($kind:ident => $case:ty),* $(,)?) => {
        const CASES: &[&str] = &[$(stringify!($kind)),*];
        $(#[tokio::test]
        async fn $kind() {
            cut_everywhere::<_, $case>(stringify!($kind)).await;
        })*
    };
}

cases! {
    check_oidc_providers => CheckOidcProviders,
    collect_bytes => CollectBytes,
    count_day => CountDay,
    deliver_webhook => DeliverWebhook,
    fetch_crl => FetchCrl,
    find_due_crls => FindDueCrls,
    forget_notifications => ForgetNotifications,
    mail_digests => MailDigests,
    mail_link => MailLink,
    make_backup => MakeBackup,
    purge_cache => PurgeCache,
    purge_dead_jobs => PurgeDeadJobs,
    purge_files => PurgeFiles,
    purge_invitations => PurgeInvitations,
    purge_mails => PurgeMails,
    purge_projects => PurgeProjects,
    purge_seats => PurgeSeats,
    purge_sessions => PurgeSessions,
    purge_sign_in_records => PurgeSignInRecords,
    purge_webhooks => PurgeWebhooks,
    purge_work_items => PurgeWorkItems,
    purge_workspaces => PurgeWorkspaces,
    put_away_old_work_items => PutAwayOldWorkItems,
    remind_of_due => RemindOfDue,
    send_mail => SendMail,
    sign_audit_checkpoint => SignAuditCheckpoint,
    warn_of_endings => WarnOfEndings,
}

#[test]
fn every_kind_has_a_case() {
    let made_up = |name: &&str| name.starts_with("test_");
    let missing: Vec<_> =
        registry::kinds().keys().filter(|name| !made_up(name) && !CASES.contains(name)).collect();
    assert!(missing.is_empty(), "add a case for each of these: {missing:?}");
}

async fn cut_everywhere<W: World, C: Case<W>>(name: &str) {
    let world = W::start().await;
    let t = world.app();
    let whole = C::prepare(&world).await;
    let before = whole.look(&world).await;
    enqueue(t, name, whole.payload()).await;
    assert!(t.run_jobs().await > 0);
    let wanted = whole.look(&world).await;
    assert_eq!(before != wanted, C::SHOWS, "the case shows nothing: {wanted}");
    let mut steps = 1;
    loop {
        let made = C::prepare(&world).await;
        assert_eq!(made.look(&world).await, before, "prepare makes something else each time");
        enqueue(t, name, made.payload()).await;
        let has_ended = run_for(t, name, steps).await;
        t.advance(queue::LEASE + chrono::Duration::seconds(1));
        queue::reclaim(&t.app.db, t.now()).await.unwrap();
        t.run_jobs().await;
        assert_eq!(made.look(&world).await, wanted, "{name} was cut after {steps} steps");
        let left = number(t, "SELECT count(*) FROM jobs WHERE state <> 'dead'").await;
        assert_eq!(left, 0, "{name} was cut after {steps} steps, and a job is left");
        if has_ended {
            assert!(steps > 2, "{name} was not cut at all");
            return;
        }
        // Every step at first; later, runs differ little from one step to the next.
        steps += 1 + steps / 12;
    }
}

/// Runs a job of this kind until it has waited so often. Says whether it came to its end.
async fn run_for(t: &TestApp, name: &str, steps: usize) -> bool {
    let job = queue::claim(&t.app.db, &[(name, 1)], t.now()).await.unwrap().remove(0);
    let has_ended = Cut { run: Box::pin(runner::run(&t.app, job)), left: steps }.await;
    // A killed process's connections close and its transactions end; here the pool sees to that.
    until(async || {
        let open = "SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND backend_xid IS NOT NULL";
        number(t, open).await == 0
    })
    .await;
    has_ended
}

/// What tokio lets a task do in one poll before it asks it to yield.
const BUDGET: usize = 128;

/// A future that ends, unfinished, after so many polls.
struct Cut<F> {
    run: Pin<Box<F>>,
    left: usize,
}

impl<F: Future<Output = ()>> Future for Cut<F> {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<bool> {
        if self.left == 0 {
            return Poll::Ready(false);
        }
        self.left -= 1;
        // Of what the task may do in this poll only one operation is left to the run. Otherwise a
        // database that answers quickly would let it pass many of its waits in one poll.
        for _ in 1..BUDGET {
            let _ = std::pin::pin!(consume_budget()).poll(context);
        }
        match self.run.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(true),
            // The last poll was used up: this is where the process is killed.
            Poll::Pending if self.left == 0 => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    }
}
