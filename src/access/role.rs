//! The three roles, at workspace and project level alike.

use crate::error::{Error, Result};

/// What a person is in a workspace or project. The numbers are part of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Sees little, comments.
    Guest = 5,
    /// Works.
    Member = 15,
    /// Works and decides who else does.
    Admin = 20,
}

impl Role {
    /// The role behind a stored number.
    pub fn from_stored(number: i16) -> Option<Self> {
        match number {
            5 => Some(Self::Guest),
            15 => Some(Self::Member),
            20 => Some(Self::Admin),
            _ => None,
        }
    }

    /// The role that a request names.
    pub fn parse(number: i32) -> Result<Self> {
        i16::try_from(number)
            .ok()
            .and_then(Self::from_stored)
            .ok_or_else(|| Error::invalid("role", "Must be 20 (admin), 15 (member) or 5 (guest)."))
    }

    /// The number that is stored and sent.
    pub fn number(self) -> i16 {
        self as i16
    }
}
