//! Wiki links: `[[Page]]`, `[[Page#Heading|text]]`, and what is put in by `![[file]]`.

/// Appends the text with its wiki links as what readers see of them.
pub(super) fn to_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let line = super::reach::within_reach(after).split('\n').next().unwrap_or_default();
        let link = line
            .split_once("]]")
            .map(|(inside, _)| (inside, &after[inside.len() + 2..]))
            .filter(|(inside, behind)| {
                let is_link = !inside.contains(['[', ']']) && !inside.trim().is_empty();
                // `[[1]](url)` is a link around brackets.
                is_link && !behind.starts_with(['(', '['])
            });
        let Some((inside, behind)) = link else {
            out.push_str(before);
            out.push_str("[[");
            rest = after;
            continue;
        };
        match before.strip_suffix('!') {
            Some(before) => out.push_str(before),
            None => {
                out.push_str(before);
                let shown = inside.rsplit_once('|').map(|(_, shown)| shown);
                let page = || inside.trim_start_matches('#').replace('#', " > ");
                out.push_str(&shown.map_or_else(page, str::to_owned));
            }
        }
        rest = behind;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    #[test]
    fn wiki_links_are_what_readers_see() {
        for (text, expected) in [
            ("a [[Red river|river]] b", "a river b"),
            ("[[Oats]], [[Oats#How to]]", "Oats, Oats > How to"),
            ("see ![[cup.png]]tea", "see tea"),
            ("[[1]](#one) and [[", "[[1]](#one) and [["),
            ("| [[a\\|b]] |", "| b |"),
        ] {
            let mut out = String::new();
            super::to_text(text, &mut out);
            assert_eq!(out, expected);
        }
    }
}
