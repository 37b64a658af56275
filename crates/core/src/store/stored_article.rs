//! An article as the text section holds it.

use std::borrow::Cow;

use crate::format::Field;

/// See the [module](self).
#[derive(Debug, Clone, Default)]
pub struct StoredArticle<'a> {
    /// The title.
    pub title: Cow<'a, str>,
    /// The title repeats the beginning of the text, so its words are not counted.
    pub title_repeats: bool,
    /// The field and the text of each block, in reading order. The text holds no control characters: see
    /// [`without_controls`].
    pub blocks: Vec<(Field, Cow<'a, str>)>,
}

impl StoredArticle<'_> {
    /// The title and the blocks.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Field, &str)> {
        let blocks = self.blocks.iter().map(|(field, text)| (*field, &**text));
        std::iter::once((Field::Title, &*self.title)).chain(blocks)
    }
}

/// A text with a space for each control character: a decoded text has such characters between its blocks.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        text.replace(char::is_control, " ").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(without_controls("a\u{1}b\nc\u{9f}"), "a b c ");
        assert!(matches!(without_controls("à la carte"), Cow::Borrowed("à la carte")));
    }
}
