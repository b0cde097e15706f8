//! Our keys towards providers: made here, never shown, and the statements that they sign.

use crate::error::{Error, Result};
use anyhow::Context;
use aws_lc_rs::{
    digest,
    encoding::{AsDer, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike, Duration, Utc};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyUsagePurpose, PKCS_RSA_SHA256};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, pem::PemObject};
use serde_json::json;

const CERTIFICATE_YEARS: i32 = 3;
/// Login.gov allows five minutes; a clock of theirs that is behind leaves less.
const ASSERTION_LIFETIME: Duration = Duration::minutes(4);

/// A new key pair.
pub struct Made {
    /// The private key, PKCS #8 in DER: to be sealed.
    pub private_key: Vec<u8>,
    /// A self-signed certificate in PEM, for the provider.
    pub certificate: String,
}

/// Makes an RSA key of 3072 bits and a certificate that names us. Takes a while.
pub async fn make(name: &str, now: DateTime<Utc>) -> Result<Made> {
    let name = name.to_owned();
    tokio::task::spawn_blocking(move || make_now(&name, now))
        .await
        .map_err(|e| Error::Internal(e.into()))?
        .map_err(Error::Internal)
}

fn make_now(name: &str, now: DateTime<Utc>) -> anyhow::Result<Made> {
    let key = RsaKeyPair::generate(KeySize::Rsa3072).context("making an RSA key")?;
    let der = AsDer::<Pkcs8V1Der>::as_der(&key).context("writing an RSA key")?;
    let private_key = der.as_ref().to_vec();
    let signer = rcgen::KeyPair::from_pkcs8_der_and_sign_algo(
        &PrivatePkcs8KeyDer::from(private_key.as_slice()),
        &PKCS_RSA_SHA256,
    )?;
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    let date = |years: i32| {
        let month = u8::try_from(now.month()).unwrap_or(1);
        // No 29th of February in most years.
        let day = u8::try_from(now.day()).unwrap_or(1).min(28);
        rcgen::date_time_ymd(now.year() + years, month, day)
    };
    params.not_before = date(0);
    params.not_after = date(CERTIFICATE_YEARS);
    let certificate = params.self_signed(&signer)?.pem();
    Ok(Made { private_key, certificate })
}

/// A statement by which the token endpoint knows us (RFC 7523): for it alone, once, for minutes.
pub fn assertion(
    private_key: &[u8],
    certificate: &str,
    client_id: &str,
    audience: &str,
    now: DateTime<Utc>,
) -> Result<String> {
    let key = RsaKeyPair::from_pkcs8(private_key)
        .map_err(|_| Error::Internal(anyhow::anyhow!("the key for a provider is damaged")))?;
    let header = json!({
        "alg": "RS256",
        "typ": "JWT",
        // Names the certificate that was registered. No "kid": it would have to be the provider's.
        "x5t#S256": thumbprint(certificate)?,
    });
    let claims = json!({
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "jti": crate::random::token("")?.text,
        "iat": now.timestamp(),
        "exp": (now + ASSERTION_LIFETIME).timestamp(),
    });
    let encode = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", encode(&header), encode(&claims));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)
        .map_err(|_| Error::Internal(anyhow::anyhow!("signing for a provider failed")))?;
    Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn thumbprint(certificate: &str) -> Result<String> {
    let der = CertificateDer::from_pem_slice(certificate.as_bytes())
        .map_err(|e| Error::Internal(anyhow::anyhow!("the certificate is damaged: {e}")))?;
    Ok(URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, &der)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::KeyPair;

    #[tokio::test]
    async fn o11_an_assertion_is_for_one_endpoint_once_and_for_minutes() {
        let now = "2028-02-29T12:00:00Z".parse().unwrap();
        let made = make("Treasury Plane", now).await.unwrap();
        assert!(made.certificate.starts_with("-----BEGIN CERTIFICATE-----"));
        let sign = || {
            let endpoint = "https://idp.gov/token";
            assertion(&made.private_key, &made.certificate, "us", endpoint, now).unwrap()
        };
        let (one, two) = (sign(), sign());
        let read = |token: &str, part: usize| -> serde_json::Value {
            let bytes = URL_SAFE_NO_PAD.decode(token.split('.').nth(part).unwrap()).unwrap();
            serde_json::from_slice(&bytes).unwrap()
        };
        let claims = read(&one, 1);
        assert_eq!((&claims["iss"], &claims["sub"]), (&json!("us"), &json!("us")));
        assert_eq!(claims["aud"], "https://idp.gov/token");
        assert_eq!(claims["iat"], now.timestamp());
        let lifetime = claims["exp"].as_i64().unwrap() - now.timestamp();
        assert!((60..=300).contains(&lifetime));
        assert_ne!(claims["jti"], read(&two, 1)["jti"]);
        assert_eq!(read(&one, 0)["alg"], "RS256");
        let key = RsaKeyPair::from_pkcs8(&made.private_key).unwrap();
        let (message, signature) = one.rsplit_once('.').unwrap();
        let public = key.public_key().as_ref();
        aws_lc_rs::signature::UnparsedPublicKey::new(
            &aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256,
            public,
        )
        .verify(message.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).unwrap())
        .unwrap();
    }
}
