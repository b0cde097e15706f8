//! nginx to compare with, on a port of its own.

use super::server::free_address;
use std::{
    fs,
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running nginx. Ended when dropped.
pub(crate) struct Nginx {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    _directory: tempfile::TempDir,
}

impl Nginx {
    /// `http` writes files into the directory it is given and returns what stands in the block of
    /// that name. `None` when nginx is not installed.
    pub(crate) fn start(
        http: impl FnOnce(&Path, SocketAddr) -> anyhow::Result<String>,
    ) -> anyhow::Result<Option<Self>> {
        let places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];
        let Some(program) = places.iter().find(|path| Path::new(path).exists()) else {
            return Ok(None);
        };
        let directory = tempfile::tempdir()?;
        let address = free_address()?;
        let http = http(directory.path(), address)?;
        let user = if rustix::process::geteuid().is_root() { "user root;" } else { "" };
        let root = directory.path().display();
        let config = format!(
            "daemon off; {user} pid {root}/nginx.pid; error_log stderr error; worker_processes 2;
             events {{ worker_connections 1024; }}
             http {{
               access_log off; keepalive_requests 100000000;
               client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f;
               uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
               {http}
             }}"
        );
        let file = directory.path().join("nginx.conf");
        fs::write(&file, config)?;
        let child = Command::new(program)
            .arg("-c")
            .arg(&file)
            .args(["-e", "stderr"])
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Some(Self { child, address, _directory: directory }))
    }

    /// Its master process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Killed, the master would leave its workers behind.
        let _ = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
