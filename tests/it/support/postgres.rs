//! The server that tests use, and a database for each.
//!
//! The address of a server comes from `TREASURY_PLANE_TEST_PG`, which the example `with_postgres`
//! sets; without it each process starts a private one. The first test migrates a template; every
//! test gets a copy of it, which takes a tenth of the time, and drops that at its end.

use anyhow::Context;
use sqlx::{Connection, Executor, PgConnection};
use std::{
    fmt::Write,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::OnceLock,
};
use treasury_plane::{migrate, postgres, random};

const OWNER: &str = "treasury_plane_owner";
/// Any number that no other program of ours locks.
const LOCK_KEY: i64 = 0x7465_7374;
const DIRECTORY_PREFIX: &str = "treasury-plane-it-";

/// A copy of the migrated template; gone when dropped.
#[derive(Debug)]
pub struct Database {
    name: String,
    server: &'static str,
    /// Set for a database of the test's own, which it drops itself.
    own: Option<String>,
}

impl Database {
    pub async fn create() -> anyhow::Result<Self> {
        let server = server();
        let mut connection = PgConnection::connect(server).await.context("the test server")?;
        let template = template(&mut connection, server).await?;
        let name = format!("tp_test_{}", random::hex::<8>()?);
        let sql = format!("CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}");
        connection.execute(sqlx::AssertSqlSafe(sql)).await?;
        connection.close().await?;
        Ok(Self { name, server, own: None })
    }

    /// One without a schema, owned by the owner role.
    pub async fn empty() -> anyhow::Result<Self> {
        let server = server();
        let mut connection = PgConnection::connect(server).await.context("the test server")?;
        // For the roles.
        template(&mut connection, server).await?;
        let name = format!("tp_test_{}", random::hex::<8>()?);
        let sql = format!("CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0");
        connection.execute(sqlx::AssertSqlSafe(sql)).await?;
        connection.close().await?;
        Ok(Self { name, server, own: None })
    }

    /// The address, for connections that act as the role that owns the tables.
    pub fn owner_url(&self) -> String {
        as_role(&self.url(), OWNER)
    }

    /// One that the test has made, perhaps behind a proxy.
    pub fn at(url: String) -> Self {
        Self { name: String::new(), server: "", own: Some(url) }
    }

    /// The address; connections take the role that they need.
    pub fn url(&self) -> String {
        self.own.clone().unwrap_or_else(|| in_database(self.server, &self.name))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.own.is_some() {
            return;
        }
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let server = self.server;
        // A test's runtime cannot be waited for from here.
        let dropper = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(server).await?;
                connection.execute(sqlx::AssertSqlSafe(sql)).await?;
                anyhow::Ok(())
            })
        });
        if let Err(error) = dropper.join().unwrap() {
            eprintln!("the test's database stays: {error:#}");
        }
    }
}

/// The name of the migrated database that the others are copies of.
async fn template(connection: &mut PgConnection, server: &str) -> anyhow::Result<String> {
    let name = format!("tp_template_{}", schema_hash()?);
    if exists(connection, &name).await? {
        return Ok(name);
    }
    sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK_KEY).execute(&mut *connection).await?;
    if !exists(connection, &name).await? {
        let building = format!("{name}_building");
        build(connection, server, &building).await?;
        let rename = format!("ALTER DATABASE {building} RENAME TO {name}");
        connection.execute(sqlx::AssertSqlSafe(rename)).await?;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK_KEY).execute(&mut *connection).await?;
    Ok(name)
}

/// Makes a migrated database, and the roles, on the server.
pub async fn build(connection: &mut PgConnection, server: &str, name: &str) -> anyhow::Result<()> {
    for sql in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        create_role(OWNER),
        create_role("treasury_plane_app"),
        format!("CREATE DATABASE {name} OWNER {OWNER}"),
    ] {
        connection.execute(sqlx::AssertSqlSafe(sql)).await?;
    }
    migrate::up(&as_role(&in_database(server, name), OWNER)).await?;
    Ok(())
}

async fn exists(connection: &mut PgConnection, database: &str) -> anyhow::Result<bool> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(database)
        .fetch_one(connection)
        .await?)
}

fn create_role(name: &str) -> String {
    format!(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
             CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
         END IF; END $$"
    )
}

/// The same server, another database.
fn in_database(url: &str, database: &str) -> String {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let server = base.rsplit_once('/').map_or(base, |(server, _)| server);
    format!("{server}/{database}?{query}")
}

/// The same database, connections that act as `role`.
fn as_role(url: &str, role: &str) -> String {
    format!("{url}&options=-c%20role%3D{role}")
}

/// Changes with every change of a migration, so that a server that lives long is not a trap.
fn schema_hash() -> anyhow::Result<String> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("migration/src");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    paths.sort();
    let text: String = paths.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let mut hash = String::new();
    for byte in random::hash(&text).iter().take(8) {
        write!(hash, "{byte:02x}")?;
    }
    Ok(hash)
}

/// The address of the server as its superuser.
fn server() -> &'static str {
    static SERVER: OnceLock<String> = OnceLock::new();
    SERVER.get_or_init(|| match std::env::var_os("TREASURY_PLANE_TEST_PG") {
        Some(url) => url.into_string().unwrap(),
        None => start_private(),
    })
}

/// The kernel stops the server when the thread that started it ends, so that one lives on.
fn start_private() -> String {
    sweep();
    let directory = std::env::temp_dir().join(format!("{DIRECTORY_PREFIX}{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o711)).unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let settings = postgres::Settings::for_tests(directory.join("postgres"));
            let running = postgres::start(settings).await.unwrap();
            sender.send(running.addresses.superuser.clone()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().expect("the private PostgreSQL starts")
}

/// Removes what processes left that have ended.
fn sweep() {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(DIRECTORY_PREFIX));
        if process.is_some_and(|id| !Path::new("/proc").join(id).exists()) {
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}
