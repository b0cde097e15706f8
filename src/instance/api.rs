//! `/api/v1/instance`: the console of the instance.

use super::{
    accounts, ops,
    queries::{self, Status},
    view::{
        Instance, InstanceCounts, InstanceDatabase, InstanceSettings, InstanceUser,
        InstanceWorkspace, NewInstanceUser, OneTimeLink,
    },
};
use crate::{
    access::InstanceScope,
    app::App,
    auth::{identities::model::Method, session},
    db::Context,
    error::{Error, Result},
    http::{
        extract::{Id, Server},
        page::{Page, Paging},
        reply::{Created, Reply},
    },
    users::{ops::NewUser, view::Me},
    workspaces::{self, members::people, view::Workspace},
};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

/// The first account.
#[derive(Debug, Object)]
pub struct NewInstance {
    /// The token of the link that the server printed.
    pub token: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Address; the account's name when signing in.
    pub email: String,
    /// At least 12 characters (14 where PBKDF2 hashes it), not easy to guess.
    pub password: String,
    /// What the instance is called.
    pub instance_name: Option<String>,
}

/// What may be changed about the instance.
#[derive(Debug, Object)]
pub struct InstancePatch {
    /// Its name.
    pub name: Option<String>,
    /// Whether everybody may create workspaces.
    pub allow_workspace_creation: Option<bool>,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: Option<i32>,
    /// Hours after which a session ends in any case.
    pub session_absolute_hours: Option<i32>,
}

/// An account to be made.
#[derive(Debug, Object)]
pub struct NewAccount {
    /// Address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Administers the instance.
    pub is_instance_admin: Option<bool>,
}

/// What may be changed about an account.
#[derive(Debug, Object)]
pub struct AccountPatch {
    /// May sign in.
    pub is_active: Option<bool>,
    /// Administers the instance.
    pub is_instance_admin: Option<bool>,
    /// Another address. Whoever enters it vouches that it is this person's: it opens invitations.
    pub email: Option<String>,
}

/// The console of the instance.
#[derive(Debug)]
pub struct InstanceApi;

#[OpenApi(prefix_path = "/api/v1/instance")]
impl InstanceApi {
    /// Create the first account
    ///
    /// With the token that the server printed. Signs in.
    #[oai(path = "/setup", method = "post", operation_id = "set_up_instance")]
    async fn set_up(
        &self,
        app: Server,
        origin: session::Origin,
        body: Json<NewInstance>,
    ) -> Result<Created<Me>> {
        let body = body.0;
        let setup = ops::Setup {
            token: body.token,
            user: NewUser {
                email: body.email,
                first_name: body.first_name,
                last_name: body.last_name,
                ..NewUser::default()
            },
            password: body.password,
            instance_name: body.instance_name.filter(|name| !name.trim().is_empty()),
        };
        let user_id = ops::set_up(&app, setup).await?;
        let cookie =
            session::open(&app, user_id, &origin, session::Grant::by(Method::Link)).await?;
        Ok(Created::new(&Me::load(&app, user_id).await?)?.with_cookie(cookie))
    }

    /// The instance
    #[oai(path = "/", method = "get", operation_id = "get_instance")]
    async fn get(&self, app: Server, _scope: InstanceScope) -> Result<Reply<Instance>> {
        Reply::new(&view(&app).await?)
    }

    /// Change settings
    #[oai(path = "/", method = "patch", operation_id = "update_instance")]
    async fn patch(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<InstancePatch>,
    ) -> Result<Reply<Instance>> {
        let body = body.0;
        let patch = ops::SettingsPatch {
            name: body.name,
            allow_workspace_creation: body.allow_workspace_creation,
            session_idle_minutes: body.session_idle_minutes,
            session_absolute_hours: body.session_absolute_hours,
        };
        ops::update_settings(&app, scope.actor.user_id, patch).await?;
        Reply::new(&view(&app).await?)
    }

    /// Accounts
    #[oai(path = "/users", method = "get", operation_id = "list_instance_users")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn users(
        &self,
        app: Server,
        scope: InstanceScope,
        /// Part of a name or address.
        search: Query<Option<String>>,
        /// `active`, `inactive`, `pending` or `all`.
        status: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<InstanceUser>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let filter = queries::UserFilter {
            search: search.0.unwrap_or_default().trim().to_owned(),
            status: match status.0.as_deref().unwrap_or("all") {
                "active" => Status::Active,
                "inactive" => Status::Inactive,
                "pending" => Status::Pending,
                "all" => Status::All,
                _ => {
                    let text = "Must be active, inactive, pending or all.";
                    return Err(Error::invalid("status", text));
                }
            },
        };
        let tx = app.db.begin(Context::user(scope.actor.user_id)).await?;
        let (rows, total) = queries::users(&tx, &filter, paging.per_page, paging.offset()).await?;
        let views = accounts::views(&tx, rows).await?;
        tx.end().await?;
        Reply::new(&Page::new(views, total, paging))
    }

    /// Create an account
    #[oai(path = "/users", method = "post", operation_id = "create_instance_user")]
    async fn create_user(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<NewAccount>,
    ) -> Result<Created<NewInstanceUser>> {
        let body = body.0;
        let new = NewUser {
            email: body.email,
            first_name: body.first_name,
            last_name: body.last_name,
            is_instance_admin: body.is_instance_admin.unwrap_or_default(),
            is_active: true,
        };
        let (row, link) = ops::create_user(&app, Some(scope.actor.user_id), new).await?;
        Created::new(&NewInstanceUser {
            user: InstanceUser::new(row, 0, vec![]),
            link: link.into(),
        })
    }

    /// Change an account
    #[oai(path = "/users/:user_id", method = "patch", operation_id = "update_instance_user")]
    async fn patch_user(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
        body: Json<AccountPatch>,
    ) -> Result<Reply<InstanceUser>> {
        let body = body.0;
        let change = ops::AccountChange {
            is_active: body.is_active,
            is_instance_admin: body.is_instance_admin,
            email: body.email,
        };
        let row = ops::update_user(&app, scope.actor.user_id, id.0, change).await?;
        Reply::new(&accounts::view(&app, scope.actor.user_id, row).await?)
    }

    /// Make a link with which a person chooses another password
    #[oai(path = "/users/:user_id/reset-link", method = "post", operation_id = "create_reset_link")]
    async fn reset_link(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
    ) -> Result<Created<OneTimeLink>> {
        let link = ops::reset_link(&app, Some(scope.actor.user_id), id.0).await?;
        Created::new(&link.into())
    }

    /// Workspaces
    #[oai(path = "/workspaces", method = "get", operation_id = "list_instance_workspaces")]
    async fn workspaces(
        &self,
        app: Server,
        scope: InstanceScope,
        /// Part of a name or slug.
        search: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<InstanceWorkspace>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let tx = app.db.begin(Context::user(scope.actor.user_id)).await?;
        let all = queries::workspaces(&tx, search.0.unwrap_or_default().trim()).await?;
        let total = all.len() as u64;
        let page: Vec<_> = all
            .into_iter()
            .skip(usize::try_from(paging.offset()).unwrap_or(usize::MAX))
            .take(usize::try_from(paging.per_page).unwrap_or_default())
            .collect();
        let owners = people(&tx, page.iter().map(|row| row.owner_id)).await?;
        tx.end().await?;
        let views = page
            .into_iter()
            .map(|row| {
                let owner = owners.get(&row.owner_id).cloned();
                InstanceWorkspace::new(row, owner)
            })
            .collect();
        Reply::new(&Page::new(views, total, paging))
    }

    /// Create a workspace
    ///
    /// Its owner is the caller.
    #[oai(path = "/workspaces", method = "post", operation_id = "create_instance_workspace")]
    async fn create_workspace(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<workspaces::api::NewWorkspace>,
    ) -> Result<Created<Workspace>> {
        let new = body.0.into();
        let view = workspaces::ops::create(&app, &scope.actor, new).await?;
        Created::new(&view)
    }
}

async fn view(app: &App) -> Result<Instance> {
    app.forget_settings();
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let row = queries::settings(&tx).await?;
    let counts = queries::counts(&tx).await?;
    let days = queries::daily_counts(&tx).await?;
    let database = queries::database(&tx).await?;
    tx.end().await?;
    Ok(Instance {
        name: row.name,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        setup_at: row.setup_at,
        settings: InstanceSettings {
            allow_workspace_creation: settings.allow_workspace_creation,
            session_idle_minutes: settings.session_idle.num_minutes(),
            session_absolute_hours: settings.session_absolute.num_hours(),
        },
        counts: InstanceCounts {
            users: counts.users,
            workspaces: counts.workspaces,
            projects: counts.projects,
            work_items: counts.work_items,
        },
        daily_counts: days.into_iter().map(Into::into).collect(),
        database: InstanceDatabase {
            version: database.version,
            size_bytes: database.size_bytes,
            migrations_applied: database.migrations_applied,
        },
        crypto: crate::crypto::module().into(),
        started_at: app.started_at,
    })
}
