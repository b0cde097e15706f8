//! Starts and ends the program, and speaks to it without an HTTP library in between.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use treasury_plane::fault::Fault;

/// What cargo built for the tests.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_treasury-plane");

/// A running server. Killed when dropped.
pub(crate) struct Process {
    child: Child,
    /// `127.0.0.1:port`.
    pub(crate) address: String,
    stdout: BufReader<std::process::ChildStdout>,
    /// Lines on standard error since it was ready.
    log: std::sync::mpsc::Receiver<String>,
}

/// The program with a data directory and a free port.
pub(crate) fn command(data_dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--data-dir").arg(data_dir).current_dir(data_dir);
    command.env("TREASURY_PLANE_HTTP__BIND", "127.0.0.1:0");
    command.env("TREASURY_PLANE_METRICS__ENABLED", "false");
    command
}

/// A directory that the private PostgreSQL's user may pass through.
pub(crate) fn data_dir() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
    directory
}

/// An empty database on the shared test server: addresses of the runtime role and of the owner.
pub(crate) async fn database(name: &str) -> (String, String) {
    let superuser = std::env::var_os("TREASURY_PLANE_TEST_PG").expect("run with `make test`");
    let superuser = superuser.into_string().unwrap();
    let name = format!("shell_{name}");
    let mut connection = PgConnection::connect(&superuser).await.unwrap();
    for sql in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} OWNER treasury_plane_owner"),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    let address = |role: &str| {
        superuser
            .replace("postgres@", &format!("{role}@"))
            .replace("/postgres?", &format!("/{name}?"))
    };
    (address("treasury_plane_app"), address("treasury_plane_owner"))
}

impl Process {
    /// Starts `serve` and waits until it is ready; panics with its words when it ends first.
    pub(crate) fn serve(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        let address = loop {
            let mut line = String::new();
            assert!(log.read_line(&mut line).unwrap() > 0, "ended before it was ready: {said}");
            said.push_str(&line);
            let entry: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
            if entry["message"] == "ready" {
                let url = entry["url"].as_str().unwrap();
                break url.split_once("://").unwrap().1.to_owned();
            }
        };
        // Nobody may be kept waiting by a full pipe.
        let (sender, log_lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, address, stdout, log: log_lines }
    }

    /// The next line of the log that contains `text`; waits for it.
    pub(crate) fn logged(&self, text: &str) -> String {
        let patience = Duration::from_secs(20);
        loop {
            let line = self.log.recv_timeout(patience).unwrap_or_else(|_| panic!("no {text}"));
            if line.contains(text) {
                return line;
            }
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.pid().to_string()]).status();
        assert!(status.unwrap().success());
    }

    /// Waits for the end.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// SIGTERM and wait.
    pub(crate) fn stop(mut self) -> ExitStatus {
        self.signal("TERM");
        self.wait()
    }

    /// The first line on standard output that contains `text`.
    pub(crate) fn line_with(&mut self, text: &str) -> String {
        let mut lines = self.stdout.by_ref().lines().map(Result::unwrap);
        lines.find(|line| line.contains(text)).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Status and whole answer of a GET.
pub(crate) fn get(address: &str, path: &str) -> (u16, String) {
    ask(address, &format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n"))
}

/// Status and whole answer of a request whose head, without the end, is given.
pub(crate) fn ask(address: &str, head: &str) -> (u16, String) {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(socket, "{head}connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer)
}

/// What a command says that must end with this fault.
pub(crate) fn refused(output: &Output, fault: Fault) -> String {
    let words = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(i32::from(fault.exit_code())), "{words}");
    let last = words.lines().last().unwrap_or_default();
    assert!(last.contains(fault.code()), "{words}");
    words
}
