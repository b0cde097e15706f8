//! Makes the kernel notice that the database's host is gone.
//!
//! A host that vanishes says nothing, and the kernel's own patience is a quarter of an hour. sqlx
//! opens its sockets itself and has no way in, so ours are found by whom they talk to: `pidfd_getfd`
//! gives a second handle to an open socket of this process, and options belong to the socket. Where a
//! sandbox forbids that call nothing is set; the time limit on each statement is what remains.

use rustix::{
    fd::RawFd,
    net::{SocketAddrAny, getpeername, sockopt},
    process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open},
};
use std::{fs, io, net::SocketAddr, sync::Once, time::Duration};

/// Unanswered data, or a silent peer, for longer than this ends the connection.
const USER_TIMEOUT: Duration = Duration::from_secs(10);
const IDLE: Duration = Duration::from_secs(5);
const INTERVAL: Duration = Duration::from_secs(2);
const PROBES: u32 = 3;

/// Sets the options on all sockets of this process to a peer with the database's port.
pub(super) async fn harden(port: u16) {
    let done = tokio::task::spawn_blocking(move || set_all(port)).await;
    if let Ok(Err(error)) = done {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            tracing::info!(%error, "keepalive of database connections cannot be set here");
        });
    }
}

fn set_all(port: u16) -> io::Result<usize> {
    let own = pidfd_open(getpid(), PidfdFlags::empty())?;
    let mut count = 0;
    for entry in fs::read_dir("/proc/self/fd")?.flatten() {
        // Only sockets: a second handle to a file could end its locks when it is closed.
        let is_socket = fs::read_link(entry.path())
            .is_ok_and(|target| target.as_os_str().as_encoded_bytes().starts_with(b"socket:"));
        let number = entry.file_name().to_str().and_then(|name| name.parse::<RawFd>().ok());
        let Some(number) = number.filter(|_| is_socket) else { continue };
        // Closed meanwhile, or not ours to take.
        let socket = match pidfd_getfd(&own, number, PidfdGetfdFlags::empty()) {
            Ok(socket) => socket,
            Err(rustix::io::Errno::BADF) => continue,
            Err(error) => return Err(error.into()),
        };
        let Ok(Some(peer)) = getpeername(&socket) else { continue };
        if internet_port(&peer) != Some(port) {
            continue;
        }
        sockopt::set_socket_keepalive(&socket, true)?;
        sockopt::set_tcp_keepidle(&socket, IDLE)?;
        sockopt::set_tcp_keepintvl(&socket, INTERVAL)?;
        sockopt::set_tcp_keepcnt(&socket, PROBES)?;
        let millis = u32::try_from(USER_TIMEOUT.as_millis()).unwrap_or(u32::MAX);
        sockopt::set_tcp_user_timeout(&socket, millis)?;
        count += 1;
    }
    Ok(count)
}

fn internet_port(address: &SocketAddrAny) -> Option<u16> {
    SocketAddr::try_from(address.clone()).ok().map(|address| address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sockets_to_the_database_are_found_and_others_left_alone() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let other = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let to_database = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let elsewhere = tokio::net::TcpStream::connect(other.local_addr().unwrap()).await.unwrap();
        assert_eq!(set_all(port).unwrap(), 1);
        assert!(sockopt::socket_keepalive(&to_database).unwrap());
        assert_eq!(sockopt::tcp_user_timeout(&to_database).unwrap(), 10_000);
        assert_eq!(sockopt::tcp_keepidle(&to_database).unwrap(), IDLE);
        assert!(!sockopt::socket_keepalive(&elsewhere).unwrap());
    }
}
