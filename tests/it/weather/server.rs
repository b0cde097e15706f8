//! PostgreSQL servers of a test's own, with Debian's programs: the bundle has no pg_basebackup.

use crate::support::build_database;
use sqlx::{Connection, PgConnection};
use std::{
    fs,
    net::TcpListener,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// Servers do not run as root.
const NOBODY: u32 = 65534;
const START_MAX: Duration = Duration::from_secs(60);

/// A running server; killed when dropped.
pub struct Server {
    pub port: u16,
    process: Child,
    data: PathBuf,
    _directory: TempDir,
}

/// The address of a server's superuser.
pub fn address(port: u16, database: &str) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/{database}?sslmode=disable")
}

impl Server {
    /// A new server with a migrated database "plane".
    pub async fn start() -> Self {
        let (directory, data) = new_directory();
        let mut initdb = program("initdb");
        initdb.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
        run(initdb.arg("--no-sync").arg("-D").arg(&data));
        let server = Self::launch(directory, data).await;
        let url = address(server.port, "postgres");
        build_database(&mut server.connect("postgres").await, &url, "plane").await.unwrap();
        server
    }

    /// A copy that follows this one.
    pub async fn standby(&self) -> Self {
        let (directory, data) = new_directory();
        let mut copy = program("pg_basebackup");
        copy.args(["-h", "127.0.0.1", "-U", "postgres", "-R", "-X", "stream", "-c", "fast"]);
        run(copy.arg("--no-sync").arg("-p").arg(self.port.to_string()).arg("-D").arg(&data));
        Self::launch(directory, data).await
    }

    async fn launch(directory: TempDir, data: PathBuf) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = fs::File::create(directory.path().join("log")).unwrap();
        let mut command = program("postgres");
        command.arg("-D").arg(&data).stdout(log.try_clone().unwrap()).stderr(log);
        for option in [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=32MB",
            // Processes are killed here, never the machine.
            "fsync=off",
            "wal_receiver_timeout=5s",
        ] {
            command.arg("-c").arg(option);
        }
        let process = command.arg("-c").arg(format!("port={port}")).spawn().unwrap();
        let server = Self { port, process, data, _directory: directory };
        super::until("the server's start", START_MAX, async || {
            PgConnection::connect(&address(port, "postgres")).await.is_ok()
        })
        .await;
        server
    }

    pub async fn connect(&self, database: &str) -> PgConnection {
        PgConnection::connect(&address(self.port, database)).await.unwrap()
    }

    /// Runs statements as the superuser, one after the other.
    pub async fn run(&self, statements: &[&'static str]) {
        let mut connection = self.connect("plane").await;
        for sql in statements {
            sqlx::raw_sql(*sql).execute(&mut connection).await.unwrap();
        }
    }

    /// From now on a commit is acknowledged when the standby has it too.
    pub async fn commit_at_standby_too(&self) {
        self.run(&["ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"])
            .await;
        super::until("a synchronous standby", START_MAX, async || {
            let mut connection = self.connect("postgres").await;
            let state: Option<String> =
                sqlx::query_scalar("SELECT sync_state FROM pg_stat_replication")
                    .fetch_optional(&mut connection)
                    .await
                    .unwrap();
            state.as_deref() == Some("sync")
        })
        .await;
    }

    /// As `kill -9`, to the server's first process and all others.
    pub fn kill(&mut self) {
        let children =
            fs::read_to_string(format!("/proc/{0}/task/{0}/children", self.process.id()));
        let _ = self.process.kill();
        for child in children.unwrap_or_default().split_whitespace() {
            let pid = child.parse().ok().and_then(rustix::process::Pid::from_raw).unwrap();
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
        let _ = self.process.wait();
    }

    /// Puts lines before the others of pg_hba.conf.
    pub async fn allow_first(&self, lines: &str) {
        let path = self.data.join("pg_hba.conf");
        let rest = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{lines}\n{rest}")).unwrap();
        self.run(&["SELECT pg_reload_conf()"]).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A directory that the servers' user owns, and the place of the data in it.
fn new_directory() -> (TempDir, PathBuf) {
    let directory = tempfile::Builder::new().prefix("treasury-plane-weather-").tempdir().unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o700)).unwrap();
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(directory.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let data = directory.path().join("data");
    (directory, data)
}

fn program(name: &str) -> Command {
    let newest = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = newest
        .map(|entry| entry.path().join("bin"))
        .filter(|path| path.join("pg_basebackup").is_file())
        .max_by_key(|path| version(path))
        .expect("Debian's package postgresql is needed: `make test` installs it");
    let mut command = Command::new(newest.join(name));
    command.current_dir("/").stdin(Stdio::null());
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn version(bin: &Path) -> u32 {
    let name = bin.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or_default()
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
