//! The cluster's directories, their owner, and `initdb`.

use super::{Settings, complaint};
use crate::fault::{Fault, OrFileFault};
use anyhow::Context;
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Superuser of the cluster; only the supervisor, `doctor` and tests use it.
pub(super) const SUPERUSER: &str = "postgres";

/// A Unix socket's path holds 107 bytes; PostgreSQL adds a file name of up to 21.
const SOCKET_DIRECTORY_MAX_BYTES: usize = 85;

/// A user of this host, such as the one that the server runs as.
#[derive(Clone, Copy, Debug)]
pub struct User {
    /// Number of the user.
    pub uid: u32,
    /// Number of the user's group.
    pub gid: u32,
}

/// A cluster that is ready to be started.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) data: PathBuf,
    pub(super) socket: PathBuf,
    pub(super) user: Option<User>,
}

/// The user to become: none unless we are root. PostgreSQL refuses to run as root.
pub(super) fn user(settings: &Settings) -> anyhow::Result<Option<User>> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let passwd = fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
    let wrong = |what: &str| {
        Fault::PostgresUser.because(format!("postgres.user: \"{}\" {what}", settings.user))
    };
    let user = find_user(&passwd, &settings.user)
        .ok_or_else(|| wrong("is no user of this host; name one that is in /etc/passwd"))?;
    if user.uid == 0 {
        return Err(wrong("is root; name another user"));
    }
    require_passage(&settings.root, &settings.user, user)?;
    Ok(Some(user))
}

/// Looks a user up in the text of `/etc/passwd`, rather than asking the C library: a static program
/// has no name service.
pub fn find_user(passwd: &str, name: &str) -> Option<User> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(User { uid, gid })
    })
}

/// Each parent must let the user through, or the server cannot reach its files.
fn require_passage(root: &Path, name: &str, user: User) -> anyhow::Result<()> {
    for ancestor in root.ancestors() {
        let found = fs::metadata(ancestor)?;
        let needed = match (found.uid() == user.uid, found.gid() == user.gid) {
            (true, _) => 0o100,
            (false, true) => 0o010,
            (false, false) => 0o001,
        };
        if found.permissions().mode() & needed == 0 {
            return Err(Fault::PostgresUser.because(format!(
                "the private PostgreSQL runs as user {name}, which may not pass through {}; \
                 choose another directory with --data-dir, or chmod o+x that one",
                ancestor.display()
            )));
        }
    }
    Ok(())
}

/// Where the socket is: in the root, or in /tmp when that path would be too long for a socket.
pub(super) fn socket_directory(root: &Path) -> PathBuf {
    let inside = root.join("run");
    if inside.as_os_str().len() <= SOCKET_DIRECTORY_MAX_BYTES {
        return inside;
    }
    let path = root.as_os_str().as_encoded_bytes();
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, path);
    let name: String = digest.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Path::new("/tmp").join(format!("treasury-plane-{name}"))
}

/// A command that runs as the server's user in a clean environment.
pub(super) fn command(program: PathBuf, directory: &Path, user: Option<User>) -> Command {
    let mut command = Command::new(program);
    if let Some(user) = user {
        command.gid(user.gid).uid(user.uid);
    }
    command.env_clear().env("LC_ALL", "C").env("TZ", "UTC");
    command.stdin(Stdio::null()).current_dir(directory);
    command
}

/// Makes the directories and, on first start, the cluster.
pub(super) fn prepare(
    settings: &Settings,
    bin_dir: &Path,
    user: Option<User>,
) -> anyhow::Result<Cluster> {
    let socket = socket_directory(&settings.root);
    private_directory(&socket, user)?;
    let data = settings.root.join("data");
    if !data.join("PG_VERSION").exists() {
        require_nothing(&data)?;
        initialise(settings, bin_dir, &data, user)?;
    }
    check_version(&data, bin_dir)?;
    Ok(Cluster { data, socket, user })
}

/// A cluster without its first file is damaged, not missing: nothing may be made in its place.
fn require_nothing(data: &Path) -> anyhow::Result<()> {
    let is_empty = fs::read_dir(data).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    Err(Fault::PostgresDamaged.because(format!(
        "{} holds files, but is no database of PostgreSQL (PG_VERSION is missing); restore it \
         from a backup, or choose another directory with --data-dir",
        data.display()
    )))
}

/// Runs `initdb` beside the final place and renames, so that half a cluster never counts.
fn initialise(
    settings: &Settings,
    bin_dir: &Path,
    data: &Path,
    user: Option<User>,
) -> anyhow::Result<()> {
    let temporary = settings.root.join("data-new");
    if temporary.exists() {
        fs::remove_dir_all(&temporary)?;
    }
    private_directory(&temporary, user)?;
    let mut initdb = command(bin_dir.join("initdb"), &settings.root, user);
    initdb.args(["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8"]);
    initdb.args(["--locale", "C.UTF-8", "--data-checksums", "--no-instructions"]);
    if settings.fast {
        initdb.arg("--no-sync");
    }
    let output = initdb.arg("--pgdata").arg(&temporary).output().context("running initdb")?;
    if !output.status.success() {
        let _ = fs::remove_dir_all(&temporary);
        let (fault, words) = complaint::of(&String::from_utf8_lossy(&output.stderr));
        let sentence = format!("cannot create the private database: {words}");
        return Err(fault.because(sentence));
    }
    fs::rename(&temporary, data).context("moving the new cluster into place")
}

/// A cluster of another major version would fail to start with a less helpful sentence.
fn check_version(data: &Path, bin_dir: &Path) -> anyhow::Result<()> {
    let file = data.join("PG_VERSION");
    let cluster = fs::read_to_string(&file)
        .or_file_fault(Fault::PostgresDamaged, || format!("cannot read {}", file.display()))?;
    let cluster = cluster.trim();
    let output = Command::new(bin_dir.join("postgres")).arg("--version").output();
    let Ok(output) = output.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()) else {
        return Ok(());
    };
    let version = output.split_whitespace().nth(2).unwrap_or_default();
    let major = version.split('.').next().unwrap_or_default();
    if major.is_empty() || major == cluster {
        return Ok(());
    }
    let bin_dir = bin_dir.display();
    if cluster.is_empty() || !cluster.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let file = file.display();
        let sentence = format!("{file} does not hold a version; restore the data from a backup");
        return Err(Fault::PostgresDamaged.because(sentence));
    }
    Err(Fault::PostgresVersion.because(format!(
        "the data directory was made by PostgreSQL {cluster}, but {bin_dir} is version {major}; \
         set postgres.bin_dir to a PostgreSQL {cluster}"
    )))
}

/// A directory that only the server's user may enter. In /tmp somebody else could have made it
/// before us, so its owner is checked rather than assumed.
fn private_directory(path: &Path, user: Option<User>) -> anyhow::Result<()> {
    let doing = || format!("cannot prepare the directory {}", path.display());
    let owner = user.map_or(rustix::process::geteuid().as_raw(), |user| user.uid);
    match fs::create_dir(path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let found = fs::symlink_metadata(path).or_file_fault(Fault::DataDirDenied, doing)?;
            if !found.is_dir() || (found.uid() != owner && found.uid() != 0) {
                return Err(Fault::DataDirDenied.because(format!(
                    "{} belongs to user {}, but user {owner} needs it; chown it, or choose \
                     another directory with --data-dir",
                    path.display(),
                    found.uid()
                )));
            }
        }
        Err(error) => return Err(error).or_file_fault(Fault::DataDirDenied, doing),
    }
    let mode = fs::Permissions::from_mode(0o700);
    fs::set_permissions(path, mode).or_file_fault(Fault::DataDirDenied, doing)?;
    if let Some(user) = user {
        let owned = chown(path, Some(user.uid), Some(user.gid));
        owned.or_file_fault(Fault::DataDirDenied, doing)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{find_user, socket_directory};
    use std::path::Path;

    #[test]
    fn users_are_found_by_their_whole_name() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\nnobody2:x:7:7::/:\nnobody:x:65534:65533:n:/:";
        let user = find_user(passwd, "nobody").unwrap();
        assert_eq!((user.uid, user.gid), (65534, 65533));
        assert!(find_user(passwd, "nobo").is_none());
    }

    #[test]
    fn long_paths_move_the_socket() {
        assert_eq!(socket_directory(Path::new("/data")), Path::new("/data/run"));
        let long = format!("/{}", "x".repeat(100));
        assert!(socket_directory(Path::new(&long)).starts_with("/tmp"));
    }
}
