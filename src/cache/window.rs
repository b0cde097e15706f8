//! How often something was done in the last minute, estimated from two fixed windows.
//!
//! The last minute reaches back into the window before: as much of that one's count is taken as of
//! its time is still in reach. Whoever is refused is not counted, so waiting helps.

use chrono::{DateTime, Utc};

/// Length of a window in milliseconds.
pub const WINDOW_MS: i64 = 60_000;

/// A moment within a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The window's number.
    pub window: i64,
    /// The part of the window before that is within the last minute: from 1 down to 0.
    pub weight: f64,
}

impl Moment {
    /// Of a time.
    pub fn of(now: DateTime<Utc>) -> Self {
        let ms = now.timestamp_millis();
        let left = WINDOW_MS - ms.rem_euclid(WINDOW_MS);
        Self { window: ms.div_euclid(WINDOW_MS), weight: left as f64 / WINDOW_MS as f64 }
    }
}

/// What a shared counter said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Whether one more was allowed; it is counted then.
    pub is_allowed: bool,
    /// Counted in this window.
    pub current: u32,
    /// Counted in the window before.
    pub previous: u32,
}

impl Count {
    /// How many more are allowed right now.
    pub fn remaining(self, limit: u32, now: Moment) -> u32 {
        let used = f64::from(self.previous) * now.weight + f64::from(self.current);
        // A float becomes an integer without wrapping.
        (f64::from(limit) - used).max(0.0) as u32
    }

    /// Seconds until nothing of what was counted is within the last minute.
    pub fn reset_s(self, now: Moment) -> u64 {
        let windows = match (self.current, self.previous) {
            (0, 0) => 0.0,
            (0, _) => now.weight,
            _ => now.weight + 1.0,
        };
        seconds(windows)
    }

    /// Seconds until one more is allowed; for whoever was refused.
    pub fn retry_after_s(self, limit: u32, now: Moment) -> u64 {
        // The share of a count that may still be within reach so that one more fits.
        let share = |room: f64, count: u32| (room / f64::from(count)).clamp(0.0, 1.0);
        let room = f64::from(limit) - f64::from(self.current) - 1.0;
        let windows = if room >= 0.0 && self.previous > 0 {
            now.weight - share(room, self.previous)
        } else {
            now.weight + 1.0 - share(f64::from(limit) - 1.0, self.current.max(1))
        };
        seconds(windows).max(1)
    }
}

fn seconds(windows: f64) -> u64 {
    // A float becomes an integer without wrapping.
    (windows * WINDOW_MS as f64 / 1000.0).ceil().max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::of(DateTime::from_timestamp(1_000_000_020 + seconds, 0).unwrap())
    }

    fn count(previous: u32, current: u32) -> Count {
        Count { is_allowed: false, current, previous }
    }

    #[test]
    fn the_window_before_counts_less_and_less() {
        assert_eq!(at(0).weight, 1.0);
        assert_eq!(at(45).weight, 0.25);
        assert_eq!(at(60).window, at(0).window + 1);
        assert_eq!(count(60, 0).remaining(60, at(0)), 0);
        assert_eq!(count(60, 0).remaining(60, at(45)), 45);
        assert_eq!(count(60, 10).remaining(60, at(45)), 35);
        assert_eq!(count(90, 90).remaining(60, at(45)), 0);
    }

    #[test]
    fn whoever_waits_as_long_as_told_is_let_in() {
        for (previous, current, second) in [(60, 0, 0), (60, 3, 7), (10, 59, 30), (0, 60, 59)] {
            let (told, limit) = (count(previous, current), 60);
            let wait = i64::try_from(told.retry_after_s(limit, at(second))).unwrap();
            let then = at(second + wait);
            let seen = match then.window - at(0).window {
                0 => told,
                1 => count(current, 0),
                _ => count(0, 0),
            };
            let used = f64::from(seen.previous) * then.weight + f64::from(seen.current);
            assert!(used + 1.0 <= 60.0, "{previous} {current} {second}: {wait} s, {used}");
        }
    }

    #[test]
    fn the_reset_is_when_all_is_forgotten() {
        assert_eq!(count(0, 0).reset_s(at(15)), 0);
        assert_eq!(count(5, 0).reset_s(at(15)), 45);
        assert_eq!(count(5, 1).reset_s(at(15)), 105);
    }
}
