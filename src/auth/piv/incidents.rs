//! Writes what happened at the doors ([`crate::http::gate`]) into the audit log.

use crate::{
    app::App,
    audit,
    db::Context,
    error::Result,
    http::gate::incidents::{Incident, Kind},
};
use std::sync::Arc;
use tokio::sync::mpsc::Receiver;

/// Reads until the server ends.
pub async fn record(app: Arc<App>, mut incidents: Receiver<Incident>) {
    let closing = app.lifecycle.closing.clone();
    while let Some(Some(incident)) = closing.run_until_cancelled(incidents.recv()).await {
        if let Err(error) = write(&app, incident).await {
            tracing::error!(%error, "an incident at the door is in no audit log");
        }
    }
}

async fn write(app: &App, incident: Incident) -> Result<()> {
    let action = match incident.kind {
        Kind::ForgedHeader => "certificate_header.dropped",
        Kind::UnknownPeer => "load_balancer.refused",
        Kind::UnreadableHeader => "certificate_header.refused",
    };
    let tx = app.db.begin(Context::default()).await?;
    audit::Entry::new(action)
        .failed()
        .from(&incident.peer.to_string())
        .with("path", incident.path)
        .with("detail", incident.detail)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await
}
