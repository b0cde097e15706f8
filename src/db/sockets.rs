//! Makes the kernel notice that the database's host is gone.
//!
//! A host that vanishes says nothing, and the kernel's own patience is a quarter of an hour. sqlx
//! opens its sockets itself and has no way in, so ours are found by whom they talk to: options belong
//! to the socket, and a second handle to it sets them as well. Not by `pidfd_getfd`, which hardened
//! units forbid.

use rustix::{
    fd::{BorrowedFd, OwnedFd, RawFd},
    io::fcntl_dupfd_cloexec,
    net::{SocketAddrAny, getpeername, sockopt},
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

#[expect(unsafe_code, reason = "the handle belongs to sqlx, which does not show it")]
fn second_handle(number: RawFd) -> rustix::io::Result<OwnedFd> {
    // SAFETY: the borrow lasts for one system call. If the number was closed meanwhile, that call
    // fails; if it is another file by now, that file gets a second handle for a moment, and only
    // sockets to the database's port are touched.
    let borrowed = unsafe { BorrowedFd::borrow_raw(number) };
    fcntl_dupfd_cloexec(borrowed, 0)
}

fn set_all(port: u16) -> io::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir("/proc/self/fd")?.flatten() {
        // Only sockets: a second handle to a file could end its locks when it is closed.
        let is_socket = fs::read_link(entry.path())
            .is_ok_and(|target| target.as_os_str().as_encoded_bytes().starts_with(b"socket:"));
        let number = entry.file_name().to_str().and_then(|name| name.parse::<RawFd>().ok());
        let Some(number) = number.filter(|_| is_socket) else { continue };
        // Closed meanwhile.
        let socket = match second_handle(number) {
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
