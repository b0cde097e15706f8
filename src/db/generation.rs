//! Generations of connections: when one shows that its server is gone, its whole generation is.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// A pool's current generation: the connections that were made after a moment.
#[derive(Debug)]
pub(super) struct Generation {
    origin: Instant,
    /// Nanoseconds after `origin` at which the current one began; names it too.
    began: AtomicU64,
}

/// Names a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name(u64);

impl Generation {
    pub(super) fn new() -> Self {
        Self { origin: Instant::now(), began: AtomicU64::new(0) }
    }

    /// The one to which a connection belongs that is taken now.
    pub(super) fn current(&self) -> Name {
        Name(self.began.load(Ordering::Acquire))
    }

    /// Ends `name`, unless that has been done: twenty transactions that fail together end one
    /// generation, not also the next, which is young and well. Says whether this call did it.
    pub(super) fn end(&self, name: Name) -> bool {
        let now = nanos(self.origin.elapsed()).max(name.0 + 1);
        self.began.compare_exchange(name.0, now, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Whether a connection of this age belongs to an earlier generation.
    pub(super) fn is_past(&self, age: Duration) -> bool {
        let made = nanos(self.origin.elapsed()).saturating_sub(nanos(age));
        made < self.began.load(Ordering::Acquire)
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Generation;
    use std::time::Duration;

    #[test]
    fn failures_of_one_generation_end_it_once() {
        let generation = Generation::new();
        let first = generation.current();
        assert!(!generation.is_past(Duration::ZERO));
        std::thread::sleep(Duration::from_millis(2));
        assert!(generation.end(first));
        assert!(!generation.end(first), "a late failure of the same generation");
        assert!(generation.is_past(Duration::from_millis(1)), "made before the end");
        std::thread::sleep(Duration::from_millis(1));
        assert!(!generation.is_past(Duration::ZERO), "made after the end");
        assert!(generation.end(generation.current()));
    }
}
