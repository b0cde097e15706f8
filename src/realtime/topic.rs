//! What a socket can listen to.

use std::{fmt, str::FromStr};
use uuid::Uuid;

/// One project, one workspace as a whole, or what one person alone is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Work items, states, labels, members, comments and files of a project.
    Project(Uuid),
    /// The workspace itself, its members, and the list of its projects.
    Workspace(Uuid),
    /// What the person is told, in all workspaces; only they can listen.
    User(Uuid),
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Project(id) => write!(f, "project:{id}"),
            Self::Workspace(id) => write!(f, "workspace:{id}"),
            Self::User(id) => write!(f, "user:{id}"),
        }
    }
}

impl FromStr for Topic {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, id) = text.split_once(':').ok_or(())?;
        let id = Uuid::try_parse(id).map_err(|_| ())?;
        match kind {
            "project" => Ok(Self::Project(id)),
            "workspace" => Ok(Self::Workspace(id)),
            "user" => Ok(Self::User(id)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_survive_text() {
        let id = Uuid::from_u128(7);
        for topic in [Topic::Project(id), Topic::Workspace(id), Topic::User(id)] {
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        for bad in
            ["", "project", "project:", "project:1", "person:0192f0c4-7b7e-7c3a-9f55-0123456789ab"]
        {
            assert_eq!(bad.parse::<Topic>(), Err(()), "{bad}");
        }
    }
}
