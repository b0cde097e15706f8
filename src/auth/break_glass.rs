//! The way in when all others fail: a link that is made on the host and signs in once.
//!
//! It works while passwords are off and cards or providers are out of reach. Whoever can make one
//! has the database anyway; so it asks for nothing, and is loud: both steps are in the audit log and
//! in the program's log. The session ends with the link's own time.

use super::{
    identities::model::Method,
    links::{self, Link, Purpose},
    session,
};
use crate::{
    app::App,
    audit,
    db::Context,
    error::{Error, Result},
    users::ops::NewUser,
};
use chrono::Duration;
use entity::{password_link, user};
use http::HeaderValue;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

/// The longest that such a session may last.
pub const MINUTES_MAX: u32 = 240;

/// Makes the link for the administrator with this address, who is made when there is none.
pub async fn create(app: &App, email: &str, minutes: u32) -> Result<Link> {
    if !(1..=MINUTES_MAX).contains(&minutes) {
        return Err(Error::rule(format!("Choose between 1 and {MINUTES_MAX} minutes.")));
    }
    let now = app.clock.now();
    let email = email.trim().to_lowercase();
    let tx = app.db.begin(Context::default()).await?;
    let known = user::Entity::find().filter(user::Column::Email.eq(&email)).one(&*tx).await?;
    let person = match known {
        Some(person) if !person.is_instance_admin => {
            return Err(Error::rule(
                "This account does not administer the instance. Give another address.",
            ));
        }
        Some(person) if person.is_active && !person.is_pending => person,
        Some(person) => {
            let id = person.id;
            let mut row = person.into_active_model();
            row.is_active = Set(true);
            row.is_pending = Set(false);
            row.updated_at = Set(now);
            audit::Entry::new("user.changed")
                .on("user", id)
                .with("is_active", true)
                .with("by", "break_glass")
                .write(&tx, now)
                .await?;
            row.update(&*tx).await?
        }
        None => {
            let new = NewUser {
                email,
                first_name: "Break-glass".to_owned(),
                last_name: "administrator".to_owned(),
                is_instance_admin: true,
                is_active: true,
            };
            let person = crate::users::ops::create(app, &tx, new).await?;
            audit::Entry::new("user.created")
                .on("user", person.id)
                .with("by", "break_glass")
                .write(&tx, now)
                .await?;
            person
        }
    };
    let lifetime = Duration::minutes(i64::from(minutes));
    let link = links::create_for(app, &tx, Purpose::BreakGlass, Some(person.id), lifetime).await?;
    audit::Entry::new("break_glass.link_created")
        .on("user", person.id)
        .with("minutes", minutes)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    tracing::warn!(user = %person.id, minutes, "BREAK-GLASS: a sign-in link was made on the host");
    Ok(link)
}

/// Whether the link still works. Looking does not spend it.
pub async fn look(app: &App, token: &str) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    find(app, &tx, token).await?;
    tx.end().await
}

/// Spends the link and opens the session.
pub async fn enter(app: &App, token: &str, origin: &session::Origin) -> Result<HeaderValue> {
    let tx = app.db.begin(Context::default()).await?;
    let (link, user_id) = find(app, &tx, token).await?;
    let end = link.expires_at;
    links::spend(app, &tx, link).await?;
    audit::Entry::new("sign_in.break_glass")
        .by(user_id)
        .on("user", user_id)
        .from(&origin.ip_address)
        .with("ends_at", end.to_rfc3339())
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    tracing::warn!(user = %user_id, address = origin.ip_address, "BREAK-GLASS: somebody signed in");
    session::open_until(app, user_id, origin, session::Grant::by(Method::Link), end).await
}

async fn find(app: &App, tx: &crate::db::Tx, token: &str) -> Result<(password_link::Model, Uuid)> {
    let link = links::find(app, tx, token).await?;
    match link.user_id {
        Some(user_id) if link.purpose == Purpose::BreakGlass.as_str() => Ok((link, user_id)),
        _ => Err(Error::NotFound("link")),
    }
}
