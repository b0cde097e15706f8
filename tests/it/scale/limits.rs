//! Limits hold over all instances.

use super::{Backend, Fleet, both_ways, page, until};
use crate::realtime::client::Page;
use chrono::Duration;
use serde_json::json;

both_ways!(
    an_api_token_has_sixty_requests_a_minute_on_all_together,
    searches_and_exports_are_counted_together,
    attempts_to_sign_in_are_counted_together,
    sockets_of_a_person_are_counted_together,
);

async fn an_api_token_has_sixty_requests_a_minute_on_all_together(backend: Backend) {
    let fleet = Fleet::with(2, backend, |config| config.limits.api_token_per_minute = 60).await;
    let here = fleet.t.user().await.by_token().await;
    let there = fleet.t.through(&fleet.others[0], &here);
    let now = fleet.t.now().timestamp();
    for n in 0..60_i64 {
        let caller = if n % 2 == 0 { &here } else { &there };
        let answer = caller.get("/api/v1/users/me").await.expect(200);
        assert_eq!(answer.header("x-ratelimit-remaining"), Some((59 - n).to_string().as_str()));
        assert_eq!(answer.header("x-ratelimit-reset"), Some((now + 120).to_string().as_str()));
    }
    for caller in [&here, &there] {
        let answer = caller.get("/api/v1/users/me").await.expect(429);
        assert_eq!(answer.header("x-ratelimit-remaining"), Some("0"));
        let wait: i64 = answer.header("retry-after").unwrap().parse().unwrap();
        assert!((60..=62).contains(&wait), "{wait}");
    }
    // Being refused is not counted: a minute and a second later one is let in, and no more.
    fleet.t.advance(Duration::seconds(61));
    there.get("/api/v1/users/me").await.expect(200);
    here.get("/api/v1/users/me").await.expect(429);
    // Another token of another person is not concerned.
    fleet.t.user().await.by_token().await.get("/api/v1/users/me").await.expect(200);
    fleet.t.advance(Duration::seconds(180));
    here.get("/api/v1/users/me").await.expect(200);
}

async fn searches_and_exports_are_counted_together(backend: Backend) {
    let fleet = Fleet::with(2, backend, |config| {
        config.limits.search_per_minute = 4;
        config.limits.export_per_minute = 2;
    })
    .await;
    let project = fleet.t.project().await;
    let search = format!("{}/work-items/search?search=x", project.workspace.path);
    let there = fleet.t.through(&fleet.others[0], &project.admin);
    for caller in [&project.admin, &there, &project.admin, &there] {
        caller.get(&search).await.expect(200);
    }
    project.admin.get(&search).await.expect(429);
    there.get(&search).await.expect(429);
    // Everything else goes on.
    there.get("/api/v1/users/me").await.expect(200);
    let admin = fleet.t.instance_admin().await;
    let there = fleet.t.through(&fleet.others[0], &admin);
    admin.get("/api/v1/instance/audit/export").await.expect(200);
    there.get("/api/v1/instance/audit/export").await.expect(200);
    admin.get("/api/v1/instance/audit/export").await.expect(429);
}

async fn attempts_to_sign_in_are_counted_together(backend: Backend) {
    let fleet = Fleet::with(2, backend, |config| config.limits.anonymous_per_minute = 6).await;
    let here = fleet.t.anonymous();
    let there = fleet.t.through(&fleet.others[0], &here);
    let body = json!({"email": "nobody@agency.example", "password": "wrong"});
    for caller in [&here, &there, &here, &there, &here, &there] {
        caller.post("/auth/sign-in", body.clone()).await.expect(401);
    }
    // Each alone has seen three.
    here.post("/auth/sign-in", body.clone()).await.expect(429);
    there.post("/auth/sign-in", body).await.expect(429);
}

async fn sockets_of_a_person_are_counted_together(backend: Backend) {
    let fleet = Fleet::with(2, backend, |config| config.limits.sockets_per_user = 3).await;
    let person = fleet.t.user().await;
    let addresses = fleet.listen().await;
    let mut open: Vec<Page> = Vec::new();
    for address in [addresses[0], addresses[1], addresses[0]] {
        open.push(page(address, &person).await);
    }
    for address in &addresses {
        assert_eq!(Page::connect(*address, person.cookie()).await.err(), Some(429));
    }
    page(addresses[1], &fleet.t.user().await).await;
    open.pop();
    until("there is room again", async || {
        match Page::connect(addresses[1], person.cookie()).await {
            Ok(page) => {
                open.push(page);
                true
            }
            Err(status) => {
                assert_eq!(status, 429);
                false
            }
        }
    })
    .await;
}

#[tokio::test]
async fn when_nobody_can_count_each_instance_counts_alone() {
    let fleet = Fleet::with(2, Backend::Postgres, |config| {
        config.limits.api_token_per_minute = 5;
    })
    .await;
    let here = fleet.t.user().await.by_token().await;
    let there = fleet.t.through(&fleet.others[0], &here);
    let mut superuser = fleet.t.superuser().await;
    sqlx::query("DROP TABLE rate_windows, socket_counts").execute(&mut superuser).await.unwrap();
    for caller in [&here, &there] {
        for _ in 0..5 {
            caller.get("/api/v1/users/me").await.expect(200);
        }
        caller.get("/api/v1/users/me").await.expect(429);
    }
    let addresses = fleet.listen().await;
    let person = fleet.t.user().await;
    page(addresses[0], &person).await.hears_nothing().await;
}

#[tokio::test]
async fn requests_of_sessions_ask_no_store() {
    let fleet = Fleet::of(1, Backend::Postgres).await;
    let person = fleet.t.user().await;
    for _ in 0..3 {
        person.get("/api/v1/users/me").await.expect(200);
    }
    let mut superuser = fleet.t.superuser().await;
    let counted: i64 = sqlx::query_scalar("SELECT count(*) FROM rate_windows")
        .fetch_one(&mut superuser)
        .await
        .unwrap();
    assert_eq!(counted, 0);
}
