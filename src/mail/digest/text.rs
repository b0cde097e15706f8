//! What people wrote, fit for mail: plain tags, no pictures, links to the web only.

use crate::html;
use ammonia::{Builder, UrlRelative};
use std::{collections::HashSet, sync::LazyLock};

/// The longest remark that is shown with its form, in bytes of HTML; longer ones are cut to words.
const HTML_MAX: usize = 8 * 1024;
/// The words of it that are shown then.
const WORDS_MAX: usize = 2000;

// Headings would be headings of the mail; pictures would be fetched, and tell that it was read.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = "p br strong b em i u s code pre blockquote ul ol li a";
    let mut policy = Builder::empty();
    policy
        .tags(tags.split(' ').collect())
        .clean_content_tags(HashSet::from(["script", "style", "title", "textarea", "noscript"]))
        .tag_attributes([("a", HashSet::from(["href"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    policy
});

/// Safe HTML and its words, of HTML as it is stored.
pub(super) fn remark(html: &str) -> (String, String) {
    let words = html::strip(&html::sanitize(html));
    if html.len() <= HTML_MAX {
        return (POLICY.clean(html).to_string(), words);
    }
    let cut: String = words.chars().take(WORDS_MAX).collect();
    let cut = format!("{}…", cut.trim_end());
    (format!("<p>{}</p>", html::escape(&cut)), cut)
}

#[cfg(test)]
mod tests {
    use super::remark;

    #[test]
    fn nothing_is_fetched_and_nothing_runs() {
        let (html, words) = remark(
            "<h1 style='x'>Big</h1><p onclick=x>Hello <b>you</b> <img src='https://t.example/p.gif'>\
             <a href='javascript:x'>a</a> <a href='/api/x'>b</a> <a href='https://agency.gov/x'>c</a></p>\
             <mention-component entity_name='user_mention'></mention-component>",
        );
        assert_eq!(
            html,
            "Big<p>Hello <b>you</b> <a rel=\"noopener noreferrer\">a</a> \
             <a rel=\"noopener noreferrer\">b</a> \
             <a href=\"https://agency.gov/x\" rel=\"noopener noreferrer\">c</a></p>"
        );
        assert_eq!(words, "Big\nHello you a b c");
    }

    #[test]
    fn long_remarks_are_cut() {
        let (html, words) = remark(&format!("<p>{}</p>", "word ".repeat(5000)));
        assert!(html.len() < 3000 && words.ends_with('…'));
    }
}
