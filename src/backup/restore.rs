//! Loads an archive into an empty database.
//!
//! The whole archive is read and checked before the database is touched, and read again to load it.
//! The schema is made by our own migrations, up to those that the archive's database had. While the
//! rows come in, foreign keys are away and triggers are off, which the owner of the tables may do and
//! which needs no order between tables; the keys come back at the end and check every row.

use super::{
    manifest::{Manifest, Sequence},
    place::Source,
    seal::Opener,
    tables,
    unpack::{self, Contents, Piece},
};
use crate::{
    db::Login,
    fault::Fault,
    files::{FileStore, store::Incoming},
    migrate,
};
use anyhow::{Context, ensure};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use sqlx::{
    PgConnection, Postgres,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgCopyIn, PgPool, PgPoolCopyExt, PgPoolOptions},
};
use std::{collections::BTreeMap, str::FromStr, sync::Arc};
use tokio::{sync::mpsc, task::JoinSet};

/// Pieces that wait to be loaded.
const WAITING: usize = 16;
/// More tables than are copied out at once are never open.
const CONNECTIONS: u32 = 8;

/// Reads an archive to its end and checks it; changes nothing. The secret key is handed back.
pub async fn check(
    source: &Source,
    opener: Option<Arc<Opener>>,
) -> anyhow::Result<(Contents, Option<String>)> {
    let reader = source.open().await?;
    tokio::task::spawn_blocking(move || {
        let mut secret = None;
        let contents = unpack::read(reader, opener.as_deref(), |piece| {
            if let Piece::SecretKey(text) = piece {
                secret = Some(text);
            }
            Ok(())
        });
        let contents = contents.map_err(|error| Fault::BackupDamaged.unless_coded(error))?;
        Ok((contents, secret))
    })
    .await?
}

/// Loads an archive that [`check`] has passed into an empty database, and its files into `files`.
pub async fn load(
    source: &Source,
    opener: Option<Arc<Opener>>,
    manifest: &Manifest,
    owner_url: &str,
    files: &FileStore,
) -> anyhow::Result<()> {
    let login = Login::new(owner_url, None)?;
    let mut owner = login.connect("restore").await.context("cannot connect to the database")?;
    require_empty(&mut owner).await?;
    migrate::up_to(owner_url, manifest.head.migrations.len()).await?;
    tables::prepare(&mut owner).await?;
    let keys = foreign_keys(&mut owner).await?;
    clear(&mut owner, manifest, &keys).await?;
    let pool = pool(owner_url).await?;
    let outcome = copy_in(source, opener, manifest, &pool, files).await;
    pool.close().await;
    outcome?;
    finish(&mut owner, manifest, &keys).await
}

async fn pool(owner_url: &str) -> anyhow::Result<PgPool> {
    let options = PgConnectOptions::from_str(owner_url)
        .map_err(|_| anyhow::anyhow!("the database's address is not valid"))?
        .application_name(&crate::db::name("restore"));
    let options = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .after_connect(|c, _| {
            Box::pin(async move {
                sqlx::raw_sql(tables::SESSION).execute(&mut *c).await?;
                sqlx::raw_sql("SET synchronous_commit = off").execute(c).await?;
                Ok(())
            })
        })
        .connect_with(options);
    options.await.context("cannot connect to the database")
}

/// Nobody's rows may be lost.
async fn require_empty(connection: &mut PgConnection) -> anyhow::Result<()> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
         LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    if let Some(name) = found {
        return Err(Fault::DatabaseNotEmpty.because(format!(
            "the database is not empty (it has \"{name}\"); a backup is restored into a new \
             database only"
        )));
    }
    Ok(())
}

/// A foreign key: its table, its name and what it says.
type ForeignKey = (String, String, String);

async fn foreign_keys(connection: &mut PgConnection) -> anyhow::Result<Vec<ForeignKey>> {
    let keys = sqlx::query_as(
        "SELECT t.relname::text, k.conname::text, pg_get_constraintdef(k.oid)
         FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
         WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
           AND k.conparentid = 0 ORDER BY 1, 2",
    )
    .fetch_all(connection)
    .await?;
    Ok(keys)
}

/// Takes foreign keys away, switches triggers off, and removes the rows that migrations made.
async fn clear(
    owner: &mut PgConnection,
    manifest: &Manifest,
    keys: &[ForeignKey],
) -> anyhow::Result<()> {
    let there: Vec<String> = tables::plan(owner).await?.into_iter().map(|plan| plan.name).collect();
    for table in &manifest.tables {
        ensure!(there.contains(&table.name), "this schema has no table {}", table.name);
    }
    let mut sql = String::from("BEGIN;");
    for (table, name, _) in keys {
        let (table, name) = (tables::quote(table), tables::quote(name));
        sql.push_str(&format!("ALTER TABLE {table} DROP CONSTRAINT {name};"));
    }
    for table in &there {
        let table = tables::quote(table);
        sql.push_str(&format!("ALTER TABLE {table} DISABLE TRIGGER USER; TRUNCATE {table};"));
    }
    sql.push_str("COMMIT");
    tables::run(owner, sql).await.context("preparing the new database")
}

/// Hands the archive's pieces from the thread that reads to the connections that load.
async fn copy_in(
    source: &Source,
    opener: Option<Arc<Opener>>,
    manifest: &Manifest,
    pool: &PgPool,
    files: &FileStore,
) -> anyhow::Result<()> {
    let reader = source.open().await?;
    let (sender, mut pieces) = mpsc::channel::<Piece>(WAITING);
    let reading = tokio::task::spawn_blocking(move || {
        unpack::read(reader, opener.as_deref(), |piece| {
            sender.blocking_send(piece).map_err(|_| anyhow::anyhow!("loading ended early"))
        })
    });
    let mut loader = Loader { manifest, pool, files, open: BTreeMap::new(), upload: None };
    let loaded = async {
        while let Some(piece) = pieces.recv().await {
            match piece {
                Piece::Rows { table, bytes, is_last } => {
                    loader.rows(table, bytes, is_last).await?;
                }
                Piece::File { key, bytes, is_last } => loader.file(key, bytes, is_last).await?,
                Piece::Head(_) | Piece::SecretKey(_) => {}
            }
        }
        anyhow::Ok(())
    }
    .await;
    // Lets the thread end when loading has failed.
    drop(pieces);
    let read = reading.await?;
    loaded?;
    let contents = read?;
    ensure!(contents.manifest == *manifest, "the archive was changed while it was read");
    Ok(())
}

type Copying = PgCopyIn<PoolConnection<Postgres>>;

/// Bytes of a file on their way into the store.
struct Upload {
    key: String,
    bytes: mpsc::Sender<std::io::Result<Bytes>>,
    /// One task, which ends when this is dropped.
    stored: JoinSet<crate::error::Result<Incoming>>,
}

struct Loader<'a> {
    manifest: &'a Manifest,
    pool: &'a PgPool,
    files: &'a FileStore,
    open: BTreeMap<String, Copying>,
    upload: Option<Upload>,
}

impl Loader<'_> {
    async fn rows(&mut self, table: String, bytes: Bytes, is_last: bool) -> anyhow::Result<()> {
        let context = || format!("loading the table {table}");
        let record = self.manifest.table(&table)?;
        let mut copying = match self.open.remove(&table) {
            Some(copying) => copying,
            None => {
                let statement = tables::copy_in(&table, &record.columns);
                self.pool.copy_in_raw(&statement).await.with_context(context)?
            }
        };
        copying.send(bytes).await.with_context(context)?;
        if !is_last {
            self.open.insert(table, copying);
            return Ok(());
        }
        let rows = copying.finish().await.with_context(context)?;
        ensure!(rows == record.rows, "{rows} of {} rows of {table} came in", record.rows);
        Ok(())
    }

    async fn file(&mut self, key: String, bytes: Bytes, is_last: bool) -> anyhow::Result<()> {
        let upload = match self.upload.take() {
            Some(upload) => upload,
            None => self.begin(key),
        };
        // When the other side has ended, its own error is the one to tell.
        let _ = upload.bytes.send(Ok(bytes)).await;
        if !is_last {
            self.upload = Some(upload);
            return Ok(());
        }
        let Upload { key, bytes, mut stored } = upload;
        drop(bytes);
        let ended = stored.join_next().await.context("storing a file")?;
        let incoming = ended?.context("storing a file")?;
        ensure!(incoming.key == key, "the file {key} was changed");
        self.files.keep(&incoming).await.context("storing a file")?;
        Ok(())
    }

    fn begin(&self, key: String) -> Upload {
        let (bytes, receiver) = mpsc::channel(2);
        let stream = futures_util::stream::unfold(receiver, async |mut receiver| {
            Some((receiver.recv().await?, receiver))
        });
        let store = self.files.clone();
        let mut stored = JoinSet::new();
        stored.spawn(async move {
            let reader = tokio_util::io::StreamReader::new(Box::pin(stream));
            store.receive(reader, u64::MAX).await
        });
        Upload { key, bytes, stored }
    }
}

/// Sequences, foreign keys, triggers, and the place before which no socket resumes.
async fn finish(
    owner: &mut PgConnection,
    manifest: &Manifest,
    keys: &[ForeignKey],
) -> anyhow::Result<()> {
    let mut sql = String::from("BEGIN;");
    for Sequence { name, last_value } in &manifest.sequences {
        let name = tables::quote(name).replace('\'', "''");
        if let Some(value) = last_value {
            sql.push_str(&format!("SELECT setval('{name}', {value});"));
        }
    }
    for (table, name, what) in keys {
        let (table, name) = (tables::quote(table), tables::quote(name));
        sql.push_str(&format!("ALTER TABLE {table} ADD CONSTRAINT {name} {what};"));
    }
    for plan in tables::plan(owner).await? {
        let table = tables::quote(&plan.name);
        sql.push_str(&format!("ALTER TABLE {table} ENABLE TRIGGER USER;"));
    }
    sql.push_str(&format!(
        "INSERT INTO event_cursors (name, xid, id)
         SELECT '{}', pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, {};
         COMMIT; ANALYZE",
        tables::RESTORED,
        i64::MAX
    ));
    tables::run(owner, sql).await.context("the restored rows do not fit together")
}

/// Writes down in the audit log of a restored database that it was restored, and from when it is.
/// [`load`] does not do so: what it loads is the archive's to the byte.
pub async fn note(manifest: &Manifest, owner_url: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut owner = Login::new(owner_url, None)?.connect("restore").await?;
    // As the owner and with the columns of each schema that has backups: it may be an older one.
    let written = sqlx::query(
        "INSERT INTO audit_log (at, action, outcome, detail)
         VALUES ($1, 'backup.restored', 'success', jsonb_build_object('taken_at', $2::timestamptz))",
    )
    .bind(now)
    .bind(manifest.head.taken_at)
    .execute(&mut owner)
    .await;
    written.context("writing the restore into the audit log")?;
    Ok(())
}

/// Compares a restored database with what the manifest says.
pub async fn compare(manifest: &Manifest, owner_url: &str) -> anyhow::Result<()> {
    let found = super::make::digests(owner_url).await?;
    for table in &manifest.tables {
        let same = found.iter().find(|other| other.name == table.name);
        ensure!(same == Some(table), "the table {} came back changed", table.name);
    }
    Ok(())
}
