//! What happened to a work item, in sentences.

use super::{super::model::header_line, text};
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

/// The longest value that is shown, in characters.
const VALUE_MAX: usize = 120;
/// People who are named as having changed one property.
const ACTORS_MAX: usize = 3;
/// Changes and remarks of one item that a mail shows.
const SHOWN_MAX: usize = 50;

/// A work item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub project: String,
    pub url: String,
    pub target_date: Option<NaiveDate>,
}

/// An activity, as notifications store it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Activity {
    pub verb: Option<String>,
    pub field: Option<String>,
    pub old_value: Option<String>,
    pub new_value: Option<String>,
    /// The comment.
    pub issue_comment: Option<Uuid>,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub kind: String,
    pub actor: String,
    pub activity: Activity,
    /// What the comment says now, as HTML; nothing when it is gone.
    pub said: Option<String>,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    id: Option<Uuid>,
    is_mention: bool,
    /// Who, and how: `Ana commented`.
    pub head: String,
    /// Safe HTML.
    pub html: String,
    /// The words.
    pub text: String,
}

/// What happened to one item.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub item: Item,
    pub changes: Vec<String>,
    pub remarks: Vec<Remark>,
    /// How much more there is than is shown.
    pub more: usize,
    /// The kinds of mail that this is.
    pub kinds: Vec<String>,
}

/// Changes of one property by one person, or by several.
struct Change {
    field: String,
    actors: Vec<String>,
    old: String,
    new: String,
}

impl Story {
    pub fn new(item: Item, happened: Vec<Happening>) -> Self {
        let mut kinds: Vec<String> = Vec::new();
        let (mut changes, mut lines, mut remarks) = (Vec::<Change>::new(), Vec::new(), Vec::new());
        for one in happened {
            if !kinds.contains(&one.kind) {
                kinds.push(one.kind.clone());
            }
            match one.kind.as_str() {
                "comment" | "mention" => match remark(&one) {
                    Some(remark) => add(&mut remarks, remark),
                    None => push_once(&mut lines, unsaid(&one)),
                },
                "due_soon" => lines.push(due(&item, "Due")),
                "overdue" => lines.push(due(&item, "Overdue: it was due")),
                _ => note(&mut changes, &mut lines, one),
            }
        }
        let mut all: Vec<String> = changes.into_iter().filter_map(Change::sentence).collect();
        all.extend(lines);
        let more = all.len().saturating_sub(SHOWN_MAX) + remarks.len().saturating_sub(SHOWN_MAX);
        all.truncate(SHOWN_MAX);
        remarks.truncate(SHOWN_MAX);
        Self { item, changes: all, remarks, more, kinds }
    }
}

/// Adds a change to the ones before: of a property with one value only the first old and the last
/// new value count.
fn note(changes: &mut Vec<Change>, lines: &mut Vec<String>, one: Happening) {
    let (actor, activity) = (name(&one.actor), one.activity);
    let field = activity.field.unwrap_or_default();
    let verb = activity.verb.unwrap_or_default();
    let old = value(activity.old_value.as_deref());
    let new = value(activity.new_value.as_deref());
    match (field.as_str(), verb.as_str()) {
        ("" | "issue", "deleted") => lines.push(format!("{actor} deleted it.")),
        ("" | "issue", _) => lines.push(format!("{actor} created it.")),
        ("description", _) => push_once(lines, format!("{actor} changed the description.")),
        ("labels" | "assignees" | "link" | "attachment" | "modules" | "cycles", _) => {
            let thing = singular(&field);
            match (old.is_empty(), new.is_empty()) {
                (true, _) => lines.push(format!("{actor} added the {thing} {new}.")),
                (false, true) => lines.push(format!("{actor} removed the {thing} {old}.")),
                (false, false) => {
                    lines.push(format!("{actor} changed the {thing} {old} to {new}."));
                }
            }
        }
        ("archived_at", _) if new == "restore" => lines.push(format!("{actor} restored it.")),
        ("archived_at", _) => lines.push(format!("{actor} archived it.")),
        _ => match changes.iter_mut().find(|change| change.field == field) {
            Some(change) => {
                change.new = new;
                if !change.actors.contains(&actor) {
                    change.actors.push(actor);
                }
            }
            None => changes.push(Change { field, actors: vec![actor], old, new }),
        },
    }
}

impl Change {
    /// Nothing when the value is again what it was.
    fn sentence(mut self) -> Option<String> {
        if self.old == self.new {
            return None;
        }
        let field = match self.field.as_str() {
            "name" => "title".to_owned(),
            "target_date" => "due date".to_owned(),
            "estimate_points" | "estimate_categories" | "estimate_time" => "estimate".to_owned(),
            other => header_line(&other.replace('_', " ")),
        };
        let others = if self.actors.len() > ACTORS_MAX { " and others" } else { "" };
        self.actors.truncate(ACTORS_MAX);
        let who = format!("{}{others}", self.actors.join(", "));
        Some(match (self.old.is_empty(), self.new.is_empty()) {
            (_, true) => format!("{who} removed the {field} {}.", self.old),
            (true, _) => format!("{who} set the {field} to {}.", self.new),
            _ => format!("{who} changed the {field} from {} to {}.", self.old, self.new),
        })
    }
}

fn push_once(lines: &mut Vec<String>, line: String) {
    if !lines.contains(&line) {
        lines.push(line);
    }
}

fn remark(one: &Happening) -> Option<Remark> {
    let (html, text) = text::remark(one.said.as_deref()?);
    let is_mention = one.kind == "mention";
    let verb = match one.activity.verb.as_deref() {
        _ if is_mention => "mentioned you",
        Some("updated") => "changed a comment",
        _ => "commented",
    };
    let head = format!("{} {verb}", name(&one.actor));
    Some(Remark { id: one.activity.issue_comment, is_mention, head, html, text })
}

/// A comment is shown once, as it is now; that it mentions the reader says more than that it is there.
fn add(remarks: &mut Vec<Remark>, new: Remark) {
    let known = remarks.iter_mut().find(|known| known.id.is_some() && known.id == new.id);
    match known {
        Some(known) if new.is_mention => *known = new,
        Some(_) => {}
        None => remarks.push(new),
    }
}

/// A mention in the description, or a comment that is gone.
fn unsaid(one: &Happening) -> String {
    let verb = match one.activity.verb.as_deref() {
        _ if one.kind == "mention" => "mentioned you",
        Some("deleted") => "deleted a comment",
        _ => "commented",
    };
    format!("{} {verb}.", name(&one.actor))
}

fn due(item: &Item, words: &str) -> String {
    match item.target_date {
        Some(date) => format!("{words} on {}.", date.format("%-d %B %Y")),
        None => "It has no due date any more.".to_owned(),
    }
}

fn singular(field: &str) -> &str {
    match field {
        "labels" => "label",
        "assignees" => "assignee",
        "modules" => "module",
        "cycles" => "cycle",
        other => other,
    }
}

fn name(actor: &str) -> String {
    if actor.is_empty() { "Somebody".to_owned() } else { header_line(actor) }
}

fn value(text: Option<&str>) -> String {
    let line = header_line(text.unwrap_or_default());
    if line.chars().count() <= VALUE_MAX {
        return line;
    }
    format!("{}…", line.chars().take(VALUE_MAX).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: &[(&str, &str, &str, &str, &str)]) -> Story {
        let item = Item {
            id: Uuid::nil(),
            key: "A-1".to_owned(),
            name: "Item".to_owned(),
            project: "Project".to_owned(),
            url: String::new(),
            target_date: NaiveDate::from_ymd_opt(2026, 3, 4),
        };
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let happened = rows.iter().map(|(kind, actor, field, old, new)| {
            let activity = Activity {
                verb: Some("updated".to_owned()),
                field: text(field),
                old_value: text(old),
                new_value: text(new),
                issue_comment: (*field == "comment").then(|| Uuid::from_u128(1)),
            };
            let said = (*field == "comment").then(|| (*new).to_owned());
            Happening { kind: (*kind).to_owned(), actor: (*actor).to_owned(), activity, said }
        });
        Story::new(item, happened.collect())
    }

    #[test]
    fn changes_of_a_property_are_told_once() {
        let story = told(&[
            ("state_change", "Ana", "state", "Todo", "Doing"),
            ("property_change", "Ben", "priority", "none", "high"),
            ("issue_completed", "Ben", "state", "Doing", "Done"),
            ("property_change", "Ben", "priority", "high", "none"),
            ("property_change", "", "labels", "", "bug"),
            ("property_change", "Ana", "target_date", "", "2026-03-04"),
            ("property_change", "Ana", "parent", "A-9", ""),
        ]);
        assert_eq!(
            story.changes,
            [
                "Ana, Ben changed the state from Todo to Done.",
                "Ana set the due date to 2026-03-04.",
                "Ana removed the parent A-9.",
                "Somebody added the label bug.",
            ]
        );
        assert_eq!(story.kinds, ["state_change", "property_change", "issue_completed"]);
    }

    #[test]
    fn dates_and_remarks_are_told() {
        let story = told(&[
            ("due_soon", "", "", "", ""),
            ("comment", "Ana", "comment", "", "<p>Look <script>alert(1)</script></p>"),
            ("mention", "Ana", "comment", "", "<p>Look <script>alert(1)</script></p>"),
            ("mention", "Ben", "mentions", "", ""),
            ("comment", "Ben", "", "", ""),
        ]);
        let lines = ["Due on 4 March 2026.", "Ben mentioned you.", "Ben commented."];
        assert_eq!(story.changes, lines);
        // One comment, however many rows tell of it.
        assert_eq!(story.remarks.len(), 1);
        assert_eq!(story.remarks[0].head, "Ana mentioned you");
        assert_eq!(
            (story.remarks[0].html.as_str(), story.remarks[0].text.as_str()),
            ("<p>Look </p>", "Look")
        );
    }

    #[test]
    fn a_long_story_is_cut() {
        let rows: Vec<_> =
            (0..80).map(|_| ("property_change", "Ana", "labels", "", "bug")).collect();
        let story = told(&rows);
        assert_eq!((story.changes.len(), story.more), (SHOWN_MAX, 30));
    }
}
