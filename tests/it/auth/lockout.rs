//! Failures lock accounts and addresses, and tell nothing about who has an account.

use crate::support::{Answer, Caller, PASSWORD, TestApp};
use chrono::Duration;
use serde_json::json;

/// Behind a proxy, so that tests can come from anywhere.
async fn start(attempts: u32, per_address: u32) -> (TestApp, Caller) {
    let t = TestApp::with(|config| {
        config.auth.lockout_attempts = attempts;
        config.auth.lockout_attempts_per_address = per_address;
        config.http.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await;
    let ana = t.user().await;
    t.set_password(&ana).await;
    (t, ana)
}

async fn sign_in(t: &TestApp, from: &str, email: &str, password: &str) -> Answer {
    let request = t
        .anonymous()
        .request(http::Method::POST, "/auth/sign-in")
        .header("x-forwarded-for", from)
        .content_type("application/json")
        .body(json!({"email": email, "password": password}).to_string());
    t.anonymous().call(request).await
}

#[tokio::test]
async fn an_account_is_locked_whatever_the_addresses() {
    let (t, ana) = start(3, 100).await;
    for n in 0..3 {
        sign_in(&t, &format!("203.0.113.{n}"), &ana.email, "wrong").await.expect(401);
    }
    let locked = sign_in(&t, "203.0.113.9", &ana.email, PASSWORD).await.expect(429);
    assert_eq!(locked.header("retry-after"), Some("900"));
}

#[tokio::test]
async fn an_address_is_locked_whatever_the_accounts() {
    let (t, ana) = start(100, 3).await;
    for n in 0..3 {
        sign_in(&t, "203.0.113.1", &format!("n{n}@agency.example"), "wrong").await.expect(401);
    }
    sign_in(&t, "203.0.113.1", &ana.email, PASSWORD).await.expect(429);
    sign_in(&t, "203.0.113.2", &ana.email, PASSWORD).await.expect(200);
    t.advance(Duration::minutes(15));
    sign_in(&t, "203.0.113.1", &ana.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn an_unknown_account_is_locked_like_a_known_one() {
    let (t, ana) = start(2, 100).await;
    let mut seen = vec![];
    for email in [ana.email.as_str(), "nobody@agency.example"] {
        for _ in 0..3 {
            let answer = sign_in(&t, "203.0.113.1", email, "wrong").await;
            let header = answer.header("retry-after").map(str::to_owned);
            seen.push((answer.status, answer.json, header));
        }
    }
    assert_eq!(seen[..3], seen[3..]);
    assert_eq!(
        seen.iter().map(|answer| answer.0).collect::<Vec<_>>(),
        [401, 401, 429, 401, 401, 429]
    );
}

#[tokio::test]
async fn successes_do_not_count_and_do_not_hide_failures_of_others() {
    let (t, ana) = start(100, 3).await;
    for _ in 0..5 {
        sign_in(&t, "203.0.113.1", &ana.email, PASSWORD).await.expect(200);
    }
    for _ in 0..3 {
        sign_in(&t, "203.0.113.1", &ana.email, PASSWORD).await.expect(200);
        sign_in(&t, "203.0.113.1", "nobody@agency.example", "wrong").await.expect(401);
    }
    sign_in(&t, "203.0.113.1", &ana.email, PASSWORD).await.expect(429);
}

#[tokio::test]
async fn guesses_that_arrive_together_all_count() {
    let (t, ana) = start(3, 100).await;
    let all = (0..10).map(|n| {
        let (t, email) = (&t, ana.email.clone());
        async move { sign_in(t, &format!("203.0.113.{n}"), &email, "wrong").await.status }
    });
    let statuses = futures_util::future::join_all(all).await;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 3, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 7, "{statuses:?}");
}
