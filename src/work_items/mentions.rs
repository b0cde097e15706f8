//! The people whom a text names.

use crate::{db::Tx, error::Result, events::Change};
use entity::project_member;
use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    },
};
use sea_orm::{ColumnTrait, QueryFilter};
use std::{cell::RefCell, collections::BTreeSet};
use uuid::Uuid;

/// People that one text can tell of itself.
const PEOPLE_MAX: usize = 50;

/// Everybody whom a sanitised text names, whoever they are.
pub fn in_text(html: &str) -> BTreeSet<Uuid> {
    if !html.contains("<mention-component") {
        return BTreeSet::new();
    }
    let tokenizer = Tokenizer::new(Found::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// A change of field `mentions` for each active member of the project whom `new` names and `old`
/// did not.
pub async fn new_ones(tx: &Tx, project_id: Uuid, old: &str, new: &str) -> Result<Vec<Change>> {
    let named = in_text(new);
    if named.is_empty() {
        return Ok(vec![]);
    }
    let before = in_text(old);
    let new: Vec<Uuid> = named.difference(&before).copied().take(PEOPLE_MAX).collect();
    if new.is_empty() {
        return Ok(vec![]);
    }
    let members = project_member::Entity::active_in(project_id)
        .filter(project_member::Column::MemberId.is_in(new))
        .all(&**tx)
        .await?;
    let change = |person| Change { new_id: Some(person), ..Change::value("mentions", None, None) };
    Ok(members.into_iter().map(|member| change(member.member_id)).collect())
}

/// Collects them from the tags as they come by.
#[derive(Default)]
struct Found(RefCell<BTreeSet<Uuid>>);

impl TokenSink for Found {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
            && &*tag.name == "mention-component"
            && attribute(&tag, "entity_name") == Some("user_mention")
            && let Some(id) = attribute(&tag, "entity_identifier")
            && let Ok(id) = Uuid::try_parse(id)
        {
            self.0.borrow_mut().insert(id);
        }
        TokenSinkResult::Continue
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| &*attribute.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_and_nothing_else() {
        let (ada, bob) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let tag = |kind: &str, id: &str| {
            format!(
                "<mention-component entity_name=\"{kind}\" entity_identifier=\"{id}\"></mention-component>"
            )
        };
        let text = format!(
            "<p>{} and {}, {}{}{}</p><p title='{}'>&lt;mention-component entity_name=\"user_mention\" entity_identifier=\"{bob}\"&gt;</p>",
            tag("user_mention", &ada.to_string()),
            tag("user_mention", &ada.to_string()),
            tag("issue", &bob.to_string()),
            tag("user_mention", "nobody"),
            "<mention-component entity_name=\"user_mention\">",
            "<mention-component entity_name=&quot;user_mention&quot;>",
        );
        assert_eq!(in_text(&text), BTreeSet::from([ada]));
        assert!(in_text("<p>Nobody</p>").is_empty());
    }
}
