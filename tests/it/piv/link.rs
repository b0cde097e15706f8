//! Adding a card to an account that one is signed in to.

use super::{
    browser::Browser,
    wire,
    world::{CARD_HOST, World},
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
