//! Rich text that people write: what may stay in it, and its plain words.
//!
//! All HTML that is stored went through [`sanitize`]: the API, imports and seeds alike. The list
//! says what is allowed; everything else goes, its text stays. Pictures come from our own origin
//! only, so that opening a text tells nobody outside that it was read. There are no style
//! attributes, because the pages' content security policy refuses them.

use ammonia::Builder;
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};
use uuid::Uuid;

const TAGS: &str = "\
    a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption \
    figure h1 h2 h3 h4 h5 h6 hr i image-component img input ins kbd label li mark \
    mention-component ol p pre q s samp small span strike strong sub summary sup table tbody \
    td tfoot th thead tr tt u ul";

const ATTRIBUTES: [(&str, &[&str]); 12] = [
    ("a", &["href"]),
    ("code", &["class"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("image-component", &["src", "id", "alt", "width", "height", "aspect-ratio", "alignment"]),
    ("img", &["src", "alt", "width", "height"]),
    ("input", &["type", "checked"]),
    ("li", &["data-checked"]),
    ("mention-component", &["id", "entity_name", "entity_identifier"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
];

/// More elements than any text has; beyond it the parser's time grows with the square of their
/// number, so such input is kept as plain text instead.
const ELEMENTS_MAX: usize = 20_000;

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(TAGS.split(' ').collect())
        .clean_content_tags(HashSet::from(["script", "style", "title", "textarea", "noscript"]))
        .tag_attributes(
            ATTRIBUTES
                .into_iter()
                .map(|(tag, names)| (tag, names.iter().copied().collect()))
                .collect(),
        )
        .tag_attribute_values(HashMap::from([
            ("a", HashMap::from([("target", HashSet::from(["_blank"]))])),
            ("ul", HashMap::from([("data-type", HashSet::from(["taskList"]))])),
            ("li", HashMap::from([("data-type", HashSet::from(["taskItem"]))])),
        ]))
        .set_tag_attribute_values(HashMap::from([("input", HashMap::from([("disabled", "")]))]))
        .generic_attributes(HashSet::from(["title", "lang", "dir"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(filter);
    policy
});

/// The text with everything removed that is not on the list.
pub fn sanitize(html: &str) -> String {
    // PostgreSQL cannot store NUL, and browsers ignore it inside tag names.
    let html: Cow<'_, str> =
        if html.contains('\0') { html.replace('\0', "").into() } else { html.into() };
    let opened = html.as_bytes().windows(2).filter(|pair| is_tag_start(pair)).count();
    if opened > ELEMENTS_MAX {
        return format!("<p>{}</p>", escape(&html));
    }
    POLICY.clean(&html).to_string()
}

fn is_tag_start(pair: &[u8]) -> bool {
    matches!(pair, [b'<', letter] if letter.is_ascii_alphabetic())
}

fn filter<'u>(tag: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    let keep = match (tag, attribute) {
        ("img", "src") => is_own_path(value),
        ("image-component", "src") => Uuid::try_parse(value).is_ok() || is_own_path(value),
        ("code", "class") => {
            let classes = value.split_ascii_whitespace().filter(|class| is_language(class));
            let kept = classes.collect::<Vec<_>>().join(" ");
            return (!kept.is_empty()).then_some(Cow::Owned(kept));
        }
        ("input", "type") => return Some(Cow::Borrowed("checkbox")),
        // With a slash turned either way a browser reads the rest as a host.
        ("a", "href") => !value.contains('\\'),
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

/// A path of our API, written plainly: no host, no query, no way up.
fn is_own_path(path: &str) -> bool {
    path.starts_with("/api/")
        && !path.contains("..")
        && !path.contains("//")
        && path.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
}

fn is_language(class: &str) -> bool {
    class.strip_prefix("language-").is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_+#.".contains(c))
    })
}

/// Text as HTML that shows exactly it.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\0' => {}
            c => html.push(c),
        }
    }
    html
}

/// The words of a text that went through [`sanitize`], with one space or line end between blocks.
pub fn strip(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        rest =
            if from.starts_with('<') { skip_tag(from, &mut text) } else { decode(from, &mut text) };
    }
    text.push_str(rest);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Passes over the tag at the start of `html` and returns what follows.
fn skip_tag<'a>(html: &'a str, text: &mut String) -> &'a str {
    let mut quoted = false;
    let end = html.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    let (tag, rest) = end.map_or((html, ""), |end| html.split_at(end));
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    match name.as_str() {
        "td" | "th" => text.push(' '),
        "p" | "br" | "div" | "li" | "ul" | "ol" | "pre" | "blockquote" | "hr" | "table" | "tr"
        | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dd" | "dt" | "dl" | "figure"
        | "figcaption" | "details" | "summary" | "caption" => text.push('\n'),
        _ => {}
    }
    rest.strip_prefix('>').unwrap_or(rest)
}

/// Reads the character reference at the start of `html` and returns what follows. The serialiser
/// writes only these.
fn decode<'a>(html: &'a str, text: &mut String) -> &'a str {
    for (reference, c) in [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&nbsp;", '\u{a0}'),
    ] {
        if let Some(rest) = html.strip_prefix(reference) {
            text.push(c);
            return rest;
        }
    }
    text.push('&');
    html.strip_prefix('&').unwrap_or(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(input: &str, output: &str) {
        assert_eq!(sanitize(input), output);
        // What is stored may be edited and stored again: nothing may change the second time.
        assert_eq!(sanitize(output), output, "not stable");
    }

    #[test]
    fn what_the_editor_writes_stays() {
        for text in [
            "<h1>Plan</h1><p>Some <strong>bold</strong>, <em>soft</em>, <s>gone</s>, <u>under</u> and <code>code</code>.</p>",
            r#"<pre><code class="language-rust">let a = 1 &lt; 2;</code></pre>"#,
            "<blockquote><p>said</p></blockquote><hr><ul><li><p>one</p></li></ul><ol start=\"3\"><li><p>three</p></li></ol>",
            r#"<table><tbody><tr><th colspan="2" rowspan="1"><p>a</p></th></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></tbody></table>"#,
            r#"<img src="/api/v1/assets/0192f0c4-7b7e-7c3a-9f55-0123456789ab" alt="A chart">"#,
            r#"<p><mention-component id="1" entity_name="user_mention" entity_identifier="0192f0c4-7b7e-7c3a-9f55-0123456789ab"></mention-component></p>"#,
            r#"<image-component src="0192f0c4-7b7e-7c3a-9f55-0123456789ab" width="35%" height="auto"></image-component>"#,
            "<p></p>",
        ] {
            becomes(text, text);
        }
    }

    #[test]
    fn task_lists_stay_and_cannot_be_ticked_in_place() {
        becomes(
            r#"<ul data-type="taskList"><li data-checked="true" data-type="taskItem"><label><input type="checkbox" checked="checked"><span></span></label><div><p>done</p></div></li></ul>"#,
            r#"<ul data-type="taskList"><li data-checked="true" data-type="taskItem"><label><input type="checkbox" checked="checked" disabled=""><span></span></label><div><p>done</p></div></li></ul>"#,
        );
        assert!(!sanitize(r#"<input type="password" name="p">"#).contains("password"));
    }

    #[test]
    fn links_keep_four_schemes_and_never_an_opener() {
        becomes(
            r#"<a href="https://agency.example/x?a=1&amp;b=2" target="_blank">x</a>"#,
            r#"<a href="https://agency.example/x?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">x</a>"#,
        );
        for href in ["mailto:a@b.example", "tel:+12025550100", "/acme/projects"] {
            assert!(sanitize(&format!("<a href=\"{href}\">x</a>")).contains(href), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "&#1;javascript:alert(1)",
            "JaVaScRiPt&colon;alert(1)",
            "&#106;avascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "\\\\evil.example",
        ] {
            let clean = sanitize(&format!("<a href=\"{href}\">x</a>"));
            assert_eq!(clean, r#"<a rel="noopener noreferrer">x</a>"#, "{href}");
        }
    }

    #[test]
    fn pictures_come_from_our_own_api_only() {
        for src in [
            "https://tracker.example/p.gif",
            "//tracker.example/p.gif",
            "/\\tracker.example/p.gif",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "data:image/png;base64,AAAA",
            "/auth/sign-out",
            "/api/../auth/sign-out",
            "/api//tracker.example",
            "/api/v1/x?next=1",
            "/api/%2e%2e/x",
            "javascript:alert(1)",
        ] {
            let clean = sanitize(&format!("<img alt=\"a\" src=\"{src}\" srcset=\"{src}\">"));
            assert_eq!(clean, "<img alt=\"a\">", "{src}");
            let clean = sanitize(&format!("<image-component src=\"{src}\"></image-component>"));
            assert_eq!(clean, "<image-component></image-component>", "{src}");
        }
    }

    /// Known ways to smuggle a script past a sanitiser, each of which must lose its sting.
    #[test]
    fn nothing_that_runs_survives() {
        const CORPUS: [&str; 30] = [
            "<script>alert(1)</script>",
            "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<img src=x onerror=alert(1)>",
            "<img/src='x'/onerror='alert(1)'>",
            "<p onclick=\"alert(1)\" onmouseover='alert(1)'>x</p>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
            "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math href=\"javascript:alert(1)\">x</math>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
            "<title><p title=\"</title><img src=x onerror=alert(1)>\"></title>",
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
            "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
            "<embed src=\"javascript:alert(1)\">",
            "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>",
            "<base href=\"//evil.example/\">",
            "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
            "<link rel=stylesheet href=\"//evil.example/x.css\">",
            "<p style=\"background:url(javascript:alert(1))\" class=\"modal\" id=\"app\">x</p>",
            "<a href=\"javas&#99;ript:alert(1)\">x</a>",
            "<!--><img src=x onerror=alert(1)>-->",
            "<details open ontoggle=alert(1)><summary>x</summary></details>",
            "<template><script>alert(1)</script></template><x-y onfocus=alert(1) tabindex=1 autofocus>",
        ];
        for text in CORPUS {
            let clean = sanitize(text);
            // Text and attribute values are escaped, so what follows `<` is a real element.
            let lower = clean.to_lowercase();
            for element in
                ["<script", "<svg", "<math", "<style", "<iframe", "<form", "<object", "<x-y"]
            {
                assert!(!lower.contains(element), "{text} gave {clean}");
            }
            for tag in lower.split('<').skip(1).filter_map(|part| part.split('>').next()) {
                let outside_quotes: String = tag.split('"').step_by(2).collect();
                for attribute in
                    [" on", " style", " href=\"javascript", " srcdoc", " class", " formaction"]
                {
                    assert!(!outside_quotes.contains(attribute), "{text} gave {clean}");
                }
                assert!(!tag.contains("\"javascript:"), "{text} gave {clean}");
            }
            assert_eq!(sanitize(&clean), clean, "not stable: {text}");
        }
    }

    #[test]
    fn words_are_what_a_reader_sees() {
        assert_eq!(strip("<p>Fish &amp; chips</p><p>a &lt; b</p>"), "Fish & chips\na < b");
        assert_eq!(
            strip("<ul><li><p>one</p></li><li><p>two<br>three</p></li></ul>"),
            "one\ntwo\nthree"
        );
        assert_eq!(strip("<table><tr><td>a</td><td>b</td></tr></table>").replace("  ", " "), "a b");
        assert_eq!(strip(r#"<p><a href="/a" title="1 > 2">link</a></p>"#), "link");
        assert_eq!(strip("<p></p>"), "");
        assert_eq!(strip("a < b & c"), "a");
    }

    #[test]
    fn absurd_input_takes_no_absurd_time_and_loses_no_words() {
        let deep = "<div>".repeat(ELEMENTS_MAX + 1) + "words";
        assert!(strip(&sanitize(&deep)).ends_with("words"));
        assert!(sanitize("a\0b<scr\0ipt>alert(1)</scr\0ipt>").starts_with("ab"));
        assert_eq!(sanitize("a\0b"), "ab");
    }
}
