//! Values remembered in this process.

use moka::sync::Cache;
use std::{
    fmt,
    hash::Hash,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// A bounded memory with an expiry. Forgetting also keeps out what is being read at that moment:
/// whoever reads takes a [`Ticket`] first, and what is put in with an old ticket is dropped.
#[derive(Clone)]
pub struct Local<K, V> {
    cache: Cache<K, V>,
    forgotten: Arc<AtomicU64>,
}

impl<K, V> fmt::Debug for Local<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Local")
    }
}

/// Says when a value began to be read.
#[derive(Clone, Copy, Debug)]
pub struct Ticket(u64);

impl<K, V> Local<K, V>
where
    K: Eq + Hash + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// With room for this many values, each for at most this long.
    pub fn new(values_max: u64, lifetime: Duration) -> Self {
        let cache = Cache::builder().max_capacity(values_max).time_to_live(lifetime).build();
        Self { cache, forgotten: Arc::default() }
    }

    /// The value.
    pub fn get(&self, key: &K) -> Option<V> {
        self.cache.get(key)
    }

    /// To be taken before a value is read from where it comes from.
    pub fn ticket(&self) -> Ticket {
        Ticket(self.forgotten.load(Ordering::SeqCst))
    }

    /// Remembers what was read with the ticket in hand.
    pub fn put(&self, ticket: Ticket, key: K, value: V) {
        if self.is_good(ticket) {
            self.cache.insert(key.clone(), value);
            // Something may have been forgotten between the two.
            if !self.is_good(ticket) {
                self.cache.invalidate(&key);
            }
        }
    }

    /// Forgets one value.
    pub fn forget(&self, key: &K) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.cache.invalidate(key);
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.cache.invalidate_all();
    }

    fn is_good(&self, ticket: Ticket) -> bool {
        self.forgotten.load(Ordering::SeqCst) == ticket.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_being_read_while_it_was_forgotten_is_not_remembered() {
        let local = Local::new(10, Duration::from_secs(60));
        let ticket = local.ticket();
        local.put(ticket, "a", 1);
        assert_eq!(local.get(&"a"), Some(1));
        let old = local.ticket();
        local.clear();
        local.put(old, "a", 1);
        assert_eq!(local.get(&"a"), None);
        local.put(local.ticket(), "a", 2);
        let old = local.ticket();
        local.forget(&"a");
        local.put(old, "a", 1);
        assert_eq!(local.get(&"a"), None);
    }
}
