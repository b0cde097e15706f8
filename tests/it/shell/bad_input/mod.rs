//! What is wrong around the program: each ends in one sentence, a code that stays the same and an
//! exit code of its kind, and nothing that was there is touched.

mod data_dir;
mod database;
mod fake_postgres;
mod private_postgres;
mod settings;
mod tls;

use super::process::{self, command};
use std::{
    fs::File,
    os::{
        fd::AsRawFd,
        unix::{fs::MetadataExt, process::CommandExt},
    },
    path::Path,
    process::Command,
};

const NOBODY: u32 = 65534;

/// How a command failed.
#[derive(Debug)]
struct Refusal {
    exit: i32,
    code: String,
    sentence: String,
}

impl Refusal {
    /// That it is this, and that the sentence says all of `words`.
    #[track_caller]
    fn expect(&self, code: &str, exit: i32, words: &[&str]) {
        assert_eq!((&*self.code, self.exit), (code, exit), "{self:?}");
        for word in words {
            assert!(self.sentence.contains(word), "no \"{word}\" in: {}", self.sentence);
        }
        assert!(self.sentence.chars().count() < 500, "too long to read: {}", self.sentence);
        for internals in ["panicked", "Caused by", "os error", "RUST_BACKTRACE", "DbErr"] {
            assert!(!self.sentence.contains(internals), "internals: {}", self.sentence);
        }
    }
}

/// Runs to the end, which must be a failure that is told last and once. Logs may come before.
#[track_caller]
fn refused(mut command: Command) -> Refusal {
    command.env("TREASURY_PLANE_LOG__FORMAT", "human").env("TREASURY_PLANE_LOG__FILTER", "error");
    let output = command.output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    let told: Vec<_> = words.lines().filter(|line| line.starts_with("error[")).collect();
    let last = words.lines().last().unwrap_or_default();
    assert_eq!(told, [last], "one sentence, at the end: {words}");
    let (code, sentence) = last.trim_start_matches("error[").split_once("]: ").unwrap();
    let exit = output.status.code().unwrap();
    Refusal { exit, code: code.to_owned(), sentence: sentence.to_owned() }
}

/// The program as somebody without rights. When the tests do not run as root, they have none.
fn as_nobody(data_dir: &Path, arguments: &[&str]) -> (Command, File) {
    let plain = command(data_dir, arguments);
    let program = File::open(plain.get_program()).unwrap();
    if !rustix::process::geteuid().is_root() {
        return (plain, program);
    }
    // By its descriptor: nobody may not pass through the folders above the program.
    rustix::io::fcntl_setfd(&program, rustix::io::FdFlags::empty()).unwrap();
    let mut command = Command::new(format!("/proc/self/fd/{}", program.as_raw_fd()));
    command.args(plain.get_args()).current_dir(data_dir).uid(NOBODY).gid(NOBODY);
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap());
    }
    (command, program)
}

/// Names, sizes and owners of everything below a directory.
fn contents(directory: &Path) -> Vec<(String, u64, u32)> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            let size = if metadata.is_dir() { 0 } else { metadata.len() };
            found.push((entry.path().display().to_string(), size, metadata.uid()));
            if metadata.is_dir() {
                open.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// The command and exit code of a failure of which the logs are JSON.
#[test]
fn failures_are_one_line_of_json_when_the_logs_are() {
    let data = process::data_dir();
    let output = command(data.path(), &["migrate", "status"])
        .env("TREASURY_PLANE_LOG__FORMAT", "json")
        .env("TREASURY_PLANE_DATABASE__URL", "postgres://nobody@127.0.0.1:1/none")
        .output()
        .unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    let line: serde_json::Value = serde_json::from_str(words.trim()).unwrap();
    assert_eq!(output.status.code(), Some(69));
    assert_eq!(line["code"], "database-unreachable");
    assert_eq!(line["exit_code"], 69);
    assert_eq!(line["level"], "ERROR");
    assert!(line["message"].as_str().unwrap().contains("start the database"), "{line}");
}

#[test]
fn a_wrong_command_line_is_told_by_its_own_exit_code() {
    let data = process::data_dir();
    let output = command(data.path(), &["serv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
