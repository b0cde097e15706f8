//! The cryptographic module, and passwords that it cannot verify.

use super::{Finding, State};
use crate::{
    config::PasswordHash,
    crypto::{
        self,
        password_hash::{Function, PBKDF2_PREFIX},
    },
};
use sqlx::PgConnection;

/// What the module is, after its self-tests.
pub(super) fn module() -> Finding {
    let tried = crypto::require().and_then(|module| {
        crypto::self_test()?;
        Ok(module.to_string())
    });
    Finding::of("crypto.module", tried)
}

/// Accounts whose password hash is by another function than the settings ask for. A schema without
/// accounts is told about by `migrations.current`.
pub(super) async fn passwords(
    connection: &mut PgConnection,
    setting: PasswordHash,
) -> Option<Finding> {
    const ID: &str = "crypto.passwords";
    if Function::new(setting) != Function::Pbkdf2 {
        return None;
    }
    let is_there: bool = sqlx::query_scalar("SELECT to_regclass('credentials') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await
        .ok()?;
    if !is_there {
        return None;
    }
    let others: Result<i64, _> = sqlx::query_scalar(
        "SELECT count(*) FROM credentials JOIN users ON users.id = user_id
         WHERE is_active AND NOT starts_with(password_hash, $1)",
    )
    .bind(PBKDF2_PREFIX)
    .fetch_one(connection)
    .await;
    Some(match others {
        Ok(others) => {
            let (state, message) = told(others, crypto::IS_FIPS_BUILD);
            Finding::new(ID, state, message)
        }
        Err(error) => Finding::of(ID, Err(error.into())),
    })
}

fn told(others: i64, is_fips_build: bool) -> (State, String) {
    let name = Function::Pbkdf2.name();
    match (others, is_fips_build) {
        (0, _) => (State::Ok, format!("all passwords are hashed with {name}")),
        (_, true) => (
            State::Warning,
            format!(
                "passwords that this FIPS build cannot verify: {others}; their owners sign in another \
                 way, or get a link for a new one from the console or `admin reset-link`"
            ),
        ),
        (_, false) => (
            State::Ok,
            format!(
                "passwords not hashed with {name} yet: {others}; each is when its owner signs in, if \
                 it has 14 characters"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_passes_its_self_tests() {
        let found = module();
        assert_eq!(found.state, State::Ok, "{found:?}");
        assert!(found.message.contains("AWS-LC"), "{found:?}");
    }

    #[test]
    fn passwords_that_cannot_be_verified_are_a_warning() {
        assert_eq!(told(0, true).0, State::Ok);
        assert_eq!(told(3, false).0, State::Ok);
        let (state, message) = told(3, true);
        assert_eq!(state, State::Warning);
        assert!(message.contains(": 3;"), "{message}");
    }
}
