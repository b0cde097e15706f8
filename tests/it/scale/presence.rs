//! Who is at a work item, over several instances.

use super::{Backend, Fleet, both_ways, page, until};
use crate::{realtime::client::Page, support::Project};
use serde_json::{Value, json};
use treasury_plane::access::Role;
use uuid::Uuid;

both_ways!(
    people_see_each_other_across_instances,
    only_those_who_may_see_the_item_are_there,
    whoever_is_removed_leaves,
    an_instance_that_ends_takes_its_people_along,
    a_crash_that_empties_the_table_is_mended,
);

fn present(project: &Project, item: Uuid) -> Value {
    json!({"type": "present", "project": project.id, "work_item": item})
}

/// The next message says that these are there.
async fn sees(page: &mut Page, item: Uuid, people: &[Uuid]) {
    let mut people = people.to_vec();
    people.sort();
    let told = page.hear().await;
    assert_eq!(told, json!({"type": "presence", "work_item": item, "people": people}));
}

async fn people_see_each_other_across_instances(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let (ana, ben) = (&project.admin, &fleet.t.project_member(&project, Role::Member).await);
    let (one, two) = (fleet.t.work_item(&project).await.id, fleet.t.work_item(&project).await.id);
    let addresses = fleet.listen().await;
    let (mut here, mut there) = (page(addresses[0], ana).await, page(addresses[1], ben).await);
    here.say(present(&project, one)).await;
    sees(&mut here, one, &[ana.id]).await;
    there.say(present(&project, one)).await;
    sees(&mut there, one, &[ana.id, ben.id]).await;
    sees(&mut here, one, &[ana.id, ben.id]).await;
    // A second page of the same person changes nothing for the others.
    let mut second = page(addresses[1], ana).await;
    second.say(present(&project, one)).await;
    sees(&mut second, one, &[ana.id, ben.id]).await;
    here.hears_nothing().await;
    there.hears_nothing().await;
    // One item at a time.
    there.say(present(&project, two)).await;
    sees(&mut there, two, &[ben.id]).await;
    sees(&mut here, one, &[ana.id]).await;
    sees(&mut second, one, &[ana.id]).await;
    second.say(json!({"type": "absent"})).await;
    drop(there);
    let mut third = page(addresses[1], ana).await;
    third.say(present(&project, two)).await;
    let told = third.hear().await;
    if told["people"] != json!([ana.id]) {
        sees(&mut third, two, &[ana.id]).await;
    }
    here.hears_nothing().await;
}

async fn only_those_who_may_see_the_item_are_there(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let guest = fleet.t.project_member(&project, Role::Guest).await;
    let outsider = fleet.t.user().await;
    let item = fleet.t.work_item(&project).await.id;
    let own = fleet
        .t
        .work_item_with(&project, |row| row.created_by = sea_orm::ActiveValue::Set(Some(guest.id)))
        .await
        .id;
    let addresses = fleet.listen().await;
    let mut admin = page(addresses[0], &project.admin).await;
    admin.say(present(&project, item)).await;
    sees(&mut admin, item, &[project.admin.id]).await;
    for person in [&guest, &outsider] {
        let mut page = page(addresses[1], person).await;
        page.say(present(&project, item)).await;
        page.say(present(&project, Uuid::new_v4())).await;
        page.hears_nothing().await;
    }
    let mut guests = page(addresses[1], &guest).await;
    guests.say(present(&project, own)).await;
    sees(&mut guests, own, &[guest.id]).await;
    admin.hears_nothing().await;
}

async fn whoever_is_removed_leaves(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let ben = fleet.t.project_member(&project, Role::Member).await;
    let item = fleet.t.work_item(&project).await.id;
    let addresses = fleet.listen().await;
    let mut admin = page(addresses[0], &project.admin).await;
    admin.say(present(&project, item)).await;
    sees(&mut admin, item, &[project.admin.id]).await;
    let mut bens = page(addresses[1], &ben).await;
    bens.say(present(&project, item)).await;
    sees(&mut bens, item, &[project.admin.id, ben.id]).await;
    sees(&mut admin, item, &[project.admin.id, ben.id]).await;
    let members = format!("{}/members", project.path);
    let rows = project.admin.get(&members).await.expect(200);
    let row = rows.rows().iter().find(|row| row["id"] == json!(ben.id)).unwrap();
    let membership = row["membership_id"].as_str().unwrap();
    project.admin.delete(&format!("{members}/{membership}")).await.expect(204);
    sees(&mut admin, item, &[project.admin.id]).await;
}

async fn an_instance_that_ends_takes_its_people_along(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let ben = fleet.t.project_member(&project, Role::Member).await;
    let item = fleet.t.work_item(&project).await.id;
    let addresses = fleet.listen().await;
    let mut bens = page(addresses[1], &ben).await;
    bens.say(present(&project, item)).await;
    sees(&mut bens, item, &[ben.id]).await;
    fleet.others[0].lifecycle.closing.cancel();
    let mut superuser = fleet.t.superuser().await;
    until("its rows are gone", async || {
        let left: i64 = sqlx::query_scalar(
            "SELECT (SELECT count(*) FROM presence) + (SELECT count(*) FROM socket_counts)",
        )
        .fetch_one(&mut superuser)
        .await
        .unwrap();
        left == 0
    })
    .await;
    let mut admin = page(addresses[0], &project.admin).await;
    admin.say(present(&project, item)).await;
    sees(&mut admin, item, &[project.admin.id]).await;
}

async fn a_crash_that_empties_the_table_is_mended(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let ben = fleet.t.project_member(&project, Role::Member).await;
    let item = fleet.t.work_item(&project).await.id;
    let addresses = fleet.listen().await;
    let mut admin = page(addresses[0], &project.admin).await;
    admin.say(present(&project, item)).await;
    sees(&mut admin, item, &[project.admin.id]).await;
    let mut superuser = fleet.t.superuser().await;
    sqlx::query("TRUNCATE presence").execute(&mut superuser).await.unwrap();
    fleet.t.app.realtime.presence().look_at_all();
    until("the row is there again", async || {
        let there: i64 = sqlx::query_scalar("SELECT count(*) FROM presence")
            .fetch_one(&mut superuser)
            .await
            .unwrap();
        there == 1
    })
    .await;
    let mut bens = page(addresses[1], &ben).await;
    bens.say(present(&project, item)).await;
    sees(&mut bens, item, &[project.admin.id, ben.id]).await;
}
