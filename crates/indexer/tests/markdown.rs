//! Markdown becomes blocks of plain text.

use std::fs;

use kwic_indexer::{BlockKind, Document, read_articles};
use tempfile::TempDir;

fn document(text: &str) -> Document {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join("a.md"), text).expect("a file for the test");
    read_articles(folder.path()).unwrap_or_else(|error| panic!("{error}")).remove(0)
}

fn bodies(text: &str) -> Vec<String> {
    let document = document(&format!("---\ntitle: T\n---\n{text}"));
    assert!(
        document.blocks.iter().all(|b| matches!(b.kind, BlockKind::Body | BlockKind::Code)),
        "{:?}",
        document.blocks
    );
    document.blocks.into_iter().map(|block| block.text).collect()
}

#[test]
fn every_part_of_the_layout_is_a_block_of_its_own() {
    assert_eq!(
        bodies(
            "One\nline\\\nof text.\n\n- item one\n- item two\n  - inner\n\n    more\n\n> quoted\n\n\
             1. first\n\n   with a paragraph\n\n```rust\nlet a = 1;\n\nlet b = 2;\n```\n\n---\n\n\
             A note[^n].\n\n[^n]: The note.\n"
        ),
        [
            "One line of text.",
            "item one",
            "item two",
            "inner",
            "more",
            "quoted",
            "first",
            "with a paragraph",
            "let a = 1; let b = 2;",
            "A note.",
            "The note.",
        ]
    );
}

#[test]
fn a_row_of_a_table_is_a_block() {
    assert_eq!(
        bodies("| Lamp | Year |\n|---|---|\n| old **pier** | 1924 |\n| bell |  |\n"),
        ["Lamp · Year", "old pier · 1924", "bell"]
    );
}

#[test]
fn marks_vanish_without_parting_a_word() {
    assert_eq!(
        bodies("light**house** ~~old~~ *new* `code` a_b_c \\*star\\*"),
        ["lighthouse old new code a_b_c *star*"]
    );
    assert_eq!(bodies("- [x] done\n- [ ] open"), ["done", "open"]);
}

#[test]
fn of_links_and_images_the_words_stay() {
    assert_eq!(
        bodies(
            "See [the *pier*](https://example.org/x \"tip\") and ![a lamp](lamp.jpg) <https://example.org>."
        ),
        ["See the pier and a lamp https://example.org."]
    );
}

#[test]
fn html_is_reduced_to_its_text() {
    assert_eq!(
        bodies(
            "light<b>house</b> one<br>two <script>alert(1)</script>three\n\n<div class=\"x>y\">\n<p>Old &amp; new</p>\n\
             <style>p { color: red }</style><p>pier</p>\n</div>\n\n<!-- hidden -->\n\nA&nbsp;B &lt;C&gt; &eacute;"
        ),
        ["lighthouse one two three", "Old & new", "pier", "A B <C> é"]
    );
}

#[test]
fn headings_are_headings_and_the_first_is_the_title() {
    let found = document(
        "# The *old* pier {#pier .big}\n\nA lamp.\n\n## Its `lamp`\n\nB\n\nSetext\n------\n\nC",
    );
    assert_eq!(found.title, "The old pier");
    assert!(!found.title_from_body);
    let headings: Vec<&str> =
        found.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| &*b.text).collect();
    assert_eq!(headings, ["Its lamp", "Setext"]);
}

#[test]
fn a_first_heading_that_repeats_the_title_is_dropped() {
    let found = document("---\ntitle: The old pier\n---\n# The old pier\n\nA lamp.");
    assert_eq!(found.blocks.len(), 1);
    let found = document("---\ntitle: The old pier\n---\n# Its lamp\n\nA lamp.");
    assert_eq!(found.blocks.len(), 2);
}

#[test]
fn without_heading_the_first_sentence_is_the_title() {
    let found = document("- item\n\nThe lamp of the old pier was lit again on Monday. More text.");
    assert_eq!(
        (&*found.title, found.title_from_body),
        ("The lamp of the old pier was lit again on Monday", true)
    );
}

#[test]
fn a_heading_that_announces_other_articles_sets_aside_what_is_below_it() {
    let found = document(
        "# T\n\nText of the article.\n\n## Related posts\n\n- [one](1.md)\n\n### Older\n\n- two\n\n## Notes\n\nMore.",
    );
    let kinds: Vec<(BlockKind, &str)> = found.blocks.iter().map(|b| (b.kind, &*b.text)).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Body, "Text of the article."),
            (BlockKind::Aside, "Related posts"),
            (BlockKind::Aside, "one"),
            (BlockKind::Aside, "Older"),
            (BlockKind::Aside, "two"),
            (BlockKind::Heading, "Notes"),
            (BlockKind::Body, "More."),
        ]
    );
}

#[test]
fn the_markdown_itself_is_kept_for_the_page() {
    let found = document("---\ntitle: T\n---\n# T\n\n*A*\n");
    assert_eq!(found.markdown.as_deref(), Some("# T\n\n*A*\n"));
}

/// The blocks of a file with this name.
fn blocks_of(name: &str, text: &str) -> Vec<(BlockKind, String)> {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join(name), text).expect("a file for the test");
    let mut documents = read_articles(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    documents.remove(0).blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

/// The text of a file with this name, block by block.
fn texts_of(name: &str, text: &str) -> Vec<String> {
    blocks_of(name, text).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn containers_are_read_without_their_signs() {
    let text = "# Boats\n\n:::warning Mind the **boom**\n\nIt swings.\n\n:::\n\n!!! note \"By night\"\n\n    \
                Light the *lamp*.\n\n    ```sh\n    !!! no note\n    ```\n\n??? tip\n    A fold.\n\n=== \"Sail\"\n\n    \
                Hoist it.\n\n> [!TIP] Better rope\n> Hemp.\n\n> [!NOTE]\n> Wet.\n";
    assert_eq!(
        texts_of("a.md", text),
        [
            "Mind the boom",
            "It swings.",
            "By night",
            "Light the lamp.",
            "!!! no note",
            "A fold.",
            "Sail",
            "Hoist it.",
            "Better rope",
            "Hemp.",
            "Wet."
        ]
    );
}

#[test]
fn templates_wiki_links_and_attribute_lists_are_read_as_their_readers_see_them() {
    let text = "# Boats\n{: .no_toc }\n\n1. TOC\n{:toc}\n\nRead the [log]({% link log.md %}) of {{ site.boat }} \
                today, or [[Red boat|the red one]], [[Oars]]![[oar.png]].\n{: .big }\n\n\
                {{< figure src=\"a.png\" caption=\"The red boat\" >}}\n\nH~2~O and x^2^ and `{{ code }}` \
                with [a button](#){ .button }.\n";
    assert_eq!(
        texts_of("a.md", text),
        [
            "Read the log of today, or the red one, Oars.",
            "The red boat",
            "H2O and x2 and {{ code }} with a button."
        ]
    );
}

#[test]
fn code_is_known_as_such() {
    let text = "# A\n\nText with `code`.\n\n```rust\nlet a = 1;\n```\n\n    indented\n";
    let kinds: Vec<BlockKind> = blocks_of("a.md", text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [BlockKind::Body, BlockKind::Code, BlockKind::Code]);
}

#[test]
fn mdx_is_read_without_its_code() {
    let text = "import Tabs from '@theme/Tabs';\nexport const knots = 7;\n\n# Boats\n\n<Note title=\"Mind it\">\n\n\
                The **boom** swings.\n\n</Note>\n\n<Tabs items={['sail', 'oar']}>\n  <Tab>Hoist it.</Tab>\n</Tabs>\n\n\
                It makes {2 * knots} knots, `{knots}` in code.\n\n```js\nimport { a } from 'b';\n```\n";
    let read = [
        "Mind it",
        "The boom swings.",
        "Hoist it.",
        "It makes knots, {knots} in code.",
        "import { a } from 'b';",
    ];
    assert_eq!(texts_of("a.mdx", text), read);
    // In Markdown with components braces are text.
    let read: Vec<String> = read.map(|line| line.replace("makes", "makes {2 * knots}")).to_vec();
    let plain = text.replace("export const knots = 7;\n", "");
    assert_eq!(texts_of("a.md", &plain), read);
}

#[test]
fn a_break_in_html_is_a_space() {
    assert_eq!(
        texts_of("a.md", "# A\n\n<p>Tide<br>table</p>\n\nHigh<br/>water\n"),
        ["Tide table", "High water"]
    );
}

#[test]
fn a_description_is_before_the_text_and_weighs_little() {
    let yaml = "---\ntitle: Kilns\ndescription: How potters  fire their ware\n---\n\nOf brick.\n";
    let toml =
        "+++\ntitle = \"Kilns\"\ndescription = \"How potters fire their ware\"\n+++\n\nOf brick.\n";
    for text in [yaml, toml] {
        assert_eq!(
            blocks_of("a.md", text),
            [
                (BlockKind::Description, "How potters fire their ware".to_owned()),
                (BlockKind::Body, "Of brick.".to_owned())
            ]
        );
    }
}

#[test]
fn characters_without_width_are_no_gaps() {
    assert_eq!(
        texts_of("a.md", "# A\n\nRow\u{200b}Painter, w\u{2060}ord, b\u{feff}om\n"),
        ["RowPainter, word, bom"]
    );
}
