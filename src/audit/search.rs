//! Finding entries for the console.

use super::Entry;
use crate::{
    app::App,
    check::Check,
    db::{Context, Tx},
    error::Result,
};
use chrono::{DateTime, Duration, Utc};
use entity::{audit_entry, user};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, Statement,
    sea_query::{Expr, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Counting further would read the whole log; narrow the search instead.
pub const COUNT_MAX: u64 = 10_000;
/// Who searches for the same again within this time is noted once.
const SAME_FOR: Duration = Duration::minutes(15);

/// The text that the index covers; the same words as in migration 14.
const TEXT: &str = "(action || ' ' || actor_label || ' ' || object_label || ' ' || ip_address || ' ' || reason || ' ' || detail::text)";

/// Which entries; empty texts ask for all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of any text of the entry.
    pub search: String,
    /// A person's id, or part of their name or address.
    pub actor: String,
    /// The beginning of an action: `sign_in` finds `sign_in.password`.
    pub action: String,
    /// An object's id, its kind, or part of its name.
    pub object: String,
    /// `success` or `failure`.
    pub outcome: String,
    /// From this time on.
    pub from: Option<DateTime<Utc>>,
    /// Before this time.
    pub to: Option<DateTime<Utc>>,
}

impl Filter {
    /// Refuses what cannot be searched for.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::new();
        for (field, text) in [
            ("search", &self.search),
            ("actor", &self.actor),
            ("action", &self.action),
            ("object", &self.object),
        ] {
            check.text(field, text, 0..=200);
        }
        let outcome = ["", "success", "failure"].contains(&self.outcome.as_str());
        check.rule("outcome", outcome, "Must be success or failure.").finish()
    }

    fn select(&self) -> Select<audit_entry::Entity> {
        use audit_entry::Column;
        let mut select = audit_entry::Entity::find();
        if !self.search.is_empty() {
            select = select.filter(contains(Expr::cust(TEXT), &self.search));
        }
        if let Ok(id) = self.actor.parse::<Uuid>() {
            select = select.filter(Column::ActorId.eq(id));
        } else if !self.actor.is_empty() {
            // The second condition is the one that an index helps with.
            select = select
                .filter(contains(Expr::col(Column::ActorLabel), &self.actor))
                .filter(contains(Expr::cust(TEXT), &self.actor));
        }
        if !self.action.is_empty() {
            select = select.filter(Column::Action.like(format!("{}%", escaped(&self.action))));
        }
        if let Ok(id) = self.object.parse::<Uuid>() {
            select = select.filter(Column::ObjectId.eq(id));
        } else if !self.object.is_empty() {
            let named = contains(Expr::col(Column::ObjectLabel), &self.object);
            select =
                select.filter(Condition::any().add(Column::ObjectType.eq(&self.object)).add(named));
        }
        if !self.outcome.is_empty() {
            select = select.filter(Column::Outcome.eq(&self.outcome));
        }
        if let Some(from) = self.from {
            select = select.filter(Column::At.gte(from));
        }
        match self.to {
            Some(to) => select.filter(Column::At.lt(to)),
            None => select,
        }
    }
}

/// Backslash is PostgreSQL's own escape in patterns.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn contains(text: impl Into<SimpleExpr>, part: &str) -> SimpleExpr {
    use sea_orm::sea_query::extension::postgres::PgExpr;
    text.into().ilike(format!("%{}%", escaped(part)))
}

/// A page of what was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The entries, newest first.
    pub rows: Vec<audit_entry::Model>,
    /// The present names of those who acted.
    pub names: HashMap<Uuid, String>,
    /// How many there are, at most [`COUNT_MAX`].
    pub total: u64,
    /// The newest entry when the search began: later pages do not shift when others write.
    pub newest: i64,
}

/// Looks for entries up to `newest` (all, when there is none yet) and notes who looks for what.
pub async fn find(
    app: &App,
    actor: Uuid,
    filter: &Filter,
    newest: Option<i64>,
    (limit, offset): (u64, u64),
) -> Result<Found> {
    filter.check()?;
    let tx = app.db.begin(Context::user(actor)).await?;
    let begins = newest.is_none();
    let newest = match newest {
        Some(id) => id,
        None => last_id(&tx).await?,
    };
    let select = filter.select().filter(audit_entry::Column::Id.lte(newest));
    let counted = select.clone().select_only().column(audit_entry::Column::Id).limit(COUNT_MAX);
    let total = counted.into_tuple::<i64>().count(&*tx).await?;
    let rows =
        select.order_by_desc(audit_entry::Column::Id).limit(limit).offset(offset).all(&*tx).await?;
    let names = names(&tx, &rows).await?;
    if begins {
        note(app, &tx, actor, filter).await?;
    }
    tx.commit().await?;
    Ok(Found { rows, names, total, newest })
}

async fn last_id(tx: &Tx) -> Result<i64> {
    let newest = audit_entry::Entity::find()
        .select_only()
        .column(audit_entry::Column::Id)
        .order_by_desc(audit_entry::Column::Id)
        .into_tuple::<i64>()
        .one(&**tx)
        .await?;
    Ok(newest.unwrap_or_default())
}

async fn names(tx: &Tx, rows: &[audit_entry::Model]) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.actor_id).collect();
    let found = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .column(user::Column::DisplayName)
        .filter(user::Column::Id.is_in(ids))
        .into_tuple::<(Uuid, String)>()
        .all(&**tx)
        .await?;
    Ok(found.into_iter().collect())
}

/// Once per person and search, not for each page or reload.
async fn note(app: &App, tx: &Tx, actor: Uuid, filter: &Filter) -> Result<()> {
    let now = app.clock.now();
    let asked = serde_json::json!({
        "search": filter.search,
        "actor": filter.actor,
        "action": filter.action,
        "object": filter.object,
        "outcome": filter.outcome,
        "from": filter.from,
        "to": filter.to,
    });
    let known = audit_entry::Entity::find()
        .filter(audit_entry::Column::ActorId.eq(actor))
        .filter(audit_entry::Column::Action.eq("audit.read"))
        .filter(audit_entry::Column::At.gt(now - SAME_FOR))
        .order_by_desc(audit_entry::Column::Id)
        .limit(50)
        .all(&**tx)
        .await?;
    if known.iter().any(|entry| entry.detail == asked) {
        return Ok(());
    }
    let mut entry = Entry::new("audit.read").by(actor);
    for (key, value) in asked.as_object().into_iter().flatten() {
        entry = entry.with(key, value.clone());
    }
    entry.write(tx, now).await
}

/// The actions that occur in the log, in order. Jumps from one to the next in the index.
pub async fn actions(app: &App) -> Result<Vec<String>> {
    let tx = app.db.begin(Context::default()).await?;
    let rows = tx
        .query_all_raw(Statement::from_string(
            DbBackend::Postgres,
            "WITH RECURSIVE found AS (
                (SELECT action FROM audit_log ORDER BY action USING ~<~ LIMIT 1)
                UNION ALL
                SELECT (SELECT a.action FROM audit_log a WHERE a.action ~>~ found.action
                        ORDER BY a.action USING ~<~ LIMIT 1)
                FROM found WHERE found.action IS NOT NULL
             ) SELECT action FROM found WHERE action IS NOT NULL",
        ))
        .await?;
    tx.commit().await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<std::result::Result<_, _>>()?)
}
