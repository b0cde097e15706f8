//! Types of files: which we take, and whether the bytes are what they are called.

use crate::error::{Error, Result};

/// What a file is called when nobody says.
pub const UNKNOWN: &str = "application/octet-stream";

/// As RFC 6838 limits both halves of a type.
const TYPE_LENGTH_MAX: usize = 127;

/// Images that may stand in a text and be shown in place. SVG is not among them: it can carry
/// script.
const SHOWN: [&str; 4] = ["image/gif", "image/jpeg", "image/png", "image/webp"];

/// Families of which we take every member as an attachment.
const FAMILIES: [&str; 8] = [
    "audio/",
    "font/",
    "model/gltf",
    "text/",
    "video/",
    "application/vnd.ms-",
    "application/vnd.oasis.opendocument.",
    "application/vnd.openxmlformats-officedocument.",
];

/// Further types that we take as attachments.
const ATTACHED: [&str; 29] = [
    "application/gzip",
    "application/javascript",
    "application/json",
    "application/msword",
    "application/octet-stream",
    "application/pdf",
    "application/rtf",
    "application/sql",
    "application/toml",
    "application/vnd.rar",
    "application/vnd.visio",
    "application/x-7z-compressed",
    "application/x-bzip2",
    "application/x-font-ttf",
    "application/x-gzip",
    "application/x-rar-compressed",
    "application/x-sql",
    "application/x-tar",
    "application/x-yaml",
    "application/x-zip-compressed",
    "application/xml",
    "application/yaml",
    "application/zip",
    "application/zstd",
    "image/avif",
    "image/bmp",
    "image/svg+xml",
    "image/tiff",
    "message/rfc822",
];

/// A declared type in the form that we store: lower case, without parameters.
pub fn normalise(declared: Option<&str>) -> String {
    let declared = declared.unwrap_or_default();
    let essence = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "" => UNKNOWN.to_owned(),
        "image/jpg" => "image/jpeg".to_owned(),
        _ => essence,
    }
}

/// Whether files of this type may stand in a text.
pub fn is_shown(content_type: &str) -> bool {
    SHOWN.contains(&content_type)
}

/// Whether files of this type may be attached.
pub fn is_attached(content_type: &str) -> bool {
    let is_plain = content_type.len() <= TYPE_LENGTH_MAX
        && content_type.chars().all(|c| c.is_ascii_alphanumeric() || "/+-._".contains(c));
    is_shown(content_type)
        || ATTACHED.contains(&content_type)
        || (is_plain && FAMILIES.iter().any(|family| content_type.starts_with(family)))
}

/// The type by which to keep a file: `declared`, if the bytes do not contradict it. An image must
/// begin like one of its type, except SVG, which is text. A file of unknown type gets the type that
/// its bytes show.
pub fn settle(declared: &str, head: &[u8]) -> Result<String> {
    let seen = infer::get(head).map(|found| found.mime_type());
    if declared.starts_with("image/") && declared != "image/svg+xml" && seen != Some(declared) {
        return Err(Error::invalid("file", format!("These bytes are not of type {declared}.")));
    }
    match seen {
        Some(seen) if declared == UNKNOWN && is_attached(seen) => Ok(seen.to_owned()),
        _ => Ok(declared.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn an_image_must_look_like_one() {
        assert_eq!(settle("image/png", PNG).unwrap(), "image/png");
        for (declared, bytes) in
            [("image/png", &b"<script>"[..]), ("image/jpeg", PNG), ("image/gif", b"")]
        {
            assert!(settle(declared, bytes).is_err(), "{declared}");
        }
    }

    #[test]
    fn bytes_name_what_nobody_named() {
        assert_eq!(settle(UNKNOWN, PNG).unwrap(), "image/png");
        assert_eq!(settle(UNKNOWN, b"MZ").unwrap(), UNKNOWN);
        assert_eq!(settle("text/plain", PNG).unwrap(), "text/plain");
        assert_eq!(settle("image/svg+xml", b"<svg/>").unwrap(), "image/svg+xml");
    }

    #[test]
    fn only_four_types_are_shown() {
        assert_eq!(normalise(Some("IMAGE/JPG; q=1")), "image/jpeg");
        assert_eq!(normalise(Some("")), UNKNOWN);
        assert!(is_shown("image/jpeg") && is_attached("image/jpeg"));
        for attached in ["image/svg+xml", "text/html", "text/x-python", "message/rfc822"] {
            assert!(!is_shown(attached) && is_attached(attached), "{attached}");
        }
        assert!(!is_attached("application/x-msdownload"));
        assert!(!is_attached("application/x-sh"));
        assert!(!is_attached(&format!("text/{}", "x".repeat(200))));
        assert!(!is_attached("text/plain\r\nx-evil: 1"));
    }
}
