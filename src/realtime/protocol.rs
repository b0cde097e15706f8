//! The words of the socket, both ways.

use super::{change::Change, row::Row, topic::Topic};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a client may say.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// Follow a topic: from a cursor, or from now.
    Subscribe {
        /// The topic's name.
        topic: String,
        /// The position up to which the client knows everything.
        #[serde(default)]
        cursor: Option<String>,
    },
    /// Stop following a topic.
    Unsubscribe {
        /// The topic's name.
        topic: String,
    },
    /// The person looks at this work item now; at no other.
    Present {
        /// The item's project.
        project: Uuid,
        /// The item.
        work_item: Uuid,
    },
    /// The person looks at no work item.
    Absent,
    /// Are you there?
    Ping,
}

/// What the server says besides changes.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Notice<'a> {
    /// Everything after the cursor follows.
    Subscribed {
        /// The topic's name.
        topic: &'a str,
    },
    /// Too much was missed: load everything again, then subscribe anew.
    Reload {
        /// The topic's name.
        topic: &'a str,
    },
    /// There is no such topic for this person.
    Refused {
        /// The topic's name.
        topic: &'a str,
    },
    /// Who looks at a work item, each time that this changes.
    Presence {
        /// The item.
        work_item: Uuid,
        /// The people, in no special order.
        people: &'a [Uuid],
    },
    /// The server is about to go.
    Closing {
        /// When to come back.
        retry_after_ms: u64,
    },
    /// Yes.
    Pong,
}

impl Notice<'_> {
    /// As sent.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct ChangeText<'a> {
    r#type: &'static str,
    topic: String,
    cursor: String,
    entity: &'a str,
    verb: &'static str,
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    work_item: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'a Row>,
    actor: Option<Uuid>,
}

/// A change as sent; without a row the reader fetches the thing again if it may.
pub fn change_text(topic: Topic, change: &Change, row: Option<&Row>) -> String {
    let text = ChangeText {
        r#type: "change",
        topic: topic.to_string(),
        cursor: change.position.to_string(),
        entity: &change.entity,
        verb: change.verb.as_str(),
        id: change.id,
        work_item: change.work_item,
        row,
        actor: change.actor,
    };
    serde_json::to_string(&text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_and_nonsense_is_not() {
        let read = |text: &str| serde_json::from_str::<Command>(text).ok();
        assert_eq!(read(r#"{"type":"ping"}"#), Some(Command::Ping));
        let topic = "project:x".to_owned();
        assert_eq!(
            read(r#"{"type":"subscribe","topic":"project:x","cursor":"1-2"}"#),
            Some(Command::Subscribe { topic: topic.clone(), cursor: Some("1-2".to_owned()) })
        );
        assert_eq!(
            read(r#"{"type":"subscribe","topic":"project:x","cursor":null}"#),
            Some(Command::Subscribe { topic, cursor: None })
        );
        let (project, work_item) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let text =
            format!(r#"{{"type":"present","project":"{project}","work_item":"{work_item}"}}"#);
        assert_eq!(read(&text), Some(Command::Present { project, work_item }));
        assert_eq!(read(r#"{"type":"absent"}"#), Some(Command::Absent));
        for bad in ["", "[]", "{}", r#"{"type":"shout"}"#, r#"{"type":"subscribe"}"#] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn notices_look_as_agreed() {
        assert_eq!(Notice::Pong.text(), r#"{"type":"pong"}"#);
        assert_eq!(
            Notice::Closing { retry_after_ms: 5 }.text(),
            r#"{"type":"closing","retry_after_ms":5}"#
        );
        assert_eq!(
            Notice::Reload { topic: "project:x" }.text(),
            r#"{"type":"reload","topic":"project:x"}"#
        );
    }
}
