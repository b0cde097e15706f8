#![no_main]

#[expect(dead_code, reason = "the other targets use the rest")]
#[path = "../exercise.rs"]
mod exercise;

libfuzzer_sys::fuzz_target!(|input: &[u8]| exercise::bundle(input));
