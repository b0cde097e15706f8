//! The table of rules, and who must not be told.

use super::{comment, create, heard, inbox, mails, mention, pass};
use crate::support::{Caller, Project, TestApp};
use serde_json::{Value, json};
use treasury_plane::{
    access::Role,
    db::Context,
    events::{self, Change, NewEvent, Verb},
};
use uuid::Uuid;

/// A project, somebody who works on an item of its administrator, and the item.
async fn start() -> (TestApp, Project, Caller, String) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    let body = json!({"name": "First", "assignees": [worker.id.to_string()]});
    let item = create(&project.admin, &project, body).await;
    pass(&t).await;
    (t, project, worker, item)
}

#[tokio::test]
async fn changed_fields_are_told_as_the_table_says() {
    let (t, project, worker, item) = start().await;
    assert_eq!(heard(&worker, &project).await, ["created the work item"]);
    let label = json!({"name": "bug", "color": "#ff0000"});
    let label = project.admin.post(&format!("{}/labels", project.path), label).await.id();
    let parent = create(&project.admin, &project, json!({"name": "Above"})).await;
    let parent = parent.rsplit('/').next().unwrap();
    let states = project.admin.get(&format!("{}/states", project.path)).await;
    let state = |group: &str| {
        let rows = states.rows().iter();
        rows.filter(|row| row["group"] == group).map(|row| row["id"].clone()).next().unwrap()
    };
    let table: [(Value, &str, &str); 13] = [
        (json!({"name": "Second"}), "set the title to Second", "property_change"),
        (json!({"priority": "high"}), "set the priority to high", "property_change"),
        (json!({"state": state("started")}), "set the state to In Progress", "state_change"),
        (json!({"state": state("completed")}), "set the state to Done", "issue_completed"),
        (json!({"target_date": "2026-09-01"}), "set the due date to 2026-09-01", "property_change"),
        (json!({"target_date": null}), "removed the due date", "property_change"),
        (
            json!({"start_date": "2026-08-01"}),
            "set the start date to 2026-08-01",
            "property_change",
        ),
        (json!({"labels": [label]}), "added the label bug", "property_change"),
        (json!({"labels": []}), "removed the label bug", "property_change"),
        (json!({"parent": parent}), "set the parent to Above", "property_change"),
        (json!({"point": 3}), "set the point to 3", "property_change"),
        (json!({"properties": {"risk": "9"}}), "set the risk to 9", "property_change"),
        (json!({"description_html": "<p>Long</p>"}), "", ""),
    ];
    for (patch, title, mail) in table {
        let (before, mails_before) = (heard(&worker, &project).await, mails(&t, &worker).await);
        project.admin.patch(&item, patch.clone()).await.expect(200);
        pass(&t).await;
        let new = heard(&worker, &project).await.split_off(before.len());
        let new_mails = mails(&t, &worker).await.split_off(mails_before.len());
        match title {
            "" => assert!(new.is_empty() && new_mails.is_empty(), "{patch}: {new:?}"),
            title => assert_eq!((new, new_mails), (vec![title.to_owned()], vec![mail.to_owned()])),
        }
    }
    // Who did it all is told of nothing.
    assert!(heard(&project.admin, &project).await.is_empty());
    project.admin.delete(&item).await.expect(204);
    pass(&t).await;
    assert!(heard(&worker, &project).await.is_empty(), "the item is gone");
}

#[tokio::test]
async fn comments_and_attachments_are_told() {
    let (t, project, worker, item) = start().await;
    let id = comment(&project.admin, &item, "<p>Look at this</p>").await;
    pass(&t).await;
    let row = inbox(&worker, &project).await.rows()[0].clone();
    assert_eq!(row["message_stripped"], "Look at this");
    assert_eq!(row["data"]["issue_activity"]["field"], "comment");
    assert_eq!(row["data"]["issue"]["name"], "First");
    let path = format!("{item}/comments/{id}");
    project.admin.patch(&path, json!({"comment_html": "<p>Better</p>"})).await.expect(200);
    pass(&t).await;
    attachment(&t, &project, &item).await;
    pass(&t).await;
    let told = ["created the work item", "commented", "edited a comment", "added an attachment"];
    assert_eq!(heard(&worker, &project).await, told);
    let kinds = ["property_change", "comment", "comment", "property_change"];
    assert_eq!(mails(&t, &worker).await, kinds);
    // What was said goes with the comment.
    project.admin.delete(&path).await.expect(204);
    pass(&t).await;
    let rows = inbox(&worker, &project).await;
    assert_eq!(rows.rows().len(), told.len());
    assert!(rows.rows().iter().all(|row| row["message_stripped"] == ""));
    assert!(!rows.json.to_string().contains("Look at this"));
}

async fn attachment(t: &TestApp, project: &Project, item: &str) {
    let id = Uuid::new_v4();
    let event = NewEvent {
        workspace_id: project.workspace.id,
        project_id: Some(project.id),
        work_item_id: item.rsplit('/').next().unwrap().parse().ok(),
        actor_id: Some(project.admin.id),
        entity: "attachment",
        entity_id: id,
        verb: Verb::Created,
        changes: vec![Change { new_id: Some(id), ..Change::value("attachment", None, None) }],
    };
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    events::record(&tx, event, t.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_sender_says_what_one_is_to_the_item() {
    let (t, project, worker, item) = start().await;
    let fan = t.project_member(&project, Role::Member).await;
    let answer = fan.post(&format!("{item}/subscribe"), json!({})).await.expect(200);
    assert_eq!(answer.json, json!({"subscribed": true}));
    let other = t.project_member(&project, Role::Member).await;
    t.advance(chrono::Duration::seconds(1));
    other.patch(&item, json!({"priority": "low"})).await.expect(200);
    pass(&t).await;
    for (person, sender) in
        [(&project.admin, "created"), (&worker, "assigned"), (&fan, "subscribed")]
    {
        let rows = inbox(person, &project).await;
        assert_eq!(rows.rows()[0]["sender"], format!("in_app:issue_activities:{sender}"));
    }
    // Whoever changes an item follows it from then on; who no longer follows is left alone.
    fan.delete(&format!("{item}/subscribe")).await.expect(200);
    comment(&worker, &item, "<p>Why?</p>").await;
    pass(&t).await;
    assert_eq!(heard(&other, &project).await, ["commented"]);
    assert_eq!(heard(&fan, &project).await.len(), 1);
    let people = worker.get(&format!("{item}/subscribers")).await.expect(200);
    let ids: Vec<_> = people.rows().iter().map(|row| row["subscriber"]["id"].clone()).collect();
    assert_eq!(ids.len(), 3);
    assert!(!ids.contains(&json!(fan.id)));
}

#[tokio::test]
async fn a_mention_wins_and_is_told_once() {
    let (t, project, worker, item) = start().await;
    let stranger = t.member(&project.workspace, Role::Member).await;
    let named = t.project_member(&project, Role::Member).await;
    let text = format!("{}{}{}", mention(worker.id), mention(named.id), mention(stranger.id));
    let id = comment(&project.admin, &item, &text).await;
    pass(&t).await;
    assert_eq!(heard(&worker, &project).await, ["created the work item", "mentioned you"]);
    assert_eq!(heard(&named, &project).await, ["mentioned you"]);
    assert_eq!(mails(&t, &named).await, ["mention"]);
    assert_eq!(inbox(&named, &project).await.rows()[0]["is_mentioned_notification"], true);
    // The same text again names nobody anew; to those who follow it is an edited comment.
    let path = format!("{item}/comments/{id}");
    project
        .admin
        .patch(&path, json!({"comment_html": format!("{text}<p>x</p>")}))
        .await
        .expect(200);
    pass(&t).await;
    assert_eq!(heard(&named, &project).await, ["mentioned you", "edited a comment"]);
    let html = mention(named.id);
    project.admin.patch(&item, json!({"description_html": html})).await.expect(200);
    pass(&t).await;
    assert_eq!(heard(&named, &project).await.len(), 3);
    let none = project.admin.get(&format!("{}/users/notifications", project.workspace.path)).await;
    assert!(none.rows().is_empty());
    t.join_project(&project, &stranger, Role::Member).await;
    assert!(heard(&stranger, &project).await.is_empty());
    // The feed does not show what only readers of the log need.
    let feed = project.admin.get(&format!("{item}/activities")).await.expect(200);
    assert!(feed.rows().iter().all(|row| row["field"] != "mentions"));
}

#[tokio::test]
async fn nobody_is_told_of_what_they_may_not_see() {
    let (t, project, worker, item) = start().await;
    let guest = t.project_member(&project, Role::Guest).await;
    let left = t.project_member(&project, Role::Member).await;
    left.post(&format!("{item}/subscribe"), json!({})).await.expect(200);
    t.advance(chrono::Duration::seconds(1));
    comment(&project.admin, &item, &mention(guest.id)).await;
    pass(&t).await;
    assert!(heard(&guest, &project).await.is_empty(), "guests see only their own items");
    assert!(mails(&t, &guest).await.is_empty());
    assert_eq!(heard(&left, &project).await, ["commented"]);
    left.post(&format!("{}/leave", project.path), json!({})).await;
    let path = format!("{}/members", project.path);
    let members = project.admin.get(&path).await.expect(200);
    let mut rows = members.rows().iter();
    if let Some(row) = rows.find(|row| row["id"] == json!(left.id)) {
        let id = row["membership_id"].as_str().unwrap();
        project.admin.delete(&format!("{path}/{id}")).await.expect(204);
    }
    comment(&project.admin, &item, "<p>Secret</p>").await;
    pass(&t).await;
    assert!(heard(&left, &project).await.is_empty(), "what they heard before is out of sight too");
    assert_eq!(mails(&t, &left).await, ["comment"]);
    // Shown everything, the guest is told.
    t.show_guests_everything(&project).await;
    comment(&worker, &item, "<p>For all</p>").await;
    pass(&t).await;
    assert_eq!(heard(&guest, &project).await, ["commented"]);
}

#[tokio::test]
async fn preferences_decide_about_mails_only() {
    let (t, project, worker, item) = start().await;
    let path = "/api/v1/users/me/notification-preferences";
    let set = async |body: Value| worker.patch(path, body).await.expect(200);
    set(json!({"comment": false})).await;
    comment(&project.admin, &item, "<p>a</p>").await;
    pass(&t).await;
    assert_eq!(mails(&t, &worker).await, ["property_change"]);
    set(json!({"comment": true, "email_digest": "off"})).await;
    comment(&project.admin, &item, "<p>b</p>").await;
    pass(&t).await;
    assert_eq!(mails(&t, &worker).await, ["property_change"]);
    set(json!({"email_digest": "daily", "quiet_from": "21:30"})).await;
    comment(&project.admin, &item, "<p>c</p>").await;
    pass(&t).await;
    assert_eq!(mails(&t, &worker).await, ["property_change", "comment"]);
    assert_eq!(heard(&worker, &project).await.len(), 4);
    let now = worker.get(path).await.expect(200);
    assert_eq!((now.text("email_digest"), now.text("quiet_from")), ("daily", "21:30"));
    worker.patch(path, json!({"email_digest": "hourly"})).await.expect_fault("email_digest");
    worker.patch(path, json!({"quiet_until": "25:00"})).await.expect_fault("quiet_until");
}
