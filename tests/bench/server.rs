//! The program as a child process.

use anyhow::{Context, bail};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};
use treasury_plane::postgres::{self, Addresses};

const READY_WITHIN: Duration = Duration::from_secs(120);

/// A running server. Killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Its data directory.
    pub(crate) data_dir: PathBuf,
    /// From the call that started it to the first 200 on `/readyz`.
    pub(crate) started_in: Duration,
    stdout: Receiver<String>,
}

impl Server {
    /// Starts the program and waits until it is ready. `settings` are environment variables
    /// without their prefix.
    pub(crate) async fn start(
        binary: &Path,
        data_dir: &Path,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let log = File::options().create(true).append(true).open(data_dir.join("bench.log"))?;
        let mut command = Command::new(binary);
        command.arg("serve").arg("--data-dir").arg(data_dir).current_dir(data_dir);
        command.env("TREASURY_PLANE_HTTP__BIND", address.to_string());
        command.env("TREASURY_PLANE_METRICS__ENABLED", "false");
        for name in [
            "ANONYMOUS_PER_MINUTE",
            "API_TOKEN_PER_MINUTE",
            "SESSION_PER_MINUTE",
            "SEARCH_PER_MINUTE",
            "EXPORT_PER_MINUTE",
        ] {
            command.env(format!("TREASURY_PLANE_LIMITS__{name}"), "100000000");
        }
        command.env("TREASURY_PLANE_LIMITS__SOCKETS_PER_USER", "20000");
        // For pgbench and further instances besides.
        command.env("TREASURY_PLANE_POSTGRES__MAX_CONNECTIONS", "300");
        command.env("TREASURY_PLANE_HTTP__MAX_CONNECTIONS", "12000");
        for (name, value) in settings {
            command.env(format!("TREASURY_PLANE_{name}"), value);
        }
        let begun = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn()?;
        let stdout = child.stdout.take().context("no standard output")?;
        let (lines, receiver) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = lines.send(line);
            }
        });
        let mut server = Self {
            child,
            address,
            data_dir: data_dir.to_owned(),
            started_in: Duration::ZERO,
            stdout: receiver,
        };
        server.wait_until_ready(begun).await?;
        server.started_in = begun.elapsed();
        Ok(server)
    }

    async fn wait_until_ready(&mut self, begun: Instant) -> anyhow::Result<()> {
        while begun.elapsed() < READY_WITHIN {
            if let Some(status) = self.child.try_wait()? {
                let log = fs::read_to_string(self.data_dir.join("bench.log")).unwrap_or_default();
                bail!("the server ended with {status}:\n{log}");
            }
            let asked = is_ready(self.address).await;
            if asked.unwrap_or(false) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bail!("the server was not ready in time")
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The first line on standard output with `text` in it.
    pub(crate) fn line_with(&self, text: &str) -> anyhow::Result<String> {
        loop {
            let line = self.stdout.recv_timeout(Duration::from_secs(10))?;
            if line.contains(text) {
                return Ok(line);
            }
        }
    }

    /// The addresses of its private PostgreSQL.
    pub(crate) fn database(&self) -> anyhow::Result<Addresses> {
        postgres::running_elsewhere(&self.data_dir.join("postgres"))?
            .context("the private PostgreSQL does not run")
    }

    /// Ends it in order.
    pub(crate) fn stop(&mut self) -> anyhow::Result<()> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-s", "TERM", &pid]).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn is_ready(address: SocketAddr) -> anyhow::Result<bool> {
    let mut client = super::client::Client::connect(address).await?;
    Ok(client.get("/readyz", &[]).await?.status == 200)
}

/// A port that was free a moment ago.
pub(crate) fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
