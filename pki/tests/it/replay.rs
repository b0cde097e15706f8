//! The seeds of the fuzz targets, whole and damaged, through every parser: none may panic, hang or
//! run long. The damage is the same at every run.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "../../fuzz/exercise.rs"]
mod exercise;

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty());
    seeds
}

/// Numbers that look random and are always the same (xorshift).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// Runs a target on the seeds, on every kind of damage to them, and on nothing at all.
fn replay(target: &str, exercise: fn(&[u8])) {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let run = |what: &str, input: &[u8]| {
        let start = Instant::now();
        exercise(input);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(2), "{what} took {took:?}");
    };
    run("nothing", &[]);
    run("zeros", &[0; 300]);
    run("deep", &[0x30, 0x80].repeat(20_000));
    run("long lengths", &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff].repeat(100));
    for (name, seed) in seeds(target) {
        run(&name, &seed);
        for round in 0..150 {
            let mut damaged = seed.clone();
            let at = numbers.below(seed.len());
            match round % 5 {
                0 => damaged[at] ^= 1 << numbers.below(8),
                1 => damaged.truncate(at),
                2 => drop(damaged.remove(at)),
                3 => damaged.insert(at, numbers.below(256) as u8),
                _ => {
                    // A part of the input in another place.
                    let from = numbers.below(seed.len());
                    let length = numbers.below(32).min(seed.len() - from.max(at));
                    damaged[at..at + length].copy_from_slice(&seed[from..from + length]);
                }
            }
            run(&format!("{name}, round {round}"), &damaged);
        }
    }
}

#[test]
fn damaged_certificates_do_no_harm() {
    replay("certificate", exercise::certificate);
}

#[test]
fn damaged_lists_do_no_harm() {
    replay("crl", exercise::crl);
}

#[test]
fn damaged_bundles_do_no_harm() {
    replay("bundle", exercise::bundle);
}

#[test]
fn damaged_headers_do_no_harm() {
    replay("header_pem", exercise::header_pem);
}

#[test]
fn damaged_ocsp_responses_do_no_harm() {
    replay("ocsp", exercise::ocsp);
}

#[test]
fn damaged_extensions_of_a_signed_path_do_no_harm() {
    replay("path", exercise::path);
}
