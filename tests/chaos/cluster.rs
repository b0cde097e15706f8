//! Three instances and their PostgreSQL, which can be hurt.

use super::client::Client;
use anyhow::{Context, bail};
use hyper::Method;
use serde_json::{Value, json};
use std::{
    fs::{self, File},
    net::{SocketAddr, TcpListener},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::Mutex;
use treasury_plane::postgres::{self, Addresses, Running, Settings};
use uuid::Uuid;

pub(crate) const INSTANCES: usize = 3;
pub(crate) const PROJECTS: usize = 4;
const READY_WITHIN: Duration = Duration::from_secs(90);
/// Room for PostgreSQL; what the disk fault fills.
const DISK: &str = "1200m";
const SECRET: &str = "a-key-that-three-instances-share-0123456789";

/// The installation.
pub(crate) struct Cluster {
    binary: PathBuf,
    pub(crate) addresses: [SocketAddr; INSTANCES],
    instances: [Mutex<Option<Child>>; INSTANCES],
    pub(crate) database: Addresses,
    postgres: Mutex<Option<Running>>,
    /// Whether PostgreSQL's directory is a file system of its own.
    pub(crate) has_own_disk: bool,
    next: AtomicUsize,
    directory: TempDir,
}

/// What requests name.
pub(crate) struct Site {
    pub(crate) token: String,
    pub(crate) projects: Vec<Uuid>,
    /// Where live updates of each project begin.
    pub(crate) cursors: Vec<String>,
}

impl Cluster {
    pub(crate) async fn start(binary: PathBuf) -> anyhow::Result<Self> {
        let directory = tempfile::Builder::new().prefix("treasury-plane-chaos-").tempdir()?;
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o711))?;
        let disk = directory.path().join("disk");
        fs::create_dir(&disk)?;
        let has_own_disk = mount(&disk);
        fs::set_permissions(&disk, fs::Permissions::from_mode(0o711))?;
        let running = postgres::start(settings(directory.path())).await?;
        let mut addresses = [SocketAddr::from(([127, 0, 0, 1], 0)); INSTANCES];
        for address in &mut addresses {
            *address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        }
        let cluster = Self {
            binary,
            addresses,
            instances: Default::default(),
            database: running.addresses.clone(),
            postgres: Mutex::new(Some(running)),
            has_own_disk,
            next: AtomicUsize::new(0),
            directory,
        };
        cluster.keep_log_small().await?;
        for n in 0..INSTANCES {
            cluster.start_instance(n).await?;
        }
        Ok(cluster)
    }

    /// PostgreSQL's own log of changes must leave room on the small disk.
    async fn keep_log_small(&self) -> anyhow::Result<()> {
        use sqlx::{Connection, Executor};
        let mut connection = sqlx::PgConnection::connect(&self.database.superuser).await?;
        for setting in ["max_wal_size = '192MB'", "min_wal_size = '80MB'"] {
            let sql = format!("ALTER SYSTEM SET {setting}");
            connection.execute(sqlx::AssertSqlSafe(sql)).await?;
        }
        connection.execute("SELECT pg_reload_conf()").await?;
        Ok(connection.close().await?)
    }

    /// The first account, its token, projects and a webhook.
    pub(crate) async fn set_up(&self, hook: &str) -> anyhow::Result<Site> {
        // Each instance prints a link when it starts, and only the newest works.
        let newest = self.directory.path().join((INSTANCES - 1).to_string());
        let link = fs::read_to_string(newest.join("stdout"))?;
        let token = link.rsplit_once("token=").context("no setup link")?.1.trim().to_owned();
        let mut client = Client::connect(self.addresses[0]).await?;
        let account = json!({
            "token": token, "first_name": "Ada", "last_name": "Chaos",
            "email": "ada@agency.example", "password": "tall-river-copper-41",
        });
        let post = Method::POST;
        let (headers, _) =
            client.json(post.clone(), "/api/v1/instance/setup", &[], &account).await?;
        let cookie = headers.get("set-cookie").context("no session")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let signed_in = [("cookie", cookie.as_str())];
        let path = "/api/v1/users/me/api-tokens";
        let (_, made) =
            client.json(post.clone(), path, &signed_in, &json!({ "label": "chaos" })).await?;
        let token = made.get("token").and_then(Value::as_str).context("no token")?.to_owned();
        let workspace = json!({ "name": "Chaos", "slug": "chaos" });
        client.json(post.clone(), "/api/v1/workspaces", &signed_in, &workspace).await?;
        let mut site = Site { token, projects: vec![], cursors: vec![] };
        for n in 0..PROJECTS {
            let body =
                json!({ "name": format!("Project number {n}"), "identifier": format!("CH{n}") });
            let path = "/api/v1/workspaces/chaos/projects";
            let (_, project) = client.json(post.clone(), path, &signed_in, &body).await?;
            let id: Uuid = text(&project, "id")?.parse()?;
            let path = format!("/api/v1/workspaces/chaos/projects/{id}/snapshot");
            let (_, snapshot) = client.json(Method::GET, &path, &signed_in, &Value::Null).await?;
            site.projects.push(id);
            site.cursors.push(text(&snapshot, "cursor")?.to_owned());
        }
        let body = json!({ "url": hook, "issue": true, "issue_comment": true });
        client.json(post, "/api/v1/workspaces/chaos/webhooks", &signed_in, &body).await?;
        Ok(site)
    }

    /// An instance that is taken in turn, as a load balancer does.
    pub(crate) fn any(&self) -> SocketAddr {
        let n = self.next.fetch_add(1, Ordering::Relaxed) % INSTANCES;
        self.addresses.get(n).copied().unwrap_or(self.addresses[0])
    }

    pub(crate) async fn start_instance(&self, n: usize) -> anyhow::Result<()> {
        let child = self.spawn(n)?;
        *self.instance(n)?.lock().await = Some(child);
        let begun = Instant::now();
        while begun.elapsed() < READY_WITHIN {
            if let Ok(mut client) = Client::connect(self.address(n)?).await
                && client.get("/readyz", &[]).await.is_ok_and(|answer| answer.status == 200)
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let log = fs::read_to_string(self.directory.path().join(format!("{n}/log")))?;
        let end: Vec<&str> = log.lines().rev().take(5).collect();
        bail!("instance {n} is not ready:\n{}", end.join("\n"))
    }

    fn spawn(&self, n: usize) -> anyhow::Result<Child> {
        let data_dir = self.directory.path().join(n.to_string());
        fs::create_dir_all(&data_dir)?;
        let file = |name: &str| File::options().create(true).append(true).open(data_dir.join(name));
        let mut command = self.command(&data_dir, &["serve"]);
        command.env("TREASURY_PLANE_HTTP__BIND", self.address(n)?.to_string());
        command.stdin(Stdio::null()).stdout(file("stdout")?).stderr(file("log")?);
        command.spawn().context("starting an instance")
    }

    /// The program with the settings that all instances share.
    pub(crate) fn command(&self, data_dir: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).arg("--data-dir").arg(data_dir).current_dir(data_dir);
        let files = self.directory.path().join("files");
        for (name, value) in [
            ("DATABASE__URL", self.database.app.as_str()),
            ("DATABASE__OWNER_URL", self.database.owner.as_str()),
            ("AUTH__SECRET_KEY", SECRET),
            // Webhooks to loopback, without a certificate.
            ("AUTH__DEVELOPMENT", "true"),
            ("METRICS__ENABLED", "false"),
            ("LIMITS__ANONYMOUS_PER_MINUTE", "100000000"),
            ("LIMITS__API_TOKEN_PER_MINUTE", "100000000"),
            ("LIMITS__SESSION_PER_MINUTE", "100000000"),
            ("LIMITS__SOCKETS_PER_USER", "5000"),
            ("LOG__FORMAT", "json"),
        ] {
            command.env(format!("TREASURY_PLANE_{name}"), value);
        }
        command.env("TREASURY_PLANE_FILES__DIRECTORY", files);
        command
    }

    /// As `kill -9`, then waits for the kernel to clean up.
    pub(crate) async fn kill_instance(&self, n: usize) -> anyhow::Result<()> {
        if let Some(mut child) = self.instance(n)?.lock().await.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Sends an instance a signal by its name.
    pub(crate) async fn signal_instance(&self, n: usize, signal: &str) -> anyhow::Result<()> {
        if let Some(child) = self.instance(n)?.lock().await.as_ref() {
            send(child.id(), signal)?;
        }
        Ok(())
    }

    /// Stops PostgreSQL in order and starts it again.
    pub(crate) async fn restart_postgres(&self) -> anyhow::Result<()> {
        let mut postgres = self.postgres.lock().await;
        if let Some(running) = postgres.take() {
            running.stop().await;
        }
        *postgres = Some(postgres::start(settings(self.directory.path())).await?);
        Ok(())
    }

    /// Ends PostgreSQL as a failing machine would and starts it again, which recovers.
    pub(crate) async fn crash_postgres(&self) -> anyhow::Result<()> {
        let mut postgres = self.postgres.lock().await;
        let file = self.disk().join("postgres/data/postmaster.pid");
        let pid = fs::read_to_string(file)?;
        let pid: u32 = pid.lines().next().context("an empty file")?.trim().parse()?;
        send(pid, "QUIT")?;
        if let Some(mut running) = postgres.take() {
            running.exited().await;
        }
        *postgres = Some(postgres::start(settings(self.directory.path())).await?);
        Ok(())
    }

    /// Starts PostgreSQL again when it has ended by itself. Says whether it had.
    pub(crate) async fn revive_postgres(&self) -> anyhow::Result<bool> {
        let mut postgres = self.postgres.lock().await;
        let Some(running) = postgres.as_mut() else { return Ok(false) };
        let ended = tokio::time::timeout(Duration::from_millis(200), running.exited()).await;
        if ended.is_err() {
            return Ok(false);
        }
        *postgres = None;
        *postgres = Some(postgres::start(settings(self.directory.path())).await?);
        Ok(true)
    }

    /// The file system on which PostgreSQL lives.
    pub(crate) fn disk(&self) -> PathBuf {
        self.directory.path().join("disk")
    }

    /// Ends everything.
    pub(crate) async fn stop(&self) -> anyhow::Result<()> {
        for n in 0..INSTANCES {
            self.signal_instance(n, "TERM").await?;
        }
        for instance in &self.instances {
            if let Some(mut child) = instance.lock().await.take() {
                child.wait()?;
            }
        }
        if let Some(running) = self.postgres.lock().await.take() {
            running.stop().await;
        }
        Ok(())
    }

    fn instance(&self, n: usize) -> anyhow::Result<&Mutex<Option<Child>>> {
        self.instances.get(n).context("no such instance")
    }

    fn address(&self, n: usize) -> anyhow::Result<SocketAddr> {
        self.addresses.get(n).copied().context("no such instance")
    }

    /// A data directory for commands.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.directory.path().join("0")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for instance in &mut self.instances {
            if let Some(child) = instance.get_mut() {
                let _ = send(child.id(), "CONT");
                let _ = child.kill();
                let _ = child.wait();
            }
        }
        *self.postgres.get_mut() = None;
        if self.has_own_disk {
            let _ = Command::new("umount").arg("--lazy").arg(self.disk()).status();
        }
    }
}

fn settings(directory: &Path) -> Settings {
    Settings { fast: false, ..Settings::for_tests(directory.join("disk/postgres")) }
}

/// A small file system in memory; not everybody may.
fn mount(place: &Path) -> bool {
    let mut command = Command::new("mount");
    command.args(["-t", "tmpfs", "-o", &format!("size={DISK}"), "tmpfs"]).arg(place);
    command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn send(pid: u32, signal: &str) -> anyhow::Result<()> {
    let status = Command::new("kill").args(["-s", signal, &pid.to_string()]).status()?;
    anyhow::ensure!(status.success(), "cannot send {signal} to {pid}");
    Ok(())
}

/// A text in an answer.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> anyhow::Result<&'a str> {
    value.get(key).and_then(Value::as_str).with_context(|| format!("no {key}"))
}
