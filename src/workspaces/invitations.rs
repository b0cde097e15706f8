//! Invitations: a one-time link that lets somebody into a workspace.
//!
//! Whoever invites gets the link once, to hand it over; when mail is set up the link is mailed as
//! well. A link is bound to an address; the signed-in person must have it, or an account with it is created.
//!
//! Addresses of accounts are verified: an administrator, an invitation or a provider gave them, and
//! people cannot change their own. Holding the link is not enough, because links travel. So somebody
//! who came by card, whose address nobody knows, cannot accept until an administrator of the instance
//! has written the address down in the account, which is the approval.

use super::{members::admit, view};
use crate::{
    access::{Permission, Role, WorkspaceScope},
    app::App,
    audit,
    auth::{api::InvitedAccount, password, sign_in},
    check::Check,
    db::{Context, Tx},
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    mail::letters,
    random,
    users::ops::{NewUser, is_placeholder},
};
use chrono::{DateTime, Duration, Utc};
use entity::{invitation, user, workspace, workspace_member};
use poem_openapi::Object;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use serde::Serialize;
use uuid::Uuid;

/// Invitations that may be open in a workspace at a time.
const OPEN_MAX: u64 = 500;

/// An invitation.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Invite {
    /// The invitation's id.
    pub id: Uuid,
    /// Who is invited.
    pub email: String,
    /// As what: 20, 15 or 5.
    pub role: i16,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was answered.
    pub responded_at: Option<DateTime<Utc>>,
    /// Whether it was accepted.
    pub accepted: bool,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// The link: present only in the answer that creates it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The link goes by mail: present only in the answer that creates it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailed: Option<bool>,
}

impl From<invitation::Model> for Invite {
    fn from(row: invitation::Model) -> Self {
        Self {
            id: row.id,
            email: row.email,
            role: row.role,
            created_at: row.created_at,
            updated_at: row.updated_at,
            responded_at: row.responded_at,
            accepted: row.accepted,
            expires_at: row.expires_at,
            link: None,
            mailed: None,
        }
    }
}

/// The workspace that an invitation leads to.
#[derive(Debug, Serialize, Object)]
pub struct OfferedWorkspace {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: String,
}

/// What the holder of a link is offered.
#[derive(Debug, Serialize, Object)]
pub struct Offer {
    /// Where.
    pub workspace: OfferedWorkspace,
    /// For whom.
    pub email: String,
    /// As what: 20, 15 or 5.
    pub role: i16,
    /// There is an account with this address already: sign in to accept.
    pub has_account: bool,
    /// The link has ended; ask for another.
    pub expired: bool,
}

/// The open invitations of a workspace, newest first.
pub async fn list(app: &App, scope: &WorkspaceScope) -> Result<Vec<Invite>> {
    scope.require(Permission::InviteMembers)?;
    let tx = app.db.begin(scope.context()).await?;
    let rows = open(scope.workspace_id)
        .order_by_desc(invitation::Column::CreatedAt)
        .limit(OPEN_MAX)
        .all(&*tx)
        .await?;
    tx.end().await?;
    Ok(rows.into_iter().map(Invite::from).collect())
}

fn open(workspace_id: Uuid) -> sea_orm::Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::WorkspaceId.eq(workspace_id))
        .filter(invitation::Column::DeletedAt.is_null())
        .filter(invitation::Column::RespondedAt.is_null())
}

/// Invites an address. Nobody gives a role above their own.
pub async fn create(app: &App, scope: &WorkspaceScope, email: &str, role: Role) -> Result<Invite> {
    scope.require(Permission::InviteMembers)?;
    if role > scope.role {
        return Err(Error::rule("You cannot invite people with a role above your own."));
    }
    let email = email.trim().to_lowercase();
    Check::new().email("email", &email).finish()?;
    let now = app.clock.now();
    let settings = app.settings().await?;
    let tx = app.db.begin(scope.context()).await?;
    refuse_known(&tx, scope.workspace_id, &email).await?;
    let token = random::token("")?;
    let row = invitation::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace_id),
        email: Set(email),
        role: Set(role.number()),
        token_hash: Set(token.hash),
        expires_at: Set(now + Duration::days(i64::from(app.config.auth.invitation_days))),
        accepted: Set(false),
        responded_at: Set(None),
        created_by: Set(Some(scope.actor.user_id)),
        created_at: Set(now),
        updated_at: Set(now),
        deleted_at: Set(None),
    };
    let row = row.insert(&*tx).await?;
    audit::Entry::new("invitation.created")
        .by(scope.actor.user_id)
        .on("invitation", row.id)
        .called(&row.email)
        .within(scope.workspace_id)
        .with("role", role.number())
        .write(&tx, now)
        .await?;
    let link = app.web_url(&format!("/invitations/{}", token.text));
    let letter = letters::Invitation {
        email: &row.email,
        role,
        url: &link,
        expires_at: row.expires_at,
        by: scope.actor.user_id,
        workspace_id: scope.workspace_id,
    };
    let mailed = letters::invitation(app, &tx, &settings, letter).await?;
    tx.commit().await?;
    Ok(Invite { link: Some(link), mailed: Some(mailed), ..Invite::from(row) })
}

async fn refuse_known(tx: &Tx, workspace_id: Uuid, email: &str) -> Result<()> {
    let invited = open(workspace_id).filter(invitation::Column::Email.eq(email)).one(&**tx).await?;
    if let Some(invited) = invited {
        let message = "This address is invited already. Withdraw that invitation to send another.";
        return Err(Error::conflict(message, Some(invited.id)));
    }
    if open(workspace_id).count(&**tx).await? >= OPEN_MAX {
        return Err(Error::rule("There are 500 open invitations. Withdraw some first."));
    }
    let person = user::Entity::find().filter(user::Column::Email.eq(email)).one(&**tx).await?;
    let Some(person) = person else { return Ok(()) };
    let member = workspace_member::Entity::active_in(workspace_id)
        .filter(workspace_member::Column::MemberId.eq(person.id))
        .one(&**tx)
        .await?;
    match member {
        Some(member) => Err(Error::conflict(
            "This person is a member of the workspace already.",
            Some(member.id),
        )),
        None => Ok(()),
    }
}

/// Withdraws an invitation.
pub async fn withdraw(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<()> {
    scope.require(Permission::InviteMembers)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = open(scope.workspace_id)
        .filter(invitation::Column::Id.eq(id))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("invitation"))?;
    let email = found.email.clone();
    let mut gone = found.into_active_model();
    gone.deleted_at = Set(Some(now));
    gone.update(&*tx).await?;
    audit::Entry::new("invitation.withdrawn")
        .by(scope.actor.user_id)
        .on("invitation", id)
        .called(&email)
        .within(scope.workspace_id)
        .write(&tx, now)
        .await?;
    tx.commit().await
}

/// What the holder of a link is offered. Anybody with the link may ask.
pub async fn offer(app: &App, token: &str) -> Result<Offer> {
    let tx = app.db.begin(Context::default()).await?;
    let (invite, workspace) = find(&tx, token).await?;
    let account =
        user::Entity::find().filter(user::Column::Email.eq(&invite.email)).one(&*tx).await?;
    tx.end().await?;
    Ok(Offer {
        workspace: OfferedWorkspace { name: workspace.name, slug: workspace.slug },
        has_account: account.is_some(),
        email: invite.email,
        role: invite.role,
        expired: invite.expires_at <= app.clock.now(),
    })
}

/// Finds the invitation by its token and moves `tx` into its workspace.
async fn find(tx: &Tx, token: &str) -> Result<(invitation::Model, workspace::Model)> {
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT workspace_id, invitation_id FROM resolve_invitation($1)",
            [random::hash(token).into()],
        ))
        .await?
        .ok_or(Error::NotFound("invitation"))?;
    let (workspace_id, id): (Uuid, Uuid) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    tx.enter_workspace(workspace_id).await?;
    let invite = invitation::Entity::find_by_id(id)
        .lock_exclusive()
        .one(&**tx)
        .await?
        .filter(|invite| invite.responded_at.is_none())
        .ok_or(Error::NotFound("invitation"))?;
    Ok((invite, view::row(tx, workspace_id).await?))
}

/// Accepts as the signed-in person, who must have the invited address.
pub async fn accept_as(app: &App, token: &str, user_id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let (invite, _) = find(&tx, token).await?;
    let person = user::Entity::find_by_id(user_id).one(&*tx).await?;
    if person.as_ref().is_some_and(|person| is_placeholder(&person.email)) {
        return Err(Error::Forbidden(
            "Your account has no e-mail address yet. Ask an administrator of the instance to enter the address that was invited.",
        ));
    }
    if person.is_none_or(|person| person.email != invite.email) {
        return Err(Error::Forbidden("Sign in with the address that was invited."));
    }
    accept(app, &tx, invite, user_id).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

/// Accepts with a new account for the invited address; returns its id.
pub async fn accept_new(app: &App, token: &str, account: InvitedAccount) -> Result<Uuid> {
    sign_in::require_passwords(app).await?;
    let look = app.db.begin(Context::default()).await?;
    let (invite, _) = find(&look, token).await?;
    look.end().await?;
    Check::new().text("first_name", account.first_name.trim(), 1..=255).finish()?;
    let about = [invite.email.as_str(), &account.first_name, &account.last_name];
    let setting = app.config.crypto.password_hash;
    password::check(&account.password, &about, setting)?;
    let hash = password::hash(&account.password, setting).await?;
    let tx = app.db.begin(Context::default()).await?;
    let (invite, _) = find(&tx, token).await?;
    let new = NewUser {
        email: invite.email.clone(),
        first_name: account.first_name,
        last_name: account.last_name,
        is_instance_admin: false,
        is_active: true,
    };
    let person = crate::users::ops::create(app, &tx, new).await?;
    audit::Entry::new("user.created")
        .by(person.id)
        .on("user", person.id)
        .because("invitation")
        .write(&tx, app.clock.now())
        .await?;
    sign_in::store_password(app, &tx, person.id, hash).await?;
    accept(app, &tx, invite, person.id).await?;
    tx.commit().await?;
    Ok(person.id)
}

async fn accept(app: &App, tx: &Tx, invite: invitation::Model, user_id: Uuid) -> Result<()> {
    let now = app.clock.now();
    if invite.expires_at <= now {
        return Err(Error::rule("This invitation has ended. Ask for another."));
    }
    let role = Role::from_stored(invite.role).unwrap_or(Role::Guest);
    let (workspace_id, invitation_id) = (invite.workspace_id, invite.id);
    let email = invite.email.clone();
    let member = admit(app, tx, workspace_id, user_id, role).await?;
    let mut answered = invite.into_active_model();
    answered.accepted = Set(true);
    answered.responded_at = Set(Some(now));
    answered.update(&**tx).await?;
    crate::users::ops::visited(tx, user_id, workspace_id).await?;
    let event = NewEvent {
        workspace_id,
        project_id: None,
        work_item_id: None,
        actor_id: Some(user_id),
        entity: "workspace_member",
        entity_id: member.id,
        verb: Verb::Created,
        changes: vec![],
    };
    events::record(tx, event, now).await?;
    audit::Entry::new("invitation.accepted")
        .by(user_id)
        .on("invitation", invitation_id)
        .called(&email)
        .within(workspace_id)
        .with("role", member.role)
        .write(tx, now)
        .await
}
