//! `/api/public/unsubscribe`: for mail programs (RFC 8058) and for the page that the mail links to.

use super::unsubscribe;
use crate::{
    error::{Error, Result},
    http::{extract::Server, reply::Reply},
};
use poem::Body;
use poem_openapi::{Object, OpenApi, param::Query};
use serde::{Deserialize, Serialize};

/// More than a token and its JSON.
const BODY_MAX: usize = 4096;

/// What was switched off.
#[derive(Debug, Serialize, Object)]
pub struct Unsubscribed {
    /// The kinds of mail, separated by commas.
    pub email_kind: String,
    /// They are off.
    pub done: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    token: String,
}

/// Mails that are not wanted.
#[derive(Debug)]
pub struct UnsubscribeApi;

#[OpenApi(prefix_path = "/api/public")]
impl UnsubscribeApi {
    /// Switch a kind of mail off
    ///
    /// For whoever has the mail: no sign-in. The token is in the address, or in a body of JSON as
    /// `{"token": "…"}`; the form that mail programs send is not looked at.
    #[oai(path = "/unsubscribe", method = "post", operation_id = "unsubscribe")]
    async fn unsubscribe(
        &self,
        app: Server,
        /// The token of the mail's link.
        token: Query<Option<String>>,
        body: Body,
    ) -> Result<Reply<Unsubscribed>> {
        let token = match token.0 {
            Some(token) => token,
            None => {
                let bytes = body.into_bytes_limit(BODY_MAX).await;
                let bytes = bytes.map_err(|_| Error::invalid("token", "Too long."))?;
                serde_json::from_slice::<Wish>(&bytes).unwrap_or_default().token
            }
        };
        let email_kind = unsubscribe::switch_off(&app, &token).await?;
        Reply::new(&Unsubscribed { email_kind, done: true })
    }
}
