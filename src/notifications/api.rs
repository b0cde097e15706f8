//! `/api/v1/workspaces/{slug}/users/notifications`: one's inbox.

use super::{
    ops::{self, Act},
    queries::{Kind, Wanted},
    view::Notification,
};
use crate::{
    access::WorkspaceScope,
    error::Result,
    http::{
        extract::{Id, Server},
        page::{Page, Paging},
        reply::{NoContent, Reply},
    },
};
use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use serde::Serialize;

/// What changes about a notification.
#[derive(Debug, Object)]
pub struct NotificationPatch {
    /// Let it sleep until then; null wakes it.
    pub snoozed_till: Option<DateTime<Utc>>,
}

/// What is to be marked as read.
#[derive(Debug, Object)]
pub struct MarkAllRead {
    /// Those that sleep, instead of those that do not.
    pub snoozed: Option<bool>,
    /// Those that were put away, instead of those that were not.
    pub archived: Option<bool>,
    /// Only mentions.
    pub mentioned: Option<bool>,
    /// A list of `assigned`, `created` and `subscribed`, with commas.
    #[oai(rename = "type")]
    pub kind: Option<String>,
}

/// How many notifications are unread, archived and sleeping ones apart.
#[derive(Debug, Serialize, Object)]
pub struct UnreadCount {
    /// All of them, mentions too.
    pub total_unread_notifications_count: i64,
    /// Mentions.
    pub mention_unread_notifications_count: i64,
}

/// It is done.
#[derive(Debug, Serialize, Object)]
pub struct Done {
    /// In words.
    pub message: String,
}

/// The inbox.
#[derive(Debug)]
pub struct NotificationsApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl NotificationsApi {
    /// My notifications
    #[oai(path = "/:slug/users/notifications", method = "get", operation_id = "list_notifications")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn list(
        &self,
        app: Server,
        scope: WorkspaceScope,
        /// A list of `assigned`, `created` and `subscribed`, with commas: what I am to the item.
        r#type: Query<Option<String>>,
        /// Those that sleep, instead of those that do not.
        snoozed: Query<Option<bool>>,
        /// Those that were put away, instead of those that were not.
        archived: Query<Option<bool>>,
        /// Only those that were read, or only those that were not.
        read: Query<Option<bool>>,
        /// Only mentions.
        mentioned: Query<Option<bool>>,
        /// Notifications a page, 1 to 1000.
        per_page: Query<Option<i64>>,
        /// Which page.
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<Notification>>> {
        let wanted = Wanted {
            snoozed: snoozed.unwrap_or_default(),
            archived: archived.unwrap_or_default(),
            read: read.0,
            mentioned: mentioned.unwrap_or_default(),
            kinds: Kind::parse_list(r#type.as_deref().unwrap_or_default())?,
        };
        let paging = Paging::parse(per_page.0, cursor.as_deref())?;
        Reply::new(&ops::page(&app, &scope, &wanted, paging).await?)
    }

    /// How many of my notifications are unread
    #[oai(
        path = "/:slug/users/notifications/unread",
        method = "get",
        operation_id = "get_unread_count"
    )]
    async fn unread(&self, app: Server, scope: WorkspaceScope) -> Result<Reply<UnreadCount>> {
        let (all, mentions) = ops::unread(&app, &scope).await?;
        Reply::new(&UnreadCount {
            total_unread_notifications_count: all,
            mention_unread_notifications_count: mentions,
        })
    }

    /// Mark my notifications as read
    #[oai(
        path = "/:slug/users/notifications/mark-all-read",
        method = "post",
        operation_id = "mark_all_notifications_read"
    )]
    async fn mark_all_read(
        &self,
        app: Server,
        scope: WorkspaceScope,
        body: Json<MarkAllRead>,
    ) -> Result<Reply<Done>> {
        let body = body.0;
        let wanted = Wanted {
            snoozed: body.snoozed.unwrap_or_default(),
            archived: body.archived.unwrap_or_default(),
            read: Some(false),
            mentioned: body.mentioned.unwrap_or_default(),
            kinds: Kind::parse_list(body.kind.as_deref().unwrap_or_default())?,
        };
        ops::mark_all_read(&app, &scope, &wanted).await?;
        Reply::new(&Done { message: "Successful".to_owned() })
    }

    /// One of my notifications
    #[oai(
        path = "/:slug/users/notifications/:notification_id",
        method = "get",
        operation_id = "get_notification"
    )]
    async fn get(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Notification>> {
        Reply::new(&ops::get(&app, &scope, id.0).await?)
    }

    /// Let a notification sleep, or wake it
    #[oai(
        path = "/:slug/users/notifications/:notification_id",
        method = "patch",
        operation_id = "update_notification"
    )]
    async fn patch(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        body: Json<NotificationPatch>,
    ) -> Result<Reply<Notification>> {
        let act = Act::Snooze(body.0.snoozed_till);
        Reply::new(&ops::act(&app, &scope, id.0, act).await?)
    }

    /// Delete a notification
    #[oai(
        path = "/:slug/users/notifications/:notification_id",
        method = "delete",
        operation_id = "delete_notification"
    )]
    async fn delete(&self, app: Server, scope: WorkspaceScope, id: Id<1>) -> Result<NoContent> {
        ops::delete(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }

    /// Mark a notification as read
    #[oai(
        path = "/:slug/users/notifications/:notification_id/read",
        method = "post",
        operation_id = "mark_notification_read"
    )]
    async fn read(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Notification>> {
        Reply::new(&ops::act(&app, &scope, id.0, Act::Read(true)).await?)
    }

    /// Mark a notification as unread
    #[oai(
        path = "/:slug/users/notifications/:notification_id/read",
        method = "delete",
        operation_id = "mark_notification_unread"
    )]
    async fn unread_one(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Notification>> {
        Reply::new(&ops::act(&app, &scope, id.0, Act::Read(false)).await?)
    }

    /// Put a notification away
    #[oai(
        path = "/:slug/users/notifications/:notification_id/archive",
        method = "post",
        operation_id = "archive_notification"
    )]
    async fn archive(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Notification>> {
        Reply::new(&ops::act(&app, &scope, id.0, Act::Archive(true)).await?)
    }

    /// Take a notification back
    #[oai(
        path = "/:slug/users/notifications/:notification_id/archive",
        method = "delete",
        operation_id = "restore_notification"
    )]
    async fn restore(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Notification>> {
        Reply::new(&ops::act(&app, &scope, id.0, Act::Archive(false)).await?)
    }
}
