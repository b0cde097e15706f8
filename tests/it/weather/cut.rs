//! All connections end at once, as when the server is restarted or somebody ends its sessions.

use super::{create, items};
use crate::support::TestApp;
use futures_util::future::join_all;
use sqlx::PgConnection;
use std::{collections::HashMap, time::Duration};

const POOL: u32 = 10;

/// Ends all sessions of the application; says how many those were.
async fn cut(connection: &mut PgConnection) -> i64 {
    sqlx::query_scalar(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .fetch_one(connection)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_connections_that_were_cut_cost_nobody_an_answer() {
    let t = TestApp::with(|config| config.database.pool_size = POOL).await;
    let project = t.project().await;
    let path = items(&project);
    let mut superuser = t.superuser().await;
    for round in 0..3 {
        let warm = join_all((0..50).map(|_| project.admin.get(&path))).await;
        assert!(warm.iter().all(|answer| answer.status == 200), "round {round}");
        let ended = cut(&mut superuser).await;
        assert!(ended > 1, "{ended} connections to cut");
        let answers = join_all((0..50).map(|_| project.admin.get(&path))).await;
        let refused = answers.iter().filter(|answer| answer.status != 200).count();
        assert_eq!(refused, 0, "{ended} connections were cut, round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_transactions_that_were_under_way_fail_and_none_is_done_twice() {
    const WRITERS: usize = 20;
    let t = TestApp::with(|config| config.database.pool_size = POOL).await;
    let project = t.project().await;
    let over = std::sync::atomic::AtomicBool::new(false);
    let write = async |writer: usize| {
        let (mut done, mut refused) = (Vec::new(), HashMap::<u16, u32>::new());
        for n in 0.. {
            if over.load(std::sync::atomic::Ordering::Relaxed) {
                break;
            }
            let name = format!("{writer} {n}");
            match create(&project.admin, &project, &name).await {
                201 => done.push(name),
                status => *refused.entry(status).or_default() += 1,
            }
        }
        (done, refused)
    };
    let mut superuser = t.superuser().await;
    const CUTS: u32 = 5;
    let cutting = async {
        for _ in 0..CUTS {
            tokio::time::sleep(Duration::from_millis(400)).await;
            cut(&mut superuser).await;
        }
        tokio::time::sleep(Duration::from_millis(400)).await;
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    };
    let (written, ()) = tokio::join!(join_all((0..WRITERS).map(write)), cutting);
    let mut refusals = HashMap::<u16, u32>::new();
    let mut acknowledged = 0;
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM work_items").fetch_all(&mut superuser).await.unwrap();
    for (done, refused) in written {
        for name in done {
            acknowledged += 1;
            assert_eq!(names.iter().filter(|found| **found == name).count(), 1, "{name}");
        }
        refused.into_iter().for_each(|(status, n)| *refusals.entry(status).or_default() += n);
    }
    println!("{acknowledged} acknowledged, {CUTS} cuts, refused {refusals:?}");
    assert!(acknowledged > 50);
    assert!(refusals.keys().all(|status| *status == 503), "{refusals:?}");
    let refused: u32 = refusals.values().sum();
    assert!(
        refused <= CUTS * POOL,
        "{refused} refused, {CUTS} times at most {POOL} were under way"
    );
}
