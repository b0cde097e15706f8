//! Which region we are in, and what its services are called.

use super::Aws;
use crate::config::is_region;
use anyhow::ensure;

/// A variable of the environment under the name that all programs for AWS know. They are not
/// settings of ours: whoever starts us sets them for the whole process, or the cloud does.
pub fn variable(name: &str) -> Option<String> {
    std::env::var_os(name)?.into_string().ok().filter(|value| !value.is_empty())
}

impl Aws {
    /// The region: of the settings, else of the environment, else where the instance is.
    pub async fn region(&self) -> anyhow::Result<&str> {
        let found = self.region.get_or_try_init(|| async {
            let known = Some(self.settings.region.clone()).filter(|region| !region.is_empty());
            let known =
                known.or_else(|| variable("AWS_REGION")).or_else(|| variable("AWS_DEFAULT_REGION"));
            let region = match known {
                Some(region) => region,
                None => self.region_of_the_instance().await?,
            };
            ensure!(is_region(&region), "\"{region}\" is not the name of a region; set aws.region");
            Ok(region)
        });
        found.await.map(String::as_str)
    }

    async fn region_of_the_instance(&self) -> anyhow::Result<String> {
        let region = self.metadata.read("/latest/meta-data/placement/region").await;
        let region = region.map_err(|error| {
            error.context("the metadata service does not say the region; set aws.region")
        })?;
        Ok(region.trim().to_owned())
    }

    /// The base address of a service, without a slash at the end: the configured one, else the
    /// region's own.
    pub async fn endpoint(&self, service: &str, own: &str) -> anyhow::Result<String> {
        if !own.is_empty() {
            return Ok(own.trim_end_matches('/').to_owned());
        }
        let fips = self.settings.use_fips_endpoint
            || variable("AWS_USE_FIPS_ENDPOINT").is_some_and(|value| value == "true");
        Ok(address(service, self.region().await?, fips))
    }
}

fn address(service: &str, region: &str, fips: bool) -> String {
    let suffix = match region {
        r if r.starts_with("cn-") => "amazonaws.com.cn",
        r if r.starts_with("us-iso-") => "c2s.ic.gov",
        r if r.starts_with("us-isob-") => "sc2s.sgov.gov",
        _ => "amazonaws.com",
    };
    let service = if fips { format!("{service}-fips") } else { service.to_owned() };
    format!("https://{service}.{region}.{suffix}")
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn names_follow_partition_and_validation() {
        for (region, fips, expected) in [
            ("us-east-1", false, "https://s3.us-east-1.amazonaws.com"),
            ("us-gov-west-1", true, "https://s3-fips.us-gov-west-1.amazonaws.com"),
            ("us-iso-east-1", false, "https://s3.us-iso-east-1.c2s.ic.gov"),
            ("us-isob-east-1", false, "https://s3.us-isob-east-1.sc2s.sgov.gov"),
        ] {
            assert_eq!(address("s3", region, fips), expected);
        }
    }
}
