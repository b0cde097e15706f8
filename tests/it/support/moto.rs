//! Amazon Web Services on loopback: moto's server, and a metadata service of our own.
//!
//! moto is the imitation that AWS's own SDK for Python is tested with by many. Here it checks the
//! signatures and the rights of the instance's role like the original, so that a request of ours that
//! it takes is one that AWS takes.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use treasury_plane::config::Config;

pub const REGION: &str = "us-east-1";
/// What a role needs for all that the product does.
pub const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
    "Action":["secretsmanager:GetSecretValue","s3:GetObject","s3:PutObject","s3:DeleteObject",
    "s3:AbortMultipartUpload","s3:ListBucket"]}]}"#;

/// A cloud of the test's own; it ends when dropped.
pub struct Moto {
    port: u16,
    metadata: Metadata,
    child: Child,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Moto {
    /// With an instance whose role has this policy.
    pub fn start(policy: &str) -> Self {
        let program =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/moto/.venv/bin/moto_server");
        assert!(program.exists(), "run `tests/moto/set-up.sh` first, as `make test` does");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // Should the test be killed, the kernel ends the server.
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "KILL"])
            .arg(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let moto = Self { port, metadata: Metadata::start(), child };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(60), "moto does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        moto.metadata.set(&moto.role(policy));
        moto.enforce(true);
        moto
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Where the instance's role is asked for.
    pub fn metadata_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.metadata.port)
    }

    /// The settings of an instance in this cloud.
    pub fn apply(&self, config: &mut Config) {
        REGION.clone_into(&mut config.aws.region);
        config.aws.endpoint_url = self.url();
        config.aws.metadata_url = self.metadata_url();
    }

    /// The same as variables.
    pub fn variables(&self) -> Vec<(String, String)> {
        [
            ("AWS__REGION", REGION.to_owned()),
            ("AWS__ENDPOINT_URL", self.url()),
            ("AWS__METADATA_URL", self.metadata_url()),
            ("AWS__SECRETS_PREFIX", "tp/".to_owned()),
        ]
        .map(|(name, value)| (format!("TREASURY_PLANE_{name}"), value))
        .to_vec()
    }

    /// What the metadata service gives out from now on.
    pub fn set_role(&self, credentials: &str) {
        self.metadata.set(credentials);
    }

    pub fn create_secret(&self, name: &str, text: &str) {
        let body = serde_json::json!({ "Name": name, "SecretString": text });
        self.secrets("CreateSecret", &body);
    }

    pub fn put_secret(&self, name: &str, text: &str) {
        let body = serde_json::json!({ "SecretId": name, "SecretString": text });
        self.secrets("PutSecretValue", &body);
    }

    /// Any call of Secrets Manager.
    pub fn secrets(&self, action: &str, body: &serde_json::Value) {
        let target = format!("x-amz-target: secretsmanager.{action}\r\n");
        let answer = self.as_owner("secretsmanager", "POST /", &target, &body.to_string());
        assert_eq!(answer.status, 200, "{action}: {}", answer.body);
    }

    pub fn create_bucket(&self, name: &str) {
        let answer = self.as_owner("s3", &format!("PUT /{name}"), "", "");
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// The metadata of an object.
    pub fn head(&self, place: &str) -> Answer {
        self.as_owner("s3", &format!("HEAD /{place}"), "", "")
    }

    /// The names in a bucket.
    pub fn list(&self, bucket: &str) -> Vec<String> {
        let answer = self.as_owner("s3", &format!("GET /{bucket}?list-type=2"), "", "");
        let parts = answer.body.split("<Key>").skip(1);
        parts.map(|part| part.split('<').next().unwrap().to_owned()).collect()
    }

    fn role(&self, policy: &str) -> String {
        let form = |service: &str, fields: &[(&str, &str)]| {
            let body =
                url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            let kind = "content-type: application/x-www-form-urlencoded\r\n";
            let answer = self.send(service, "POST /", kind, &body);
            assert_eq!(answer.status, 200, "{}", answer.body);
            answer.body
        };
        let version = ("Version", "2010-05-08");
        let trust = ("AssumeRolePolicyDocument", "{}");
        form("iam", &[("Action", "CreateRole"), version, ("RoleName", "plane"), trust]);
        let action = ("Action", "PutRolePolicy");
        let named = [action, version, ("RoleName", "plane"), ("PolicyName", "plane")];
        form("iam", &[named.as_slice(), &[("PolicyDocument", policy)]].concat());
        let answer = form(
            "sts",
            &[
                ("Action", "AssumeRole"),
                ("Version", "2011-06-15"),
                ("RoleArn", "arn:aws:iam::123456789012:role/plane"),
                ("RoleSessionName", "instance"),
            ],
        );
        let part = |name: &str| {
            let rest = answer.split_once(&format!("<{name}>")).unwrap().1;
            rest.split('<').next().unwrap().to_owned()
        };
        serde_json::json!({
            "Code": "Success",
            "AccessKeyId": part("AccessKeyId"),
            "SecretAccessKey": part("SecretAccessKey"),
            "Token": part("SessionToken"),
            "Expiration": "2999-01-01T00:00:00Z",
        })
        .to_string()
    }

    /// A request that needs no rights.
    fn as_owner(&self, service: &str, what: &str, headers: &str, body: &str) -> Answer {
        self.enforce(false);
        let answer = self.send(service, what, headers, body);
        self.enforce(true);
        answer
    }

    /// Whether signatures and rights are checked.
    fn enforce(&self, on: bool) {
        let free = if on { "0" } else { "inf" };
        let answer = self.send("iam", "POST /moto-api/reset-auth", "", free);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// The service is known by the name in the signature, which nobody checks.
    fn send(&self, service: &str, what: &str, headers: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let signature = format!(
            "AWS4-HMAC-SHA256 Credential=owner/20260101/{REGION}/{service}/aws4_request, \
             SignedHeaders=host, Signature=none"
        );
        let length = body.len();
        write!(
            stream,
            "{what} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\n\
             authorization: {signature}\r\n{headers}content-length: {length}\r\n\r\n{body}",
            self.port
        )
        .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let pair = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            (name.to_lowercase(), value.to_owned())
        };
        Answer { status, headers: lines.map(pair).collect(), body: body.to_owned() }
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Speaks as the metadata service of an instance does, in its second version.
struct Metadata {
    port: u16,
    credentials: Arc<Mutex<String>>,
}

impl Metadata {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let credentials = Arc::new(Mutex::new(String::new()));
        let given = Arc::clone(&credentials);
        // Ends with the process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &given.lock().unwrap());
            }
        });
        Self { port, credentials }
    }

    /// Nothing: the instance has no role.
    fn set(&self, credentials: &str) {
        credentials.clone_into(&mut self.credentials.lock().unwrap());
    }
}

fn answer(mut stream: TcpStream, credentials: &str) {
    let mut text = String::new();
    while !text.contains("\r\n\r\n") {
        let mut part = [0; 1024];
        match stream.read(&mut part) {
            Ok(length) if length > 0 => text.push_str(&String::from_utf8_lossy(&part[..length])),
            _ => return,
        }
    }
    let is_known = text.contains("x-aws-ec2-metadata-token: pass");
    let roles = "/latest/meta-data/iam/security-credentials/";
    let body = match text.split(' ').take(2).collect::<Vec<_>>()[..] {
        ["PUT", "/latest/api/token"] => "pass",
        ["GET", "/latest/meta-data/placement/region"] if is_known => REGION,
        ["GET", path] if is_known && path == roles && !credentials.is_empty() => "plane",
        ["GET", path] if is_known && path == format!("{roles}plane") => credentials,
        _ if is_known => "",
        _ => {
            return drop(
                stream.write_all(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n"),
            );
        }
    };
    let status = if body.is_empty() { "404 Not Found" } else { "200 OK" };
    let length = body.len();
    drop(write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}"));
}
