//! `install` and `uninstall`: this one file as a service of a systemd host.
//!
//! Everything that is needed is in the file itself. Both commands may run twice; the second run
//! finds nothing to do. What a package manager would own goes below `/etc/systemd`, so that files
//! of packages are never touched; where a package is installed, both commands refuse. Settings that
//! are there and data are never changed or removed.
//!
//! With `--root` the same files are written below another directory, for images and tests. No
//! program is run then; the image's first boot makes the user and sets the owners.

mod files;
mod place;

use anyhow::ensure;
use clap::Args;
use files::Change;
use place::Place;
use std::{net::SocketAddr, ops::Range, path::PathBuf, process::ExitCode};

const SERVICE: &str = "treasury-plane.service";
const SOCKET: &str = "treasury-plane.socket";
const PRIVILEGED_PORTS: Range<u16> = 1..1024;

/// Where to install to, or to remove from.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// Directory above bin/, for the program.
    #[arg(long, default_value = "/usr", value_name = "DIRECTORY")]
    prefix: PathBuf,
    /// Write below this directory instead of to this host, and start nothing: for images.
    #[arg(long, value_name = "DIRECTORY")]
    root: Option<PathBuf>,
}

/// What to install.
#[derive(Debug, Args)]
pub(super) struct Install {
    #[command(flatten)]
    target: Target,
    /// Listen on this port of every address. Only for new settings; otherwise port 8080 of this host.
    #[arg(long)]
    port: Option<u16>,
    /// Start the service, or restart it with the new program.
    #[arg(long, conflicts_with = "root")]
    now: bool,
}

/// Puts everything in place.
pub(super) fn install(wish: &Install) -> anyhow::Result<ExitCode> {
    let place = Place::new(&wish.target)?;
    refuse_beside_package(&place)?;
    let mut report = Report::default();
    report.add(files::program(&place)?);
    report.add(files::users().put(&place)?);
    place.make_user()?;
    for change in files::directories(&place)? {
        report.add(change);
    }
    match files::bind_in_settings(&place) {
        Some(bind) => {
            report.add(files::unchanged_settings(&place));
            if wish.port.is_some_and(|port| port != bind.port()) {
                eprintln!("note: --port is for new settings; those that are there say {bind}");
            }
        }
        None => report.add(files::settings(wish.port).put(&place)?),
    }
    // Ports below 1024 are opened by systemd.
    let needs_socket = |bind: &SocketAddr| PRIVILEGED_PORTS.contains(&bind.port());
    let socket_for = files::bind_in_settings(&place).filter(needs_socket);
    for file in files::of_systemd(&place, socket_for) {
        report.add(file.put(&place)?);
    }
    // Settings that were there before the user was, now belong to the user's group.
    place.run("systemd-tmpfiles", &["--create", "treasury-plane.conf"])?;
    place.run("systemctl", &["daemon-reload"])?;
    let units: &[&str] = if socket_for.is_some() { &[SOCKET, SERVICE] } else { &[SERVICE] };
    for unit in units {
        place.run("systemctl", &["enable", "--quiet", unit])?;
    }
    if wish.now {
        if socket_for.is_some() {
            place.run("systemctl", &["start", SOCKET])?;
        }
        place.run("systemctl", &["restart", SERVICE])?;
    }
    report.print();
    println!("{}", next_step(wish, units));
    Ok(ExitCode::SUCCESS)
}

/// Takes everything away but settings, data and the user that owns them.
pub(super) fn uninstall(target: &Target) -> anyhow::Result<ExitCode> {
    let place = Place::new(target)?;
    refuse_beside_package(&place)?;
    for unit in [SOCKET, SERVICE] {
        if place.at(&format!("{}/{unit}", files::UNITS)).exists() {
            place.run("systemctl", &["disable", "--quiet", "--now", unit])?;
        }
    }
    let mut report = Report::default();
    for path in files::removable(&place) {
        if let Some(change) = files::remove(&path)? {
            report.add(change);
        }
    }
    place.run("systemctl", &["daemon-reload"])?;
    report.print();
    let (settings, data) = (place.at("/etc/treasury-plane"), place.at(files::DATA));
    println!(
        "\nKept: the settings in {}, the data in {}, and the user treasury-plane, who owns them.\n\
         To delete them for good:\n\n  rm -r {} {}\n  userdel treasury-plane",
        settings.display(),
        data.display(),
        settings.display(),
        data.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn refuse_beside_package(place: &Place) -> anyhow::Result<()> {
    for folder in ["/usr/lib/systemd/system", "/lib/systemd/system"] {
        let unit = place.at(folder).join(SERVICE);
        ensure!(
            !unit.exists(),
            "a package has installed Treasury Plane ({}); use the package manager instead",
            unit.display()
        );
    }
    Ok(())
}

fn next_step(wish: &Install, units: &[&str]) -> String {
    if let Some(root) = &wish.target.root {
        let settings = files::SETTINGS.trim_start_matches('/');
        return format!(
            "\nInstalled below {}. Next: look at the settings in {} there; the service starts \
             when the image boots, once it is enabled:\n\n  systemctl --root={} enable {}",
            root.display(),
            settings,
            root.display(),
            units.join(" ")
        );
    }
    if wish.now {
        return "\nThe service runs. Next: open the link for the first account, which is in its log:\
                \n\n  journalctl -u treasury-plane | grep -A2 'To set up'"
            .to_owned();
    }
    format!(
        "\nNext: look at {}, then start the service:\n\n  systemctl start {}\n\n\
         The link for the first account is then in its log:\n\n  \
         journalctl -u treasury-plane | grep -A2 'To set up'",
        files::SETTINGS,
        units.join(" ")
    )
}

/// What has changed, in the order in which it did.
#[derive(Debug, Default)]
struct Report(Vec<Change>);

impl Report {
    fn add(&mut self, change: Change) {
        self.0.push(change);
    }

    fn print(&self) {
        for change in &self.0 {
            println!("{change}");
        }
    }
}
