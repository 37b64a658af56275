//! What the author of a page says of its text by attributes: those of Kwic, and those of Pagefind.

use super::containers::outermost;
use super::facts::Facts;
use super::marks::{Mark, Marks};
use super::tree::Tree;
use crate::infer::language;
use crate::infer::spacing::collapsed;
use crate::read::link;

const PREFIXES: [&str; 2] = ["data-kwic-", "data-pagefind-"];

/// The value of an attribute by either prefix.
fn own<'t>(tree: &'t Tree, at: usize, name: &str) -> Option<&'t str> {
    PREFIXES.iter().find_map(|prefix| tree.attribute(at, &format!("{prefix}{name}")))
}

/// True for a page in which any of these attributes stands, so that the others need not be asked.
fn has_any(html: &str) -> bool {
    PREFIXES.iter().any(|prefix| html.contains(prefix))
}

/// The attributes of one page.
pub(crate) struct Own<'t> {
    tree: &'t Tree,
    is_used: bool,
}

impl<'t> Own<'t> {
    pub(crate) fn new(tree: &'t Tree, html: &str) -> Own<'t> {
        Own { tree, is_used: has_any(html) }
    }

    /// The elements that the author called the text, none inside another.
    pub(crate) fn bodies(&self) -> Vec<usize> {
        if !self.is_used {
            return Vec::new();
        }
        outermost(self.tree, |at| own(self.tree, at, "body").is_some())
    }

    /// Marks what the attributes of Pagefind leave out of a text without a word: what is navigation, and footers.
    pub(crate) fn mark_bodies(&self, marks: &mut Marks, bodies: &[usize]) {
        for &body in
            bodies.iter().filter(|&&body| self.tree.attribute(body, "data-kwic-body").is_none())
        {
            for at in self.tree.inside(body) {
                if matches!(self.tree.name(at), "footer" | "nav" | "form") {
                    marks.set(self.tree, at, Mark::Out);
                }
            }
        }
    }

    /// True where the author left out the whole page.
    pub(crate) fn leaves_out_page(&self) -> bool {
        let is_page = |at: &usize| matches!(self.tree.name(*at), "html" | "body");
        self.is_used
            && (1..self.tree.len()).filter(is_page).any(|at| own(self.tree, at, "ignore").is_some())
    }

    /// Marks what the author left out, and what weighs more or less.
    ///
    /// A weight below one half makes an aside of an element; one of two or more makes it weigh what a heading does.
    pub(crate) fn mark(&self, marks: &mut Marks) {
        if !self.is_used {
            return;
        }
        for at in 1..self.tree.len() {
            if own(self.tree, at, "ignore").is_some() {
                marks.set(self.tree, at, Mark::Out);
            }
            let weight =
                own(self.tree, at, "weight").and_then(|weight| weight.trim().parse::<f32>().ok());
            match weight {
                Some(weight) if weight < 0.5 => marks.set(self.tree, at, Mark::Aside),
                Some(weight) if weight >= 2.0 => marks.set(self.tree, at, Mark::Heading),
                _ => {}
            }
        }
    }

    /// Facts that the author names, which count before all others. The keys `wanted` are filters too.
    pub(crate) fn facts(&self, facts: &mut Facts, wanted: &[String]) {
        if !self.is_used {
            return;
        }
        for at in 1..self.tree.len() {
            if let Some(named) = own(self.tree, at, "meta") {
                for (key, value) in self.named(at, named) {
                    if wanted.contains(&key) {
                        facts.filters.push((key.clone(), value.clone()));
                    } else if !META_KEYS.contains(&&*key.to_ascii_lowercase())
                        && self.tree.attribute(at, "data-kwic-meta").is_some()
                        && !facts.unknown.contains(&key)
                    {
                        // Those of Pagefind are shown by it, whatever they are called.
                        facts.unknown.push(key.clone());
                    }
                    set(facts, &key, value);
                }
            }
            if let Some(named) = own(self.tree, at, "filter") {
                facts.filters.extend(self.named(at, named));
            }
        }
    }

    /// Keys with their values: `key` takes the text of the element, `key[attribute]` an attribute of it, and
    /// `key:value` is written out; the first two may stand behind each other, parted by commas.
    fn named(&self, at: usize, named: &str) -> Vec<(String, String)> {
        let one = |part: &str| {
            let part = part.trim();
            if let Some((key, value)) = part.split_once(':') {
                return (collapsed(key), collapsed(value));
            }
            match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
                Some((key, attribute)) => {
                    let value = self.tree.attribute(at, attribute.trim()).unwrap_or_default();
                    (collapsed(key), collapsed(value))
                }
                None => (collapsed(part), self.tree.line(at)),
            }
        };
        let parts: Vec<&str> = match named.contains(':') {
            true => vec![named],
            false => named.split(',').collect(),
        };
        parts
            .into_iter()
            .map(one)
            .filter(|(key, value)| !key.is_empty() && !value.is_empty())
            .collect()
    }
}

/// The facts that an author can name.
pub(crate) const META_KEYS: &[&str] = &[
    "title",
    "date",
    "author",
    "description",
    "image",
    "url",
    "source",
    "lang",
    "language",
    "tag",
    "tags",
];

/// Sets the fact that a key names; keys of no fact are of no use here.
fn set(facts: &mut Facts, key: &str, value: String) {
    match &*key.to_ascii_lowercase() {
        "title" => facts.titles.insert(0, value),
        "date" => facts.published = super::dates::day(&value).or(facts.published.take()),
        "author" => facts.author = Some(value),
        "description" => facts.description = Some(value),
        "image" if !link::runs_code(&value) => facts.image = Some(value),
        "url" if !link::runs_code(&value) => facts.url = Some(value),
        "source" => facts.source = Some(value),
        "lang" | "language" => facts.lang = language::primary_subtag(&value).or(facts.lang.take()),
        "tag" | "tags" => {
            let tags = value.split(',').map(collapsed).filter(|tag| !tag.is_empty());
            facts.tags = tags.collect();
        }
        _ => {}
    }
}
