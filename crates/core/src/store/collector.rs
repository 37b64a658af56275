//! Articles taken apart into what the text section is made of: terms, literals, and where they stand.

use super::HashMap;
use super::casing::{CaseCounts, Casing};
use super::collected_block::{CollectedBlock, CollectedToken, PackedItem, TextItem};
use super::decoded_text::push_spelling;
use super::literal_counts::LiteralCounts;
use super::stored_article::StoredArticle;
use crate::format::literals::LiteralKind;
use crate::format::{Field, write_key};
use crate::text::{Case, TokenKind, tokens};

/// What stands in some articles, in reading order. Terms and literals have the numbers in which they were met;
/// [`CollectedTerms`](super::collected_terms::CollectedTerms) give them those of the index.
#[derive(Debug, Default)]
pub struct Collector {
    pub(super) met: Met,
    pub(super) tokens: Vec<CollectedToken>,
    pub(super) items: Vec<PackedItem>,
    /// The title and then the blocks of each article.
    pub(super) articles: Vec<Vec<CollectedBlock>>,
    /// Room for a key, and for a word in one of its cases.
    key: Vec<u8>,
    written: String,
}

/// The terms and literals that were met.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// The number of the term with each key.
    pub(super) ids: HashMap<Vec<u8>, u32>,
    /// How each term is written in small letters.
    pub(super) spellings: Vec<String>,
    pub(super) cases: Vec<CaseCounts>,
    pub(super) literals: LiteralCounts,
}

/// A word whose parts are being read.
struct PendingWord<'t> {
    written: &'t str,
    /// Its term, if that is known.
    id: Option<u32>,
    kind: TokenKind,
    /// The terms of its parts.
    parts: Vec<u32>,
    /// Its term counts in the text.
    counted: bool,
    /// What stands before it.
    separator: &'t str,
}

impl Collector {
    /// Collects the next article.
    pub fn push(&mut self, article: &StoredArticle<'_>) {
        let mut blocks = Vec::with_capacity(article.blocks.len() + 1);
        if !article.title_repeats {
            blocks.push(self.push_text(Field::Title, &article.title, true));
        }
        for (field, text) in &article.blocks {
            blocks.push(self.push_text(*field, text, true));
        }
        // A title that repeats the text has the words of the text, which are known only now.
        if article.title_repeats {
            blocks.insert(0, self.push_text(Field::Title, &article.title, false));
        }
        self.articles.push(blocks);
    }

    /// In how many articles each term stands, and how often it does.
    pub(super) fn frequencies(&self) -> Vec<(u32, u32)> {
        let mut frequencies = vec![(0, 0); self.met.ids.len()];
        let mut last = vec![usize::MAX; frequencies.len()];
        for (number, blocks) in self.articles.iter().enumerate() {
            for token in blocks.iter().flat_map(|block| &self.tokens[block.tokens.clone()]) {
                let term = token.term as usize;
                let (articles, occurrences) = &mut frequencies[term];
                *articles += u32::from(std::mem::replace(&mut last[term], number) != number);
                *occurrences += 1;
            }
        }
        frequencies
    }

    /// Collects a title or a block. Words of one that is not `counted` are no tokens.
    fn push_text(&mut self, field: Field, text: &str, counted: bool) -> CollectedBlock {
        let first = (self.items.len(), self.tokens.len());
        let mut casing = Casing::default();
        let mut last = None;
        let mut pending: Option<PendingWord<'_>> = None;
        let mut end = 0;
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            write_key(&mut self.key, token.folded, token.exact);
            let new = self.met.ids.len() as u32;
            let id = match self.met.ids.get(&self.key) {
                Some(&id) => Some(id),
                None if !counted => None,
                None => {
                    self.met.ids.insert(self.key.clone(), new);
                    let mut spelling = String::new();
                    push_spelling(&self.key, &mut spelling);
                    self.met.spellings.push(spelling);
                    self.met.cases.push(CaseCounts::default());
                    Some(new)
                }
            };
            let position = token.position;
            if token.kind == TokenKind::Part {
                // `LuaLua` has one part twice, at one position.
                let here = self.tokens[first.1..].iter().rev();
                let mut here = here.take_while(|token| token.position == position);
                let Some(id) = id.filter(|&id| !here.any(|token| token.term == id)) else {
                    continue;
                };
                pending.iter_mut().for_each(|word| word.parts.push(id));
            } else {
                if let Some(word) = pending.take() {
                    self.push_word(&word, &mut last, &mut casing);
                }
                let separator = text.get(end..token.range.start).unwrap_or_default();
                let written = text.get(token.range.clone()).unwrap_or_default();
                end = token.range.end;
                let (kind, parts) = (token.kind, Vec::new());
                pending = Some(PendingWord { written, id, kind, parts, counted, separator });
            }
            if let Some(term) = id.filter(|_| counted) {
                self.tokens.push(CollectedToken { term, position });
            }
        }
        if let Some(word) = pending.take() {
            self.push_word(&word, &mut last, &mut casing);
        }
        let rest = text.get(end..).unwrap_or_default();
        if !rest.is_empty() {
            self.push_literal(LiteralKind::Separator, rest);
        }
        CollectedBlock {
            counted,
            field,
            items: first.0..self.items.len(),
            tokens: first.1..self.tokens.len(),
        }
    }

    /// Adds the items of a word and of what stands before it, behind a word of kind `last`.
    fn push_word(
        &mut self,
        word: &PendingWord<'_>,
        last: &mut Option<TokenKind>,
        casing: &mut Casing,
    ) {
        let is_unit = |kind: TokenKind| matches!(kind, TokenKind::Bigram | TokenKind::Last);
        let usual = match *last {
            Some(last) if !is_unit(last) && !is_unit(word.kind) => " ",
            _ => "",
        };
        if word.separator != usual {
            let in_run = *last == Some(TokenKind::Bigram);
            casing.separator(word.separator);
            let kind = if in_run { LiteralKind::Joint } else { LiteralKind::Separator };
            self.push_literal(kind, word.separator);
        }
        *last = Some(word.kind);
        let at_beginning = casing.is_at_beginning();
        casing.begin();
        if let Some(id) = word.id.filter(|_| word.kind == TokenKind::Word && word.parts.is_empty())
            && let Some(case) = self.case_of(id, word.written)
        {
            self.met.cases[id as usize].count(case, at_beginning);
            self.items.push(TextItem::Word(id, case).into());
            return;
        }
        if is_unit(word.kind) {
            self.push_literal(LiteralKind::Unit, word.written);
            return;
        }
        let literal = self.push_literal(LiteralKind::OutOfVocabulary, word.written);
        if let Some(id) = word.id.filter(|_| word.counted) {
            let terms: Vec<u32> = [id].into_iter().chain(word.parts.iter().copied()).collect();
            self.met.literals.set_terms(literal, &terms);
        }
    }

    /// The case in which a term is written so, if there is one.
    fn case_of(&mut self, id: u32, written: &str) -> Option<Case> {
        Case::ALL.into_iter().find(|case| {
            self.written.clear();
            case.push(&mut self.written, &self.met.spellings[id as usize]);
            self.written == written
        })
    }

    /// Adds a literal of the article that is being collected; gives its number.
    fn push_literal(&mut self, kind: LiteralKind, text: &str) -> u32 {
        let literal = self.met.literals.number(kind, text, self.articles.len() as u32);
        self.items.push(TextItem::Literal(literal).into());
        literal
    }
}
