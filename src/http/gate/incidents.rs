//! What happened at a door and belongs into the audit log.
//!
//! The shell cannot write there, and somebody who knocks a thousand times a second must not be able
//! to fill it. So incidents are told at most once a minute, kind and peer, through a channel that
//! drops what does not fit; the metrics count them all.

use crate::http::rate_limit::address_key;
use moka::sync::Cache;
use std::{net::IpAddr, time::Duration};
use tokio::sync::mpsc;

const EVERY: Duration = Duration::from_secs(60);
const PEERS_MAX: u64 = 10_000;
const WAITING_MAX: usize = 256;

/// What sort of incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A certificate header where none is honoured.
    ForgedHeader,
    /// Somebody who is not the load balancer, at the load balancer's listener.
    UnknownPeer,
    /// The load balancer's header cannot be read.
    UnreadableHeader,
}

/// One incident.
#[derive(Clone, Debug)]
pub struct Incident {
    /// What sort.
    pub kind: Kind,
    /// The other end of the connection.
    pub peer: IpAddr,
    /// The path that was asked for.
    pub path: String,
    /// The header's name, or what is wrong.
    pub detail: String,
}

/// Where the shell tells incidents.
#[derive(Clone, Debug)]
pub struct Incidents {
    sender: mpsc::Sender<Incident>,
    recent: Cache<(Kind, u128), ()>,
}

impl Incidents {
    /// Both ends. Without a reader incidents are only logged and counted.
    pub fn channel() -> (Self, mpsc::Receiver<Incident>) {
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        let recent = Cache::builder().max_capacity(PEERS_MAX).time_to_live(EVERY).build();
        (Self { sender, recent }, receiver)
    }

    pub(super) fn report(&self, kind: Kind, peer: IpAddr, path: &str, detail: &str) {
        if !self.recent.entry((kind, address_key(peer))).or_insert(()).is_fresh() {
            return;
        }
        let path: String = path.chars().take(200).collect();
        tracing::warn!(?kind, %peer, path, detail, "refused at the door");
        let incident = Incident { kind, peer, path, detail: detail.to_owned() };
        // Full or closed: it has been logged and counted.
        drop(self.sender.try_send(incident));
    }
}

#[cfg(test)]
mod tests {
    use super::{Incidents, Kind};

    #[test]
    fn one_peer_cannot_flood_the_log() {
        let (incidents, mut receiver) = Incidents::channel();
        for n in 0..1000 {
            let peer = format!("2001:db8::{n:x}").parse().unwrap();
            incidents.report(Kind::ForgedHeader, peer, "/", "x");
        }
        incidents.report(Kind::UnknownPeer, "2001:db8::1".parse().unwrap(), "/", "x");
        incidents.report(Kind::ForgedHeader, "10.0.0.1".parse().unwrap(), "/", "x");
        assert_eq!(receiver.len(), 3);
        assert_eq!(receiver.try_recv().unwrap().kind, Kind::ForgedHeader);
    }
}
