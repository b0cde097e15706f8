//! Files: attachments of work items and images in texts.
//!
//! A file arrives in three steps, as clients of Plane's API know them: its name, size and type are
//! announced and answered with an address and a one-time token; the bytes are posted there as a
//! form; the sender confirms. Only a confirmed file shows.
//!
//! Invariants: bytes live in the [`store`] under their own digest and never change; a type that
//! says "image" is believed only if the bytes say so too ([`sniff`]); only four image types are
//! ever shown in place, everything else is handed out as a download in a sandbox. An attachment can
//! be read by whoever sees its work item, an image by whoever belongs to the project, and an image
//! of a description by anybody while the project is published. Deleting hides the row; other rows may
//! share the bytes, so they stay until [`jobs`] finds that no row names them.
//!
//! Events: `attachment` on the topic of the project. Start reading at [`ops`].

pub mod api;
pub mod api_download;
pub mod jobs;
pub mod model;
pub mod ops;
pub mod queries;
pub mod s3;
pub mod sniff;
pub mod store;
pub mod upload;
pub mod view;

pub use store::FileStore;
