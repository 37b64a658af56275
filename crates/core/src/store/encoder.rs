//! Collected articles as symbols: the writer of the literals section and of the text section.

use super::HashMap;
use super::casing::Casing;
use super::collected_articles::CollectedArticles;
use super::collected_block::{CollectedToken, TextItem};
use super::collected_terms::CollectedTerms;
use super::decoded_text::{DecodedText, TermDecoder};
use super::scan::scan;
use super::stored_article::StoredArticle;
use super::symbols::{Symbols, control, push_symbol, push_text};
use super::vocabulary::{Symbol, Vocabulary};
use crate::format::Field;
use crate::format::literals::{self, Literal, LiteralKind, Literals};
use crate::text::Case;

/// A separator that stands in no more documents than this is written out where it stands.
const MAX_DOCUMENTS_WRITTEN_OUT: u32 = 1;
/// A literal that is longer than this, in bytes, is written out where it stands.
const MAX_LITERAL: usize = 64;

/// Stands for a literal that is no symbol of the vocabulary.
const NONE: u32 = u32::MAX;

/// See the [module](self).
#[derive(Debug)]
pub struct Encoder<'c> {
    terms: &'c CollectedTerms,
    /// All literals that were met.
    literals: Vec<Literal<'c>>,
    /// The section of those that are symbols.
    section: Vec<u8>,
    vocabulary: Vocabulary<'c>,
    /// The number of the symbol of each term, or [`NONE`].
    term_symbols: Vec<u32>,
    /// The number of the symbol of each literal, or [`NONE`].
    literal_symbols: Vec<u32>,
}

/// True for a literal that is a symbol of the vocabulary.
fn is_symbol(literal: &Literal<'_>) -> bool {
    match literal.kind {
        LiteralKind::Unit | LiteralKind::Joint => true,
        LiteralKind::Separator => {
            literal.documents > MAX_DOCUMENTS_WRITTEN_OUT && literal.text.len() <= MAX_LITERAL
        }
        // A word that stands only in titles whose words are not counted has no terms.
        LiteralKind::OutOfVocabulary => {
            !literal.terms.is_empty() && literal.text.len() <= MAX_LITERAL
        }
    }
}

/// The literals that are symbols, in the order of the literals section.
fn in_section<'s>(literals: &[Literal<'s>]) -> Vec<Literal<'s>> {
    let mut list: Vec<Literal<'s>> =
        literals.iter().filter(|literal| is_symbol(literal)).cloned().collect();
    list.sort_by(|a, b| {
        let order = |literal: &Literal<'s>| {
            (std::cmp::Reverse(literal.documents), literal.kind, literal.text)
        };
        order(a).cmp(&order(b))
    });
    list
}

impl<'c> Encoder<'c> {
    /// An encoder of the articles that have these terms.
    pub fn new(terms: &'c CollectedTerms) -> Encoder<'c> {
        let literals = terms.literals.list();
        let section = in_section(&literals);
        let vocabulary =
            Vocabulary::new(&terms.infos, Literals::from(&section[..]), terms.articles);
        let mut term_symbols = vec![NONE; terms.infos.len()];
        let mut in_section = vec![NONE; section.len()];
        for (symbol, number) in vocabulary.symbols().zip(control::VOCABULARY..) {
            match symbol {
                Symbol::Word(term, _) => term_symbols[term as usize] = number,
                Symbol::Literal(_, literal) => in_section[literal as usize] = number,
            }
        }
        let by_literal: HashMap<(LiteralKind, &str), u32> =
            section.iter().map(|literal| (literal.kind, literal.text)).zip(in_section).collect();
        let number = |literal: &Literal<'_>| by_literal.get(&(literal.kind, literal.text)).copied();
        let literal_symbols =
            literals.iter().map(|literal| number(literal).unwrap_or(NONE)).collect();
        let section = literals::write(&section);
        Encoder { terms, literals, section, vocabulary, term_symbols, literal_symbols }
    }

    /// The literals section.
    pub fn literals(&self) -> Vec<u8> {
        self.section.clone()
    }

    /// Appends the symbols of an article, which is the one that was collected under this number.
    pub fn push_article(
        &self,
        out: &mut Vec<u8>,
        collected: &CollectedArticles,
        number: usize,
        article: &StoredArticle<'_>,
    ) {
        let blocks = collected.articles.get(number).into_iter().flatten();
        for (block, (field, text)) in blocks.zip(article.texts()) {
            let repeats = field == Field::Title && article.title_repeats;
            match field {
                Field::Title if repeats => push_symbol(out, control::REPEATS),
                Field::Title => {}
                Field::Heading => push_symbol(out, control::HEADING),
                Field::Body => push_symbol(out, control::BODY),
                Field::Aside => push_symbol(out, control::ASIDE),
            }
            let items = &collected.items[block.items.clone()];
            let items: Vec<TextItem> = items.iter().map(|item| item.unpacked()).collect();
            let tokens = &collected.tokens[block.tokens.clone()];
            self.push_block(out, &items, text, (!repeats).then_some(tokens));
        }
        push_symbol(out, control::END);
    }

    /// Appends a title or a block without the control that begins it: as symbols, or as plain text if the
    /// symbols would not give back its text and, where they are counted, its tokens.
    fn push_block(
        &self,
        out: &mut Vec<u8>,
        items: &[TextItem],
        text: &str,
        tokens: Option<&[CollectedToken]>,
    ) {
        if text.is_empty() {
            return;
        }
        let flags = |titled: bool| {
            let mut casing = Casing::of_block(titled);
            items.iter().filter(|item| self.flag(item, &mut casing).is_some()).count()
        };
        let titled = flags(true) + 1 < flags(false);
        let start = out.len();
        let mut casing = Casing::of_block(titled);
        if titled {
            push_symbol(out, control::TITLED);
        }
        for item in items {
            if let Some(flag) = self.flag(item, &mut casing) {
                push_symbol(out, flag);
            }
            match *item {
                TextItem::Word(term, _) => push_symbol(out, self.term_symbols[term as usize]),
                TextItem::Literal(literal) => match self.literal_symbols[literal as usize] {
                    NONE => {
                        let Literal { kind, text, .. } = &self.literals[literal as usize];
                        let is_separator = kind.is_separator();
                        let control =
                            if is_separator { control::SEPARATOR } else { control::PLAIN };
                        push_text(out, control, text);
                    }
                    number => push_symbol(out, number),
                },
            }
        }
        out.push(control::END as u8);
        if self.comes_back(&out[start..], text, tokens) {
            out.pop();
        } else {
            out.truncate(start);
            push_text(out, control::PLAIN, text);
        }
    }

    /// The control that an item needs before it.
    fn flag(&self, item: &TextItem, casing: &mut Casing) -> Option<u32> {
        match *item {
            TextItem::Word(term, case) => {
                let usual = self.terms.infos[term as usize].case().unwrap_or(Case::Lower);
                let expected = casing.next_word(usual);
                let written = |case: Case| {
                    let mut out = String::new();
                    case.push(&mut out, &self.terms.spellings[term as usize]);
                    out
                };
                // `I` is in its usual case whether that is called a capital or capitals.
                if case == expected || written(case) == written(expected) {
                    return None;
                }
                Some(match case {
                    Case::Lower => control::LOWER,
                    Case::Capital => control::CAPITAL,
                    Case::Upper => control::UPPER,
                })
            }
            TextItem::Literal(literal) => {
                let Literal { kind, text, .. } = &self.literals[literal as usize];
                if kind.is_separator() {
                    casing.separator(text);
                } else {
                    casing.begin();
                }
                None
            }
        }
    }

    /// True when these symbols give back a text and its tokens.
    fn comes_back(&self, bytes: &[u8], text: &str, tokens: Option<&[CollectedToken]>) -> bool {
        let ordinal: &dyn Fn(&[u8]) -> Option<u32> = &|key| self.terms.ordinal(key);
        let decoder = TermDecoder {
            wanted: &|_| true,
            ordinal,
            bigram: &|first, second| self.vocabulary.bigram(first, second, ordinal),
            spell: &|_, term, out| out.push_str(&self.terms.spellings[term as usize]),
        };
        let mut decoded = DecodedText::default();
        decoded.push_title(&self.vocabulary, &mut Symbols::new(bytes, 0), decoder);
        if decoded.text != text {
            return false;
        }
        let Some(tokens) = tokens else { return true };
        let (mut expected, mut same) = (tokens.iter(), true);
        let mut symbols = Symbols::new(bytes, 0);
        let mut bigram = |first, second| self.vocabulary.bigram(first, second, ordinal);
        scan(&self.vocabulary, &mut symbols, &mut bigram, ordinal, &mut |occurrence| {
            let found = CollectedToken { term: occurrence.term, position: occurrence.position };
            same &= expected.next() == Some(&found);
        });
        same && expected.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::format::term_info::NO_TERM;
    use crate::format::{ASIDE_MARK, HEADING_MARK, write_key};
    use crate::store::collected_terms::TermCounter;
    use crate::store::collector::Collector;
    use crate::store::decoded_text::push_spelling;
    use crate::store::scan::{BLOCK_GAP, Occurrence, SEGMENT_TOKENS};
    use crate::store::stored_article::without_controls;
    use crate::text::tokens;

    /// The key of a token and its position.
    type KeyAt = (Vec<u8>, u32);

    /// The tokens of a text, by the one tokenizer, each part of a word once.
    fn tokens_of(text: &str) -> Vec<KeyAt> {
        let mut all: Vec<KeyAt> = Vec::new();
        let mut of_word = BTreeSet::new();
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            let mut key = Vec::new();
            write_key(&mut key, token.folded, token.exact);
            if token.kind != crate::text::TokenKind::Part {
                of_word.clear();
            }
            if of_word.insert(key.clone()) {
                all.push((key, token.position));
            }
        }
        all
    }

    fn collected(articles: &[StoredArticle<'_>]) -> Collector {
        let mut collector = Collector::default();
        articles.iter().for_each(|article| collector.push(article));
        collector
    }

    /// The terms of articles that are collected in parts.
    fn terms_of(parts: &[&[StoredArticle<'_>]]) -> CollectedTerms {
        let mut counter = TermCounter::default();
        parts.iter().for_each(|part| counter.add(collected(part)));
        counter.into()
    }

    /// The sections of literals and text.
    fn sections(terms: &CollectedTerms, parts: &[&[StoredArticle<'_>]]) -> (Vec<u8>, Vec<u8>) {
        let encoder = Encoder::new(terms);
        let mut text = Vec::new();
        for part in parts {
            let collected = CollectedArticles::new(collected(part), terms);
            for (number, article) in part.iter().enumerate() {
                encoder.push_article(&mut text, &collected, number, article);
            }
        }
        (encoder.literals(), text)
    }

    /// Reads the sections back and holds each article against what was written.
    fn assert_articles_come_back(articles: &[StoredArticle<'_>]) {
        let collection = terms_of(&[articles]);
        let (literal_bytes, text_bytes) = sections(&collection, &[articles]);
        let terms = &collection.infos;
        let literals = literals::read(&literal_bytes);
        let vocabulary = Vocabulary::new(terms, literals, articles.len() as u32);
        let ordinal: &dyn Fn(&[u8]) -> Option<u32> = &|key| collection.ordinal(key);
        let bigram = |first, second| vocabulary.bigram(first, second, ordinal);
        let decoder = TermDecoder {
            wanted: &|_| true,
            ordinal,
            bigram: &bigram,
            spell: &|_, term, out| push_spelling(&collection.keys[term as usize], out),
        };
        let mut symbols = Symbols::new(&text_bytes, 0);
        for article in articles {
            let here = symbols.position();
            let (mut title, mut text) = (DecodedText::default(), DecodedText::default());
            title.push_title(&vocabulary, &mut Symbols::new(&text_bytes, here), decoder);
            text.push_text(
                &vocabulary,
                &mut Symbols::new(&text_bytes, here),
                text_bytes.len(),
                0..u32::MAX,
                decoder,
            );
            assert_eq!(title.text, article.title);
            let mark = |field: &Field| match field {
                Field::Heading => HEADING_MARK.to_string(),
                Field::Aside => ASIDE_MARK.to_string(),
                _ => String::new(),
            };
            let blocks: Vec<String> =
                article.blocks.iter().map(|(field, text)| mark(field) + text).collect();
            assert_eq!(text.text, blocks.join("\n"));

            // Each block counts on from the one before, with some positions left out, unless it begins a segment.
            let mut expected = Vec::new();
            let mut next = 0;
            for (field, text) in article.texts() {
                if field == Field::Title && article.title_repeats {
                    continue;
                }
                // Here behind the positions that are left out.
                if next >= SEGMENT_TOKENS + BLOCK_GAP {
                    next = BLOCK_GAP;
                }
                let tokens = tokens_of(text);
                let length = tokens.iter().map(|token| token.1 + 1).max().unwrap_or_default();
                expected.extend(tokens.into_iter().map(|(key, at)| (key, next + at, field)));
                next += length + BLOCK_GAP;
            }
            let mut found = Vec::new();
            let mut bigram = bigram;
            let mut read = |occurrence: Occurrence| {
                assert_ne!(occurrence.term, NO_TERM);
                let key = collection.keys[occurrence.term as usize].clone();
                found.push((key, occurrence.position, occurrence.field));
            };
            while scan(&vocabulary, &mut symbols, &mut bigram, ordinal, &mut read) {}
            assert_eq!(found, expected);
            let spans = text.tokens.iter().map(|token| text.text.get(token.span.clone()));
            assert!(spans.into_iter().all(|span| span.is_some()));
        }
        assert!(symbols.is_done());
    }

    /// Words in every case, separators, scripts without spaces, and anything else.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => prop::sample::select(vec![
                "lantern", "Lantern", "LANTERN", "I", "Hanoi", "hà", "Nội", "McDonald", "LuaLua",
                "1990s", "C++", "ёлка", "ΑΘΗΝΑΣ", "straße", "İstanbul", "e\u{301}t\u{e9}",
            ]),
            2 => prop::sample::select(vec![" ", " ", " ", ". ", ", ", "? ", " — ", "’s ", "...", "  "]),
            1 => prop::sample::select(vec!["東京", "都", "ไทย", "ខ្មែរ", "\u{200b}", "한국", "。", "ｶﾞ"]),
        ];
        let pieces = vec(piece, 0..12).prop_map(|pieces| pieces.concat());
        prop_oneof![4 => pieces, 1 => "\\PC{0,12}".prop_map(|text| without_controls(&text).into())]
    }

    fn any_article() -> impl Strategy<Value = StoredArticle<'static>> {
        let field =
            prop::sample::select(vec![Field::Heading, Field::Body, Field::Body, Field::Aside]);
        let blocks = vec((field, any_text().prop_map(Into::into)), 0..5);
        (any_text(), any::<bool>(), blocks).prop_map(|(title, title_repeats, blocks)| {
            StoredArticle { title: title.into(), title_repeats, blocks }
        })
    }

    proptest! {
        #[test]
        fn articles_come_back_with_their_text_and_their_tokens(articles in vec(any_article(), 0..5)) {
            assert_articles_come_back(&articles);
        }

        #[test]
        fn articles_that_are_collected_in_parts_give_the_same_bytes(
            mut articles in vec(any_article(), 0..6),
            cut in 0usize..6,
        ) {
            // A title that repeats the text has no words but those of its own text.
            for article in &mut articles {
                article.title_repeats &= !article.blocks.is_empty();
                if article.title_repeats {
                    article.title = article.blocks[0].1.clone();
                }
            }
            let (first, later) = articles.split_at(cut.min(articles.len()));
            let (parts, whole) = (terms_of(&[first, later]), terms_of(&[&articles]));
            prop_assert_eq!(&parts.keys, &whole.keys);
            prop_assert_eq!(&parts.infos, &whole.infos);
            prop_assert_eq!(&parts.occurrences, &whole.occurrences);
            prop_assert_eq!(sections(&parts, &[first, later]), sections(&whole, &[&articles]));
        }

        #[test]
        fn frequencies_are_what_counting_gives(articles in vec(any_article(), 0..5)) {
            let terms = terms_of(&[&articles]);
            let collected = CollectedArticles::new(collected(&articles), &terms);
            let mut in_articles = vec![BTreeSet::new(); terms.keys.len()];
            let mut occurrences = vec![0; terms.keys.len()];
            for (number, blocks) in collected.articles.iter().enumerate() {
                for token in blocks.iter().flat_map(|block| &collected.tokens[block.tokens.clone()]) {
                    in_articles[token.term as usize].insert(number);
                    occurrences[token.term as usize] += 1;
                }
            }
            let counted: Vec<u32> = terms.infos.iter().map(|info| info.documents()).collect();
            let expected: Vec<u32> = in_articles.iter().map(|all| all.len() as u32).collect();
            prop_assert_eq!(counted, expected);
            prop_assert_eq!(terms.occurrences, occurrences);
        }
    }

    #[test]
    fn words_in_their_usual_case_take_a_symbol_each() {
        let title = "Lanterns of Hanoi".into();
        let text = "We saw lanterns. We saw more of Hanoi.".into();
        let article =
            StoredArticle { title, blocks: vec![(Field::Body, text)], ..StoredArticle::default() };
        let articles = [article.clone(), article];
        assert_articles_come_back(&articles);
        let (_, text) = sections(&terms_of(&[&articles]), &[&articles]);
        // Three words of the title, the control, eight words, two separators, the end.
        assert_eq!(text.len(), 2 * (3 + 1 + 8 + 2 + 1));
    }
}
