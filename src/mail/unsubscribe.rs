//! Links that switch a kind of mail off, for whoever has the mail: no sign-in (RFC 8058).
//!
//! The token names the person and the kinds and is signed with the instance's key; there is nothing
//! to look up and nothing that ends. It can switch off and nothing else, and it is in no mail that
//! guards an account.

use crate::{
    app::App,
    audit,
    db::Context,
    error::{Error, Result},
    keys::Keys,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// For what tokens are signed.
const PURPOSE: &str = "mail-unsubscribe";
const TOKEN_MAX: usize = 400;

/// Kinds of mail that a person can switch off: the names of the preferences, and `digest` for the
/// whole of it.
const KINDS: [&str; 8] = [
    "property_change",
    "state_change",
    "issue_completed",
    "comment",
    "mention",
    "due_soon",
    "overdue",
    "digest",
];

/// A token for these kinds of mail to this person.
pub fn token(keys: &Keys, user_id: Uuid, kinds: &[&str]) -> Result<String> {
    let mask = KINDS.iter().enumerate().filter(|(_, kind)| kinds.contains(kind));
    let mask = mask.fold(0_u8, |mask, (bit, _)| mask | 1 << bit);
    let mut bytes = user_id.as_bytes().to_vec();
    bytes.push(mask);
    let signature = keys.sign(PURPOSE, &bytes)?;
    bytes.extend(signature);
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Whom and which kinds a token names.
fn read(keys: &Keys, token: &str) -> Result<(Uuid, Vec<&'static str>)> {
    let unknown = || Error::NotFound("link");
    if token.len() > TOKEN_MAX {
        return Err(unknown());
    }
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| unknown())?;
    let (said, signature) = bytes.split_at_checked(17).ok_or_else(unknown)?;
    if !keys.verify(PURPOSE, said, signature)? {
        return Err(unknown());
    }
    let (id, mask) = said.split_at_checked(16).ok_or_else(unknown)?;
    let user_id = Uuid::from_slice(id).map_err(|_| unknown())?;
    let mask = mask.first().copied().unwrap_or_default();
    let kinds = KINDS.iter().enumerate().filter(|(bit, _)| mask & 1 << bit != 0);
    Ok((user_id, kinds.map(|(_, kind)| *kind).collect()))
}

/// Switches off what the token names, and says which kinds those are. Again is the same as once.
pub async fn switch_off(app: &App, token: &str) -> Result<String> {
    let (user_id, kinds) = read(&app.keys, token)?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(user_id)).await?;
    super::preferences::switch_off(&tx, user_id, &kinds, now).await?;
    let kinds = kinds.join(",");
    audit::Entry::new("mail.unsubscribed")
        .by(user_id)
        .with("kinds", &*kinds)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    Ok(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_token_names_a_person_and_kinds_and_nothing_else_passes() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::load(&Config::from_defaults(folder.path()).unwrap()).unwrap();
        let id = Uuid::from_u128(7);
        let made = token(&keys, id, &["comment", "overdue"]).unwrap();
        assert_eq!(read(&keys, &made).unwrap(), (id, vec!["comment", "overdue"]));
        let mut bytes = URL_SAFE_NO_PAD.decode(&made).unwrap();
        bytes[16] |= 1;
        for bad in [URL_SAFE_NO_PAD.encode(bytes), made[..30].to_owned(), "x".repeat(500)] {
            assert!(matches!(read(&keys, &bad), Err(Error::NotFound(_))), "{bad}");
        }
    }
}
