//! Where the chain stood, signed.
//!
//! A checkpoint signs only what has been verified since the one before, so a change that was made
//! meanwhile is reported and not confirmed. Its text goes to the log and to a file in the data
//! directory: whoever cuts off the end of the database's log cannot cut it off there.

use super::{
    link::{self, Hash},
    verify::{self, Walk},
};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    hex,
    keys::Keys,
};
use chrono::{DateTime, Duration, SubsecRound, Utc};
use entity::audit_checkpoint;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use std::{path::PathBuf, sync::Arc};

const PURPOSE: &str = "audit-checkpoint";
const FILE: &str = "audit.checkpoint";
const BATCH: i64 = 1000;
/// One instance at a time; any number will do.
const LOCK_KEY: i64 = 8_390_313_262_614_934_578;

/// Where the chain stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The place.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
    /// When that was.
    pub at: DateTime<Utc>,
    /// Which key signed.
    pub key_id: String,
    /// The signature.
    pub signature: Vec<u8>,
}

impl From<audit_checkpoint::Model> for Checkpoint {
    fn from(row: audit_checkpoint::Model) -> Self {
        let hash = link::as_hash(row.hash);
        Self { seq: row.seq, hash, at: row.at, key_id: row.key_id, signature: row.signature }
    }
}

impl Checkpoint {
    /// Signs the end of the chain.
    fn sign(keys: &Keys, (seq, hash): (i64, Hash), at: DateTime<Utc>) -> Result<Self> {
        let at = at.trunc_subsecs(6);
        let signature = keys.sign(PURPOSE, message(seq, &hash, at).as_bytes())?;
        Ok(Self { seq, hash, at, key_id: keys.id()?, signature })
    }

    /// Whether our key has signed it.
    pub fn holds(&self, keys: &Keys) -> Result<bool> {
        let message = message(self.seq, &self.hash, self.at);
        keys.verify(PURPOSE, message.as_bytes(), &self.signature)
    }

    /// As it is written to the log and the file.
    pub fn text(&self) -> String {
        let message = message(self.seq, &self.hash, self.at);
        format!("{message}.{}.{}", self.key_id, hex::encode(&self.signature))
    }

    /// Reads [`Checkpoint::text`].
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split('.').collect();
        let [seq, hash, micros, key_id, signature] = parts.as_slice() else { return None };
        Some(Self {
            seq: seq.parse().ok()?,
            hash: hex::decode(hash)?.try_into().ok()?,
            at: DateTime::from_timestamp_micros(micros.parse().ok()?)?,
            key_id: (*key_id).to_owned(),
            signature: hex::decode(signature)?,
        })
    }
}

fn message(seq: i64, hash: &Hash, at: DateTime<Utc>) -> String {
    format!("{seq}.{}.{}", hex::encode(hash), at.timestamp_micros())
}

/// The checkpoints after place `after` up to place `to`, in order.
pub async fn between(tx: &Tx, after: i64, to: i64) -> Result<Vec<Checkpoint>> {
    let rows = audit_checkpoint::Entity::find()
        .filter(audit_checkpoint::Column::Seq.gt(after))
        .filter(audit_checkpoint::Column::Seq.lte(to))
        .order_by_asc(audit_checkpoint::Column::Seq)
        .limit(10_000)
        .all(&**tx)
        .await?;
    Ok(rows.into_iter().map(Checkpoint::from).collect())
}

async fn last(tx: &Tx) -> Result<Option<Checkpoint>> {
    let row = audit_checkpoint::Entity::find()
        .order_by_desc(audit_checkpoint::Column::Seq)
        .one(&**tx)
        .await?;
    Ok(row.map(Checkpoint::from))
}

/// Writes a checkpoint when there are new entries and no other instance is at it.
pub async fn write(app: &App) -> Result<Option<Checkpoint>> {
    let tx = app.db.begin(Context::default()).await?;
    let locked = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_try_advisory_xact_lock($1)",
        [LOCK_KEY.into()],
    );
    let row = tx.query_one_raw(locked).await?;
    if !row.is_some_and(|row| row.try_get_by_index(0).unwrap_or_default()) {
        return Ok(None);
    }
    let before = last(&tx).await?;
    let Some(end) = verified_end(app, &tx, before).await? else { return Ok(None) };
    let made = Checkpoint::sign(&app.keys, end, app.clock.now())?;
    let stored = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT audit_checkpoint($1, $2, $3, $4, $5)",
            [
                made.seq.into(),
                made.hash.to_vec().into(),
                made.at.into(),
                made.key_id.clone().into(),
                made.signature.clone().into(),
            ],
        ))
        .await?;
    if !stored.is_some_and(|row| row.try_get_by_index(0).unwrap_or_default()) {
        return Err(Error::Internal(anyhow::anyhow!("the audit chain changed under a checkpoint")));
    }
    tx.commit().await?;
    let checkpoint = made.text();
    tracing::info!(checkpoint, seq = made.seq, "checkpoint of the audit log");
    keep(app, &checkpoint).await;
    Ok(Some(made))
}

/// The end of the chain, if it is new and all since the last checkpoint fits together.
async fn verified_end(
    app: &App,
    tx: &Tx,
    before: Option<Checkpoint>,
) -> Result<Option<(i64, Hash)>> {
    let mut walk = match &before {
        Some(checkpoint) if !checkpoint.holds(&app.keys)? => {
            tracing::error!(
                seq = checkpoint.seq,
                "the last checkpoint of the audit log is not signed with this instance's key; \
                 run `treasury-plane audit verify`"
            );
            return Ok(None);
        }
        Some(checkpoint) => Walk::after(checkpoint.seq, checkpoint.hash),
        None => Walk::default(),
    };
    loop {
        let batch = link::after(tx, walk.seq(), BATCH).await?;
        for link in &batch {
            walk.step(link);
        }
        if batch.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            break;
        }
    }
    let end = (walk.seq(), walk.hash());
    let problems = walk.finish();
    if let Some(problem) = problems.first() {
        let (entry, what) = (problem.entry_id, problem.what.as_str());
        tracing::error!(entry, what, "the audit log was tampered with; no checkpoint is signed");
        return Ok(None);
    }
    Ok((end.0 > before.map_or(0, |checkpoint| checkpoint.seq)).then_some(end))
}

fn file(app: &App) -> PathBuf {
    app.config.data_dir.join(FILE)
}

/// Replaces the copy outside the database.
async fn keep(app: &App, text: &str) {
    let (file, new) = (file(app), file(app).with_extension("checkpoint.new"));
    let outcome = async {
        tokio::fs::write(&new, text).await?;
        tokio::fs::rename(&new, &file).await
    };
    if let Err(error) = outcome.await {
        tracing::warn!(%error, "the checkpoint could not be kept in the data directory");
    }
}

/// The copy outside the database, if this host has one.
pub async fn kept(app: &App) -> Option<Checkpoint> {
    let text = tokio::fs::read_to_string(file(app)).await.ok()?;
    let found = Checkpoint::parse(&text);
    if found.is_none() {
        tracing::warn!(file = %file(app).display(), "this is not a checkpoint");
    }
    found
}

/// Writes a checkpoint when the last one is as old as the settings say. Otherwise sees to it that this
/// host has the last one: whoever wrote it may have been cut off before, or is another host.
pub async fn write_if_due(app: &App) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    let last = last(&tx).await?;
    tx.end().await?;
    let minutes = i64::from(app.config.audit.checkpoint_minutes);
    let Some(last) = last.filter(|last| app.clock.now() - last.at < Duration::minutes(minutes))
    else {
        write(app).await?;
        return Ok(());
    };
    if kept(app).await.is_none_or(|kept| kept.seq < last.seq) && last.holds(&app.keys)? {
        keep(app, &last.text()).await;
    }
    Ok(())
}

/// Writes a last checkpoint when the process ends.
pub fn write_at_end(app: &Arc<App>) {
    let app = Arc::clone(app);
    app.lifecycle.tasks.clone().spawn(async move {
        app.lifecycle.closing.cancelled().await;
        if let Err(error) = write(&app).await {
            tracing::warn!(error = %error, "no checkpoint of the audit log");
        }
    });
}

/// What is wrong with a checkpoint, given the hash that the chain has at its place.
pub(super) fn compare(
    keys: &Keys,
    checkpoint: &Checkpoint,
    stored: Option<Hash>,
) -> Result<Option<verify::Fault>> {
    if !checkpoint.holds(keys)? {
        let foreign = checkpoint.key_id != keys.id()?;
        return Ok(Some(if foreign { verify::Fault::ForeignKey } else { verify::Fault::Forged }));
    }
    Ok(match stored {
        None => Some(verify::Fault::CutOff),
        Some(hash) if hash != checkpoint.hash => Some(verify::Fault::Rewritten),
        Some(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_reads_back_and_its_signature_covers_all() {
        let folder = tempfile::tempdir().unwrap();
        let config = crate::config::Config::from_defaults(folder.path()).unwrap();
        let keys = Keys::load(&config).unwrap();
        let at = DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap();
        let made = Checkpoint::sign(&keys, (42, [7; 32]), at).unwrap();
        assert_eq!(Checkpoint::parse(&made.text()), Some(made.clone()));
        assert!(made.holds(&keys).unwrap());
        let later = at + Duration::microseconds(1);
        for other in [
            Checkpoint { seq: 43, ..made.clone() },
            Checkpoint { hash: [8; 32], ..made.clone() },
            Checkpoint { at: later, ..made.clone() },
        ] {
            assert!(!other.holds(&keys).unwrap());
        }
        for bad in ["", "1.2.3.4.5", "a.b", &made.text()[1..], "42.zz.1.k.00"] {
            assert_ne!(Checkpoint::parse(bad), Some(made.clone()), "{bad}");
        }
    }
}
