//! `/api/v1/instance/users/…`: people's ways in.

use super::{super::view::InstanceUser, ops, view};
use crate::{
    access::InstanceScope,
    auth::identities::{manage, view::Identities},
    error::Result,
    http::{
        extract::{Id, Server},
        reply::{NoContent, Reply},
    },
};
use poem_openapi::OpenApi;

/// People's ways in.
#[derive(Debug)]
pub struct AccountsApi;

#[OpenApi(prefix_path = "/api/v1/instance/users")]
impl AccountsApi {
    /// Approve an account
    #[oai(path = "/:user_id/approve", method = "post", operation_id = "approve_instance_user")]
    async fn approve(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
    ) -> Result<Reply<InstanceUser>> {
        let row = ops::approve(&app, scope.actor.user_id, id.0).await?;
        Reply::new(&view(&app, scope.actor.user_id, row).await?)
    }

    /// Sign a person out everywhere
    #[oai(path = "/:user_id/sign-out", method = "post", operation_id = "sign_out_instance_user")]
    async fn sign_out(&self, app: Server, scope: InstanceScope, id: Id<0>) -> Result<NoContent> {
        ops::sign_out(&app, scope.actor.user_id, id.0).await?;
        Ok(NoContent::default())
    }

    /// A person's identities and cards
    #[oai(path = "/:user_id/identities", method = "get", operation_id = "list_user_identities")]
    async fn identities(
        &self,
        app: Server,
        _scope: InstanceScope,
        id: Id<0>,
    ) -> Result<Reply<Identities>> {
        ops::exists(&app, id.0).await?;
        Reply::new(&manage::list(&app, id.0).await?)
    }

    /// Remove an identity of a person
    ///
    /// With it go the others of the same issuer, and the sessions that they opened.
    #[oai(
        path = "/:user_id/identities/:identity_id",
        method = "delete",
        operation_id = "delete_user_identity"
    )]
    async fn remove_identity(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
        identity: Id<1>,
    ) -> Result<NoContent> {
        manage::remove(&app, scope.actor.user_id, id.0, identity.0).await?;
        Ok(NoContent::default())
    }

    /// Block a card of a person
    #[oai(
        path = "/:user_id/cards/:card_id/block",
        method = "post",
        operation_id = "block_user_card"
    )]
    async fn block_card(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
        card: Id<1>,
    ) -> Result<NoContent> {
        manage::set_blocked(&app, scope.actor.user_id, id.0, card.0, true).await?;
        Ok(NoContent::default())
    }

    /// Let a blocked card in again
    #[oai(
        path = "/:user_id/cards/:card_id/unblock",
        method = "post",
        operation_id = "unblock_user_card"
    )]
    async fn unblock_card(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
        card: Id<1>,
    ) -> Result<NoContent> {
        manage::set_blocked(&app, scope.actor.user_id, id.0, card.0, false).await?;
        Ok(NoContent::default())
    }
}
