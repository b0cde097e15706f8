//! `…/work-items/{id}/subscribe` and `…/subscribers`.

use super::subscribers;
use crate::{
    access::ProjectScope,
    error::Result,
    http::{
        extract::{Id, Server},
        reply::Reply,
    },
    users::view::UserLite,
};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;

/// Whether one follows an item.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Subscription {
    /// Whether the person who asks does.
    pub subscribed: bool,
}

/// Somebody who follows an item.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Subscriber {
    /// The person.
    pub subscriber: UserLite,
}

/// Following work items.
#[derive(Debug)]
pub struct SubscribersApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl SubscribersApi {
    /// Whether I follow a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/subscribe",
        method = "get",
        operation_id = "get_subscription"
    )]
    async fn get(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
    ) -> Result<Reply<Subscription>> {
        let subscribed = subscribers::is_following(&app, &scope, item.0).await?;
        Reply::new(&Subscription { subscribed })
    }

    /// Follow a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/subscribe",
        method = "post",
        operation_id = "subscribe_to_work_item"
    )]
    async fn follow(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
    ) -> Result<Reply<Subscription>> {
        subscribers::set(&app, &scope, item.0, true).await?;
        Reply::new(&Subscription { subscribed: true })
    }

    /// Follow a work item no longer
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/subscribe",
        method = "delete",
        operation_id = "delete_subscription"
    )]
    async fn leave(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
    ) -> Result<Reply<Subscription>> {
        subscribers::set(&app, &scope, item.0, false).await?;
        Reply::new(&Subscription { subscribed: false })
    }

    /// Who follows a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/subscribers",
        method = "get",
        operation_id = "list_subscribers"
    )]
    async fn list(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
    ) -> Result<Reply<Vec<Subscriber>>> {
        let people = subscribers::list(&app, &scope, item.0).await?;
        let views: Vec<_> =
            people.into_iter().map(|subscriber| Subscriber { subscriber }).collect();
        Reply::new(&views)
    }
}
