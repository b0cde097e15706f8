//! Which errors say that the server is gone, and not that a statement was wrong.

use sqlx::Error;

/// The connection is lost, or the server behind it takes no writes: class 08 (connection), 57P01-03
/// (the server stops or starts), 25006 (a demoted writer) and whatever the socket says. What other
/// connections of the same age are worth is in doubt then.
pub fn is_weather(error: &Error) -> bool {
    match error {
        Error::Io(_) => true,
        Error::Database(e) => e.code().is_some_and(|code| {
            code.starts_with("08") || matches!(&*code, "57P01" | "57P02" | "57P03" | "25006")
        }),
        _ => false,
    }
}

/// As [`is_weather`], or no connection was to be had: trying again later may work. 57P05 and 25P03
/// end one idle connection, 53300 says that the server has no room, 40001 that a standby had to stop
/// a query to keep up.
pub fn is_passing(error: &Error) -> bool {
    match error {
        Error::PoolTimedOut | Error::PoolClosed => true,
        Error::Database(e) => {
            let passing =
                |code: &str| code.starts_with("53") || matches!(code, "57P05" | "25P03" | "40001");
            is_weather(error) || e.code().is_some_and(|code| passing(&code))
        }
        _ => is_weather(error),
    }
}

/// The server does not believe the password: a token that has ended, perhaps.
pub(super) fn is_refused_login(error: &Error) -> bool {
    let code = error.as_database_error().and_then(|e| e.code());
    code.is_some_and(|code| code == "28P01" || code == "28000")
}
