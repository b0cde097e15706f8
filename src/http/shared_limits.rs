//! Limits that hold over all instances.
//!
//! One statement a request counts in the cache's store ([`cache::count`]). When that cannot be asked,
//! this process' own buckets decide: limits do not take the product down. Ordinary requests of
//! sessions are not counted here, so they cost nothing more.

use super::{
    ClientAddress,
    rate_limit::{Allowance, Buckets, address_key},
};
use crate::{
    app::App,
    cache::{self, window::Moment},
    config::Limits,
    error::{Error, Result},
};
use poem::{Request, http::Method};
use uuid::Uuid;

/// Such a limit is none: nobody need be asked.
const NONE_FROM: u32 = 10_000_000;

/// What is limited, and for whom.
#[derive(Clone, Copy, Debug)]
pub enum Shared {
    /// Requests by an API token.
    ApiToken(Uuid),
    /// Attempts to sign in from an address.
    SignIn(ClientAddress),
    /// Searches of a person.
    Search(Uuid),
    /// Exports by a person.
    Export(Uuid),
}

impl Shared {
    fn kind(self) -> &'static str {
        match self {
            Self::ApiToken(_) => "token",
            Self::SignIn(_) => "sign-in",
            Self::Search(_) => "search",
            Self::Export(_) => "export",
        }
    }

    fn id(self) -> u128 {
        match self {
            Self::ApiToken(id) | Self::Search(id) | Self::Export(id) => id.as_u128(),
            Self::SignIn(ClientAddress(address)) => address_key(address),
        }
    }
}

/// The sizes, and the buckets for when nobody else can be asked.
#[derive(Debug)]
pub struct SharedLimits {
    tokens: Limit,
    sign_ins: Limit,
    searches: Limit,
    exports: Limit,
}

#[derive(Debug)]
struct Limit {
    per_minute: u32,
    alone: Buckets<u128>,
}

impl Limit {
    fn new(per_minute: u32) -> Self {
        Self { per_minute, alone: Buckets::new(per_minute) }
    }
}

impl SharedLimits {
    /// Nothing has been counted.
    pub fn new(limits: &Limits) -> Self {
        Self {
            tokens: Limit::new(limits.api_token_per_minute),
            sign_ins: Limit::new(limits.anonymous_per_minute),
            searches: Limit::new(limits.search_per_minute),
            exports: Limit::new(limits.export_per_minute),
        }
    }

    /// Counts one more, or says when the next may come.
    pub async fn take(&self, app: &App, what: Shared) -> Result<Allowance> {
        let limit = self.limit(what);
        if limit.per_minute >= NONE_FROM {
            return limit.alone.take(&what.id());
        }
        let key = format!("{}:{:032x}", what.kind(), what.id());
        let Some(count) = cache::count(app, &key, limit.per_minute).await else {
            return limit.alone.take(&what.id());
        };
        let now = Moment::of(app.clock.now());
        if !count.is_allowed {
            let retry_after_s = count.retry_after_s(limit.per_minute, now);
            return Err(Error::TooMany { retry_after_s });
        }
        let remaining = count.remaining(limit.per_minute, now);
        Ok(Allowance { remaining, reset_s: count.reset_s(now) })
    }

    /// Forgets whose buckets are full again; called now and then.
    pub fn forget_idle(&self) {
        for limit in [&self.tokens, &self.sign_ins, &self.searches, &self.exports] {
            limit.alone.forget_idle();
        }
    }

    fn limit(&self, what: Shared) -> &Limit {
        match what {
            Shared::ApiToken(_) => &self.tokens,
            Shared::SignIn(_) => &self.sign_ins,
            Shared::Search(_) => &self.searches,
            Shared::Export(_) => &self.exports,
        }
    }
}

/// Counts attempts to sign in and whatever else is posted to `/auth`, by address.
pub async fn limit_sign_in(request: Request) -> poem::Result<Request> {
    if request.method() == Method::POST && request.uri().path().starts_with("/auth/") {
        let app = super::extract::app(&request)?;
        let address = ClientAddress::of(&request);
        app.limits.take(app, Shared::SignIn(address)).await?;
    }
    Ok(request)
}
