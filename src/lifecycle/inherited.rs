//! A listener that systemd has opened for us (socket activation): `LISTEN_FDS` descriptors from
//! number 3 on, when `LISTEN_PID` is our own number.

use anyhow::{Context, ensure};
use rustix::{
    io::{FdFlags, fcntl_setfd},
    net::sockopt::socket_acceptconn,
};
use std::{
    net::TcpListener,
    os::fd::{FromRawFd, OwnedFd},
};

/// The first descriptor that is handed over.
const FIRST: i32 = 3;

/// The listener, if one was handed over. To be called once, before anything else opens files.
pub fn listener() -> anyhow::Result<Option<TcpListener>> {
    let number = |name| std::env::var_os(name)?.to_str()?.parse::<u32>().ok();
    if number("LISTEN_PID") != Some(std::process::id()) {
        return Ok(None);
    }
    match number("LISTEN_FDS").unwrap_or(0) {
        0 => Ok(None),
        1 => take().map(Some).context("the socket that systemd hands over"),
        more => anyhow::bail!("systemd hands over {more} sockets; only one can be used"),
    }
}

#[expect(unsafe_code, reason = "the number of the descriptor is agreed on, not returned")]
fn take() -> anyhow::Result<TcpListener> {
    // SAFETY: the service manager has opened this descriptor for us, and only `listener` takes it,
    // which is called once. If it is not open, the next line says so.
    let descriptor = unsafe { OwnedFd::from_raw_fd(FIRST) };
    // Programs that we start have no business with it.
    fcntl_setfd(&descriptor, FdFlags::CLOEXEC)?;
    ensure!(socket_acceptconn(&descriptor)?, "it does not listen; use ListenStream=");
    let listener = TcpListener::from(descriptor);
    listener.local_addr().context("it is not a TCP socket")?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
