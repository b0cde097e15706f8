//! Heavy reads at a standby: never older than what the person wrote, and never the reason that
//! something does not work.

use super::{app_at, create, items, server::Server, until};
use crate::support::{Caller, Project, TestApp};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::time::Duration;
use treasury_plane::{
    access::Role,
    config::Secret,
    db::{Context, Tx},
    events::{Position, snapshot_position},
};

struct World {
    t: TestApp,
    primary: Server,
    standby: Server,
    project: Project,
    /// Has written nothing.
    colleague: Caller,
}

async fn world() -> World {
    let primary = Server::start().await;
    let standby = primary.standby().await;
    let url = super::server::address(standby.port, "plane");
    let t = app_at(primary.port, |config| {
        config.database.reader_url = Secret::new(url);
        config.database.reader_lag_s = 1;
    })
    .await;
    let project = t.project().await;
    let colleague = t.project_member(&project, Role::Member).await;
    let world = World { t, primary, standby, project, colleague };
    until("the reader", Duration::from_secs(15), async || world.reads_at_standby().await).await;
    world
}

async fn is_standby(tx: &Tx) -> bool {
    let sql = Statement::from_string(DbBackend::Postgres, "SELECT pg_is_in_recovery()");
    tx.query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

impl World {
    async fn begin(&self, person: &Caller) -> Tx {
        let context = Context::member(person.id, self.project.workspace.id);
        self.t.app.db.begin_read(context).await.unwrap()
    }

    async fn reads_at_standby(&self) -> bool {
        is_standby(&self.begin(&self.colleague).await).await
    }

    async fn sees(&self, person: &Caller, name: &str) -> bool {
        let path = format!("{}?per_page=1", items(&self.project));
        let answer = person.get(&path).await.expect(200);
        answer.rows().first().is_some_and(|row| row["name"] == name)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_sees_what_was_acknowledged_on_every_instance() {
    let w = world().await;
    let other = w.t.another_instance().await;
    let through = |person: &Caller| w.t.through(&other, person);
    let (author, colleague) = (through(&w.project.admin), through(&w.colleague));
    for n in 0..30 {
        w.t.advance(chrono::Duration::seconds(1));
        let name = format!("item {n}");
        assert_eq!(create(&w.project.admin, &w.project, &name).await, 201);
        for (who, reads) in [
            ("the author", &w.project.admin),
            ("the author elsewhere", &author),
            ("a colleague", &w.colleague),
            ("a colleague elsewhere", &colleague),
        ] {
            assert!(w.sees(reads, &name).await, "{who} misses {name}");
        }
    }
    assert!(!is_standby(&w.begin(&w.project.admin).await).await, "who writes reads at the writer");
    assert!(w.reads_at_standby().await, "others do not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_is_behind_or_gone_is_not_used() {
    let mut w = world().await;
    w.standby.run(&["SELECT pg_wal_replay_pause()"]).await;
    assert_eq!(create(&w.project.admin, &w.project, "unseen there").await, 201);
    assert!(w.sees(&w.colleague, "unseen there").await);
    assert!(!w.reads_at_standby().await);
    // Without a person it may be a little behind, but not for ever.
    let public = async || {
        let context = Context::workspace(w.project.workspace.id);
        is_standby(&w.t.app.db.begin_read(context).await.unwrap()).await
    };
    until("the lag is noticed", Duration::from_secs(10), async || !public().await).await;
    w.standby.run(&["SELECT pg_wal_replay_resume()"]).await;
    until("it has caught up", Duration::from_secs(10), async || public().await).await;
    assert!(w.reads_at_standby().await);
    w.standby.kill();
    for _ in 0..20 {
        assert!(w.sees(&w.colleague, "unseen there").await);
    }
    w.t.anonymous().get("/readyz").await.expect(200);
}

/// Live updates go on where a snapshot ends, so its place may not be after a transaction that the
/// standby does not show yet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standbys_cursor_is_before_everything_that_it_does_not_show() {
    let w = world().await;
    let cursor = async || -> Position {
        let tx = w.begin(&w.colleague).await;
        assert!(is_standby(&tx).await);
        snapshot_position(&tx).await.unwrap()
    };
    let mut slow = w.primary.connect("plane").await;
    let begin = "BEGIN; SELECT pg_current_xact_id()::text::bigint";
    let xid: i64 =
        sqlx::Row::get::<i64, _>(&sqlx::raw_sql(begin).fetch_one(&mut slow).await.unwrap(), 0);
    assert!(cursor().await.xid < xid, "nothing of it has been heard there");
    for name in ["later", "and later"] {
        assert_eq!(create(&w.project.admin, &w.project, name).await, 201);
    }
    assert!(cursor().await.xid < xid, "later ones have been replayed");
    let snapshot = w.colleague.get(&format!("{}/snapshot", w.project.path)).await.expect(200);
    let position: Position = snapshot.text("cursor").parse().unwrap();
    assert!(position.xid < xid);
    assert_eq!(snapshot.json["items"].as_array().unwrap().len(), 2);
    sqlx::raw_sql("COMMIT").execute(&mut slow).await.unwrap();
    assert_eq!(create(&w.project.admin, &w.project, "last").await, 201);
    assert!(cursor().await.xid > xid);
}
