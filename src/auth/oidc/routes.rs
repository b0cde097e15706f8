//! `/auth/oidc/<slug>/…`: the addresses that browsers go to. They answer redirects only, so they are
//! no operations of the API.

use super::{flow, logout};
use crate::http::extract::Server;
use poem::{
    Request, Response, Route, get, handler,
    http::{StatusCode, header},
    web::Path,
};

/// The routes, below `/auth/oidc`.
pub fn routes() -> Route {
    Route::new()
        .at("/:slug/begin", get(begin))
        .at("/:slug/callback", get(callback))
        .at("/:slug/signed-out", get(signed_out))
}

#[handler]
async fn begin(app: Server, slug: Path<String>, request: &Request) -> Response {
    see_other(flow::begin(&app, &slug.0, request).await)
}

#[handler]
async fn callback(app: Server, slug: Path<String>, request: &Request) -> Response {
    see_other(flow::callback(&app, &slug.0, request).await)
}

#[handler]
fn signed_out(app: Server, request: &Request) -> Response {
    let location = logout::landing(&app, request.uri().query().unwrap_or_default()).to_owned();
    see_other(flow::Redirect { location, cookies: vec![] })
}

fn see_other(redirect: flow::Redirect) -> Response {
    let mut response = Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, redirect.location)
        .finish();
    for cookie in redirect.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
