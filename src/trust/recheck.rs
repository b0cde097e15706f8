//! Judges the cards of open sessions again, so that revoking a card ends what it opened.
//!
//! Every quarter of an hour, and after each change of the store. A certificate that is now refused
//! ends its sessions at once, with one exception: when revocation merely cannot be found out, the
//! last good judgement counts for one hour (piv.md section 3.3 bounds it so), because a list that
//! comes late must not sign a whole agency out within the minute; after that hour they end.
//! Administrators of the instance never live on a list that is out of date, soft rule or not.

use super::{
    judge, queries,
    snapshot::{self, Snapshot},
};
use crate::{app::App, audit, auth::identities::model::Refusal, db::Context, error::Result};
use chrono::{DateTime, Duration, Utc};
use entity::session;
use pki::Certificate;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Statement};
use std::{collections::HashMap, sync::Arc, time::Duration as StdDuration};
use uuid::Uuid;

const EVERY: Duration = Duration::minutes(15);
const LOOK_EVERY: StdDuration = StdDuration::from_secs(2);
/// How long a good judgement holds while revocation cannot be found out.
const GOOD_FOR: Duration = Duration::hours(1);

const LIVE: &str = "
    SELECT s.id, s.user_id, s.certificate_sha256, c.certificate,
           u.is_instance_admin AND NOT s.soft_revocation AS is_instance_admin,
           coalesce(c.blocked_at IS NOT NULL, false) AS is_blocked,
           coalesce(c.last_judged_at, s.authenticated_at, s.created_at) AS good_at
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    LEFT JOIN cards c ON c.user_id = s.user_id AND c.certificate_sha256 = s.certificate_sha256
    WHERE s.certificate_sha256 IS NOT NULL AND s.expires_at > $1 AND s.last_seen_at > $2
    ORDER BY s.id";

/// A session that a card opened.
#[derive(Clone, Debug, FromQueryResult)]
struct Live {
    id: Uuid,
    user_id: Uuid,
    certificate_sha256: Vec<u8>,
    certificate: Option<Vec<u8>>,
    /// The session has the rights of one; a soft proof gives it none.
    is_instance_admin: bool,
    is_blocked: bool,
    good_at: DateTime<Utc>,
}

/// How a certificate stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Good,
    /// Let pass with a list that is out of date.
    Soft,
    /// Nobody can say whether it is revoked.
    Unknown,
    Refused(Refusal),
}

/// Looks every two seconds whether the store has changed or the time has come.
pub(super) async fn run(app: Arc<App>) -> anyhow::Result<()> {
    loop {
        look(&app).await?;
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Judges the cards of all open sessions when that is due and no other instance does it. Says how
/// many sessions ended.
pub async fn look(app: &App) -> Result<usize> {
    let snapshot = snapshot::current(app).await?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let is_ours = queries::claim(&tx, "sessions", now, EVERY, Some(snapshot.version)).await?;
    if !is_ours {
        tx.end().await?;
        return Ok(0);
    }
    tx.commit().await?;
    let outcome = judge_all(app, snapshot).await;
    if outcome.is_err() {
        // So that it is tried again soon, here or elsewhere.
        let tx = app.db.begin(Context::default()).await?;
        queries::release(&tx, "sessions").await?;
        tx.commit().await?;
    }
    outcome
}

async fn judge_all(app: &App, snapshot: Arc<Snapshot>) -> Result<usize> {
    let now = app.clock.now();
    let idle_since = now - app.settings().await?.session_idle;
    let tx = app.db.begin(Context::default()).await?;
    let statement =
        Statement::from_sql_and_values(DbBackend::Postgres, LIVE, [now.into(), idle_since.into()]);
    let live = Live::find_by_statement(statement).all(&*tx).await?;
    tx.end().await?;
    let mut standings: HashMap<Vec<u8>, Standing> = HashMap::new();
    let mut ended = 0;
    for session in &live {
        let standing = match standings.get(&session.certificate_sha256) {
            Some(standing) => *standing,
            None => {
                let standing = stand(app, &snapshot, session).await?;
                standings.insert(session.certificate_sha256.clone(), standing);
                standing
            }
        };
        if let Some(refusal) = reason_to_end(session, standing, now) {
            end(app, session, refusal).await?;
            ended += 1;
        }
    }
    let good = standings.into_iter().filter(|(_, standing)| *standing == Standing::Good);
    remember(app, good.map(|(sha256, _)| sha256).collect()).await?;
    Ok(ended)
}

async fn stand(app: &App, snapshot: &Arc<Snapshot>, session: &Live) -> Result<Standing> {
    let leaf = session.certificate.as_deref().and_then(|der| Certificate::from_der(der).ok());
    // A card that we do not know cannot be judged, so it does not hold.
    let Some(leaf) = leaf else { return Ok(Standing::Refused(Refusal::CertificateRejected)) };
    let judgement = judge::judge_by(app, Arc::clone(snapshot), leaf, Vec::new()).await?;
    let standing = match (judgement.refusal, judgement.proof) {
        (Some(Refusal::RevocationUnavailable), _) => Standing::Unknown,
        (Some(refusal), _) => Standing::Refused(refusal),
        (None, Some(proof)) if proof.soft_revocation => Standing::Soft,
        (None, _) => Standing::Good,
    };
    if standing != Standing::Good {
        let sha256 = crate::hex::encode(&session.certificate_sha256);
        let detail = judgement.detail;
        tracing::warn!(
            sha256,
            ?standing,
            detail,
            "the card of an open session does not stand well"
        );
    }
    Ok(standing)
}

/// Why a session ends now, if it does.
fn reason_to_end(session: &Live, standing: Standing, now: DateTime<Utc>) -> Option<Refusal> {
    if session.is_blocked {
        return Some(Refusal::CardBlocked);
    }
    let is_stale = now - session.good_at >= GOOD_FOR;
    match standing {
        Standing::Good => None,
        Standing::Refused(refusal) => Some(refusal),
        Standing::Soft if !session.is_instance_admin => None,
        Standing::Soft | Standing::Unknown => is_stale.then_some(Refusal::RevocationUnavailable),
    }
}

/// Ends one session with its entry, and wakes whoever watches over sockets.
async fn end(app: &App, live: &Live, refusal: Refusal) -> Result<()> {
    let tx = app.db.begin(Context::user(live.user_id)).await?;
    let gone = session::Entity::delete_by_id(live.id).exec(&*tx).await?.rows_affected;
    if gone > 0 {
        audit::Entry::new("session.ended_by_card")
            .on("user", live.user_id)
            .with("session_id", live.id.to_string())
            .with("certificate_sha256", crate::hex::encode(&live.certificate_sha256))
            .because(refusal.code())
            .write(&tx, app.clock.now())
            .await?;
    }
    tx.commit().await?;
    app.sessions_changed();
    Ok(())
}

/// Notes when certificates were good.
async fn remember(app: &App, sha256: Vec<Vec<u8>>) -> Result<()> {
    if sha256.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin(Context::default()).await?;
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE cards SET last_judged_at = $1 WHERE certificate_sha256 = ANY ($2)",
        [app.clock.now().into(), sha256.into()],
    ))
    .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(standing: Standing, age: Duration, is_instance_admin: bool) -> Option<Refusal> {
        let now: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let live = Live {
            id: Uuid::nil(),
            user_id: Uuid::nil(),
            certificate_sha256: Vec::new(),
            certificate: None,
            is_instance_admin,
            is_blocked: false,
            good_at: now - age,
        };
        reason_to_end(&live, standing, now)
    }

    #[test]
    fn what_is_refused_ends_at_once_and_what_is_unknown_after_an_hour() {
        let (fresh, old) = (Duration::minutes(59), Duration::hours(1));
        let unavailable = Some(Refusal::RevocationUnavailable);
        let revoked = Standing::Refused(Refusal::CertificateRevoked);
        assert_eq!(ends(revoked, Duration::zero(), false), Some(Refusal::CertificateRevoked));
        assert_eq!(ends(Standing::Good, Duration::days(2), true), None);
        assert_eq!(ends(Standing::Unknown, fresh, false), None);
        assert_eq!(ends(Standing::Unknown, old, false), unavailable);
        assert_eq!(ends(Standing::Soft, old, false), None);
        assert_eq!(ends(Standing::Soft, fresh, true), None);
        assert_eq!(ends(Standing::Soft, old, true), unavailable);
    }
}
