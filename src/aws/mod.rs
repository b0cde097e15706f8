//! Amazon Web Services: who we are there, where its endpoints are, and the secrets.
//!
//! Who we are is the instance's role, by the metadata service, version 2, on EC2 and on Elastic
//! Beanstalk alike. There are no keys to configure: a key in a file or in the environment is one that
//! somebody has to rotate, and that leaks. Credentials end after some hours and are asked for again
//! before.
//!
//! This is a small client of our own and not the SDK. We need one call of Secrets Manager and
//! signatures; the SDK brings thirty more packages for it, among them a second implementation of HMAC
//! and SHA-256 for the signatures, which are to be made by the validated module like all others.
//! Files on S3 are `object_store`'s business ([`crate::files`]), with our credentials and our way out.
//!
//! Start at [`Aws`]; then [`settings`] for the start of the process and [`rotation`] for later.

mod credentials;
mod endpoints;
mod fault;
mod login;
pub mod rotation;
mod secrets;
pub mod settings;
pub mod sign;

pub use credentials::{Credentials, Role};
pub use endpoints::variable;
pub use fault::Fault;
pub use login::SecretLogin;

use crate::{
    config::{self, Config},
    outbound::{AwsClient, Metadata, SystemResolver},
};
use anyhow::Context;
use std::sync::Arc;
use tokio::sync::OnceCell;
use url::Url;

/// What is known of AWS, and the way there. One per process is enough; nothing is asked until needed.
#[derive(Debug)]
pub struct Aws {
    /// The settings.
    pub settings: config::Aws,
    /// The client for its names and for the configured endpoints.
    pub client: AwsClient,
    /// Who we are.
    pub role: Role,
    metadata: Metadata,
    region: OnceCell<String>,
}

impl Aws {
    /// As configured.
    pub fn new(config: &Config) -> anyhow::Result<Arc<Self>> {
        let aws = &config.aws;
        let url = |key: &str, text: &str| match text {
            "" => Ok(None),
            text => Url::parse(text).map(Some).with_context(|| key.to_owned()),
        };
        let own = [
            url("aws.endpoint_url", &aws.endpoint_url)?,
            url("files.s3_endpoint_url", &config.files.s3_endpoint_url)?,
        ];
        let endpoints = own.into_iter().flatten().collect();
        let metadata = Metadata::new(url("aws.metadata_url", &aws.metadata_url)?.as_ref())?;
        let client = AwsClient::new(&config.outbound, endpoints, Arc::new(SystemResolver))?;
        let (settings, role) = (aws.clone(), Role::new(metadata));
        Ok(Arc::new(Self { settings, client, role, metadata, region: OnceCell::new() }))
    }
}
