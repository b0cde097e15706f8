//! What providers say about themselves: the discovery document and their keys, kept in memory and,
//! for the other instances and the next start, in the cache.
//!
//! The document is read anew after an hour. Keys are read with it, and again when a token names one
//! that we do not have: once, and not again for a minute, so that tokens with made-up names do not
//! make us hammer the provider.

use super::{client::Fault, jwk::Key};
use crate::{
    app::App,
    cache,
    outbound::{Limits, Outbound, OutboundError, Purpose},
};
use arc_swap::ArcSwap;
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use moka::future::Cache;
use openidconnect::{
    AdditionalProviderMetadata, AsyncHttpClient, DiscoveryError, HttpRequest, HttpResponse,
    IssuerUrl, JsonWebKeySet, ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use serde::{Deserialize, Serialize};
use std::{pin::Pin, sync::Arc, time::Duration as StdDuration};
use tokio::sync::Mutex;

const DOCUMENT_LIFETIME: StdDuration = StdDuration::from_secs(3600);
const KEYS_EVERY: Duration = Duration::seconds(60);
const PROVIDERS_MAX: u64 = 100;

/// The discovery document.
pub type Document = ProviderMetadata<
    Further,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    Key,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Parts of the document that later standards added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Further {
    /// Promises `iss` in the answer (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
    /// Where to sign out (RP-Initiated Logout).
    #[serde(default)]
    pub end_session_endpoint: Option<String>,
}

impl AdditionalProviderMetadata for Further {}

/// A provider as it describes itself.
#[derive(Debug)]
pub struct Known {
    /// The document.
    pub document: Document,
    keys: ArcSwap<JsonWebKeySet<Key>>,
    asked_again_at: Mutex<Option<DateTime<Utc>>>,
}

/// The providers that were asked lately, by issuer.
#[derive(Clone, Debug)]
pub struct Providers(Cache<String, Arc<Known>>);

impl Default for Providers {
    fn default() -> Self {
        let cache = Cache::builder();
        Self(cache.max_capacity(PROVIDERS_MAX).time_to_live(DOCUMENT_LIFETIME).build())
    }
}

impl Providers {
    /// The provider behind an issuer, asked when it is not remembered.
    pub async fn get(&self, app: &App, issuer: &str) -> Result<Arc<Known>, Fault> {
        self.0
            .try_get_with(issuer.to_owned(), async { shared(app, issuer).await.map(Arc::new) })
            .await
            .map_err(|fault| (*fault).clone())
    }

    /// Asks anew, and remembers the answer.
    pub async fn refresh(&self, app: &App, issuer: &str) -> Result<(), Fault> {
        let known = discover(app, issuer).await?;
        self.0.insert(issuer.to_owned(), Arc::new(known)).await;
        Ok(())
    }

    /// Asks again at the next use.
    pub async fn forget(&self, app: &App, issuer: &str) {
        self.0.invalidate(issuer).await;
        cache::forget(app, &cache_key(issuer)).await;
    }

    /// The value of the cache was forgotten by another instance.
    pub async fn forget_here(&self, key: &str) {
        if let Some(issuer) = key.strip_prefix(CACHE_PREFIX) {
            self.0.invalidate(issuer).await;
        }
    }

    /// What other instances have forgotten is not known.
    pub fn clear_here(&self) {
        self.0.invalidate_all();
    }
}

const CACHE_PREFIX: &str = "oidc:";

fn cache_key(issuer: &str) -> String {
    format!("{CACHE_PREFIX}{issuer}")
}

/// What instances share of a provider.
#[derive(Serialize, Deserialize)]
struct Shared {
    document: Document,
    keys: JsonWebKeySet<Key>,
}

/// As some instance has read it within the hour, or read now.
async fn shared(app: &App, issuer: &str) -> Result<Known, Fault> {
    let key = cache_key(issuer);
    if let Some(Shared { document, keys }) = cache::get(app, &key).await
        && check_endpoints(app, &document).is_ok()
    {
        return Ok(Known::new(document, ArcSwap::from_pointee(keys)));
    }
    let known = discover(app, issuer).await?;
    let shared = Shared { document: known.document.clone(), keys: known.keys() };
    cache::set(app, &key, &shared, Duration::hours(1)).await;
    Ok(known)
}

/// Reads document and keys, and checks what the document promises.
pub async fn discover(app: &App, issuer: &str) -> Result<Known, Fault> {
    let url = IssuerUrl::new(issuer.to_owned())
        .map_err(|e| Fault::unavailable("discovery", e.to_string()))?;
    let mut document = Document::discover_async(url, &http(app)).await.map_err(explain)?;
    check_endpoints(app, &document)?;
    let keys = ArcSwap::from_pointee(document.jwks().clone());
    document = document.set_jwks(JsonWebKeySet::new(vec![]));
    Ok(Known::new(document, keys))
}

/// Every address of the document must be one that we would ask, also those that browsers go to.
pub fn check_endpoints(app: &App, document: &Document) -> Result<(), Fault> {
    let mut urls = vec![document.authorization_endpoint().as_str(), document.jwks_uri().as_str()];
    let token = document
        .token_endpoint()
        .ok_or_else(|| Fault::refused("discovery", "There is no token_endpoint."))?;
    urls.push(token.as_str());
    urls.extend(document.userinfo_endpoint().map(|url| url.as_str()));
    urls.extend(document.additional_metadata().end_session_endpoint.as_deref());
    for url in urls {
        app.outbound
            .check(url, Purpose::Provider)
            .map_err(|error| Fault::refused("endpoint", error.to_string()))?;
    }
    Ok(())
}

impl Known {
    fn new(document: Document, keys: ArcSwap<JsonWebKeySet<Key>>) -> Self {
        Self { document, keys, asked_again_at: Mutex::new(None) }
    }

    /// Its keys, as far as we know them.
    pub fn keys(&self) -> JsonWebKeySet<Key> {
        (**self.keys.load()).clone()
    }

    /// Reads the keys again, unless that was done a moment ago. Says whether it was done.
    pub async fn ask_for_keys(&self, app: &App) -> Result<bool, Fault> {
        let mut asked_at = self.asked_again_at.lock().await;
        let now = app.clock.now();
        if asked_at.is_some_and(|at| now - at < KEYS_EVERY) {
            return Ok(false);
        }
        *asked_at = Some(now);
        let client = http(app);
        let keys = JsonWebKeySet::<Key>::fetch_async(self.document.jwks_uri(), &client);
        self.keys.store(Arc::new(keys.await.map_err(explain)?));
        Ok(true)
    }

    /// The algorithms that both sides take: RS256 and ES256, never "none" or a shared secret.
    pub fn algorithms(&self) -> Vec<CoreJwsSigningAlgorithm> {
        let ours = [
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        ];
        let theirs = self.document.id_token_signing_alg_values_supported();
        ours.into_iter().filter(|algorithm| theirs.contains(algorithm)).collect()
    }
}

/// The guarded client, as the package calls it.
#[derive(Clone, Debug)]
pub struct Guarded(Arc<Outbound>);

/// The guarded client.
pub fn http(app: &App) -> Guarded {
    Guarded(Arc::clone(&app.outbound))
}

impl AsyncHttpClient<'_> for Guarded {
    type Error = OutboundError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, OutboundError>> + Send>>;

    fn call(&self, request: HttpRequest) -> Self::Future {
        let outbound = Arc::clone(&self.0);
        Box::pin(async move {
            let request = request.map(Bytes::from);
            let answer = outbound.send(request, Limits::SMALL, Purpose::Provider).await?;
            Ok(answer.map(|body| body.to_vec()))
        })
    }
}

fn explain(error: DiscoveryError<OutboundError>) -> Fault {
    match error {
        DiscoveryError::Request(error) => Fault::unavailable("discovery", error.to_string()),
        DiscoveryError::Response(status, ..) => {
            Fault::unavailable("discovery", format!("The answer has status {status}."))
        }
        other => Fault::refused("discovery", other.to_string()),
    }
}
