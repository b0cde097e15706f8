//! Placeholder of the HTTP shell until it lands: names that the API uses.
pub mod extract;
pub mod openapi;
pub mod page;
pub mod reply;
pub mod routes;

use poem::Request;

/// The client's address.
pub struct ClientAddress(pub std::net::IpAddr);

impl ClientAddress {
    /// Read off the request.
    pub fn of(_: &Request) -> Self {
        Self(std::net::IpAddr::from([127, 0, 0, 1]))
    }
}

impl poem::error::ResponseError for crate::error::Error {
    fn status(&self) -> http::StatusCode {
        http::StatusCode::BAD_REQUEST
    }
}
