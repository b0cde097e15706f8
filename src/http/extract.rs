//! Extractors that are not about access: the application, and the ids in a path.
//!
//! poem-openapi numbers path parameters from the left (`param0`, `param1`, …), so ours are named by
//! position: 0 is the workspace's slug, 1 the project, 2 the thing inside it. An id that does not
//! parse cannot exist, so it answers 404 like any other unknown id.

use crate::{
    app::App,
    error::{Error, Result},
};
use poem::{FromRequest, Request, RequestBody, error::InternalServerError};
use std::sync::Arc;
use uuid::Uuid;

/// The application that the router was built with.
pub fn app(request: &Request) -> Result<&Arc<App>> {
    request
        .extensions()
        .get::<Arc<App>>()
        .or_else(|| request.data::<Arc<App>>())
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("the router carries no application")))
}

/// The path parameter at `position`, as text.
pub fn path_text(request: &Request, position: usize) -> Result<&str> {
    const NAMES: [&str; 5] = ["param0", "param1", "param2", "param3", "param4"];
    NAMES
        .get(position)
        .and_then(|name| request.raw_path_param(name))
        // The database cannot be asked for it, so nothing has this name.
        .filter(|text| !text.contains('\0'))
        .ok_or(Error::NotFound("path parameter"))
}

/// The path parameter at `position`, as an id.
pub fn path_id(request: &Request, position: usize) -> Result<Uuid> {
    Uuid::try_parse(path_text(request, position)?).map_err(|_| Error::NotFound("id"))
}

/// The id at position `N` of the path.
#[derive(Clone, Copy, Debug)]
pub struct Id<const N: usize>(pub Uuid);

impl<'a, const N: usize> FromRequest<'a> for Id<N> {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(Self(path_id(request, N)?))
    }
}

/// The text at position `N` of the path, percent-decoded by the router.
#[derive(Clone, Debug)]
pub struct Text<const N: usize>(pub String);

impl<'a, const N: usize> FromRequest<'a> for Text<N> {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(Self(path_text(request, N)?.to_owned()))
    }
}

/// The application, for handlers.
#[derive(Clone, Debug)]
pub struct Server(pub Arc<App>);

impl std::ops::Deref for Server {
    type Target = App;

    fn deref(&self) -> &App {
        &self.0
    }
}

impl<'a> FromRequest<'a> for Server {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        app(request).cloned().map(Self).map_err(InternalServerError)
    }
}

/// Where a session would come from, for sign-in handlers.
impl<'a> FromRequest<'a> for crate::auth::session::Origin {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(Self::of(request))
    }
}
