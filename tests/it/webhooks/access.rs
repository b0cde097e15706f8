//! Who may do what, and whose webhooks they are.

use super::stage::Stage;
use poem::http::Method;
use serde_json::json;
use treasury_plane::access::Role;

#[tokio::test]
async fn only_administrators_of_the_workspace_manage_webhooks() {
    let s = Stage::new().await;
    let hook = s.hook("/in").await;
    s.create_item("One").await;
    s.settle().await;
    let delivery = s.deliveries(&hook).await[0].id;
    let outsider = s.t.project().await.admin;
    let paths = [
        (Method::GET, s.path.clone()),
        (Method::POST, s.path.clone()),
        (Method::GET, hook.path.clone()),
        (Method::PATCH, hook.path.clone()),
        (Method::DELETE, hook.path.clone()),
        (Method::POST, format!("{}/regenerate", hook.path)),
        (Method::POST, format!("{}/test", hook.path)),
        (Method::GET, format!("{}/deliveries", hook.path)),
        (Method::GET, format!("{}/deliveries/{delivery}", hook.path)),
        (Method::POST, format!("{}/deliveries/{delivery}/redeliver", hook.path)),
        (Method::GET, format!("{}/webhook-logs/{}", s.project.workspace.path, hook.id)),
    ];
    for role in [Role::Member, Role::Guest] {
        let person = s.t.project_member(&s.project, role).await;
        for (method, path) in &paths {
            let body = (*method != Method::GET).then(|| json!({"url": s.url("/evil")}));
            let status = person.send(method.clone(), path, body).await.status;
            assert_eq!(status, 403, "{role:?} {method} {path}");
        }
    }
    for (method, path) in &paths {
        let body = (*method != Method::GET).then(|| json!({"url": s.url("/evil")}));
        let status = outsider.send(method.clone(), path, body).await.status;
        assert_eq!(status, 404, "{method} {path}");
    }
    assert_eq!(s.deliveries(&hook).await.len(), 1);
    assert_eq!(s.project.admin.get(&s.path).await.expect(200).rows().len(), 1);
}

#[tokio::test]
async fn ids_of_other_workspaces_and_webhooks_lead_nowhere() {
    let s = Stage::new().await;
    let hook = s.hook("/in").await;
    s.create_item("One").await;
    s.settle().await;
    let delivery = s.deliveries(&hook).await[0].id;
    let theirs = s.t.project().await;
    let base = &theirs.workspace.path;
    for (method, path) in [
        (Method::GET, format!("{base}/webhooks/{}", hook.id)),
        (Method::PATCH, format!("{base}/webhooks/{}", hook.id)),
        (Method::DELETE, format!("{base}/webhooks/{}", hook.id)),
        (Method::POST, format!("{base}/webhooks/{}/test", hook.id)),
        (Method::POST, format!("{base}/webhooks/{}/regenerate", hook.id)),
        (Method::GET, format!("{base}/webhooks/{}/deliveries/{delivery}", hook.id)),
        (Method::GET, format!("{base}/webhook-logs/{}", hook.id)),
    ] {
        let body = (method != Method::GET).then(|| json!({"is_active": false}));
        theirs.admin.send(method, &path, body).await.expect(404);
    }
    // A delivery of another webhook of the same workspace.
    let other = s.hook("/other").await;
    let admin = &s.project.admin;
    admin.get(&format!("{}/deliveries/{delivery}", other.path)).await.expect(404);
    admin
        .post(&format!("{}/deliveries/{delivery}/redeliver", other.path), json!({}))
        .await
        .expect(404);
}
