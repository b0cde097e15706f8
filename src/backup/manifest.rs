//! What an archive says about itself.

use crate::fault::Fault;
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use migration::{Migrator, MigratorTrait};
use serde::{Deserialize, Serialize};

/// The name of the format.
pub const FORMAT: &str = "treasury-plane-backup";
/// The version of the format that this release writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// The first entry: enough to refuse an archive at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Always [`FORMAT`].
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// The release that made the archive.
    pub app_version: String,
    /// The migrations that the database had, in order.
    pub migrations: Vec<String>,
    /// When the snapshot was taken.
    pub taken_at: DateTime<Utc>,
    /// The version of PostgreSQL that it was taken from.
    pub server_version: String,
    /// Which secret key seals what is sealed inside, and signs the manifest.
    pub key_id: String,
}

/// The last entry but its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// As at the beginning.
    pub head: Head,
    /// Each table, by name.
    pub tables: Vec<Table>,
    /// Each sequence, by name.
    pub sequences: Vec<Sequence>,
    /// Stored bytes.
    pub files: Files,
    /// Whether the instance's secret key is inside.
    pub has_secret_key: bool,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The columns that are in the archive, in their order.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of those bytes.
    pub sha256: String,
}

/// One sequence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// Its name.
    pub name: String,
    /// The number that it gave last; nothing when it has given none.
    pub last_value: Option<i64>,
}

/// Stored bytes. The name of each is its SHA-256.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// How many.
    pub count: u64,
    /// How many bytes.
    pub bytes: u64,
    /// Named by a row, but not there when the archive was made.
    pub missing: Vec<String>,
}

impl Head {
    /// Refuses what is not ours or newer than this release.
    pub fn check(&self) -> anyhow::Result<()> {
        if self.format != FORMAT {
            bail!("this is not a backup of Treasury Plane");
        }
        if self.version > VERSION {
            return Err(Fault::BackupNewer.because(format!(
                "the archive has format {}, and this release {} reads up to {VERSION}; use the \
                 release {} that made it, or a later one",
                self.version,
                env!("CARGO_PKG_VERSION"),
                self.app_version
            )));
        }
        let known: Vec<String> =
            Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
        if let Some(newer) = self.migrations.iter().find(|name| !known.contains(name)) {
            return Err(Fault::BackupNewer.because(format!(
                "the archive was made by a newer Treasury Plane, {} (it has \"{newer}\", which \
                 this release {} does not know); use that release or a later one",
                self.app_version,
                env!("CARGO_PKG_VERSION")
            )));
        }
        let same_begin = known.iter().zip(&self.migrations).all(|(ours, theirs)| ours == theirs);
        if !same_begin || self.migrations.is_empty() {
            bail!("the archive's list of migrations is not one of a release");
        }
        Ok(())
    }
}

impl Manifest {
    /// The table of this name.
    pub fn table(&self, name: &str) -> anyhow::Result<&Table> {
        let found = self.tables.iter().find(|table| table.name == name);
        found.with_context(|| format!("the manifest does not name the table {name}"))
    }

    /// How many rows all tables have.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head {
            format: FORMAT.to_owned(),
            version: VERSION,
            app_version: "9.9.9".to_owned(),
            migrations: Migrator::migrations().iter().map(|m| m.name().to_owned()).collect(),
            taken_at: DateTime::UNIX_EPOCH,
            server_version: "15.1".to_owned(),
            key_id: "k".to_owned(),
        }
    }

    #[test]
    fn foreign_and_newer_archives_are_refused() {
        assert!(head().check().is_ok());
        let words = |change: fn(&mut Head)| {
            let mut head = head();
            change(&mut head);
            head.check().unwrap_err().to_string()
        };
        assert!(words(|h| h.format = "other".to_owned()).contains("not a backup"));
        assert!(words(|h| h.version = 2).contains("use the release 9.9.9"));
        assert!(words(|h| h.migrations.push("m2099_x".to_owned())).contains("m2099_x"));
        assert!(words(|h| drop(h.migrations.remove(0))).contains("not one of a release"));
        let mut older = head();
        older.migrations.truncate(20);
        assert!(older.check().is_ok());
    }
}
