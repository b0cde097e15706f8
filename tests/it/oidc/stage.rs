//! An application with a provider that lies, and shortcuts through the flow.

use super::{
    browser::Browser,
    rogue::{CLIENT_ID, Rogue},
};
use crate::support::{Caller, TestApp};
use entity::{audit_entry, identity};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::{Value, json};
use std::collections::HashMap;
use treasury_plane::{config::Config, db::Context, random};
use uuid::Uuid;

pub const PROVIDERS: &str = "/api/v1/instance/oidc-providers";

/// The application, its administrator, the provider.
pub struct Stage {
    pub t: TestApp,
    pub rogue: Rogue,
    pub admin: Caller,
    pub provider: Uuid,
}

/// What left with the browser.
pub struct Departure {
    pub page: String,
    pub query: HashMap<String, String>,
}

impl Stage {
    /// With a provider `agency` of any kind that is known by PKCE.
    pub async fn new() -> Self {
        Self::with(json!({})).await
    }

    /// With other settings of the provider.
    pub async fn with(settings: Value) -> Self {
        let t = TestApp::with(development).await;
        let rogue = Rogue::start(t.now()).await;
        let admin = t.instance_admin().await;
        let provider = add(&admin, &rogue, "agency", settings).await;
        Self { t, rogue, admin, provider }
    }

    /// A browser that comes from nowhere.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.t)
    }

    /// Presses the button; the provider learns the nonce, as it would.
    pub async fn begin(&self, browser: &mut Browser) -> Departure {
        self.begin_at(browser, "/auth/oidc/agency/begin").await
    }

    pub async fn begin_at(&self, browser: &mut Browser, path: &str) -> Departure {
        let answer = browser.get(&self.t, path).await.expect(303);
        let location = answer.header("location").unwrap();
        let url = url::Url::parse(location).unwrap_or_else(|_| panic!("refused: {location}"));
        let query: HashMap<_, _> = url.query_pairs().into_owned().collect();
        self.rogue.script().nonce = query["nonce"].clone();
        let page = location.split('?').next().unwrap().to_owned();
        Departure { page, query }
    }

    /// Comes back with this query; where the browser goes then.
    pub async fn come_back(&self, browser: &mut Browser, query: &str) -> String {
        let path = format!("/auth/oidc/agency/callback?{query}");
        let answer = browser.get(&self.t, &path).await.expect(303);
        answer.header("location").unwrap().to_owned()
    }

    /// The whole way; where the browser ends.
    pub async fn sign_in(&self, browser: &mut Browser) -> String {
        let left = self.begin(browser).await;
        self.come_back(browser, &format!("code=a-code&state={}", left.query["state"])).await
    }

    /// The whole way, which must end in a refusal with this public code and this reason in the
    /// audit log, without a session.
    pub async fn refuses(&self, code: &str, reason: &str) {
        let mut browser = self.browser();
        let end = self.sign_in(&mut browser).await;
        self.assert_refused(&browser, &end, code, reason).await;
    }

    pub async fn assert_refused(&self, browser: &Browser, end: &str, code: &str, reason: &str) {
        let entry = self.last_entry().await;
        let detail = &entry.detail;
        let reference = detail["reference"].as_str().unwrap_or_default();
        assert_eq!(end, format!("/sign-in?error={code}&ref={reference}"), "{detail}");
        assert_eq!(reference.len(), 8);
        assert_eq!(entry.reason, reason, "{detail}");
        assert_eq!(entry.outcome, "failure");
        assert!(browser.cookie("_session").is_none(), "no session");
    }

    /// The newest entry of the audit log.
    pub async fn last_entry(&self) -> audit_entry::Model {
        let tx = self.t.app.db.begin(Context::default()).await.unwrap();
        let row = audit_entry::Entity::find()
            .order_by_desc(audit_entry::Column::Id)
            .one(&*tx)
            .await
            .unwrap();
        tx.end().await.unwrap();
        row.expect("an entry")
    }

    /// Somebody whose account this subject of the provider is.
    pub async fn known(&self, subject: &str) -> Caller {
        let person = self.t.user().await;
        link(&self.t, &person, &self.rogue.issuer(), subject).await;
        person
    }

    /// Whose session the browser has.
    pub async fn who(&self, browser: &mut Browser) -> Option<Uuid> {
        let answer = browser.get(&self.t, "/api/v1/users/me").await;
        (answer.status == 200).then(|| answer.id())
    }
}

/// Providers on this machine may be used.
pub fn development(config: &mut Config) {
    config.auth.development = true;
}

/// Adds a provider by the API.
pub async fn add(admin: &Caller, rogue: &Rogue, slug: &str, settings: Value) -> Uuid {
    let mut body = json!({
        "slug": slug, "name": "Agency", "preset": "generic", "issuer": rogue.issuer(),
        "client_id": CLIENT_ID, "client_auth": "pkce", "enabled": true
    });
    for (name, value) in settings.as_object().unwrap() {
        body[name] = value.clone();
    }
    admin.post(PROVIDERS, body).await.expect(201).id()
}

/// Makes an identity somebody's, past the screens.
pub async fn link(t: &TestApp, person: &Caller, issuer: &str, subject: &str) {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let row = identity::ActiveModel {
        id: Set(random::id(t.now())),
        user_id: Set(person.id),
        trust_domain: Set(issuer.to_owned()),
        kind: Set("oidc".to_owned()),
        value: Set(subject.to_owned()),
        label: Set(String::new()),
        provider_id: Set(None),
        issuer_sha256: Set(None),
        certificate_sha256: Set(None),
        created_at: Set(t.now()),
        last_used_at: Set(None),
    };
    row.insert(&*tx).await.unwrap();
    tx.commit().await.unwrap();
}
