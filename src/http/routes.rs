//! Every route of the API, by audience.

use crate::app::App;
use poem::{Endpoint, EndpointExt, Response, Route};
use poem_openapi::{OpenApi, OpenApiService};
use std::sync::Arc;

/// All operations; each domain brings its own.
fn operations() -> impl OpenApi {
    (
        // Who are you.
        crate::auth::api::AuthApi,
        crate::users::api::UsersApi,
        // The console of the instance.
        crate::instance::api::InstanceApi,
        // The product.
        crate::workspaces::api::WorkspacesApi,
        crate::projects::api::ProjectsApi,
        crate::projects::states::StatesApi,
        crate::projects::labels::LabelsApi,
    )
}

/// The API with its description.
pub fn service() -> OpenApiService<impl OpenApi, ()> {
    OpenApiService::new(operations(), "Treasury Plane", env!("CARGO_PKG_VERSION"))
        .description("Project management for US federal agencies. Paths work with and without the trailing slash.")
}

/// The API and the sockets; the embedded apps are mounted around it.
pub fn build(app: Arc<App>) -> impl Endpoint<Output = Response> {
    Route::new().nest("/", service()).data(app).map_to_response()
}
