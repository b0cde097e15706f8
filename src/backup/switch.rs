//! Puts a restored private PostgreSQL in the place of the old one, which is kept.

use anyhow::Context;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where a cluster is restored before it takes its place.
pub const RESTORING: &str = "postgres.restoring";

/// What the end of the old one's name is.
pub fn aside(at: chrono::DateTime<chrono::Utc>) -> String {
    format!(".before-restore-{}", at.format("%Y%m%dT%H%M%SZ"))
}

/// Exchanges `postgres.restoring` and `postgres` in one step, so that one of them is always there,
/// and gives the old one the name that ends in `aside`. Says where the old one is.
pub fn switch(data_dir: &Path, aside: &str) -> anyhow::Result<PathBuf> {
    let (new, current) = (data_dir.join(RESTORING), data_dir.join("postgres"));
    let kept = data_dir.join(format!("postgres{aside}"));
    renameat_with(CWD, &new, CWD, &current, RenameFlags::EXCHANGE)
        .with_context(|| format!("putting {} in the place of the old one", new.display()))?;
    fs::rename(&new, &kept).with_context(|| format!("the old database is in {}", new.display()))?;
    fs::File::open(data_dir).and_then(|directory| directory.sync_all())?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_one_is_kept_and_the_new_one_is_in_its_place() {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in [("postgres", "old"), (RESTORING, "new")] {
            fs::create_dir(directory.path().join(name)).unwrap();
            fs::write(directory.path().join(name).join("which"), text).unwrap();
        }
        let kept = switch(directory.path(), ".before").unwrap();
        let which = |path: &Path| fs::read_to_string(path.join("which")).unwrap();
        assert_eq!(which(&directory.path().join("postgres")), "new");
        assert_eq!(which(&kept), "old");
        assert!(!directory.path().join(RESTORING).exists());
    }
}
