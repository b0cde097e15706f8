//! What the product takes from Amazon Web Services, against moto's server.
//!
//! Rotation of the database's password is with the other weather of the database, in `weather`.

mod backup;
mod files;
mod rotation;
mod secrets;
mod waiting;
