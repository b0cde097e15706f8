//! What a project may be called, and what a new one starts with.

use crate::check::Check;
use serde_json::Value;
use uuid::Uuid;

/// Characters that names and identifiers may not contain.
const FORBIDDEN: &str = "&+,:;$^}{*=?@#|'<>.()%!-";

/// The states of a new project: name, group, colour, sequence. The first is the default.
pub const FIRST_STATES: [(&str, &str, &str, f64); 6] = [
    ("Backlog", "backlog", "#60646C", 15000.0),
    ("Todo", "unstarted", "#60646C", 25000.0),
    ("In Progress", "started", "#F59E0B", 35000.0),
    ("Done", "completed", "#46A758", 45000.0),
    ("Cancelled", "cancelled", "#9AA4BC", 55000.0),
    ("Triage", "triage", "#4E5355", 65000.0),
];

/// A project about to be created.
#[derive(Clone, Debug, Default)]
pub struct NewProject {
    /// Its name.
    pub name: String,
    /// The prefix of its items' keys.
    pub identifier: String,
    /// Everything that has a default.
    pub settings: ProjectPatch,
}

/// What may be set on a project; `None` leaves it, `Some(None)` clears it.
#[derive(Clone, Debug, Default)]
pub struct ProjectPatch {
    /// Its name.
    pub name: Option<String>,
    /// The prefix of its items' keys.
    pub identifier: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// 0 secret, 2 public.
    pub network: Option<i32>,
    /// Who leads it; a member of the workspace.
    pub project_lead: Option<Option<Uuid>>,
    /// Who gets items that nobody is named for; a member of the workspace.
    pub default_assignee: Option<Option<Uuid>>,
    /// The state of new items; one of its own.
    pub default_state: Option<Option<Uuid>>,
    /// Icon or emoji.
    pub logo_props: Option<Value>,
    /// Emoji of old clients.
    pub emoji: Option<Option<String>>,
    /// Icon of old clients.
    pub icon_prop: Option<Option<Value>>,
    /// Cover of old clients.
    pub cover_image: Option<Option<String>>,
    /// Whether modules are on.
    pub module_view: Option<bool>,
    /// Whether cycles are on.
    pub cycle_view: Option<bool>,
    /// Whether views are on.
    pub issue_views_view: Option<bool>,
    /// Whether pages are on.
    pub page_view: Option<bool>,
    /// Whether intake is on.
    pub intake_view: Option<bool>,
    /// Whether time tracking is on.
    pub is_time_tracking_enabled: Option<bool>,
    /// Whether item types are on.
    pub is_issue_type_enabled: Option<bool>,
    /// Whether guests see all of it.
    pub guest_view_all_features: Option<bool>,
    /// Months after which closed items are archived; 0 never.
    pub archive_in: Option<i32>,
    /// Months after which open items are closed; 0 never.
    pub close_in: Option<i32>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// Where it comes from.
    pub external_source: Option<Option<String>>,
    /// Its id there.
    pub external_id: Option<Option<String>>,
}

/// The stored form of an identifier.
pub fn normalise_identifier(identifier: &str) -> String {
    identifier.trim().to_uppercase()
}

/// Refuses values that cannot be.
pub fn check(patch: &ProjectPatch) -> crate::error::Result<()> {
    let mut check = Check::new();
    if let Some(name) = &patch.name {
        check.text("name", name.trim(), 1..=255).rule(
            "name",
            plain(name),
            "May not contain special characters.",
        );
    }
    if let Some(identifier) = &patch.identifier {
        let identifier = normalise_identifier(identifier);
        let message = "Use 1 to 12 letters and digits.";
        check
            .rule("identifier", (1..=12).contains(&identifier.chars().count()), message)
            .rule(
                "identifier",
                plain(&identifier) && !identifier.contains(char::is_whitespace),
                message,
            )
            .rule("identifier", !identifier.contains(['\0', '/']), message);
    }
    check.optional_text("description", patch.description.as_deref(), 10_000);
    if let Some(zone) = &patch.timezone {
        check.timezone("timezone", zone);
    }
    let months = |value: Option<i32>| value.is_none_or(|n| (0..=12).contains(&n));
    check
        .rule(
            "network",
            patch.network.is_none_or(|n| n == 0 || n == 2),
            "Must be 0 (secret) or 2 (public).",
        )
        .rule("archive_in", months(patch.archive_in), "Must lie between 0 and 12.")
        .rule("close_in", months(patch.close_in), "Must lie between 0 and 12.")
        .optional_text("emoji", flat(patch.emoji.as_ref()), 255)
        .optional_text("cover_image", flat(patch.cover_image.as_ref()), 2000)
        .optional_text("external_source", flat(patch.external_source.as_ref()), 255)
        .optional_text("external_id", flat(patch.external_id.as_ref()), 255)
        .rule(
            "logo_props",
            patch.logo_props.as_ref().is_none_or(small_object),
            "Must be a small object.",
        )
        .rule(
            "icon_prop",
            patch.icon_prop.as_ref().and_then(Option::as_ref).is_none_or(small_object),
            "Must be a small object.",
        )
        .finish()
}

fn plain(text: &str) -> bool {
    !text.contains(|c| FORBIDDEN.contains(c))
}

fn small_object(value: &Value) -> bool {
    value.is_object() && value.to_string().len() <= 4096
}

/// The value behind a field that may be absent or cleared.
pub fn flat(value: Option<&Option<String>>) -> Option<&str> {
    value.and_then(Option::as_deref)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(name: &str, identifier: &str) -> ProjectPatch {
        ProjectPatch {
            name: Some(name.into()),
            identifier: Some(identifier.into()),
            ..ProjectPatch::default()
        }
    }

    #[test]
    fn names_and_identifiers_are_plain() {
        assert!(check(&patch("Identity Provider", "idp")).is_ok());
        for (name, identifier) in [
            ("", "IDP"),
            ("a<b", "IDP"),
            ("Fine", ""),
            ("Fine", "A-B"),
            ("Fine", "A B"),
            ("Fine", "ABCDEFGHIJKLM"),
        ] {
            assert!(check(&patch(name, identifier)).is_err(), "{name} {identifier}");
        }
    }

    #[test]
    fn one_state_is_first() {
        assert_eq!(FIRST_STATES[0].1, "backlog");
        assert!(FIRST_STATES.windows(2).all(|pair| pair[0].3 < pair[1].3));
    }
}
