//! The private PostgreSQL: a server of our own in the data directory, on a Unix socket only.
//!
//! It needs no set-up by people: the server's programs come from a bundle inside this binary or
//! from the system ([`binaries`]), the cluster is initialised on first start ([`cluster`]), the
//! server runs as our child ([`process`]), and the database with its two roles is created in it
//! ([`roles`]).
//!
//! Invariants:
//! - One process per data directory: a file lock is held for as long as the server may run.
//! - The server never outlives us: it asks the kernel for a signal at our death, even by `kill -9`.
//! - It never runs as root: started by root, it becomes the configured unprivileged user.
//! - Nothing listens on the network, and the socket's directory is closed to other users.

mod binaries;
mod cluster;
mod complaint;
mod process;
mod roles;

pub use cluster::{User, find_user};
pub use process::Running;

use crate::fault::{Fault, OrFileFault};
use rustix::fs::{FlockOperation, flock};
use std::{
    fs::{self, File},
    io::{Read, Seek, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// What the private PostgreSQL needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Directory of its own: cluster, programs, socket, log.
    pub root: PathBuf,
    /// Trades durability for speed: for tests only.
    pub fast: bool,
    /// Where `initdb` and `postgres` are; otherwise the bundle or the system's.
    pub bin_dir: Option<PathBuf>,
    /// User to become when started by root.
    pub user: String,
    /// Memory for the page cache.
    pub shared_buffers: String,
    /// Connections that it accepts.
    pub max_connections: u16,
}

impl Settings {
    /// The settings of an installation.
    pub fn from_config(config: &crate::config::Config) -> Self {
        let bin_dir = &config.postgres.bin_dir;
        Self {
            root: config.data_dir.join("postgres"),
            fast: false,
            bin_dir: Some(bin_dir.clone()).filter(|path| !path.as_os_str().is_empty()),
            user: config.postgres.user.clone(),
            shared_buffers: config.postgres.shared_buffers.clone(),
            max_connections: config.postgres.max_connections,
        }
    }

    /// A throw-away server below `root` for tests: fast, with many connections.
    pub fn for_tests(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            fast: true,
            bin_dir: None,
            user: "nobody".to_owned(),
            shared_buffers: "128MB".to_owned(),
            max_connections: 300,
        }
    }
}

/// Addresses of the database, one per role.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// As the runtime role, which owns nothing.
    pub app: String,
    /// As the owner of the tables, for migrations.
    pub owner: String,
    /// As the superuser, in the maintenance database.
    pub superuser: String,
}

impl Addresses {
    fn of_socket(directory: &Path) -> Self {
        let host = percent_encode(&directory.display().to_string());
        let address = |role: &str, database: &str| {
            format!("postgres://{role}@localhost/{database}?host={host}&sslmode=disable")
        };
        Self {
            app: address(roles::APP, roles::DATABASE),
            owner: address(roles::OWNER, roles::DATABASE),
            superuser: address(cluster::SUPERUSER, "postgres"),
        }
    }
}

/// Starts the server, initialising the cluster if there is none, and creates database and roles.
pub async fn start(settings: Settings) -> anyhow::Result<Running> {
    let root = prepare_root(&settings.root)?;
    let settings = Settings { root, ..settings };
    let Some(lock) = try_lock(&settings.root)? else {
        return Err(Fault::DataDirInUse.because(in_use(&settings.root)));
    };
    let user = cluster::user(&settings)?;
    let bin_dir = binaries::locate(&settings)?;
    let cluster = cluster::prepare(&settings, &bin_dir, user)?;
    let running = process::launch(&settings, &bin_dir, &cluster, lock).await?;
    match roles::create_missing(&running.addresses.superuser).await {
        Ok(()) => Ok(running),
        Err(error) => {
            running.stop().await;
            Err(error.context("creating the database and its roles"))
        }
    }
}

/// The addresses of the server that another process already runs in `root`, if one does.
pub fn running_elsewhere(root: &Path) -> anyhow::Result<Option<Addresses>> {
    if !root.join("lock").exists() {
        return Ok(None);
    }
    let root = root.canonicalize()?;
    match try_lock(&root)? {
        Some(_) => Ok(None),
        None => Ok(Some(Addresses::of_socket(&cluster::socket_directory(&root)))),
    }
}

/// Creates the directory. Others may pass through it but not list it: the unprivileged user has
/// to reach its cluster.
fn prepare_root(root: &Path) -> anyhow::Result<PathBuf> {
    let doing = || format!("cannot prepare the directory {}", root.display());
    let prepared = fs::create_dir_all(root).and_then(|()| {
        if rustix::process::geteuid().is_root() {
            fs::set_permissions(root, fs::Permissions::from_mode(0o711))?;
        }
        root.canonicalize()
    });
    prepared.or_file_fault(Fault::DataDirDenied, doing)
}

/// The lock of the directory, or `None` while another process has it.
fn try_lock(root: &Path) -> anyhow::Result<Option<File>> {
    let path = root.join("lock");
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .or_file_fault(Fault::DataDirDenied, || format!("cannot open {}", path.display()))?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {
            let written = file.set_len(0).and_then(|()| {
                file.rewind()?;
                write!(file, "{}", std::process::id())
            });
            written
                .or_file_fault(Fault::IoFailed, || format!("cannot write {}", path.display()))?;
            Ok(Some(file))
        }
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(std::io::Error::from(error))
            .or_file_fault(Fault::IoFailed, || format!("cannot lock {}", path.display())),
    }
}

fn in_use(root: &Path) -> String {
    let mut holder = String::new();
    let _ = File::open(root.join("lock")).and_then(|mut file| file.read_to_string(&mut holder));
    let directory = root.parent().unwrap_or(root).display();
    format!(
        "another treasury-plane (process {holder}) uses the data directory {directory}; \
         stop it, or choose another directory with --data-dir"
    )
}

fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Addresses, Settings, running_elsewhere, start};
    use sqlx::{Connection, PgConnection};
    use std::path::Path;

    #[test]
    fn socket_paths_are_encoded_in_addresses() {
        let addresses = Addresses::of_socket(Path::new("/a b/run"));
        assert_eq!(
            addresses.app,
            "postgres://treasury_plane_app@localhost/treasury_plane?host=/a%20b/run&sslmode=disable"
        );
    }

    #[tokio::test]
    async fn a_cluster_starts_refuses_a_second_process_and_stops() {
        let directory = tempfile::tempdir_in("/tmp").unwrap();
        crate::testing::let_others_pass(directory.path());
        let settings = Settings::for_tests(directory.path().join("postgres"));
        let running = start(settings.clone()).await.unwrap();

        let mut app = PgConnection::connect(&running.addresses.app).await.unwrap();
        let bypass: bool = sqlx::query_scalar(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user",
        )
        .fetch_one(&mut app)
        .await
        .unwrap();
        assert!(!bypass);
        app.close().await.unwrap();

        let mut owner = PgConnection::connect(&running.addresses.owner).await.unwrap();
        sqlx::query("CREATE EXTENSION pg_trgm").execute(&mut owner).await.unwrap();
        owner.close().await.unwrap();

        let refusal = start(settings.clone()).await.err().unwrap().to_string();
        assert!(refusal.contains("uses the data directory"), "{refusal}");
        assert!(running_elsewhere(&settings.root).unwrap().is_some());

        running.stop().await;
        assert!(running_elsewhere(&settings.root).unwrap().is_none());
        start(settings).await.unwrap().stop().await;
    }
}
