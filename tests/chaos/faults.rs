//! What goes wrong, one thing after the other.

use super::{Size, cluster::Cluster};
use anyhow::Context;
use sqlx::{Connection, PgConnection};
use std::{fs::File, io::Write, time::Duration};

const DOWN: Duration = Duration::from_secs(4);
const LISTENERS_CUT: u32 = 20;
const FULL_FOR: Duration = Duration::from_secs(5);

/// Lets everything happen. Says what did.
pub(crate) async fn happen(cluster: &Cluster, size: Size) -> anyhow::Result<Vec<String>> {
    let mut done = Vec::new();
    let mut say = |what: &str| {
        eprintln!("chaos: {what}");
        done.push(what.to_owned());
    };
    tokio::time::sleep(size.calm).await;

    say("kill -9 of an instance");
    cluster.kill_instance(0).await?;
    tokio::time::sleep(DOWN).await;
    cluster.start_instance(0).await?;
    tokio::time::sleep(size.calm).await;

    say("listeners cut in a burst");
    cut_listeners(cluster).await?;
    tokio::time::sleep(size.calm).await;

    say("a process stopped for a while");
    cluster.signal_instance(1, "STOP").await?;
    tokio::time::sleep(size.stopped).await;
    cluster.signal_instance(1, "CONT").await?;
    tokio::time::sleep(size.calm).await;

    say("PostgreSQL restarted");
    cluster.restart_postgres().await.context("restarting PostgreSQL")?;
    tokio::time::sleep(size.calm).await;

    say("PostgreSQL crashed");
    cluster.crash_postgres().await.context("crashing PostgreSQL")?;
    tokio::time::sleep(size.calm).await;

    if cluster.has_own_disk {
        say("disk full");
        if fill_disk(cluster).await? {
            say("(PostgreSQL gave up and was started again)");
        }
        tokio::time::sleep(size.calm).await;
    } else {
        say("(no disk of our own to fill: mounting is not allowed here)");
    }

    say("kill -9 of two instances");
    cluster.kill_instance(1).await?;
    cluster.kill_instance(2).await?;
    tokio::time::sleep(DOWN).await;
    cluster.start_instance(1).await?;
    cluster.start_instance(2).await?;
    tokio::time::sleep(size.calm).await;
    Ok(done)
}

/// Ends the connections that hear of other instances' commits, again and again.
async fn cut_listeners(cluster: &Cluster) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(&cluster.database.superuser).await?;
    for _ in 0..LISTENERS_CUT {
        sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name LIKE 'treasury-plane%events%'",
        )
        .execute(&mut connection)
        .await?;
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    Ok(connection.close().await?)
}

/// Takes all room on PostgreSQL's disk for a while. Says whether the server had to be revived.
async fn fill_disk(cluster: &Cluster) -> anyhow::Result<bool> {
    let path = cluster.disk().join("ballast");
    let filled = path.clone();
    tokio::task::spawn_blocking(move || {
        let mut file = File::create(&filled)?;
        let block = vec![0; 1 << 20];
        while file.write_all(&block).is_ok() {}
        anyhow::Ok(())
    })
    .await??;
    tokio::time::sleep(FULL_FOR).await;
    std::fs::remove_file(&path)?;
    // It may still be about to give up.
    tokio::time::sleep(Duration::from_secs(2)).await;
    cluster.revive_postgres().await
}
