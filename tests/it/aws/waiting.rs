//! A start while AWS is not there.

use super::secrets::sources;
use crate::support::moto::{Moto, POLICY};
use std::{
    io::{Read, Write, copy},
    net::{Shutdown, TcpListener, TcpStream},
    time::{Duration, Instant},
};
use treasury_plane::{
    aws::{
        Fault,
        settings::{self, Waits},
    },
    config::{Config, Sources},
};

async fn load(sources: Sources) -> anyhow::Result<Config> {
    Config::load(&settings::complete(sources, Waits::Server).await?)
}

/// Asks to slow down so many times; after that moto answers.
fn throttling(moto: &Moto, times: u32) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let behind = moto.url().replace("http://", "");
    // Ends with the process.
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().flatten().enumerate() {
            let behind = behind.clone();
            std::thread::spawn(move || serve(stream, (n as u64) < u64::from(times), &behind));
        }
    });
    url
}

fn serve(mut stream: TcpStream, throttle: bool, behind: &str) {
    if throttle {
        let mut request = [0; 4096];
        let _ = stream.read(&mut request);
        let body = r#"{"__type": "ThrottlingException", "message": "Rate exceeded"}"#;
        let length = body.len();
        let head = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n";
        let _ = write!(stream, "{head}content-length: {length}\r\n\r\n{body}");
        return;
    }
    let mut server = TcpStream::connect(behind).unwrap();
    let (mut back_from, mut back_to) = (server.try_clone().unwrap(), stream.try_clone().unwrap());
    std::thread::spawn(move || {
        let _ = copy(&mut back_from, &mut back_to);
        let _ = back_to.shutdown(Shutdown::Both);
    });
    let _ = copy(&mut stream, &mut server);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_waits_while_it_is_asked_to_slow_down() {
    let moto = Moto::start(POLICY);
    moto.create_secret("tp/app-config", r#"{"limits.sockets_per_user": 7}"#);
    let slow = throttling(&moto, 5);
    let mut sources = sources(&moto, &[]);
    sources.environment.insert("TREASURY_PLANE_AWS__ENDPOINT_URL".to_owned(), slow);
    let config = load(sources).await.unwrap();
    assert_eq!(config.limits.sockets_per_user, 7);
}

#[tokio::test]
async fn it_gives_up_in_the_end_and_says_why() {
    let moto = Moto::start(POLICY);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (change, expected) in [
        (("TREASURY_PLANE_AWS__ENDPOINT_URL", format!("http://{nobody}")), "AWS does not answer"),
        (("TREASURY_PLANE_AWS__METADATA_URL", format!("http://{nobody}")), "no AWS credentials"),
    ] {
        let wait = ("TREASURY_PLANE_AWS__STARTUP_WAIT_S", "2");
        let mut sources = sources(&moto, &[wait]);
        sources.environment.insert(change.0.to_owned(), change.1);
        let begun = Instant::now();
        let error = load(sources).await.unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains("no settings from Secrets Manager after"), "{text}");
        assert!(text.contains(expected), "{text}");
        assert!(begun.elapsed() > Duration::from_millis(500), "it has tried again");
    }
}

#[tokio::test]
async fn an_instance_without_a_role_is_waited_for() {
    let moto = Moto::start(POLICY);
    moto.set_role("");
    let sources = sources(&moto, &[("TREASURY_PLANE_AWS__STARTUP_WAIT_S", "1")]);
    let error = load(sources).await.unwrap_err();
    let fault: &Fault = error.downcast_ref().unwrap();
    assert!(matches!(fault, Fault::Credentials(_)) && fault.is_passing(), "{fault}");
}
