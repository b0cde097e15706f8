//! What systemd is told about the process (`sd_notify`): lines of text in one datagram to the
//! socket that `NOTIFY_SOCKET` names. Without that variable nobody is told anything.
//!
//! Nothing here may disturb the server: a message that cannot be sent is logged and forgotten.

use super::Lifecycle;
use std::{
    ffi::OsStr,
    os::{
        linux::net::SocketAddrExt,
        unix::{
            ffi::OsStrExt,
            net::{SocketAddr, UnixDatagram},
        },
    },
    sync::Arc,
    time::Duration,
};

/// The way to the service manager, if there is one.
#[derive(Clone, Debug, Default)]
pub struct Manager {
    socket: Option<Arc<UnixDatagram>>,
    watchdog: Option<Duration>,
}

impl Manager {
    /// As the environment says.
    pub fn of_process() -> Self {
        let Some(name) = std::env::var_os("NOTIFY_SOCKET").filter(|name| !name.is_empty()) else {
            return Self::default();
        };
        let number = |name| std::env::var_os(name)?.to_str()?.parse::<u64>().ok();
        let is_ours = number("WATCHDOG_PID").is_none_or(|pid| pid == u64::from(std::process::id()));
        let watchdog = number("WATCHDOG_USEC").filter(|us| is_ours && *us > 0);
        match connect(&name) {
            Ok(socket) => Self {
                socket: Some(Arc::new(socket)),
                watchdog: watchdog.map(Duration::from_micros),
            },
            Err(error) => {
                tracing::warn!(%error, ?name, "cannot reach NOTIFY_SOCKET");
                Self::default()
            }
        }
    }

    /// One line for `systemctl status`.
    pub fn status(&self, text: &str) {
        self.tell(&format!("STATUS={text}"));
    }

    /// Requests are answered from now on.
    pub fn ready(&self, status: &str) {
        self.tell(&format!("READY=1\nSTATUS={status}"));
    }

    /// Settings or certificates are being read again; [`Self::ready`] ends this.
    pub fn reloading(&self) {
        self.tell("RELOADING=1\nSTATUS=Reading certificates again");
    }

    /// The end has begun.
    pub fn stopping(&self) {
        self.tell("STOPPING=1\nSTATUS=Draining: finishing open requests");
    }

    /// Tells twice in each watchdog interval that the runtime still runs tasks, until the end
    /// begins, of which the service manager has been told. A runtime whose threads all hang cannot,
    /// and the service manager restarts the process.
    pub fn start_watchdog(&self, lifecycle: &Lifecycle) {
        let Some(interval) = self.watchdog else { return };
        let (manager, closing) = (self.clone(), lifecycle.closing.clone());
        lifecycle.tasks.spawn(async move {
            let mut ticks = tokio::time::interval(interval / 2);
            while closing.run_until_cancelled(ticks.tick()).await.is_some() {
                manager.tell("WATCHDOG=1");
            }
        });
    }

    fn tell(&self, message: &str) {
        let Some(socket) = &self.socket else { return };
        if let Err(error) = socket.send(message.as_bytes()) {
            tracing::debug!(%error, "cannot tell the service manager");
        }
    }
}

/// A path, or a name without a file (`@name`).
fn connect(name: &OsStr) -> std::io::Result<UnixDatagram> {
    let address = match name.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(name)?,
    };
    let socket = UnixDatagram::unbound()?;
    socket.set_nonblocking(true)?;
    socket.connect_addr(&address)?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::{Manager, connect};
    use std::{
        os::{
            linux::net::SocketAddrExt,
            unix::net::{SocketAddr, UnixDatagram},
        },
        sync::Arc,
    };

    fn heard(socket: &UnixDatagram) -> String {
        let mut buffer = [0; 512];
        let size = socket.recv(&mut buffer).unwrap();
        String::from_utf8(buffer[..size].to_vec()).unwrap()
    }

    #[test]
    fn messages_arrive_at_a_path_and_at_a_name_without_a_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("notify");
        let name = format!("treasury-plane-test-{}", std::process::id());
        let abstract_name = SocketAddr::from_abstract_name(&name).unwrap();
        for (socket, address) in [
            (UnixDatagram::bind(&path).unwrap(), path.display().to_string()),
            (UnixDatagram::bind_addr(&abstract_name).unwrap(), format!("@{name}")),
        ] {
            let connected = connect(address.as_ref()).unwrap();
            let manager = Manager { socket: Some(Arc::new(connected)), watchdog: None };
            manager.ready("Serving");
            assert_eq!(heard(&socket), "READY=1\nSTATUS=Serving");
            manager.stopping();
            assert!(heard(&socket).starts_with("STOPPING=1\n"));
        }
    }

    #[test]
    fn without_a_manager_nothing_happens() {
        Manager::default().ready("Serving");
        assert!(connect("/nonexistent/notify".as_ref()).is_err());
    }
}
