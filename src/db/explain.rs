//! What an error of the database means to operators.

use crate::fault::{Failure, Fault};
use sea_orm::{DbErr, RuntimeErr};
use sqlx::Error;

type Cause<'a> = &'a (dyn std::error::Error + 'static);

const START: &str = "start the database, or correct host and port in its address";
const VERIFY: &str = "set database.ca_file to the authority of the server's certificate, and use \
                      the name that it covers";

/// The fault behind an error and what to do about it; `None` for errors of statements.
pub fn fault_of(error: &Error) -> Option<(Fault, &'static str)> {
    match error {
        Error::Tls(_) => Some((Fault::DatabaseTls, VERIFY)),
        Error::Io(cause) if cause.to_string().contains("takes no writes") => {
            Some((Fault::DatabaseReadOnly, "use the address of the writer"))
        }
        Error::Io(cause) if is_about_certificates(cause) => Some((Fault::DatabaseTls, VERIFY)),
        Error::Io(_) | Error::Protocol(_) | Error::PoolTimedOut | Error::PoolClosed => {
            Some((Fault::DatabaseUnreachable, START))
        }
        Error::Database(cause) => of_code(&cause.code()?),
        _ => None,
    }
}

/// By the SQLSTATE.
fn of_code(code: &str) -> Option<(Fault, &'static str)> {
    Some(match code {
        "28P01" | "28000" => {
            (Fault::DatabaseDenied, "correct user and password in the database's address")
        }
        "42501" => (Fault::DatabaseDenied, "use a role that has the right"),
        "3D000" => (Fault::DatabaseMissing, "create the database, or correct its name"),
        "25006" => (Fault::DatabaseReadOnly, "use the address of the writer"),
        "53100" => (Fault::DatabaseExhausted, "make room on the database's disk"),
        "53200" => (Fault::DatabaseExhausted, "give the database's server more memory"),
        "53300" => (
            Fault::DatabaseExhausted,
            "lower database.pool_size, or let the server accept more connections",
        ),
        _ if code.starts_with("08") || code.starts_with("57P0") => {
            (Fault::DatabaseUnreachable, "wait for the database to be up, then try again")
        }
        _ => return None,
    })
}

fn is_about_certificates(cause: &std::io::Error) -> bool {
    cause.get_ref().is_some_and(|inner| inner.is::<rustls::Error>())
}

/// The error of the database inside a cause; SeaORM does not name it as its source.
pub fn inside(cause: Cause<'_>) -> Option<&Error> {
    if let Some(error) = cause.downcast_ref::<Error>() {
        return Some(error);
    }
    match cause.downcast_ref::<DbErr>()? {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

/// What a cause says about the database, in one sentence with what to do.
pub fn failure_of(cause: Cause<'_>) -> Option<Failure> {
    let error = inside(cause)?;
    let (fault, advice) = fault_of(error)?;
    let what = match error {
        Error::Database(said) => said.message().to_owned(),
        Error::Io(said) => crate::fault::in_words(said),
        other => other.to_string(),
    };
    Some(Failure { fault, sentence: format!("cannot use the database: {what}; {advice}") })
}

/// The error with its code, in a sentence that begins with the setting that holds the address.
pub fn explain(error: anyhow::Error, key: &str) -> anyhow::Error {
    let failure = error.chain().find_map(failure_of);
    match failure {
        Some(Failure { fault, sentence }) => fault.over(error, format!("{key}: {sentence}")),
        None if error.is::<tokio::time::error::Elapsed>() => Fault::DatabaseUnreachable
            .over(error, format!("{key}: the database does not answer; {START}")),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::{fault_of, of_code};
    use crate::fault::Fault;

    #[test]
    fn states_of_sql_have_faults() {
        for (code, fault) in [
            ("28P01", Fault::DatabaseDenied),
            ("3D000", Fault::DatabaseMissing),
            ("25006", Fault::DatabaseReadOnly),
            ("53100", Fault::DatabaseExhausted),
            ("57P03", Fault::DatabaseUnreachable),
            ("08006", Fault::DatabaseUnreachable),
        ] {
            assert_eq!(of_code(code).unwrap().0, fault, "{code}");
        }
        assert!(of_code("42601").is_none(), "an error of syntax is ours");
    }

    #[test]
    fn sockets_and_certificates_are_told_apart() {
        let of = |error: std::io::Error| fault_of(&sqlx::Error::Io(error)).unwrap().0;
        assert_eq!(of(std::io::ErrorKind::ConnectionRefused.into()), Fault::DatabaseUnreachable);
        let untrusted = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        assert_eq!(of(std::io::Error::other(untrusted)), Fault::DatabaseTls);
    }
}
