//! What a fuzz target does with an input: read it, and look at all that was read. The test
//! `replay` does the same with the seeds and with mutations of them.

use std::hint::black_box;
use std::sync::{Arc, OnceLock};

use pki::{
    Anchor, Certificate, Crl, IdentityRules, Kind, OcspRules, Profile, Purpose, Revocation,
    TrustStore, card_facts, check_ocsp, identifiers, known, ocsp_request, read_bundle,
    read_header_pem, validate,
};

use crate::forge::{self, Cert, Key};

/// 2025-01-01T00:00:00Z, when the cards of the seeds are valid.
const NOW: i64 = 1_735_689_600;
/// 2027-01-01T00:00:00Z, when the OCSP responses are current.
const OCSP_NOW: i64 = 1_798_761_600;

pub fn certificate(input: &[u8]) {
    let Ok(certificate) = Certificate::from_der(input) else {
        return;
    };
    look_at(&certificate);
    // As a leaf below itself, and beside itself as an anchor.
    for (anchors, pool) in
        [(vec![], vec![certificate.clone()]), (vec![anchor(&certificate)], vec![])]
    {
        let trust = TrustStore::new(anchors, pool, Vec::new());
        black_box(validate(&certificate, std::slice::from_ref(&certificate), NOW, &trust));
        black_box((trust.reaches(&certificate, NOW), trust.hint_subjects()));
    }
}

fn anchor(certificate: &Certificate) -> Anchor {
    Anchor {
        certificate: certificate.clone(),
        trust_domain: "fuzz".into(),
        profile: Profile {
            purpose: Purpose::Path,
            policies: vec![known::ANY_POLICY],
            require_explicit_policy: false,
            inhibit_any_policy: false,
            ..Profile::default()
        },
    }
}

fn look_at(certificate: &Certificate) {
    black_box((certificate.subject().to_text(), certificate.issuer().common_names()));
    black_box((certificate.serial_hex(), certificate.key_text(), certificate.spki()));
    black_box((certificate.policies(), certificate.extended_key_usages()));
    black_box((certificate.crl_urls(), certificate.ocsp_urls(), certificate.freshest_crl()));
    black_box(certificate.verifies(b"", certificate.der(), b""));
    let facts = card_facts(certificate);
    let rules = IdentityRules {
        kinds: vec![Kind::DodEdipi, Kind::Upn, Kind::Subject, Kind::Uid],
        dod: true,
        upn_suffixes: vec!["mil".into()],
        issuer_group: "fuzz".into(),
    };
    black_box(identifiers(certificate, &facts, "fuzz", &rules));
}

pub fn crl(input: &[u8]) {
    let Ok(crl) = Crl::from_der(input) else {
        return;
    };
    black_box((crl.len(), crl.memory_bytes(), crl.scope_key(), crl.is_delta()));
    black_box((crl.issuer().to_text(), crl.number(), crl.authority_key_id()));
    // Ask it about a certificate of the corpus.
    let leaf = seed(include_bytes!("seeds/certificate/card"));
    let issuer = seed(include_bytes!("seeds/certificate/issuer"));
    let trust = TrustStore::new(vec![anchor(&issuer)], Vec::new(), vec![Arc::new(crl)]);
    black_box(validate(&leaf, &[], NOW, &trust));
}

pub fn bundle(input: &[u8]) {
    if let Ok(bundle) = read_bundle(input) {
        bundle.certificates.iter().for_each(look_at);
        black_box(bundle.crls.iter().filter(|der| Crl::from_der(der).is_ok()).count());
    }
}

pub fn header_pem(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input)
        && let Ok(chain) = read_header_pem(text, 8)
    {
        assert!(!chain.is_empty() && chain.len() <= 8);
    }
}

pub fn ocsp(input: &[u8]) {
    let leaf = seed(include_bytes!("seeds/certificate/ocsp_leaf"));
    let issuer = seed(include_bytes!("seeds/certificate/ocsp_issuer"));
    black_box(ocsp_request(&leaf, &issuer, Some(&[7; 16])));
    for nonce in [None, Some(&[7; 16][..])] {
        let rules = OcspRules { now: OCSP_NOW, nonce, require_nonce: nonce.is_some() };
        black_box(check_ocsp(input, &leaf, &issuer, &rules, |_| true));
    }
}

fn seed(der: &[u8]) -> Certificate {
    Certificate::from_der(der).expect("the seed is a certificate")
}

/// Extensions of a leaf and of its issuer, signed, so that they reach the engine: two octets of
/// length, the leaf's, and the issuer's.
pub fn path(input: &[u8]) {
    let Some((length, rest)) = input.split_first_chunk::<2>() else {
        return;
    };
    let length = usize::from(u16::from_be_bytes(*length)).min(rest.len());
    let (of_leaf, of_issuer) = rest.split_at(length);
    let keys = KEYS.get_or_init(|| [Key::new(), Key::new(), Key::new()]);
    let [root_key, issuer_key, leaf_key] = keys;
    let root = Cert::authority("root").build(root_key, "root", root_key);
    let with = |name: &str, extensions: &[u8]| {
        let mut cert = Cert::new(name);
        cert.extensions = vec![extensions.to_vec()];
        cert
    };
    let issuer = with("issuer", of_issuer).build(issuer_key, "root", root_key);
    let leaf = with("leaf", of_leaf).build(leaf_key, "issuer", issuer_key);
    let (Ok(issuer), Ok(leaf)) = (Certificate::from_der(&issuer), Certificate::from_der(&leaf))
    else {
        return;
    };
    let mut strict = anchor(&seed(&root));
    strict.profile = Profile { revocation: Revocation::Off, ..Profile::default() };
    let mut lax = strict.clone();
    lax.profile = Profile { revocation: Revocation::Off, ..anchor(&leaf).profile };
    for anchor in [strict, lax] {
        let trust = TrustStore::new(vec![anchor], vec![issuer.clone()], Vec::new());
        black_box(validate(&leaf, &[], forge::NOW, &trust));
    }
}

static KEYS: OnceLock<[Key; 3]> = OnceLock::new();
