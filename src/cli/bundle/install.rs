//! Putting the program of a bundle in the place of the installed one.
//!
//! The new program is written beside the old one while the bundle is checked, and takes its name in
//! one step only after the last byte was right; the old one stays as `NAME.previous`. Whatever goes
//! wrong before leaves everything as it was.

use super::{
    Install, archive, keys,
    manifest::{Manifest, PROGRAM},
    open, refused,
};
use crate::{
    cli::version,
    config::{Config, Sources},
    fault::Fault,
    migrate,
    postgres::Settings,
};
use anyhow::{Context, bail, ensure};
use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Stdio,
};

/// What a bundle has to suit.
#[derive(Debug)]
pub(super) struct Host {
    pub(super) version: semver::Version,
    pub(super) arch: String,
    /// The migrations that the installed release knows.
    pub(super) known: Vec<String>,
    /// Those that the database has; `None` when it was not asked.
    pub(super) applied: Option<Vec<String>>,
    /// The embedded PostgreSQL, where the private database runs with it.
    pub(super) private_postgresql: Option<String>,
}

pub(super) async fn run(
    wanted: &Install,
    config: &Config,
    sources: &Sources,
) -> anyhow::Result<()> {
    let key = keys::Public::read(&wanted.key)?;
    let place = Place::of(&wanted.to)?;
    let host = Host {
        version: version::RELEASE.parse().context("reading the own release")?,
        arch: std::env::consts::ARCH.to_owned(),
        known: version::migrations(),
        applied: match wanted.without_database {
            true => None,
            false => Some(applied(config, sources).await?),
        },
        private_postgresql: match config.database.url.is_set() || has_other_postgresql(config) {
            true => None,
            false => version::Version::of_this().postgresql,
        },
    };
    let begin = |manifest: &Manifest| {
        host.judge(manifest, wanted.allow_downgrade)?;
        place.start()
    };
    let (manifest, new) = archive::read(open(&wanted.bundle)?, &key, begin)
        .map_err(|error| refused(&wanted.bundle, error))?;
    place.finish(new)?;
    println!("Release {} is at {}.", manifest.version, place.target.display());
    if place.is_taken {
        println!("Release {} is kept at {}.", host.version, place.beside("previous").display());
    }
    println!("Restart the server to run it: systemctl restart treasury-plane");
    Ok(())
}

/// The migrations that the database has; none when there is no database yet. Another process asks,
/// because it acts as the owner of the data directory, and this one as whoever may replace the program.
async fn applied(config: &Config, sources: &Sources) -> anyhow::Result<Vec<String>> {
    if !config.database.url.is_set() && !Settings::from_config(config).root.is_dir() {
        return Ok(Vec::new());
    }
    let mut asking = tokio::process::Command::new("/proc/self/exe");
    asking.args(["migrate", "status", "--json", "--data-dir"]).arg(&config.data_dir);
    if let Some(file) = &sources.file {
        asking.arg("--config").arg(file);
    }
    let answer = asking.stderr(Stdio::inherit()).output().await.context("asking the database")?;
    let status: migrate::Status = serde_json::from_slice(&answer.stdout).context(
        "the schema cannot be compared; --without-database installs an upgrade without asking the \
         database",
    )?;
    Ok([status.applied, status.unknown].concat())
}

/// The private database may run with the programs of the system instead.
fn has_other_postgresql(config: &Config) -> bool {
    !config.postgres.bin_dir.as_os_str().is_empty()
}

impl Host {
    /// Whether the release may be installed here.
    pub(super) fn judge(&self, new: &Manifest, allow_downgrade: bool) -> anyhow::Result<()> {
        let judged = self.suits(new, allow_downgrade);
        judged.map_err(|error| Fault::BundleUnfit.unless_coded(error))
    }

    fn suits(&self, new: &Manifest, allow_downgrade: bool) -> anyhow::Result<()> {
        ensure!(new.arch == self.arch, "it is for {}, this host is {}", new.arch, self.arch);
        let is_older = new.version < self.version;
        ensure!(
            !is_older || allow_downgrade,
            "its release {} is older than the installed {}; \
             --allow-downgrade installs it if the database's schema allows",
            new.version,
            self.version
        );
        let required = match &self.applied {
            Some(applied) => applied,
            None => &self.known,
        };
        if let Some(missing) = required.iter().rfind(|name| !new.migrations.contains(name)) {
            bail!(
                "the schema has \"{missing}\", which its release {} does not know; \
                 take a later release, or first restore the backup from before that migration",
                new.version
            );
        }
        self.judge_postgresql(new)
    }

    fn judge_postgresql(&self, new: &Manifest) -> anyhow::Result<()> {
        let Some(ours) = &self.private_postgresql else { return Ok(()) };
        let Some(theirs) = &new.postgresql else {
            bail!("it has no PostgreSQL, which the private database of this host needs");
        };
        ensure!(
            major(ours) == major(theirs),
            "its PostgreSQL {theirs} cannot open the private database, which {ours} made"
        );
        Ok(())
    }
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

/// Where a program goes.
#[derive(Debug)]
pub(super) struct Place {
    target: PathBuf,
    is_taken: bool,
}

/// The new program, not in its place yet. Removed when dropped.
#[derive(Debug)]
pub(super) struct New {
    file: File,
    path: PathBuf,
}

impl Place {
    fn of(target: &Path) -> anyhow::Result<Self> {
        if !target.exists() {
            let target = std::path::absolute(target).context("--to")?;
            return Ok(Self { target, is_taken: false });
        }
        let shown = target.display();
        let target = target.canonicalize().with_context(|| format!("cannot read {shown}"))?;
        let is_this = same_file(&target).with_context(|| format!("cannot read {shown}"))?;
        ensure!(
            is_this,
            "{shown} is another program than this one; \
             only the installed program replaces itself: run {shown} bundle install …"
        );
        Ok(Self { target, is_taken: true })
    }

    /// `NAME.ending` in the same directory, so that renaming is one step.
    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{ending}"));
        self.target.with_file_name(name)
    }

    fn start(&self) -> anyhow::Result<New> {
        let path = self.beside(&format!("new-{}", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let file = file.with_context(|| format!("cannot create {}", path.display()))?;
        Ok(New { file, path })
    }

    fn finish(&self, new: New) -> anyhow::Result<()> {
        let put = || -> io::Result<()> {
            new.file.set_permissions(fs::Permissions::from_mode(0o755))?;
            new.file.sync_all()?;
            if self.is_taken {
                let kept = self.beside(&format!("old-{}", std::process::id()));
                fs::hard_link(&self.target, &kept)?;
                fs::rename(&kept, self.beside("previous"))?;
            }
            fs::rename(&new.path, &self.target)?;
            // The names are on the disk too before we say so.
            self.target.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
        };
        put().with_context(|| format!("cannot put {PROGRAM} at {}", self.target.display()))
    }
}

impl io::Write for New {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for New {
    fn drop(&mut self) {
        // Gone already once it is in its place.
        let _ = fs::remove_file(&self.path);
    }
}

fn same_file(path: &Path) -> io::Result<bool> {
    let (this, other) = (fs::metadata("/proc/self/exe")?, fs::metadata(path)?);
    Ok((this.dev(), this.ino()) == (other.dev(), other.ino()))
}
