//! Telling the other instances.

use super::TELL_EVERY;
use crate::app::App;
use std::sync::Arc;

/// Sends what there is to tell, some of it at a time.
pub(super) async fn send(app: Arc<App>) -> anyhow::Result<()> {
    let signals = &app.signals;
    loop {
        signals.to_send.notified().await;
        let (taken, text) = signals.take();
        if taken.is_empty() {
            continue;
        }
        if let Err(error) = carry(&app, &text).await {
            // They are told when the database is back.
            signals.outgoing().extend(taken);
            signals.to_send.notify_one();
            return Err(error);
        }
        tokio::time::sleep(TELL_EVERY).await;
    }
}

async fn carry(app: &App, text: &str) -> anyhow::Result<()> {
    if let Some(redis) = &app.redis
        && redis.publish(text).await.is_ok()
    {
        return Ok(());
    }
    app.signals.use_current_password();
    sqlx::query("SELECT pg_notify($1, $2)")
        .bind(super::hear::CHANNEL)
        .bind(text)
        .execute(&app.signals.pool)
        .await?;
    Ok(())
}
