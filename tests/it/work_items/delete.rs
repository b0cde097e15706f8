use super::start;
use serde_json::{Value, json};
use treasury_plane::access::Role;

#[tokio::test]
async fn items_below_a_deleted_one_stay() {
    let (t, project, parent) = start().await;
    let child = t.work_item(&project).await;
    project.admin.patch(&child.path, json!({"parent": parent.id})).await.expect(200);
    project.admin.delete(&parent.path).await.expect(204);
    project.admin.get(&parent.path).await.expect(404);
    let child = project.admin.get(&child.path).await.expect(200);
    assert_eq!(child.json["parent"], Value::Null);
}

#[tokio::test]
async fn members_delete_their_own_and_administrators_everything() {
    let (t, project, item) = start().await;
    let member = t.project_member(&project, Role::Member).await;
    member.delete(&item.path).await.expect(403);
    let path = super::items(&project);
    let own = member.post(&path, json!({"name": "mine"})).await.expect(201);
    member.delete(&format!("{path}/{}", own.id())).await.expect(204);
    project.admin.delete(&item.path).await.expect(204);
    project.admin.delete(&item.path).await.expect(404);
}
