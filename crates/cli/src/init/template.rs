//! The text of a first `kwic.toml`.
use super::detect::Seen;

/// Settings with all keys: the one that was found out is set, and the others stand in comments with their defaults, or
/// with examples where there are none.
pub(super) fn settings(seen: &Seen) -> String {
    let generator = match seen.guide.name {
        Some(name) => format!("generator = \"{name}\""),
        None => "# generator = \"hugo\"".to_owned(),
    };
    format!(
        "\
# Settings of the search of this site. Every line may go; what is not said is as the comments have it.
# `kwic read DIR` shows what is read with them, and docs/guide/settings.md says more.

[site]
# What made the site: where its pages have their text, and which ids it gives to headings of Markdown.
{generator}

[input]
# Paths below the folder that is read; `*` stands for a part of a name, `**` for folders.
# include = [\"**\"]
# exclude = [\"tags/**\"]

[url]
# Written before all urls: the folder, or the whole address, where the site begins.
# base = \"/docs/\"
# Taken off their beginnings.
# strip-prefix = \"content/\"
# \"keep\" or \"strip\"; without these lines urls are written as the site writes its links.
# html = \"strip\"   # a.html is a
# index = \"strip\"  # a/index.html is a/
# slash = \"keep\"   # and that is not a

[text]
# What stands on every page and says nothing.
# stop-phrases = [\"Edit this page on GitHub\"]
# Comments of readers are text as well.
# comments = true

[languages]
# That of pages which do not say it, and of which it cannot be told.
# default = \"en\"
# Those that are inferred; all that are known without this line.
# among = [\"en\", \"de\"]

[weights]
# How much a word counts by where it stands, from 0 (not searched) to 100.
# title = 6.0
# headings = 1.5
# body = 1.0
# aside = 0.1

[recency]
# Newer pages first, all else being equal: days after which the boost is half as large. Off without this line.
# half-life = 365
# boost = 0.2

[synonyms]
# Each of a list finds the others.
# two-way = [[\"js\", \"javascript\"]]
# What is typed finds these, and not the other way round.
# one-way = {{ car = [\"estate car\", \"van\"] }}

[filters]
# Keys of front matter and of records, and names of <meta>, that readers can filter by.
# keys = [\"version\"]
# What these filters, and those of `data-kwic-filter`, are called in the box.
# labels = {{ version = \"Version\" }}

[box]
# The search page, and the lines that `kwic build` prints.
# filters = [\"lang\", \"tag\"]
# sort = true
# limit = 10
# length = 200

[check]
# A build that does not fulfil these fails, and leaves the former one as it was.
# golden = [\"golden.tsv\"]
# index-bytes = 300_000
# bundle-bytes = 400_000
"
    )
}

#[cfg(test)]
mod tests {
    use kwic_indexer::SETTINGS;

    use super::super::detect::Seen;
    use super::super::guides::{GUIDES, PLAIN};
    use super::*;

    fn template(guide: &'static super::super::guides::Guide) -> String {
        settings(&Seen { guide, reason: String::new(), is_output: false })
    }

    /// Reads an article beside these settings.
    fn read(settings: &str) {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        file("a.md", "# A\n\nText.");
        if settings.contains("\ngolden = ") {
            file("golden.tsv", "a\ta.html\n");
        }
        file("kwic.toml", settings);
        kwic_indexer::read(&[folder.path().to_owned()]).unwrap_or_else(|error| panic!("{error}"));
    }

    #[test]
    fn the_template_is_right_as_it_is_and_with_all_its_lines() {
        for guide in GUIDES.iter().chain([&PLAIN]) {
            read(&template(guide));
        }
        let is_key = |line: &&str| {
            SETTINGS.iter().any(|setting| line.starts_with(&format!("# {} = ", setting.key)))
        };
        let text = template(&PLAIN);
        let whole: Vec<&str> =
            text.lines().map(|line| if is_key(&line) { &line[2..] } else { line }).collect();
        read(&whole.join("\n"));
    }

    #[test]
    fn every_key_is_in_the_template_below_its_table() {
        let text = template(&PLAIN);
        for setting in SETTINGS {
            let (_, below) = text.split_once(&format!("\n[{}]\n", setting.table)).unwrap();
            let table = below.split("\n[").next().unwrap();
            assert!(table.contains(&format!("\n# {} = ", setting.key)), "{setting:?}");
        }
    }

    #[test]
    fn the_generators_of_the_guides_are_known_to_the_settings() {
        for guide in GUIDES {
            let name = guide.name.unwrap();
            assert!(kwic_indexer::Generator::named(name).is_some(), "{name}");
        }
    }
}
