//! The FASC-N, the number of a federal credential (SP 800-73 part 1, TIG SCEPACS 2.3).
//!
//! 25 bytes are 40 characters of five bits: four data bits, the least significant first, and one
//! bit of odd parity. It names a *card*, never a person: it changes with each card, and test and
//! non-federal cards share one.

use std::fmt;

/// Start, field separator and end sentinels.
const START: u8 = 0xb;
const FIELD: u8 = 0xd;
const END: u8 = 0xf;

/// A decoded FASC-N whose parity, sentinels and check character are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fascn {
    /// Agency code, 4 digits; 9999 for credentials that are not federal.
    pub agency: String,
    /// System code, 4 digits.
    pub system: String,
    /// Credential number, 6 digits.
    pub credential: String,
    /// Credential series.
    pub series: char,
    /// Individual credential issue.
    pub issue: char,
    /// Person identifier, 10 digits.
    pub person: String,
    /// Organisational category: 1 federal, 2 state, 3 commercial, 4 foreign.
    pub category: char,
    /// Organisational identifier, 4 digits.
    pub organization: String,
    /// Association of the person with the organisation: 1 employee to 7 beneficiary.
    pub association: char,
}

impl Fascn {
    /// Decodes the 25 bytes of the pivFASC-N name; `None` if anything about them is wrong.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let characters = characters(bytes)?;
        // The check character makes the XOR of all 40 zero.
        if characters.iter().fold(0, |sum, data| sum ^ data) != 0 {
            return None;
        }
        let mut rest = characters.as_slice();
        sentinel(&mut rest, START)?;
        let agency = digits(&mut rest, 4)?;
        sentinel(&mut rest, FIELD)?;
        let system = digits(&mut rest, 4)?;
        sentinel(&mut rest, FIELD)?;
        let credential = digits(&mut rest, 6)?;
        sentinel(&mut rest, FIELD)?;
        let series = digit(&mut rest)?;
        sentinel(&mut rest, FIELD)?;
        let issue = digit(&mut rest)?;
        sentinel(&mut rest, FIELD)?;
        let person = digits(&mut rest, 10)?;
        let category = digit(&mut rest)?;
        let organization = digits(&mut rest, 4)?;
        let association = digit(&mut rest)?;
        sentinel(&mut rest, END)?;
        (rest.len() == 1).then_some(Self {
            agency,
            system,
            credential,
            series,
            issue,
            person,
            category,
            organization,
            association,
        })
    }

    /// Whether the number tells one card from another. The fourteen nines of cards outside the
    /// federal government (PIV-I) are the same on all of them.
    pub fn is_unique(&self) -> bool {
        !(self.agency == "9999" && self.system == "9999" && self.credential == "999999")
    }
}

/// Agency, system, credential, series and issue, as cards are usually listed.
impl fmt::Display for Fascn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}-{}-{}-{}-{}-{}-{}-{}",
            self.agency,
            self.system,
            self.credential,
            self.series,
            self.issue,
            self.person,
            self.category,
            self.organization,
            self.association
        )
    }
}

/// The data bits of the 40 characters, if each has odd parity.
fn characters(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() != 25 {
        return None;
    }
    let mut characters = Vec::with_capacity(40);
    let mut current = 0_u8;
    let bits = bytes.iter().flat_map(|byte| (0..8).map(move |bit| (byte >> (7 - bit)) & 1));
    for (index, bit) in bits.enumerate() {
        current |= bit << (index % 5);
        if index % 5 == 4 {
            if current.count_ones().is_multiple_of(2) {
                return None;
            }
            characters.push(current & 0xf);
            current = 0;
        }
    }
    Some(characters)
}

fn sentinel(rest: &mut &[u8], wanted: u8) -> Option<()> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    (*first == wanted).then_some(())
}

fn digit(rest: &mut &[u8]) -> Option<char> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    if *first > 9 {
        return None;
    }
    char::from_digit(u32::from(*first), 10)
}

fn digits(rest: &mut &[u8], count: usize) -> Option<String> {
    (0..count).map(|_| digit(rest)).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Encodes 39 characters and adds the check character.
    pub(crate) fn encode(data: &[u8]) -> Vec<u8> {
        let mut characters = data.to_vec();
        characters.push(data.iter().fold(0, |sum, value| sum ^ value));
        let mut bits = Vec::new();
        for value in characters {
            let parity = u8::from(value.count_ones().is_multiple_of(2));
            bits.extend((0..4).map(|bit| (value >> bit) & 1).chain([parity]));
        }
        bits.chunks(8).map(|octet| octet.iter().fold(0, |byte, bit| (byte << 1) | bit)).collect()
    }

    /// The layout of section 1.4 with the digits in place.
    pub(crate) fn layout(agency: &str, system: &str, credential: &str, tail: &str) -> Vec<u8> {
        let number = |text: &str| text.bytes().map(|digit| digit - b'0').collect::<Vec<_>>();
        let mut data = vec![START];
        for field in [agency, system, credential, "1", "1"] {
            data.extend(number(field));
            data.push(FIELD);
        }
        data.extend(number(tail));
        data.push(END);
        data
    }

    fn golden() -> Vec<u8> {
        encode(&layout("4700", "0257", "000046", "0257000046199991"))
    }

    #[test]
    fn golden_card_46_decodes() {
        let fascn = Fascn::decode(&golden()).unwrap();
        assert_eq!(fascn.to_string(), "4700-0257-000046-1-1-0257000046-1-9999-1");
        assert!(fascn.is_unique());
    }

    #[test]
    fn number_of_a_real_test_card_decodes() {
        let bytes = b"\xd1\x38\x10\xd8\x28\xab\x6c\x10\xc3\x39\xe5\xa1\x68\x5a\x08\xc9\x2a\xde\
            \x0a\x61\x84\xe7\x39\xc3\xe7";
        let fascn = Fascn::decode(bytes).unwrap();
        assert_eq!(fascn.to_string(), "4700-0256-001337-1-1-1234567890-1-9999-1");
    }

    #[test]
    fn golden_check_character_is_ten() {
        let last = characters(&golden()).unwrap().last().copied();
        assert_eq!(last, Some(0xa));
    }

    #[test]
    fn any_flipped_bit_is_noticed() {
        for bit in 0..200 {
            let mut bytes = golden();
            bytes[bit / 8] ^= 0x80 >> (bit % 8);
            assert_eq!(Fascn::decode(&bytes), None, "bit {bit}");
        }
    }

    #[test]
    fn wrong_check_character_is_noticed() {
        let mut data = layout("4700", "0257", "000046", "0257000046199991");
        data[1] ^= 1;
        let swapped = encode(&data);
        let mut bytes = golden();
        // The first character differs, with its parity right; the check character is the old one.
        bytes[..3].copy_from_slice(&swapped[..3]);
        assert_eq!(Fascn::decode(&bytes), None);
    }

    #[test]
    fn wrong_lengths_and_sentinels_are_refused() {
        assert_eq!(Fascn::decode(&[]), None);
        assert_eq!(Fascn::decode(&golden()[..24]), None);
        let mut data = layout("4700", "0257", "000046", "0257000046199991");
        data[5] = 3;
        assert_eq!(Fascn::decode(&encode(&data)), None);
        let mut data = layout("4700", "0257", "000046", "0257000046199991");
        data[2] = 0xc;
        assert_eq!(Fascn::decode(&encode(&data)), None);
    }

    #[test]
    fn s12_fourteen_nines_are_not_unique() {
        let bytes = encode(&layout("9999", "9999", "999999", "0000000000199991"));
        assert!(!Fascn::decode(&bytes).unwrap().is_unique());
    }
}
