//! Whether a request may begin to add a way in to the account that it is signed in to.
//!
//! Adding one is as good as signing in. So it takes a session whose owner proved who they are
//! minutes ago, and only a page of ours may begin it: else another site could have the browser show
//! somebody else's card, or sign in at a provider as somebody else, and have that linked.

use super::{
    Via,
    attempt::Purpose,
    authenticate,
    identities::{link::FRESH, model::Refusal},
    session,
};
use crate::{
    app::App,
    error::{Error, Result},
};
use poem::Request;

/// Why it may not.
#[derive(Clone, Copy, Debug)]
pub struct NotNow {
    /// What the browser is told.
    pub refusal: Refusal,
    /// A short name for the audit log.
    pub reason: &'static str,
    /// What exactly; for administrators.
    pub detail: &'static str,
}

/// The account and session that link, or why they may not.
pub async fn purpose(app: &App, request: &Request) -> Result<std::result::Result<Purpose, NotNow>> {
    let is_own = match request.header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        // Browsers say it on https. On http none does, and there is no secret to keep either.
        None => !app.is_https(),
    };
    if !is_own {
        let (reason, detail) = ("foreign_page", "Begun by another site.");
        return Ok(Err(NotNow { refusal: Refusal::BrowserChanged, reason, detail }));
    }
    let stale = |detail| {
        let refusal = Refusal::FreshSignInRequired;
        Ok(Err(NotNow { refusal, reason: "session", detail }))
    };
    let actor = match authenticate(request).await {
        Ok(actor) => actor,
        Err(Error::Unauthenticated(_)) => return stale("Nobody is signed in."),
        Err(error) => return Err(error),
    };
    let Via::Session(session_id) = actor.via else { return stale("Not a session.") };
    let sessions = session::list(app, actor.user_id).await?;
    let since = app.clock.now() - FRESH;
    let is_fresh = sessions
        .iter()
        .any(|row| row.id == session_id && row.authenticated_at.is_some_and(|at| at >= since));
    if !is_fresh {
        return stale("The last sign-in is too long ago.");
    }
    Ok(Ok(Purpose::Link { user_id: actor.user_id, session_id }))
}
