use super::{items, start};
use crate::support::{Item, Project, TestApp};
use sea_orm::ActiveValue::Set;
use serde_json::json;

async fn order(project: &Project) -> Vec<i64> {
    let path = format!("{}?order_by=sort_order", items(project));
    let answer = project.admin.get(&path).await.expect(200);
    answer.rows().iter().map(|row| row["sequence_id"].as_i64().unwrap()).collect()
}

async fn four() -> (TestApp, Project, Vec<Item>) {
    let (t, project, first) = start().await;
    let mut all = vec![first];
    for _ in 0..3 {
        all.push(t.work_item(&project).await);
    }
    (t, project, all)
}

#[tokio::test]
async fn an_item_goes_between_its_new_neighbours() {
    let (_t, project, all) = four().await;
    let body = json!({"move": {"after": all[0].id, "before": all[1].id}});
    project.admin.patch(&all[3].path, body).await.expect(200);
    assert_eq!(order(&project).await, [1, 4, 2, 3]);
    let body = json!({"move": {"before": all[0].id}});
    project.admin.patch(&all[1].path, body).await.expect(200);
    assert_eq!(order(&project).await, [2, 1, 4, 3]);
    let body = json!({"move": {"after": all[3].id}});
    project.admin.patch(&all[1].path, body).await.expect(200);
    assert_eq!(order(&project).await, [1, 4, 2, 3]);
}

#[tokio::test]
async fn a_stale_pair_of_neighbours_still_has_an_answer() {
    let (_t, project, all) = four().await;
    let body = json!({"move": {"after": all[2].id, "before": all[0].id}});
    project.admin.patch(&all[3].path, body).await.expect(200);
    assert_eq!(order(&project).await, [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_project_without_room_between_items_is_spread_out() {
    let (t, project, first) = start().await;
    let close = t.work_item_with(&project, |row| row.sort_order = Set(1000.0_f64.next_up())).await;
    let third = t.work_item(&project).await;
    let body = json!({"move": {"after": first.id, "before": close.id}});
    project.admin.patch(&third.path, body).await.expect(200);
    assert_eq!(order(&project).await, [1, 3, 2]);
}

#[tokio::test]
async fn a_place_alone_is_not_in_the_feed() {
    let (_t, project, all) = four().await;
    let body = json!({"move": {"after": all[0].id}});
    project.admin.patch(&all[3].path, body).await.expect(200);
    assert!(super::feed(&project, &all[3].path).await.is_empty());
}
