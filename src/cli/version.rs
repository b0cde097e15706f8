//! `version`: what this file is, for people and for scripts. Needs no settings and no database.

use crate::hex;
use anyhow::Context;
use aws_lc_rs::digest::{Context as Digest, SHA256};
use migration::{Migrator, MigratorTrait};
use serde::Serialize;
use std::{fs::File, io::Read, path::Path, process::ExitCode};

/// The release.
pub(super) const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// What the program knows about itself.
#[derive(Debug, Serialize)]
pub(super) struct Version {
    name: &'static str,
    version: &'static str,
    /// The commit that it was built from, when the build said so.
    pub(super) commit: Option<&'static str>,
    target: String,
    /// Needs no library of the host.
    is_static: bool,
    features: Vec<&'static str>,
    /// The embedded PostgreSQL.
    pub(super) postgresql: Option<String>,
    crypto: String,
    schema: Schema,
    /// Of the file that runs; absent where `/proc` is not there.
    pub(super) sha256: Option<String>,
}

/// The schemas of the database that this release can bring to its own.
#[derive(Debug, Serialize)]
struct Schema {
    oldest: String,
    newest: String,
    /// All of them, in the order in which they are applied.
    migrations: Vec<String>,
}

impl Version {
    /// Of this program.
    pub(super) fn of_this() -> Self {
        let migrations = migrations();
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: RELEASE,
            commit: option_env!("TREASURY_PLANE_COMMIT"),
            target: target(),
            is_static: cfg!(target_feature = "crt-static"),
            features: features(),
            postgresql: postgresql(),
            crypto: crate::crypto::module().to_string(),
            schema: Schema {
                oldest: migrations.first().cloned().unwrap_or_default(),
                newest: migrations.last().cloned().unwrap_or_default(),
                migrations,
            },
            sha256: std::env::current_exe().and_then(|path| sha256(&path)).ok(),
        }
    }
}

pub(super) fn run(json: bool) -> anyhow::Result<ExitCode> {
    let version = Version::of_this();
    if json {
        println!("{}", serde_json::to_string_pretty(&version).context("writing JSON")?);
        return Ok(ExitCode::SUCCESS);
    }
    let features = match version.features.is_empty() {
        true => "none".to_owned(),
        false => version.features.join(", "),
    };
    let schema = &version.schema;
    println!("{} {}", version.name, version.version);
    let linked = if version.is_static { "static" } else { "dynamic" };
    for (name, value) in [
        ("commit", version.commit.unwrap_or("unknown")),
        ("target", &format!("{} ({linked})", version.target)),
        ("features", &features),
        ("postgresql", version.postgresql.as_deref().unwrap_or("not embedded")),
        ("crypto", &version.crypto),
        ("schema", &format!("{} ({} migrations)", schema.newest, schema.migrations.len())),
        ("sha256", version.sha256.as_deref().unwrap_or("unknown: /proc is not there")),
    ] {
        println!("{name:<10}  {value}");
    }
    Ok(ExitCode::SUCCESS)
}

/// The names of all migrations, in order.
pub(super) fn migrations() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

fn target() -> String {
    let environment = if cfg!(target_env = "musl") { "musl" } else { "gnu" };
    format!("{}-unknown-{}-{environment}", std::env::consts::ARCH, std::env::consts::OS)
}

fn features() -> Vec<&'static str> {
    [("bundle", cfg!(feature = "bundle")), ("fips", cfg!(feature = "fips"))]
        .into_iter()
        .filter_map(|(name, is_on)| is_on.then_some(name))
        .collect()
}

/// The version of the embedded PostgreSQL, as packaging/postgres pins it.
fn postgresql() -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Package {
        dependencies: std::collections::BTreeMap<String, String>,
    }
    if !cfg!(feature = "bundle") {
        return None;
    }
    let package = include_str!("../../packaging/postgres/package.json");
    let package: Package = serde_json::from_str(package).ok()?;
    let pinned = package.dependencies.into_values().next()?;
    // 15.18.0-beta.17 is PostgreSQL 15.18 in the package's 17th form.
    let number = pinned.split('-').next().unwrap_or_default();
    Some(number.strip_suffix(".0").unwrap_or(number).to_owned())
}

/// The SHA-256 of a file, in hexadecimal.
pub(super) fn sha256(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Digest::new(&SHA256);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex::encode(digest.finish().as_ref())),
            count => digest.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn the_program_knows_itself() {
        let version = Version::of_this();
        assert_eq!(version.schema.migrations.last(), Some(&version.schema.newest));
        assert!(version.target.contains("-unknown-linux-"), "{}", version.target);
        assert_eq!(version.postgresql.is_some(), cfg!(feature = "bundle"));
        if let Some(postgresql) = &version.postgresql {
            assert!(postgresql.starts_with("15."), "{postgresql}");
        }
        assert_eq!(version.sha256.map(|digest| digest.len()), Some(64));
    }
}
