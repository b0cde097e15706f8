//! Invitations: one-time links into a workspace.

use crate::support::{Answer, PASSWORD, TestApp, Workspace};
use chrono::Duration;
use serde_json::json;
use treasury_plane::access::Role;

async fn invite(workspace: &Workspace, email: &str, role: i32) -> Answer {
    let path = format!("{}/invitations", workspace.path);
    workspace.owner.post(&path, json!({"email": email, "role": role})).await
}

/// The path under `/auth` that a link's page asks.
fn link(invite: &Answer) -> String {
    format!("/auth/invitations/{}", invite.text("link").rsplit_once('/').unwrap().1)
}

#[tokio::test]
async fn somebody_new_accepts_with_an_account_of_their_own() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let made = invite(&workspace, " New@Agency.example ", 15).await.expect(201);
    assert_eq!(made.text("email"), "new@agency.example");
    let link = link(&made);
    let nobody = t.anonymous();
    let offer = nobody.get(&link).await.expect(200);
    assert_eq!(offer.json["workspace"]["slug"], json!(workspace.slug));
    assert_eq!(
        (&offer.json["has_account"], &offer.json["expired"]),
        (&json!(false), &json!(false))
    );
    let accept = format!("{link}/accept");
    let body = |first: &str, password: &str| json!({"first_name": first, "last_name": "N", "password": password});
    nobody.post(&accept, body("", PASSWORD)).await.expect_fault("first_name");
    nobody.post(&accept, body("Nell", "short")).await.expect_fault("password");
    let accepted = nobody.post(&accept, body("Nell", PASSWORD)).await.expect(200);
    let nell = nobody.with_cookie(accepted.header("set-cookie").unwrap());
    assert_eq!(nell.get(&workspace.path).await.expect(200).json["role"], 15);
    nobody.get(&link).await.expect(404);
    nobody.post(&accept, body("Nell", PASSWORD)).await.expect(404);
    let path = format!("{}/invitations", workspace.path);
    assert!(workspace.owner.get(&path).await.expect(200).rows().is_empty());
}

#[tokio::test]
async fn somebody_known_accepts_with_the_invited_address_only() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let ben = t.user().await;
    let cy = t.user().await;
    let made = invite(&workspace, &ben.email, 5).await.expect(201);
    let accept = format!("{}/accept", link(&made));
    assert_eq!(ben.get(&link(&made)).await.expect(200).json["has_account"], true);
    cy.post(&accept, json!(null)).await.expect(403);
    // An account with the address exists: its password is needed, not a new one.
    let account = json!({"first_name": "B", "last_name": "B", "password": PASSWORD});
    t.anonymous().post(&accept, account).await.expect(409);
    t.anonymous().post(&accept, json!(null)).await.expect(401);
    ben.post(&accept, json!(null)).await.expect(200);
    assert_eq!(ben.get(&workspace.path).await.expect(200).json["role"], 5);
    ben.post(&accept, json!(null)).await.expect(404);
}

#[tokio::test]
async fn nobody_invites_above_their_role_and_guests_not_at_all() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let path = format!("{}/invitations", workspace.path);
    let member = t.member(&workspace, Role::Member).await;
    let guest = t.member(&workspace, Role::Guest).await;
    let body = |role: i32| json!({"email": "x@agency.example", "role": role});
    member.post(&path, body(20)).await.expect(400);
    guest.post(&path, body(5)).await.expect(403);
    guest.get(&path).await.expect(403);
    let made = member.post(&path, body(15)).await.expect(201);
    assert!(member.get(&path).await.expect(200).rows()[0].get("link").is_none(), "shown once");
    guest.delete(&format!("{path}/{}", made.id())).await.expect(403);
    for bad in ["", "x", "@x", "a b@c", "a\0@b.c"] {
        member.post(&path, json!({"email": bad, "role": 5})).await.expect_fault("email");
    }
    member.post(&path, json!({"email": "y@agency.example", "role": 6})).await.expect_fault("role");
}

#[tokio::test]
async fn an_address_is_invited_once_and_members_not_at_all() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let first = invite(&workspace, "x@agency.example", 15).await.expect(201);
    let again = invite(&workspace, "X@agency.example", 5).await.expect(409);
    assert_eq!(again.id(), first.id());
    invite(&workspace, &workspace.owner.email, 5).await.expect(409);
    // Another workspace knows nothing of it.
    let elsewhere = t.workspace().await;
    invite(&elsewhere, "x@agency.example", 15).await.expect(201);
}

#[tokio::test]
async fn a_withdrawn_or_old_invitation_lets_nobody_in() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let path = format!("{}/invitations", workspace.path);
    let withdrawn = invite(&workspace, "x@agency.example", 15).await.expect(201);
    let elsewhere = t.workspace().await;
    let foreign = format!("{}/invitations/{}", elsewhere.path, withdrawn.id());
    elsewhere.owner.delete(&foreign).await.expect(404);
    workspace.owner.delete(&format!("{path}/{}", withdrawn.id())).await.expect(204);
    t.anonymous().get(&link(&withdrawn)).await.expect(404);
    let old = invite(&workspace, "x@agency.example", 15).await.expect(201);
    t.advance(Duration::days(8));
    assert_eq!(t.anonymous().get(&link(&old)).await.expect(200).json["expired"], true);
    let account = json!({"first_name": "X", "last_name": "X", "password": PASSWORD});
    t.anonymous().post(&format!("{}/accept", link(&old)), account).await.expect(400);
    t.anonymous().get("/auth/invitations/nonsense").await.expect(404);
}
