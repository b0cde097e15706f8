//! Makes an archive.

use super::{
    manifest::{FORMAT, Files, Head, Manifest, Sequence, Table, VERSION},
    pack::Pack,
    place::{Place, Sink},
    seal::Recipient,
    tables::{self, Plan},
    unpack::{HEAD, MANIFEST, SECRET_KEY, SIGNATURE},
};
use crate::{
    clock::Clock,
    db::{self, Login},
    files::FileStore,
    hex,
    keys::Keys,
};
use anyhow::{Context, ensure};
use aws_lc_rs::digest::{self, SHA256};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, TryStreamExt, future::BoxFuture, stream::FuturesUnordered};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::{Mutex, PoisonError};
use tokio::sync::mpsc;

/// Connections that copy at once; each has the same snapshot.
const PARALLEL: usize = 4;
/// A table travels in parts of about this size.
const PART: usize = 256 * 1024;
/// Parts that wait to be written.
const WAITING: usize = 8;

/// Where things come from.
#[derive(Debug)]
pub struct From<'a> {
    /// The database's address as a role that sees all rows: the owner.
    pub owner_url: &'a str,
    /// Stored bytes.
    pub files: &'a FileStore,
    /// The instance's key, which signs the manifest.
    pub keys: &'a Keys,
    /// Its text, which goes into sealed archives.
    pub secret: &'a str,
    /// The time.
    pub clock: &'a Clock,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The archive's name; for a single file and a stream one that it does not have.
    pub name: String,
    /// How long it is.
    pub size_bytes: u64,
    /// What is inside.
    pub manifest: Manifest,
}

/// Makes an archive at `place`. Cut off at any time, it leaves at most a `.partial`.
pub async fn make(
    from: &From<'_>,
    place: &Place,
    recipient: Option<&Recipient>,
) -> anyhow::Result<Made> {
    let snapshot = Snapshot::take(from).await?;
    let name = Place::name(snapshot.head.taken_at, recipient.is_some());
    let sink = place.create(&name).await?;
    let (manifest, size_bytes) = write(from, snapshot, sink, recipient).await?;
    Ok(Made { name, size_bytes, manifest })
}

async fn write(
    from: &From<'_>,
    mut snapshot: Snapshot,
    sink: Sink,
    recipient: Option<&Recipient>,
) -> anyhow::Result<(Manifest, u64)> {
    let time = u64::try_from(snapshot.head.taken_at.timestamp()).unwrap_or_default();
    let mut pack = Pack::new(sink, recipient, time)?;
    match fill(from, &mut snapshot, &mut pack, recipient.is_some()).await {
        Ok(manifest) => Ok((manifest, pack.finish().await?)),
        Err(error) => {
            pack.abandon().await;
            Err(error)
        }
    }
}

async fn fill(
    from: &From<'_>,
    snapshot: &mut Snapshot,
    pack: &mut Pack,
    is_sealed: bool,
) -> anyhow::Result<Manifest> {
    let head = snapshot.head.clone();
    pack.entry(HEAD, &serde_json::to_vec_pretty(&head)?).await?;
    let tables = copy_tables(from.owner_url, snapshot, pack).await?;
    let files = copy_files(from.files, snapshot, pack).await?;
    let sequences = std::mem::take(&mut snapshot.sequences);
    if is_sealed {
        pack.entry(SECRET_KEY, from.secret.as_bytes()).await?;
    }
    let manifest = Manifest { head, tables, sequences, files, has_secret_key: is_sealed };
    let text = serde_json::to_vec_pretty(&manifest)?;
    pack.entry(MANIFEST, &text).await?;
    pack.entry(SIGNATURE, sign(from.keys, &text)?.as_bytes()).await?;
    Ok(manifest)
}

/// The signature of a manifest's text.
pub fn sign(keys: &Keys, text: &[u8]) -> anyhow::Result<String> {
    Ok(hex::encode(&keys.sign("backup-manifest", text)?))
}

/// The transaction whose snapshot all others take.
struct Snapshot {
    connection: PgConnection,
    id: String,
    head: Head,
    plans: Vec<Plan>,
    sequences: Vec<Sequence>,
}

impl Snapshot {
    async fn take(from: &From<'_>) -> anyhow::Result<Self> {
        // A moment before the snapshot: what was written until then is in it.
        let taken_at: DateTime<Utc> = from.clock.now();
        let mut connection = connect(from.owner_url).await?;
        let status = crate::migrate::read(&mut connection).await?;
        ensure!(
            status.unknown.is_empty(),
            "the database belongs to a newer Treasury Plane; make the backup with that release"
        );
        ensure!(!status.applied.is_empty(), "the database holds no Treasury Plane");
        let (id, server_version): (String, String) =
            sqlx::query_as("SELECT pg_export_snapshot(), current_setting('server_version')")
                .fetch_one(&mut connection)
                .await
                .context("exporting the snapshot")?;
        let plans = tables::plan(&mut connection).await?;
        let sequences = tables::sequences(&mut connection).await?;
        let head = Head {
            format: FORMAT.to_owned(),
            version: VERSION,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            migrations: status.applied,
            taken_at,
            server_version,
            key_id: from.keys.id()?,
        };
        Ok(Self { connection, id, head, plans, sequences })
    }
}

/// A connection in a transaction that only reads and sees one moment.
async fn connect(url: &str) -> anyhow::Result<PgConnection> {
    let connection = Login::new(url, None)?.connect("backup").await;
    let mut connection = connection.context("cannot connect to the database")?;
    tables::prepare(&mut connection).await?;
    tables::run(&mut connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY".to_owned())
        .await?;
    Ok(connection)
}

/// A part of a table on its way.
struct Part {
    path: String,
    bytes: Vec<u8>,
}

/// Copies with several connections; each takes the next table when it has finished one.
async fn copy_tables(
    url: &str,
    snapshot: &Snapshot,
    pack: &mut Pack,
) -> anyhow::Result<Vec<Table>> {
    let next = Mutex::new(snapshot.plans.iter());
    let (sender, mut parts) = mpsc::channel::<Part>(WAITING);
    let workers: FuturesUnordered<BoxFuture<'_, anyhow::Result<Vec<Table>>>> =
        FuturesUnordered::new();
    for _ in 0..PARALLEL.min(snapshot.plans.len()) {
        workers.push(Box::pin(worker(url, &snapshot.id, &next, sender.clone())));
    }
    drop(sender);
    let writing = async {
        while let Some(part) = parts.recv().await {
            pack.entry(&part.path, &part.bytes).await?;
        }
        // Nobody can send any more: parts that could not be written would be lost.
        parts.close();
        anyhow::Ok(())
    };
    let copying = workers.try_collect::<Vec<_>>();
    let (copied, ()) = futures_util::try_join!(copying, writing)?;
    let mut tables: Vec<Table> = copied.into_iter().flatten().collect();
    ensure!(tables.len() == snapshot.plans.len(), "not all tables were copied");
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(tables)
}

async fn worker(
    url: &str,
    snapshot: &str,
    next: &Mutex<std::slice::Iter<'_, Plan>>,
    sender: mpsc::Sender<Part>,
) -> anyhow::Result<Vec<Table>> {
    let mut connection = connect(url).await?;
    tables::run(&mut connection, format!("SET TRANSACTION SNAPSHOT '{snapshot}'")).await?;
    let mut copied = Vec::new();
    loop {
        let plan = next.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some(plan) = plan else { break };
        copied.push(copy_table(&mut connection, plan, Some(&sender)).await?);
    }
    connection.close().await?;
    Ok(copied)
}

async fn send(
    parts: Option<&mpsc::Sender<Part>>,
    path: String,
    bytes: Vec<u8>,
) -> anyhow::Result<()> {
    match parts {
        Some(parts) => {
            parts.send(Part { path, bytes }).await.context("the archive cannot be written")
        }
        None => Ok(()),
    }
}

/// Copies one table and hands out its parts, the last one marked, even when it is empty.
async fn copy_table(
    connection: &mut PgConnection,
    plan: &Plan,
    parts: Option<&mpsc::Sender<Part>>,
) -> anyhow::Result<Table> {
    let context = || format!("copying the table {}", plan.name);
    let mut sha256 = digest::Context::new(&SHA256);
    let (mut rows, mut bytes, mut number) = (0, 0, 0);
    let mut part = Vec::with_capacity(PART);
    let statement = plan.copy_out();
    let mut stream = connection.copy_out_raw(&statement).await.with_context(context)?;
    while let Some(piece) = stream.next().await {
        let piece = piece.with_context(context)?;
        sha256.update(&piece);
        rows += piece.iter().filter(|byte| **byte == b'\n').count() as u64;
        bytes += piece.len() as u64;
        part.extend_from_slice(&piece);
        if part.len() >= PART {
            let full = std::mem::replace(&mut part, Vec::with_capacity(PART));
            send(parts, format!("tables/{}/{number:06}", plan.name), full).await?;
            number += 1;
        }
    }
    send(parts, format!("tables/{}/{number:06}.end", plan.name), part).await?;
    Ok(Table {
        name: plan.name.clone(),
        columns: plan.columns.clone(),
        rows,
        bytes,
        sha256: hex::encode(sha256.finish().as_ref()),
    })
}

/// The digests of all tables as they are in a database: what a restore must have given.
pub async fn digests(url: &str) -> anyhow::Result<Vec<Table>> {
    let mut connection = connect(url).await?;
    let mut tables = Vec::new();
    for plan in tables::plan(&mut connection).await? {
        tables.push(copy_table(&mut connection, &plan, None).await?);
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    connection.close().await?;
    Ok(tables)
}

/// Copies the bytes that the snapshot names. They are never changed, and removed long after the last
/// row that named them.
async fn copy_files(
    store: &FileStore,
    snapshot: &mut Snapshot,
    pack: &mut Pack,
) -> anyhow::Result<Files> {
    let mut files = Files::default();
    let mut keys: Vec<(String, i64)> = Vec::new();
    // The names are few bytes each; those of a million files take less than the tables' parts.
    let mut rows = sqlx::query_as::<_, (String, i64)>(AssertSqlSafe(
        "SELECT storage_key, max(size_bytes) FROM files
         WHERE storage_key IS NOT NULL GROUP BY storage_key ORDER BY storage_key COLLATE \"C\"",
    ))
    .fetch(&mut snapshot.connection);
    while let Some(row) = rows.try_next().await? {
        keys.push(row);
    }
    drop(rows);
    for (key, size) in keys {
        if store.modified_at(&key).await?.is_none() {
            files.missing.push(key);
            continue;
        }
        let size = u64::try_from(size).unwrap_or_default();
        let mut bytes = store.read(&key, None).await?;
        pack.begin(&format!("files/{key}"), size)?;
        while let Some(piece) = bytes.try_next().await.with_context(|| format!("reading {key}"))? {
            pack.part(&piece).await?;
        }
        pack.end().with_context(|| format!("the stored file {key}"))?;
        files.count += 1;
        files.bytes += size;
    }
    Ok(files)
}

/// The owner's address, anew: an IAM token in it is good for minutes only.
pub async fn owner_url(config: &crate::config::Config) -> anyhow::Result<String> {
    let settings = &config.database;
    if settings.url.is_set() {
        let owner = Some(&settings.owner_url).filter(|owner| owner.is_set());
        return db::address(config, owner.unwrap_or(&settings.url).expose()).await;
    }
    let root = crate::postgres::Settings::from_config(config).root;
    let running = crate::postgres::running_elsewhere(&root)?;
    Ok(running.context("the private PostgreSQL does not run")?.owner)
}
