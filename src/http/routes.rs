//! Every route of the API, by audience.

use crate::{app::App, auth::piv};
use poem::{Endpoint, EndpointExt, Request, Response, Route};
use poem_openapi::{OpenApi, OpenApiService};
use std::sync::Arc;

/// All operations; each domain brings its own.
fn operations() -> impl OpenApi {
    (
        // Who are you.
        (
            crate::auth::api::AuthApi,
            crate::users::api::UsersApi,
            crate::notifications::api_preferences::PreferencesApi,
            crate::auth::identities::api::IdentitiesApi,
        ),
        // The console of the instance.
        (
            crate::instance::api::InstanceApi,
            crate::instance::accounts::api::AccountsApi,
            crate::instance::authentication::api::AuthenticationApi,
            crate::mail::api::MailApi,
            crate::auth::oidc::api::OidcProvidersApi,
            crate::trust::api::TrustApi,
            crate::audit::api::AuditApi,
            crate::jobs::api::JobsApi,
        ),
        // The product.
        (
            crate::workspaces::api::WorkspacesApi,
            crate::projects::api::ProjectsApi,
            crate::projects::states::StatesApi,
            crate::projects::labels::LabelsApi,
            crate::work_items::api::WorkItemsApi,
            crate::work_items::api::WorkspaceItemsApi,
            crate::work_items::comments::api::CommentsApi,
            crate::notifications::api::NotificationsApi,
            crate::notifications::api_subscribers::SubscribersApi,
            crate::files::api::FilesApi,
            crate::publish::api::PublishApi,
            crate::webhooks::api::WebhooksApi,
        ),
        // Anybody: boards that are published, mails that are not wanted.
        (crate::publish::api_public::PublicApi, crate::mail::api_public::UnsubscribeApi),
    )
}

/// The API with its description.
pub fn service() -> OpenApiService<impl OpenApi, ()> {
    OpenApiService::new(operations(), "Treasury Plane", env!("CARGO_PKG_VERSION"))
        .description("Project management for US federal agencies. Paths work with and without the trailing slash.")
}

/// The API and the sockets; the embedded apps are mounted around it.
pub fn build(app: Arc<App>) -> impl Endpoint<Output = Response> {
    Route::new()
        .at("/api/v1/realtime", poem::get(crate::realtime::socket::connect))
        .nest("/auth/oidc", crate::auth::oidc::routes::routes())
        // Steps of a browser from page to page; no client of the API takes them.
        .at("/auth/piv/begin", poem::get(piv::begin::begin))
        .at(crate::http::gate::START, poem::get(piv::start::start))
        .at("/auth/piv/finish", poem::get(piv::finish::finish))
        .nest("/", service())
        .before(use_new_names)
        .before(crate::http::shared_limits::limit_sign_in)
        .data(app)
        .map_to_response()
}

/// Some things have an older name in paths, and clients still use it.
async fn use_new_names(mut request: Request) -> poem::Result<Request> {
    let path = request.uri().path();
    let is_old = path.starts_with("/api/v1/workspaces/")
        && path.split('/').any(|part| {
            part == "issues" || part == "issue-attachments" || part == "project-members"
        });
    if is_old {
        let parts: Vec<_> = path
            .split('/')
            .map(|part| match part {
                "issues" => "work-items",
                "issue-attachments" => "attachments",
                "project-members" => "members",
                other => other,
            })
            .collect();
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Ok(uri) = format!("{}{query}", parts.join("/")).parse() {
            *request.uri_mut() = uri;
        }
    }
    Ok(request)
}
