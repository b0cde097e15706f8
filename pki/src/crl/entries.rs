//! The entries of a list, by the issuer of the certificates they name.

use std::collections::HashMap;

use super::{
    Entry,
    serials::{Serials, SerialsBuilder},
};
use crate::{der::DerError, name::Name};

/// An indirect list names at most this many issuers besides its own.
const ISSUERS_MAX: usize = 4096;

/// Entries of certificates that the list's own issuer issued, and of others (indirect lists).
#[derive(Debug, Default)]
pub(super) struct Entries {
    own: Kinds<Serials>,
    others: Box<[(Name, Kinds<Serials>)]>,
}

#[derive(Debug, Default)]
struct Kinds<T> {
    revoked: T,
    on_hold: T,
    removed: T,
}

impl Kinds<Serials> {
    fn find(&self, serial: &[u8]) -> Entry {
        // An entry that occurs twice counts as the worse of the two.
        if self.revoked.contains(serial) {
            Entry::Revoked
        } else if self.on_hold.contains(serial) {
            Entry::OnHold
        } else if self.removed.contains(serial) {
            Entry::Removed
        } else {
            Entry::Absent
        }
    }

    fn all(&self) -> [&Serials; 3] {
        [&self.revoked, &self.on_hold, &self.removed]
    }
}

impl Entries {
    /// The worst that is listed for this serial under this issuer.
    pub(super) fn find(&self, own: &Name, issuer: &Name, serial: &[u8]) -> Entry {
        if own.matches(issuer) {
            match self.own.find(serial) {
                Entry::Absent => {}
                found => return found,
            }
        }
        self.others
            .iter()
            .filter(|(name, _)| name.matches(issuer))
            .map(|(_, kinds)| kinds.find(serial))
            .find(|entry| *entry != Entry::Absent)
            .unwrap_or(Entry::Absent)
    }

    pub(super) fn len(&self) -> usize {
        self.sets().map(Serials::len).sum()
    }

    pub(super) fn memory_bytes(&self) -> usize {
        self.sets().map(Serials::memory_bytes).sum::<usize>()
            + self.others.iter().map(|(name, _)| name.der().len()).sum::<usize>()
    }

    fn sets(&self) -> impl Iterator<Item = &Serials> {
        let others = self.others.iter().flat_map(|(_, kinds)| kinds.all());
        self.own.all().into_iter().chain(others)
    }
}

/// Collects entries in the order of the list: an issuer, once named, holds for the entries that
/// follow (RFC 5280 section 5.3.3).
#[derive(Default)]
pub(super) struct EntriesBuilder {
    own: Kinds<SerialsBuilder>,
    others: Vec<(Name, Kinds<SerialsBuilder>)>,
    by_name: HashMap<Box<[u8]>, usize>,
    current: Option<usize>,
}

impl EntriesBuilder {
    /// The entries from here on are of certificates of this issuer.
    pub(super) fn set_issuer(&mut self, name: Name) -> Result<(), DerError> {
        if let Some(index) = self.by_name.get(name.der()) {
            self.current = Some(*index);
            return Ok(());
        }
        if self.others.len() >= ISSUERS_MAX {
            return Err(DerError("an indirect CRL of too many issuers"));
        }
        self.current = Some(self.others.len());
        self.by_name.insert(name.der().into(), self.others.len());
        self.others.push((name, Kinds::default()));
        Ok(())
    }

    pub(super) fn push(&mut self, entry: Entry, serial: &[u8]) {
        let current = self.current.and_then(|index| self.others.get_mut(index));
        let kinds = current.map_or(&mut self.own, |(_, kinds)| kinds);
        match entry {
            Entry::Absent => {}
            Entry::Revoked => kinds.revoked.push(serial),
            Entry::OnHold => kinds.on_hold.push(serial),
            Entry::Removed => kinds.removed.push(serial),
        }
    }

    pub(super) fn finish(self) -> Entries {
        Entries {
            own: finish(self.own),
            others: self.others.into_iter().map(|(name, kinds)| (name, finish(kinds))).collect(),
        }
    }
}

fn finish(kinds: Kinds<SerialsBuilder>) -> Kinds<Serials> {
    Kinds {
        revoked: kinds.revoked.finish(),
        on_hold: kinds.on_hold.finish(),
        removed: kinds.removed.finish(),
    }
}
