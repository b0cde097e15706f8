//! What card sign-in trusts. `data/` has test cards of the GSA (CC0, icam-card-builder) as DER, with
//! their authorities and lists; what must be signed anew is forged in `forge`.

mod forge;
mod ocsp;
mod preview;
mod proof;
mod refresh;
mod sessions;
mod store;

use crate::support::{Answer, Caller, TestApp};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Duration;
use poem::http::Method;
use serde_json::{Value, json};

pub const ROOT: &[u8] = include_bytes!("data/root.der");
pub const ROOT_CRL: &[u8] = include_bytes!("data/root.crl");
pub const AUTHORITY_1: &[u8] = include_bytes!("data/authority_1.der");
pub const AUTHORITY_1_CRL: &[u8] = include_bytes!("data/authority_1.crl");
pub const AUTHORITY_1_OLD_CRL: &[u8] = include_bytes!("data/authority_1_old.crl");
pub const AUTHORITY_3_CRL: &[u8] = include_bytes!("data/authority_3.crl");
pub const AUTHORITIES: &[u8] = include_bytes!("data/authorities.p7b");
pub const AUTHENTICATION: &[u8] = include_bytes!("data/authentication.der");
pub const SIGNATURE: &[u8] = include_bytes!("data/signature.der");

pub const TRUST: &str = "/api/v1/instance/trust";

/// What requests carry in place of bytes.
pub fn text(der: &[u8]) -> String {
    STANDARD.encode(der)
}

/// The GSA's test policies for PIV authentication, in their own arc.
const POLICIES: [&str; 1] = ["2.16.840.1.101.3.2.1.48.11"];

/// An application at the time for which the GSA's cards are judged.
async fn at_the_time_of_the_cards() -> TestApp {
    let t = TestApp::new().await;
    t.advance("2025-01-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() - t.now());
    t
}

/// Makes the DER an anchor.
async fn anchor(admin: &Caller, der: &[u8], domain: &str, more: Value) -> Answer {
    let mut body = json!({"certificate": text(der), "trust_domain": domain});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    admin.post(&format!("{TRUST}/anchors"), body).await
}

/// Sends a list as it is.
async fn send_list(admin: &Caller, list: &[u8]) -> Answer {
    let request = admin
        .request(Method::POST, &format!("{TRUST}/crls"))
        .content_type("application/pkix-crl")
        .header("content-length", list.len())
        .body(list.to_vec());
    admin.call(request).await
}

/// The GSA's root, its two authorities and all lists.
async fn trust_the_cards(admin: &Caller) -> Answer {
    let made = anchor(admin, ROOT, "gsa", json!({"policies": POLICIES})).await.expect(201);
    let body = json!({"bundle": text(AUTHORITIES)});
    admin.post(&format!("{TRUST}/certificates"), body).await.expect(201);
    for list in [ROOT_CRL, AUTHORITY_1_CRL, AUTHORITY_3_CRL] {
        send_list(admin, list).await.expect(201);
    }
    made
}

async fn preview(admin: &Caller, der: &[u8]) -> Answer {
    let body = json!({"certificate": text(der)});
    admin.post("/api/v1/instance/authentication/preview-certificate", body).await
}

/// What the audit log has of an action: its details, oldest first.
async fn audited(t: &TestApp, action: &str) -> Vec<Value> {
    sqlx::query_scalar("SELECT detail || jsonb_build_object('reason', reason) FROM audit_log WHERE action = $1 ORDER BY id")
        .bind(action)
        .fetch_all(t.app.db.pool())
        .await
        .unwrap()
}

fn days(days: i64) -> Duration {
    Duration::days(days)
}
