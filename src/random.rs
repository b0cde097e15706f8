//! Random tokens and their digests.
//!
//! A token is shown once and only its SHA-256 is stored: tokens have 256 random bits, so a plain
//! digest cannot be guessed back, and looking one up by its digest needs no constant-time compare.

use crate::error::{Error, Result};
use aws_lc_rs::{digest, rand};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A fresh token and the digest to store.
#[derive(Debug)]
pub struct Token {
    /// What the holder gets.
    pub text: String,
    /// What is stored.
    pub hash: Vec<u8>,
}

/// A token of 256 random bits with a prefix that tells what it is for.
pub fn token(prefix: &str) -> Result<Token> {
    let text = format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes::<32>()?));
    let hash = hash(&text);
    Ok(Token { text, hash })
}

/// Random bytes as lower-case hexadecimal text.
pub fn hex<const BYTES: usize>() -> Result<String> {
    Ok(bytes::<BYTES>()?.iter().map(|b| format!("{b:02x}")).collect())
}

/// The SHA-256 of a token.
pub fn hash(text: &str) -> Vec<u8> {
    digest::digest(&digest::SHA256, text.as_bytes()).as_ref().to_vec()
}

/// A new id: version 7, so that new rows sit together in their index.
pub fn id(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos()))
}

/// Random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes)
        .map_err(|_| Error::Internal(anyhow::anyhow!("the system has no random bytes")))?;
    Ok(bytes)
}
