//! What happens on one instance shows on all.

use super::{Backend, Fleet, both_ways, page, until};
use crate::realtime::client::{Heard, settle_on};
use serde_json::json;
use treasury_plane::{
    access::Role,
    auth::session::{self, Which},
};

both_ways!(
    an_edit_reaches_the_sockets_of_all,
    whoever_is_removed_is_cut_everywhere_and_whoever_is_added_may_listen,
    ended_sessions_lose_their_sockets_everywhere,
    a_change_of_the_settings_shows_on_all,
    a_role_shows_on_all_at_once,
);

async fn an_edit_reaches_the_sockets_of_all(backend: Backend) {
    let fleet = Fleet::of(3, backend).await;
    let project = fleet.t.project().await;
    let topic = format!("project:{}", project.id);
    let mut pages = Vec::new();
    for (address, app) in fleet.listen().await.into_iter().zip(fleet.all()) {
        settle_on(&fleet.t, app).await;
        let mut page = page(address, &project.admin).await;
        assert_eq!(page.subscribe(&topic, None).await, "subscribed");
        pages.push(page);
    }
    for (n, app) in fleet.all().enumerate() {
        let admin = fleet.t.through(app, &project.admin);
        let name = format!("Number {n}");
        let path = format!("{}/work-items", project.path);
        let item = admin.post(&path, json!({"name": name})).await.expect(201).id();
        for page in &mut pages {
            let change = page.hear().await;
            assert_eq!((&change["id"], &change["row"]["name"]), (&json!(item), &json!(name)));
        }
    }
}

async fn whoever_is_removed_is_cut_everywhere_and_whoever_is_added_may_listen(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let person = fleet.t.project_member(&project, Role::Member).await;
    let topic = format!("project:{}", project.id);
    let mut pages = Vec::new();
    for (address, app) in fleet.listen().await.into_iter().zip(fleet.all()) {
        settle_on(&fleet.t, app).await;
        let mut page = page(address, &person).await;
        assert_eq!(page.subscribe(&topic, None).await, "subscribed");
        pages.push(page);
    }
    let members = format!("{}/members", project.path);
    let rows = project.admin.get(&members).await.expect(200);
    let row = rows.rows().iter().find(|row| row["id"] == json!(person.id)).unwrap();
    let membership = row["membership_id"].as_str().unwrap();
    project.admin.delete(&format!("{members}/{membership}")).await.expect(204);
    for page in &mut pages {
        assert_eq!(page.hear().await, json!({"type": "refused", "topic": topic}));
        assert_eq!(page.subscribe(&topic, None).await, "refused");
    }
    let body = json!({"member": person.id, "role": 15});
    project.admin.post(&members, body).await.expect(201);
    for (page, app) in pages.iter_mut().zip(fleet.all()) {
        settle_on(&fleet.t, app).await;
        assert_eq!(page.subscribe(&topic, None).await, "subscribed");
    }
}

async fn ended_sessions_lose_their_sockets_everywhere(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let mut pages = Vec::new();
    for address in fleet.listen().await {
        let mut page = page(address, &project.admin).await;
        page.hears_nothing().await;
        pages.push(page);
    }
    // The other one remembers who the cookie stands for.
    let there = fleet.t.through(&fleet.others[0], &project.admin);
    there.get("/api/v1/users/me").await.expect(200);
    session::end(&fleet.t.app, project.admin.id, Which::All).await.unwrap();
    for page in &mut pages {
        let heard = page.next().await;
        assert!(matches!(heard, Heard::Closed(Some(4401))), "{heard:?}");
    }
    there.get("/api/v1/users/me").await.expect(401);
}

async fn a_change_of_the_settings_shows_on_all(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let admin = fleet.t.instance_admin().await;
    fleet.listen().await;
    let there = &fleet.others[0];
    // What it would remember for a while.
    assert!(there.settings().await.unwrap().allow_workspace_creation);
    let begun = std::time::Instant::now();
    admin.patch("/api/v1/instance", json!({"name": "Ministry of Paper"})).await.expect(200);
    until("the new name", async || there.settings().await.unwrap().name == "Ministry of Paper")
        .await;
    // It did not just wait for its memory to end.
    assert!(begun.elapsed().as_secs() < 4, "{:?}", begun.elapsed());
}

async fn a_role_shows_on_all_at_once(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let person = fleet.t.project_member(&project, Role::Guest).await;
    fleet.listen().await;
    let there = fleet.t.through(&fleet.others[0], &person);
    let items = format!("{}/work-items", project.path);
    there.get(&items).await.expect(200);
    let members = format!("{}/members", project.path);
    let rows = project.admin.get(&members).await.expect(200);
    let row = rows.rows().iter().find(|row| row["id"] == json!(person.id)).unwrap();
    let membership = row["membership_id"].as_str().unwrap();
    project.admin.delete(&format!("{members}/{membership}")).await.expect(204);
    settle_on(&fleet.t, &fleet.others[0]).await;
    there.get(&items).await.expect(404);
}
