//! Requests between two looks at them.

use std::time::Duration;

/// Values that CloudWatch takes at once.
const VALUES_MAX: usize = 100;

/// How many requests there were, and how long some of them took: a fair sample, so that percentiles
/// of many instances can be taken together.
#[derive(Debug, Default)]
pub struct Watched {
    /// Requests answered.
    pub count: u64,
    /// Those with a status from 400 to 499.
    pub client_errors: u64,
    /// Those with a status from 500 on.
    pub server_errors: u64,
    /// Milliseconds of the sample.
    pub latencies_ms: Vec<f64>,
    chance: u64,
}

impl Watched {
    /// Counts a request. Each is in the sample with the same probability.
    pub fn add(&mut self, status: u16, elapsed: Duration) {
        self.count += 1;
        match status {
            400..=499 => self.client_errors += 1,
            500.. => self.server_errors += 1,
            _ => {}
        }
        let elapsed_ms = (elapsed.as_secs_f64() * 1e6).round() / 1e3;
        if self.latencies_ms.len() < VALUES_MAX {
            self.latencies_ms.push(elapsed_ms);
            return;
        }
        let place = self.next_chance() % self.count;
        if let Some(kept) = usize::try_from(place).ok().and_then(|i| self.latencies_ms.get_mut(i)) {
            *kept = elapsed_ms;
        }
    }

    /// Which of many: nothing depends on nobody guessing it (splitmix64).
    fn next_chance(&mut self) -> u64 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.chance;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_like_the_whole() {
        let mut watched = Watched::default();
        for n in 0..10_000 {
            watched.add(200, Duration::from_micros(n * 100));
        }
        assert_eq!((watched.count, watched.client_errors, watched.server_errors), (10_000, 0, 0));
        let values = &watched.latencies_ms;
        assert_eq!(values.len(), VALUES_MAX);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((350.0..650.0).contains(&mean), "of 0 to 1000 ms: {mean}");
    }
}
