//! What happens to work items when nobody looks.

mod purge;
mod put_away;

pub use purge::PurgeWorkItems;
pub use put_away::PutAwayOldWorkItems;
