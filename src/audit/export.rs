//! The log, or a part of it, as text: JSON lines, or CEF for security information systems.

use super::{
    Entry,
    link::{self, Fields, Link},
};
use crate::{
    app::App,
    db::{self, Context},
    error::Result,
    hex,
};
use chrono::{DateTime, Utc};
use std::{fmt::Write, net::IpAddr, sync::Arc};
use uuid::Uuid;

const BATCH: i64 = 500;

/// How entries are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// ArcSight's Common Event Format, version 0.
    Cef,
}

impl Format {
    /// The name in parameters and file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Cef => "cef",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Jsonl, Self::Cef].into_iter().find(|format| format.as_str() == text)
    }

    /// An entry as one line, without its end.
    pub fn line(self, link: &Link) -> Option<String> {
        match self {
            Self::Jsonl => link.json(),
            Self::Cef => link.entry.as_ref().map(|entry| cef(link, entry)),
        }
    }
}

/// Which entries: from a time on, before another.
pub type Window = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// An export in progress: batches of text, in the order of the chain.
#[derive(Debug)]
pub struct Export {
    app: Arc<App>,
    format: Format,
    window: Window,
    seq: i64,
    last: i64,
}

impl Export {
    /// Begins, and notes in the log who takes what. Ends with that note.
    pub async fn begin(
        app: &Arc<App>,
        actor: Option<Uuid>,
        format: Format,
        window: Window,
    ) -> Result<Self> {
        let (from, to) = window;
        let tx = app.db.begin(Context::default()).await?;
        Entry::new("audit.exported")
            .by_maybe(actor)
            .with("format", format.as_str())
            .with("from", from.map(|at| at.to_rfc3339()))
            .with("to", to.map(|at| at.to_rfc3339()))
            .write(&tx, app.clock.now())
            .await?;
        tx.commit().await?;
        let tx = app.db.begin(Context::default()).await?;
        let (last, _) = link::head(&tx).await?;
        tx.end().await?;
        Ok(Self { app: Arc::clone(app), format, window, seq: 0, last })
    }

    /// The next lines; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<String>> {
        if self.seq >= self.last {
            return Ok(None);
        }
        let begin = self.app.db.begin(Context::default());
        let tx = db::within(db::Use::Exports, begin).await?;
        let batch = link::after_within(&tx, self.seq, self.window, BATCH).await?;
        tx.end().await?;
        let mut text = String::new();
        for link in batch.iter().filter(|link| link.seq <= self.last) {
            if let Some(line) = self.format.line(link) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        self.seq = batch.last().map_or(self.last, |link| link.seq);
        Ok(if text.is_empty() { None } else { Some(text) })
    }
}

fn cef(link: &Link, entry: &Fields) -> String {
    let severity = if entry.outcome == "failure" { 6 } else { 3 };
    let action = header(&entry.action);
    let version = header(env!("CARGO_PKG_VERSION"));
    let mut line =
        format!("CEF:0|Treasury Plane|Treasury Plane|{version}|{action}|{action}|{severity}|");
    let mut first = true;
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(line, "{}{key}={}", if first { "" } else { " " }, extension(value));
            first = false;
        }
    };
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    add("rt", &entry.at.timestamp_millis().to_string());
    add("externalId", &entry.id.to_string());
    add("act", &entry.action);
    add("outcome", &entry.outcome);
    add("reason", &entry.reason);
    add("suid", &id(entry.actor_id));
    add("suser", &entry.actor_label);
    match entry.ip_address.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => add("src", &address.to_string()),
        Ok(IpAddr::V6(address)) => {
            add("c6a2Label", "Source IPv6 Address");
            add("c6a2", &address.to_string());
        }
        Err(_) => {}
    }
    let object = id(entry.object_id);
    let workspace = id(entry.workspace_id);
    let hash = hex::encode(&link.hash);
    for (key, label, value) in [
        ("cs1", "objectType", entry.object_type.as_deref().unwrap_or_default()),
        ("cs2", "objectId", object.as_str()),
        ("cs3", "objectName", entry.object_label.as_str()),
        ("cs4", "workspaceId", workspace.as_str()),
        ("cs5", "chainHash", hash.as_str()),
    ] {
        if !value.is_empty() {
            add(&format!("{key}Label"), label);
            add(key, value);
        }
    }
    add("cn1Label", "chainPlace");
    add("cn1", &link.seq.to_string());
    add("msg", &entry.detail);
    line
}

/// A field of the header: pipes and backslashes are escaped, and it is one line.
fn header(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('|', "\\|");
    text.replace(['\r', '\n'], " ")
}

/// A value of the extension: backslashes and equals signs are escaped, line ends written as `\n`
/// and `\r`.
fn extension(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('=', "\\=");
    text.replace('\r', "\\r").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::{extension, header};

    #[test]
    fn what_cef_reserves_is_escaped_where_it_is_reserved() {
        assert_eq!(header("a|b\\c=d\ne"), r"a\|b\\c=d e");
        assert_eq!(extension("a|b\\c=d\ne\r"), r"a|b\\c\=d\ne\r");
        assert_eq!(extension(r"\n"), r"\\n");
        assert_eq!(extension("snow ☃ 雪"), "snow ☃ 雪");
    }
}
