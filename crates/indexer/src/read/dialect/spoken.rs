//! Attributes that readers see.

/// What a tag of a component or a shortcode says to readers: its title, its caption and the like.
pub(super) fn spoken_attributes(attributes: &str) -> Vec<&str> {
    const SPOKEN: &[&str] =
        &["title", "label", "caption", "alt", "summary", "description", "heading", "question"];
    let mut found = Vec::new();
    let mut rest = attributes;
    while let Some(equals) = rest.find('=') {
        let (before, after) = rest.split_at(equals);
        let after = after.get(1..).unwrap_or_default().trim_start();
        let is_name_end = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
        let name = before.trim_end().rsplit(is_name_end).next().unwrap_or_default();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            rest = after;
            continue;
        };
        let Some((value, behind)) = after.get(1..).unwrap_or_default().split_once(quote) else {
            break;
        };
        if SPOKEN.contains(&name) && !value.trim().is_empty() {
            found.push(value.trim());
        }
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_that_readers_see_are_read() {
        assert_eq!(
            spoken_attributes(
                r#"src="a.png" title="Kiln, lit" data-title="no" caption='At night'"#
            ),
            ["Kiln, lit", "At night"]
        );
        assert!(spoken_attributes("items={['npm']} open title=\"").is_empty());
    }
}
