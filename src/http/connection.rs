//! What a listener knows about the connection that a request came by.
//!
//! The listener puts it into each request; nothing that a client sends can. So this, and not a
//! header, says at which door somebody stands and which certificate they have shown there.

use poem::Request;
use std::sync::Arc;

/// Which listener.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// The one that everybody reaches.
    #[default]
    Main,
    /// The one that only the load balancer reaches.
    LoadBalancer,
}

/// A connection, as its listener saw it.
#[derive(Clone, Debug, Default)]
pub struct Connection {
    /// Where it came in.
    pub door: Door,
    /// It was made to the card host by TLS, so that the browser was asked for a certificate.
    pub is_to_card_host: bool,
    /// DER of the certificates that the browser has sent, its own first. TLS has checked that the
    /// browser holds the key, and nothing else.
    pub chain: Arc<[Vec<u8>]>,
}

impl Connection {
    /// The connection of a request; the main door without TLS in tests without a socket.
    pub fn of(request: &Request) -> Self {
        request.data::<Self>().cloned().unwrap_or_default()
    }
}
