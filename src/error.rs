//! The one error type of the product.
//!
//! It is neutral: it says what went wrong in the domain, and only `http/error.rs` knows which
//! status and body that becomes. `anyhow` is used where no request is answered (command line,
//! configuration, start-up). `Display` is for logs; what a client may read comes from the
//! variants' public parts, so an internal detail cannot leak by being formatted.

use sea_orm::{DbErr, RuntimeErr, SqlErr};
use uuid::Uuid;

/// Result of everything that can fail while answering a request.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, in terms of the product.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The thing does not exist, or the caller may not know that it does.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// No credentials, or credentials that are wrong or have ended.
    #[error("not authenticated: {0}")]
    Unauthenticated(&'static str),
    /// The caller may know that the thing exists, but may not do this.
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// Fields that do not hold what they should: field name and what is wrong with it.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<(String, String)>),
    /// A rule of the product refuses the request; the text is shown to the user.
    #[error("rule: {0}")]
    Rule(String),
    /// Something with the same identity exists already.
    #[error("conflict on {field}: {message}")]
    Conflict {
        /// The key that carries the message in the answer (`error`, `name`, `identifier`, `slug`).
        field: &'static str,
        /// What is taken, for the user.
        message: String,
        /// The existing thing, when the caller may know it.
        id: Option<Uuid>,
    },
    /// The body is larger than the limit.
    #[error("body too large")]
    TooLarge,
    /// The body is of a type that this path does not take.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// Too many requests; seconds until another try makes sense.
    #[error("too many requests, retry after {retry_after_s} s")]
    TooMany {
        /// Whole seconds for `Retry-After`, at least 1.
        retry_after_s: u64,
    },
    /// The database or another part cannot answer now; trying again later may work.
    #[error("unavailable: {0}")]
    Unavailable(&'static str),
    /// The disk of the files has no room for what was sent.
    #[error("no room for files")]
    NoRoom,
    /// A fault of ours. Never shown to clients.
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// One invalid field.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![(field.into(), message.into())])
    }

    /// A broken rule, in words for the user.
    pub fn rule(message: impl Into<String>) -> Self {
        Self::Rule(message.into())
    }

    /// A conflict on the whole object: `{"error": message, "id": id}`.
    pub fn conflict(message: impl Into<String>, id: Option<Uuid>) -> Self {
        Self::Conflict { field: "error", message: message.into(), id }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => {
                return Self::conflict("Something with the same name or key exists already.", None);
            }
            // A reference to a row that is not there, or belongs to another workspace: composite
            // foreign keys make the two look alike, as they should.
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => {
                return Self::rule("The request refers to something that does not exist here.");
            }
            _ => {}
        }
        match &error {
            DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated => Self::NotFound("record"),
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable("database"),
            DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e))
                if crate::db::is_passing(e) =>
            {
                Self::Unavailable("database")
            }
            DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e))
                if is_unstorable_text(e) =>
            {
                Self::rule("Text may not contain the NUL character.")
            }
            _ => Self::Internal(anyhow::Error::new(error).context("database")),
        }
    }
}

/// NUL in text, or in a text inside JSON, where no check of ours looked for it.
fn is_unstorable_text(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|e| e.code());
    code.is_some_and(|code| code == "22021" || code == "22P05")
}
