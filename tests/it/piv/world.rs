//! A server with all its doors, and an authority whose cards it trusts.

use super::wire::{self, Reply, Shown};
use crate::support::TestApp;
use entity::{audit_entry, identity};
use rustls::{
    SupportedProtocolVersion,
    pki_types::{CertificateDer, pem::PemObject},
    version::{TLS12, TLS13},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use treasury_plane::{
    auth::piv,
    cli::cert::{Authority, IssuedCard, NewCard},
    config::{AlbMode, Config, Piv, PivMode, Tls},
    db::Context,
    http::{
        connection::Door,
        gate::incidents::Incidents,
        health::Readiness,
        listener::{self, CardHost, Options, Socket},
        routes, shell,
        tls::Certificate,
    },
    lifecycle::Lifecycle,
    random,
    trust::{model::AnchorPatch, ops},
};
use uuid::Uuid;

pub(crate) const MAIN: &str = "plane.gov";
pub(crate) const CARD_HOST: &str = "piv.plane.gov";
pub(crate) const START: &str = "/auth/piv/start";

/// The server.
pub(crate) struct World {
    pub(crate) t: TestApp,
    pub(crate) authority: Authority,
    /// The main listener: TLS with both hosts.
    pub(crate) main: SocketAddr,
    /// The load balancer's.
    pub(crate) alb: SocketAddr,
    pub(crate) roots: Vec<CertificateDer<'static>>,
    stop: CancellationToken,
    directory: TempDir,
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl World {
    /// Browsers show their cards to us.
    pub(crate) async fn native() -> Self {
        Self::with(|config| config.piv.mode = PivMode::Native).await
    }

    /// Browsers show their cards to a load balancer.
    pub(crate) async fn alb(mode: AlbMode) -> Self {
        Self::with(|config| {
            config.piv.mode = PivMode::Alb;
            config.alb.mode = mode;
            config.alb.trusted_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
        })
        .await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let main_tls = server_certificate(directory.path(), "main", MAIN);
        let card_tls = server_certificate(directory.path(), "card", CARD_HOST);
        let t = TestApp::with(|config| {
            config.http.public_url = format!("https://{MAIN}");
            config.piv.host = CARD_HOST.to_owned();
            config.piv.public_url = format!("https://{CARD_HOST}");
            config.piv.cert_file = card_tls.cert_file.clone();
            config.piv.key_file = card_tls.key_file.clone();
            change(config);
        })
        .await;
        let authority = Authority::new("Test", t.now()).unwrap();
        let roots = [&main_tls, &card_tls]
            .map(|tls| CertificateDer::from_pem_file(&tls.cert_file).unwrap())
            .to_vec();
        let main = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let alb = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (stop, addresses) =
            (CancellationToken::new(), (main.local_addr().unwrap(), alb.local_addr().unwrap()));
        serve(&t, [main, alb], &main_tls, &stop);
        Self { authority, main: addresses.0, alb: addresses.1, roots, stop, directory, t }
            .trusting()
            .await
    }

    /// Makes the authority an anchor, with its lists.
    async fn trusting(self) -> Self {
        let app = &self.t.app;
        let root = pki::Certificate::from_der(self.authority.root()).unwrap();
        let patch = AnchorPatch {
            identifier_kinds: Some(vec!["upn".to_owned(), "subject".to_owned()]),
            upn_suffixes: Some(vec!["agency.gov".to_owned()]),
            ..AnchorPatch::default()
        };
        ops::anchors::add(app, None, &root, "test", patch).await.unwrap();
        let bundle = pki::read_bundle(self.authority.issuing()).unwrap();
        ops::certificates::add(app, None, bundle).await.unwrap();
        self.publish_lists().await;
        self
    }

    /// The authority's revocation lists, as they are now.
    pub(crate) async fn publish_lists(&self) {
        for crl in self.authority.crls(self.t.now()).unwrap() {
            ops::crls::add(&self.t.app, None, crl, "upload").await.unwrap();
        }
    }

    /// A card of `upn`, which is nobody's yet.
    pub(crate) fn card(&self, upn: &str) -> IssuedCard {
        let new = NewCard {
            name: "Jane Doe".to_owned(),
            upn: Some(upn.to_owned()),
            ..NewCard::default()
        };
        self.authority.issue(&new, self.t.now()).unwrap()
    }

    /// A card whose holder has an account.
    pub(crate) async fn linked_card(&self, upn: &str) -> (IssuedCard, Uuid) {
        let person = self.t.user().await;
        self.link(person.id, upn).await;
        (self.card(upn), person.id)
    }

    pub(crate) async fn link(&self, user_id: Uuid, upn: &str) {
        let now = self.t.now();
        let tx = self.t.app.db.begin(Context::user(user_id)).await.unwrap();
        let row = identity::ActiveModel {
            id: Set(random::id(now)),
            user_id: Set(user_id),
            trust_domain: Set("test".to_owned()),
            kind: Set("upn".to_owned()),
            value: Set(upn.to_owned()),
            label: Set(upn.to_owned()),
            provider_id: Set(None),
            issuer_sha256: Set(None),
            certificate_sha256: Set(None),
            created_at: Set(now),
            last_used_at: Set(None),
        };
        row.insert(&*tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Chain and key as a browser shows them.
    pub(crate) fn shown(&self, card: &IssuedCard) -> Shown {
        let chain = vec![card.certificate.clone(), self.authority.issuing().to_vec()];
        Shown { chain, key: card.key.clone() }
    }

    /// One request by TLS to the host `sni`, which is named in the request too.
    pub(crate) async fn ask(&self, sni: &str, request: &[u8], shown: Option<&Shown>) -> Reply {
        self.ask_by(&[&TLS13, &TLS12], sni, request, shown).await.unwrap()
    }

    pub(crate) async fn ask_by(
        &self,
        versions: &[&'static SupportedProtocolVersion],
        sni: &str,
        request: &[u8],
        shown: Option<&Shown>,
    ) -> std::io::Result<Reply> {
        let config = Arc::new(wire::client(&self.roots, shown, versions));
        wire::exchange(wire::connect(self.main, sni, config).await?, request).await
    }

    /// The audit log's entries of an action, oldest first. Those about doors are written beside the
    /// request, so this waits for as many as are expected.
    pub(crate) async fn audited(&self, action: &str, expected: usize) -> Vec<audit_entry::Model> {
        let read = async || {
            let tx = self.t.app.db.begin(Context::default()).await.unwrap();
            let found = audit_entry::Entity::find()
                .filter(audit_entry::Column::Action.eq(action))
                .order_by_asc(audit_entry::Column::Id)
                .all(&*tx)
                .await
                .unwrap();
            tx.end().await.unwrap();
            found
        };
        let begun = std::time::Instant::now();
        loop {
            let found = read().await;
            if found.len() >= expected || begun.elapsed() > Duration::from_secs(20) {
                assert_eq!(found.len(), expected, "{action}: {found:?}");
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Sessions of a person.
    pub(crate) async fn sessions(&self, user_id: Uuid) -> Vec<entity::session::Model> {
        treasury_plane::auth::session::list(&self.t.app, user_id).await.unwrap()
    }

    /// Files of this world.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }
}

fn serve(t: &TestApp, sockets: [TcpListener; 2], main_tls: &Tls, stop: &CancellationToken) {
    let (app, config) = (&t.app, &t.app.config);
    let readiness = Readiness::new(Some(app.db.clone()), app.lifecycle.clone());
    let (incidents, told) = Incidents::channel();
    let shell = shell(routes::build(Arc::clone(app)), config, readiness).telling(incidents);
    let shell = Arc::new(shell);
    let tasks = &app.lifecycle.tasks;
    tasks.spawn(piv::incidents::record(Arc::clone(app), told));
    let certificate = Arc::new(Certificate::load(main_tls).unwrap());
    let [main, alb] = sockets;
    let main = Socket {
        certificate: Some(certificate),
        card_host: (config.piv.mode == PivMode::Native).then(|| card_host(&config.piv)),
        ..Socket::plain(main)
    };
    if let Some(card_host) = &main.card_host {
        tasks.spawn(piv::hints::keep(Arc::clone(app), Arc::clone(&card_host.certificate)));
    }
    let alb = Socket { door: Door::LoadBalancer, ..Socket::plain(alb) };
    let options =
        Options { handshake_timeout: Duration::from_secs(2), ..Options::new(&config.http) };
    for socket in [main, alb] {
        let (shell, stop) = (Arc::clone(&shell), stop.clone());
        tasks.spawn(listener::serve(socket, shell, options, Lifecycle::default(), stop));
    }
}

fn card_host(piv: &Piv) -> CardHost {
    let certificate = Arc::new(Certificate::load_card_host(piv).unwrap());
    CardHost { name: piv.host.clone(), certificate }
}

fn server_certificate(directory: &Path, file: &str, name: &str) -> Tls {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let path = |ending: &str| directory.join(format!("{file}.{ending}"));
    std::fs::write(path("pem"), made.cert.pem()).unwrap();
    std::fs::write(path("key"), made.signing_key.serialize_pem()).unwrap();
    Tls { cert_file: path("pem"), key_file: path("key") }
}
