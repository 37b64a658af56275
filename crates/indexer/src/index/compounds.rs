//! Compounds: words of the dictionary that also stand as two words side by side, as `Viet Nam` does for
//! `Vietnam`.

use std::collections::BTreeMap;

use kwic_core::format::compounds::push_compound;
use kwic_core::format::postings::Posting;
use kwic_core::format::{FIELDS, forms};
use kwic_core::store::collected_articles::CollectedArticles;
use kwic_core::store::collected_terms::CollectedTerms;
use rustc_hash::FxHashMap;

/// One way to cut a word in two: the ordinal of its first form, and the bytes of its first part.
type Cut = (u32, usize);

/// How many of the last cuts of a block are compared with the next one.
const RECENT: usize = 8;

/// Finds compounds, where all words are known.
pub(crate) struct CompoundFinder<'t> {
    /// The folded form of each term.
    folded: Vec<&'t [u8]>,
    /// The first term of each folded form.
    words: FxHashMap<&'t [u8], u32>,
}

/// The compounds of some documents: for each cut the documents in order.
#[derive(Debug, Default)]
pub(crate) struct Compounds(BTreeMap<Cut, Vec<Posting>>);

impl<'t> CompoundFinder<'t> {
    pub(crate) fn new(terms: &'t CollectedTerms) -> CompoundFinder<'t> {
        let folded: Vec<&[u8]> = terms.keys.iter().map(|key| forms(key).0).collect();
        let mut words: FxHashMap<&[u8], u32> = FxHashMap::default();
        for (word, ordinal) in folded.iter().zip(0u32..) {
            words.entry(word).or_insert(ordinal);
        }
        CompoundFinder { folded, words }
    }

    /// The compounds of some documents, which are numbered from 0.
    pub(crate) fn of(&self, collected: &CollectedArticles) -> Compounds {
        let CompoundFinder { folded, words } = self;
        let mut postings_of: BTreeMap<Cut, Vec<Posting>> = BTreeMap::new();
        let mut joined: Vec<u8> = Vec::new();
        for (document, blocks) in (0..).zip(&collected.articles) {
            for block in blocks {
                let tokens = &collected.tokens[block.tokens.clone()];
                // Cuts with the position of their second part. A word and its parts have one position, so one
                // cut may be found twice there.
                let mut found: Vec<(Cut, u32)> = Vec::new();
                for (at, first) in tokens.iter().enumerate() {
                    let next_position = first.position + 1;
                    let later = (at + 1..).zip(&tokens[at + 1..]);
                    let later = later.take_while(|(_, token)| token.position <= next_position);
                    for (next, second) in later.filter(|(_, token)| token.position == next_position)
                    {
                        // The last character of a run without spaces has the position of the bigram that ends
                        // with it, and does not follow what stands before that.
                        let same = tokens[next - 1];
                        if same.position == second.position
                            && folded[same.term as usize].ends_with(folded[second.term as usize])
                        {
                            continue;
                        }
                        let before = folded[first.term as usize];
                        joined.clear();
                        joined.extend_from_slice(before);
                        joined.extend_from_slice(folded[second.term as usize]);
                        let Some(&word) = words.get(joined.as_slice()) else { continue };
                        let cut = (word, before.len());
                        let here = (cut, second.position);
                        if found.iter().rev().take(RECENT).any(|other| *other == here) {
                            continue;
                        }
                        found.push(here);
                        let postings = postings_of.entry(cut).or_default();
                        if postings.last().is_none_or(|last| last.document != document) {
                            postings.push(Posting { document, frequencies: [0; FIELDS] });
                        }
                        if let Some(last) = postings.last_mut() {
                            last.frequencies[block.field as usize] += 1;
                        }
                    }
                }
            }
        }
        Compounds(postings_of)
    }
}

impl Compounds {
    /// Adds those of documents that follow, of which the first has this number.
    pub(crate) fn append(&mut self, later: Compounds, first: u32) {
        for (cut, postings) in later.0 {
            let numbered =
                postings.into_iter().map(|it| Posting { document: it.document + first, ..it });
            self.0.entry(cut).or_default().extend(numbered);
        }
    }

    /// The compounds section of so many documents.
    pub(crate) fn section(self, all: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut last = 0;
        for ((word, cut), postings) in self.0 {
            push_compound(&mut out, last, word, cut, &postings, all);
            last = word;
        }
        out
    }
}
