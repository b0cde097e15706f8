//! One call of Secrets Manager: the value of a secret.

use super::{
    Aws, Fault,
    sign::{self, Signing},
};
use crate::clock::Clock;
use bytes::Bytes;
use http::{HeaderValue, Request, StatusCode, header::CONTENT_TYPE};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;
use url::Url;

const SERVICE: &str = "secretsmanager";
const TARGET: &str = "secretsmanager.GetSecretValue";
/// A secret has 64 KiB at most.
const ANSWER_MAX: usize = 256 * 1024;
const WITHIN: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Value {
    secret_string: Option<String>,
}

#[derive(Default, Deserialize)]
struct Refusal {
    #[serde(rename = "__type", default)]
    kind: String,
    #[serde(alias = "Message", default)]
    message: String,
}

impl Refusal {
    /// JSON; or XML, which the front of AWS and stores that imitate it answer with.
    fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_else(|_| {
            let text = String::from_utf8_lossy(body);
            let part = |name: &str| {
                let (_, rest) = text.split_once(&format!("<{name}>"))?;
                rest.split('<').next().map(str::to_owned)
            };
            let (kind, message) = (part("Code"), part("Message"));
            Self { kind: kind.unwrap_or_default(), message: message.unwrap_or_default() }
        })
    }
}

impl Aws {
    /// The text of a secret.
    pub async fn secret(&self, id: &str) -> Result<String, Fault> {
        let answer = self.ask_for(id).await?;
        if answer.status().is_success() {
            let value: Value = serde_json::from_slice(answer.body()).map_err(|_| Fault::Other {
                secret: id.to_owned(),
                answer: "something that is not JSON".to_owned(),
            })?;
            return value.secret_string.ok_or_else(|| Fault::Binary(id.to_owned()));
        }
        let refusal = Refusal::read(answer.body());
        let fault = explain(id, answer.status(), &refusal);
        if matches!(fault, Fault::Refused(_)) {
            // They may have ended early; the next question comes with new ones.
            self.role.forget().await;
        }
        Err(fault)
    }

    async fn ask_for(&self, id: &str) -> Result<http::Response<Bytes>, Fault> {
        let away = |error: anyhow::Error| Fault::Away(format!("{error:#}"));
        let region = self.region().await.map_err(away)?;
        let credentials =
            self.role.get().await.map_err(|error| Fault::Credentials(format!("{error:#}")))?;
        let endpoint = self.endpoint(SERVICE, &self.settings.endpoint_url).await.map_err(away)?;
        let url = Url::parse(&endpoint).map_err(|error| away(error.into()))?;
        let body = Bytes::from(json!({ "SecretId": id }).to_string());
        let mut request = Request::post(url.as_str())
            .header(CONTENT_TYPE, "application/x-amz-json-1.1")
            .header("x-amz-target", HeaderValue::from_static(TARGET))
            .body(body)
            .map_err(|error| away(error.into()))?;
        let signing = Signing { region, service: SERVICE, keys: &credentials };
        sign::authorize(&mut request, &url, signing, Clock::System.now()).map_err(away)?;
        let answer = self.client.ask(request, ANSWER_MAX, WITHIN).await;
        answer.map_err(|error| Fault::Away(error.to_string()))
    }
}

fn explain(id: &str, status: StatusCode, refusal: &Refusal) -> Fault {
    let secret = id.to_owned();
    // "com.amazonaws.secretsmanager#ResourceNotFoundException", or without the first part.
    let kind = refusal.kind.rsplit('#').next().unwrap_or_default();
    let names_kms = refusal.message.contains("KMS") || refusal.message.contains("kms:");
    match kind {
        "ResourceNotFoundException" => Fault::Missing(secret),
        "DecryptionFailure" => Fault::Denied { secret, action: "kms:Decrypt", on: "its key" },
        "AccessDeniedException" | "AccessDenied" if names_kms => {
            Fault::Denied { secret, action: "kms:Decrypt", on: "its key" }
        }
        "AccessDeniedException" | "AccessDenied" => {
            Fault::Denied { secret, action: "secretsmanager:GetSecretValue", on: "it" }
        }
        "InvalidRequestException" if refusal.message.contains("delet") => Fault::Deleted(secret),
        "UnrecognizedClientException"
        | "InvalidClientTokenId"
        | "InvalidSignatureException"
        | "SignatureDoesNotMatch"
        | "ExpiredTokenException"
        | "RequestExpired"
        | "IncompleteSignature"
        | "MissingAuthenticationToken"
        | "NotAuthorized" => Fault::Refused(kind.to_owned()),
        "ThrottlingException" | "Throttling" | "RequestLimitExceeded" => {
            Fault::Away("it asks to slow down".to_owned())
        }
        _ if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            Fault::Away(format!("status {status}"))
        }
        _ => Fault::Other { secret, answer: format!("status {status} {kind}") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_says_what_to_do() {
        let of = |status: u16, kind: &str, message: &str| {
            let refusal = Refusal { kind: kind.to_owned(), message: message.to_owned() };
            explain("tp/db-credentials", StatusCode::from_u16(status).unwrap(), &refusal)
        };
        for (fault, says, passes) in [
            (
                of(
                    400,
                    "AccessDeniedException",
                    "User: x is not authorized to perform: secretsmanager:GetSecretValue",
                ),
                "\"tp/db-credentials\": allow secretsmanager:GetSecretValue on it",
                false,
            ),
            (
                of(400, "AccessDeniedException", "Access to KMS is not allowed"),
                "allow kms:Decrypt on its key",
                false,
            ),
            (of(400, "DecryptionFailure", ""), "allow kms:Decrypt on its key", false),
            (
                of(400, "x.y#ResourceNotFoundException", ""),
                "there is no secret \"tp/db-credentials\"",
                false,
            ),
            (
                of(400, "InvalidRequestException", "it was marked for deletion"),
                "is marked for deletion",
                false,
            ),
            (of(400, "ExpiredTokenException", ""), "refuses our credentials", false),
            (of(400, "ThrottlingException", ""), "asks to slow down", true),
            (of(503, "", ""), "status 503", true),
            (of(418, "Odd", ""), "status 418", false),
        ] {
            assert!(fault.to_string().contains(says), "{fault}");
            assert_eq!(fault.is_passing(), passes, "{fault}");
        }
    }
}
