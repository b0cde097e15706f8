//! The program alone in an empty root directory, as in a container made from nothing: no library,
//! no `/proc`, no certificate authorities, no more of `/etc` than a test puts there.

use super::{Process, get, process::database};
use std::{
    net::{SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, UnixStream},
};

/// What `make` built, or what cargo built for the tests.
fn program() -> PathBuf {
    let named = std::env::var_os("TREASURY_PLANE_TEST_BINARY");
    named.unwrap_or_else(|| env!("CARGO_BIN_EXE_treasury-plane").into()).into()
}

/// A directory with nothing but the program, to be the root of processes.
struct Root(TempDir);

impl Root {
    /// `None`, with a word, where this user may not change the root directory.
    fn new() -> Option<Self> {
        let root = Self(tempfile::tempdir().unwrap());
        // Beside the program, so that a link does instead of a copy of a large file.
        let place = root.path().join("treasury-plane");
        std::fs::hard_link(program(), &place)
            .or_else(|_| std::fs::copy(program(), &place).map(drop))
            .unwrap();
        if root.command(&["--version"]).output().is_ok_and(|output| output.status.success()) {
            return Some(root);
        }
        assert!(!rustix::process::geteuid().is_root(), "the program does not run by itself");
        eprintln!("not shown: this user may not change the root directory");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match rustix::process::geteuid().is_root() {
            true => Command::new("chroot"),
            false => {
                let mut command = Command::new("unshare");
                command.args(["--user", "--map-root-user", "chroot"]);
                command
            }
        };
        command.arg(self.path()).arg("/treasury-plane").args(arguments);
        command.args(["--data-dir", "/data"]).env("TREASURY_PLANE_HTTP__BIND", "127.0.0.1:0");
        command.env("TREASURY_PLANE_METRICS__ENABLED", "false");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }
}

#[test]
fn it_knows_itself_and_its_settings() {
    let Some(root) = Root::new() else { return };
    let version = root.run(&["version", "--json"]);
    let version: serde_json::Value = serde_json::from_slice(&version.stdout).unwrap();
    assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(version["is_static"], true);
    assert!(version["sha256"].is_null(), "{version}");
    let check = root.run(&["config", "check"]);
    assert_eq!(String::from_utf8(check.stdout).unwrap(), "The settings are valid.\n");
}

/// The database is found by a name that the hosts file has.
#[tokio::test(flavor = "multi_thread")]
async fn it_serves_with_a_database_from_the_hosts_file() {
    let Some(root) = Root::new() else { return };
    root.write("etc/hosts", "127.0.0.1 db.agency.test\n");
    serves(&root, "hosts", "db.agency.test").await;
}

/// The database is found by a name that only a name server knows.
#[tokio::test(flavor = "multi_thread")]
async fn it_serves_with_a_database_from_a_name_server() {
    let Some(root) = Root::new() else { return };
    let Ok(socket) = UdpSocket::bind("127.7.7.7:53") else {
        assert!(!rustix::process::geteuid().is_root(), "127.7.7.7:53 is taken");
        return eprintln!("not shown: this user may not answer on port 53");
    };
    std::thread::spawn(move || answer_names(&socket));
    root.write("etc/resolv.conf", "nameserver 127.7.7.7\n");
    // Modules of the host must not be looked for: they belong to another C library.
    root.write("etc/nsswitch.conf", "hosts: resolve [!UNAVAIL=return] mdns4_minimal\n");
    serves(&root, "names", "db.agency.test").await;
}

async fn serves(root: &Root, name: &str, host: &str) {
    let (url, owner_url) = database(&format!("empty_root_{name}")).await;
    let address = over_tcp(&socket_of(&url)).await;
    let by_name = |url: &str| {
        let (login, rest) = url.split_once('@').unwrap();
        let database = rest.split(['/', '?']).nth(1).unwrap();
        format!("{login}@{host}:{}/{database}?sslmode=disable", address.port())
    };
    let prepare = |arguments: &[&str]| {
        let mut command = root.command(arguments);
        command.env("TREASURY_PLANE_DATABASE__URL", by_name(&url));
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", by_name(&owner_url));
        command
    };
    let server = Process::serve(prepare(&["serve"]));
    assert_eq!(get(&server.address, "/readyz").0, 200);
    let doctor = prepare(&["doctor", "--json"]).output().unwrap();
    let findings: serde_json::Value = serde_json::from_slice(&doctor.stdout).unwrap();
    let message = |id: &str| {
        let findings = findings.as_array().unwrap();
        findings.iter().find(|finding| finding["id"] == id).unwrap()["message"].clone()
    };
    assert_eq!(message("database.reachable"), "connected");
    let authorities = message("outbound.authorities");
    assert!(authorities.as_str().unwrap().contains("of this program"), "{authorities}");
    assert!(server.stop().success());
}

/// The path of PostgreSQL's socket in an address.
fn socket_of(url: &str) -> PathBuf {
    let host = url.split_once("host=").unwrap().1.split('&').next().unwrap();
    Path::new(host).join(".s.PGSQL.5432")
}

/// A port of this machine that leads to a Unix socket.
#[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
async fn over_tcp(socket: &Path) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let socket = socket.to_owned();
    tokio::spawn(async move {
        loop {
            let (mut client, _) = listener.accept().await.unwrap();
            let socket = socket.clone();
            tokio::spawn(async move {
                let mut server = UnixStream::connect(socket).await.unwrap();
                let _ = copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    address
}

/// A name server that knows one address for every name: 127.0.0.1.
fn answer_names(socket: &UdpSocket) {
    const ADDRESS: [u8; 16] = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1];
    let mut buffer = [0; 512];
    while let Ok((_, client)) = socket.recv_from(&mut buffer) {
        let name = buffer[12..].iter().position(|byte| *byte == 0).unwrap();
        let question = &buffer[12..12 + name + 5];
        let is_v4 = question[name + 2] == 1;
        let mut answer = buffer[..2].to_vec();
        answer.extend([0x81, 0x80, 0, 1, 0, u8::from(is_v4), 0, 0, 0, 0]);
        answer.extend(question);
        answer.extend(ADDRESS.iter().filter(|_| is_v4));
        let _ = socket.send_to(&answer, client);
    }
}
