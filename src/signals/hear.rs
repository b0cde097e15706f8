//! Hearing the other instances.

use super::Signal;
use crate::app::App;
use anyhow::bail;
use futures_util::StreamExt;
use sqlx::postgres::PgListener;
use std::sync::Arc;

pub(super) const CHANNEL: &str = "treasury_plane_signals";

/// Hears what comes by NOTIFY.
pub(super) async fn postgres(app: Arc<App>) -> anyhow::Result<()> {
    app.signals.use_current_password();
    let mut listener = PgListener::connect_with(&app.signals.pool).await?;
    listener.listen(CHANNEL).await?;
    obey(&app, Signal::All).await;
    loop {
        match listener.try_recv().await? {
            Some(note) => hear(&app, note.payload()).await,
            // The connection was lost and is there again.
            None => obey(&app, Signal::All).await,
        }
    }
}

/// Hears what comes by Redis.
pub(super) async fn redis(app: Arc<App>) -> anyhow::Result<()> {
    let Some(redis) = &app.redis else { return Ok(()) };
    let mut messages = redis.listen().await?.into_on_message();
    obey(&app, Signal::All).await;
    while let Some(message) = messages.next().await {
        if let Ok(text) = message.get_payload::<String>() {
            hear(&app, &text).await;
        }
    }
    bail!("the connection was closed")
}

async fn hear(app: &App, text: &str) {
    for signal in app.signals.read(text) {
        obey(app, signal).await;
    }
}

/// Nothing here may take long: those who were called do the work.
async fn obey(app: &App, signal: Signal) {
    match signal {
        Signal::All => {
            app.signals.ring_events();
            app.identities.clear();
            app.scopes.clear();
            app.sessions_ended.notify_waiters();
            app.forget_settings();
            app.cache.clear_here();
            app.oidc.clear_here();
            app.realtime.presence().look_at_all();
        }
        Signal::Events => app.signals.ring_events(),
        Signal::Sessions => {
            app.identities.clear();
            app.sessions_ended.notify_waiters();
        }
        Signal::Settings => app.forget_settings(),
        Signal::Presence(item) => app.realtime.presence().look_at(item),
        Signal::Forget(key) => {
            app.cache.forget_here(&key);
            app.oidc.forget_here(&key).await;
            crate::cache::forget_in_redis(app, &key).await;
        }
    }
}
