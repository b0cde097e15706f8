//! People and things, inserted past the API with plain defaults.

use super::{app::TestApp, caller::Caller};
use chrono::Duration;
use entity::{project_counter, state, work_item};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;
use treasury_plane::{
    access::Role,
    auth::{identities::model::Method, password, session, sign_in},
    config::PasswordHash,
    db::Context,
    projects::{
        self,
        model::{NewProject, ProjectPatch},
    },
    random,
    users::ops::NewUser,
    workspaces::{self, model::NewWorkspace},
};
use uuid::Uuid;

use super::caller::PASSWORD;

/// A workspace with its owner.
#[derive(Clone)]
pub struct Workspace {
    pub id: Uuid,
    pub slug: String,
    /// `/api/v1/workspaces/{slug}`
    pub path: String,
    pub owner: Caller,
}

/// A project with its first administrator, who owns the workspace too.
#[derive(Clone)]
pub struct Project {
    pub id: Uuid,
    /// `/api/v1/workspaces/{slug}/projects/{id}`
    pub path: String,
    pub identifier: String,
    pub admin: Caller,
    pub workspace: Workspace,
}

/// A work item.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: Uuid,
    /// `…/work-items/{id}`
    pub path: String,
    /// The number in its key.
    pub number: i32,
}

impl TestApp {
    /// Somebody with an account and a session, who belongs nowhere.
    pub async fn user(&self) -> Caller {
        self.account(false).await
    }

    /// Somebody who administers the instance; it counts as set up.
    pub async fn instance_admin(&self) -> Caller {
        let admin = self.account(true).await;
        let tx = self.app.db.begin(Context::default()).await.unwrap();
        let mut row =
            treasury_plane::instance::queries::settings(&tx).await.unwrap().into_active_model();
        row.setup_at = Set(Some(self.now()));
        row.update(&*tx).await.unwrap();
        tx.commit().await.unwrap();
        self.app.settings_changed();
        admin
    }

    async fn account(&self, is_instance_admin: bool) -> Caller {
        let number = self.unique();
        let new = NewUser {
            email: format!("person{number}@agency.example"),
            first_name: "Person".to_owned(),
            last_name: number.to_string(),
            is_instance_admin,
            is_active: true,
        };
        let tx = self.app.db.begin(Context::default()).await.unwrap();
        let row = treasury_plane::users::ops::create(&self.app, &tx, new).await.unwrap();
        tx.commit().await.unwrap();
        self.sign_in(row.id, &row.email).await
    }

    /// The person with a new session.
    pub async fn sign_in(&self, id: Uuid, email: &str) -> Caller {
        let cookie = session::open(
            &self.app,
            id,
            &session::Origin::default(),
            session::Grant::by(Method::Password),
        )
        .await
        .unwrap();
        self.anonymous().named(id, email).with_cookie(cookie.to_str().unwrap())
    }

    /// Gives somebody [`PASSWORD`].
    pub async fn set_password(&self, person: &Caller) {
        let hash = password::hash(PASSWORD, PasswordHash::Auto).await.unwrap();
        let tx = self.app.db.begin(Context::user(person.id)).await.unwrap();
        sign_in::store_password(&self.app, &tx, person.id, hash).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A workspace with an owner of its own.
    pub async fn workspace(&self) -> Workspace {
        let owner = self.user().await;
        let slug = format!("agency-{}", self.unique());
        let new = NewWorkspace { name: slug.clone(), slug: slug.clone(), organization_size: None };
        let id = random::id(self.now());
        let tx = self.app.db.begin(Context::member(owner.id, id)).await.unwrap();
        workspaces::ops::insert(&self.app, &tx, owner.id, id, new).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/api/v1/workspaces/{slug}");
        Workspace { id, slug, path, owner }
    }

    /// Somebody new in a workspace.
    pub async fn member(&self, workspace: &Workspace, role: Role) -> Caller {
        let person = self.user().await;
        self.join_workspace(workspace, &person, role).await;
        person
    }

    /// Lets somebody into a workspace.
    pub async fn join_workspace(&self, workspace: &Workspace, person: &Caller, role: Role) {
        let tx = self.app.db.begin(Context::workspace(workspace.id)).await.unwrap();
        workspaces::members::admit(&self.app, &tx, workspace.id, person.id, role).await.unwrap();
        tx.commit().await.unwrap();
        self.app.scopes.clear();
    }

    /// A project in a workspace of its own.
    pub async fn project(&self) -> Project {
        let workspace = self.workspace().await;
        self.project_in(&workspace).await
    }

    /// A project in a workspace.
    pub async fn project_in(&self, workspace: &Workspace) -> Project {
        let number = self.unique();
        let identifier = format!("P{number}");
        let new = NewProject {
            name: format!("Project {number}"),
            identifier: identifier.clone(),
            settings: ProjectPatch::default(),
        };
        let owner = &workspace.owner;
        let tx = self.app.db.begin(Context::member(owner.id, workspace.id)).await.unwrap();
        let id = projects::ops::insert(&self.app, &tx, workspace.id, owner.id, new).await.unwrap();
        tx.commit().await.unwrap();
        Project {
            id,
            path: format!("{}/projects/{id}", workspace.path),
            identifier,
            admin: owner.clone(),
            workspace: workspace.clone(),
        }
    }

    /// Somebody new with the same role in the project and its workspace.
    pub async fn project_member(&self, project: &Project, role: Role) -> Caller {
        let person = self.member(&project.workspace, role).await;
        self.join_project(project, &person, role).await;
        person
    }

    /// Lets somebody from the workspace into a project.
    pub async fn join_project(&self, project: &Project, person: &Caller, role: Role) {
        let place = (project.workspace.id, project.id);
        let tx = self.app.db.begin(Context::workspace(place.0)).await.unwrap();
        projects::members::admit(&self.app, &tx, place, person.id, role).await.unwrap();
        tx.commit().await.unwrap();
        self.app.scopes.clear();
    }

    /// Lets guests of a project see all of it.
    pub async fn show_guests_everything(&self, project: &Project) {
        let body = json!({"guest_view_all_features": true});
        project.admin.patch(&project.path, body).await.expect(200);
    }

    /// A work item that the project's administrator created.
    pub async fn work_item(&self, project: &Project) -> Item {
        self.work_item_with(project, |_| {}).await
    }

    /// A work item, changed before it is written. Each is a second younger than the one before.
    pub async fn work_item_with(
        &self,
        project: &Project,
        change: impl FnOnce(&mut work_item::ActiveModel),
    ) -> Item {
        self.advance(Duration::seconds(1));
        let tx = self.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
        let counter = project_counter::Entity::find_by_id(project.id).one(&*tx).await.unwrap();
        let mut counter = counter.unwrap().into_active_model();
        let number = counter.last_sequence.take().unwrap() + 1;
        counter.last_sequence = Set(number);
        counter.update(&*tx).await.unwrap();
        let first = state::Entity::in_project(project.id)
            .filter(state::Column::Default.eq(true))
            .one(&*tx)
            .await
            .unwrap()
            .unwrap();
        let id = random::id(self.now());
        let mut row = work_item::ActiveModel {
            id: Set(id),
            workspace_id: Set(project.workspace.id),
            project_id: Set(project.id),
            state_id: Set(first.id),
            name: Set(format!("Item {number}")),
            description_html: Set("<p></p>".to_owned()),
            priority: Set("none".to_owned()),
            sequence_id: Set(number),
            sort_order: Set(f64::from(number) * 1000.0),
            is_draft: Set(false),
            properties: Set(json!({})),
            created_by: Set(Some(project.admin.id)),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            ..Default::default()
        };
        change(&mut row);
        row.insert(&*tx).await.unwrap();
        tx.commit().await.unwrap();
        Item { id, path: format!("{}/work-items/{id}", project.path), number }
    }
}
