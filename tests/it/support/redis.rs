//! A Redis server of the test's own, Debian's, on a Unix socket.

use std::{
    os::unix::net::UnixStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A server that can go away and come back; killed when dropped.
pub struct RedisServer {
    directory: TempDir,
    child: Option<Child>,
}

impl RedisServer {
    pub fn start() -> Self {
        let mut server = Self { directory: tempfile::tempdir().unwrap(), child: None };
        server.come_back();
        server
    }

    /// For `redis.url`.
    pub fn url(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    /// Ends it without a word. It forgets everything.
    pub fn go_away(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub fn come_back(&mut self) {
        // Should the test be killed, the kernel ends the server.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "redis-server", "--port", "0", "--save", ""]);
        command.arg("--unixsocket").arg(self.socket()).stdout(Stdio::null());
        self.child = Some(command.spawn().expect("apt-get install redis-server"));
        let begun = Instant::now();
        while UnixStream::connect(self.socket()).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "redis-server does not start");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Lets it answer nobody, or go on: a network that swallows everything.
    pub fn pause(&self, paused: bool) {
        let signal = if paused { "STOP" } else { "CONT" };
        let pid = self.child.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
    }

    fn socket(&self) -> PathBuf {
        self.directory.path().join("redis.sock")
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.go_away();
    }
}
