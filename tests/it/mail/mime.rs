//! Reads a mail as a mail program does: headers, parts, encodings.

use base64::{Engine, engine::general_purpose::STANDARD};

/// A mail that arrived.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    /// The envelope.
    pub from: String,
    pub to: Vec<String>,
    /// As it came.
    pub raw: String,
    pub headers: Vec<(String, String)>,
    pub text: String,
    pub html: String,
}

impl Mail {
    pub fn parse(&mut self, raw: &str) {
        raw.clone_into(&mut self.raw);
        let (headers, body) = split(raw);
        let kind = value(&headers, "content-type").unwrap().to_owned();
        assert!(kind.starts_with("multipart/alternative"), "{kind}");
        let boundary = kind.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
        let parts: Vec<_> = body.split(&format!("--{boundary}")).collect();
        assert_eq!(parts.len(), 4, "a preamble, two parts and the end: {raw}");
        (self.text, self.html) = (part(parts[1], "text/plain"), part(parts[2], "text/html"));
        self.headers = headers;
    }

    /// A header's words, decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        value(&self.headers, name).map(decoded)
    }

    /// The address behind the first link that contains `part`, from the plain form.
    #[track_caller]
    pub fn link(&self, part: &str) -> String {
        let found = self
            .text
            .split_whitespace()
            .find(|word| word.starts_with("https://") && word.contains(part));
        found.unwrap_or_else(|| panic!("no link with {part} in {}", self.text)).to_owned()
    }

    /// What people see of the headers, and both forms: for golden files.
    pub fn shown(&self) -> String {
        let names = [
            "From",
            "To",
            "Subject",
            "Auto-Submitted",
            "In-Reply-To",
            "References",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
        ];
        let lines = names
            .iter()
            .filter_map(|name| self.header(name).map(|value| format!("{name}: {value}")));
        let headers = lines.collect::<Vec<_>>().join("\n");
        let text = self.text.replace("\r\n", "\n");
        let html = self.html.replace("\r\n", "\n");
        let (_, body) = html.split_once("<body>").unwrap();
        let shown = format!("{headers}\n\n===== plain\n{text}\n===== html\n{}", body.trim());
        super::alike(&shown)
    }
}

fn split(raw: &str) -> (Vec<(String, String)>, &str) {
    let (head, body) = raw.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let headers = head.split("\r\n").filter(|line| !line.is_empty()).map(|line| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("not a header: {line}"));
        (name.to_lowercase(), value.trim().to_owned())
    });
    (headers.collect(), body)
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let all: Vec<_> = headers.iter().filter(|(known, _)| *known == name.to_lowercase()).collect();
    assert!(all.len() <= 1, "{name} stands there twice");
    all.first().map(|(_, value)| value.as_str())
}

fn part(raw: &str, kind: &str) -> String {
    let (headers, body) = split(raw.trim_start_matches("\r\n"));
    assert_eq!(value(&headers, "content-type"), Some(format!("{kind}; charset=utf-8").as_str()));
    let body = body.strip_suffix("\r\n").unwrap_or(body);
    let bytes = match value(&headers, "content-transfer-encoding") {
        Some("base64") => STANDARD.decode(body.replace("\r\n", "")).unwrap(),
        Some("quoted-printable") => quoted_printable(&body.replace("=\r\n", "")),
        Some("7bit") => body.as_bytes().to_vec(),
        other => panic!("{other:?}"),
    };
    String::from_utf8(bytes).unwrap()
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'=' {
            let hex = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    bytes
}

/// RFC 2047: words that are not ASCII; the space between two of them is none.
fn decoded(value: &str) -> String {
    let mut text = String::new();
    let mut was_encoded = false;
    for word in value.split(' ') {
        let inner = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?="));
        let joins = inner.is_some() && was_encoded;
        if !text.is_empty() && !joins {
            text.push(' ');
        }
        match inner {
            Some(inner) => {
                text.push_str(&String::from_utf8(STANDARD.decode(inner).unwrap()).unwrap());
            }
            None => text.push_str(word),
        }
        was_encoded = inner.is_some();
    }
    text
}
