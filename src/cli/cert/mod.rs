//! `cert`: a card authority and cards to throw away, for development only.
//!
//! They let anybody try a sign-in by card with curl or a browser. A server that trusts such an
//! authority lets in whoever has its files, so the command is refused unless the settings say that
//! this is a place of development.

mod authority;
mod card;
mod der;
mod pkcs12;

pub use authority::{Authority, Parts};
pub use card::{IssuedCard, NewCard};

use crate::{clock::Clock, config::Config, random};
use anyhow::{Context, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use clap::Subcommand;
use rustls::pki_types::{CertificateDer, pem::PemObject};
use std::{
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The password of the files that browsers import; it protects nothing.
const PASSWORD: &str = "development";
const SERIAL_BYTES: usize = 16;

/// What to make.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Make an authority that issues cards: a root, an issuing authority, revocation lists.
    DevCa {
        /// Folder for its files.
        #[arg(long, default_value = "dev-ca")]
        folder: PathBuf,
    },
    /// Issue a card: PEM for curl, .p12 for browsers.
    DevCard {
        /// Folder of the authority; the card's files go there too.
        #[arg(long, default_value = "dev-ca")]
        folder: PathBuf,
        /// Name of the holder.
        #[arg(long, default_value = "Jane Doe")]
        name: String,
        /// User principal name, such as jane.doe@agency.gov.
        #[arg(long)]
        upn: Option<String>,
        /// Ten digits: make it a card of the DoD.
        #[arg(long)]
        edipi: Option<String>,
        /// Its last day was yesterday.
        #[arg(long)]
        expired: bool,
        /// Put it on the revocation list.
        #[arg(long)]
        revoked: bool,
    },
}

pub(super) fn run(action: Action, config: &Config) -> anyhow::Result<ExitCode> {
    ensure!(
        config.auth.development,
        "cards made by this command let anybody in who has their files. It works only where \
         auth.development = true is set, which no server with real data may have."
    );
    let now = Clock::System.now();
    match action {
        Action::DevCa { folder } => make_authority(&folder, now)?,
        Action::DevCard { folder, name, upn, edipi, expired, revoked } => {
            if let Some(edipi) = &edipi {
                let is_edipi = edipi.len() == 10 && edipi.bytes().all(|byte| byte.is_ascii_digit());
                ensure!(is_edipi, "--edipi: \"{edipi}\" is not a number of ten digits");
            }
            let card = NewCard { name, upn, edipi, is_expired: expired };
            let main = &config.http.public_url;
            make_card(&folder, &card, revoked, main, now)?;
            if config.piv.is_on() {
                println!("Then open {main}/sign-in");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn make_authority(folder: &Path, now: DateTime<Utc>) -> anyhow::Result<()> {
    let shown = folder.display();
    ensure!(!folder.join("root.pem").exists(), "{shown} holds an authority already");
    fs::create_dir_all(folder).with_context(|| format!("creating {shown}"))?;
    let authority = Authority::new(&format!("Development {}", random::hex::<4>()?), now)?;
    let parts = authority.parts();
    write(folder, "name", parts.name.as_bytes())?;
    write(folder, "root.key.pem", parts.root_key.as_bytes())?;
    write(folder, "issuing.key.pem", parts.issuing_key.as_bytes())?;
    write(folder, "root.pem", pem("CERTIFICATE", authority.root()).as_bytes())?;
    write(folder, "issuing.pem", pem("CERTIFICATE", authority.issuing()).as_bytes())?;
    write(folder, "revoked", b"")?;
    write_lists(folder, &authority, now)?;
    println!(
        "Made an authority in {shown}. To trust it:\n\n  \
         treasury-plane trust add-anchor {shown}/root.pem --domain development\n  \
         treasury-plane trust add {shown}/issuing.pem\n  \
         treasury-plane trust add-crl {shown}/root.crl {shown}/issuing.crl\n\n\
         To issue a card: treasury-plane cert dev-card --folder {shown} --name \"Jane Doe\" --upn jane.doe@agency.gov"
    );
    Ok(())
}

fn make_card(
    folder: &Path,
    new: &NewCard,
    revoked: bool,
    main: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let mut authority = read(folder)?;
    let card = authority.issue(new, now)?;
    if revoked {
        authority.revoke(&card.serial);
        let all: Vec<String> = authority.parts().revoked.iter().map(|serial| hex(serial)).collect();
        write(folder, "revoked", all.join("\n").as_bytes())?;
        write_lists(folder, &authority, now)?;
    }
    let stem: String = new
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let chain = [pem("CERTIFICATE", &card.certificate), pem("CERTIFICATE", authority.issuing())];
    write(folder, &format!("{stem}.pem"), chain.concat().as_bytes())?;
    write(folder, &format!("{stem}.key.pem"), pem("PRIVATE KEY", &card.key).as_bytes())?;
    let p12 = card.pkcs12(authority.issuing(), PASSWORD)?;
    write(folder, &format!("{stem}.p12"), &p12)?;
    let place = folder.join(&stem);
    let place = place.display();
    println!(
        "Issued a card: {place}.pem, {place}.key.pem, {place}.p12 (password: {PASSWORD}).\n\
         With curl:    curl -L -c jar -b jar --cert {place}.pem --key {place}.key.pem {main}/auth/piv/begin\n\
         In Chromium:  pk12util -d sql:$HOME/.pki/nssdb -i {place}.p12 -W {PASSWORD}\n\
         In Firefox:   Settings, Certificates, Your Certificates, Import: {place}.p12"
    );
    if revoked {
        let folder = folder.display();
        println!("It is revoked: treasury-plane trust add-crl {folder}/issuing.crl");
    }
    Ok(())
}

fn read(folder: &Path) -> anyhow::Result<Authority> {
    let text = |name: &str| {
        let file = folder.join(name);
        fs::read_to_string(&file).with_context(|| {
            format!("reading {}: is it a folder of `cert dev-ca`?", file.display())
        })
    };
    let der = |name: &str| {
        let file = folder.join(name);
        let found = CertificateDer::from_pem_file(&file);
        found.map(|der| der.to_vec()).with_context(|| format!("reading {}", file.display()))
    };
    let serials = text("revoked")?;
    let revoked = serials
        .lines()
        .map(|line| u128::from_str_radix(line, 16).map(|serial| serial.to_be_bytes().to_vec()))
        .collect::<Result<_, _>>()
        .context("reading the serial numbers of revoked cards")?;
    Authority::from_parts(Parts {
        name: text("name")?,
        root_key: text("root.key.pem")?,
        issuing_key: text("issuing.key.pem")?,
        root: der("root.pem")?,
        issuing: der("issuing.pem")?,
        revoked,
    })
}

fn write_lists(folder: &Path, authority: &Authority, now: DateTime<Utc>) -> anyhow::Result<()> {
    let [root, issuing] = authority.crls(now)?;
    write(folder, "root.crl", &root)?;
    write(folder, "issuing.crl", &issuing)
}

/// Only the owner may read: some of these are keys.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let file = folder.join(name);
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&file)
        .and_then(|mut open| open.write_all(bytes))
        .with_context(|| format!("writing {}", file.display()))
}

/// RFC 7468.
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut out = format!("-----BEGIN {label}-----\n");
    let mut rest = text.as_str();
    while let Some((line, after)) = rest.split_at_checked(64) {
        out.push_str(line);
        out.push('\n');
        rest = after;
    }
    if !rest.is_empty() {
        out.push_str(rest);
        out.push('\n');
    }
    out + &format!("-----END {label}-----\n")
}

/// As many digits as a serial number of ours has.
fn hex(serial: &[u8]) -> String {
    serial.iter().map(|byte| format!("{byte:02x}")).take(SERIAL_BYTES).collect()
}
