//! How a command that failed says so: one sentence, a code, an exit code.

use crate::{
    error::Error,
    fault::{Failure, Fault},
};
use std::{io, process::ExitCode};

/// Says what went wrong on standard error and returns what the process ends with.
pub(super) fn report(error: &anyhow::Error, json: bool) -> ExitCode {
    let Failure { fault, sentence } = failure(error);
    let (code, exit_code) = (fault.code(), fault.exit_code());
    if json {
        let timestamp = crate::clock::Clock::System.now().to_rfc3339();
        let line = serde_json::json!({
            "timestamp": timestamp, "level": "ERROR", "code": code, "exit_code": exit_code,
            "message": sentence,
        });
        eprintln!("{line}");
    } else {
        eprintln!("error[{code}]: {sentence}");
    }
    ExitCode::from(exit_code)
}

/// The fault that was raised where it happened, or what the causes say by themselves.
fn failure(error: &anyhow::Error) -> Failure {
    if let Some(raised) = error.downcast_ref::<Failure>() {
        return Failure { fault: raised.fault, sentence: on_one_line(&raised.sentence) };
    }
    if let Some(failure) = error.chain().find_map(crate::db::failure_of) {
        return Failure { sentence: on_one_line(&failure.sentence), ..failure };
    }
    let fault = error.chain().find_map(of_file).unwrap_or(Fault::Failed);
    Failure { fault, sentence: on_one_line(&in_words(error)) }
}

/// What an error of the system means wherever it happened.
fn of_file(cause: &(dyn std::error::Error + 'static)) -> Option<Fault> {
    let error = cause.downcast_ref::<io::Error>()?;
    match Fault::of_file(error, Fault::Failed) {
        Fault::DiskFull => Some(Fault::DiskFull),
        _ if error.kind() == io::ErrorKind::ReadOnlyFilesystem => Some(Fault::IoFailed),
        // The device itself: EIO.
        _ => (error.raw_os_error() == Some(5)).then_some(Fault::IoFailed),
    }
}

/// The error with its causes. What the product says to people comes without the name of its kind.
fn in_words(error: &anyhow::Error) -> String {
    let causes = error.chain().map(|cause| match cause.downcast_ref::<Error>() {
        Some(Error::Rule(text)) => text.clone(),
        Some(Error::Conflict { message, .. }) => message.clone(),
        Some(Error::Forbidden(text)) => (*text).to_owned(),
        Some(Error::Invalid(faults)) => {
            let faults = faults.iter().map(|(field, fault)| format!("{field}: {fault}"));
            faults.collect::<Vec<_>>().join(" ")
        }
        _ => cause.to_string(),
    });
    let mut words: Vec<String> = Vec::new();
    for cause in causes {
        // Many kinds of error repeat their cause in their own words.
        if !words.last().is_some_and(|before| before.contains(&cause)) {
            words.push(cause);
        }
    }
    words.join(": ")
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::failure;
    use crate::{error::Error, fault::Fault};
    use anyhow::Context;

    #[test]
    fn a_raised_fault_speaks_alone() {
        let error = Fault::PortTaken.over(anyhow::anyhow!("os error 98"), "8080 is\n  in use");
        let failure = failure(&error.context("starting"));
        assert_eq!((failure.fault, &*failure.sentence), (Fault::PortTaken, "8080 is in use"));
    }

    #[test]
    fn a_full_disk_is_known_wherever_it_happened() {
        let full = std::io::Error::from_raw_os_error(28);
        let failure = failure(&anyhow::Error::new(full).context("writing the export"));
        assert_eq!(failure.fault, Fault::DiskFull);
        assert!(failure.sentence.starts_with("writing the export: "), "{}", failure.sentence);
    }

    #[test]
    fn a_rule_of_the_product_is_told_as_it_is() {
        let failure = failure(&Error::rule("That person has an account.").into());
        assert_eq!(
            (failure.fault, &*failure.sentence),
            (Fault::Failed, "That person has an account.")
        );
    }

    #[test]
    fn a_cause_that_was_repeated_is_told_once() {
        let error: anyhow::Result<()> = Err(anyhow::anyhow!("it broke"));
        let error = error.context("opening: it broke").unwrap_err();
        assert_eq!(failure(&error).sentence, "opening: it broke");
    }
}
