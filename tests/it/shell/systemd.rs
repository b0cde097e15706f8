//! The program under a service manager: what it tells, and a listener that it is handed.

use super::process::{Process, command, data_dir, database, get};
use std::{
    net::TcpListener,
    os::{fd::OwnedFd, unix::net::UnixDatagram},
    process::{Command, Stdio},
    time::Duration,
};

/// The service manager's ear.
struct Manager(UnixDatagram);

impl Manager {
    /// The next message that contains `text`; waits for it.
    fn hears(&self, text: &str) -> String {
        self.0.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        loop {
            let mut buffer = [0; 1024];
            let size = self.0.recv(&mut buffer).unwrap_or_else(|_| panic!("never said {text}"));
            let message = String::from_utf8(buffer[..size].to_vec()).unwrap();
            if message.contains(text) {
                return message;
            }
        }
    }
}

#[tokio::test]
async fn the_manager_hears_of_start_reload_life_and_end() {
    let data = data_dir();
    let (app, owner) = database("notify").await;
    let path = data.path().join("notify");
    let manager = Manager(UnixDatagram::bind(&path).unwrap());
    let mut program = command(data.path(), &["serve"]);
    program.env("TREASURY_PLANE_DATABASE__URL", app);
    program.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner);
    program.env("TREASURY_PLANE_HTTP__DRAIN_DELAY_S", "2");
    program.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "100000");
    let process = Process::serve(program);
    manager.hears("STATUS=Bringing the database's schema up to date");
    assert!(manager.hears("READY=1").contains("STATUS=Serving http://127.0.0.1:"));
    manager.hears("WATCHDOG=1");
    process.signal("HUP");
    manager.hears("RELOADING=1");
    manager.hears("READY=1\nSTATUS=Serving");
    // A manager that sees a shell between itself and the program asks twice. That is not impatience.
    process.signal("TERM");
    manager.hears("STOPPING=1");
    assert_eq!(get(&process.address, "/readyz").0, 503);
    process.signal("TERM");
    assert_eq!(get(&process.address, "/livez").0, 200);
    assert!(process.stop().success());
}

#[tokio::test]
async fn a_listener_that_is_handed_over_takes_the_place_of_the_setting() {
    let data = data_dir();
    let (app, owner) = database("activation").await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let program = command(data.path(), &["serve"]);
    // Only the child knows its own number.
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" 3<&0 </dev/null"]);
    shell.arg(program.get_program()).args(program.get_args()).current_dir(data.path());
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env("TREASURY_PLANE_DATABASE__URL", app);
    shell.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner);
    // Taken, so that only the socket that is handed over can be the one that answers.
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    shell.env("TREASURY_PLANE_HTTP__BIND", taken.local_addr().unwrap().to_string());
    shell.stdin(Stdio::from(OwnedFd::from(listener.try_clone().unwrap())));
    let process = Process::serve(shell);
    assert_eq!(get(&address, "/livez").0, 200);
    assert!(process.stop().success());
    // The socket is the manager's: it is open still, and the next start answers what waits there.
    assert!(std::net::TcpStream::connect(&address).is_ok());
}
