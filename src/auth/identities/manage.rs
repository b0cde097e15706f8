//! Looking at a person's identities and cards, removing and blocking them: by the person, or by an
//! administrator of the instance.

use super::view::{CardView, Identities, IdentityView};
use crate::{
    app::App,
    audit,
    auth::{methods, session},
    db::{Context, Tx},
    error::{Error, Result},
};
use entity::{card, credential, identity, instance_setting, user};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// A person's identities and cards.
pub async fn list(app: &App, user_id: Uuid) -> Result<Identities> {
    let names = methods::provider_names(app).await?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    let identities = identity::Entity::find()
        .filter(identity::Column::UserId.eq(user_id))
        .order_by_asc(identity::Column::CreatedAt)
        .order_by_asc(identity::Column::Id)
        .all(&*tx)
        .await?;
    let cards = card::Entity::find()
        .filter(card::Column::UserId.eq(user_id))
        .order_by_desc(card::Column::LastSeenAt)
        .order_by_desc(card::Column::Id)
        .all(&*tx)
        .await?;
    tx.end().await?;
    let identities = identities.into_iter().map(|row| {
        let name = row.provider_id.and_then(|id| names.get(&id).cloned());
        IdentityView::new(row, name)
    });
    Ok(Identities {
        identities: identities.collect(),
        cards: cards.into_iter().map(CardView::from).collect(),
    })
}

/// Removes an identity with all others of the same issuer, which would let the same card or provider
/// in again, and ends the sessions that they opened. The last way in of
/// somebody who removes their own stays, and so does the last of an administrator when passwords
/// are off.
pub async fn remove(app: &App, actor: Uuid, user_id: Uuid, id: Uuid) -> Result<()> {
    let passwords = app.settings().await?.password;
    let tx = app.db.begin(Context::user(user_id)).await?;
    // Removals wait for each other: two at once would each see the other's way in stay.
    instance_setting::Entity::find_by_id(1_i16).lock_exclusive().one(&*tx).await?;
    let theirs =
        identity::Entity::find().filter(identity::Column::UserId.eq(user_id)).all(&*tx).await?;
    let target = theirs.iter().find(|row| row.id == id).ok_or(Error::NotFound("identity"))?;
    let (gone, rest): (Vec<_>, Vec<_>) = theirs.iter().partition(|row| {
        row.trust_domain == target.trust_domain && row.provider_id == target.provider_id
    });
    let has_password =
        passwords && credential::Entity::find_by_id(user_id).one(&*tx).await?.is_some();
    if actor == user_id && rest.is_empty() && !has_password {
        return Err(Error::conflict("This is your last way in. Add another one first.", None));
    }
    let ids = gone.iter().map(|row| row.id);
    identity::Entity::delete_many().filter(identity::Column::Id.is_in(ids)).exec(&*tx).await?;
    require_administrator(app, &tx).await?;
    let certificates = match target.provider_id {
        Some(_) => Vec::new(),
        None => certificates(&tx, user_id, &target.trust_domain).await?,
    };
    session::end_of_identity(&tx, user_id, certificates, target.provider_id).await?;
    audit::Entry::new("identity.removed")
        .by(actor)
        .on("user", user_id)
        .with("trust_domain", target.trust_domain.clone())
        .with("labels", gone.iter().map(|row| row.label.clone()).collect::<Vec<_>>())
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    session::told(app);
    Ok(())
}

async fn certificates(tx: &Tx, user_id: Uuid, trust_domain: &str) -> Result<Vec<Vec<u8>>> {
    let rows = card::Entity::find()
        .filter(card::Column::UserId.eq(user_id))
        .filter(card::Column::TrustDomain.eq(trust_domain))
        .all(&**tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.certificate_sha256).collect())
}

/// Refuses a change after which nobody could administer the instance: while passwords are switched
/// off, an active administrator needs a card or a provider.
pub async fn require_administrator(app: &App, tx: &Tx) -> Result<()> {
    let settings = crate::instance::queries::settings(tx).await?;
    if settings.password_enabled || !app.config.auth.password {
        return Ok(());
    }
    if administrators_with_identity(tx).await? == 0 {
        let text =
            "Passwords are switched off: an administrator with a card or a provider must stay.";
        return Err(Error::conflict(text, None));
    }
    Ok(())
}

/// How many active administrators can sign in by card or provider.
pub async fn administrators_with_identity(tx: &Tx) -> Result<u64> {
    Ok(user::Entity::find()
        .join(
            JoinType::InnerJoin,
            user::Entity::belongs_to(identity::Entity)
                .from(user::Column::Id)
                .to(identity::Column::UserId)
                .into(),
        )
        .filter(user::Column::IsInstanceAdmin.eq(true))
        .filter(user::Column::IsActive.eq(true))
        .count(&**tx)
        .await?)
}

/// Blocks a card, or lets it in again, and ends the sessions that it opened.
pub async fn set_blocked(
    app: &App,
    actor: Uuid,
    user_id: Uuid,
    id: Uuid,
    blocked: bool,
) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(user_id)).await?;
    let row = card::Entity::find_by_id(id)
        .filter(card::Column::UserId.eq(user_id))
        .lock_exclusive()
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("card"))?;
    if row.blocked_at.is_some() == blocked {
        return tx.end().await;
    }
    let certificate = row.certificate_sha256.clone();
    let entry = audit::Entry::new(if blocked { "card.blocked" } else { "card.unblocked" })
        .by(actor)
        .on("user", user_id)
        .with("card_id", id.to_string())
        .with("serial", row.serial.clone());
    let mut row = row.into_active_model();
    row.blocked_at = Set(blocked.then_some(now));
    row.update(&*tx).await?;
    if blocked {
        session::end_of_identity(&tx, user_id, vec![certificate], None).await?;
    }
    entry.write(&tx, now).await?;
    tx.commit().await?;
    session::told(app);
    Ok(())
}
