//! `/auth/oidc/<slug>/…`: the addresses that browsers go to. They answer redirects only, so they are
//! no operations of the API.

use super::{flow, logout};
use crate::http::{extract::Server, reply::SeeOther};
use poem::{Request, Route, get, handler, web::Path};

/// The routes, below `/auth/oidc`.
pub fn routes() -> Route {
    Route::new()
        .at("/:slug/begin", get(begin))
        .at("/:slug/callback", get(callback))
        .at("/:slug/signed-out", get(signed_out))
}

#[handler]
async fn begin(app: Server, slug: Path<String>, request: &Request) -> SeeOther {
    flow::begin(&app, &slug.0, request).await
}

#[handler]
async fn callback(app: Server, slug: Path<String>, request: &Request) -> SeeOther {
    flow::callback(&app, &slug.0, request).await
}

#[handler]
fn signed_out(app: Server, request: &Request) -> SeeOther {
    let to = logout::landing(&app, request.uri().query().unwrap_or_default()).to_owned();
    SeeOther { to, cookies: vec![] }
}
