//! Words that stand for others, as the author of a site lists them.

use kwic_core::text::{TokenKind, tokens};
use toml::Spanned;

use super::file::SynonymTable;
use super::text::SettingsText;
use crate::BuildError;

/// What a query has and what is found by it besides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Synonym {
    /// A word or several, as a reader types them.
    pub typed: String,
    /// A word or several, as articles have them.
    pub found: String,
}

pub(super) fn synonyms(
    file: SettingsText<'_>,
    table: &SynonymTable,
) -> Result<Vec<Synonym>, BuildError> {
    let mut synonyms = Vec::new();
    let mut add = |typed: &Spanned<String>, found: &Spanned<String>| {
        let (typed, found) = (typed.get_ref().clone(), found.get_ref().clone());
        synonyms.push(Synonym { typed, found });
    };
    for group in &table.two_way {
        group.iter().try_for_each(|text| check(file, text))?;
        if let [alone] = &group[..] {
            let detail = format!("{:?} stands alone in its list", alone.get_ref());
            let mend = "put its synonym beside it, such as `[\"js\", \"javascript\"]`";
            return Err(file.broken(alone.span().start, &detail, mend));
        }
        for (at, typed) in group.iter().enumerate() {
            for (_, found) in group.iter().enumerate().filter(|(other, _)| *other != at) {
                add(typed, found);
            }
        }
    }
    for (typed, all_found) in &table.one_way {
        check(file, typed)?;
        for found in all_found {
            check(file, found)?;
            add(typed, found);
        }
    }
    Ok(synonyms)
}

/// Refuses what is no word, or would mean less than it says: signs around words are no part of them.
fn check(file: SettingsText<'_>, text: &Spanned<String>) -> Result<(), BuildError> {
    let (at, text) = (text.span().start, text.get_ref().trim());
    let mut tokens = tokens(text);
    let (mut begin, mut end, mut words) = (None, 0, 0);
    while let Some(token) = tokens.next() {
        begin = begin.or(Some(token.range.start));
        end = end.max(token.range.end);
        words += usize::from(token.kind != TokenKind::Part);
    }
    if words > MAX_WORDS {
        let detail = format!("{text:?} has more than {MAX_WORDS} words");
        return Err(file.broken(at, &detail, "write the few words that readers type"));
    }
    let signs = match begin {
        None => return Err(file.broken(at, &format!("{text:?} has no word"), MEND)),
        Some(begin) => format!("{}{}", &text[..begin], &text[end..]),
    };
    if signs.trim().is_empty() {
        return Ok(());
    }
    let detail =
        format!("{text:?} has signs around its words ({}), which a query has not", signs.trim());
    Err(file.broken(at, &detail, MEND))
}

/// An engine compares no more words of a query with a list.
const MAX_WORDS: usize = 8;

const MEND: &str = "write words, as a reader types them";
