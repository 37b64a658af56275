//! The ids that generators give to the headings of Markdown.

use std::collections::HashMap;

/// The ids of the headings of one text, as GitHub makes them and most generators do: small letters, hyphens for
/// spaces, nothing for other signs, and a number for a heading that says what another one did.
#[derive(Debug, Default)]
pub struct Slugs {
    /// How many headings had each id.
    seen: HashMap<String, usize>,
}

impl Slugs {
    /// The id of the next heading, which has this text; `None` where nothing is left of it.
    pub fn of(&mut self, text: &str) -> Option<String> {
        let mut slug = String::with_capacity(text.len());
        for character in text.trim().chars() {
            match character {
                ' ' => slug.push('-'),
                '-' | '_' => slug.push(character),
                c if c.is_alphanumeric() || is_mark(c) => slug.extend(c.to_lowercase()),
                _ => {}
            }
        }
        if slug.is_empty() {
            return None;
        }
        let base = slug.clone();
        while let Some(count) = self.seen.get_mut(&slug) {
            slug = format!("{base}-{count}");
            *count += 1;
        }
        self.seen.insert(slug.clone(), 1);
        Some(slug)
    }

    /// Notes an id that the author gave.
    pub fn note(&mut self, id: &str) {
        self.seen.entry(id.to_owned()).or_insert(1);
    }
}

/// True for a mark that combines with the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::Slugs;

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
}
