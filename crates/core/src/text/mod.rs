//! Text analysis: the one way from text to terms, for builder, query and snippet alike.
//!
//! The laws that hold here, each with a test:
//!
//! 1. The range of a token slices the original text; gaps and ranges give the original back.
//! 2. The NFC, NFD, NFKC and NFKD spellings of one text give the same terms.
//! 3. A term has a folded form, by which it is found, and an exact form, by which it is ranked.
//! 4. Folding is by script ([`fold`]).
//! 5. In scripts without spaces each character is a token, whose term also holds the next character.
//! 6. Possessives go; words that punctuation joins are words of their own.
//! 7. A term is at most [`MAX_TERM_CHARS`] characters long; what is longer is found by its
//!    beginning.

mod case;
mod classes;
mod compose;
pub mod fold;
mod grapheme;
mod length;
mod normal_form;
mod parts;
pub mod script;
pub mod sentence;
mod slice;
mod space;
mod stream;
mod tokens;
mod unicode;

pub use case::Case;
pub use compose::{composed, push_composed};
pub use grapheme::graphemes;
pub use length::length;
pub use slice::slice;
pub use space::{is_blank, is_space};
pub use tokens::{MAX_TERM_CHARS, Token, TokenKind, Tokens, tokens};
pub use unicode::{is_in_word, is_mark};
