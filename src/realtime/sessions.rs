//! Ends the sockets of those who were signed out, here or on another instance.
//!
//! One query asks about all open sockets. It does not count as use: a page that is merely open
//! must not keep a session alive past its idle limit.

use crate::{app::App, auth::Via, db::Context, error::Result};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{collections::HashSet, sync::Arc, time::Duration};
use uuid::Uuid;

/// How long the sockets of a session outlive it when the signal of its end got lost.
const LOOK_EVERY: Duration = Duration::from_secs(1);

const SESSIONS: &str = "
    SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id AND u.is_active AND NOT u.is_pending
    WHERE s.id = ANY ($1) AND s.expires_at > $2 AND s.last_seen_at > $3 AND s.created_at > $4";
const TOKENS: &str = "
    SELECT t.id FROM api_tokens t JOIN users u ON u.id = t.user_id AND u.is_active
    WHERE t.id = ANY ($1) AND t.is_active AND (t.expired_at IS NULL OR t.expired_at > $2)";

/// Looks each second, and at once when sessions were ended, here or on another instance.
pub async fn watch(app: Arc<App>) -> anyhow::Result<()> {
    loop {
        // Made before looking, so that a signal during the look is not lost.
        let ended = app.sessions_ended.notified();
        let asked = app.realtime.signed_in_by();
        if !asked.is_empty() {
            let hold = still_hold(&app, &asked).await?;
            app.realtime.end_all_but(&asked, &hold);
        }
        let _ = tokio::time::timeout(LOOK_EVERY, ended).await;
    }
}

async fn still_hold(app: &App, asked: &HashSet<Via>) -> Result<HashSet<Via>> {
    let sessions = asked.iter().filter_map(|via| match via {
        Via::Session(id) => Some(*id),
        Via::ApiToken(_) => None,
    });
    let tokens = asked.iter().filter_map(|via| match via {
        Via::ApiToken(id) => Some(*id),
        Via::Session(_) => None,
    });
    let now = app.clock.now();
    let settings = app.settings().await?;
    let (idle, absolute) = (now - settings.session_idle, now - settings.session_absolute);
    let tx = app.db.begin(Context::default()).await?;
    let mut hold = HashSet::new();
    let ids: Vec<Uuid> = sessions.collect();
    if !ids.is_empty() {
        let values = [ids.into(), now.into(), idle.into(), absolute.into()];
        for row in tx.query_all_raw(statement(SESSIONS, values)).await? {
            hold.insert(Via::Session(row.try_get_by_index(0)?));
        }
    }
    let ids: Vec<Uuid> = tokens.collect();
    if !ids.is_empty() {
        for row in tx.query_all_raw(statement(TOKENS, [ids.into(), now.into()])).await? {
            hold.insert(Via::ApiToken(row.try_get_by_index(0)?));
        }
    }
    tx.end().await?;
    Ok(hold)
}

fn statement<const N: usize>(sql: &str, values: [sea_orm::Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
