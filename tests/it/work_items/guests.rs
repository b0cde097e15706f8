//! Guests see and change what they created, and everything where the project says so.

use super::{items, start};
use crate::support::Caller;
use sea_orm::ActiveValue::Set;
use serde_json::json;
use treasury_plane::access::Role;

async fn seen(guest: &Caller, path: &str) -> u64 {
    let page = guest.get(path).await.expect(200);
    assert_eq!(page.json["total_count"], page.rows().len());
    page.json["total_count"].as_u64().unwrap()
}

#[tokio::test]
async fn guests_see_their_own_items_everywhere() {
    let (t, project, others) = start().await;
    let guest = t.project_member(&project, Role::Guest).await;
    let own = t.work_item_with(&project, |row| row.created_by = Set(Some(guest.id))).await;
    assert_eq!(seen(&guest, &items(&project)).await, 1);
    guest.get(&own.path).await.expect(200);
    guest.get(&others.path).await.expect(404);
    let snapshot = guest.get(&format!("{}/snapshot", project.path)).await.expect(200);
    assert_eq!(snapshot.json["items"].as_array().unwrap().len(), 1);
    assert_eq!(snapshot.json["can_edit"], false);
    let search = format!("{}/work-items/search?search=Item", project.workspace.path);
    let found = guest.get(&search).await.expect(200);
    assert_eq!(found.json["issues"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn guests_change_their_own_items_only() {
    let (t, project, others) = start().await;
    let guest = t.project_member(&project, Role::Guest).await;
    let own = t.work_item_with(&project, |row| row.created_by = Set(Some(guest.id))).await;
    guest.patch(&own.path, json!({"name": "Clearer"})).await.expect(200);
    guest.patch(&others.path, json!({"name": "x"})).await.expect(404);
    t.show_guests_everything(&project).await;
    assert_eq!(seen(&guest, &items(&project)).await, 2);
    guest.get(&others.path).await.expect(200);
    guest.patch(&others.path, json!({"name": "x"})).await.expect(403);
}
