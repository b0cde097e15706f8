//! Addresses from which revocation lists are fetched.

use super::entry;
use crate::{
    app::App,
    audit,
    db::{Context, Tx},
    error::{Error, Result},
    outbound::Purpose,
    random,
    trust::{jobs::FetchCrl, queries, refresh::Attempt},
};
use chrono::{DateTime, Duration, Utc};
use entity::trust_crl_source as row;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbBackend, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

/// How long whoever took a source has for it before it is due again.
const LEASE: Duration = Duration::minutes(15);
const ERROR_CHARS_MAX: usize = 500;

/// Adds an address. A job fetches from it at once.
pub async fn add(app: &App, actor: Option<Uuid>, url: &str) -> Result<row::Model> {
    let url = url.trim();
    let fault = |text: String| Error::invalid("url", text);
    if url.len() > 2048 {
        return Err(fault("May have at most 2048 characters.".to_owned()));
    }
    app.outbound
        .check(url, Purpose::SignedData)
        .map_err(|error| fault(format!("Lists are fetched by http or https: {error}.")))?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let same = row::Entity::find().filter(row::Column::Url.eq(url)).one(&*tx).await?;
    if let Some(same) = same {
        return Err(Error::conflict("This address is a source already.", Some(same.id)));
    }
    let id = random::id(now);
    let new = row::ActiveModel {
        id: Set(id),
        url: Set(url.to_owned()),
        enabled: Set(true),
        created_at: Set(now),
        next_attempt_at: Set(now),
        last_attempt_at: Set(None),
        last_success_at: Set(None),
        last_error: Set(None),
        failures: Set(0),
    };
    let added = new.insert(&*tx).await?;
    entry("trust.crl_source_added", actor)
        .on("trust_crl_source", id)
        .with("url", url)
        .write(&tx, now)
        .await?;
    FetchCrl::enqueue(&tx, id, now).await?;
    tx.commit().await?;
    Ok(added)
}

/// A source as it stands.
pub async fn find(app: &App, id: Uuid) -> Result<row::Model> {
    let tx = app.db.begin(Context::default()).await?;
    let found = queries::source(&tx, id).await?;
    tx.end().await?;
    Ok(found)
}

/// Takes an address away. What was fetched from it stays.
pub async fn remove(app: &App, actor: Option<Uuid>, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    let old = queries::source(&tx, id).await?;
    row::Entity::delete_by_id(id).exec(&*tx).await?;
    entry("trust.crl_source_removed", actor)
        .on("trust_crl_source", id)
        .with("url", old.url)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await
}

/// The sources that are due, those that have been for longest first.
pub async fn due(tx: &Tx, now: DateTime<Utc>, limit: u64) -> Result<Vec<Uuid>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::Enabled.eq(true))
        .filter(row::Column::NextAttemptAt.lte(now))
        .order_by_asc(row::Column::NextAttemptAt)
        .limit(limit)
        .into_tuple()
        .all(&**tx)
        .await?)
}

/// Notes that an attempt begins. Nothing when the source is gone, switched off or just being taken.
pub async fn take(app: &App, id: Uuid) -> Result<Option<row::Model>> {
    let now = app.clock.now();
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE trust_crl_sources SET last_attempt_at = $1, next_attempt_at = $2
         WHERE id = (SELECT id FROM trust_crl_sources WHERE enabled AND id = $3
                     FOR UPDATE SKIP LOCKED)
         RETURNING *",
        [now.into(), (now + LEASE).into(), id.into()],
    );
    let tx = app.db.begin(Context::default()).await?;
    let taken = row::Model::find_by_statement(statement).one(&*tx).await?;
    tx.commit().await?;
    Ok(taken)
}

/// Writes down how an attempt ended. The audit log hears of the first failure and of the recovery.
pub async fn record(app: &App, tx: &Tx, source: &row::Model, attempt: Attempt) -> Result<()> {
    let now = app.clock.now();
    let fault: Option<String> =
        attempt.fault.map(|fault| fault.chars().take(ERROR_CHARS_MAX).collect());
    let mut change = row::ActiveModel {
        next_attempt_at: Set(attempt.again),
        last_error: Set(fault.clone()),
        failures: Set(fault.as_ref().map_or(0, |_| source.failures.saturating_add(1))),
        ..Default::default()
    };
    if fault.is_none() {
        change.last_success_at = Set(Some(now));
    }
    row::Entity::update_many()
        .set(change)
        .filter(row::Column::Id.eq(source.id))
        .exec(&**tx)
        .await?;
    let news = match (&fault, source.failures) {
        (Some(fault), 0) => Some(
            audit::Entry::new("trust.crl_source_failing").with("error", fault.clone()).failed(),
        ),
        (None, 1..) => Some(audit::Entry::new("trust.crl_source_recovered")),
        _ => None,
    };
    if let Some(entry) = news {
        let entry = entry.on("trust_crl_source", source.id).with("url", source.url.clone());
        entry.write(tx, now).await?;
    }
    Ok(())
}
