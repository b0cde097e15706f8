//! Accounts for people that a trusted issuer vouches for and nobody here knows yet, and the names
//! that the issuer gives them.

use super::{
    cards,
    model::{Admission, Refusal},
    store::Case,
};
use crate::{
    app::App,
    error::Result,
    random,
    users::ops::{self, NewUser},
};
use entity::{identity, user};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};

/// Accounts that may wait for approval at a time.
const PENDING_MAX: u64 = 1000;

/// Makes the account: one that may sign in and belongs to no workspace, or one that waits.
pub(super) async fn create(app: &App, case: &Case<'_>) -> Result<Admission> {
    let waits = !case.proof.auto_provision;
    if waits && pending(case).await? >= PENDING_MAX {
        return Ok(Admission::Refused(Refusal::NotLinked));
    }
    let (first_name, last_name) = names(case);
    let new = NewUser {
        email: free_address(case).await?,
        first_name,
        last_name,
        is_instance_admin: false,
        is_active: !waits,
    };
    let nameless = new.first_name.is_empty() && new.last_name.is_empty();
    let mut person = ops::create(app, case.tx, new).await?;
    if waits || nameless {
        let label = case.proof.identifiers.first().map(|first| clean(&first.label));
        let mut row = person.into_active_model();
        row.is_pending = Set(waits);
        if let Some(label) = label.filter(|label| nameless && !label.is_empty()) {
            row.display_name = Set(label);
        }
        person = row.update(&**case.tx).await?;
    }
    case.entry("user.provisioned", person.id)
        .with("trust_domain", case.proof.trust_domain.clone())
        .with("is_pending", waits)
        .write(case.tx, case.now)
        .await?;
    let nothing_known: Vec<_> = case.proof.identifiers.iter().map(|_| None).collect();
    case.keep(person.id, &nothing_known).await?;
    if let Some(card) = &case.proof.card {
        cards::keep(case, person.id, card).await?;
    }
    Ok(if waits {
        Admission::Refused(Refusal::AccountPending)
    } else {
        Admission::SignedIn(person.id)
    })
}

async fn pending(case: &Case<'_>) -> Result<u64> {
    Ok(user::Entity::find().filter(user::Column::IsPending.eq(true)).count(&**case.tx).await?)
}

/// The address that the issuer has verified, unless somebody has it: it never leads to their account.
async fn free_address(case: &Case<'_>) -> Result<String> {
    let offered = case.proof.email.as_ref().map(|email| email.trim().to_lowercase());
    if let Some(email) = offered.filter(|email| is_usable(email)) {
        let taken = user::Entity::find().filter(user::Column::Email.eq(&email)).one(&**case.tx);
        if taken.await?.is_none() {
            return Ok(email);
        }
    }
    Ok(ops::placeholder_email(random::id(case.now)))
}

fn is_usable(email: &str) -> bool {
    !ops::is_placeholder(email) && crate::check::Check::new().email("email", email).finish().is_ok()
}

/// Takes over the names of the issuer that made the account. The name to show follows, unless the
/// person has chosen another.
pub(super) async fn update_names(case: &Case<'_>, person: user::Model) -> Result<()> {
    let (first_name, last_name) = names(case);
    let same = person.first_name == first_name && person.last_name == last_name;
    if same || (first_name.is_empty() && last_name.is_empty()) || !made_by(case, &person).await? {
        return Ok(());
    }
    let full = |first: &str, last: &str| format!("{first} {last}").trim().to_owned();
    let shows_name = person.display_name == full(&person.first_name, &person.last_name);
    let entry = case
        .entry("user.renamed", person.id)
        .with("before", full(&person.first_name, &person.last_name))
        .with("after", full(&first_name, &last_name));
    let mut row = person.into_active_model();
    if shows_name {
        row.display_name = Set(full(&first_name, &last_name).chars().take(255).collect());
    }
    row.first_name = Set(first_name);
    row.last_name = Set(last_name);
    row.updated_at = Set(case.now);
    row.update(&**case.tx).await?;
    entry.write(case.tx, case.now).await
}

/// Whether the account was made for an identity of this issuer: both have the same time.
async fn made_by(case: &Case<'_>, person: &user::Model) -> Result<bool> {
    let first = identity::Entity::find()
        .filter(identity::Column::UserId.eq(person.id))
        .filter(identity::Column::TrustDomain.eq(&case.proof.trust_domain))
        .filter(identity::Column::CreatedAt.eq(person.created_at))
        .count(&**case.tx)
        .await?;
    Ok(first > 0)
}

fn names(case: &Case<'_>) -> (String, String) {
    (clean(&case.proof.first_name), clean(&case.proof.last_name))
}

/// A name without control characters and without those that turn the direction of text.
fn clean(name: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let kept: String = name.chars().filter(|c| !hidden(*c)).collect();
    kept.trim().chars().take(255).collect()
}

#[cfg(test)]
mod tests {
    use super::{clean, is_usable};

    #[test]
    fn names_lose_what_cannot_be_seen() {
        assert_eq!(clean(" Ada\n\0\u{202e} L "), "Ada L");
        assert_eq!(clean("José 李"), "José 李");
        assert_eq!(clean(&"x".repeat(300)).len(), 255);
    }

    #[test]
    fn a_placeholder_is_nobodys_address() {
        assert!(is_usable("ada@agency.example"));
        assert!(!is_usable("0@no-address.invalid"));
        assert!(!is_usable("nobody"));
    }
}
