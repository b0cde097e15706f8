//! The rules: which change is told to whom.

use crate::events::Change;

/// Whom a change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Nobody.
    Nobody,
    /// All who follow the item.
    Subscribers,
    /// The person whom the change names.
    Mentioned,
}

/// The kind of mail; a person switches each on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mail {
    /// Something of an item changed.
    PropertyChange,
    /// It has another state; one that completes it is `issue_completed` instead.
    StateChange,
    /// Somebody commented.
    Comment,
    /// Somebody named the person.
    Mention,
    /// It is due today or tomorrow.
    DueSoon,
    /// It is late.
    Overdue,
}

impl Mail {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PropertyChange => "property_change",
            Self::StateChange => "state_change",
            Self::Comment => "comment",
            Self::Mention => "mention",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The kind of thing that changed.
    pub entity: &'static str,
    /// What happened to it; `*` is anything.
    pub verb: &'static str,
    /// The changed field; empty when the thing as a whole is meant, `*` is any field.
    pub field: &'static str,
    /// Whom it is told.
    pub tells: Tells,
    /// As which kind of mail.
    pub mail: Mail,
}

const fn rule(
    entity: &'static str,
    verb: &'static str,
    field: &'static str,
    tells: Tells,
    mail: Mail,
) -> Rule {
    Rule { entity, verb, field, tells, mail }
}

/// All rules; the first that fits decides, and what fits none is told to nobody.
pub const RULES: [Rule; 12] = [
    rule("work_item", "*", "mentions", Tells::Mentioned, Mail::Mention),
    rule("work_item", "created", "", Tells::Subscribers, Mail::PropertyChange),
    rule("work_item", "updated", "state", Tells::Subscribers, Mail::StateChange),
    // Texts change often and by little; who is named in one is told.
    rule("work_item", "updated", "description", Tells::Nobody, Mail::PropertyChange),
    rule("work_item", "updated", "*", Tells::Subscribers, Mail::PropertyChange),
    // It is out of sight then, so there is nothing to show.
    rule("work_item", "deleted", "*", Tells::Nobody, Mail::PropertyChange),
    rule("comment", "*", "mentions", Tells::Mentioned, Mail::Mention),
    rule("comment", "created", "comment", Tells::Subscribers, Mail::Comment),
    rule("comment", "updated", "comment", Tells::Subscribers, Mail::Comment),
    rule("comment", "deleted", "*", Tells::Nobody, Mail::Comment),
    rule("attachment", "created", "attachment", Tells::Subscribers, Mail::PropertyChange),
    rule("attachment", "deleted", "attachment", Tells::Subscribers, Mail::PropertyChange),
];

/// The rule for a change.
pub fn rule_for(entity: &str, verb: &str, field: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| {
        rule.entity == entity
            && (rule.verb == "*" || rule.verb == verb)
            && (rule.field == field || (rule.field == "*" && !field.is_empty()))
    })
}

/// Whether doing this to a work item makes a person follow it.
pub fn makes_follow(entity: &str, verb: &str) -> bool {
    matches!((entity, verb), ("work_item" | "comment" | "attachment", "created" | "updated"))
}

/// What somebody did, to be read after their name.
pub fn says(entity: &str, verb: &str, change: &Change) -> String {
    let field = change.field.as_str();
    match (entity, verb, field) {
        (_, _, "mentions") => "mentioned you".to_owned(),
        (_, _, "") => "created the work item".to_owned(),
        ("comment", "created", _) => "commented".to_owned(),
        ("comment", _, _) => "edited a comment".to_owned(),
        ("attachment", "deleted", _) => "removed an attachment".to_owned(),
        ("attachment", _, _) => "added an attachment".to_owned(),
        (_, _, "assignees" | "labels") => {
            let one = field.trim_end_matches('s');
            match (&change.new, &change.old) {
                (Some(new), _) => format!("added the {one} {new}"),
                (None, Some(old)) => format!("removed the {one} {old}"),
                (None, None) => format!("changed the {field}"),
            }
        }
        _ => {
            let name = match field {
                "target_date" => "due date".to_owned(),
                "name" => "title".to_owned(),
                other => other.trim_start_matches("properties.").replace('_', " "),
            };
            match &change.new {
                Some(new) => format!("set the {name} to {new}"),
                None => format!("removed the {name}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tells(entity: &str, verb: &str, field: &str) -> Option<Tells> {
        rule_for(entity, verb, field).map(|rule| rule.tells)
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        assert_eq!(tells("work_item", "updated", "priority"), Some(Tells::Subscribers));
        assert_eq!(tells("work_item", "updated", "description"), Some(Tells::Nobody));
        assert_eq!(tells("work_item", "deleted", "mentions"), Some(Tells::Mentioned));
        // A change that the feed does not show, such as a place in the order.
        assert_eq!(tells("work_item", "updated", ""), None);
        assert_eq!(tells("notification", "created", ""), None);
        assert_eq!(tells("project", "updated", "name"), None);
    }

    #[test]
    fn what_happened_reads_as_a_sentence() {
        let change = |field: &str, old: Option<&str>, new: Option<&str>| {
            Change::value(field, old.map(str::to_owned), new.map(str::to_owned))
        };
        let of_item = |change: Change| says("work_item", "updated", &change);
        assert_eq!(of_item(change("state", Some("Todo"), Some("Done"))), "set the state to Done");
        assert_eq!(
            of_item(change("target_date", Some("2026-03-01"), None)),
            "removed the due date"
        );
        assert_eq!(of_item(change("labels", None, Some("bug"))), "added the label bug");
        assert_eq!(of_item(change("assignees", Some("Ada"), None)), "removed the assignee Ada");
        assert_eq!(of_item(change("properties.risk", None, Some("9"))), "set the risk to 9");
    }
}
