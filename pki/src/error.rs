//! Why something could not be read.

use std::borrow::Cow;
use std::fmt;

use crate::der::DerError;

/// What is wrong with an encoding; the text holds nothing from the input and is safe in logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError(Cow<'static, str>);

impl ParseError {
    /// An error with this text.
    pub fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self(what.into())
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseError {}

impl From<DerError> for ParseError {
    fn from(error: DerError) -> Self {
        Self(Cow::Borrowed(error.0))
    }
}
