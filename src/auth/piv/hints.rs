//! Keeps the card host's list of authorities in step with the trust store.
//!
//! Browsers offer only certificates of authorities on that list, so a new anchor must be on it
//! within seconds.

use crate::{app::App, http::tls::Certificate, trust};
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(5);

/// Compares until the server ends.
pub async fn keep(app: Arc<App>, certificate: Arc<Certificate>) {
    let closing = app.lifecycle.closing.clone();
    loop {
        match trust::current(&app).await {
            Ok(snapshot) => certificate.set_hints(snapshot.store.hint_subjects()),
            // It is logged where it is used; the list stays as it is.
            Err(error) => tracing::debug!(%error, "the trust store cannot be read"),
        }
        if closing.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_none() {
            return;
        }
    }
}
