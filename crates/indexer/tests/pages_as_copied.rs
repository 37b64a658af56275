//! Plain text as it is copied from web pages: headline, clutter, captions and lists of links.

use std::fs;
use std::path::PathBuf;

use kwic_indexer::{BlockKind, Document, read_articles};
use tempfile::TempDir;

fn document(text: &str) -> Document {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join("page.txt"), text).expect("a file for the test");
    read_articles(folder.path()).unwrap_or_else(|error| panic!("{error}")).remove(0)
}

fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
    document.blocks.iter().filter(|block| block.kind == kind).map(|block| &*block.text).collect()
}

const LEAD: &str = "On Monday the harbour board of Port Aster lit the lamp at the end of the old pier again, \
    for the first time since the storm of last spring, and half of the town came to watch.";
const MORE: &str = "The board had looked for a new lens for a whole year. It was found in the attic of a school, \
    wrapped in newspapers, and nobody could say who had put it there or when.";
const LAST: &str = "Fishermen say that they can see the light from the outer bank now, which they could not before, \
    and that the bell of the church may rest.";

#[test]
fn a_headline_alone_above_the_lead_is_the_title() {
    let found = document(&format!("Old pier of Port Aster shines again\n\n{LEAD}\n\n{MORE}\n"));
    assert_eq!(found.title, "Old pier of Port Aster shines again");
    assert!(!found.title_from_body);
    assert_eq!(texts(&found, BlockKind::Body), [LEAD, MORE]);
}

#[test]
fn banner_and_menu_above_the_headline_are_set_aside() {
    let found = document(&format!(
        "9TH WORLD FAIR OF LAMPS AND LANTERNS\nLog in\nAster\n\nOld pier of Port Aster shines again\n\n{LEAD}\n\n\
         {MORE}\n\u{A0}\nThe lens.\nThe lens.\n{LAST}\nReactions:\nShare:\nTrending\nMost Viewed\n\
         Bakers ring no more\n\nBakers ring no more\n\n{MORE} Again."
    ));
    assert_eq!(found.title, "Old pier of Port Aster shines again");
    assert_eq!(texts(&found, BlockKind::Body), [LEAD, MORE, "The lens.", LAST]);
    assert_eq!(
        texts(&found, BlockKind::Aside),
        [
            "9TH WORLD FAIR OF LAMPS AND LANTERNS",
            "Log in",
            "Aster",
            "Reactions:",
            "Share:",
            "Trending",
            "Most Viewed",
            "Bakers ring no more",
            &format!("{MORE} Again."),
        ]
    );
}

#[test]
fn the_dateline_of_a_headline_is_no_part_of_the_title_and_is_not_lost() {
    let found = document(&format!(
        "ASTER, May 4 - Harbour board lights the lamp of the pier\n\n{LEAD}\n\n{MORE}"
    ));
    assert_eq!(found.title, "Harbour board lights the lamp of the pier");
    assert_eq!(found.blocks[0].text, "ASTER, May 4");
    assert_eq!(found.date, None, "a day without a year is no date");
}

#[test]
fn a_text_without_headline_is_called_by_its_first_sentence() {
    let found = document(&format!(
        "{LEAD}\n\n\nThe lamp and its keeper (Source: Board)\n\n{MORE}\n\n{LAST}"
    ));
    assert_eq!(
        found.title,
        "On Monday the harbour board of Port Aster lit the lamp at the end of the old…"
    );
    assert!(found.title_from_body);
    assert_eq!(texts(&found, BlockKind::Body).len(), 4);
}

#[test]
fn a_dateline_gives_the_date_and_stays_out_of_the_title() {
    let found = document(&format!(" date 2024-05-06 PORT ASTER — {LEAD}\n\n{MORE}"));
    assert_eq!(found.date.as_deref(), Some("2024-05-06"));
    assert!(found.title.starts_with("On Monday the harbour board"), "{}", found.title);
    assert!(found.blocks[0].text.starts_with("date 2024-05-06 PORT ASTER — On Monday"));
}

#[test]
fn short_lines_between_paragraphs_are_headings_and_captions_are_not() {
    let found = document(&format!(
        "Old pier of Port Aster shines again\n\n{LEAD}\n\nA lens from the attic\n\n{MORE}\n\n\
         Old pier of Port Aster shines again photo 2\n\n{LAST}\n\nThe keeper and his dog\n\n\
         The keeper and his dog\n\n{LEAD} {LAST}\n\nwritten by hand\n\n{MORE} {LAST}\n\nThe end"
    ));
    assert_eq!(texts(&found, BlockKind::Heading), ["A lens from the attic"]);
}

#[test]
fn related_articles_are_set_aside_to_the_end_in_many_languages() {
    for marker in [
        "Related Topics",
        "Related articles:",
        "MOST READ",
        "Tin Liên Quan",
        "BÀI VIẾT LIÊN QUAN",
        "Xem thêm",
        "Читайте также:",
        "Похожие материалы",
        "関連記事",
    ] {
        let found =
            document(&format!("{LEAD}\n\n{MORE}\n\n{marker}\n\nBakers ring no more\n\n{LAST}"));
        assert_eq!(texts(&found, BlockKind::Aside), [marker, "Bakers ring no more", LAST]);
    }
}

#[test]
fn a_marker_at_the_very_start_hides_nothing() {
    let found = document(&format!(
        "Trending\nShare:\n\nOld pier of Port Aster shines again\n\n{LEAD}\n\n{MORE}"
    ));
    assert_eq!(found.title, "Old pier of Port Aster shines again");
    assert_eq!(texts(&found, BlockKind::Body), [LEAD, MORE]);
}

#[test]
fn see_also_is_content() {
    let found = document(&format!("{LEAD}\n\nSee also\n\n{MORE}\n\n{LAST}"));
    assert_eq!(texts(&found, BlockKind::Aside), Vec::<&str>::new());
}

#[test]
fn vietnamese_pages_are_understood_as_well() {
    let lead = "Từ ngày 3 đến 5/4, ban quản lý cảng đã thắp sáng trở lại ngọn đèn ở cuối cầu tàu cũ, lần đầu tiên \
        kể từ cơn bão mùa xuân năm ngoái, và rất đông người dân thị trấn đã đến xem.";
    let found = document(&format!(
        "Ngọn đèn cầu tàu cũ của thị trấn lại sáng\n\n{lead}\n\nTin Liên Quan\n\nThợ làm bánh nghỉ rung chuông"
    ));
    assert_eq!((&*found.title, &*found.lang), ("Ngọn đèn cầu tàu cũ của thị trấn lại sáng", "vi"));
    assert_eq!(texts(&found, BlockKind::Aside), ["Tin Liên Quan", "Thợ làm bánh nghỉ rung chuông"]);
}

#[test]
fn a_poem_keeps_its_lines_and_its_name() {
    let found = document(
        "The Lamp\n\nA light, a light,\nso far and white,\n\nthe pier is long,\nso is my song",
    );
    assert_eq!(found.title, "The Lamp");
    assert_eq!(texts(&found, BlockKind::Body).len(), 4);
}

#[test]
fn five_real_pages_are_read_as_their_readers_see_them() {
    let Some(data) = std::env::var_os("KWIC_DATA").map(PathBuf::from) else {
        println!("left out: the real pages, because KWIC_DATA does not name their folder");
        return;
    };
    let found = read_articles(&data.join("articles")).unwrap_or_else(|error| panic!("{error}"));
    let langs: Vec<&str> = found.iter().map(|document| &*document.lang).collect();
    assert_eq!(langs, ["en", "vi", "en", "en", "en"]);
    let from_body: Vec<bool> = found.iter().map(|document| document.title_from_body).collect();
    assert_eq!(from_body, [true, false, false, true, false]);
    assert!(found[0].title.ends_with("in Vietnam…"), "{}", found[0].title);
    assert_eq!(found[1].title, "Thúc đẩy hợp tác giữa các địa phương Việt Nam và Liên bang Nga");
    assert!(found[2].title.starts_with("Dmitry Chernyshenko meeting"), "{}", found[2].title);
    assert!(
        found[3].title.starts_with("The visit by Russian Prime Minister"),
        "{}",
        found[3].title
    );
    assert!(found[4].title.starts_with("The 5th meeting of Hanoi"), "{}", found[4].title);
    assert_eq!(found[3].date.as_deref(), Some("2025-01-13"));
    assert_eq!(texts(&found[3], BlockKind::Heading).len(), 3);
    for (at, first_aside) in [(0, "Related Topics"), (1, "Tin Liên Quan")] {
        assert_eq!(texts(&found[at], BlockKind::Aside).first(), Some(&first_aside));
        assert!(texts(&found[at], BlockKind::Heading).is_empty());
    }
    let aside = texts(&found[4], BlockKind::Aside);
    assert_eq!(aside.get(1..6), Some(&["Log in", "Hanoi", "Reactions:", "Share:", "Trending"][..]));
    assert_eq!(texts(&found[4], BlockKind::Body).len(), 10);
    assert!(
        texts(&found[2], BlockKind::Aside).is_empty()
            && texts(&found[3], BlockKind::Aside).is_empty()
    );
}
