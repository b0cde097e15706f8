//! The cards that people have shown: kept to notice a new one, to block one, and to look again
//! whether one has been revoked.

use super::{
    model::Card,
    store::{Case, sha256},
};
use crate::{
    error::{Error, Result},
    random,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use entity::card;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

/// Cards that a person may have; those that ended longest ago fall out.
pub const CARDS_MAX: usize = 10;

/// Whether the card was blocked, whoever's it is: by its certificate, or as the same piece of plastic.
pub(super) async fn is_blocked(case: &Case<'_>, shown: &Card) -> Result<bool> {
    let mut same = Condition::any().add(card::Column::CertificateSha256.eq(sha256(shown)?));
    if let Some(uuid) = &shown.card_uuid {
        let plastic = Condition::all()
            .add(card::Column::CardUuid.eq(uuid))
            .add(card::Column::TrustDomain.eq(&case.proof.trust_domain));
        same = same.add(plastic);
    }
    let blocked = card::Entity::find()
        .filter(same)
        .filter(card::Column::BlockedAt.is_not_null())
        .count(&**case.tx)
        .await?;
    Ok(blocked > 0)
}

/// Notes that the person has shown the card. A new card of somebody who had one is in the audit log.
pub(super) async fn keep(case: &Case<'_>, user_id: Uuid, shown: &Card) -> Result<()> {
    let mut theirs = card::Entity::find()
        .filter(card::Column::UserId.eq(user_id))
        .order_by_desc(card::Column::LastSeenAt)
        .all(&**case.tx)
        .await?;
    let digest = sha256(shown)?;
    if let Some(at) = theirs.iter().position(|row| row.certificate_sha256 == digest) {
        let mut seen = theirs.swap_remove(at).into_active_model();
        seen.last_seen_at = Set(case.now);
        seen.update(&**case.tx).await?;
        return Ok(());
    }
    let before = theirs.iter().find(|row| row.trust_domain == case.proof.trust_domain);
    let row = insert(case, user_id, shown, digest).await?;
    let changed = before.filter(|before| before.card_uuid != row.card_uuid);
    let mut entry = case
        .entry(if changed.is_some() { "card_changed" } else { "card.added" }, user_id)
        .with("card_id", row.id.to_string())
        .with("subject", row.subject)
        .with("issuer", row.issuer)
        .with("serial", row.serial)
        .with("card_uuid", row.card_uuid);
    if let Some(before) = changed {
        entry = entry.with("previous_card_uuid", before.card_uuid.clone());
    }
    entry.write(case.tx, case.now).await?;
    forget_oldest(case, theirs).await
}

async fn insert(
    case: &Case<'_>,
    user_id: Uuid,
    shown: &Card,
    digest: Vec<u8>,
) -> Result<card::Model> {
    let certificate = STANDARD
        .decode(&shown.certificate)
        .map_err(|_| Error::Internal(anyhow::anyhow!("a certificate in a proof is not base64")))?;
    let row = card::ActiveModel {
        id: Set(random::id(case.now)),
        user_id: Set(user_id),
        certificate_sha256: Set(digest),
        certificate: Set(certificate),
        trust_domain: Set(case.proof.trust_domain.clone()),
        subject: Set(shown.subject.clone()),
        issuer: Set(shown.issuer.clone()),
        serial: Set(shown.serial.clone()),
        card_uuid: Set(shown.card_uuid.clone()),
        fascn: Set(shown.fascn.clone()),
        not_before: Set(shown.not_before),
        not_after: Set(shown.not_after),
        first_seen_at: Set(case.now),
        last_seen_at: Set(case.now),
        blocked_at: Set(None),
    };
    Ok(row.insert(&**case.tx).await?)
}

/// Makes room for the card that was just added. What is blocked stays blocked.
async fn forget_oldest(case: &Case<'_>, others: Vec<card::Model>) -> Result<()> {
    let surplus = (others.len() + 1).saturating_sub(CARDS_MAX);
    let mut others: Vec<_> = others.into_iter().filter(|row| row.blocked_at.is_none()).collect();
    // Expired ones first, then by when they were last seen.
    others.sort_by_key(|row| (row.not_after >= case.now, row.last_seen_at));
    let gone = others.iter().take(surplus).map(|row| row.id);
    card::Entity::delete_many().filter(card::Column::Id.is_in(gone)).exec(&**case.tx).await?;
    Ok(())
}
