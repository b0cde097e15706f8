//! The operations of the document, and a body for each that has one.

use super::world::World;
use poem::http::Method;
use serde_json::{Value, json};
use treasury_plane::http::openapi;

/// An operation of the API.
pub struct Operation {
    pub id: String,
    pub method: Method,
    pub path: String,
}

/// All operations, in the order of their paths.
pub fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&openapi::document()).unwrap();
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
            });
        }
    }
    assert!(found.len() > 80, "the document lists only {} operations", found.len());
    found
}

/// A body that the operation accepts from somebody who may call it. An operation that is not
/// listed fails the test: think about who may call it, then add it.
pub fn body(operation: &str, world: &World) -> Option<Value> {
    if sends_nothing(operation) {
        return None;
    }
    if let Some(body) = trust_body(operation) {
        return Some(body);
    }
    let state = world.id("state_id");
    Some(match operation {
        "create_oidc_provider" => json!({
            "slug": "agency", "name": "Agency", "preset": "generic", "client_auth": "pkce",
            "issuer": "https://127.0.0.1/", "client_id": "plane"
        }),
        "update_oidc_provider" => json!({"enabled": false}),
        // Who are you.
        "sign_in" => json!({"email": "nobody@agency.example", "password": "wrong"}),
        "request_magic_link" | "request_password_reset" => {
            json!({"email": "nobody@agency.example"})
        }
        "redeem_magic_link" => json!({"token": "x"}),
        "update_mail_settings" => json!({"from_name": "Plane"}),
        "test_mail" => json!({"to": "nobody@agency.example"}),
        "unsubscribe" => json!({"token": "x"}),
        "accept_notice" => json!({"version": "another"}),
        "update_authentication" => json!({"session_idle_minutes": 20}),
        "test_authentication" => json!({"method": "password"}),
        "use_password_link" => json!({"password": "tall-river-copper-41"}),
        "accept_invitation" => {
            json!({"first_name": "A", "last_name": "B", "password": "tall-river-copper-41"})
        }
        "set_up_instance" => json!({
            "token": "x", "first_name": "A", "last_name": "B",
            "email": "a@agency.example", "password": "tall-river-copper-41"
        }),
        "update_me" => json!({"first_name": "Ada"}),
        "change_my_password" => {
            json!({"old_password": "wrong", "new_password": "wide-lake-silver-72"})
        }
        "update_notification_preferences" => json!({"comment": true}),
        "create_my_api_token" => json!({"label": "script"}),
        // The instance.
        "update_instance" => json!({"name": "Agency"}),
        "retry_dead_jobs" => json!({"name": "purge_cache"}),
        "create_instance_user" => {
            json!({"email": format!("n{}@agency.example", world.colleague), "first_name": "N", "last_name": "N"})
        }
        "update_instance_user" => json!({"is_active": true}),
        "create_workspace" | "create_instance_workspace" => {
            json!({"name": "New", "slug": format!("new-{}", &world.project.id.to_string()[24..])})
        }
        // Workspaces.
        "update_workspace" => json!({"name": "Renamed"}),
        "update_workspace_member" | "update_project_member" => json!({"role": 5}),
        "create_invitation" => json!({"email": "invited@agency.example", "role": 5}),
        "create_asset" => {
            json!({"name": "c.png", "size": 10, "type": "image/png", "project_id": world.project.id, "entity_type": "ISSUE_DESCRIPTION"})
        }
        "confirm_asset" | "confirm_attachment" => json!({"is_uploaded": true}),
        // Projects.
        "create_project" => json!({"name": "Fresh", "identifier": "FRESH"}),
        "update_project" => json!({"description": "Changed"}),
        "add_project_member" => json!({"member": world.colleague, "role": 5}),
        "publish_project" | "update_publication" => json!({"view_props": {"list": true}}),
        "create_label" | "update_label" => json!({"name": "renamed", "color": "#0000ff"}),
        "create_state" => json!({"name": "Blocked", "color": "#0000ff", "group": "started"}),
        "update_state" => json!({"name": "Renamed"}),
        // Work items.
        "create_work_item" => json!({"name": "New"}),
        "update_work_item" => json!({"state": state}),
        // An address that is public and needs no look-up; nothing is sent here.
        "create_webhook" | "update_webhook" => json!({"url": "https://1.1.1.1/another"}),
        "create_attachment" => json!({"name": "c.txt", "size": 3, "type": "text/plain"}),
        "update_notification" => json!({"snoozed_till": null}),
        "mark_all_notifications_read" => json!({}),
        "create_comment" | "update_comment" => json!({"comment_html": "<p>Changed</p>"}),
        other => panic!("{other} is not in the access matrix: add it to tests/it/access"),
    })
}

fn sends_nothing(operation: &str) -> bool {
    let starts = ["get_", "list_", "delete_", "download_"];
    starts.iter().any(|start| operation.starts_with(start))
        || matches!(
            operation,
            "upload_file"
                | "search_work_items"
                | "subscribe_to_work_item"
                | "mark_notification_read"
                | "mark_notification_unread"
                | "archive_notification"
                | "restore_notification"
                | "end_my_other_sessions"
                | "end_my_session"
                | "restore_project"
                | "remove_project_member"
                | "remove_workspace_member"
                | "revoke_my_api_token"
                | "sign_out"
                | "unpublish_project"
                | "withdraw_invitation"
                | "archive_project"
                | "join_project"
                | "leave_project"
                | "leave_workspace"
                | "create_reset_link"
                | "verify_audit_log"
                | "refresh_crl_source"
                | "test_oidc_provider"
                | "rotate_oidc_provider_key"
                | "extend_session"
                | "use_break_glass_link"
                | "block_my_card"
                | "approve_instance_user"
                | "sign_out_instance_user"
                | "block_user_card"
                | "unblock_user_card"
                | "retry_job"
                | "run_schedule"
                | "regenerate_webhook_secret"
                | "test_webhook"
                | "redeliver_webhook_delivery"
        )
}

/// What card sign-in trusts.
fn trust_body(operation: &str) -> Option<Value> {
    let root = || crate::trust::text(crate::trust::ROOT);
    Some(match operation {
        "inspect_trust_bundle" | "create_trust_certificates" => json!({"bundle": root()}),
        "create_trust_anchor" => json!({"certificate": root(), "trust_domain": "gsa"}),
        "update_trust_anchor" => json!({"enabled": false}),
        // Not a list, so whoever may send one is told so.
        "create_crl" => json!({}),
        "create_crl_source" => json!({"url": "http://crl.agency.example/ca.crl"}),
        "preview_certificate" => json!({"certificate": root()}),
        _ => return None,
    })
}
