//! Markdown descriptions as HTML.

use crate::html;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html::push_html};

/// The text as sanitised HTML. Raw HTML in it is shown, not interpreted; pictures from elsewhere
/// become links, because pages load nothing from other hosts.
pub fn to_html(markdown: &str) -> String {
    if markdown.trim().is_empty() {
        return "<p></p>".to_owned();
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut links = Links::default();
    let events = Parser::new_ext(markdown, options).flat_map(|event| links.tame(event));
    let mut text = String::with_capacity(markdown.len() * 3 / 2);
    push_html(&mut text, events);
    html::sanitize(text.trim_end())
}

/// Where we are among links and pictures, which cannot be nested once both are links.
#[derive(Default)]
struct Links<'a> {
    depth: usize,
    /// The address of the picture that we are inside of, and whether it became a link.
    picture: Option<(CowStr<'a>, bool)>,
    has_words: bool,
}

impl<'a> Links<'a> {
    fn tame(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => vec![Event::Text(text)],
            Event::Start(Tag::Image { dest_url, .. }) => self.open_picture(dest_url),
            Event::End(TagEnd::Image) => self.close_picture(),
            Event::Start(Tag::Link { .. }) => {
                self.depth += 1;
                vec![event]
            }
            Event::End(TagEnd::Link) => {
                self.depth = self.depth.saturating_sub(1);
                vec![event]
            }
            Event::Text(_) | Event::Code(_) => {
                self.has_words = true;
                vec![event]
            }
            event => vec![event],
        }
    }

    fn open_picture(&mut self, address: CowStr<'a>) -> Vec<Event<'a>> {
        if self.picture.is_some() {
            return vec![];
        }
        let is_link = self.depth == 0;
        self.picture = Some((address.clone(), is_link));
        self.has_words = false;
        if !is_link {
            return vec![];
        }
        vec![Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: address,
            title: "".into(),
            id: "".into(),
        })]
    }

    fn close_picture(&mut self) -> Vec<Event<'a>> {
        let Some((address, is_link)) = self.picture.take() else { return vec![] };
        let words = match (self.has_words, is_link) {
            (false, _) => Some(address),
            (true, false) => Some(format!(" ({address})").into()),
            (true, true) => None,
        };
        let end = is_link.then_some(Event::End(TagEnd::Link));
        words.map(Event::Text).into_iter().chain(end).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn ordinary_markdown_becomes_html() {
        assert_eq!(
            to_html("**Why**: it *works*"),
            "<p><strong>Why</strong>: it <em>works</em></p>"
        );
        assert_eq!(to_html("a\n\nb"), "<p>a</p>\n<p>b</p>");
        assert_eq!(to_html(""), "<p></p>");
        assert!(to_html("```rust\nlet a = 1;\n```").contains("language-rust"));
        assert!(to_html("| a | b |\n|---|---|\n| 1 | 2 |").contains("<td>1</td>"));
        assert!(to_html("- [x] done").contains("checkbox"));
    }

    #[test]
    fn raw_html_is_shown() {
        let html = to_html("<script>alert(1)</script>\n\ntext <b onclick=x>bold</b>");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
        assert!(html.contains("&lt;b onclick=x&gt;bold&lt;/b&gt;"), "{html}");
        assert!(!to_html("[x](javascript:alert(1))").contains("javascript"));
    }

    #[test]
    fn pictures_keep_their_address() {
        let link = r#"<a href="https://a.example/p.png" rel="noopener noreferrer">"#;
        let html = to_html("![chart](https://a.example/p.png)");
        assert!(html.contains(&format!("{link}chart</a>")), "{html}");
        let html = to_html("![](https://a.example/p.png)");
        assert!(html.contains(&format!("{link}https://a.example/p.png</a>")), "{html}");
        let html = to_html("[![chart](https://a.example/p.png)](https://b.example)");
        assert!(html.contains(">chart (https://a.example/p.png)</a>"), "{html}");
    }
}
