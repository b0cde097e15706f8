//! `trust`: the trust store from the host, for set-up and for networks without the console.

use super::database::Database;
use crate::{
    app::App,
    config::Config,
    lifecycle::Lifecycle,
    trust::{
        self,
        model::AnchorPatch,
        ops::{self, anchors, certificates, crls},
        view::{self, CertificatePreview, TrustView},
    },
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Subcommand;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use uuid::Uuid;

/// What to do to the trust store.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// List anchors, certificates, revocation lists and where lists come from.
    List,
    /// Trust a certificate (PEM, DER or PKCS #7 with one certificate).
    AddAnchor {
        /// The file.
        file: PathBuf,
        /// Under which name its identities are kept apart from others, such as treasury.
        #[arg(long)]
        domain: String,
        /// A policy, one of which must hold; repeat for more. Default: those of a PIV login.
        #[arg(long)]
        policy: Vec<String>,
        /// The ten digits at the end of a common name are an EDIPI.
        #[arg(long)]
        dod: bool,
        /// Somebody unknown gets an account at once.
        #[arg(long)]
        auto_provision: bool,
        /// A domain of user principal names that its issuers may vouch for; repeat for more.
        #[arg(long)]
        upn_suffix: Vec<String>,
        /// hard, soft or off.
        #[arg(long)]
        revocation: Option<String>,
        /// Soft: hours after the end of the last list, 1 to 168.
        #[arg(long)]
        soft_grace_hours: Option<i32>,
        /// Soft: when the exception ends, as 2026-12-31T00:00:00Z.
        #[arg(long)]
        soft_until: Option<DateTime<Utc>>,
        /// off, or prefer: ask the issuer's responder before lists.
        #[arg(long)]
        ocsp: Option<String>,
    },
    /// Add certificates between cards and anchors, and revocation lists among them.
    Add {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Add revocation lists.
    AddCrl {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Remove an anchor, a certificate, a revocation list or a source, by its id.
    Remove {
        /// The id, as `list` shows it.
        id: Uuid,
    },
    /// See what a certificate would do, step by step. Exits with 1 when nobody would sign in.
    Check {
        /// The file; certificates behind the first count as sent along with it.
        file: PathBuf,
    },
}

pub(super) async fn run(action: Action, config: &Arc<Config>) -> anyhow::Result<ExitCode> {
    let database = Database::open(config).await?;
    let outcome = act(action, config, &database).await;
    database.close().await;
    outcome
}

async fn act(
    action: Action,
    config: &Arc<Config>,
    database: &Database,
) -> anyhow::Result<ExitCode> {
    let app = App::start(Arc::clone(config), &database.url, Lifecycle::default()).await?;
    let outcome = perform(action, &app).await;
    app.db.close().await;
    outcome
}

async fn perform(action: Action, app: &App) -> anyhow::Result<ExitCode> {
    match action {
        Action::List => list(&view::everything(app).await?),
        Action::AddAnchor {
            file,
            domain,
            policy,
            dod,
            auto_provision,
            upn_suffix,
            revocation,
            soft_grace_hours,
            soft_until,
            ocsp,
        } => {
            let patch = AnchorPatch {
                policies: (!policy.is_empty()).then_some(policy),
                dod: Some(dod),
                auto_provision: Some(auto_provision),
                upn_suffixes: Some(upn_suffix),
                revocation,
                soft_grace_hours,
                soft_until,
                ocsp,
                ..AnchorPatch::default()
            };
            let bundle = ops::read_bytes("file", &read(&file)?)?;
            let certificate = ops::only_certificate("file", bundle)?;
            let row = anchors::add(app, None, &certificate, &domain, patch).await?;
            println!("{}  {}", row.id, row.subject);
        }
        Action::Add { files } => return add(app, &files).await,
        Action::AddCrl { files } => {
            for file in files {
                let row = crls::add(app, None, read(&file)?, "upload")
                    .await
                    .with_context(|| file.display().to_string())?;
                println!("{}  {}  {} entries", row.id, row.issuer, row.entries);
            }
        }
        Action::Remove { id } => ops::remove_any(app, id).await?,
        Action::Check { file } => return check(app, &file).await,
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

async fn add(app: &App, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let mut refused = false;
    for file in files {
        let bundle =
            ops::read_bytes("file", &read(file)?).with_context(|| file.display().to_string())?;
        let outcome = certificates::add(app, None, bundle).await?;
        let (added, known, lists) = (outcome.added, outcome.known, outcome.crls);
        println!("{}: {added} added, {known} known, {lists} revocation lists", file.display());
        for one in outcome.refused {
            refused = true;
            eprintln!("  not added: {}: {}", one.subject, one.why);
        }
    }
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn check(app: &App, file: &Path) -> anyhow::Result<ExitCode> {
    let (leaf, extra) = ops::first("file", ops::read_bytes("file", &read(file)?)?)?;
    let seen = CertificatePreview::from(trust::preview(app, leaf, extra).await?);
    println!("{}\nissued by {}\nserial {}\n", seen.subject, seen.issuer, seen.serial);
    for step in &seen.steps {
        let mark = if step.passed { "ok  " } else { "FAIL" };
        println!("{mark}  {:<18}  {}", step.name, step.detail);
    }
    for one in &seen.identifiers {
        let whose = one.known_user.as_ref().map_or("nobody yet", |user| &user.display_name);
        println!("      {} {} in {}: {whose}", one.kind, one.value, one.trust_domain);
    }
    let reason = seen.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    println!("\n{}{reason}", seen.would);
    Ok(if seen.would == "refuse" { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn list(store: &TrustView) {
    println!("Anchors");
    for one in &store.anchors {
        let soon = ending(one.expires_soon);
        let (end, state) =
            (one.not_after.format("%Y-%m-%d"), if one.enabled { "" } else { " (disabled)" });
        println!(
            "{}  {}{state}\n    {}, to {end}{soon}, revocation {}, OCSP {}",
            one.id, one.subject, one.trust_domain, one.revocation, one.ocsp
        );
        println!("    SHA-256 {}", one.sha256);
    }
    println!("\nCertificates");
    for one in &store.certificates {
        let end = one.not_after.format("%Y-%m-%d");
        let soon = ending(one.expires_soon);
        let reaches = one.reaches.len();
        println!("{}  {}\n    to {end}{soon}, reaches {reaches} anchors", one.id, one.subject);
    }
    println!("\nRevocation lists");
    for one in &store.crls {
        let state = if one.is_current { "current" } else { "OUT OF DATE" };
        println!(
            "{}  {}\n    {} entries, made {}, {state}, from {}",
            one.id, one.issuer, one.entries, one.this_update, one.source
        );
    }
    println!("\nSources");
    for one in &store.crl_sources {
        println!("{}  {}", one.id, one.url);
        if let Some(error) = &one.last_error {
            println!("    {error}");
        }
    }
}

fn ending(soon: bool) -> &'static str {
    if soon { " (within 60 days)" } else { "" }
}
