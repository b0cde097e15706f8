//! The files and directories of an installation: where they go, their modes and owners.

use super::place::Place;
use crate::postgres::User;
use anyhow::Context;
use figment::{
    Figment,
    providers::{Format, Toml},
};
use std::{
    fmt, fs,
    io::{ErrorKind, Write},
    net::SocketAddr,
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown},
    path::{Path, PathBuf},
};

const PACKAGED_PROGRAM: &str = "/usr/bin/treasury-plane";
const SERVICE: &str = include_str!("../../../packaging/systemd/treasury-plane.service");
const SOCKET: &str = include_str!("../../../packaging/systemd/treasury-plane.socket");
const SYSUSERS: &str = include_str!("../../../packaging/systemd/treasury-plane.sysusers");
const TMPFILES: &str = include_str!("../../../packaging/systemd/treasury-plane.tmpfiles");
const FIRST_SETTINGS: &str = include_str!("../../../packaging/systemd/treasury-plane.toml");

/// Units of administrators, which come before those of packages.
pub(super) const UNITS: &str = "/etc/systemd/system";
pub(super) const SETTINGS: &str = "/etc/treasury-plane/treasury-plane.toml";
pub(super) const DATA: &str = "/var/lib/treasury-plane";
const SETTINGS_DIRECTORY: &str = "/etc/treasury-plane";
const SYSUSERS_PATH: &str = "/etc/sysusers.d/treasury-plane.conf";
const TMPFILES_PATH: &str = "/etc/tmpfiles.d/treasury-plane.conf";

/// What happened to a file or directory.
#[derive(Debug)]
pub(super) struct Change {
    verb: &'static str,
    path: PathBuf,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<10} {}", self.verb, self.path.display())
    }
}

/// Who may read a file besides root.
#[derive(Clone, Copy, Debug)]
enum Readers {
    Everybody,
    Service,
}

/// A file of text to be put in place.
#[derive(Debug)]
pub(super) struct TextFile {
    path: String,
    text: String,
    readers: Readers,
}

impl TextFile {
    pub(super) fn put(&self, place: &Place) -> anyhow::Result<Change> {
        let path = place.at(&self.path);
        let (mode, owner) = match self.readers {
            Readers::Everybody => (0o644, None),
            Readers::Service => (0o640, place.user()?.map(root_and_its_group)),
        };
        put(&path, self.text.as_bytes(), mode, owner)
    }
}

/// The user, as `systemd-sysusers` reads it.
pub(super) fn users() -> TextFile {
    let (path, text) = (SYSUSERS_PATH.to_owned(), SYSUSERS.to_owned());
    TextFile { path, text, readers: Readers::Everybody }
}

/// The unit, its socket and the directories. The socket listens at `bind`, if there is one.
pub(super) fn of_systemd(place: &Place, bind: Option<SocketAddr>) -> [TextFile; 3] {
    let service = SERVICE.replace(PACKAGED_PROGRAM, &place.program().display().to_string());
    let socket = match bind {
        // A bare port is every address, of IPv4 and IPv6.
        Some(bind) if bind.ip().is_unspecified() => listen(&bind.port()),
        Some(bind) => listen(&bind),
        None => SOCKET.to_owned(),
    };
    [
        (format!("{UNITS}/{}", super::SERVICE), service),
        (format!("{UNITS}/{}", super::SOCKET), socket),
        (TMPFILES_PATH.to_owned(), TMPFILES.to_owned()),
    ]
    .map(|(path, text)| TextFile { path, text, readers: Readers::Everybody })
}

fn listen(at: &dyn fmt::Display) -> String {
    SOCKET.replace("ListenStream=443", &format!("ListenStream={at}"))
}

/// The first settings.
pub(super) fn settings(port: Option<u16>) -> TextFile {
    let text = match port {
        Some(port) => FIRST_SETTINGS
            .replace("\nbind = \"127.0.0.1:8080\"", &format!("\nbind = \"0.0.0.0:{port}\"")),
        None => FIRST_SETTINGS.to_owned(),
    };
    TextFile { path: SETTINGS.to_owned(), text, readers: Readers::Service }
}

/// Where the settings that are there let the server listen: the default when they do not say, and
/// when they cannot be read, which the server itself will say better. `None`: there are none.
pub(super) fn bind_in_settings(place: &Place) -> Option<SocketAddr> {
    let path = place.at(SETTINGS);
    if !path.exists() {
        return None;
    }
    let settings = Figment::from(Toml::file_exact(path));
    let named = settings.extract_inner("http.bind").ok();
    Some(named.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))))
}

/// The line of the report for settings that were there.
pub(super) fn unchanged_settings(place: &Place) -> Change {
    Change { verb: "unchanged", path: place.at(SETTINGS) }
}

/// Makes the directories of settings and data.
pub(super) fn directories(place: &Place) -> anyhow::Result<Vec<Change>> {
    let user = place.user()?;
    [(SETTINGS_DIRECTORY, 0o750, user.map(root_and_its_group)), (DATA, 0o700, user)]
        .into_iter()
        .map(|(path, mode, owner)| directory(&place.at(path), mode, owner))
        .collect()
}

/// Copies this program, unless it runs from its place already.
pub(super) fn program(place: &Place) -> anyhow::Result<Change> {
    let path = place.at(&place.program().display().to_string());
    let own = std::env::current_exe().context("cannot tell where this program is")?;
    let is_itself = match (fs::metadata(&own), fs::metadata(&path)) {
        (Ok(own), Ok(there)) => (own.dev(), own.ino()) == (there.dev(), there.ino()),
        _ => false,
    };
    if is_itself {
        return Ok(Change { verb: "unchanged", path });
    }
    let bytes = fs::read(&own).with_context(|| format!("cannot read {}", own.display()))?;
    put(&path, &bytes, 0o755, None)
}

/// What `uninstall` removes.
pub(super) fn removable(place: &Place) -> Vec<PathBuf> {
    let units = [super::SERVICE, super::SOCKET].map(|unit| place.at(&format!("{UNITS}/{unit}")));
    let others = [SYSUSERS_PATH, TMPFILES_PATH].map(|path| place.at(path));
    let program = place.at(&place.program().display().to_string());
    units.into_iter().chain(others).chain([program]).collect()
}

/// Removes a file; `None` when there was none.
pub(super) fn remove(path: &Path) -> anyhow::Result<Option<Change>> {
    match fs::remove_file(path) {
        Ok(()) => Ok(Some(Change { verb: "removed", path: path.to_owned() })),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot remove {}", path.display())),
    }
}

/// Writes beside the place and renames, so that nobody ever sees half a file, and a program that
/// runs can be replaced.
fn put(path: &Path, bytes: &[u8], mode: u32, owner: Option<User>) -> anyhow::Result<Change> {
    let context = || format!("cannot write {}", path.display());
    let verb = match fs::read(path) {
        Ok(there) if there == bytes => "unchanged",
        Ok(_) => "updated",
        Err(_) => "written",
    };
    if verb != "unchanged" {
        let folder = path.parent().with_context(context)?;
        fs::create_dir_all(folder).with_context(context)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let temporary = folder.join(name);
        let _ = fs::remove_file(&temporary);
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&temporary)
            .with_context(context)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).with_context(context)?;
        own(&temporary, mode, owner).with_context(context)?;
        fs::rename(&temporary, path).with_context(context)?;
    }
    own(path, mode, owner).with_context(context)?;
    Ok(Change { verb, path: path.to_owned() })
}

fn directory(path: &Path, mode: u32, owner: Option<User>) -> anyhow::Result<Change> {
    let context = || format!("cannot make the directory {}", path.display());
    let verb = if path.is_dir() { "unchanged" } else { "made" };
    fs::create_dir_all(path).with_context(context)?;
    own(path, mode, owner).with_context(context)?;
    Ok(Change { verb, path: path.to_owned() })
}

/// For what the service may read and not change.
fn root_and_its_group(service: User) -> User {
    User { uid: 0, ..service }
}

/// Sets mode and owner. Only root can give files away; who makes an image as another user gets
/// the owners when it boots.
fn own(path: &Path, mode: u32, owner: Option<User>) -> std::io::Result<()> {
    if let Some(owner) = owner.filter(|_| rustix::process::geteuid().is_root()) {
        chown(path, Some(owner.uid), Some(owner.gid))?;
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}
