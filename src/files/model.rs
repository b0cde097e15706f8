//! What a file may be, before it arrives.

use super::sniff;
use crate::{
    check::Check,
    error::{Error, Result},
};

/// What a file is for. The names are stored and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Listed below a work item, or, by integrations, in a project at large.
    Attachment,
    /// An image in a description.
    DescriptionImage,
    /// An image in a comment.
    CommentImage,
}

impl Purpose {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attachment => "ISSUE_ATTACHMENT",
            Self::DescriptionImage => "ISSUE_DESCRIPTION",
            Self::CommentImage => "COMMENT_DESCRIPTION",
        }
    }

    /// The purpose that a request names.
    pub fn parse(name: Option<&str>) -> Result<Self> {
        match name {
            None => Ok(Self::Attachment),
            Some("ISSUE_DESCRIPTION") => Ok(Self::DescriptionImage),
            Some("COMMENT_DESCRIPTION") => Ok(Self::CommentImage),
            Some(_) => Err(Error::invalid(
                "entity_type",
                "Must be one of: ISSUE_DESCRIPTION, COMMENT_DESCRIPTION.",
            )),
        }
    }
}

/// A file that is announced.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its name, without directories.
    pub name: String,
    /// Bytes that will arrive at most.
    pub size_bytes: i64,
    /// Its type, lower case, without parameters.
    pub content_type: String,
    /// The system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

impl NewFile {
    /// From what a client says: some send whole paths and decorated types.
    pub fn new(name: &str, size_bytes: i64, declared_type: Option<&str>) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
        Self {
            name: name.to_owned(),
            size_bytes,
            content_type: sniff::normalise(declared_type),
            external_source: None,
            external_id: None,
        }
    }

    /// Refuses what cannot be taken.
    pub fn check(&self, purpose: Purpose, size_bytes_max: u64) -> Result<()> {
        let fits = u64::try_from(self.size_bytes).is_ok_and(|size| size <= size_bytes_max);
        let too_large = format!("May have at most {size_bytes_max} bytes.");
        let plain = !self.name.chars().any(char::is_control);
        let mut check = Check::new();
        check
            .text("name", &self.name, 1..=255)
            .rule("name", plain, "May not contain control characters.")
            .rule("size", fits, &too_large)
            .optional_text("external_source", self.external_source.as_deref(), 255)
            .optional_text("external_id", self.external_id.as_deref(), 255);
        if purpose == Purpose::Attachment {
            let taken = sniff::is_attached(&self.content_type);
            check.rule("type", taken, "Files of this type cannot be attached.");
        } else {
            let taken = sniff::is_shown(&self.content_type);
            check.rule("type", taken, "Images must be JPEG, PNG, WebP or GIF.");
        }
        check.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_directories() {
        for name in ["a.txt", "/tmp/a.txt", r"C:\Users\ada\a.txt", "../../a.txt"] {
            assert_eq!(NewFile::new(name, 1, None).name, "a.txt", "{name}");
        }
    }

    #[test]
    fn each_purpose_takes_its_types() {
        let check = |purpose, name: &str, size, kind: &str| {
            NewFile::new(name, size, Some(kind)).check(purpose, 10)
        };
        assert!(check(Purpose::Attachment, "a.pdf", 10, "application/pdf").is_ok());
        assert!(check(Purpose::Attachment, "a.svg", 10, "image/svg+xml").is_ok());
        assert!(check(Purpose::DescriptionImage, "a.png", 0, "image/png").is_ok());
        assert!(check(Purpose::DescriptionImage, "a.svg", 1, "image/svg+xml").is_err());
        assert!(check(Purpose::Attachment, "a.pdf", 11, "application/pdf").is_err());
        assert!(check(Purpose::Attachment, "a.pdf", -1, "application/pdf").is_err());
        assert!(check(Purpose::Attachment, "a\n.pdf", 1, "application/pdf").is_err());
        assert!(check(Purpose::Attachment, "dir/", 1, "application/pdf").is_err());
    }
}
