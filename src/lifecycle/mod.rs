//! How the process begins and ends: what it inherits from systemd ([`inherited`]) and tells it
//! ([`notify`]), what long-lived tasks watch and where they are counted.

pub mod inherited;
pub mod notify;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Handed to everything that outlives a request. Cheap to clone.
///
/// Shutdown goes in this order: `draining` becomes true and `/readyz` fails; after the drain
/// delay the listener closes and `closing` is cancelled, at which WebSockets say goodbye; then
/// the process waits for `tasks`, up to the drain timeout.
#[derive(Clone, Debug, Default)]
pub struct Lifecycle {
    /// Cancelled when long-lived tasks should finish.
    pub closing: CancellationToken,
    /// True from the first signal on.
    pub draining: Arc<AtomicBool>,
    /// Tasks that shutdown waits for: connections, WebSockets, background readers.
    pub tasks: TaskTracker,
}

impl Lifecycle {
    /// Whether shutdown has begun.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}
