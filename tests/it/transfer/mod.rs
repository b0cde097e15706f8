//! CSV import and the demonstration workspace, on a real database.

use crate::support::{Project, TestApp};
use serde_json::json;
use treasury_plane::transfer::{
    import::{self, Options},
    insert::Place,
    report::Report,
    seed, target,
};

const FILE: &str = "\
external_id,pull_request,title,description,label,module,assignee,created_at
A-1,11,First,Some **bold** text,Bug,Sign-in,jane.doe,2016-01-25T17:40:59-05:00
A-2,,Second,,Bug,,jane.doe,2017-02-01T13:49:58-05:00
A-3,,<b>Third</b>,<script>alert(1)</script>,Sign-in,Sign-in,,2018-04-05T19:27:57-07:00
";

fn options() -> Options {
    Options { source: "csv".to_owned(), wishes: vec![], skip_unknown_assignees: false, batch: 2 }
}

async fn import_with(t: &TestApp, project: &Project, file: &[u8], options: Options) -> Report {
    let to = Place {
        workspace_id: project.workspace.id,
        project_id: project.id,
        actor_id: project.admin.id,
    };
    import::run(&t.app, (to, &project.workspace.slug), &options, file, |_| {}).await.unwrap()
}

async fn import(t: &TestApp, project: &Project, file: &[u8]) -> Report {
    import_with(t, project, file, options()).await
}

async fn start() -> (TestApp, Project) {
    let t = TestApp::new().await;
    let project = t.project().await;
    (t, project)
}

fn items(project: &Project) -> String {
    format!("{}/work-items?order_by=sequence_id", project.path)
}

#[tokio::test]
async fn rows_become_items_with_all_they_carry() {
    let (t, project) = start().await;
    let report = import(&t, &project, FILE.as_bytes()).await;
    assert_eq!((report.created, report.labels, report.people), (3, 2, 1));
    assert_eq!(report.rejected, []);
    let page = project.admin.get(&items(&project)).await.expect(200);
    let first = &page.rows()[0];
    assert_eq!(first["created_at"], "2016-01-25T22:40:59Z");
    assert_eq!(first["description_html"], "<p>Some <strong>bold</strong> text</p>");
    assert_eq!(first["properties"], json!({"pull_request": "11", "module": "Sign-in"}));
    assert_eq!((&first["external_source"], &first["external_id"]), (&json!("csv"), &json!("A-1")));
    assert_eq!(first["labels"].as_array().unwrap().len(), 2);
    let third = &page.rows()[2];
    assert_eq!(third["name"], "<b>Third</b>");
    assert!(third["description_html"].as_str().unwrap().contains("&lt;script&gt;"));
    assert_eq!(third["labels"].as_array().unwrap().len(), 1);
    let orders: Vec<f64> =
        page.rows().iter().map(|row| row["sort_order"].as_f64().unwrap()).collect();
    assert!(orders.is_sorted_by(|a, b| a < b), "{orders:?}");
    assert_eq!(page.json["total_count"], 3);
    let path = format!("{}/work-items/{}/activities", project.path, first["id"].as_str().unwrap());
    assert_eq!(project.admin.get(&path).await.expect(200).column("verb"), ["created"]);
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_does_not_bring_back_what_was_deleted() {
    let (t, project) = start().await;
    import(&t, &project, FILE.as_bytes()).await;
    let before = project.admin.get(&items(&project)).await.expect(200);
    let report = import(&t, &project, FILE.as_bytes()).await;
    assert_eq!((report.created, report.unchanged), (0, 3));
    assert_eq!((report.labels, report.people), (0, 0));
    let after = project.admin.get(&items(&project)).await.expect(200);
    assert_eq!(before.json, after.json);

    let first = before.column("id")[0].to_owned();
    project.admin.delete(&format!("{}/work-items/{first}", project.path)).await.expect(204);
    let more = format!("{FILE}A-4,,Fourth,,,,,\n");
    let report = import(&t, &project, more.as_bytes()).await;
    assert_eq!((report.created, report.unchanged), (1, 3));
    let names = project.admin.get(&items(&project)).await.expect(200);
    assert_eq!(names.column("name"), ["Second", "<b>Third</b>", "Fourth"]);
    assert_eq!(names.rows()[2]["sequence_id"], 4);
}

#[tokio::test]
async fn people_who_are_not_known_get_no_access() {
    let (t, project) = start().await;
    import(&t, &project, FILE.as_bytes()).await;
    let active = project.admin.get(&format!("{}/members", project.path)).await.expect(200);
    assert_eq!(active.rows().len(), 1);
    let snapshot = project.admin.get(&format!("{}/snapshot", project.path)).await.expect(200);
    let members = snapshot.json["members"].as_array().unwrap();
    let jane = members.iter().find(|person| person["first_name"] == "jane.doe").unwrap();
    assert_eq!(jane["is_active"], false);

    let other = t.project_in(&project.workspace).await;
    let skip = Options { skip_unknown_assignees: true, ..options() };
    let file = b"id,title,assignee\n1,One,somebody new\n2,Two,jane.doe\n";
    let report = import_with(&t, &other, file, skip).await;
    assert_eq!((report.created, report.people, report.skipped_assignees), (2, 0, 1));
}

#[tokio::test]
async fn bad_rows_are_reported_and_the_others_are_in() {
    let (t, project) = start().await;
    let mut file =
        b"\xef\xbb\xbfid,title,description\n1,fine,x\n2,ragged\n3,caf\xe9,x\n4,nul\0,x\n5,big,"
            .to_vec();
    file.extend(vec![b'x'; 1_100_000]);
    file.extend_from_slice(b"\n6,,x\n1,again,x\n7,\"two\nlines\",x\n");
    let report = import(&t, &project, &file).await;
    let lines: Vec<u64> = report.rejected.iter().map(|remark| remark.line).collect();
    assert_eq!((report.created, lines), (2, vec![3, 4, 5, 6, 7, 8]));
    let page = project.admin.get(&items(&project)).await.expect(200);
    assert_eq!(page.column("name"), ["fine", "two lines"]);
}

#[tokio::test]
async fn imports_and_people_can_work_at_the_same_time() {
    let (t, project) = start().await;
    let rows: String = (0..200).map(|n| format!("{n},Row {n},Label {}\n", n % 7)).collect();
    let file = format!("id,title,label\n{rows}");
    let create = async {
        for n in 0..20 {
            let body = json!({"name": format!("By hand {n}")});
            project.admin.post(&format!("{}/work-items", project.path), body).await.expect(201);
        }
    };
    let many = Options { batch: 20, ..options() };
    let (one, two, ()) = tokio::join!(
        import_with(&t, &project, file.as_bytes(), many.clone()),
        import_with(&t, &project, file.as_bytes(), many),
        create
    );
    assert_eq!((one.created + two.created, one.unchanged + two.unchanged), (200, 200));
    let page = project.admin.get(&format!("{}&per_page=1000", items(&project))).await.expect(200);
    let numbers: Vec<i64> =
        page.rows().iter().map(|row| row["sequence_id"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=220).collect::<Vec<_>>());
}

#[tokio::test]
async fn places_are_found_by_name_and_made_when_asked() {
    let (t, project) = start().await;
    let slug = project.workspace.slug.as_str();
    let lower = project.identifier.to_lowercase();
    let found = target::project(&t.app, slug, &lower, None, None).await.unwrap();
    assert_eq!(found.project_id, project.id);
    let missing = target::project(&t.app, slug, "NEW", None, None).await.unwrap_err();
    assert!(missing.to_string().contains("--create-project"), "{missing}");
    let made = target::project(&t.app, slug, "NEW", Some("New one"), None).await.unwrap();
    assert_ne!(made.project_id, project.id);
    let outsider = t.user().await;
    let refused = target::project(&t.app, slug, "NEW", None, Some(&outsider.email)).await;
    assert!(refused.unwrap_err().to_string().contains("does not belong"));
    assert!(target::project(&t.app, "nowhere", "NEW", None, None).await.is_err());
}

#[tokio::test]
async fn the_demonstration_is_made_once() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    assert_eq!(target::first_admin(&t.app).await.unwrap(), admin.id);
    assert_eq!(seed::demo(&t.app, admin.id).await.unwrap(), 120);
    let projects = admin.get("/api/v1/workspaces/demo/projects").await.expect(200);
    assert_eq!(projects.rows().len(), 2);
    for id in projects.column("id") {
        let path = format!("/api/v1/workspaces/demo/projects/{id}/snapshot");
        let snapshot = admin.get(&path).await.expect(200);
        assert_eq!(snapshot.json["items"].as_array().unwrap().len(), 60);
    }
    let again = seed::demo(&t.app, admin.id).await.unwrap_err();
    assert!(again.to_string().contains("already"));
}
