//! Lines that begin what a page shows around its article, in the languages we know them in.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Begin lists of other articles, which run to the end of the page.
///
/// Letters of ASCII match in either case. Others match as written, so phrases that begin with one
/// stand here in capitals as well. "See also" is missing on purpose: in documentation it is content.
const LISTS: &[&str] = &[
    "Related topics",
    "Related articles",
    "Related posts",
    "Related news",
    "Related stories",
    "Related content",
    "Related links",
    "More stories",
    "More news",
    "Other news",
    "Read next",
    "Up next",
    "You may also like",
    "You might also like",
    "Recommended for you",
    "Trending",
    "Trending now",
    "Most viewed",
    "Most read",
    "Most popular",
    "Popular posts",
    "Popular articles",
    "Top stories",
    "Latest news",
    "Editor's picks",
    "Editors' picks",
    "Tin liên quan",
    "TIN LIÊN QUAN",
    "Tin cùng chuyên mục",
    "TIN CÙNG CHUYÊN MỤC",
    "Tin khác",
    "TIN KHÁC",
    "Tin mới nhất",
    "TIN MỚI NHẤT",
    "Bài viết liên quan",
    "BÀI VIẾT LIÊN QUAN",
    "Bài liên quan",
    "BÀI LIÊN QUAN",
    "Đọc nhiều",
    "ĐỌC NHIỀU",
    "Xem nhiều",
    "XEM NHIỀU",
    "Có thể bạn quan tâm",
    "CÓ THỂ BẠN QUAN TÂM",
    "Похожие материалы",
    "ПОХОЖИЕ МАТЕРИАЛЫ",
    "Похожие статьи",
    "ПОХОЖИЕ СТАТЬИ",
    "Материалы по теме",
    "МАТЕРИАЛЫ ПО ТЕМЕ",
    "Новости по теме",
    "НОВОСТИ ПО ТЕМЕ",
    "Самое читаемое",
    "САМОЕ ЧИТАЕМОЕ",
    "Самое популярное",
    "САМОЕ ПОПУЛЯРНОЕ",
    "Articles similaires",
    "Articles liés",
    "Sur le même sujet",
    "Mehr zum Thema",
    "Weitere Artikel",
    "Das könnte Sie auch interessieren",
    "Artículos relacionados",
    "Noticias relacionadas",
    "También te puede interesar",
    "Artigos relacionados",
    "Notícias relacionadas",
    "Articoli correlati",
    "相关阅读",
    "相關閱讀",
    "相关新闻",
    "相關新聞",
    "延伸阅读",
    "延伸閱讀",
    "関連記事",
    "あわせて読みたい",
    "관련 기사",
    "관련기사",
];

/// Point to another article, at the end of the page or as an insert in the middle of it.
const INSERTS: &[&str] = &[
    "Read more",
    "Also read",
    "Read also",
    "Xem thêm",
    "XEM THÊM",
    "Đọc thêm",
    "ĐỌC THÊM",
    "Читайте также",
    "ЧИТАЙТЕ ТАКЖЕ",
    "По теме",
    "ПО ТЕМЕ",
    "À lire aussi",
    "Lire aussi",
    "Lesen Sie auch",
    "Lea también",
    "Leia também",
    "Leggi anche",
];

/// Bars of buttons; they say nothing about what follows.
const BARS: &[&str] = &[
    "Reactions",
    "Share",
    "Share this",
    "Share this article",
    "Share this post",
    "Tweet",
    "Print",
    "Copy link",
    "Log in",
    "Sign in",
    "Sign up",
    "Subscribe",
    "Follow us",
    "Comments",
    "Leave a comment",
    "Chia sẻ",
    "CHIA SẺ",
    "Bình luận",
    "BÌNH LUẬN",
    "Đăng nhập",
    "ĐĂNG NHẬP",
    "Поделиться",
    "ПОДЕЛИТЬСЯ",
    "Комментарии",
    "КОММЕНТАРИИ",
    "Partager",
    "Teilen",
    "Compartir",
    "Compartilhar",
    "Condividi",
];

/// What a line by itself announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoilerplateMarker {
    /// A list of other articles.
    List,
    /// A pointer to another article.
    Insert,
    /// A bar of buttons.
    Bar,
}

/// Every phrase by its key.
static BY_KEY: LazyLock<HashMap<String, BoilerplateMarker>> = LazyLock::new(|| {
    let lists = LISTS.iter().map(|phrase| (phrase, BoilerplateMarker::List));
    let inserts = INSERTS.iter().map(|phrase| (phrase, BoilerplateMarker::Insert));
    let bars = BARS.iter().map(|phrase| (phrase, BoilerplateMarker::Bar));
    lists.chain(inserts).chain(bars).map(|(phrase, marker)| (key(phrase), marker)).collect()
});

/// Bytes of the longest line that can be a marker, with room for marks around the phrase.
const MAX_LINE: usize = 120;

/// The marker that a line is, if it is one.
pub(crate) fn marker(line: &str) -> Option<BoilerplateMarker> {
    if line.len() > MAX_LINE {
        return None;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    BY_KEY.get(&key(bare)).copied()
}

/// What spellings of a phrase have in common: composed letters, small ones where they are ASCII, and
/// the straight apostrophe.
fn key(phrase: &str) -> String {
    phrase
        .nfc()
        .map(|letter| if letter == '’' { '\'' } else { letter.to_ascii_lowercase() })
        .collect()
}

/// One line or paragraph of a text, as this file needs to know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JudgedLine<'a> {
    pub(crate) text: &'a str,
    /// Running text as opposed to a label, caption or heading.
    pub(crate) running: bool,
}

/// Tells of each line whether it belongs to what stands around the article.
///
/// A list runs to the end, provided that the article stands above it: some running text, and not
/// just a small part of all there is. A pointer takes the rest along only if the rest is the smaller
/// part, and otherwise the labels right below it.
pub(crate) fn asides(lines: &[JudgedLine<'_>]) -> Vec<bool> {
    let running = |lines: &[JudgedLine<'_>]| -> usize {
        lines.iter().filter(|line| line.running).map(|line| line.text.len()).sum()
    };
    let mut asides = vec![false; lines.len()];
    let mut above = 0;
    let mut in_insert = false;
    for (at, line) in lines.iter().enumerate() {
        let marker = marker(line.text);
        let below = || running(lines.get(at + 1..).unwrap_or_default());
        let ends_article = match marker {
            Some(BoilerplateMarker::List) => above > 0 && above * 4 >= below(),
            Some(BoilerplateMarker::Insert) => above > 0 && above >= below() * 2,
            Some(BoilerplateMarker::Bar) | None => false,
        };
        if ends_article {
            asides.iter_mut().skip(at).for_each(|aside| *aside = true);
            break;
        }
        in_insert = match marker {
            Some(BoilerplateMarker::Insert) => true,
            _ => in_insert && !line.running,
        };
        if let Some(aside) = asides.get_mut(at) {
            *aside = marker.is_some() || in_insert;
        }
        if line.running {
            above += line.text.len();
        }
    }
    asides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asides_of(lines: &[&str]) -> Vec<bool> {
        let lines: Vec<JudgedLine<'_>> =
            lines.iter().map(|text| JudgedLine { text, running: text.ends_with('.') }).collect();
        asides(&lines)
    }

    #[test]
    fn a_marker_is_known_by_itself_in_any_case_and_spelling() {
        for line in [
            "Related Topics",
            "RELATED TOPICS:",
            "» Most viewed «",
            "Tin Liên Quan",
            "TIN LIÊN QUAN",
            "Tin lie\u{302}n quan",
            "Editor’s picks",
        ] {
            assert_eq!(marker(line), Some(BoilerplateMarker::List), "{line}");
        }
        assert_eq!(marker("Share:"), Some(BoilerplateMarker::Bar));
        assert_eq!(marker("Читайте также:"), Some(BoilerplateMarker::Insert));
        for line in ["See also", "Related topics are many", "Trending upwards", "", "…"] {
            assert_eq!(marker(line), None, "{line}");
        }
    }

    #[test]
    fn a_list_runs_to_the_end() {
        assert_eq!(
            asides_of(&["The bridge is old.", "Share:", "Trending", "Other", "It is new."]),
            [false, true, true, true, true]
        );
    }

    #[test]
    fn a_marker_above_the_article_takes_only_itself() {
        assert_eq!(asides_of(&["Trending", "Share:", "The bridge is old."]), [true, true, false]);
    }

    #[test]
    fn a_pointer_in_the_middle_takes_only_the_labels_below_it() {
        assert_eq!(
            asides_of(&[
                "The bridge is old.",
                "Read more:",
                "A ferry",
                "The bridge was built.",
                "It is long."
            ]),
            [false, true, true, false, false]
        );
    }
}
