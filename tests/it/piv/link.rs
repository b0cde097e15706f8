//! Adding a card to an account that one is signed in to.

use super::{
    browser::Browser,
    wire,
    world::{CARD_HOST, MAIN, World},
};
use chrono::Duration;

const SESSION: &str = "__Host-treasury_plane_session";

#[tokio::test]
async fn linking_takes_a_sign_in_of_the_last_minutes() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let mut browser = Browser::new(&w).await;
    let nobody = browser.main("/auth/piv/begin?purpose=link").await;
    assert!(nobody.location().contains("/profile/security?error=fresh_sign_in_required"));
    browser.sign_in("", Some(&w.shown(&card))).await;
    browser.begin("?purpose=link").await;
    w.t.advance(Duration::minutes(11));
    let stale = browser.main("/auth/piv/begin?purpose=link").await;
    assert!(stale.location().contains("error=fresh_sign_in_required"), "{}", stale.location());
}

#[tokio::test]
async fn linking_ends_in_the_session_that_began_it() {
    let w = World::native().await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    let shown = w.shown(&card);
    let mut browser = Browser::new(&w).await;
    browser.sign_in("", Some(&shown)).await;
    let start = browser.begin("?purpose=link").await;
    // Signed in anew in between: another session, the same person.
    browser.sign_in("", Some(&shown)).await;
    let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, &start, ""), Some(&shown)).await;
    let end = browser.main(&Browser::back(&reply)).await;
    let to = end.location();
    assert!(to.contains("/profile/security?error=fresh_sign_in_required&ref="), "{to}");
    let entries = w.audited("link.piv", 1).await;
    assert_eq!((entries[0].outcome.as_str(), entries[0].actor_id), ("failure", Some(person)));
    assert!(browser.cookie(SESSION).is_some());
}

#[tokio::test]
async fn a_card_is_added_and_signs_its_owner_in_afterwards() {
    let w = World::native().await;
    let person = w.t.user().await;
    let card = w.card("jane@agency.gov");
    let shown = w.shown(&card);
    let mut browser = Browser::new(&w).await;
    browser.as_caller(&person);
    let before = browser.cookie(SESSION).unwrap().to_owned();
    let end = browser.sign_in("?purpose=link", Some(&shown)).await;
    assert_eq!(end.location(), format!("https://{MAIN}/profile/security?linked=1"));
    assert_eq!(browser.cookie(SESSION).unwrap(), before, "linking opens no session");
    let seen = person.get("/api/v1/users/me/identities").await.expect(200);
    let kinds: Vec<_> = seen.json["identities"].as_array().unwrap().iter().collect();
    assert!(kinds.iter().any(|one| one["kind"] == "upn" && one["label"] == "jane@agency.gov"));
    assert_eq!(seen.json["cards"].as_array().unwrap().len(), 1);
    let entries = w.audited("identity.linked", 1).await;
    assert_eq!((entries[0].outcome.as_str(), entries[0].actor_id), ("success", Some(person.id)));
    let mut elsewhere = Browser::new(&w).await;
    assert_eq!(elsewhere.sign_in("", Some(&shown)).await.location(), format!("https://{MAIN}/"));
    let me = elsewhere.main("/api/v1/users/me").await;
    assert!(me.body.contains(&person.id.to_string()), "{}", me.body);
}

#[tokio::test]
async fn only_a_page_of_ours_begins_a_link() {
    let w = World::native().await;
    let person = w.t.user().await;
    let mut browser = Browser::new(&w).await;
    browser.as_caller(&person);
    for site in ["cross-site", "same-site", "none"] {
        browser.comes_from(site);
        let refused = browser.main("/auth/piv/begin?purpose=link").await;
        let to = refused.location();
        assert!(to.contains("/profile/security?error=browser_changed&ref="), "{site}: {to}");
    }
    let entries = w.audited("link.piv", 3).await;
    assert!(entries.iter().all(|entry| entry.outcome == "failure"));
    // Signing in may begin anywhere: it changes nobody's account.
    browser.comes_from("cross-site");
    browser.begin("").await;
    browser.comes_from("same-origin");
    browser.begin("?purpose=link").await;
}

#[tokio::test]
async fn a_card_of_somebody_else_is_not_taken() {
    let w = World::native().await;
    let (card, owner) = w.linked_card("jane@agency.gov").await;
    let thief = w.t.user().await;
    let mut browser = Browser::new(&w).await;
    browser.as_caller(&thief);
    let end = browser.sign_in("?purpose=link", Some(&w.shown(&card))).await;
    let to = end.location();
    assert!(to.contains("/profile/security?error=identity_conflict&ref="), "{to}");
    let seen = thief.get("/api/v1/users/me/identities").await.expect(200);
    assert_eq!(seen.json["identities"], serde_json::json!([]));
    let mut browser = Browser::new(&w).await;
    browser.sign_in("", Some(&w.shown(&card))).await;
    let me = browser.main("/api/v1/users/me").await;
    assert!(me.body.contains(&owner.to_string()), "{}", me.body);
}

#[tokio::test]
async fn a_link_in_another_persons_session_ends_nowhere() {
    let w = World::native().await;
    let (ana, ben) = (w.t.user().await, w.t.user().await);
    let shown = w.shown(&w.card("jane@agency.gov"));
    let mut browser = Browser::new(&w).await;
    browser.as_caller(&ana);
    let start = browser.begin("?purpose=link").await;
    browser.as_caller(&ben);
    let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, &start, ""), Some(&shown)).await;
    let end = browser.main(&Browser::back(&reply)).await;
    assert!(end.location().contains("error=fresh_sign_in_required"), "{}", end.location());
    for person in [ana, ben] {
        let seen = person.get("/api/v1/users/me/identities").await.expect(200);
        assert_eq!(seen.json["identities"], serde_json::json!([]));
    }
}
