//! `Index::suggest`: how the last word of a query may go on.

use kwic_core::format::forms;
use kwic_core::format::postings::Posting;
use kwic_core::small::sort::{keep, keep_first, sort};
use kwic_core::text::{composed, is_mark};

use crate::expand::{Concept, Expansion};
use crate::index::Index;
use crate::query::parser::Query;
use kwic_postings::bit_set::BitSet;
use kwic_postings::top_k::sort_set;

/// A completion is looked for among at most so many terms that begin with the word.
const MAX_SCANNED: usize = 1 << 18;
/// At most so many of them, those of most articles, are compared with the rest of the query.
const MAX_COMPARED: usize = 512;
/// Comparing ends when so many of their articles have been looked at.
const MAX_POSTINGS: usize = 1 << 17;
/// Of so many articles it is read what follows the word before.
const MAX_READ: usize = 1 << 14;

/// A term that begins with the last word.
struct Completion {
    folded: Vec<u8>,
    exact: String,
    /// It has the marks that were typed.
    agrees: bool,
    /// How many articles have it.
    documents: u32,
    /// How many of them have the rest of the query too.
    together: u32,
    /// In how many of these it follows the last word of the rest.
    following: u32,
    ordinal: u32,
}

impl Completion {
    fn is_before(&self, other: &Completion) -> bool {
        let rank =
            |c: &Completion| (c.agrees, c.following, c.together, c.documents, u32::MAX - c.ordinal);
        rank(self) > rank(other)
    }
}

impl Index<'_> {
    /// Queries that go on from one whose last word is not finished, at most `limit`, best first:
    /// the text as it is, with the last word completed in lower case and with its accents.
    ///
    /// The best completion is the word that in most articles follows the word before it; then that
    /// which most articles have together with the rest of the query; then that of most articles.
    /// Accents do not decide what is found: of words that differ in accents only there is one, with
    /// the accents that were typed if there is such a word, else the one in most articles. Nothing
    /// is completed after a space, in the name of a filter, and in scripts without spaces.
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<String> {
        let Some(word) = Query::last_word(text).filter(|_| limit > 0) else { return Vec::new() };
        let mut completions = self.beginning_with(&word.folded);
        for completion in &mut completions {
            completion.agrees = word.exact == word.folded || agrees(&completion.exact, &word.exact);
        }
        sort(&mut completions, Completion::is_before);

        let mut expanded = self.expand(Query::parse(word.before), false);
        for concept in &mut expanded.concepts {
            concept.required = !concept.excluded;
            if concept.terms.iter().any(Expansion::is_close) {
                keep(&mut concept.terms, &mut Expansion::is_close);
            }
        }
        let allowed = self.allowed(&expanded, &[]);
        let following = match (&allowed, expanded.concepts.last()) {
            (Some(allowed), Some(last)) => self.following(last, allowed, &completions),
            _ => Vec::new(),
        };
        let mut left = MAX_POSTINGS;
        let mut best: Vec<Completion> = Vec::new();
        // One more, for the word itself where it is finished.
        let most = limit.saturating_add(1);
        for mut completion in completions {
            // It has no more articles together with the rest than it has at all.
            if best.len() == most && best.last().is_none_or(|last| last.is_before(&completion)) {
                break;
            }
            if let Some(allowed) = &allowed {
                let Some(after) = left.checked_sub(completion.documents as usize) else { break };
                left = after;
                let together = |posting: &Posting| allowed.has(posting.document);
                completion.together =
                    self.postings(completion.ordinal).filter(together).count() as u32;
                let at = following.partition_point(|pair| pair.0 < completion.ordinal);
                let own = following.get(at).filter(|pair| pair.0 == completion.ordinal);
                completion.following = own.map_or(0, |pair| pair.1);
            }
            match best.iter_mut().find(|other| other.folded == completion.folded) {
                Some(other) if completion.is_before(other) => *other = completion,
                Some(_) => {}
                None => best.push(completion),
            }
            sort(&mut best, Completion::is_before);
            best.truncate(most);
        }
        keep(&mut best, &mut |completion| completion.exact != word.exact);
        best.truncate(limit);
        let mut suggestions = Vec::new();
        for completion in best {
            suggestions.push([word.kept, &composed(&completion.exact)].concat());
        }
        suggestions
    }

    /// In how many of the documents allowed each completion follows the last word before it, by
    /// its term. Of very many documents only the first are read.
    fn following(
        &self,
        last: &Concept,
        allowed: &BitSet,
        completions: &[Completion],
    ) -> Vec<(u32, u32)> {
        let (mut all, mut counts, mut before) = (Vec::new(), Vec::new(), Vec::new());
        for completion in completions {
            all.push(completion.ordinal);
            counts.push((completion.ordinal, 0));
        }
        for own in last.terms.iter().filter(|expansion| !expansion.joined) {
            all.push(own.ordinal);
            before.push(u64::from(own.ordinal));
        }
        sort(&mut counts, |a, b| a < b);
        sort_set(&mut before);
        let set = self.inverted().set_of(all.into_iter());
        let mut left = MAX_READ;
        for document in allowed.iter() {
            if left == 0 {
                break;
            }
            left -= 1;
            // Numbers of completions that have followed in this document.
            let mut found: Vec<usize> = Vec::new();
            let (mut end, mut now) = (None, None);
            self.walk(document, &set, &mut |occurrence| {
                if now.is_some_and(|now| occurrence.position > now) {
                    (end, now) = (now, None);
                }
                let follows =
                    end.is_some_and(|end: u32| end.checked_add(1) == Some(occurrence.position));
                if follows
                    && let Ok(at) = counts.binary_search_by_key(&occurrence.term, |pair| pair.0)
                    && !found.contains(&at)
                {
                    found.push(at);
                }
                if before.binary_search(&u64::from(occurrence.term)).is_ok() {
                    now = Some(occurrence.position);
                }
            });
            for at in found {
                counts[at].1 += 1;
            }
        }
        counts
    }

    /// The terms that begin with a folded word and are in most articles.
    fn beginning_with(&self, folded: &str) -> Vec<Completion> {
        let from = self.terms_with(folded);
        let mut frequent = Vec::new();
        for ordinal in from.take(MAX_SCANNED) {
            frequent.push((self.documents_with(ordinal), ordinal));
        }
        keep_first(&mut frequent, MAX_COMPARED, |a, b| a.0 > b.0 || (a.0 == b.0 && a.1 < b.1));
        let mut completions = Vec::new();
        for (documents, ordinal) in frequent {
            let Some(key) = self.dictionary.key(ordinal) else { continue };
            let (folded, exact) = forms(&key);
            let Ok(exact) = std::str::from_utf8(exact) else { continue };
            completions.push(Completion {
                folded: folded.to_vec(),
                exact: exact.to_string(),
                agrees: true,
                documents,
                together: documents,
                following: documents,
                ordinal,
            });
        }
        completions
    }
}

/// True when a form has the letters that were typed and at least their marks: both `nọ` and `nô`
/// are on the way to `nội`.
fn agrees(form: &str, typed: &str) -> bool {
    let mut form = form.chars();
    typed.chars().all(|typed| form.find(|&c| c == typed || !is_mark(c)) == Some(typed))
}
