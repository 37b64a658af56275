//! The ids that generators give to the headings of Markdown.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How a generator makes ids of headings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SlugRule {
    /// Small letters, hyphens for spaces, nothing for other signs: GitHub, and most generators.
    #[default]
    GitHub,
    /// The same, with one hyphen where several follow each other.
    GitLab,
    /// As GitHub, with capitals beyond ASCII left as they are, and without marks that combine.
    MdBook,
    /// ASCII only, accents taken off; low lines before the numbers of equal headings.
    PythonMarkdown,
    /// Accents taken off and signs made hyphens, with a low line before a digit at the beginning.
    VitePress,
    /// ASCII letters and digits, and hyphens for all between; equal headings are called `id1`, `id2`.
    Docutils,
}

/// The ids of the headings of one text by a rule, with a number for a heading that says what another one did.
#[derive(Debug, Default)]
pub struct Slugs {
    rule: SlugRule,
    /// How many headings had each id.
    seen: HashMap<String, usize>,
    /// The headings that were numbered throughout.
    numbered: usize,
}

impl Slugs {
    /// Ids by this rule.
    pub fn new(rule: SlugRule) -> Slugs {
        Slugs { rule, ..Slugs::default() }
    }

    /// The id of the next heading, which has this text; `None` where it has none.
    pub fn of(&mut self, text: &str) -> Option<String> {
        let slug = slug(self.rule, text.trim());
        match self.rule {
            SlugRule::PythonMarkdown => return Some(self.with_low_line(slug)),
            SlugRule::Docutils if slug.is_empty() || self.seen.contains_key(&slug) => {
                self.numbered += 1;
                return Some(format!("id{}", self.numbered));
            }
            _ if slug.is_empty() => return None,
            _ => {}
        }
        let base = slug.clone();
        let mut slug = slug;
        while let Some(count) = self.seen.get_mut(&slug) {
            slug = format!("{base}-{count}");
            *count += 1;
        }
        self.seen.insert(slug.clone(), 1);
        Some(slug)
    }

    /// The id that Python-Markdown gives: the number of an id that ends in one is counted up.
    fn with_low_line(&mut self, mut slug: String) -> String {
        while slug.is_empty() || self.seen.contains_key(&slug) {
            let number = slug.rsplit_once('_').and_then(|(base, number)| {
                let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
                let number = number.parse::<usize>().ok().filter(|_| is_number)?;
                Some((base.to_owned(), number.saturating_add(1)))
            });
            let (base, number) = number.unwrap_or((slug, 1));
            slug = format!("{base}_{number}");
        }
        self.seen.insert(slug.clone(), 1);
        slug
    }

    /// Notes an id that the author gave.
    pub fn note(&mut self, id: &str) {
        self.seen.entry(id.to_owned()).or_insert(1);
    }
}

/// The id of a heading, without regard to others.
fn slug(rule: SlugRule, text: &str) -> String {
    match rule {
        SlugRule::GitHub => small(text),
        SlugRule::GitLab => with_single_hyphens(&small(text), |c| c == '-'),
        SlugRule::MdBook => text.chars().filter_map(as_in_mdbook).collect(),
        SlugRule::PythonMarkdown => {
            let is_kept =
                |c: &char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-');
            let ascii: String = text.nfkd().filter(char::is_ascii).filter(is_kept).collect();
            let small = ascii.trim().to_ascii_lowercase();
            with_single_hyphens(&small, |c| c == '-' || c.is_whitespace())
        }
        SlugRule::VitePress => {
            let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
            let plain: String = text.nfkd().filter(|c| !is_mark(c) && !c.is_control()).collect();
            let slug = with_single_hyphens(&plain, is_sign).to_lowercase();
            let slug = slug.trim_matches('-');
            let low_line = if slug.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
            format!("{low_line}{slug}")
        }
        SlugRule::Docutils => {
            let ascii: String = text.nfkd().filter(char::is_ascii).collect();
            let small = ascii.to_ascii_lowercase();
            let slug = with_single_hyphens(&small, |c| !c.is_ascii_alphanumeric());
            let is_before = |c: char| c == '-' || c.is_ascii_digit();
            slug.trim_start_matches(is_before).trim_end_matches('-').to_owned()
        }
    }
}

fn small(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(character),
            c if c.is_alphanumeric() || is_combining_mark(c) => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

fn as_in_mdbook(character: char) -> Option<char> {
    match character {
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c.to_ascii_lowercase()),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    }
}

/// The signs of which VitePress makes hyphens.
fn is_sign(c: char) -> bool {
    c.is_whitespace() || (c.is_ascii_punctuation()) || matches!(c, '“' | '”' | '‘' | '’')
}

/// A text with one hyphen for each run of what is parted by.
fn with_single_hyphens(text: &str, is_parting: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if !is_parting(character) {
            out.push(character);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{SlugRule, Slugs};

    #[test]
    fn ids_are_those_of_github() {
        let mut slugs = Slugs::default();
        for (text, id) in [
            ("Getting Started!", Some("getting-started")),
            ("Getting started", Some("getting-started-1")),
            ("Getting-started", Some("getting-started-2")),
            ("C++ & Rust_2", Some("c--rust_2")),
            ("Đèn và bến tàu", Some("đèn-và-bến-tàu")),
            ("Маяк", Some("маяк")),
            ("?!", None),
        ] {
            assert_eq!(slugs.of(text).as_deref(), id, "{text}");
        }
    }

    #[test]
    fn ids_are_those_of_each_generator() {
        let texts = ["C++ & Rust -- 2", "Đèn và Bến", "1. Über uns", "Über uns", "Über uns", "?!"];
        for (rule, ids) in [
            (
                SlugRule::GitLab,
                ["c-rust-2", "đèn-và-bến", "1-über-uns", "über-uns", "über-uns-1", ""],
            ),
            (
                SlugRule::MdBook,
                ["c--rust----2", "Đèn-và-bến", "1-Über-uns", "Über-uns", "Über-uns-1", ""],
            ),
            (
                SlugRule::PythonMarkdown,
                ["c-rust-2", "en-va-ben", "1-uber-uns", "uber-uns", "uber-uns_1", "_1"],
            ),
            (
                SlugRule::VitePress,
                ["c-rust-2", "đen-va-ben", "_1-uber-uns", "uber-uns", "uber-uns-1", ""],
            ),
            (SlugRule::Docutils, ["c-rust-2", "en-va-ben", "uber-uns", "id1", "id2", "id3"]),
        ] {
            let mut slugs = Slugs::new(rule);
            let made = texts.map(|text| slugs.of(text).unwrap_or_default());
            assert_eq!(made, ids, "{rule:?}");
        }
    }
}
