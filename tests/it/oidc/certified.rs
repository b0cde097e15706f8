//! The certified provider, as a process of Node.

use serde_json::Value;
use std::{path::Path, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::support::TestApp;
use treasury_plane::clock::Clock;

/// A running provider; ends with this value.
pub struct Certified {
    pub issuer: String,
    lines: Lines<BufReader<ChildStdout>>,
    stdin: ChildStdin,
    _child: Child,
}

impl Certified {
    /// Starts it. A missing Node or package is a failure: these tests are not left out.
    pub async fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc-provider");
        assert!(
            folder.join("node_modules").exists(),
            "run `npm --prefix tests/oidc-provider ci` first, as `make test` does"
        );
        let mut child = Command::new("node")
            .arg("server.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It complains about its version of Node.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("Node 20 or newer");
        let stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let issuer = lines.next_line().await.unwrap().expect("the provider starts");
        Self { issuer, lines, stdin, _child: child }
    }

    /// Replaces clients and person.
    pub async fn configure(&mut self, config: &Value) {
        self.stdin.write_all(format!("{config}\n").as_bytes()).await.unwrap();
        assert_eq!(self.lines.next_line().await.unwrap().as_deref(), Some("ready"));
    }
}

/// Gives the application the real time, which is the provider's.
pub fn use_real_time(t: &TestApp) {
    t.advance(Clock::System.now() - t.now());
}
