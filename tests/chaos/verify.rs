//! What is there afterwards, against what was acknowledged.

use super::{
    cluster::{Cluster, Site},
    hooks::Hooks,
    report::Report,
    sockets::Pages,
    writers::{What, Write},
};
use sqlx::{Connection, PgConnection};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use treasury_plane::events::Position;
use uuid::Uuid;

const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Compares everything.
pub(crate) async fn all(
    report: &mut Report,
    cluster: &Cluster,
    site: &Site,
    (writes, pages, hooks): (Vec<Write>, Pages, &Hooks),
    settle: Duration,
) -> anyhow::Result<()> {
    let mut owner = PgConnection::connect(&cluster.database.owner).await?;
    journal(report, &writes);
    stored(report, &mut owner, &writes).await?;
    logged(report, &mut owner, &writes).await?;
    told(report, &mut owner, site, &pages, settle).await?;
    hooked(report, &writes, hooks, settle).await;
    audited(report, &mut owner, cluster).await?;
    jobs(report, &mut owner).await?;
    Ok(owner.close().await?)
}

fn journal(report: &mut Report, writes: &[Write]) {
    let acknowledged = writes.iter().filter(|write| write.is_acknowledged).count();
    report.note("writes sent", writes.len());
    report.note("writes acknowledged", acknowledged);
    let refused: Vec<String> = writes
        .iter()
        .filter_map(|write| Some(format!("{:?} {}: {}", write.what, write.marker, write.refused?)))
        .collect();
    report.expect_none("writes refused for no reason", &refused);
}

/// Each acknowledged write is in its table, once; others at most once.
async fn stored(
    report: &mut Report,
    owner: &mut PgConnection,
    writes: &[Write],
) -> anyhow::Result<()> {
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM work_items").fetch_all(&mut *owner).await?;
    let comments: Vec<String> =
        sqlx::query_scalar("SELECT comment_stripped FROM comments").fetch_all(&mut *owner).await?;
    let emails: Vec<String> =
        sqlx::query_scalar("SELECT email FROM invitations").fetch_all(&mut *owner).await?;
    let mut items: HashMap<String, Vec<u32>> = HashMap::new();
    for name in names {
        let (marker, change) = name.split_once(" r").unwrap_or((&name, "0"));
        items.entry(marker.to_owned()).or_default().push(change.parse()?);
    }
    let count = |list: &[String], text: &str| list.iter().filter(|found| *found == text).count();
    let (mut lost, mut twice) = (Vec::new(), Vec::new());
    for write in writes {
        let marker = &write.marker;
        let found = match &write.what {
            What::Item => items.get(marker).map_or(0, Vec::len),
            What::Comment => count(&comments, marker.trim()),
            What::Invitation => count(&emails, &format!("{marker}@agency.example")),
            // The last name is this one or one that was asked for later.
            What::Rename(change) => usize::from(
                items.get(marker).is_some_and(|found| found.iter().any(|last| last >= change)),
            ),
        };
        if found == 0 && write.is_acknowledged {
            lost.push(format!("{:?} {marker}", write.what));
        }
        if found > 1 {
            twice.push(format!("{:?} {marker}", write.what));
        }
    }
    report.expect_none("acknowledged writes that are not there", &lost);
    report.expect_none("writes that are there twice", &twice);
    Ok(())
}

/// The event log has one event for each change, and nothing happened without one.
async fn logged(
    report: &mut Report,
    owner: &mut PgConnection,
    writes: &[Write],
) -> anyhow::Result<()> {
    let count: i64 =
        sqlx::query_scalar("SELECT count(*) FROM events").fetch_one(&mut *owner).await?;
    report.note("events", count);
    let unlogged: Vec<String> = sqlx::query_scalar(
        "SELECT format('%s %s: %s', t.kind, t.id, count(e.id)) FROM (
             SELECT 'work_item' AS kind, id FROM work_items
             UNION ALL SELECT 'comment', id FROM comments) t
         LEFT JOIN events e ON e.entity = t.kind AND e.entity_id = t.id AND e.verb = 'created'
         GROUP BY t.kind, t.id HAVING count(e.id) <> 1",
    )
    .fetch_all(&mut *owner)
    .await?;
    report.expect_none("things without exactly one event of their creation", &unlogged);
    let renames: Vec<String> = sqlx::query_scalar(
        "SELECT c ->> 'new' FROM events, jsonb_array_elements(changes) c
         WHERE entity = 'work_item' AND verb = 'updated' AND c ->> 'field' = 'name'",
    )
    .fetch_all(&mut *owner)
    .await?;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in &renames {
        *counts.entry(name.as_str()).or_default() += 1;
    }
    let wrong: Vec<String> = writes
        .iter()
        .filter_map(|write| {
            let What::Rename(change) = write.what else { return None };
            let name = format!("{} r{change}", write.marker);
            let found = counts.get(name.as_str()).copied().unwrap_or_default();
            let is_wrong = found > 1 || (found == 0 && write.is_acknowledged);
            is_wrong.then(|| format!("{name}: {found}"))
        })
        .collect();
    report.expect_none("changes without exactly one event", &wrong);
    Ok(())
}

/// Each page knows the last event of everything in its project, and was told in order.
async fn told(
    report: &mut Report,
    owner: &mut PgConnection,
    site: &Site,
    pages: &Pages,
    settle: Duration,
) -> anyhow::Result<()> {
    let rows: Vec<(Uuid, Uuid, i64, i64)> = sqlx::query_as(
        "SELECT DISTINCT ON (project_id, entity_id) project_id, entity_id, xid, id FROM events
         WHERE entity IN ('work_item', 'comment')
         ORDER BY project_id, entity_id, xid DESC, id DESC",
    )
    .fetch_all(owner)
    .await?;
    let mut last: Vec<HashMap<Uuid, Position>> = vec![HashMap::new(); site.projects.len()];
    for (project, thing, xid, id) in rows {
        let place = site.projects.iter().position(|known| *known == project);
        if let Some(things) = place.and_then(|place| last.get_mut(place)) {
            things.insert(thing, Position { xid, id });
        }
    }
    let begun = Instant::now();
    let mut behind = unseen(pages, &last);
    while !behind.is_empty() && begun.elapsed() < settle {
        tokio::time::sleep(LOOK_EVERY).await;
        behind = unseen(pages, &last);
    }
    report.note("sockets", pages.all().count());
    let total = |count: fn(&super::sockets::Page) -> usize| -> usize {
        pages.all().map(|page| count(&page)).sum()
    };
    report.note("connections that sockets needed", total(|page| page.connections));
    report.note("changes told to sockets", total(|page| page.changes));
    let expected: usize = pages.all().filter_map(|p| last.get(p.project).map(HashMap::len)).sum();
    report.note("things whose last event each socket must know, in all", expected);
    report.expect_none("of these not known", &behind);
    let out_of_order: Vec<String> = pages
        .all()
        .filter(|page| page.out_of_order > 0)
        .map(|page| format!("{} changes", page.out_of_order))
        .collect();
    report.expect_none("sockets told out of order or twice", &out_of_order);
    let reloads: Vec<String> = pages
        .all()
        .filter(|page| page.reloads > 0)
        .map(|page| format!("{} times", page.reloads))
        .collect();
    report.expect_none("sockets told to load everything again", &reloads);
    Ok(())
}

fn unseen(pages: &Pages, last: &[HashMap<Uuid, Position>]) -> Vec<String> {
    let mut missing = Vec::new();
    for (n, page) in pages.all().enumerate() {
        for (thing, position) in last.get(page.project).into_iter().flatten() {
            if page.seen.get(thing).is_none_or(|seen| seen < position) {
                missing.push(format!("socket {n}: {thing} at {position}"));
            }
        }
    }
    missing
}

/// Each acknowledged write has arrived at the receiver; changes of one thing in their order.
async fn hooked(report: &mut Report, writes: &[Write], hooks: &Hooks, settle: Duration) {
    let ids: HashMap<&str, Uuid> = writes
        .iter()
        .filter(|write| write.what == What::Item)
        .filter_map(|write| Some((write.marker.as_str(), write.id?)))
        .collect();
    let expected: Vec<String> = writes
        .iter()
        .filter(|write| write.is_acknowledged)
        .filter_map(|write| match &write.what {
            What::Item => Some(format!("issue created {}", write.id?)),
            What::Comment => Some(format!("issue_comment created {}", write.id?)),
            What::Rename(change) => {
                let (marker, id) = (&write.marker, ids.get(write.marker.as_str())?);
                Some(format!("issue updated {id} name {marker} r{change}"))
            }
            What::Invitation => None,
        })
        .collect();
    let missing = || -> Vec<String> {
        let arrived = hooks.arrived();
        expected.iter().filter(|fact| !arrived.facts.contains(*fact)).cloned().collect()
    };
    let begun = Instant::now();
    while !missing().is_empty() && begun.elapsed() < settle {
        tokio::time::sleep(LOOK_EVERY).await;
    }
    report.note("webhooks that must arrive", expected.len());
    report.note("requests that the receiver got", hooks.arrived().requests);
    report.expect_none("webhooks that did not arrive", &missing());
    let mut last: HashMap<String, u32> = HashMap::new();
    let mut out_of_order = Vec::new();
    for fact in &hooks.arrived().in_order {
        let Some((thing, change)) = fact.split_once(" name ").and_then(|(thing, name)| {
            Some((thing.to_owned(), name.rsplit_once(" r")?.1.parse::<u32>().ok()?))
        }) else {
            continue;
        };
        if last.insert(thing, change).is_some_and(|before| before > change) {
            out_of_order.push(fact.clone());
        }
    }
    report.expect_none("webhooks out of the order of their thing", &out_of_order);
}

/// The audit log has an entry for each act, and its chain holds.
async fn audited(
    report: &mut Report,
    owner: &mut PgConnection,
    cluster: &Cluster,
) -> anyhow::Result<()> {
    let (acts, entries): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM invitations),
                (SELECT count(*) FROM audit_log WHERE action = 'invitation.created')",
    )
    .fetch_one(owner)
    .await?;
    report.note("invitations", acts);
    let wrong = (acts != entries).then(|| format!("{entries} entries"));
    report.expect_none("invitations without exactly one audit entry", wrong.as_slice());
    let verified = cluster.command(&cluster.data_dir(), &["audit", "verify"]).output()?;
    let said = String::from_utf8_lossy(&verified.stdout).trim().to_owned();
    report.note("audit verify", said.lines().last().unwrap_or_default());
    let fault = (!verified.status.success()).then_some(said);
    report.expect_none("audit chain broken", fault.as_slice());
    Ok(())
}

/// No job was given up.
async fn jobs(report: &mut Report, owner: &mut PgConnection) -> anyhow::Result<()> {
    let dead: Vec<String> = sqlx::query_scalar(
        "SELECT format('%s: %s', name, last_error) FROM jobs WHERE state = 'dead'",
    )
    .fetch_all(owner)
    .await?;
    report.expect_none("jobs given up", &dead);
    Ok(())
}
