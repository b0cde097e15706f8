//! Which function hashed a password, and moving from one to the other.

use crate::support::{Answer, Caller, PASSWORD, TestApp};
use entity::credential;
use sea_orm::EntityTrait;
use serde_json::json;
use treasury_plane::{auth::sign_in, config::PasswordHash, crypto::IS_FIPS_BUILD, db::Context};

/// [`PASSWORD`] and one that is too short for PBKDF2, hashed by argon2id.
const OLD: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$\
    hPhNUUq9BXv6zVeG13o14AbKoS12r0T+M5cjr71Thy0";
const SHORT: &str = "zQ7#vLp2!xKd9";
const OLD_SHORT: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$\
    /ruJL7NYaX0SuNYTuFIdNqsvozlXuFND0mHlqAztC0s";

async fn ready() -> (TestApp, Caller) {
    let t = TestApp::with(|config| config.crypto.password_hash = PasswordHash::Pbkdf2).await;
    let ana = t.user().await;
    (t, ana)
}

async fn store(t: &TestApp, person: &Caller, hash: &str) {
    let tx = t.app.db.begin(Context::user(person.id)).await.unwrap();
    sign_in::store_password(&t.app, &tx, person.id, hash.to_owned()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn stored(t: &TestApp, person: &Caller) -> String {
    let tx = t.app.db.begin(Context::user(person.id)).await.unwrap();
    let row = credential::Entity::find_by_id(person.id).one(&*tx).await.unwrap().unwrap();
    tx.end().await.unwrap();
    row.password_hash
}

async fn sign_in(t: &TestApp, person: &Caller, password: &str) -> Answer {
    let body = json!({"email": person.email, "password": password});
    t.anonymous().post("/auth/sign-in", body).await
}

#[tokio::test]
async fn an_old_hash_is_replaced_when_its_owner_signs_in() {
    let (t, ana) = ready().await;
    store(&t, &ana, OLD).await;
    sign_in(&t, &ana, "wrong-password-entirely").await.expect(401);
    assert_eq!(stored(&t, &ana).await, OLD);
    if IS_FIPS_BUILD {
        // What is not approved verifies nothing, and looks like any wrong password.
        sign_in(&t, &ana, PASSWORD).await.expect(401);
        assert_eq!(stored(&t, &ana).await, OLD);
        return;
    }
    sign_in(&t, &ana, PASSWORD).await.expect(200);
    let new = stored(&t, &ana).await;
    assert!(new.starts_with("$pbkdf2-sha512$i=210000,"), "{new}");
    sign_in(&t, &ana, PASSWORD).await.expect(200);
    assert_eq!(stored(&t, &ana).await, new);
    sign_in(&t, &ana, "wrong-password-entirely").await.expect(401);
}

#[tokio::test]
async fn a_password_that_pbkdf2_does_not_take_keeps_its_hash() {
    let (t, ana) = ready().await;
    store(&t, &ana, OLD_SHORT).await;
    let expected = if IS_FIPS_BUILD { 401 } else { 200 };
    sign_in(&t, &ana, SHORT).await.expect(expected);
    assert_eq!(stored(&t, &ana).await, OLD_SHORT);
}

#[tokio::test]
async fn new_passwords_are_hashed_as_the_settings_say() {
    for setting in [PasswordHash::Auto, PasswordHash::Pbkdf2] {
        let t = TestApp::with(|config| config.crypto.password_hash = setting).await;
        let ana = t.user().await;
        t.set_password(&ana).await;
        let path = "/api/v1/users/me/password";
        let body = |new: &str| json!({"old_password": PASSWORD, "new_password": new});
        let is_pbkdf2 = IS_FIPS_BUILD || setting == PasswordHash::Pbkdf2;
        if is_pbkdf2 {
            ana.post(path, body(SHORT)).await.expect_fault("new_password");
        }
        let new = if is_pbkdf2 { "seven-lamps-under-bridge-9" } else { SHORT };
        ana.post(path, body(new)).await.expect(204);
        assert_eq!(stored(&t, &ana).await.starts_with("$pbkdf2-sha512$"), is_pbkdf2);
        sign_in(&t, &ana, new).await.expect(200);
    }
}
