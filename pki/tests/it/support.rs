//! Reading the corpora, and the table of how verdicts agree.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use pki::{Certificate, Crl, Verdict};
use serde_json::Value;

/// A file or folder under `tests/data`.
pub fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path)
}

pub fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(data(path)).unwrap()).unwrap()
}

/// The files of a folder in the order of their names.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(data(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

pub fn certificate(path: &str) -> Certificate {
    Certificate::from_der(&fs::read(data(path)).unwrap()).unwrap()
}

/// Every CRL of a folder that can be read; the corpora hold some that cannot.
pub fn crls(folder: &str) -> Vec<Arc<Crl>> {
    files(folder)
        .iter()
        .filter_map(|path| Crl::from_der(&fs::read(path).unwrap()).ok())
        .map(Arc::new)
        .collect()
}

/// DER of the blocks of a PEM text.
pub fn pem(text: &str) -> Vec<u8> {
    let base64: String =
        text.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
    let mut out = Vec::new();
    let mut bits = 0_u32;
    let mut count = 0;
    for byte in base64.bytes().filter(|byte| *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => panic!("not base64"),
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

/// The PEM block of some DER.
pub fn to_pem(label: &str, der: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in der.chunks(48) {
        for three in line.chunks(3) {
            let octet = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
            let bits = (octet(0) << 16) | (octet(1) << 8) | octet(2);
            for digit in 0..4 {
                let value = (bits >> (18 - 6 * digit)) & 63;
                let used = digit <= three.len();
                text.push(if used { char::from(DIGITS[value as usize]) } else { '=' });
            }
        }
        text.push('\n');
    }
    text + &format!("-----END {label}-----\n")
}

/// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SS…`, fractions cut off.
pub fn time(text: &str) -> i64 {
    let number = |range: std::ops::Range<usize>| text[range].parse::<i64>().unwrap();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let years = year - 1970;
    let leap = |year: i64| (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month as usize - 1];
    let days =
        years * 365 + leap(year) - leap(1970) + before + i64::from(is_leap && month > 2) + day - 1;
    days * 86_400 + number(11..13) * 3_600 + number(14..16) * 60 + number(17..19)
}

/// Runs OpenSSL's command line; it is a tool of the tests, like the compiler.
pub fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let output = openssl_output(arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments:?}: {errors}");
    output.stdout
}

/// The same, whatever it answers.
pub fn openssl_output(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("these tests need the program `openssl`: {error}"));
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

pub fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

/// How the verdicts on one corpus compare with what it expects.
#[derive(Default)]
pub struct Report {
    agree: usize,
    not_applicable: BTreeMap<String, &'static str>,
    wrong_accepts: BTreeMap<String, String>,
    wrong_rejects: BTreeMap<String, String>,
    verdicts: BTreeMap<String, &'static str>,
}

impl Report {
    /// A row that is not about client certificates, with the reason.
    pub fn skip(&mut self, name: &str, why: &'static str) {
        self.not_applicable.insert(name.to_owned(), why);
    }

    pub fn compare(&mut self, name: &str, expected: bool, verdict: &Verdict) {
        let said = match &verdict.outcome {
            Ok(accepted) => format!("accepted, path of {}", accepted.path.len()),
            Err(rejected) => format!("{}: {}", rejected.reason.code(), rejected.detail),
        };
        let code = verdict.reason().map_or("accepted", pki::Reason::code);
        self.record(name, expected, code, said);
    }

    /// A certificate of the row could not even be read.
    pub fn unreadable(&mut self, name: &str, expected: bool, error: &impl ToString) {
        self.record(name, expected, "unreadable", error.to_string());
    }

    fn record(&mut self, name: &str, expected: bool, code: &'static str, said: String) {
        self.verdicts.insert(name.to_owned(), code);
        let accepted = code == "accepted";
        match (expected, accepted) {
            (true, false) => drop(self.wrong_rejects.insert(name.to_owned(), said)),
            (false, true) => drop(self.wrong_accepts.insert(name.to_owned(), said)),
            _ => self.agree += 1,
        }
    }

    /// Prints the table, and fails on what is not signed off, or no longer needs to be.
    /// Beside right and wrong, the reasons must be those of `verdicts/<corpus>.txt`: a rejection
    /// for another reason than before may be right by accident.
    pub fn finish(
        self,
        corpus: &str,
        signed_off_accepts: &[(&str, &str)],
        signed_off_rejects: &[(&str, &str)],
    ) {
        let mut table = format!(
            "{corpus}: agree {}, wrong accept {}, wrong reject {}, not applicable {}\n",
            self.agree,
            self.wrong_accepts.len(),
            self.wrong_rejects.len(),
            self.not_applicable.len()
        );
        let mut failures = 0;
        for (kind, rows, signed_off) in [
            ("accept", &self.wrong_accepts, signed_off_accepts),
            ("reject", &self.wrong_rejects, signed_off_rejects),
        ] {
            for (name, said) in rows {
                let why = signed_off.iter().find(|(one, _)| one == name).map(|(_, why)| *why);
                failures += usize::from(why.is_none());
                let why = why.unwrap_or("NOT EXPLAINED");
                writeln!(table, "  wrong {kind} {name}: {said} [{why}]").unwrap();
            }
            for (name, _) in signed_off {
                if !rows.contains_key(*name) {
                    failures += 1;
                    writeln!(table, "  signed off without need: {kind} {name}").unwrap();
                }
            }
        }
        for (name, why) in &self.not_applicable {
            writeln!(table, "  not applicable {name}: {why}").unwrap();
        }
        println!("{table}");
        assert_eq!(failures, 0, "{table}");
        let lines: Vec<String> =
            self.verdicts.iter().map(|(name, code)| format!("{name} {code}\n")).collect();
        let golden = data("verdicts").join(format!("{corpus}.txt"));
        let written = fs::read_to_string(&golden).unwrap_or_default();
        if written != lines.concat() {
            let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{corpus}.txt"));
            fs::write(&new, lines.concat()).unwrap();
            panic!("verdicts changed: compare {} with {}", golden.display(), new.display());
        }
    }
}
