//! Who may call what: every operation of the API, by each kind of caller.
//!
//! The operations come from the OpenAPI document, so a new one cannot be forgotten: without a line
//! in `request::body` the test fails. The statuses are golden files, one a caller; a difference is
//! a change of rights and wants a second pair of eyes. 404 is for those who may not know that the
//! thing exists, 403 for those who may not do this to it.

mod request;
mod world;

use crate::support::{Caller, TestApp};
use poem::http::Method;
use request::Operation;
use treasury_plane::access::Role;
use world::World;

/// What `caller` gets for each operation. The things asked for are made anew after each change.
async fn statuses(t: &TestApp, who: impl AsyncFn(&TestApp, &World) -> Caller) -> Vec<String> {
    let mut world = World::new(t).await;
    let mut caller = who(t, &world).await;
    let mut lines = Vec::new();
    for operation in request::operations() {
        let answer = send(&caller, &operation, &world).await;
        assert!(answer < 500, "{} answers {answer}", operation.id);
        lines.push(format!("{:<28} {answer}", operation.id));
        if operation.method != Method::GET && answer < 300 {
            world = World::new(t).await;
            caller = who(t, &world).await;
        }
    }
    lines
}

async fn send(caller: &Caller, operation: &Operation, world: &World) -> u16 {
    let path = world.path(&operation.path);
    let body = request::body(&operation.id, world);
    caller.send(operation.method.clone(), &path, body).await.status
}

macro_rules! matrix {
    ($name:ident, $who:expr) => {
        #[tokio::test]
        async fn $name() {
            let t = TestApp::new().await;
            let lines = statuses(&t, $who).await;
            insta::assert_snapshot!(stringify!($name), lines.join("\n"));
        }
    };
}

matrix!(anonymous, async |t: &TestApp, _: &World| t.anonymous());
matrix!(outsider, async |t: &TestApp, _: &World| t.user().await);
matrix!(guest, async |t: &TestApp, w: &World| t.project_member(&w.project, Role::Guest).await);
matrix!(member, async |t: &TestApp, w: &World| t.project_member(&w.project, Role::Member).await);
matrix!(admin, async |t: &TestApp, w: &World| t.project_member(&w.project, Role::Admin).await);
matrix!(workspace_admin_outside_the_project, async |t: &TestApp, w: &World| {
    t.member(&w.project.workspace, Role::Admin).await
});
matrix!(workspace_member_outside_the_project, async |t: &TestApp, w: &World| {
    t.member(&w.project.workspace, Role::Member).await
});
matrix!(instance_admin, async |t: &TestApp, _: &World| t.instance_admin().await);
matrix!(api_token_of_a_member, async |t: &TestApp, w: &World| {
    t.project_member(&w.project, Role::Member).await.by_token().await
});
