//! The job that makes backups.

use super::super::{
    killed::{Case, World},
    number, prepare,
};
use crate::support::TestApp;
use serde_json::{Value, json};
use tempfile::TempDir;

/// An application that makes backups every minute, and where they go.
pub struct Shelf {
    app: TestApp,
    directory: TempDir,
}

impl World for Shelf {
    async fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let to = format!("{}/", directory.path().display());
        let app = TestApp::with(move |config| {
            config.backup.to = to;
            config.backup.schedule = "* * * * *".to_owned();
        })
        .await;
        Self { app, directory }
    }

    fn app(&self) -> &TestApp {
        &self.app
    }
}

/// Cut off, it leaves an unfinished archive, which the next run removes.
pub struct MakeBackup;

impl Case<Shelf> for MakeBackup {
    async fn prepare(shelf: &Shelf) -> Self {
        for entry in std::fs::read_dir(shelf.directory.path()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        prepare(&shelf.app, "DELETE FROM backups").await;
        Self
    }

    async fn look(&self, shelf: &Shelf) -> Value {
        let names = std::fs::read_dir(shelf.directory.path()).unwrap();
        let names: Vec<String> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        let unfinished = names.iter().filter(|name| name.ends_with(".partial")).count();
        // Cut between the archive and its row, another one is made: at least one, all of them whole.
        json!({
            "is_there": names.len() > unfinished,
            "unfinished": unfinished,
            "rows": number(&shelf.app, "SELECT count(*) FROM backups").await,
        })
    }
}
