//! What a command that looks for trouble found: `doctor` and `upgrade-check`.

use serde::Serialize;
use std::{borrow::Cow, process::ExitCode};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing to do.
    Ok,
    /// It works; read this first.
    Warning,
    /// It does not work, or would do harm.
    Failure,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A name that stays the same.
    pub id: Cow<'static, str>,
    /// How much it matters.
    pub state: State,
    /// For people.
    pub message: String,
}

impl Finding {
    /// As it is.
    pub fn new(id: impl Into<Cow<'static, str>>, state: State, message: impl Into<String>) -> Self {
        Self { id: id.into(), state, message: message.into() }
    }

    /// Of a probe that works or fails.
    pub fn of(id: impl Into<Cow<'static, str>>, outcome: anyhow::Result<String>) -> Self {
        match outcome {
            Ok(message) => Self::new(id, State::Ok, message),
            Err(error) => Self::new(id, State::Failure, format!("{error:#}")),
        }
    }
}

/// Prints them, and says what the command ends with: 1 for warnings, 2 for failures.
pub fn report(findings: &[Finding], json: bool) -> anyhow::Result<ExitCode> {
    if json {
        println!("{}", serde_json::to_string_pretty(findings)?);
    } else {
        for Finding { id, state, message } in findings {
            let mark = match state {
                State::Ok => "ok  ",
                State::Warning => "warn",
                State::Failure => "FAIL",
            };
            println!("{mark}  {id:<22}  {message}");
        }
    }
    Ok(match findings.iter().map(|finding| finding.state).max() {
        Some(State::Failure) => ExitCode::from(2),
        Some(State::Warning) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}
