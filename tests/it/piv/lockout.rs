//! Cards that do not hold lock the address that they come from.

use super::{
    browser::Browser,
    world::{MAIN, World},
};
use chrono::Duration;
use treasury_plane::{
    cli::cert::{Authority, NewCard},
    config::PivMode,
};

#[tokio::test]
async fn cards_that_do_not_hold_lock_the_address_for_a_while() {
    let w = World::with(|config| {
        config.piv.mode = PivMode::Native;
        config.auth.lockout_attempts_per_address = 3;
    })
    .await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let good = w.shown(&card);
    let foreign = Authority::new("Foreign", w.t.now()).unwrap();
    let new = NewCard { name: "X".to_owned(), ..NewCard::default() };
    let bad = w.shown(&foreign.issue(&new, w.t.now()).unwrap());
    let unknown = NewCard { name: "New Person".to_owned(), ..NewCard::default() };
    let unknown = w.shown(&w.authority.issue(&unknown, w.t.now()).unwrap());
    let end = async |query: &str, shown| {
        let mut browser = Browser::new(&w).await;
        browser.sign_in(query, shown).await.location().to_owned()
    };
    // Who shows nothing guesses nothing. Nor does who is late, or has no account yet.
    for _ in 0..4 {
        assert!(end("", None).await.contains("error=no_certificate"));
        let mut browser = Browser::new(&w).await;
        let late = browser.main("/auth/piv/finish?code=none").await;
        assert!(late.location().contains("error=attempt_expired"));
        assert!(end("", Some(&unknown)).await.contains("error=account_pending"));
    }
    for _ in 0..2 {
        assert!(end("", Some(&bad)).await.contains("error=untrusted_certificate"));
    }
    assert_eq!(end("", Some(&good)).await, format!("https://{MAIN}/"));
    assert!(end("", Some(&bad)).await.contains("error=untrusted_certificate"));
    let mut browser = Browser::new(&w).await;
    let locked = browser.main("/auth/piv/begin?return_to=/treasury").await;
    let (before, after) = locked.location().split_once("&ref=").unwrap();
    assert_eq!(before, format!("https://{MAIN}/sign-in?error=locked"));
    assert_eq!(&after[8..], "&return_to=%2Ftreasury");
    w.t.advance(Duration::minutes(15));
    assert_eq!(end("", Some(&good)).await, format!("https://{MAIN}/"));
}

#[tokio::test]
async fn a_locked_address_ends_what_it_has_begun() {
    let w = World::with(|config| {
        config.piv.mode = PivMode::Native;
        config.auth.lockout_attempts_per_address = 1;
    })
    .await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let foreign = Authority::new("Foreign", w.t.now()).unwrap();
    let new = NewCard { name: "X".to_owned(), ..NewCard::default() };
    let bad = w.shown(&foreign.issue(&new, w.t.now()).unwrap());
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    Browser::new(&w).await.sign_in("", Some(&bad)).await;
    let end = browser.finish(&start, Some(&w.shown(&card))).await;
    assert!(end.location().contains("/sign-in?error=locked&ref="), "{}", end.location());
}

#[tokio::test]
async fn a_refusal_remembers_where_the_person_wanted_to_go() {
    let w = World::native().await;
    let mut browser = Browser::new(&w).await;
    let end = browser.sign_in("?return_to=/treasury/projects?x=1", None).await;
    let (before, after) = end.location().split_once("&ref=").unwrap();
    assert_eq!(before, format!("https://{MAIN}/sign-in?error=no_certificate"));
    assert_eq!(&after[8..], "&return_to=%2Ftreasury%2Fprojects%3Fx%3D1");
}
