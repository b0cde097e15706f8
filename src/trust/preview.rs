//! What a certificate would do here, without anybody signing in: for the console and the command
//! line, so that an operator sees why, step by step.

use super::{
    judge::{Judgement, judge_by},
    snapshot,
};
use crate::{
    app::App,
    auth::identities::model::{Identifier, Proof, Refusal},
    db::Context,
    error::Result,
};
use entity::{card, identity, user};
use pki::Certificate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What would happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Would {
    /// The account that it belongs to signs in.
    SignIn,
    /// A new account signs in.
    CreateAccount,
    /// A new account waits for an administrator.
    WaitForApproval,
    /// Nobody signs in.
    Refuse,
}

impl Would {
    /// The sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::CreateAccount => "create_account",
            Self::WaitForApproval => "wait_for_approval",
            Self::Refuse => "refuse",
        }
    }
}

/// An identifier and the account that has it.
#[derive(Clone, Debug)]
pub struct Known {
    /// What the certificate yields.
    pub identifier: Identifier,
    /// Whose it is here.
    pub user: Option<user::Model>,
}

/// What a certificate would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The certificate.
    pub leaf: Certificate,
    /// What signing in would have found out.
    pub judgement: Judgement,
    /// The name of the anchor.
    pub anchor: Option<(Uuid, String)>,
    /// Its identifiers, strongest first.
    pub identifiers: Vec<Known>,
    /// What would happen.
    pub would: Would,
    /// Why nobody would sign in.
    pub refusal: Option<Refusal>,
}

/// Judges a certificate as if it had been shown, with `extra` as what came along with it.
pub async fn preview(app: &App, leaf: Certificate, extra: Vec<Certificate>) -> Result<Preview> {
    let snapshot = snapshot::current(app).await?;
    let judgement = judge_by(app, snapshot.clone(), leaf.clone(), extra).await?;
    let anchor = judgement.anchor.and_then(|id| {
        let anchor = snapshot.anchors.iter().find(|anchor| anchor.id == id)?;
        Some((id, anchor.subject.clone()))
    });
    let Some(proof) = &judgement.proof else {
        let refusal = judgement.refusal;
        let (identifiers, would) = (Vec::new(), Would::Refuse);
        return Ok(Preview { leaf, judgement, anchor, identifiers, would, refusal });
    };
    let identifiers = known(app, &proof.identifiers).await?;
    let (would, refusal) = outcome(app, &leaf, proof, &identifiers).await?;
    Ok(Preview { leaf, anchor, identifiers, would, refusal, judgement })
}

async fn known(app: &App, identifiers: &[Identifier]) -> Result<Vec<Known>> {
    let tx = app.db.begin(Context::default()).await?;
    let mut found = Vec::new();
    for identifier in identifiers {
        let row = identity::Entity::find()
            .filter(identity::Column::TrustDomain.eq(&identifier.trust_domain))
            .filter(identity::Column::Kind.eq(&identifier.kind))
            .filter(identity::Column::Value.eq(&identifier.value))
            .one(&*tx)
            .await?;
        let user = match row {
            Some(row) => user::Entity::find_by_id(row.user_id).one(&*tx).await?,
            None => None,
        };
        found.push(Known { identifier: identifier.clone(), user });
    }
    tx.end().await?;
    Ok(found)
}

/// As `auth::identities::admit` decides, without writing.
async fn outcome(
    app: &App,
    leaf: &Certificate,
    proof: &Proof,
    identifiers: &[Known],
) -> Result<(Would, Option<Refusal>)> {
    let mut people = identifiers.iter().filter_map(|known| known.user.as_ref());
    let Some(person) = people.next() else {
        let would =
            if proof.auto_provision { Would::CreateAccount } else { Would::WaitForApproval };
        return Ok((would, None));
    };
    let refuse = |refusal| Ok((Would::Refuse, Some(refusal)));
    if people.any(|other| other.id != person.id) {
        return refuse(Refusal::IdentityConflict);
    }
    if person.is_pending {
        return Ok((Would::WaitForApproval, Some(Refusal::AccountPending)));
    }
    if !person.is_active {
        return refuse(Refusal::AccountDisabled);
    }
    let tx = app.db.begin(Context::user(person.id)).await?;
    let blocked = card::Entity::find()
        .filter(card::Column::CertificateSha256.eq(leaf.sha256().to_vec()))
        .filter(card::Column::BlockedAt.is_not_null())
        .one(&*tx)
        .await?;
    tx.end().await?;
    match blocked {
        Some(_) => refuse(Refusal::CardBlocked),
        None => Ok((Would::SignIn, None)),
    }
}
