//! What a workspace may be called.

use crate::{check::Check, error::Result};

/// Words that are addresses of the apps, or might become some.
const RESERVED: [&str; 77] = [
    "404",
    "accounts",
    "admin",
    "api",
    "assets",
    "auth",
    "billing",
    "browse",
    "calendar",
    "channels",
    "chat",
    "config",
    "configuration",
    "create-workspace",
    "dashboard",
    "desktop",
    "disco",
    "drive",
    "enterprise",
    "epic",
    "epics",
    "flags",
    "god-mode",
    "healthz",
    "import",
    "importers",
    "ingest",
    "initiative",
    "initiatives",
    "installations",
    "instance",
    "instances",
    "integration",
    "integrations",
    "invitations",
    "license",
    "licenses",
    "live",
    "livez",
    "login",
    "logout",
    "m",
    "metrics",
    "mobile",
    "monitor",
    "monitoring",
    "onboarding",
    "one",
    "onload",
    "pages",
    "password",
    "plane-enterprise",
    "plane-pro",
    "plane-ultimate",
    "pro",
    "profile",
    "readyz",
    "real-time",
    "register",
    "settings",
    "sign-in",
    "sign-out",
    "sign-up",
    "signin",
    "signout",
    "signup",
    "silo",
    "space",
    "spaces",
    "static",
    "story",
    "upgrade",
    "user",
    "users",
    "workflow",
    "workflows",
    "workspace-invitations",
];

/// A workspace about to be created.
#[derive(Clone, Debug)]
pub struct NewWorkspace {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: String,
    /// How many people the organisation has, in words.
    pub organization_size: Option<String>,
}

impl NewWorkspace {
    /// Refuses names and slugs that cannot be.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::new();
        check_name(&mut check, &self.name);
        let slug = &self.slug;
        let well_formed = (1..=48).contains(&slug.len())
            && slug.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let free = !RESERVED.contains(&slug.to_ascii_lowercase().as_str());
        check
            .rule("slug", well_formed, "Use 1 to 48 letters, digits, hyphens and underscores.")
            .rule("slug", free, "This address is reserved. Choose another.")
            .optional_text("organization_size", self.organization_size.as_deref(), 20)
            .finish()
    }
}

/// Refuses names that are empty, too long or look like an address on the web.
pub fn check_name(check: &mut Check, name: &str) {
    let name = name.trim();
    let has_address = name.contains("://") || name.to_lowercase().contains("www.");
    check.text("name", name, 1..=80).rule("name", !has_address, "May not contain a web address.");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(name: &str, slug: &str) -> NewWorkspace {
        NewWorkspace { name: name.into(), slug: slug.into(), organization_size: None }
    }

    #[test]
    fn slugs_are_plain_and_not_reserved() {
        assert!(new("Treasury", "treasury-2_x").check().is_ok());
        for bad in ["", "a b", "a/b", "é", "API", "god-mode", &"x".repeat(49)] {
            assert!(new("Treasury", bad).check().is_err(), "{bad}");
        }
    }

    #[test]
    fn names_do_not_advertise() {
        for bad in ["", "   ", "see https://a.example", "www.a.example", &"x".repeat(81)] {
            assert!(new(bad, "fine").check().is_err(), "{bad}");
        }
    }
}
