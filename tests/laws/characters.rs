//! Every character of Unicode gives the terms that it gave when somebody last decided about them,
//! natively and in every browser that knows it.

use kwic_core::text::{TokenKind, Tokens, tokens};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Written anew by `KWIC_BLESS=1 cargo test --test laws`.
const COMMITTED: &str = include_str!("../golden/characters.txt");

/// Where characters are younger than Unicode 14 whose lower case, decomposition or order among marks a
/// browser is asked for. One that is older than they are leaves them as they are.
const YOUNG: &[(u32, u32)] = &[
    (0x0558, 0x0558),
    (0x058B, 0x058C),
    (0x05C8, 0x05C9),
    (0x0897, 0x0897),
    (0x1ACF, 0x1AF0),
    (0x1C89, 0x1C89),
    (0x209D, 0x209F),
    (0xA7CB, 0xA7DC),
    (0xA7F1, 0xA7F1),
    (0x105C9, 0x105C9),
    (0x105E4, 0x105E4),
    (0x107BB, 0x107BF),
    (0x10D50, 0x10D6D),
    (0x10ECB, 0x10ECF),
    (0x10EF0, 0x10EFF),
    (0x11383, 0x11391),
    (0x113C5, 0x113D0),
    (0x11F41, 0x11F42),
    (0x16121, 0x1612F),
    (0x16D68, 0x16D6A),
    (0x16EA0, 0x16EB8),
    (0x1B123, 0x1B126),
    (0x1CCD6, 0x1CCF9),
    (0x1D127, 0x1D128),
    (0x1D250, 0x1D25F),
    (0x1D280, 0x1D281),
    (0x1D6A6, 0x1D6A6),
    (0x1DF95, 0x1DF95),
    (0x1DFCD, 0x1DFFF),
    (0x1E030, 0x1E06D),
    (0x1E08F, 0x1E08F),
    (0x1E4EC, 0x1E4EF),
    (0x1E5EE, 0x1E5EF),
    (0x1E6E3, 0x1E6F5),
];

fn is_young(c: char) -> bool {
    YOUNG.iter().any(|&(from, to)| (from..=to).contains(&(c as u32)))
}

/// The hash FNV-1a with 64 bits (Fowler, Noll and Vo).
struct Digest(u64);

impl Digest {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn add_all(&mut self, mut tokens: Tokens<'_>) {
        while let Some(token) = tokens.next() {
            let kind = match token.kind {
                TokenKind::Word => 1,
                TokenKind::Part => 2,
                TokenKind::Bigram => 3,
                TokenKind::Last => 4,
            };
            self.add(token.folded.as_bytes());
            self.add(&[0]);
            self.add(token.exact.as_bytes());
            self.add(&[0, kind, token.position as u8]);
            self.add(&[token.range.start as u8, token.range.end as u8]);
        }
        self.add(&[255]);
    }
}

#[test]
fn every_character_gives_the_terms_it_gave() {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    let mut text = String::new();
    // What lies between and after these is not assigned or private.
    let all = ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{e0fff}');
    for character in all.filter(|&c| !is_young(c)) {
        // Between letters, before marks, between characters without spaces, and at the end.
        text.clear();
        for before in ["N", "a", "\u{301}東", "京о"] {
            text.push_str(before);
            text.push(character);
        }
        digest.add_all(tokens(&text));
    }
    let found = format!("{:016x}", digest.0);
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("KWIC_BLESS").is_some_and(|value| !value.is_empty() && value != "0") {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/characters.txt");
        std::fs::write(file, format!("{found}\n")).expect("the digest can be written");
        return;
    }
    assert_eq!(
        found,
        COMMITTED.trim(),
        "the terms of some character changed: decide about VERSION in \
         crates/core/src/format/sections.rs, then `KWIC_BLESS=1 cargo test --test laws`"
    );
}
