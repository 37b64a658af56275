//! Subscripts and superscripts inside a word: `H~2~O`, `x^2^`.

/// Appends the text with what is low or high on the line.
pub(super) fn level(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['~', '^']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let sign = here.chars().next().unwrap_or('~');
        let follows_word = out.chars().next_back().is_some_and(char::is_alphanumeric);
        let script = super::reach::within_reach(&here[1..])
            .split_once(sign)
            .map(|(script, _)| (script, &here[script.len() + 2..]));
        let script = script.filter(|(script, _)| {
            let is_short = (1..=MAX_LENGTH).contains(&script.len());
            let charge = script.trim_end_matches(['+', '-']);
            is_short && charge.chars().all(char::is_alphanumeric)
        });
        rest = match script {
            Some((script, behind)) if follows_word => {
                out.push_str(script);
                behind
            }
            _ => {
                out.push(sign);
                &here[1..]
            }
        };
    }
    out.push_str(rest);
}

/// A longer text between two signs is none, in bytes.
const MAX_LENGTH: usize = 12;

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_low_or_high_is_part_of_its_word() {
        for (text, expected) in [
            ("H~2~O", "H2O"),
            ("x^2^ + y^10^", "x2 + y10"),
            ("Na^+^", "Na+"),
            ("a ~b~ ~~c~~ d~~e~~", "a ~b~ ~~c~~ d~~e~~"),
            ("2^3 and 3^2", "2^3 and 3^2"),
            ("a^2+b^2 SO~4~^2-^", "a^2+b^2 SO42-"),
            ("~/a and ~/b", "~/a and ~/b"),
        ] {
            let mut out = String::new();
            super::level(text, &mut out);
            assert_eq!(out, expected);
        }
    }
}
