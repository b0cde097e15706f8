//! The accept loop: deadlines, certificates, the end.

use super::{
    Process, command, get,
    process::{self, database},
};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;

struct Server {
    process: Process,
    directory: TempDir,
}

async fn serve(name: &str, settings: &[(&str, &str)]) -> Server {
    let directory = process::data_dir();
    certificate(directory.path());
    let (url, owner_url) = database(name).await;
    let mut command = command(directory.path(), &["serve"]);
    command.env("TREASURY_PLANE_DATABASE__URL", url);
    command.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner_url);
    command.envs(settings.iter().copied());
    Server { process: Process::serve(command), directory }
}

fn certificate(directory: &Path) {
    let made = rcgen::generate_simple_self_signed(["plane.gov".to_owned()]).unwrap();
    std::fs::write(directory.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(directory.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
}

/// Asks over TLS, trusting only the certificate in `directory`.
fn get_secure(address: &str, directory: &Path) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(directory.join("cert.pem")).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("plane.gov").unwrap();
    let session = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(session, TcpStream::connect(address)?);
    stream.write_all(b"GET /livez HTTP/1.1\r\nhost: plane.gov\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[tokio::test]
async fn a_header_that_never_ends_is_cut_off() {
    let server = serve("slow", &[("TREASURY_PLANE_HTTP__HEADER_TIMEOUT_S", "1")]).await;
    let mut socket = TcpStream::connect(&server.process.address).unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    socket.write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n").unwrap();
    let begun = Instant::now();
    // A byte now and then does not help.
    let closed = loop {
        let mut buffer = [0; 512];
        match socket.read(&mut buffer) {
            Ok(_) => break true,
            Err(_) if begun.elapsed() > Duration::from_secs(30) => break false,
            Err(_) if socket.write_all(b"x").is_err() => break true,
            Err(_) => {}
        }
    };
    assert!(closed, "still open after 30 s");
    assert_eq!(get(&server.process.address, "/livez").0, 200);
}

#[tokio::test]
async fn a_replaced_certificate_is_served_without_restart() {
    let settings = [
        ("TREASURY_PLANE_HTTP__TLS__CERT_FILE", "cert.pem"),
        ("TREASURY_PLANE_HTTP__TLS__KEY_FILE", "key.pem"),
    ];
    let server = serve("tls", &settings).await;
    let address = &server.process.address;
    let answer = get_secure(address, server.directory.path()).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age="), "{answer}");

    certificate(server.directory.path());
    assert!(get_secure(address, server.directory.path()).is_err(), "still the old one");
    server.process.signal("HUP");
    let begun = Instant::now();
    while get_secure(address, server.directory.path()).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the new certificate is not served");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[tokio::test]
async fn a_request_in_flight_is_finished_before_the_end() {
    let mut server = serve("drain", &[]).await;
    let address = server.process.address.clone();
    let mut socket = TcpStream::connect(&address).unwrap();
    // Who has not agreed to the notice would be refused before the body is read.
    let methods = get(&address, "/auth/methods").1;
    let methods = methods.split_once("\r\n\r\n").unwrap().1;
    let methods: serde_json::Value = serde_json::from_str(methods).unwrap();
    let notice = methods["notice"]["version"].as_str().unwrap();
    let head = format!(
        "POST /auth/sign-in HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         cookie: treasury_plane_notice={notice}\r\n\
         content-length: 40\r\nconnection: close\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).unwrap();
    socket.write_all(b"{\"email\":\"a@b.gov\",").unwrap();
    // The header must have arrived before the listener closes.
    std::thread::sleep(Duration::from_millis(300));
    server.process.signal("TERM");
    let begun = Instant::now();
    while TcpStream::connect(&address).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(30), "still accepting");
        std::thread::sleep(Duration::from_millis(20));
    }
    socket.write_all(b"\"password\":\"nothing\"}").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert!(server.process.wait().success());
}
