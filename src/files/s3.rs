//! Amazon S3, or what speaks the same, as the place of the bytes.
//!
//! `object_store` knows the protocol; credentials and the way out are [`crate::aws`]'s, so that keys
//! are those of the instance's role and no address is reached that is not AWS's or configured.
//! Objects are encrypted by the key that is configured, else as the bucket says; with a bucket key,
//! so that KMS is not asked for each of them.

use crate::{aws::Aws, config, outbound::OutboundError};
use async_trait::async_trait;
use futures_util::StreamExt;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Frame, Incoming};
use object_store::{
    ClientOptions, CredentialProvider, ObjectStore, RetryConfig,
    aws::{AmazonS3Builder, AwsCredential},
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
        HttpResponseBody, HttpService,
    },
    path::Path,
    prefix::PrefixStore,
};
use std::{sync::Arc, time::Duration};

/// Somebody waits for the file.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two pieces of an answer.
const SILENCE_MAX: Duration = Duration::from_secs(30);

/// The bucket of the configuration. Nothing is asked of it yet.
pub(super) async fn open(
    files: &config::Files,
    aws: &Arc<Aws>,
) -> anyhow::Result<Arc<dyn ObjectStore>> {
    let store = bucket(&files.s3_bucket, files, aws).await?;
    let prefix = Path::from(files.s3_prefix.as_str());
    Ok(match prefix.as_ref() {
        "" => store,
        _ => Arc::new(PrefixStore::new(store, prefix)),
    })
}

/// A bucket of this name, reached and encrypted as the one for files is.
pub async fn bucket(
    name: &str,
    files: &config::Files,
    aws: &Arc<Aws>,
) -> anyhow::Result<Arc<dyn ObjectStore>> {
    let own = match files.s3_endpoint_url.as_str() {
        "" => aws.settings.endpoint_url.as_str(),
        own => own,
    };
    let endpoint = aws.endpoint("s3", own).await?;
    let mut builder = AmazonS3Builder::new()
        .with_region(aws.region().await?)
        .with_bucket_name(name)
        .with_credentials(Arc::new(Keys(Arc::clone(aws))))
        // One at a time: the other way wants an MD5 of the names.
        .with_disable_bulk_delete(true)
        .with_http_connector(Connector(Arc::clone(aws)))
        .with_retry(RetryConfig {
            max_retries: 4,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        })
        .with_allow_http(endpoint.starts_with("http://"));
    // Names with dots do not fit AWS's certificates, and other stores often know paths only.
    let by_host = own.is_empty() && !name.contains('.');
    builder = match endpoint.strip_prefix("https://") {
        Some(host) if by_host => builder
            .with_virtual_hosted_style_request(true)
            .with_endpoint(format!("https://{name}.{host}")),
        _ => builder.with_virtual_hosted_style_request(false).with_endpoint(endpoint),
    };
    if !files.s3_kms_key_id.is_empty() {
        builder = builder.with_sse_kms_encryption(&files.s3_kms_key_id).with_bucket_key(true);
    }
    Ok(Arc::new(builder.build()?))
}

/// The instance's role, as the store wants it.
#[derive(Debug)]
struct Keys(Arc<Aws>);

#[async_trait]
impl CredentialProvider for Keys {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        let keys =
            self.0.role.get().await.map_err(|error| object_store::Error::Generic {
                store: "S3",
                source: error.into(),
            })?;
        Ok(Arc::new(AwsCredential {
            key_id: keys.id,
            secret_key: keys.secret.expose().to_owned(),
            token: keys.session,
        }))
    }
}

#[derive(Debug)]
struct Connector(Arc<Aws>);

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(Way(Arc::clone(&self.0))))
    }
}

#[derive(Debug)]
struct Way(Arc<Aws>);

#[async_trait]
impl HttpService for Way {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let answer = self.0.client.send(request).await.map_err(|error| {
            let kind = match error {
                OutboundError::TooSlow(_) => HttpErrorKind::Timeout,
                OutboundError::Exchange { .. } | OutboundError::Name(_) => HttpErrorKind::Connect,
                _ => HttpErrorKind::Unknown,
            };
            HttpError::new(kind, error)
        })?;
        Ok(answer.map(|body| HttpResponseBody::new(StreamBody::new(pieces(body)))))
    }
}

/// The answer's body; one that falls silent is broken off.
fn pieces(
    body: Incoming,
) -> impl futures_util::Stream<Item = Result<Frame<bytes::Bytes>, HttpError>> + Send + Sync + 'static
{
    futures_util::stream::unfold(Some(body), |body| async move {
        let mut body = body?;
        match tokio::time::timeout(SILENCE_MAX, body.frame()).await {
            Ok(Some(Ok(frame))) => Some((Ok(frame), Some(body))),
            Ok(Some(Err(error))) => {
                Some((Err(HttpError::new(HttpErrorKind::Interrupted, error)), None))
            }
            Ok(None) => None,
            Err(error) => Some((Err(HttpError::new(HttpErrorKind::Timeout, error)), None)),
        }
    })
    // The body is asked again after its end.
    .fuse()
}
