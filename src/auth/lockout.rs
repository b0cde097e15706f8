//! Failed sign-ins, counted by account and by client address.
//!
//! A try is counted before it is judged, and a success takes its count back: tries that arrive
//! together cannot get past the limit. The counters are committed on their own. An account is
//! counted by the address that was typed, whether somebody has it or not, so that a lock tells
//! nothing; all of an IPv6 network of 64 bits, which one subscriber gets, counts as one address.

use super::session::Origin;
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    random,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use entity::sign_in_failure as row;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement, Value,
};
use std::net::{IpAddr, Ipv6Addr};

/// Links that one address of mail is sent within `auth.lockout_minutes`.
const LINKS_MAX: u32 = 5;

/// Counts one more, unless the key is locked: then no row comes back.
const COUNT: &str = "
    INSERT INTO sign_in_failures AS f (address, failures, window_ends_at, locked_until)
    VALUES ($1, 1, $3, CASE WHEN 1 >= $4 THEN $3 END)
    ON CONFLICT (address) DO UPDATE SET
        failures = CASE WHEN f.window_ends_at <= $2 THEN 1 ELSE f.failures + 1 END,
        window_ends_at = CASE WHEN f.window_ends_at <= $2 OR f.failures + 1 >= $4 THEN $3 ELSE f.window_ends_at END,
        locked_until = CASE WHEN 1 >= $4 OR (f.window_ends_at > $2 AND f.failures + 1 >= $4) THEN $3 END
    WHERE f.locked_until IS NULL OR f.locked_until <= $2
    RETURNING failures";
const TAKE_BACK: &str = "
    UPDATE sign_in_failures SET failures = greatest(failures - 1, 0), locked_until = NULL
    WHERE address = $1";

/// Counts a try with a password against the client's address and the account. `429` when either is
/// locked, whatever the password and whether or not there is such an account.
pub async fn count_try(app: &App, origin: &Origin, email: &str) -> Result<()> {
    count(app, &address_key(origin), app.config.auth.lockout_attempts_per_address).await?;
    count(app, &account_key(email), app.config.auth.lockout_attempts).await
}

/// The try was right: the account starts anew, the address gets its count back.
pub async fn forgive(tx: &Tx, origin: &Origin, email: &str) -> Result<()> {
    unlock(tx, email).await?;
    tx.execute_raw(statement(TAKE_BACK, [address_key(origin).into()])).await?;
    Ok(())
}

/// Unlocks an account: its password was set anew.
pub async fn unlock(tx: &Tx, email: &str) -> Result<()> {
    row::Entity::delete_by_id(account_key(email)).exec(&**tx).await?;
    Ok(())
}

/// Counts a failure by card or provider against the client's address.
pub async fn count_failure(app: &App, origin: &Origin) -> Result<()> {
    match count(app, &address_key(origin), app.config.auth.lockout_attempts_per_address).await {
        Err(Error::TooMany { .. }) => Ok(()),
        other => other,
    }
}

/// Counts a wish for a link by mail. Says whether it may be granted: not more than a few for one
/// address of mail, whether somebody has it or not. `429` when the client's address has asked for
/// too many. Passwords are counted apart, so nobody can lock an account by asking for links.
pub async fn may_ask_for_link(app: &App, origin: &Origin, email: &str) -> Result<bool> {
    let most = app.config.auth.lockout_attempts_per_address;
    count(app, &format!("mail:{}", address_key(origin)), most).await?;
    match count(app, &format!("mail:{}", account_key(email)), LINKS_MAX).await {
        Ok(()) => Ok(true),
        Err(Error::TooMany { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Refuses while the client's address or the account is locked.
pub async fn refuse_locked(app: &App, origin: &Origin, email: &str) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let address = locked_until(&tx, &address_key(origin)).await?;
    let account = locked_until(&tx, &account_key(email)).await?;
    tx.end().await?;
    match address.max(account).filter(|until| *until > now) {
        None => Ok(()),
        Some(until) => {
            let seconds = u64::try_from((until - now).num_seconds()).unwrap_or_default();
            Err(Error::TooMany { retry_after_s: seconds.max(1) })
        }
    }
}

/// Whether the client's address is locked.
pub async fn is_locked(app: &App, origin: &Origin) -> Result<bool> {
    let tx = app.db.begin(Context::default()).await?;
    let until = locked_until(&tx, &address_key(origin)).await?;
    tx.end().await?;
    Ok(until.is_some_and(|until| until > app.clock.now()))
}

async fn count(app: &App, key: &str, attempts: u32) -> Result<()> {
    let now = app.clock.now();
    let end = now + Duration::minutes(i64::from(app.config.auth.lockout_minutes));
    let attempts = i32::try_from(attempts).unwrap_or(i32::MAX);
    let tx = app.db.begin(Context::default()).await?;
    row::Entity::delete_many()
        .filter(row::Column::WindowEndsAt.lte(now))
        .filter(row::Column::Address.ne(key))
        .exec(&*tx)
        .await?;
    let values = [key.into(), now.into(), end.into(), attempts.into()];
    let counted = tx.query_one_raw(statement(COUNT, values)).await?;
    let until = match counted {
        Some(_) => None,
        None => locked_until(&tx, key).await?,
    };
    tx.commit().await?;
    match until {
        None => Ok(()),
        Some(until) => {
            let seconds = u64::try_from((until - now).num_seconds()).unwrap_or_default();
            Err(Error::TooMany { retry_after_s: seconds.max(1) })
        }
    }
}

async fn locked_until(tx: &Tx, key: &str) -> Result<Option<DateTime<Utc>>> {
    Ok(row::Entity::find_by_id(key).one(&**tx).await?.and_then(|row| row.locked_until))
}

fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

fn account_key(email: &str) -> String {
    format!("account:{}", URL_SAFE_NO_PAD.encode(random::hash(email)))
}

fn address_key(origin: &Origin) -> String {
    match origin.ip_address.parse() {
        Ok(IpAddr::V6(address)) => {
            let network = Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64));
            format!("{network}/64")
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, account_key, address_key};

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        let key = |address: &str| {
            address_key(&Origin { ip_address: address.to_owned(), ..Origin::default() })
        };
        assert_eq!(key("203.0.113.7"), "203.0.113.7");
        assert_eq!(key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert!(account_key(&"x".repeat(1000)).len() <= 64);
    }
}
