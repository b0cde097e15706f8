//! The way in from the host, beside a running server with its private PostgreSQL.

use super::{
    Process, command,
    process::{self, ask},
};

#[test]
fn a_link_from_the_host_signs_in_once_and_loudly() {
    let data = process::data_dir();
    let off = |arguments: &[&str]| {
        let mut command = command(data.path(), arguments);
        command.env("TREASURY_PLANE_AUTH__PASSWORD", "false");
        command
    };
    let server = Process::serve(off(&["serve"]));
    let arguments = ["admin", "break-glass", "--email", "ops@agency.gov", "--minutes", "5"];
    let made = off(&arguments).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let words = String::from_utf8(made.stderr).unwrap();
    assert!(words.contains("BREAK-GLASS: a sign-in link was made on the host"), "{words}");
    assert!(words.contains("The link works once, until "), "{words}");
    let link = String::from_utf8(made.stdout).unwrap();
    let at = link.find("/auth/break-glass/").unwrap();
    let path = link[at..].trim_end();

    let address = &server.address;
    let head = |method: &str, path: &str| {
        format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\ncontent-length: 0\r\n")
    };
    let (status, page) = ask(address, &head("GET", path));
    assert!(status == 200 && page.contains("<button>"), "{page}");
    let (status, entered) = ask(address, &head("POST", path));
    assert_eq!(status, 303, "{entered}");
    let logged = server.logged("BREAK-GLASS: somebody signed in");
    assert!(logged.contains("WARN") && logged.contains("127.0.0.1"), "{logged}");
    let cookie = entered.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let as_admin = format!("{}cookie: {cookie}\r\n", head("GET", "/api/v1/instance"));
    let (status, console) = ask(address, &as_admin);
    assert_eq!(status, 200, "{console}");
    assert_eq!(ask(address, &head("POST", path)).0, 404, "the link is spent");
    assert!(server.stop().success());
}

#[test]
fn it_is_refused_for_too_long_a_time() {
    let data = process::data_dir();
    let _server = Process::serve(command(data.path(), &["serve"]));
    let arguments = ["admin", "break-glass", "--email", "ops@agency.gov", "--minutes", "241"];
    let refused = command(data.path(), &arguments).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.stdout.is_empty());
    let words = String::from_utf8(refused.stderr).unwrap();
    assert!(words.contains("between 1 and 240 minutes"), "{words}");
}
