//! A provider of ours that lies as it is told.

use aws_lc_rs::{
    digest, hmac,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use poem::{
    EndpointExt, IntoEndpoint, Request, Response,
    endpoint::make,
    http::StatusCode,
    listener::{Acceptor, Listener, TcpListener},
};
use serde_json::{Map, Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock},
};

pub const CLIENT_ID: &str = "urn:gov:gsa:openidconnect.profiles:sp:sso:agency:plane";
pub const ACCESS_TOKEN: &str = "an-access-token";

/// How the ID token is signed.
#[derive(Clone, Debug)]
pub enum Sign {
    Rs256,
    Es256,
    /// With a shared secret.
    Hs256(Vec<u8>),
    /// Not at all.
    Nothing,
    /// With another key than the one it names.
    Stranger,
}

/// What it says next. Objects are laid over what an honest provider says; null takes a part away.
pub struct Script {
    pub document: Value,
    pub header: Value,
    pub claims: Value,
    pub info: Value,
    pub sign: Sign,
    pub keys: Vec<Value>,
    /// The token endpoint's status and whole answer, instead of tokens.
    pub refusal: Option<(u16, Value)>,
    pub info_status: u16,
    pub nonce: String,
    pub now: DateTime<Utc>,
    /// How often each path was asked.
    pub asked: HashMap<String, u32>,
    /// The last form at the token endpoint.
    pub form: HashMap<String, String>,
    /// The last `Authorization` at the token endpoint.
    pub authorization: Option<String>,
}

/// A running provider.
#[derive(Clone)]
pub struct Rogue {
    pub base: String,
    script: Arc<Mutex<Script>>,
}

impl Rogue {
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    pub async fn start(now: DateTime<Utc>) -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let address = acceptor.local_addr().remove(0);
        let port = address.as_socket_addr().unwrap().port();
        let script = Script {
            document: json!({}),
            header: json!({}),
            claims: json!({}),
            info: json!({}),
            sign: Sign::Rs256,
            keys: vec![rsa_jwk("k1", rsa()), ec_jwk("k2")],
            refusal: None,
            info_status: 200,
            nonce: String::new(),
            now,
            asked: HashMap::new(),
            form: HashMap::new(),
            authorization: None,
        };
        let rogue =
            Self { base: format!("http://127.0.0.1:{port}"), script: Arc::new(Mutex::new(script)) };
        let own = rogue.clone();
        let endpoint = make(move |request| {
            let own = own.clone();
            async move { Ok::<_, poem::Error>(own.answer(request).await) }
        });
        let server = poem::Server::new_with_acceptor(acceptor);
        tokio::spawn(server.run(endpoint.into_endpoint().boxed()));
        rogue
    }

    /// Its issuer; with a slash, as Login.gov's.
    pub fn issuer(&self) -> String {
        format!("{}/", self.base)
    }

    pub fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap()
    }

    pub fn asked(&self, path: &str) -> u32 {
        self.script().asked.get(path).copied().unwrap_or_default()
    }

    async fn answer(&self, mut request: Request) -> Response {
        let path = request.uri().path().to_owned();
        let authorization = request.header("authorization").map(str::to_owned);
        let form = request.take_body().into_vec().await.unwrap();
        let mut script = self.script();
        *script.asked.entry(path.clone()).or_default() += 1;
        match path.as_str() {
            "/.well-known/openid-configuration" => json_answer(200, &self.document(&script)),
            "/jwks" => json_answer(200, &json!({"keys": script.keys})),
            "/token" => {
                script.form =
                    url::form_urlencoded::parse(&form).into_owned().collect::<HashMap<_, _>>();
                script.authorization = authorization;
                match &script.refusal {
                    Some((status, body)) => json_answer(*status, body),
                    None => json_answer(
                        200,
                        &json!({
                            "access_token": ACCESS_TOKEN, "token_type": "Bearer",
                            "expires_in": 900, "id_token": self.id_token(&script)
                        }),
                    ),
                }
            }
            "/userinfo" => {
                let honest = json!({
                    "sub": "person-1", "email": "ada@agency.gov", "email_verified": true,
                    "given_name": "Ada", "family_name": "Lovelace"
                });
                json_answer(script.info_status, &laid_over(honest, &script.info))
            }
            _ => Response::builder().status(StatusCode::NOT_FOUND).finish(),
        }
    }

    fn document(&self, script: &Script) -> Value {
        let base = &self.base;
        let honest = json!({
            "issuer": self.issuer(),
            "authorization_endpoint": format!("{base}/authorize"),
            "token_endpoint": format!("{base}/token"),
            "userinfo_endpoint": format!("{base}/userinfo"),
            "jwks_uri": format!("{base}/jwks"),
            "end_session_endpoint": format!("{base}/logout"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        });
        laid_over(honest, &script.document)
    }

    fn id_token(&self, script: &Script) -> String {
        let (algorithm, key) = match script.sign {
            Sign::Rs256 | Sign::Stranger => ("RS256", json!("k1")),
            Sign::Es256 => ("ES256", json!("k2")),
            Sign::Hs256(_) => ("HS256", json!("k1")),
            Sign::Nothing => ("none", Value::Null),
        };
        let header = laid_over(json!({"alg": algorithm, "kid": key}), &script.header);
        let now = script.now.timestamp();
        let honest = json!({
            "iss": self.issuer(), "sub": "person-1", "aud": CLIENT_ID, "nonce": script.nonce,
            "iat": now, "nbf": now, "exp": now + 900, "at_hash": half_hash(ACCESS_TOKEN)
        });
        let claims = laid_over(honest, &script.claims);
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", encode(&header), encode(&claims));
        let signature = signature(&script.sign, message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// The left half of a digest, as `at_hash` has it.
pub fn half_hash(text: &str) -> String {
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

/// The public key that everybody can see, as bytes for a trick with a shared secret.
pub fn public_key() -> Vec<u8> {
    rsa().public_key().as_ref().to_vec()
}

fn signature(sign: &Sign, message: &[u8]) -> Vec<u8> {
    let random = SystemRandom::new();
    let with = |key: &RsaKeyPair| {
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).unwrap();
        signature
    };
    match sign {
        Sign::Rs256 => with(rsa()),
        Sign::Stranger => with(&RsaKeyPair::generate(KeySize::Rsa2048).unwrap()),
        Sign::Es256 => ec().sign(&random, message).unwrap().as_ref().to_vec(),
        Sign::Hs256(secret) => {
            hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message).as_ref().to_vec()
        }
        Sign::Nothing => vec![],
    }
}

fn rsa() -> &'static RsaKeyPair {
    static KEY: OnceLock<RsaKeyPair> = OnceLock::new();
    KEY.get_or_init(|| RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
}

fn ec() -> &'static EcdsaKeyPair {
    static KEY: OnceLock<EcdsaKeyPair> = OnceLock::new();
    KEY.get_or_init(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
}

fn rsa_jwk(id: &str, key: &RsaKeyPair) -> Value {
    let public = key.public_key();
    let encode = |number: &[u8]| URL_SAFE_NO_PAD.encode(number);
    json!({
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
        "n": encode(public.modulus().big_endian_without_leading_zero()),
        "e": encode(public.exponent().big_endian_without_leading_zero())
    })
}

fn ec_jwk(id: &str) -> Value {
    let point = ec().public_key().as_ref();
    let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
    json!({
        "kty": "EC", "use": "sig", "crv": "P-256", "kid": id,
        "x": encode(&point[1..33]), "y": encode(&point[33..])
    })
}

fn laid_over(honest: Value, lie: &Value) -> Value {
    let mut parts: Map<String, Value> = honest.as_object().unwrap().clone();
    for (name, value) in lie.as_object().unwrap() {
        parts.insert(name.clone(), value.clone());
    }
    parts.retain(|_, value| !value.is_null());
    Value::Object(parts)
}

fn json_answer(status: u16, body: &Value) -> Response {
    Response::builder()
        .status(StatusCode::from_u16(status).unwrap())
        .content_type("application/json")
        .body(body.to_string())
}
