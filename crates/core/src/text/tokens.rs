//! Tokens: where the words of a text are, and under which terms they are indexed.
use std::ops::Range;

use super::fold::{fold_into, place_tone, push_exact};
use super::parts::{CharKind, Shape, WordPart, find_parts};
use super::slice::slice;
use super::space::is_blank;
use super::stream::{Stream, StreamChar, stream};
use super::unicode::Class;

/// The longest term, in characters; what follows in a longer word is not part of its term.
pub const MAX_TERM_CHARS: usize = 64;

/// One token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'b> {
    /// The bytes of the text that the token owns. Ranges of tokens that are not parts are in order
    /// and do not overlap.
    pub range: Range<usize>,
    /// The bytes that its term stands for: the range, and in scripts without spaces the next
    /// character too.
    pub span: Range<usize>,
    /// Counted from 0; a part has the position of the word it is in, and the last character of a
    /// run that of the bigram before it, so that the next word follows that bigram.
    pub position: u32,
    /// The form by which the term is found.
    pub folded: &'b str,
    /// The form by which it is ranked: lower case, compatibility decomposed.
    pub exact: &'b str,
    /// What the token is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of letters and digits, or a symbol that belongs to one (`++` of C++).
    Word,
    /// A part of the word before it: `camel` and `case` of camelCase, `covid` of COVID19.
    Part,
    /// A character of a script without spaces with the next one; its term is their bigram.
    Bigram,
    /// The last character of a run in such a script; its term is that character.
    Last,
}

/// See [`tokens`].
pub struct Tokens<'t> {
    stream: Stream<'t>,
    /// Read and not yet taken: hardly ever more than three.
    ahead: Vec<StreamChar>,
    position: u32,
    end: usize,
    /// The token before is a bigram.
    in_run: bool,
    previous: char,
    symbol: Option<(Range<usize>, &'static str)>,
    shape: Vec<Shape>,
    parts: Vec<WordPart>,
    exact: String,
    folded: String,
    part_folded: String,
}

/// The tokens of a text, in order. The one tokenizer of builder, query and snippet.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        stream: stream(text),
        ahead: Vec::new(),
        position: 0,
        end: 0,
        in_run: false,
        previous: ' ',
        symbol: None,
        shape: Vec::new(),
        parts: Vec::new(),
        exact: String::new(),
        folded: String::new(),
        part_folded: String::new(),
    }
}

const ZERO_WIDTH_SPACE: char = '\u{200b}';

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{2bb}')
}

fn in_word(item: Option<StreamChar>) -> bool {
    item.is_some_and(|item| matches!(item.class, Class::Letter | Class::Digit | Class::Mark))
}

impl Tokens<'_> {
    /// The next token; its strings are borrowed from the iterator, which keeps their memory.
    // Not an `Iterator`: that could not lend.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Option<Token<'_>> {
        if let Some(part) = self.parts.pop() {
            self.part_folded.clear();
            let exact = slice(&self.exact, part.exact);
            fold_into(exact, &mut self.part_folded);
            return Some(Token {
                range: part.range.clone(),
                span: part.range,
                position: self.position - 1,
                folded: &self.part_folded,
                exact,
                kind: TokenKind::Part,
            });
        }
        if let Some((range, symbol)) = self.symbol.take() {
            return Some(self.symbol_token(range, symbol));
        }
        loop {
            let item = self.pop()?;
            match item.class {
                Class::Unit => return Some(self.unit(item)),
                Class::Letter | Class::Digit => return Some(self.word(item)),
                Class::Other if item.c == '.' && self.begins_word() => {
                    self.previous = '.';
                    return Some(self.symbol_token(item.start..item.end, "."));
                }
                Class::Other => self.previous = item.c,
                Class::Mark | Class::Ignorable => {}
            }
        }
    }

    /// True after a full stop that stands before a word and after none, as in `.NET`.
    fn begins_word(&mut self) -> bool {
        let opens = is_blank(self.previous) || matches!(self.previous, '(' | '[' | '"' | '`');
        opens && self.peek(0).is_some_and(|next| next.class == Class::Letter)
    }

    fn symbol_token(&mut self, range: Range<usize>, symbol: &'static str) -> Token<'static> {
        self.end = range.end;
        self.position += 1;
        Token {
            span: range.clone(),
            range,
            position: self.position - 1,
            folded: symbol,
            exact: symbol,
            kind: TokenKind::Word,
        }
    }

    fn pop(&mut self) -> Option<StreamChar> {
        if !self.ahead.is_empty() {
            return Some(self.ahead.remove(0));
        }
        self.stream.find(|item| item.class != Class::Ignorable)
    }

    fn peek(&mut self, distance: usize) -> Option<StreamChar> {
        while self.ahead.len() <= distance {
            let next = self.stream.find(|item| item.class != Class::Ignorable)?;
            self.ahead.push(next);
        }
        Some(self.ahead[distance])
    }

    fn unit(&mut self, first: StreamChar) -> Token<'_> {
        self.exact.clear();
        self.folded.clear();
        self.exact.push(first.c);
        let mut range = first.start..first.end;
        while let Some(mark) = self.peek(0).filter(|item| item.class == Class::Mark) {
            self.exact.push(mark.c);
            range.end = mark.end;
            self.pop();
        }
        // Characters that came out of one original character share its bytes; the first has them.
        range.start = range.start.max(self.end);
        range.end = range.end.max(range.start);
        self.end = range.end;
        let mut span = first.start..range.end;
        let mut kind = TokenKind::Last;
        // Khmer, Thai and others show where a line may break; that divides no word.
        while self.peek(0).is_some_and(|item| item.c == ZERO_WIDTH_SPACE)
            && self
                .peek(1)
                .is_some_and(|item| item.c == ZERO_WIDTH_SPACE || item.class == Class::Unit)
        {
            self.pop();
        }
        if let Some(next) = self.peek(0).filter(|item| item.class == Class::Unit) {
            kind = TokenKind::Bigram;
            self.exact.push(next.c);
            span.end = span.end.max(next.end);
            let mut distance = 1;
            while let Some(mark) = self.peek(distance).filter(|item| item.class == Class::Mark) {
                self.exact.push(mark.c);
                span.end = span.end.max(mark.end);
                distance += 1;
            }
        }
        fold_into(&self.exact, &mut self.folded);
        self.previous = first.c;
        self.position += u32::from(kind == TokenKind::Bigram || !self.in_run);
        self.in_run = kind == TokenKind::Bigram;
        self.token(range, span, kind)
    }

    fn word(&mut self, first: StreamChar) -> Token<'_> {
        self.exact.clear();
        self.folded.clear();
        self.shape.clear();
        let mut range = first.start.max(self.end)..first.end;
        let mut next = Some(first);
        let mut chars = 0;
        while let Some(item) = next {
            range.end = range.end.max(item.end);
            if item.class != Class::Mark {
                chars += 1;
            }
            if chars <= MAX_TERM_CHARS {
                let kind = match item.class {
                    Class::Digit => Some(CharKind::Digit),
                    Class::Letter if item.upper => Some(CharKind::Upper),
                    Class::Letter => Some(CharKind::Lower),
                    _ => None,
                };
                if let Some(kind) = kind {
                    let at = self.exact.len();
                    self.shape.push(Shape { kind, at, start: item.start, end: item.end });
                } else if let Some(shape) = self.shape.last_mut() {
                    shape.end = item.end;
                }
                push_exact(&mut self.exact, item.c);
            }
            let follows = in_word(self.peek(0));
            next = if follows { self.pop() } else { None };
            self.previous = item.c;
        }
        place_tone(&mut self.exact);
        fold_into(&self.exact, &mut self.folded);
        find_parts(&self.shape, &self.exact, &mut self.parts);
        self.after_word();
        self.end = range.end;
        self.position += 1;
        self.token(range.clone(), range, TokenKind::Word)
    }

    fn token(&self, range: Range<usize>, span: Range<usize>, kind: TokenKind) -> Token<'_> {
        let position = self.position - 1;
        Token { range, span, position, folded: &self.folded, exact: &self.exact, kind }
    }

    /// Takes a possessive `'s` away, and keeps the symbol of `C++` and `C#` for the next call.
    fn after_word(&mut self) {
        let Some(first) = self.peek(0) else { return };
        if is_apostrophe(first.c) {
            if self.peek(1).is_some_and(|s| s.c == 's') && !in_word(self.peek(2)) {
                self.pop();
                self.pop();
                self.previous = 's';
            }
        } else if first.c == '#' && !in_word(self.peek(1)) {
            self.pop();
            self.symbol = Some((first.start..first.end, "#"));
        } else if first.c == '+'
            && let Some(second) = self.peek(1).filter(|second| second.c == '+')
            && self.peek(2).is_none_or(|after| !matches!(after.class, Class::Letter | Class::Mark))
        {
            self.pop();
            self.pop();
            self.symbol = Some((first.start..second.end, "++"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn folded(text: &str) -> Vec<String> {
        collect(text, |token| token.kind != TokenKind::Part, |token| token.folded.to_string())
    }

    fn parts(text: &str) -> Vec<String> {
        collect(text, |token| token.kind == TokenKind::Part, |token| token.folded.to_string())
    }

    fn collect<T>(
        text: &str,
        keep: impl Fn(&Token<'_>) -> bool,
        map: impl Fn(&Token<'_>) -> T,
    ) -> Vec<T> {
        let mut tokens = tokens(text);
        let mut out = Vec::new();
        while let Some(token) = tokens.next() {
            if keep(&token) {
                out.push(map(&token));
            }
        }
        out
    }

    #[test]
    fn words_come_folded_in_order() {
        assert_eq!(folded("Hà Nội, Việt Nam — 2025!"), ["ha", "noi", "viet", "nam", "2025"]);
        assert_eq!(folded("Ёлка и йога"), ["елка", "и", "йога"]);
    }

    #[test]
    fn possessives_go_and_compounds_come_apart() {
        assert_eq!(folded("Russia's Russia’s RUSSIA'S"), ["russia", "russia", "russia"]);
        assert_eq!(folded("e-mail d'accord o'clock"), ["e", "mail", "d", "accord", "o", "clock"]);
        assert_eq!(folded("4.4 2025-01-13"), ["4", "4", "2025", "01", "13"]);
        assert_eq!(folded("K.V.Vnukov U.S."), ["k", "v", "vnukov", "u", "s"]);
        assert_eq!(folded("snake_case std::fs::read"), ["snake", "case", "std", "fs", "read"]);
    }

    #[test]
    fn symbols_of_programming_languages_are_tokens() {
        assert_eq!(folded("C++, C# and .NET"), ["c", "++", "c", "#", "and", ".", "net"]);
        assert_eq!(folded("a+b #tag end. Next 1+1"), ["a", "b", "tag", "end", "next", "1", "1"]);
        assert_eq!(folded("C++17 i++j"), ["c", "++", "17", "i", "j"]);
    }

    #[test]
    fn words_with_humps_and_digits_have_parts() {
        assert_eq!(folded("camelCase"), ["camelcase"]);
        assert_eq!(parts("camelCase"), ["camel", "case"]);
        assert_eq!(parts("HTTPServer"), ["http", "server"]);
        assert_eq!(parts("COVID19"), ["covid", "19"]);
        assert_eq!(parts("the 1990s and the 75th"), ["1990", "75"]);
        assert_eq!(parts("v1.2 v20 x1 MP3"), ["1", "20"]);
        assert_eq!(parts("hòAbc"), ["h"; 0]);
        assert!(parts("Vietnam NATO URLs iOS Đặng").iter().all(|p| p == "os"));
        assert_eq!(parts("useÉtatĐộ"), ["use", "etat", "do"]);
    }

    #[test]
    fn scripts_without_spaces_give_bigrams_and_the_last_character() {
        assert_eq!(folded("東京都"), ["東京", "京都", "都"]);
        assert_eq!(folded("東京 tower"), ["東京", "京", "tower"]);
        assert_eq!(folded("대한민국"), ["대한", "한민", "민국", "국"]);
        assert_eq!(folded("ไทย"), ["ไท", "ทย", "ย"]);
        assert_eq!(folded("ភាសា\u{200b}ខ្មែរ"), folded("ភាសាខ្មែរ"));
        assert_eq!(folded("東\u{200b}\u{200b}京 都\u{200b}x"), ["東京", "京", "都", "x"]);
        let places = |text| collect(text, |_| true, |token| token.position);
        assert_eq!(places("東京都 tower 年 2"), [0, 1, 1, 2, 3, 4]);
        let spans = collect("東京", |_| true, |token| (token.range.clone(), token.span.clone()));
        assert_eq!(spans, [(0..3, 0..6), (3..6, 3..6)]);
    }

    #[test]
    fn full_width_and_soft_hyphens_are_seen_through() {
        assert_eq!(folded("Ｋｗｉｃ Viet\u{ad}nam"), ["kwic", "vietnam"]);
    }

    #[test]
    fn a_very_long_word_keeps_its_beginning() {
        let word = "x".repeat(10_000);
        assert_eq!(folded(&word), ["x".repeat(MAX_TERM_CHARS)]);
    }

    #[test]
    fn old_and_new_tone_places_are_one_exact_form() {
        let exact = |text| collect(text, |_| true, |token| token.exact.to_string());
        assert_eq!(exact("hòa bình thúy"), exact("hoà bình thuý"));
        assert_ne!(exact("má"), exact("mà"));
    }

    /// Text of the scripts and the punctuation that the laws speak of, and any other.
    fn any_text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z0-9 .,'’+#_-]{0,8}",
                "[à-ỹĐđÀ-Ỹ]{0,5}",
                "[а-яёйА-Я ]{0,6}",
                "[東京都カガがｶﾞ対]{0,5}",
                "[ก-๛ำ]{0,5}",
                "[가-힣ᄀ-ᇿ]{0,4}",
                "[\u{300}-\u{345}]{0,3}",
                "\\PC{0,6}",
            ],
            0..12,
        )
        .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn ranges_and_gaps_give_the_text_back(text in any_text()) {
            let mut rebuilt = String::new();
            let mut at = 0;
            for range in collect(&text, |t| t.kind != TokenKind::Part, |t| t.range.clone()) {
                rebuilt.push_str(&text[at..range.start]);
                rebuilt.push_str(&text[range.clone()]);
                at = range.end;
            }
            rebuilt.push_str(&text[at..]);
            prop_assert_eq!(rebuilt, text);
        }

        #[test]
        fn normal_forms_give_the_same_terms(text in any_text()) {
            let terms = |text: &str| {
                collect(text, |_| true, |t| (t.folded.to_string(), t.exact.to_string(), t.kind))
            };
            let nfc = terms(&text.nfc().collect::<String>());
            prop_assert_eq!(&nfc, &terms(&text.nfd().collect::<String>()));
            prop_assert_eq!(&nfc, &terms(&text.nfkc().collect::<String>()));
            prop_assert_eq!(&nfc, &terms(&text.nfkd().collect::<String>()));
        }

        #[test]
        fn spans_and_parts_slice_the_text(text in any_text()) {
            let mut tokens = tokens(&text);
            while let Some(token) = tokens.next() {
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert!(text.get(token.span.clone()).is_some());
                prop_assert!(!token.folded.is_empty() || !token.exact.is_empty());
            }
        }
    }
}
