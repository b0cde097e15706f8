//! Another way in for somebody who is signed in.

use super::{
    cards,
    model::{Admission, Refusal},
    store::{Case, IDENTITIES_MAX},
};
use crate::{
    auth::{
        attempt::Attempt,
        session::{self, Origin},
    },
    error::Result,
};
use chrono::Duration;
use entity::identity;
use uuid::Uuid;

/// Adding a way in is as good as signing in, so it takes a sign-in of the last minutes.
pub const FRESH: Duration = Duration::minutes(10);

/// Adds the proof's identifiers to the account that began the attempt.
pub(super) async fn link(
    case: &Case<'_>,
    attempt: &Attempt,
    origin: &Origin,
    known: &[Option<identity::Model>],
) -> Result<Admission> {
    let Some(user_id) = fresh_account(case, attempt, origin).await? else {
        return Ok(Admission::Refused(Refusal::FreshSignInRequired));
    };
    if known.iter().flatten().any(|row| row.user_id != user_id) || case.contradicts(user_id).await?
    {
        let others = known.iter().flatten().map(|row| row.user_id.to_string());
        case.refusal("identity.conflict", user_id)
            .with("accounts", others.collect::<Vec<_>>())
            .write(case.tx, case.now)
            .await?;
        return Ok(Admission::Refused(Refusal::IdentityConflict));
    }
    let strongest_is_new = known.first().is_none_or(Option::is_none);
    if strongest_is_new && case.count(user_id).await? >= IDENTITIES_MAX {
        case.refusal("identity.linked", user_id)
            .because("too_many")
            .write(case.tx, case.now)
            .await?;
        return Ok(Admission::Refused(Refusal::Unavailable));
    }
    case.keep(user_id, known).await?;
    if let Some(card) = &case.proof.card {
        cards::keep(case, user_id, card).await?;
    }
    case.entry("identity.linked", user_id)
        .with("trust_domain", case.proof.trust_domain.clone())
        .write(case.tx, case.now)
        .await?;
    Ok(Admission::Linked(user_id))
}

/// The account of the attempt, when its own session sends this request and is fresh.
async fn fresh_account(
    case: &Case<'_>,
    attempt: &Attempt,
    origin: &Origin,
) -> Result<Option<Uuid>> {
    let Some(hash) = &origin.session_hash else { return Ok(None) };
    let found = session::find(case.tx, case.settings, hash, case.now).await?;
    let Some((row, person, _)) = found else { return Ok(None) };
    let same = attempt.session_id == Some(row.id) && attempt.user_id == Some(person.id);
    let fresh = row.authenticated_at.is_some_and(|at| case.now - at <= FRESH);
    Ok((same && fresh).then_some(person.id))
}
