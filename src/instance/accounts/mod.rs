//! What an administrator of the instance does to people's ways in: approve, remove, block, sign out.

pub mod api;
pub mod ops;

use super::{queries, view::InstanceUser};
use crate::{
    app::App,
    db::{Context, Tx},
    error::Result,
};
use entity::user;
use uuid::Uuid;

/// Accounts as the console shows them.
pub async fn views(tx: &Tx, rows: Vec<user::Model>) -> Result<Vec<InstanceUser>> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let counts = queries::workspace_counts(tx, &ids).await?;
    let mut methods = queries::sign_in_methods(tx, &ids).await?;
    let view = |row: user::Model| {
        let count = counts.get(&row.id).copied().unwrap_or_default();
        let methods = methods.remove(&row.id).unwrap_or_default();
        InstanceUser::new(row, count, methods)
    };
    Ok(rows.into_iter().map(view).collect())
}

/// An account as the console shows it.
pub async fn view(app: &App, actor: Uuid, row: user::Model) -> Result<InstanceUser> {
    let tx = app.db.begin(Context::user(actor)).await?;
    let count = queries::workspace_counts(&tx, &[row.id]).await?.remove(&row.id);
    let methods = queries::sign_in_methods(&tx, &[row.id]).await?.remove(&row.id);
    tx.end().await?;
    Ok(InstanceUser::new(row, count.unwrap_or_default(), methods.unwrap_or_default()))
}
