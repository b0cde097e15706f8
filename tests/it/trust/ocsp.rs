//! Responders that are asked whether a card is revoked, with one of the test's own.

use super::{
    TRUST, anchor, audited,
    forge::{Authority, tlv},
    preview, send_list,
    sessions::{signed_in_by, work},
};
use crate::support::{Caller, TestApp};
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_util::task::TaskTracker;
use treasury_plane::{
    auth::identities::model::Refusal,
    trust::{self, Judgement, recheck},
};

const SHA1: &[u8] = b"\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00";
const ECDSA_SHA256: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
const BASIC: &[u8] = b"\x06\x09\x2b\x06\x01\x05\x05\x07\x30\x01\x01";
const NONCE: &[u8] = b"\x06\x09\x2b\x06\x01\x05\x05\x07\x30\x01\x02";

/// How a responder behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mood {
    Good,
    /// Good, from a response that was signed in advance.
    GoodWithoutNonce,
    /// Good, with the nonce of another.
    GoodWithWrongNonce,
    /// Good, but signed by somebody else.
    GoodByStranger,
    /// Good, but no longer: it ended a minute ago.
    GoodUntilAMinuteAgo,
    Revoked,
    Unknown,
    TryLater,
    /// Sends the asker elsewhere.
    Moved,
    /// More than anybody reads.
    Huge,
    Silent,
}

/// The responder of an authority.
#[derive(Clone)]
struct Responder {
    authority: Arc<Authority>,
    address: SocketAddr,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicUsize>,
}

impl Responder {
    async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let responder = Self {
            authority: Arc::new(Authority::new("Bureau Root")),
            address: listener.local_addr().unwrap(),
            mood: Arc::new(Mutex::new(mood)),
            asked: Arc::default(),
        };
        let own = responder.clone();
        let tasks = TaskTracker::new();
        tasks.clone().spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                own.asked.fetch_add(1, Ordering::Relaxed);
                let own = own.clone();
                tasks.spawn(async move { own.serve(socket).await });
            }
        });
        responder
    }

    /// An application that may reach it, with its authority as an anchor that prefers OCSP.
    async fn app(&self) -> (TestApp, Caller) {
        let port = self.address.port();
        let t = TestApp::with(|config| {
            config.outbound.allowed_private_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
            config.outbound.allowed_ports = vec![port, 80];
        })
        .await;
        let admin = t.instance_admin().await;
        anchor(&admin, &self.authority.der(), "bureau", json!({"ocsp": "prefer"}))
            .await
            .expect(201);
        (t, admin)
    }

    fn url(&self) -> String {
        format!("http://{}/ocsp", self.address)
    }

    fn card(&self, serial: u64) -> Vec<u8> {
        self.authority.card_with_responder("Ana Diaz", serial, &self.url())
    }

    fn is_now(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    async fn serve(&self, mut socket: TcpStream) {
        let request = read(&mut socket).await;
        let mood = *self.mood.lock().unwrap();
        let (status, body) = match mood {
            Mood::Silent => return std::future::pending().await,
            Mood::Moved => ("302 Found\r\nlocation: /elsewhere", Vec::new()),
            Mood::Huge => ("200 OK", vec![0; 64 * 1024 + 1]),
            Mood::TryLater => ("200 OK", tlv(0x30, b"\x0a\x01\x03")),
            _ => ("200 OK", self.response(&request, mood)),
        };
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
        let _ = socket.write_all(&[head.as_bytes(), &body].concat()).await;
        let _ = socket.shutdown().await;
    }

    fn response(&self, request: &[u8], mood: Mood) -> Vec<u8> {
        let at = |text: &str| tlv(0x18, text.as_bytes());
        let status = match mood {
            Mood::Revoked => tlv(0xa1, &at("20260302080000Z")),
            Mood::Unknown => tlv(0x82, &[]),
            _ => tlv(0x80, &[]),
        };
        let end =
            if mood == Mood::GoodUntilAMinuteAgo { "20260302085900Z" } else { "20270302000000Z" };
        let made = at("20260302080000Z");
        let single = [self.cert_id(request), status, made.clone(), tlv(0xa0, &at(end))].concat();
        let name =
            pki::Certificate::from_der(&self.authority.der()).unwrap().subject().der().to_vec();
        let data = [tlv(0xa1, &name), made, tlv(0x30, &tlv(0x30, &single)), nonce(request, mood)];
        let data = tlv(0x30, &data.concat());
        let signature = match mood {
            Mood::GoodByStranger => Authority::new("Bureau Root").sign(&data),
            _ => self.authority.sign(&data),
        };
        let signature = tlv(0x03, &[&[0], signature.as_slice()].concat());
        let basic = tlv(0x30, &[data.as_slice(), ECDSA_SHA256, &signature].concat());
        let bytes = tlv(0x30, &[BASIC, &tlv(0x04, &basic)].concat());
        tlv(0x30, &[b"\x0a\x01\x00".as_slice(), &tlv(0xa0, &bytes)].concat())
    }

    /// The CertID that was asked about, after a look at whether it is of this authority.
    fn cert_id(&self, request: &[u8]) -> Vec<u8> {
        let issuer = pki::Certificate::from_der(&self.authority.der()).unwrap();
        let sha1 = |bytes: &[u8]| tlv(0x04, digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref());
        let start = [SHA1, &sha1(issuer.subject().der()), &sha1(self.authority.point())].concat();
        let from = place(request, &start).expect("a question about a card of this authority");
        let serial = &request[from + start.len()..];
        let serial = &serial[..2 + usize::from(serial[1])];
        tlv(0x30, &[start.as_slice(), serial].concat())
    }
}

/// The extension with the nonce of the request, or with what the mood makes of it.
fn nonce(request: &[u8], mood: Mood) -> Vec<u8> {
    if mood == Mood::GoodWithoutNonce {
        return Vec::new();
    }
    let from = place(request, NONCE).expect("a nonce") + NONCE.len();
    // An octet string of 32 in an octet string.
    let mut value = request[from..from + 36].to_vec();
    assert_eq!(value[..4], [0x04, 34, 0x04, 32]);
    if mood == Mood::GoodWithWrongNonce {
        value[35] ^= 1;
    }
    tlv(0xa1, &tlv(0x30, &tlv(0x30, &[NONCE, &value].concat())))
}

fn place(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// The body of a request, when it is one for OCSP.
async fn read(socket: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 4096];
        let length = socket.read(&mut part).await.unwrap();
        bytes.extend_from_slice(&part[..length]);
        let Some(end) = place(&bytes, b"\r\n\r\n") else { continue };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap().to_ascii_lowercase();
        assert!(head.starts_with("post /ocsp http/1.1"), "{head}");
        assert!(head.contains("content-type: application/ocsp-request"), "{head}");
        let (_, rest) = head.split_once("content-length: ").unwrap();
        let expected: usize = rest.lines().next().unwrap().parse().unwrap();
        if bytes.len() >= end + 4 + expected {
            return bytes.split_off(end + 4);
        }
    }
}

async fn judge(t: &TestApp, card: &[u8]) -> Judgement {
    let leaf = pki::Certificate::from_der(card).unwrap();
    trust::judge(&t.app, leaf, Vec::new()).await.unwrap()
}

fn step(judgement: &Judgement) -> (bool, &str) {
    let step = judgement.verdict.steps.iter().find(|step| step.name == "ocsp");
    step.map(|step| (step.passed, step.detail.as_str())).unwrap_or((false, "no step"))
}

#[tokio::test]
async fn a_good_answer_stands_in_for_the_list_and_is_remembered_for_five_minutes() {
    for mood in [Mood::Good, Mood::GoodWithoutNonce] {
        let responder = Responder::start(mood).await;
        let (t, _) = responder.app().await;
        let card = responder.card(7);
        let seen = judge(&t, &card).await;
        assert_eq!(seen.refusal, None, "{}", seen.detail);
        assert!(!seen.proof.as_ref().unwrap().soft_revocation);
        let told = step(&seen);
        assert!(told.0 && told.1.contains("OCSP says that the certificate is good"), "{told:?}");
        t.advance(chrono::Duration::seconds(299));
        assert_eq!(judge(&t, &card).await.refusal, None);
        assert_eq!(responder.asked(), 1);
        t.advance(chrono::Duration::seconds(1));
        assert_eq!(judge(&t, &card).await.refusal, None);
        assert_eq!(responder.asked(), 2);
    }
}

#[tokio::test]
async fn a_revoked_card_is_refused_though_the_list_is_clean_and_stays_so() {
    let responder = Responder::start(Mood::Revoked).await;
    let (t, admin) = responder.app().await;
    send_list(&admin, &responder.authority.list(1, 0, 48, &[])).await.expect(201);
    let card = responder.card(7);
    let seen = judge(&t, &card).await;
    assert_eq!(seen.refusal, Some(Refusal::CertificateRevoked));
    assert_eq!(step(&seen), (false, "OCSP says that the certificate is revoked."));
    responder.is_now(Mood::Good);
    t.advance(chrono::Duration::minutes(10));
    assert_eq!(judge(&t, &card).await.refusal, Some(Refusal::CertificateRevoked));
    assert_eq!(responder.asked(), 1);
    // The other way round a list is believed as well.
    send_list(&admin, &responder.authority.list(2, 0, 48, &[8])).await.expect(201);
    let seen = judge(&t, &responder.card(8)).await;
    assert_eq!(seen.refusal, Some(Refusal::CertificateRevoked));
}

#[tokio::test]
async fn what_is_no_answer_leaves_it_to_the_list_and_without_one_refuses() {
    for (mood, words) in [
        (Mood::Unknown, "does not know the certificate"),
        (Mood::TryLater, "answered with an error"),
        (Mood::GoodWithWrongNonce, "the nonce is another one"),
        (Mood::GoodByStranger, "signature"),
        (Mood::GoodUntilAMinuteAgo, "no longer current"),
        (Mood::Moved, "302"),
        (Mood::Huge, "larger than allowed"),
        (Mood::Silent, "no complete answer in time"),
    ] {
        let responder = Responder::start(mood).await;
        let (t, admin) = responder.app().await;
        falls_back(&t, &admin, &responder.authority, &responder.card(7), words).await;
        // Nobody asked again at once.
        assert_eq!(responder.asked(), 1, "{mood:?}");
        // That pause ends.
        responder.is_now(Mood::Good);
        t.advance(chrono::Duration::seconds(30));
        let seen = judge(&t, &responder.card(7)).await;
        assert!(step(&seen).0, "{mood:?}: {:?}", step(&seen));
    }
}

/// Refused without a list, with the words; let in with one.
async fn falls_back(t: &TestApp, admin: &Caller, authority: &Authority, card: &[u8], words: &str) {
    let seen = judge(t, card).await;
    assert_eq!(seen.refusal, Some(Refusal::RevocationUnavailable), "{words}");
    let told = step(&seen);
    assert!(!told.0 && told.1.contains(words), "{words}: {told:?}");
    assert!(seen.detail.contains(words), "{words}: {}", seen.detail);
    send_list(admin, &authority.list(1, 0, 48, &[])).await.expect(201);
    let seen = judge(t, card).await;
    assert_eq!(seen.refusal, None, "{words}: {}", seen.detail);
    assert!(!step(&seen).0, "{words}");
}

#[tokio::test]
async fn a_responder_that_cannot_or_must_not_be_reached_is_no_answer() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for (url, words) in [
        (format!("http://{gone}/ocsp"), "no connection"),
        ("http://10.0.0.1/ocsp".to_owned(), "not a public address"),
        ("http://169.254.169.254/ocsp".to_owned(), "metadata service"),
        ("http://10.0.0.1:22/ocsp".to_owned(), "port 22"),
        ("http://user:word@10.0.0.1/ocsp".to_owned(), "not an address"),
    ] {
        let mut responder = Responder::start(Mood::Good).await;
        responder.address = gone;
        let (t, admin) = responder.app().await;
        let card = responder.authority.card_with_responder("Ana Diaz", 7, &url);
        falls_back(&t, &admin, &responder.authority, &card, words).await;
    }
    // This machine is private, too, unless the settings allow it.
    let responder = Responder::start(Mood::Good).await;
    let port = responder.address.port();
    let t = TestApp::with(|config| config.outbound.allowed_ports = vec![port]).await;
    let admin = t.instance_admin().await;
    let prefer = json!({"ocsp": "prefer"});
    anchor(&admin, &responder.authority.der(), "bureau", prefer).await.expect(201);
    let card = responder.card(7);
    falls_back(&t, &admin, &responder.authority, &card, "this machine").await;
    assert_eq!(responder.asked(), 0);
}

#[tokio::test]
async fn nobody_is_asked_when_it_is_off_or_cannot_help() {
    let responder = Responder::start(Mood::Good).await;
    let (t, admin) = responder.app().await;
    let shown = admin.get(TRUST).await.expect(200);
    assert_eq!(shown.json["anchors"][0]["ocsp"], "prefer");
    let id = shown.json["anchors"][0]["id"].as_str().unwrap().to_owned();
    let set = async |value: Value| admin.patch(&format!("{TRUST}/anchors/{id}"), value).await;
    set(json!({"ocsp": "always"})).await.expect_fault("ocsp");
    assert_eq!(set(json!({"ocsp": "off"})).await.expect(200).json["ocsp"], "off");
    let told = audited(&t, "trust.anchor_changed").await;
    assert_eq!(told[0]["changes"], json!({"ocsp": {"old": "prefer", "new": "off"}}));
    let card = responder.card(7);
    let seen = judge(&t, &card).await;
    assert_eq!(seen.refusal, Some(Refusal::RevocationUnavailable));
    assert_eq!(step(&seen).1, "no step");
    send_list(&admin, &responder.authority.list(1, 0, 48, &[])).await.expect(201);
    assert_eq!(judge(&t, &card).await.refusal, None);
    assert_eq!(responder.asked(), 0);
    // What no anchor stands behind, is refused anyway or names nobody is not asked about.
    set(json!({"ocsp": "prefer"})).await.expect(200);
    let stranger = Authority::new("Bureau Root");
    let stranger = stranger.card_with_responder("Eve", 9, &responder.url());
    assert!(judge(&t, &stranger).await.refusal.is_some());
    let nobody = responder.authority.card("Ben Roy", 8, None);
    assert_eq!(judge(&t, &nobody).await.refusal, None);
    let other = responder.authority.card_with_responder("Ben", 8, "ldap://10.0.0.1/cn=ocsp");
    assert_eq!(judge(&t, &other).await.refusal, None);
    assert_eq!(responder.asked(), 0);
}

#[tokio::test]
async fn one_request_about_one_card_and_none_holds_up_others() {
    let responder = Responder::start(Mood::Silent).await;
    let (t, admin) = responder.app().await;
    send_list(&admin, &responder.authority.list(1, 0, 48, &[])).await.expect(201);
    // More than may compute at once, all about two cards.
    let (ana, ben) = (responder.card(7), responder.card(8));
    let many = (0..64).map(|place| judge(&t, if place % 2 == 0 { &ana } else { &ben }));
    let mut many = std::pin::pin!(futures_util::future::join_all(many));
    let plain = responder.authority.card("Eve Poe", 9, None);
    let alone = async {
        while responder.asked() < 2 {
            tokio::task::yield_now().await;
        }
        judge(&t, &plain).await
    };
    tokio::select! {
        _ = &mut many => panic!("the others waited for the responder"),
        seen = alone => assert_eq!(seen.refusal, None),
    }
    for seen in many.await {
        assert_eq!(seen.refusal, None, "{}", seen.detail);
    }
    assert_eq!(responder.asked(), 2);
}

#[tokio::test]
async fn the_preview_asks_and_tells() {
    let responder = Responder::start(Mood::Good).await;
    let (_t, admin) = responder.app().await;
    let seen = preview(&admin, &responder.card(7)).await.expect(200);
    assert_eq!(seen.json["accepted"], true, "{}", seen.json);
    let steps = seen.json["steps"].as_array().unwrap();
    let told = steps.iter().find(|step| step["name"] == "ocsp").unwrap();
    assert_eq!(told["passed"], true);
    assert_eq!(responder.asked(), 1);
}

#[tokio::test]
async fn a_card_that_the_responder_revokes_ends_its_sessions() {
    let responder = Responder::start(Mood::Good).await;
    let (t, _) = responder.app().await;
    let (ana, _) = signed_in_by(&t, &responder.card(7)).await;
    assert_eq!(recheck::look(&t.app).await.unwrap(), 0);
    assert_eq!(responder.asked(), 1);
    work(&t, &ana).await;
    responder.is_now(Mood::Revoked);
    assert_eq!(recheck::look(&t.app).await.unwrap(), 1);
    ana.get("/api/v1/users/me").await.expect(401);
    assert_eq!(audited(&t, "session.ended_by_card").await[0]["reason"], "certificate_revoked");
}
