//! How often one caller may ask.
//!
//! Anonymous callers are told apart by address (an IPv6 caller by its /64, which is what one
//! customer gets), everyone else by API token or session. Sessions and addresses have token buckets
//! in this process, full at first sight, with a minute's worth: they keep it from being flooded, and
//! cost no round trip. What is to hold over all instances is counted in [`super::shared_limits`].

use super::{ClientAddress, shared_limits::Shared};
use crate::{
    config::Limits,
    error::{Error, Result},
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, QuantaClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
use poem::{
    Request, Response,
    http::{HeaderName, HeaderValue},
};
use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Arc, OnceLock},
};
use uuid::Uuid;

/// Whose bucket a request is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Nobody known, from this address.
    Anonymous(ClientAddress),
    /// An API token, by its id.
    ApiToken(Uuid),
    /// A session, by its id.
    Session(Uuid),
}

/// What is left of a bucket; shown to API clients.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Requests that may follow at once.
    pub remaining: u32,
    /// Seconds until the bucket is full again.
    pub reset_s: u64,
}

impl Allowance {
    /// The same with the reset as seconds since 1970, as clients of this API expect it.
    fn at(self, now_s: i64) -> (u32, u64) {
        (self.remaining, u64::try_from(now_s).unwrap_or_default() + self.reset_s)
    }
}

/// The buckets that only this process counts.
#[derive(Debug)]
pub struct RateLimits {
    addresses: Buckets<u128>,
    sessions: Buckets<Uuid>,
}

impl RateLimits {
    /// Full buckets of the configured sizes.
    pub fn new(limits: &Limits) -> Self {
        Self {
            addresses: Buckets::new(limits.anonymous_per_minute),
            sessions: Buckets::new(limits.session_per_minute),
        }
    }

    /// Takes one request from an address' bucket, or says when the next may come.
    pub fn take_anonymous(&self, ClientAddress(address): ClientAddress) -> Result<Allowance> {
        self.addresses.take(&address_key(address))
    }

    /// Forgets callers whose buckets are full again; called now and then, or the maps only grow.
    pub fn forget_idle(&self) {
        self.addresses.forget_idle();
        self.sessions.forget_idle();
    }
}

/// Buckets of one size.
#[derive(Debug)]
pub(super) struct Buckets<K: Clone + Hash + Eq> {
    limiter: RateLimiter<K, DashMapStateStore<K>, QuantaClock, StateInformationMiddleware>,
    clock: QuantaClock,
}

impl<K: Clone + Hash + Eq> Buckets<K> {
    pub(super) fn new(per_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        let limiter = RateLimiter::dashmap(quota).with_middleware();
        Self { limiter, clock: QuantaClock::default() }
    }

    pub(super) fn take(&self, key: &K) -> Result<Allowance> {
        match self.limiter.check_key(key) {
            Ok(state) => {
                let quota = state.quota();
                let remaining = state.remaining_burst_capacity();
                let missing = quota.burst_size().get().saturating_sub(remaining);
                let reset = quota.replenish_interval().saturating_mul(missing);
                Ok(Allowance { remaining, reset_s: reset.as_secs() })
            }
            Err(refusal) => {
                let wait = refusal.wait_time_from(self.clock.now());
                Err(Error::TooMany { retry_after_s: wait.as_secs() + 1 })
            }
        }
    }

    pub(super) fn forget_idle(&self) {
        self.limiter.retain_recent();
    }
}

/// One number for all addresses that one customer gets.
pub(super) fn address_key(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits() >> 64 << 64,
    }
}

/// What parts deeper inside tell the shell about a request: it is put into each request and read
/// again when the answer passes by.
#[derive(Clone, Debug, Default)]
pub struct Facts(Arc<FactsInner>);

#[derive(Debug, Default)]
struct FactsInner {
    user: OnceLock<Uuid>,
    allowance: OnceLock<(u32, u64)>,
}

impl Facts {
    /// Who asked, for the request log.
    pub fn set_user(&self, user_id: Uuid) {
        let _ = self.0.user.set(user_id);
    }

    pub(super) fn user(&self) -> Option<Uuid> {
        self.0.user.get().copied()
    }

    /// Shows API clients what they have left.
    pub(super) fn apply(&self, response: &mut Response) {
        if let Some((remaining, reset)) = self.0.allowance.get() {
            let headers = response.headers_mut();
            headers.insert(REMAINING, HeaderValue::from(*remaining));
            headers.insert(RESET, HeaderValue::from(*reset));
        }
    }
}

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Counts the request for `caller`; the answer to an API token will show what is left, with the
/// reset counted from `now_s` (seconds since 1970). Does nothing outside the shell, as in tests that
/// drive handlers directly.
pub async fn limit_key(request: &Request, caller: Caller, now_s: i64) -> Result<()> {
    let Some(limits) = request.data::<Arc<RateLimits>>() else {
        return Ok(());
    };
    match caller {
        Caller::Anonymous(address) => limits.take_anonymous(address).map(drop),
        Caller::Session(id) => limits.sessions.take(&id).map(drop),
        Caller::ApiToken(id) => {
            let app = super::extract::app(request)?;
            let taken = app.limits.take(app, Shared::ApiToken(id)).await;
            let left = match &taken {
                Ok(allowance) => *allowance,
                Err(Error::TooMany { retry_after_s }) => {
                    Allowance { remaining: 0, reset_s: *retry_after_s }
                }
                Err(_) => return taken.map(drop),
            };
            if let Some(facts) = request.data::<Facts>() {
                let _ = facts.0.allowance.set(left.at(now_s));
            }
            taken.map(drop)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RateLimits;
    use crate::{config::Config, error::Error, http::ClientAddress};

    fn anonymous(address: &str) -> ClientAddress {
        ClientAddress(address.parse().unwrap())
    }

    #[test]
    fn the_bucket_empties_and_says_when_to_return() {
        let mut limits = Config::from_defaults("/data").unwrap().limits;
        limits.anonymous_per_minute = 2;
        let limits = RateLimits::new(&limits);
        assert_eq!(limits.take_anonymous(anonymous("2001:db8::1")).unwrap().remaining, 1);
        // Another address of the same customer.
        assert!(limits.take_anonymous(anonymous("2001:db8::2")).is_ok());
        let Err(Error::TooMany { retry_after_s }) = limits.take_anonymous(anonymous("2001:db8::3"))
        else {
            panic!("refused")
        };
        assert!((1..=31).contains(&retry_after_s), "{retry_after_s}");
        assert!(limits.take_anonymous(anonymous("2001:db9::1")).is_ok());
        assert!(limits.take_anonymous(anonymous("10.0.0.1")).is_ok());
    }
}
