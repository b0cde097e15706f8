//! Set-up, settings, and what administrators do to accounts.

use super::queries;
use crate::{
    app::App,
    audit,
    auth::{
        identities::manage,
        links::{self, Link, Purpose},
        password, session, sign_in,
    },
    check::Check,
    db::{Context, Tx},
    error::{Error, Result},
    mail::letters,
    users::ops::NewUser,
};
use entity::{instance_setting, user};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QuerySelect,
};
use uuid::Uuid;

/// The first account.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The token of the printed link.
    pub token: String,
    /// The account.
    pub user: NewUser,
    /// Its password.
    pub password: String,
    /// What the instance is called.
    pub instance_name: Option<String>,
}

/// Creates the first account, which administers the instance. Works once.
pub async fn set_up(app: &App, setup: Setup) -> Result<Uuid> {
    let look = app.db.begin(Context::default()).await?;
    find_setup_link(app, &look, &setup.token).await?;
    look.end().await?;
    let new = &setup.user;
    let mut check = Check::new();
    check.email("email", new.email.trim()).text("first_name", new.first_name.trim(), 1..=255);
    if let Some(name) = &setup.instance_name {
        check.text("instance_name", name.trim(), 1..=80);
    }
    check.finish()?;
    let setting = app.config.crypto.password_hash;
    password::check(&setup.password, &[&new.email, &new.first_name, &new.last_name], setting)?;
    let hash = password::hash(&setup.password, setting).await?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let link = find_setup_link(app, &tx, &setup.token).await?;
    let new = NewUser { is_instance_admin: true, is_active: true, ..setup.user };
    let person = crate::users::ops::create(app, &tx, new).await?;
    sign_in::store_password(app, &tx, person.id, hash).await?;
    links::spend(app, &tx, link).await?;
    let mut row = queries::settings(&tx).await?.into_active_model();
    row.setup_at = Set(Some(now));
    row.updated_at = Set(now);
    if let Some(name) = setup.instance_name {
        row.name = Set(name.trim().to_owned());
    }
    row.update(&*tx).await?;
    audit::Entry::new("instance.set_up").by(person.id).write(&tx, now).await?;
    tx.commit().await?;
    app.settings_changed();
    Ok(person.id)
}

async fn find_setup_link(app: &App, tx: &Tx, token: &str) -> Result<entity::password_link::Model> {
    let link = links::find(app, tx, token).await?;
    if link.user_id.is_some() || queries::is_set_up(tx).await? {
        return Err(Error::NotFound("link"));
    }
    Ok(link)
}

/// What may be changed about the instance; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct SettingsPatch {
    /// Its name.
    pub name: Option<String>,
    /// Whether everybody may create workspaces.
    pub allow_workspace_creation: Option<bool>,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: Option<i32>,
    /// Hours after which a session ends in any case.
    pub session_absolute_hours: Option<i32>,
}

/// Changes the settings.
pub async fn update_settings(app: &App, actor: Uuid, patch: SettingsPatch) -> Result<()> {
    let mut check = Check::new();
    if let Some(name) = &patch.name {
        check.text("name", name.trim(), 1..=80);
    }
    let idle = patch.session_idle_minutes.is_none_or(|n| (5..=43200).contains(&n));
    let absolute = patch.session_absolute_hours.is_none_or(|n| (1..=2160).contains(&n));
    check
        .rule("session_idle_minutes", idle, "Must lie between 5 and 43200.")
        .rule("session_absolute_hours", absolute, "Must lie between 1 and 2160.")
        .finish()?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    let old = queries::settings(&tx).await?;
    let mut row = old.clone().into_active_model();
    if let Some(name) = patch.name {
        row.name = Set(name.trim().to_owned());
    }
    if let Some(allow) = patch.allow_workspace_creation {
        row.allow_workspace_creation = Set(allow);
    }
    if patch.session_idle_minutes.is_some() {
        row.session_idle_minutes = Set(patch.session_idle_minutes);
    }
    if patch.session_absolute_hours.is_some() {
        row.session_absolute_hours = Set(patch.session_absolute_hours);
    }
    row.updated_at = Set(now);
    let new = row.update(&*tx).await?;
    audit::Entry::new("instance.settings_changed")
        .by(actor)
        .changed("name", old.name, new.name)
        .changed(
            "allow_workspace_creation",
            old.allow_workspace_creation,
            new.allow_workspace_creation,
        )
        .changed("session_idle_minutes", old.session_idle_minutes, new.session_idle_minutes)
        .changed("session_absolute_hours", old.session_absolute_hours, new.session_absolute_hours)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    app.settings_changed();
    Ok(())
}

/// Creates an account and the link with which its owner chooses a password.
pub async fn create_user(
    app: &App,
    actor: Option<Uuid>,
    new: NewUser,
) -> Result<(user::Model, Link)> {
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let person = crate::users::ops::create(app, &tx, NewUser { is_active: true, ..new }).await?;
    let mut link = links::create(app, &tx, Purpose::Welcome, Some(person.id)).await?;
    link.mailed = letters::welcome(app, &tx, &settings, (&person, &link)).await?;
    let entry = audit::Entry::new("user.created").by_maybe(actor).on("user", person.id);
    let entry = entry.with("is_instance_admin", person.is_instance_admin);
    entry.with("link_expires_at", link.expires_at.to_rfc3339()).write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok((person, link))
}

/// Makes a link with which a person chooses another password.
pub async fn reset_link(app: &App, actor: Option<Uuid>, user_id: Uuid) -> Result<Link> {
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let person =
        user::Entity::find_by_id(user_id).one(&*tx).await?.ok_or(Error::NotFound("user"))?;
    if !person.is_active {
        return Err(Error::rule("The account is disabled. Enable it before making a link."));
    }
    let mut link = links::create(app, &tx, Purpose::Reset, Some(person.id)).await?;
    let by = letters::Asker::Administrator;
    link.mailed = letters::password_reset(app, &tx, &settings, (&person, &link), by).await?;
    let entry = audit::Entry::new("password.reset_link_created").by_maybe(actor);
    let entry = entry.on("user", person.id);
    entry.with("link_expires_at", link.expires_at.to_rfc3339()).write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(link)
}

/// The account with an address.
pub async fn find_user_by_email(app: &App, email: &str) -> Result<user::Model> {
    let tx = app.db.begin(Context::default()).await?;
    let found = user::Entity::find()
        .filter(user::Column::Email.eq(email.trim().to_lowercase()))
        .one(&*tx)
        .await?;
    tx.end().await?;
    found.ok_or(Error::NotFound("user"))
}

/// What an administrator changes about an account; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct AccountChange {
    /// May sign in.
    pub is_active: Option<bool>,
    /// Administers the instance.
    pub is_instance_admin: Option<bool>,
    /// Another address.
    pub email: Option<String>,
}

/// Enables or disables an account, gives or takes the instance right, writes down another address.
/// Not one's own, and the last administrator stays. Disabling an account that waits for approval
/// declines it.
pub async fn update_user(
    app: &App,
    actor: Uuid,
    user_id: Uuid,
    change: AccountChange,
) -> Result<user::Model> {
    let AccountChange { is_active, is_instance_admin, email } = change;
    let email = email.map(|email| email.trim().to_lowercase());
    if let Some(email) = &email {
        Check::new().email("email", email).finish()?;
    }
    if actor == user_id {
        return Err(Error::rule("Ask another administrator to change your own account."));
    }
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    // Changes of accounts wait for each other: two administrators who demote one another at the
    // same moment would otherwise each see the other one stay.
    instance_setting::Entity::find_by_id(1_i16).lock_exclusive().one(&*tx).await?;
    let person = user::Entity::find_by_id(user_id)
        .filter(user::Column::IsBot.eq(false))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("user"))?;
    if person.is_pending && (is_active == Some(true) || is_instance_admin == Some(true)) {
        return Err(Error::rule("Approve the account first."));
    }
    let mut entry = audit::Entry::new("user.changed").by(actor).on("user", user_id);
    if let Some(active) = is_active {
        entry = entry.changed("is_active", person.is_active, active);
    }
    if let Some(admin) = is_instance_admin {
        entry = entry.changed("is_instance_admin", person.is_instance_admin, admin);
    }
    let mut row = person.into_active_model();
    if let Some(active) = is_active {
        row.is_active = Set(active);
        row.is_pending = Set(false);
    }
    if let Some(admin) = is_instance_admin {
        row.is_instance_admin = Set(admin);
    }
    if let Some(email) = email {
        refuse_taken(&tx, user_id, &email).await?;
        entry = entry.with("email", email.clone());
        row.email = Set(email);
    }
    row.updated_at = Set(now);
    let person = row.update(&*tx).await?;
    manage::require_administrator(app, &tx).await?;
    let admins = user::Entity::find()
        .filter(user::Column::IsInstanceAdmin.eq(true))
        .filter(user::Column::IsActive.eq(true))
        .count(&*tx)
        .await?;
    if admins == 0 {
        return Err(Error::rule("The instance needs an administrator."));
    }
    entry.write(&tx, now).await?;
    if is_active == Some(false) {
        let why = (Some(actor), "account_disabled");
        session::end_within(app, &tx, user_id, session::Which::All, why).await?;
    }
    tx.commit().await?;
    session::told(app);
    Ok(person)
}

async fn refuse_taken(tx: &Tx, user_id: Uuid, email: &str) -> Result<()> {
    let taken = user::Entity::find()
        .filter(user::Column::Email.eq(email))
        .filter(user::Column::Id.ne(user_id))
        .one(&**tx)
        .await?;
    match taken {
        None => Ok(()),
        Some(taken) => Err(Error::Conflict {
            field: "email",
            message: "There is an account with this address already.".to_owned(),
            id: Some(taken.id),
        }),
    }
}
