//! One-time links: first set-up, a new account's welcome, a password reset.
//!
//! Whoever creates a link gets it to hand it over, and when mail is set up it is mailed as well. A
//! link works once and ends on its own; making another one for the same person ends the earlier ones,
//! except that links which sign in, for which anybody may ask, leave the others alone.

use crate::{
    app::App,
    audit,
    db::{Context, Tx},
    error::{Error, Result},
    random,
};
use chrono::{DateTime, Duration, Utc};
use entity::password_link;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

/// What a link lets its holder do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Create the first account, which administers the instance.
    Setup,
    /// Choose the first password of an account that an administrator made.
    Welcome,
    /// Choose another password.
    Reset,
    /// Sign in without any other way in: made on the host when all of them fail.
    BreakGlass,
    /// Sign in, by mail, at the person's own wish.
    MagicLink,
}

impl Purpose {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Welcome => "welcome",
            Self::Reset => "reset",
            Self::BreakGlass => "break_glass",
            Self::MagicLink => "magic_link",
        }
    }

    /// Whether a link that was stored under this name is for choosing a password.
    pub fn sets_a_password(name: &str) -> bool {
        [Self::Welcome, Self::Reset].iter().any(|purpose| purpose.as_str() == name)
    }
}

/// A link that was just made: its address is known only now.
#[derive(Clone, Debug)]
pub struct Link {
    /// The whole address.
    pub url: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// It goes to its owner by mail.
    pub mailed: bool,
}

/// Makes a link inside the caller's transaction.
pub async fn create(app: &App, tx: &Tx, purpose: Purpose, user_id: Option<Uuid>) -> Result<Link> {
    let auth = &app.config.auth;
    let hours = match purpose {
        Purpose::Setup | Purpose::BreakGlass | Purpose::MagicLink => auth.setup_token_hours,
        Purpose::Welcome | Purpose::Reset => auth.password_link_hours,
    };
    if matches!(purpose, Purpose::Welcome | Purpose::Reset) {
        super::sign_in::require_passwords(app).await?;
    }
    create_for(app, tx, purpose, user_id, Duration::hours(i64::from(hours))).await
}

/// As [`create`], with a lifetime of the caller's.
pub async fn create_for(
    app: &App,
    tx: &Tx,
    purpose: Purpose,
    user_id: Option<Uuid>,
    lifetime: Duration,
) -> Result<Link> {
    let now = app.clock.now();
    let expires_at = now + lifetime;
    let mut earlier = password_link::Entity::delete_many();
    earlier = match user_id {
        Some(id) => {
            let magic = Purpose::MagicLink.as_str();
            let of_them = earlier.filter(password_link::Column::UserId.eq(id));
            match purpose {
                Purpose::MagicLink => of_them.filter(password_link::Column::Purpose.eq(magic)),
                _ => of_them.filter(password_link::Column::Purpose.ne(magic)),
            }
        }
        None => earlier.filter(password_link::Column::Purpose.eq(Purpose::Setup.as_str())),
    };
    earlier.exec(&**tx).await?;
    let token = random::token("")?;
    let row = password_link::ActiveModel {
        id: Set(random::id(now)),
        token_hash: Set(token.hash),
        user_id: Set(user_id),
        purpose: Set(purpose.as_str().to_owned()),
        expires_at: Set(expires_at),
        used_at: Set(None),
        created_at: Set(now),
    };
    row.insert(&**tx).await?;
    let token = token.text;
    let url = match purpose {
        Purpose::Setup => app.admin_url(&format!("/setup?token={token}")),
        Purpose::Welcome | Purpose::Reset => {
            app.web_url(&format!("/accounts/set-password?token={token}"))
        }
        Purpose::BreakGlass => app.web_url(&format!("/auth/break-glass/{token}")),
        Purpose::MagicLink => app.web_url(&format!("/sign-in/link?token={token}")),
    };
    Ok(Link { url, expires_at, mailed: false })
}

/// The link behind a token, locked until the transaction ends, if it may still be used.
pub async fn find(app: &App, tx: &Tx, token: &str) -> Result<password_link::Model> {
    password_link::Entity::find()
        .filter(password_link::Column::TokenHash.eq(random::hash(token)))
        .filter(password_link::Column::UsedAt.is_null())
        .filter(password_link::Column::ExpiresAt.gt(app.clock.now()))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("link"))
}

/// Spends a link.
pub async fn spend(app: &App, tx: &Tx, link: password_link::Model) -> Result<()> {
    let mut link = link.into_active_model();
    link.used_at = Set(Some(app.clock.now()));
    link.update(&**tx).await?;
    Ok(())
}

/// The link for the first account, when there is no account yet. Printed at every start until it
/// has been used; each start makes the earlier link void.
pub async fn setup_link(app: &App) -> Result<Option<Link>> {
    let tx = app.db.begin(Context::default()).await?;
    let link = if crate::instance::queries::is_set_up(&tx).await? {
        None
    } else {
        let link = create(app, &tx, Purpose::Setup, None).await?;
        audit::Entry::new("setup_link.created")
            .with("expires_at", link.expires_at.to_rfc3339())
            .write(&tx, app.clock.now())
            .await?;
        Some(link)
    };
    tx.commit().await?;
    Ok(link)
}
