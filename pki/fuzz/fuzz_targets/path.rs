#![no_main]

#[expect(dead_code, reason = "the other targets use the rest")]
#[path = "../exercise.rs"]
mod exercise;
#[expect(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/support/forge.rs"]
mod forge;

libfuzzer_sys::fuzz_target!(|input: &[u8]| exercise::path(input));
