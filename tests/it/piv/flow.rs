//! From the button to the session, and everything that must not get there (T8).

use super::{
    browser::Browser,
    wire,
    world::{CARD_HOST, MAIN, START, World},
};
use chrono::Duration;
use treasury_plane::cli::cert::NewCard;

const SESSION: &str = "__Host-treasury_plane_session";
const ATTEMPT: &str = "__Host-treasury_plane_sign_in";

#[tokio::test]
async fn a_card_signs_its_holder_in() {
    let w = World::native().await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    let mut browser = Browser::new(&w).await;
    let end = browser.sign_in("?return_to=/treasury/projects", Some(&w.shown(&card))).await;
    assert_eq!(end.location(), format!("https://{MAIN}/treasury/projects"));
    assert_eq!(end.header("cache-control"), Some("no-store"));
    assert_eq!(end.header("referrer-policy"), Some("no-referrer"));
    let me = browser.main("/api/v1/users/me").await;
    assert_eq!(me.status, 200, "{}", me.body);
    assert!(me.body.contains(&person.to_string()), "{}", me.body);
    let sessions = w.sessions(person).await;
    let by_card = sessions.iter().find(|session| session.method == "piv").unwrap();
    assert_eq!(by_card.certificate_sha256.as_ref().unwrap().len(), 32);
    let entries = w.audited("sign_in.piv", 1).await;
    assert_eq!((entries[0].outcome.as_str(), entries[0].actor_id), ("success", Some(person)));
    assert!(entries[0].detail["certificate"]["subject"].as_str().unwrap().contains("Jane Doe"));
}

#[tokio::test]
async fn a_session_from_before_ends_with_the_sign_in() {
    let w = World::native().await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    let mut browser = Browser::new(&w).await;
    browser.sign_in("", Some(&w.shown(&card))).await;
    let first = browser.cookie(SESSION).unwrap().to_owned();
    browser.sign_in("", Some(&w.shown(&card))).await;
    assert_ne!(browser.cookie(SESSION).unwrap(), first);
    browser.set_cookie(SESSION, &first);
    assert_eq!(browser.main("/api/v1/users/me").await.status, 401);
    assert_eq!(w.sessions(person).await.iter().filter(|s| s.method == "piv").count(), 1);
}

#[tokio::test]
async fn each_refusal_has_a_code_and_a_reference_that_leads_to_the_details() {
    let mut w = World::native().await;
    let now = w.t.now();
    let expired = NewCard { name: "Old Card".to_owned(), is_expired: true, ..NewCard::default() };
    let expired = w.authority.issue(&expired, now).unwrap();
    let (revoked, _) = w.linked_card("gone@agency.gov").await;
    w.authority.revoke(&revoked.serial);
    // A later list counts; the time moves so that its number is higher.
    w.t.advance(Duration::seconds(10));
    w.publish_lists().await;
    let foreign = treasury_plane::cli::cert::Authority::new("Foreign", now).unwrap();
    let untrusted = foreign.issue(&NewCard { name: "X".to_owned(), ..NewCard::default() }, now);
    let untrusted = untrusted.unwrap();
    let unknown = w.card("nobody@agency.gov");
    let cases = [
        ("no_certificate", None),
        ("certificate_expired", Some(w.shown(&expired))),
        ("certificate_revoked", Some(w.shown(&revoked))),
        ("untrusted_certificate", Some(w.shown(&untrusted))),
    ];
    for (n, (code, shown)) in cases.iter().enumerate() {
        let mut browser = Browser::new(&w).await;
        let end = browser.sign_in("", shown.as_ref()).await;
        let to = end.location().to_owned();
        let (before, reference) = to.split_once("&ref=").unwrap();
        assert_eq!(before, format!("https://{MAIN}/sign-in?error={code}"));
        assert_eq!(reference.len(), 8);
        assert!(browser.cookie(SESSION).is_none());
        let entries = w.audited("sign_in.piv", n + 1).await;
        let entry = &entries[n];
        assert_eq!(entry.outcome, "failure");
        assert_eq!(entry.reason, *code);
        assert_eq!(entry.detail["reference"], reference);
        assert_eq!(entry.detail["way"], "native");
    }
    // Who holds a good card but has no account here gets none by showing it.
    let mut browser = Browser::new(&w).await;
    let end = browser.sign_in("", Some(&w.shown(&unknown))).await;
    assert!(end.location().contains("/sign-in?error="), "{}", end.location());
    assert!(browser.cookie(SESSION).is_none());
}

#[tokio::test]
async fn without_agreeing_to_the_notice_no_card_is_asked_for() {
    let w = World::native().await;
    let mut browser = Browser::fresh(&w);
    let reply = browser.main("/auth/piv/begin").await;
    assert!(reply.location().contains("/sign-in?error=notice_required"), "{}", reply.location());
}

#[tokio::test]
async fn t8_a_one_time_code_works_once_and_for_a_minute() {
    let w = World::native().await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    let mut browser = Browser::new(&w).await;
    let to_finish = async |browser: &mut Browser<'_>| {
        let start = browser.begin("").await;
        let shown = w.shown(&card);
        let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, &start, ""), Some(&shown)).await;
        Browser::back(&reply)
    };
    let finish = to_finish(&mut browser).await;
    assert_eq!(browser.main(&finish).await.location(), format!("https://{MAIN}/"));
    let again = browser.main(&finish).await;
    assert!(again.location().contains("error=attempt_expired"), "{}", again.location());
    let late = to_finish(&mut browser).await;
    w.t.advance(Duration::seconds(61));
    let late = browser.main(&late).await;
    assert!(late.location().contains("error=attempt_expired"), "{}", late.location());
    assert_eq!(w.sessions(person).await.iter().filter(|s| s.method == "piv").count(), 1);
}

#[tokio::test]
async fn t8_a_one_time_code_is_worth_nothing_in_another_browser() {
    let w = World::native().await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let shown = w.shown(&card);
    let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, &start, ""), Some(&shown)).await;
    let mut other = Browser::new(&w).await;
    other.begin("").await;
    assert_ne!(other.cookie(ATTEMPT), browser.cookie(ATTEMPT));
    let end = other.main(&Browser::back(&reply)).await;
    assert!(end.location().contains("error=browser_changed"), "{}", end.location());
    // And spent: the thief's try has burnt it.
    let end = browser.main(&Browser::back(&reply)).await;
    assert!(end.location().contains("error=attempt_expired"), "{}", end.location());
    assert!(w.sessions(person).await.iter().all(|session| session.method != "piv"));
}

#[tokio::test]
async fn t8_a_txn_works_once_and_for_ten_minutes() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let shown = w.shown(&card);
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let ask =
        async |path: &str| w.ask(CARD_HOST, &wire::get(CARD_HOST, path, ""), Some(&shown)).await;
    assert_eq!(ask(&start).await.status, 303);
    let old = browser.begin("").await;
    w.t.advance(Duration::minutes(11));
    for path in [start.as_str(), &old, START, "/auth/piv/start?txn=", "/auth/piv/start?txn=x"] {
        let page = ask(path).await;
        assert_eq!(page.status, 400, "{path}");
        assert!(page.body.contains("<html lang=\"en\">") && page.body.contains("<h1>"));
        assert!(page.body.contains(&format!("https://{MAIN}/sign-in")), "{}", page.body);
        assert_eq!(page.header("connection"), Some("close"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert!(page.header("strict-transport-security").unwrap().contains("max-age=31536000"));
    }
}

#[tokio::test]
async fn t8_nobody_is_sent_elsewhere() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    for bad in ["//evil.com", "https://evil.com", "/%5Cevil.com", "/%252f%252fevil.com"] {
        let mut browser = Browser::new(&w).await;
        let query = format!("?return_to={bad}");
        let end = browser.sign_in(&query, Some(&w.shown(&card))).await;
        let to = end.location();
        assert_eq!(to, format!("https://{MAIN}/"), "{bad}");
    }
    // Nor by naming hosts in the hop between our own.
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let asked = format!("{start}&from=https://evil.com&return_to=//evil.com");
    let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, &asked, ""), Some(&w.shown(&card))).await;
    assert!(reply.location().starts_with(&format!("https://{MAIN}/auth/piv/finish?code=")));
}
