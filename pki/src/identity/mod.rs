//! Who a certificate says its holder is, and which of that may name a user.
//!
//! [`card_facts`] reads everything a PIV, PIV-I, derived or CAC certificate says (piv.md section
//! 1.5), and notes what is odd. [`identifiers`] picks what may be bound to a user, under the rules
//! an operator set for the issuer (section 2). Names of people and e-mail addresses never bind: two
//! people share them. Neither do FASC-N and card UUID: they name a card.
//!
//! A subject with a control, invisible or direction-changing character yields no identifier at all.
//! Texts for display have such characters replaced; they are still text, not HTML.

mod fascn;
mod names;
mod rules;

pub use self::fascn::Fascn;
pub use self::names::{CardFacts, card_facts};
pub use self::rules::{Identifier, IdentityRules, Kind, identifiers};

#[cfg(test)]
mod tests;
