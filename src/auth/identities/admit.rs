//! From a proof to an account: the one place that decides.

use super::{
    cards, link,
    model::{Admission, Proof, Refusal},
    provision,
    store::Case,
};
use crate::{
    app::App,
    auth::{attempt::Attempt, lockout, session::Origin},
    db::Context,
    error::{Error, Result},
};
use entity::{identity, user};
use sea_orm::{EntityTrait, QuerySelect, sea_query::LockType};
use uuid::Uuid;

/// Two first sign-ins of a person can meet; the loser reads again and finds the winner's account.
const TRIES: u32 = 4;

/// Finds, or makes, the account behind a proof, or adds the proof to the account that asked for it.
///
/// What happens to the account is in the audit log; that somebody signed in or was refused is for
/// the caller to write, who knows the rest of the story.
///
/// A proof with `soft_revocation` signs in like any other, an administrator of the instance too. The
/// session remembers it ([`crate::auth::session::Grant`]) and administers nothing: rights over the
/// instance take a card that is known not to be revoked.
pub async fn admit(
    app: &App,
    attempt: &Attempt,
    proof: &Proof,
    origin: &Origin,
) -> Result<Admission> {
    if lockout::is_locked(app, origin).await? {
        return Ok(Admission::Refused(Refusal::Locked));
    }
    let mut tries = 1;
    let admission = loop {
        match once(app, attempt, proof, origin).await {
            Err(Error::Conflict { .. }) if tries < TRIES => tries += 1,
            outcome => break outcome?,
        }
    };
    let counts = [Refusal::CardBlocked, Refusal::IdentityConflict, Refusal::AccountDisabled];
    if let Admission::Refused(refusal) = admission
        && counts.contains(&refusal)
    {
        lockout::count_failure(app, origin).await?;
    }
    Ok(admission)
}

async fn once(app: &App, attempt: &Attempt, proof: &Proof, origin: &Origin) -> Result<Admission> {
    if proof.identifiers.is_empty() {
        return Err(Error::Internal(anyhow::anyhow!("a proof without identifiers")));
    }
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let (ip_address, now) = (origin.ip_address.as_str(), app.clock.now());
    let case = Case { tx: &tx, proof, settings: &settings, ip_address, now };
    let admission = decide(app, &case, attempt, origin).await?;
    tx.commit().await?;
    Ok(admission)
}

async fn decide(
    app: &App,
    case: &Case<'_>,
    attempt: &Attempt,
    origin: &Origin,
) -> Result<Admission> {
    if let Some(card) = &case.proof.card
        && cards::is_blocked(case, card).await?
    {
        return Ok(Admission::Refused(Refusal::CardBlocked));
    }
    let known = case.known().await?;
    if attempt.purpose == "link" {
        return link::link(case, attempt, origin, &known).await;
    }
    // The strongest that is known decides; none of the others may say somebody else.
    let Some(owner) = known.iter().flatten().map(|row| row.user_id).next() else {
        return provision::create(app, case).await;
    };
    let agreed = known.iter().flatten().all(|row| row.user_id == owner);
    if !agreed || case.contradicts(owner).await? {
        return conflict(case, owner, &known).await;
    }
    enter(case, owner, &known).await
}

/// Never a merge, never a guess.
async fn conflict(
    case: &Case<'_>,
    owner: Uuid,
    known: &[Option<identity::Model>],
) -> Result<Admission> {
    let mut accounts: Vec<_> = known.iter().flatten().map(|row| row.user_id.to_string()).collect();
    accounts.dedup();
    let shown = case.proof.identifiers.iter().map(|one| format!("{}: {}", one.kind, one.label));
    case.refusal("identity.conflict", owner)
        .with("accounts", accounts)
        .with("identifiers", shown.collect::<Vec<_>>())
        .write(case.tx, case.now)
        .await?;
    Ok(Admission::Refused(Refusal::IdentityConflict))
}

async fn enter(
    case: &Case<'_>,
    owner: Uuid,
    known: &[Option<identity::Model>],
) -> Result<Admission> {
    let person = user::Entity::find_by_id(owner)
        .lock(LockType::NoKeyUpdate)
        .one(&**case.tx)
        .await?
        .ok_or(Error::NotFound("user"))?;
    if person.is_pending {
        return Ok(Admission::Refused(Refusal::AccountPending));
    }
    if !person.is_active {
        return Ok(Admission::Refused(Refusal::AccountDisabled));
    }
    case.keep(owner, known).await?;
    if let Some(card) = &case.proof.card {
        cards::keep(case, owner, card).await?;
    }
    provision::update_names(case, person).await?;
    Ok(Admission::SignedIn(owner))
}
