//! `/auth`: signing in and out, one-time links, invitations.

use super::{
    CurrentUser, Via, break_glass,
    identities::model::Method,
    links, magic_link,
    methods::{self, Methods},
    notice, session,
    session_state::{self, SessionState},
    sign_in,
};
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
    html,
    http::{
        extract::{Server, Text},
        reply::{NoContent, Reply, SeeOther},
    },
    users::view::Me,
    workspaces::invitations,
};
use chrono::{DateTime, Utc};
use poem::http::HeaderValue;
use poem_openapi::{
    Object, OpenApi,
    payload::{Html, Json},
};
use serde::Serialize;

/// E-mail and password.
#[derive(Debug, Object)]
pub struct Credentials {
    /// The address of the account.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// The notice that was read.
#[derive(Debug, Object)]
pub struct AcceptedNotice {
    /// Its version, from the ways to sign in.
    pub version: String,
}

/// Signed out here.
#[derive(Debug, Serialize, Object)]
pub struct SignedOut {
    /// Where to go to sign out of the provider too.
    pub logout_url: Option<String>,
}

/// What a one-time link is for.
#[derive(Debug, Serialize, Object)]
pub struct PasswordLink {
    /// The account.
    pub email: String,
    /// `welcome` for a new account, `reset` for another password.
    pub purpose: String,
    /// When the link ends.
    pub expires_at: DateTime<Utc>,
}

/// The password to set.
#[derive(Debug, Object)]
pub struct ChosenPassword {
    /// At least 12 characters (14 where PBKDF2 hashes it), not easy to guess.
    pub password: String,
}

/// Who wants a link that signs in.
#[derive(Debug, Object)]
pub struct MagicLinkWish {
    /// The address of the account.
    pub email: String,
    /// Where to go afterwards: a path.
    pub return_to: Option<String>,
}

/// The token of a link that was mailed.
#[derive(Debug, Object)]
pub struct MagicLinkToken {
    /// The token.
    pub token: String,
}

/// Who wants another password.
#[derive(Debug, Object)]
pub struct PasswordResetWish {
    /// The address of the account.
    pub email: String,
}

/// An account for somebody who was invited and has none.
#[derive(Debug, Default, Object)]
#[oai(default)]
pub struct InvitedAccount {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// At least 12 characters (14 where PBKDF2 hashes it), not easy to guess.
    pub password: String,
}

/// Signing in and out.
#[derive(Debug)]
pub struct AuthApi;

#[OpenApi(prefix_path = "/auth")]
impl AuthApi {
    /// Ways to sign in
    #[oai(path = "/methods", method = "get", operation_id = "get_sign_in_methods")]
    async fn methods(&self, app: Server, request: &poem::Request) -> Result<Reply<Methods>> {
        Reply::new(&Methods::of(&app, request).await?)
    }

    /// Agree to the system-use notice
    ///
    /// Nobody signs in before. Sets a cookie.
    #[oai(path = "/notice", method = "post", operation_id = "accept_notice")]
    async fn notice(&self, app: Server, body: Json<AcceptedNotice>) -> Result<NoContent> {
        Ok(match notice::accept(&app, &body.version).await? {
            Some(cookie) => NoContent::with_cookie(cookie),
            None => NoContent::default(),
        })
    }

    /// How long my session lasts
    ///
    /// Asking is no activity.
    #[oai(path = "/session", method = "get", operation_id = "get_session")]
    async fn session(&self, request: &poem::Request) -> Result<Reply<SessionState>> {
        Reply::new(&session_state::of(request, false).await?)
    }

    /// Stay signed in
    #[oai(path = "/session/extend", method = "post", operation_id = "extend_session")]
    async fn extend_session(&self, request: &poem::Request) -> Result<Reply<SessionState>> {
        Reply::new(&session_state::of(request, true).await?)
    }

    /// The page of a break-glass link
    ///
    /// For people, without any script: the apps may be what is broken.
    #[oai(path = "/break-glass/:token", method = "get", operation_id = "get_break_glass_page")]
    async fn break_glass_page(&self, app: Server, token: Text<0>) -> Result<Html<String>> {
        break_glass::look(&app, &token.0).await?;
        let settings = app.settings().await?;
        Ok(Html(break_glass_page(settings.notice.as_deref())))
    }

    /// Sign in with a break-glass link
    ///
    /// The button of its page; pressing it agrees to the notice, which is on the same page.
    #[oai(path = "/break-glass/:token", method = "post", operation_id = "use_break_glass_link")]
    async fn break_glass(
        &self,
        app: Server,
        origin: session::Origin,
        token: Text<0>,
    ) -> Result<SeeOther> {
        let cookie = break_glass::enter(&app, &token.0, &origin).await?;
        let mut cookies = vec![cookie];
        if let Some(notice) = &app.settings().await?.notice {
            cookies.extend(notice::accept(&app, &notice.version).await?);
        }
        Ok(SeeOther { to: app.admin_url("/"), cookies })
    }

    /// Sign in with a password
    #[oai(path = "/sign-in", method = "post", operation_id = "sign_in")]
    async fn sign_in(
        &self,
        app: Server,
        _notice: notice::Accepted,
        origin: session::Origin,
        body: Json<Credentials>,
    ) -> Result<Reply<Me>> {
        let (user_id, cookie) =
            sign_in::with_password(&app, &body.email, &body.password, &origin).await?;
        signed_in(&app, user_id, cookie).await
    }

    /// Ask for a link that signs in
    ///
    /// It goes to the address, if somebody has it who may sign in so. The answer is the same in any
    /// case.
    #[oai(path = "/magic-link", method = "post", operation_id = "request_magic_link")]
    async fn request_magic_link(
        &self,
        app: Server,
        origin: session::Origin,
        body: Json<MagicLinkWish>,
    ) -> Result<NoContent> {
        let body = body.0;
        magic_link::request(&app, &body.email, body.return_to.as_deref(), &origin).await?;
        Ok(NoContent::default())
    }

    /// Sign in with a link that was mailed
    #[oai(path = "/magic-link/redeem", method = "post", operation_id = "redeem_magic_link")]
    async fn redeem_magic_link(
        &self,
        app: Server,
        _notice: notice::Accepted,
        origin: session::Origin,
        body: Json<MagicLinkToken>,
    ) -> Result<Reply<Me>> {
        let (user_id, cookie) = magic_link::redeem(&app, &body.token, &origin).await?;
        signed_in(&app, user_id, cookie).await
    }

    /// Ask for a link for another password
    ///
    /// It goes to the address, if somebody with a password has it. The answer is the same in any
    /// case.
    #[oai(path = "/password-reset", method = "post", operation_id = "request_password_reset")]
    async fn request_password_reset(
        &self,
        app: Server,
        origin: session::Origin,
        body: Json<PasswordResetWish>,
    ) -> Result<NoContent> {
        magic_link::request_reset(&app, &body.email, &origin).await?;
        Ok(NoContent::default())
    }

    /// Sign out
    #[oai(path = "/sign-out", method = "post", operation_id = "sign_out")]
    async fn sign_out(&self, app: Server, user: CurrentUser) -> Result<Reply<SignedOut>> {
        let mut logout_url = None;
        if let Via::Session(id) = user.0.via {
            let provider = session::provider(&app, user.0.user_id, id).await?;
            session::end(&app, user.0.user_id, session::Which::One(id)).await?;
            if let Some(provider) = provider {
                logout_url = methods::logout_url(&app, provider).await?;
            }
        }
        Ok(Reply::new(&SignedOut { logout_url })?.with_cookie(session::removal(&app)?))
    }

    /// What a one-time password link is for
    #[oai(path = "/password-links/:token", method = "get", operation_id = "get_password_link")]
    async fn password_link(&self, app: Server, token: Text<0>) -> Result<Reply<PasswordLink>> {
        sign_in::require_passwords(&app).await?;
        let tx = app.db.begin(Context::default()).await?;
        let (link, person) = sign_in::link_owner(&app, &tx, &token.0).await?;
        tx.end().await?;
        Reply::new(&PasswordLink {
            email: person.email,
            purpose: link.purpose,
            expires_at: link.expires_at,
        })
    }

    /// Set the password that a link allows, and sign in
    #[oai(path = "/password-links/:token", method = "post", operation_id = "use_password_link")]
    async fn use_password_link(
        &self,
        app: Server,
        _notice: notice::Accepted,
        origin: session::Origin,
        token: Text<0>,
        body: Json<ChosenPassword>,
    ) -> Result<Reply<Me>> {
        let (user_id, cookie) = sign_in::with_link(&app, &token.0, &body.password, &origin).await?;
        signed_in(&app, user_id, cookie).await
    }

    /// What an invitation offers
    #[oai(path = "/invitations/:token", method = "get", operation_id = "get_invitation_by_link")]
    async fn invitation(&self, app: Server, token: Text<0>) -> Result<Reply<invitations::Offer>> {
        Reply::new(&invitations::offer(&app, &token.0).await?)
    }

    /// Accept an invitation
    ///
    /// Signed in with the invited address: no body. Without an account: the names and password of
    /// the new one, which is then signed in.
    #[oai(path = "/invitations/:token/accept", method = "post", operation_id = "accept_invitation")]
    async fn accept_invitation(
        &self,
        app: Server,
        origin: session::Origin,
        request: &poem::Request,
        token: Text<0>,
        body: Json<Option<InvitedAccount>>,
    ) -> Result<Reply<Me>> {
        let actor = match super::authenticate(request).await {
            Ok(actor) => Some(actor),
            Err(Error::Unauthenticated(_)) => None,
            Err(error) => return Err(error),
        };
        match (actor, body.0) {
            (Some(actor), _) => {
                invitations::accept_as(&app, &token.0, actor.user_id).await?;
                Reply::new(&Me::load(&app, actor.user_id).await?)
            }
            (None, Some(account)) => {
                if !notice::is_accepted(&app, request).await? {
                    return Err(Error::Forbidden("Agree to the system-use notice first."));
                }
                let user_id = invitations::accept_new(&app, &token.0, account).await?;
                let cookie =
                    session::open(&app, user_id, &origin, session::Grant::by(Method::Link)).await?;
                signed_in(&app, user_id, cookie).await
            }
            (None, None) => Err(Error::Unauthenticated("Sign in to accept the invitation.")),
        }
    }
}

async fn signed_in(app: &App, user_id: uuid::Uuid, cookie: HeaderValue) -> Result<Reply<Me>> {
    Ok(Reply::new(&Me::load(app, user_id).await?)?.with_cookie(cookie))
}

/// A form with one button. The apps' rules on styles and scripts hold here too, so it has none.
fn break_glass_page(notice: Option<&notice::Notice>) -> String {
    let notice = notice.map(|notice| {
        let (title, text) = (html::escape(&notice.title), html::escape(&notice.text));
        format!("<h2>{title}</h2><p>{text}</p>")
    });
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <title>Break-glass sign-in</title></head><body><main><h1>Break-glass sign-in</h1>{}\
         <p>This signs you in as an administrator of the instance for a short time. \
         It is recorded.</p><form method=\"post\"><button>I understand and agree: sign in</button>\
         </form></main></body></html>",
        notice.unwrap_or_default()
    )
}

/// The link for the first account, for the terminal.
pub async fn setup_link(app: &App) -> Result<Option<String>> {
    Ok(links::setup_link(app).await?.map(|link| link.url))
}
