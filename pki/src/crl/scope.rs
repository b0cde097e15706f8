//! The issuingDistributionPoint of a CRL: which certificates and reasons it speaks for
//! (RFC 5280 section 5.2.5).

use crate::{
    der::{self, DerError, Reader},
    error::ParseError,
    general_name::PointName,
};

/// Reasons as the bits of ReasonFlags (RFC 5280 section 4.2.1.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reasons(u16);

impl Reasons {
    /// Bits 1 to 8; bit 0 is `unused`.
    pub(crate) const ALL: Self = Self(0b1_1111_1110);
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn from_bits(bits: u16) -> Self {
        Self(bits & Self::ALL.0)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a CRL is limited to. The default is a complete CRL of its issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) point: Option<PointName>,
    pub(crate) only_user_certificates: bool,
    pub(crate) only_ca_certificates: bool,
    pub(crate) only_attribute_certificates: bool,
    pub(crate) reasons: Reasons,
    pub(crate) indirect: bool,
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            point: None,
            only_user_certificates: false,
            only_ca_certificates: false,
            only_attribute_certificates: false,
            reasons: Reasons::ALL,
            indirect: false,
        }
    }
}

impl Scope {
    /// Reads the value of the extension.
    pub(crate) fn from_der(value: &[u8]) -> Result<Self, ParseError> {
        let mut fields = Reader::new(der::single(value, der::SEQUENCE)?.content);
        let mut scope = Self::default();
        if let Some(point) = fields.optional(der::context(0))? {
            scope.point = Some(PointName::from_content(point.content)?);
        }
        scope.only_user_certificates = flag(&mut fields, 1)?;
        scope.only_ca_certificates = flag(&mut fields, 2)?;
        if let Some(reasons) = fields.optional(der::context_primitive(3))? {
            scope.reasons = Reasons::from_bits(der::named_bits(reasons.content)?);
        }
        scope.indirect = flag(&mut fields, 4)?;
        scope.only_attribute_certificates = flag(&mut fields, 5)?;
        fields.finish()?;
        let exclusive = [
            scope.only_user_certificates,
            scope.only_ca_certificates,
            scope.only_attribute_certificates,
        ];
        if exclusive.into_iter().filter(|only| *only).count() > 1 {
            return Err(DerError("a CRL limited to two kinds of certificates").into());
        }
        Ok(scope)
    }
}

fn flag(fields: &mut Reader<'_>, number: u8) -> Result<bool, DerError> {
    match fields.optional(der::context_primitive(number))? {
        Some(element) => der::boolean(element.content),
        None => Ok(false),
    }
}
