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

/// What stands in articles, in reading order. Terms have the numbers in which they were met; in a
/// [`CollectedArticles`](super::collected_articles::CollectedArticles), which is made from this, they have their ordinals.
#[derive(Debug, Default)]
pub struct Collector {
    /// The number of the term with each key.
    pub(super) ids: HashMap<Vec<u8>, u32>,
    /// How each term is written in small letters.
    pub(super) spellings: Vec<String>,
    pub(super) cases: Vec<CaseCounts>,
    pub(super) tokens: Vec<CollectedToken>,
    pub(super) items: Vec<PackedItem>,
    pub(super) literals: LiteralCounts,
    /// The title and then the blocks of each article.
    pub(super) articles: Vec<Vec<CollectedBlock>>,
    /// Room for a key, and for a word in one of its cases.
    key: Vec<u8>,
    written: String,
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

    /// Appends what was collected from the articles that follow. It is as if all had been collected together, as
    /// long as a title that repeats the text has only words of its text: any other word of it is known where it
    /// was collected before, and else not.
    pub fn append(&mut self, later: Collector) {
        let mut terms = vec![0; later.ids.len()];
        let mut spellings = later.spellings;
        for (key, id) in later.ids {
            let next = self.ids.len() as u32;
            let number = *self.ids.entry(key).or_insert(next);
            if number == next {
                self.spellings.push(std::mem::take(&mut spellings[id as usize]));
                self.cases.push(CaseCounts::default());
            }
            self.cases[number as usize].add(&later.cases[id as usize]);
            terms[id as usize] = number;
        }
        let literals = self.literals.append(later.literals, &terms);
        let (items, tokens) = (self.items.len(), self.tokens.len());
        self.tokens.extend(
            later
                .tokens
                .into_iter()
                .map(|token| CollectedToken { term: terms[token.term as usize], ..token }),
        );
        self.items.extend(later.items.into_iter().map(|item| {
            PackedItem::from(match item.unpacked() {
                TextItem::Word(id, case) => TextItem::Word(terms[id as usize], case),
                TextItem::Literal(literal) => TextItem::Literal(literals[literal as usize]),
            })
        }));
        self.articles.extend(later.articles.into_iter().map(|mut blocks| {
            for block in &mut blocks {
                block.items = block.items.start + items..block.items.end + items;
                block.tokens = block.tokens.start + tokens..block.tokens.end + tokens;
            }
            blocks
        }));
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
            let new = self.ids.len() as u32;
            let id = match self.ids.get(&self.key) {
                Some(&id) => Some(id),
                None if !counted => None,
                None => {
                    self.ids.insert(self.key.clone(), new);
                    let mut spelling = String::new();
                    push_spelling(&self.key, &mut spelling);
                    self.spellings.push(spelling);
                    self.cases.push(CaseCounts::default());
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
            self.cases[id as usize].count(case, at_beginning);
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
            self.literals.set_terms(literal, &terms);
        }
    }

    /// The case in which a term is written so, if there is one.
    fn case_of(&mut self, id: u32, written: &str) -> Option<Case> {
        Case::ALL.into_iter().find(|case| {
            self.written.clear();
            case.push(&mut self.written, &self.spellings[id as usize]);
            self.written == written
        })
    }

    /// Adds a literal of the article that is being collected; gives its number.
    fn push_literal(&mut self, kind: LiteralKind, text: &str) -> u32 {
        let literal = self.literals.number(kind, text, self.articles.len() as u32);
        self.items.push(TextItem::Literal(literal).into());
        literal
    }
}
