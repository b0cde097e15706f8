//! A set of serial numbers in about the bytes of the serials.
//!
//! Serials of one length lie sorted in one buffer; there is a buffer per length that occurs. A CRL
//! of 500,000 entries with serials of 16 octets takes 8 MB, without a pointer per entry.

use std::{cmp::Ordering, collections::BTreeMap};

/// Sorted serials, found by binary search.
#[derive(Debug, Default)]
pub(super) struct Serials {
    groups: Box<[Group]>,
}

#[derive(Debug)]
struct Group {
    width: usize,
    bytes: Box<[u8]>,
}

impl Serials {
    pub(super) fn contains(&self, serial: &[u8]) -> bool {
        self.groups
            .iter()
            .find(|group| group.width == serial.len())
            .is_some_and(|group| group.contains(serial))
    }

    pub(super) fn len(&self) -> usize {
        self.groups.iter().map(|group| group.bytes.len() / group.width).sum()
    }

    pub(super) fn memory_bytes(&self) -> usize {
        self.groups.iter().map(|group| group.bytes.len() + size_of::<Group>()).sum()
    }
}

impl Group {
    fn contains(&self, serial: &[u8]) -> bool {
        let (mut low, mut high) = (0, self.bytes.len() / self.width);
        while low < high {
            let middle = low + (high - low) / 2;
            let start = middle * self.width;
            let Some(found) = self.bytes.get(start..start + self.width) else {
                return false;
            };
            match found.cmp(serial) {
                Ordering::Equal => return true,
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        false
    }
}

/// Collects serials in any order.
#[derive(Debug, Default)]
pub(super) struct SerialsBuilder {
    groups: BTreeMap<usize, Vec<u8>>,
}

impl SerialsBuilder {
    /// Adds a serial, which is not empty.
    pub(super) fn push(&mut self, serial: &[u8]) {
        if !serial.is_empty() {
            self.groups.entry(serial.len()).or_default().extend_from_slice(serial);
        }
    }

    pub(super) fn finish(self) -> Serials {
        Serials {
            groups: self
                .groups
                .into_iter()
                .map(|(width, bytes)| Group { width, bytes: sorted(width, bytes) })
                .collect(),
        }
    }
}

fn sorted(width: usize, bytes: Vec<u8>) -> Box<[u8]> {
    if bytes.chunks_exact(width).is_sorted() {
        return bytes.into_boxed_slice();
    }
    let mut chunks: Vec<&[u8]> = bytes.chunks_exact(width).collect();
    chunks.sort_unstable();
    chunks.concat().into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_pushed_and_nothing_else() {
        let mut builder = SerialsBuilder::default();
        let serials: Vec<Vec<u8>> = (0_u32..2_000)
            .map(|n| {
                let n = n.wrapping_mul(2_654_435_761);
                let width = usize::try_from(1 + n % 4).unwrap();
                n.to_be_bytes()[4 - width..].to_vec()
            })
            .collect();
        for serial in &serials {
            builder.push(serial);
        }
        let set = builder.finish();
        assert_eq!(set.len(), 2_000);
        for serial in &serials {
            assert!(set.contains(serial));
            let mut other = serial.clone();
            other.push(0);
            assert_eq!(set.contains(&other), serials.contains(&other));
        }
        assert!(!set.contains(b""));
        assert!(!Serials::default().contains(b"\x01"));
    }

    #[test]
    fn takes_the_bytes_of_the_serials() {
        let mut builder = SerialsBuilder::default();
        for n in (0_u32..10_000).rev() {
            builder.push(&n.to_be_bytes());
        }
        assert!(builder.finish().memory_bytes() < 40_100);
    }
}
