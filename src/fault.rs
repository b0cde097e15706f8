//! What can be wrong around the program, each with a code that stays the same.
//!
//! A command that fails says one sentence: what is wrong and what to do. Scripts and monitors read
//! the code beside it (`error[port-taken]: …`) and the exit code; both are listed for people in
//! `docs/ERRORS.md`, and a test holds that list against this one.
//!
//! To add a fault: one line in the list below and one row in `docs/ERRORS.md`. To raise one: either
//! `Fault::PortTaken.because("…")` or, on a result, `.or_fault(Fault::PortTaken, |error| …)`. The
//! sentence is complete: what lies below it in the chain of causes is not shown to people.
//!
//! Exit codes are those of `sysexits.h`, so that a supervisor can tell what trying again may mend
//! (69, 74, 75) from what it may not (65, 76, 77, 78). 1 is everything that has no code of its own,
//! 2 is a wrong command line; `doctor` has 1 for warnings and 2 for failures.

use std::{fmt, io};

/// The content does not hold what it should.
const DATA: u8 = 65;
/// Something that is needed does not answer.
const UNAVAILABLE: u8 = 69;
/// This program itself is not sound.
const SOFTWARE: u8 = 70;
/// Reading or writing failed.
const IO: u8 = 74;
/// Taken for now.
const BUSY: u8 = 75;
/// Versions that do not go together.
const VERSION: u8 = 76;
/// A right is missing.
const PERMISSION: u8 = 77;
/// The settings are wrong.
const CONFIG: u8 = 78;

macro_rules! faults {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $exit:expr;)+) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fault {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Fault {
            /// Every fault, in the order of `docs/ERRORS.md`.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code, which never changes.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What the process ends with.
            pub fn exit_code(self) -> u8 {
                match self { $(Self::$name => $exit),+ }
            }
        }
    };
}

faults! {
    /// Everything that has no code of its own.
    Failed = "failed", 1;

    /// The settings file that was named is not there, or a file that a `_FILE` variable names.
    ConfigMissing = "config-missing", CONFIG;
    /// The settings file, or a file that a `_FILE` variable names, cannot be read.
    ConfigUnreadable = "config-unreadable", PERMISSION;
    /// The settings file is not TOML.
    ConfigSyntax = "config-syntax", CONFIG;
    /// A setting that does not exist.
    ConfigUnknownKey = "config-unknown-key", CONFIG;
    /// A setting of the wrong type, out of range, or that does not fit the others.
    ConfigInvalid = "config-invalid", CONFIG;
    /// A setting that is given twice in the environment.
    ConfigConflict = "config-conflict", CONFIG;

    /// AWS does not let us read a secret.
    SecretDenied = "secret-denied", PERMISSION;
    /// A secret that is needed does not exist, or is about to be deleted.
    SecretMissing = "secret-missing", CONFIG;
    /// A secret has not the shape that its name asks for.
    SecretMalformed = "secret-malformed", CONFIG;
    /// AWS does not answer, or knows no credentials of ours.
    SecretsUnreachable = "secrets-unreachable", UNAVAILABLE;

    /// The data directory cannot be made or written, or belongs to somebody else.
    DataDirDenied = "data-dir-denied", PERMISSION;
    /// Another process uses the data directory.
    DataDirInUse = "data-dir-in-use", BUSY;
    /// No space is left on a disk.
    DiskFull = "disk-full", IO;
    /// A disk or file cannot be read or written.
    IoFailed = "io-failed", IO;

    /// The address to listen on is taken.
    PortTaken = "port-taken", BUSY;
    /// The address to listen on is not ours, or needs a right.
    PortDenied = "port-denied", PERMISSION;

    /// The database cannot be reached.
    DatabaseUnreachable = "database-unreachable", UNAVAILABLE;
    /// The database does not let us in.
    DatabaseDenied = "database-denied", PERMISSION;
    /// The database of the address does not exist.
    DatabaseMissing = "database-missing", CONFIG;
    /// The connection to the database cannot be secured as the settings ask.
    DatabaseTls = "database-tls", CONFIG;
    /// The database takes no writes.
    DatabaseReadOnly = "database-read-only", UNAVAILABLE;
    /// The database is older than this release can use.
    DatabaseTooOld = "database-too-old", VERSION;
    /// An extension is not installed on the database's server.
    DatabaseExtension = "database-extension", CONFIG;
    /// The database is full, or is at its limit of connections.
    DatabaseExhausted = "database-exhausted", UNAVAILABLE;
    /// The database that a backup is to be restored into holds something.
    DatabaseNotEmpty = "database-not-empty", CONFIG;

    /// A newer release migrated the schema.
    SchemaNewer = "schema-newer", VERSION;
    /// The schema is behind, and this role may not migrate it.
    SchemaOld = "schema-old", PERMISSION;
    /// A migration failed; the schema is as it was.
    MigrationFailed = "migration-failed", DATA;

    /// A certificate or key cannot be read or is none.
    CertificateUnreadable = "certificate-unreadable", DATA;
    /// The key does not belong to the certificate.
    CertificateMismatch = "certificate-mismatch", DATA;
    /// The certificate has ended, or has not begun.
    CertificateExpired = "certificate-expired", DATA;

    /// The file with the secret key is damaged, or is not the key of this database.
    SecretKeyDamaged = "secret-key-damaged", DATA;
    /// Others may read the file with the secret key.
    SecretKeyExposed = "secret-key-exposed", PERMISSION;

    /// The private PostgreSQL has no programs to run.
    PostgresMissing = "postgres-missing", CONFIG;
    /// The private PostgreSQL's files are damaged, or it ended while it started.
    PostgresDamaged = "postgres-damaged", DATA;
    /// The private PostgreSQL's files are of another major version.
    PostgresVersion = "postgres-version", VERSION;
    /// The private PostgreSQL's user does not exist, or may not reach its files.
    PostgresUser = "postgres-user", CONFIG;
    /// The private PostgreSQL ended by itself while the server ran.
    PostgresEnded = "postgres-ended", UNAVAILABLE;

    /// A backup is cut off, was changed, or is none.
    BackupDamaged = "backup-damaged", DATA;
    /// A newer release made the backup.
    BackupNewer = "backup-newer", VERSION;
    /// The backup is sealed, and the key is missing or another one.
    BackupKey = "backup-key", PERMISSION;

    /// A bundle is not signed by the key, is cut off, was changed, or is none.
    BundleRefused = "bundle-refused", DATA;
    /// A bundle is for another host, or its release does not fit the one or the database that are here.
    BundleUnfit = "bundle-unfit", VERSION;

    /// The service cannot be installed on this host, or not removed.
    InstallRefused = "install-refused", PERMISSION;

    /// A FIPS build whose cryptographic module does not do.
    CryptoModule = "crypto-module", SOFTWARE;
}

impl Fault {
    /// The error with this code and a sentence for people.
    pub fn because(self, sentence: impl Into<String>) -> anyhow::Error {
        anyhow::Error::new(Failure { fault: self, sentence: sentence.into() })
    }

    /// As [`Fault::because`], over the error that caused it.
    pub fn over(
        self,
        cause: impl Into<anyhow::Error>,
        sentence: impl Into<String>,
    ) -> anyhow::Error {
        cause.into().context(Failure { fault: self, sentence: sentence.into() })
    }

    /// The error as it is when it has a code already; else with this one, and with all that it says. A
    /// full disk among its causes is the fault then.
    pub fn unless_coded(self, error: anyhow::Error) -> anyhow::Error {
        if error.downcast_ref::<Failure>().is_some() {
            return error;
        }
        let file = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
        let fault = file.map_or(self, |error| Self::of_file(error, self));
        let sentence = format!("{error:#}");
        fault.over(error, sentence)
    }

    /// As [`Fault::over`], except that a full disk anywhere among the causes is the fault.
    pub fn over_file(self, cause: anyhow::Error, doing: &str) -> anyhow::Error {
        let error = cause.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
        let Some(error) = error else {
            let sentence = format!("{doing}: {cause}");
            return self.over(cause, sentence);
        };
        let (fault, sentence) =
            (Self::of_file(error, self), format!("{doing}: {}", in_words(error)));
        fault.over(cause, sentence)
    }

    /// What an error of a file means, or `otherwise` when it means nothing in particular.
    pub fn of_file(error: &io::Error, otherwise: Self) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => otherwise,
        }
    }
}

/// A fault with its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind it is.
    pub fault: Fault,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Failure {}

/// Gives the error of a result a code.
pub trait OrFault<T, E> {
    /// With this code and a sentence that knows the cause.
    fn or_fault(self, fault: Fault, sentence: impl FnOnce(&E) -> String) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> OrFault<T, E> for Result<T, E> {
    fn or_fault(self, fault: Fault, sentence: impl FnOnce(&E) -> String) -> anyhow::Result<T> {
        self.map_err(|error| {
            let sentence = sentence(&error);
            fault.over(error, sentence)
        })
    }
}

/// Does the same for files, where a full disk is a fault of its own whatever was being done.
pub trait OrFileFault<T> {
    /// With this code, unless the disk is full. The sentence begins with `doing`.
    fn or_file_fault(self, fault: Fault, doing: impl FnOnce() -> String) -> anyhow::Result<T>;
}

impl<T> OrFileFault<T> for io::Result<T> {
    fn or_file_fault(self, fault: Fault, doing: impl FnOnce() -> String) -> anyhow::Result<T> {
        self.map_err(|error| {
            let what = in_words(&error);
            Fault::of_file(&error, fault).over(error, format!("{}: {what}", doing()))
        })
    }
}

/// An error of the system in the words of a sentence, without its number.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => {
            let user = rustix::process::geteuid().as_raw();
            format!("user {user} may not; give it the right with chown or chmod")
        }
        io::ErrorKind::StorageFull => "no space is left on the disk; make room".to_owned(),
        io::ErrorKind::QuotaExceeded => "the disk quota is used up; make room".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is not a directory".to_owned(),
        io::ErrorKind::InvalidData => "it is not text (UTF-8)".to_owned(),
        _ => {
            let text = error.to_string();
            match text.split_once(" (os error") {
                Some((words, _)) => words.to_lowercase(),
                None => text,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The rows of the table: code and exit code.
    fn documented() -> Vec<(String, u8)> {
        let text = include_str!("../docs/ERRORS.md");
        let rows = text.lines().filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
            let code = cells.next()?.trim_end_matches('`').to_owned();
            let exit = cells.next()?.parse().ok()?;
            let told = cells.by_ref().take(2).filter(|cell| cell.len() > 10).count();
            assert_eq!(told, 2, "{code}: say what it means and what to do");
            Some((code, exit))
        });
        rows.collect()
    }

    #[test]
    fn the_document_lists_every_fault_and_no_other() {
        let ours: Vec<_> =
            Fault::ALL.iter().map(|f| (f.code().to_owned(), f.exit_code())).collect();
        assert_eq!(documented(), ours, "docs/ERRORS.md and src/fault.rs differ");
    }

    #[test]
    fn codes_are_unlike_each_other_and_no_success() {
        let codes: BTreeSet<_> = Fault::ALL.iter().map(|fault| fault.code()).collect();
        assert_eq!(codes.len(), Fault::ALL.len());
        for fault in Fault::ALL {
            assert!(![0, 2].contains(&fault.exit_code()), "{}", fault.code());
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(fault.code().chars().all(plain), "{}", fault.code());
        }
    }

    #[test]
    fn the_outermost_fault_is_found_through_contexts() {
        let cause = io::Error::from(io::ErrorKind::StorageFull);
        let error = Err::<(), _>(cause)
            .or_file_fault(Fault::DataDirDenied, || "cannot write in /data".to_owned())
            .unwrap_err()
            .context("starting");
        let failure = error.downcast_ref::<Failure>().unwrap();
        assert_eq!(failure.fault, Fault::DiskFull);
        assert_eq!(
            failure.sentence,
            "cannot write in /data: no space is left on the disk; make room"
        );
    }

    #[test]
    fn a_code_is_given_once_and_not_taken_away() {
        let plain =
            Fault::BackupDamaged.unless_coded(anyhow::anyhow!("cut off").context("reading"));
        let failure = plain.downcast_ref::<Failure>().unwrap();
        assert_eq!((failure.fault, &*failure.sentence), (Fault::BackupDamaged, "reading: cut off"));
        let again = Fault::Failed.unless_coded(plain);
        assert_eq!(again.downcast_ref::<Failure>().unwrap().fault, Fault::BackupDamaged);
        let full = anyhow::Error::new(io::Error::from(io::ErrorKind::StorageFull));
        let full = Fault::BundleRefused.unless_coded(full);
        assert_eq!(full.downcast_ref::<Failure>().unwrap().fault, Fault::DiskFull);
    }

    #[test]
    fn words_of_the_system_come_without_numbers() {
        let error = io::Error::from_raw_os_error(5);
        assert_eq!(in_words(&error), "input/output error");
    }
}
