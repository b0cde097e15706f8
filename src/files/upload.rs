//! The bytes of an announced file arrive.
//!
//! Whoever holds the token may send them, once; there is no session, so that scripts can post the
//! form as they would to any object store. No connection to the database is held meanwhile.

use super::{queries, sniff};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    random,
};
use chrono::Duration;
use entity::file;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    QuerySelect, Statement,
};
use tokio::io::AsyncRead;
use uuid::Uuid;

/// How long a token works.
const TOKEN_LASTS: Duration = Duration::hours(1);

/// Takes the bytes of a file: at most as many as were announced, of the type that was announced.
pub async fn accept(app: &App, id: Uuid, token: &str, reader: impl AsyncRead + Send) -> Result<()> {
    let look = app.db.begin(Context::default()).await?;
    let announced = find(app, &look, id, token).await?;
    look.end().await?;
    let limit = u64::try_from(announced.size_bytes).unwrap_or_default();
    let incoming = app.files.receive(reader, limit).await?;
    let content_type = match sniff::settle(&announced.content_type, &incoming.head) {
        Ok(content_type) => content_type,
        Err(error) => {
            app.files.discard(&incoming).await?;
            return Err(error);
        }
    };
    let tx = app.db.begin(Context::default()).await?;
    // Until a row names them, the bytes may be taken for garbage: the same bytes may lie there for
    // long. Nothing is written to the database before they are kept.
    queries::lock_bytes(&tx, &incoming.key).await?;
    app.files.keep(&incoming).await?;
    let mut row = find(app, &tx, id, token).await?.into_active_model();
    row.storage_key = Set(Some(incoming.key));
    row.size_bytes = Set(i64::try_from(incoming.size_bytes).unwrap_or(i64::MAX));
    row.content_type = Set(content_type);
    row.upload_token_hash = Set(None);
    row.updated_at = Set(app.clock.now());
    row.update(&*tx).await?;
    tx.commit().await
}

/// The file that the token is for; moves `tx` into its workspace and locks the row.
async fn find(app: &App, tx: &Tx, id: Uuid, token: &str) -> Result<file::Model> {
    let refused = || Error::Forbidden("The upload token is wrong, was used or has ended.");
    let hash = random::hash(token);
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT resolve_upload($1, $2)",
            [id.into(), hash.clone().into()],
        ))
        .await?;
    let workspace_id: Option<Uuid> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    tx.enter_workspace(workspace_id.ok_or_else(refused)?).await?;
    // Of two senders with one token, the second finds it spent here.
    file::Entity::find_by_id(id)
        .lock_exclusive()
        .one(&**tx)
        .await?
        .filter(|row| row.upload_token_hash.as_ref() == Some(&hash))
        .filter(|row| row.created_at + TOKEN_LASTS > app.clock.now())
        .ok_or_else(refused)
}
