//! Backups: what comes back is what was there, whoever writes meanwhile, and nothing else does.

mod clock;
mod events;
mod refusals;
mod round_trip;
mod writers;

use crate::support::{Database, TestApp};
use std::{path::Path, path::PathBuf, sync::Arc};
use tempfile::TempDir;
use treasury_plane::{
    backup::{
        make::{self, From, Made},
        manifest::Manifest,
        place::{Place, Source},
        restore,
        seal::{Opener, Recipient, make_pair},
    },
    files::FileStore,
    keys,
};

/// An archive of an application in a directory.
pub struct Archive {
    pub made: Made,
    pub path: PathBuf,
    pub source: Source,
    _directory: TempDir,
}

pub async fn back_up(t: &TestApp) -> Archive {
    back_up_for(t, None).await
}

pub async fn back_up_for(t: &TestApp, recipient: Option<&Recipient>) -> Archive {
    back_up_database(t, &t.owner_url(), recipient).await
}

pub async fn back_up_database(
    t: &TestApp,
    owner_url: &str,
    recipient: Option<&Recipient>,
) -> Archive {
    let directory = tempfile::tempdir().unwrap();
    let place = Place::Directory(directory.path().to_owned());
    let made = make_at(t, owner_url, &place, recipient).await;
    let path = directory.path().join(&made.name);
    let source = Source::File(path.clone());
    Archive { made, path, source, _directory: directory }
}

pub async fn make_at(
    t: &TestApp,
    owner_url: &str,
    place: &Place,
    recipient: Option<&Recipient>,
) -> Made {
    let secret = keys::secret(&t.app.config).unwrap();
    let from = From {
        owner_url,
        files: &t.app.files,
        keys: &t.app.keys,
        secret: &secret,
        clock: &t.app.clock,
    };
    make::make(&from, place, recipient).await.unwrap()
}

pub fn pair() -> (Arc<Opener>, Recipient) {
    let (private, public) = make_pair().unwrap();
    (Arc::new(Opener::from_pem(&private).unwrap()), Recipient::from_pem(&public).unwrap())
}

/// Checks an archive and loads it into a new database, as the role that owns tables and no more.
pub async fn restore_to(
    source: &Source,
    opener: Option<Arc<Opener>>,
    files: &Path,
) -> (Database, Manifest) {
    let database = Database::empty().await.unwrap();
    let (contents, _) = restore::check(source, opener.clone()).await.unwrap();
    let store = FileStore::local(files).unwrap();
    let manifest = contents.manifest;
    restore::load(source, opener, &manifest, &database.owner_url(), &store).await.unwrap();
    (database, manifest)
}

/// Another application on what was restored, with the same key and the same time.
pub async fn revive(t: &TestApp, database: Database, files: &Path) -> TestApp {
    let secret = keys::secret(&t.app.config).unwrap();
    let directory = files.to_owned();
    let revived = TestApp::on(database, move |config| {
        config.auth.secret_key = treasury_plane::config::Secret::new(secret);
        config.files.directory = directory;
    })
    .await;
    // Names that were given before the backup are taken.
    let given = t.unique();
    while revived.unique() < given {}
    revived
}
