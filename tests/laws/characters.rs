//! Every character of Unicode gives the terms that it gave when somebody last decided about them,
//! natively and in every browser.

use kwic_core::text::{Kind, Tokens, tokens};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Written anew by `KWIC_BLESS=1 cargo test --test laws`.
const COMMITTED: &str = include_str!("../golden/characters.txt");

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
                Kind::Word => 1,
                Kind::Part => 2,
                Kind::Bigram => 3,
                Kind::Last => 4,
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
    for character in ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{e0fff}') {
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
