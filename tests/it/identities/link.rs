//! Another way in for somebody who is signed in.

use super::*;
use crate::support::Caller;
use chrono::Duration;
use serde_json::json;
use treasury_plane::auth::{
    identities::model::Refusal,
    session::{self, Grant},
};

const SESSIONS: &str = "/api/v1/users/me/sessions";
const STALE: Admission = Admission::Refused(Refusal::FreshSignInRequired);

/// A browser of the person: its origin and the id of its session.
async fn browser(t: &TestApp, id: Uuid) -> (Origin, Uuid) {
    let cookie = session::open(&t.app, id, &origin(), Grant::by(Method::Password)).await.unwrap();
    let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
    let token = cookie.split_once('=').unwrap().1;
    let caller = t.anonymous().with_cookie(&cookie);
    let sessions = caller.get(SESSIONS).await.expect(200);
    let current = sessions.rows().iter().find(|row| row["current"] == true).unwrap();
    let session = current["id"].as_str().unwrap().parse().unwrap();
    (Origin { session_hash: Some(random::hash(token)), ..origin() }, session)
}

pub async fn link(t: &TestApp, person: &Caller, proof: &Proof) -> Admission {
    let (origin, session) = browser(t, person.id).await;
    let attempt = attempt(t, Some((person.id, session)));
    admit(&t.app, &attempt, proof, &origin).await.unwrap()
}

fn proof(number: u32) -> Proof {
    by_card(number, vec![identifier("dod", "dod_edipi", &format!("{number:010}"))])
}

#[tokio::test]
async fn a_card_is_added_to_the_account_that_asked() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    assert_eq!(link(&t, &ana, &proof(1)).await, Admission::Linked(ana.id));
    assert_eq!(signed_in(show(&t, &proof(1)).await), ana.id);
    let seen = ana.get("/api/v1/users/me/identities").await.expect(200);
    assert_eq!(seen.json["identities"][0]["method"], "piv");
    assert_eq!(seen.json["identities"][0]["kind"], "dod_edipi");
    assert_eq!(seen.json["cards"][0]["serial"], "01");
    assert_eq!(audited(&t, "identity.linked").await.len(), 1);
    // A second one beside it, from a provider.
    let provider = by_provider("https://one.example/", "s1", None);
    assert_eq!(link(&t, &ana, &provider).await, Admission::Linked(ana.id));
    assert_eq!(identities(&t, ana.id).await.len(), 2);
}

#[tokio::test]
async fn an_identity_of_somebody_else_is_not_taken() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let owner = signed_in(show(&t, &proof(1)).await);
    let refused = Admission::Refused(Refusal::IdentityConflict);
    assert_eq!(link(&t, &ana, &proof(1)).await, refused);
    assert_eq!(signed_in(show(&t, &proof(1)).await), owner);
    assert_eq!(identities(&t, ana.id).await.len(), 0);
    // Nor a second person of the same issuer.
    link(&t, &ana, &proof(2)).await;
    assert_eq!(link(&t, &ana, &proof(3)).await, refused);
}

#[tokio::test]
async fn linking_needs_the_same_fresh_session() {
    let t = TestApp::new().await;
    let (ana, ben) = (t.user().await, t.user().await);
    let (origin_of_ana, session) = browser(&t, ana.id).await;
    let (origin_of_ben, session_of_ben) = browser(&t, ben.id).await;
    let asked = attempt(&t, Some((ana.id, session)));
    for other in [&origin(), &origin_of_ben] {
        assert_eq!(admit(&t.app, &asked, &proof(1), other).await.unwrap(), STALE);
    }
    let mixed = attempt(&t, Some((ana.id, session_of_ben)));
    assert_eq!(admit(&t.app, &mixed, &proof(1), &origin_of_ben).await.unwrap(), STALE);
    t.advance(Duration::minutes(10));
    let linked = admit(&t.app, &asked, &proof(1), &origin_of_ana).await.unwrap();
    assert_eq!(linked, Admission::Linked(ana.id));
    t.advance(Duration::seconds(1));
    assert_eq!(admit(&t.app, &asked, &proof(2), &origin_of_ana).await.unwrap(), STALE);
    assert_eq!(identities(&t, ana.id).await.len(), 1);
    assert_eq!(people(&t).await, 2, "a link makes no account");
}

#[tokio::test]
async fn a_session_that_was_ended_links_nothing() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let (origin, session) = browser(&t, ana.id).await;
    let asked = attempt(&t, Some((ana.id, session)));
    ana.delete(&format!("{SESSIONS}/{session}")).await.expect(204);
    assert_eq!(admit(&t.app, &asked, &proof(1), &origin).await.unwrap(), STALE);
    ana.post("/auth/sign-out", json!({})).await.expect(200);
}
