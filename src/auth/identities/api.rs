//! `/api/v1/users/me/identities`: the signed-in person's cards and providers.

use super::{manage, view::Identities};
use crate::{
    auth::{CurrentUser, require_session},
    error::Result,
    http::{
        extract::{Id, Server},
        reply::{NoContent, Reply},
    },
};
use poem_openapi::OpenApi;

/// The signed-in person's ways in.
#[derive(Debug)]
pub struct IdentitiesApi;

#[OpenApi(prefix_path = "/api/v1/users/me")]
impl IdentitiesApi {
    /// My identities and cards
    #[oai(path = "/identities", method = "get", operation_id = "list_my_identities")]
    async fn list(&self, app: Server, user: CurrentUser) -> Result<Reply<Identities>> {
        require_session(&user.0)?;
        Reply::new(&manage::list(&app, user.0.user_id).await?)
    }

    /// Remove one of my identities
    ///
    /// With it go the others of the same issuer, and the sessions that they opened.
    #[oai(
        path = "/identities/:identity_id",
        method = "delete",
        operation_id = "delete_my_identity"
    )]
    async fn remove(&self, app: Server, user: CurrentUser, id: Id<0>) -> Result<NoContent> {
        require_session(&user.0)?;
        manage::remove(&app, user.0.user_id, user.0.user_id, id.0).await?;
        Ok(NoContent::default())
    }

    /// Block one of my cards
    ///
    /// A lost card lets nobody in from now on. An administrator can unblock it.
    #[oai(path = "/cards/:card_id/block", method = "post", operation_id = "block_my_card")]
    async fn block(&self, app: Server, user: CurrentUser, id: Id<0>) -> Result<NoContent> {
        require_session(&user.0)?;
        manage::set_blocked(&app, user.0.user_id, user.0.user_id, id.0, true).await?;
        Ok(NoContent::default())
    }
}
