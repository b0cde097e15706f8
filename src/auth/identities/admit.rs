//! From a proof to an account.

use super::model::{Admission, Proof, Refusal};
use crate::{
    app::App,
    auth::{attempt::Attempt, session::Origin},
    db::Context,
    error::Result,
};
use entity::{identity, user};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Finds the account behind a proof.
pub async fn admit(
    app: &App,
    _attempt: &Attempt,
    proof: &Proof,
    _origin: &Origin,
) -> Result<Admission> {
    let tx = app.db.begin(Context::default()).await?;
    let mut owner = None;
    for identifier in &proof.identifiers {
        let found = identity::Entity::find()
            .filter(identity::Column::TrustDomain.eq(&identifier.trust_domain))
            .filter(identity::Column::Kind.eq(&identifier.kind))
            .filter(identity::Column::Value.eq(&identifier.value))
            .one(&*tx)
            .await?;
        let Some(found) = found else { continue };
        if owner.is_some_and(|owner| owner != found.user_id) {
            return Ok(Admission::Refused(Refusal::IdentityConflict));
        }
        owner = Some(found.user_id);
    }
    let Some(owner) = owner else { return Ok(Admission::Refused(Refusal::NotLinked)) };
    let person = user::Entity::find_by_id(owner).one(&*tx).await?;
    Ok(match person {
        Some(person) if person.is_active => Admission::SignedIn(person.id),
        _ => Admission::Refused(Refusal::AccountDisabled),
    })
}
