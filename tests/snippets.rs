//! What a reader sees of a hit: the passage that is chosen, where it is cut, and what is marked.
#![cfg(not(target_arch = "wasm32"))]

use std::ops::Range;

use kwic::{DocId, Index, Piece, Query};
use kwic_core::text::{TokenKind, graphemes, tokens};
use kwic_indexer::{Block, BlockKind, Document};
use proptest::prelude::*;

fn body(text: &str) -> Block {
    Block::new(BlockKind::Body, text)
}

fn heading(text: &str) -> Block {
    Block::new(BlockKind::Heading, text)
}

fn aside(text: &str) -> Block {
    Block::new(BlockKind::Aside, text)
}

fn document(lang: &str, title: &str, blocks: &[Block]) -> Document {
    Document {
        id: title.into(),
        url: "a.html".into(),
        title: title.into(),
        lang: lang.into(),
        tags: vec!["coast".into()],
        blocks: blocks.to_vec(),
        ..Document::default()
    }
}

/// The pieces of the first of these documents.
fn pieces_of(documents: &[Document], query: &str, length: usize) -> Vec<Piece> {
    let bytes = kwic_indexer::build(documents).expect("the documents fit into an index");
    let index = Index::open(&bytes).expect("a fresh index opens");
    index.searcher().snippet(DocId(0), &Query::parse(query), length)
}

/// Text in which marks stand in brackets.
fn bracketed(pieces: &[Piece]) -> String {
    let show = |piece: &Piece| match piece.matched {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(show).collect()
}

fn shown(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn size(pieces: &[Piece]) -> usize {
    graphemes(&shown(pieces)).count()
}

fn snippet_of(lang: &str, blocks: &[Block], query: &str, length: usize) -> String {
    bracketed(&pieces_of(&[document(lang, "Untitled", blocks)], query, length))
}

/// A body in English and no cut.
fn marked(text: &str, query: &str) -> String {
    snippet_of("en", &[body(text)], query, 1_000)
}

fn marked_title(lang: &str, title: &str, query: &str) -> String {
    let bytes = kwic_indexer::build(&[document(lang, title, &[body("Nothing.")])])
        .expect("a document fits into an index");
    let index = Index::open(&bytes).expect("a fresh index opens");
    bracketed(&index.searcher().title_pieces(DocId(0), &Query::parse(query)))
}

/// So many sentences of words that no test asks for.
fn filler(sentences: usize) -> String {
    (0..sentences)
        .map(|n| format!("Sentence number {n} speaks of quite ordinary things at some length. "))
        .collect()
}

#[test]
fn letters_that_fold_to_more_or_fewer_do_not_shift_the_highlight() {
    let text = "Über Straßen, Flüsse und ﬁligrane Œuvres İzmirs führt die Brücke weiter";
    for (query, mark) in [
        ("brucke ", "[Brücke]"),
        ("strassen ", "[Straßen]"),
        ("filigrane ", "[ﬁligrane]"),
        ("oeuvres ", "[Œuvres]"),
        ("izmirs ", "[İzmirs]"),
        ("fuhrt ", "[führt]"),
        ("weiter ", "[weiter]"),
    ] {
        let line = snippet_of("und", &[body(text)], query, 200);
        assert!(line.contains(mark), "{query}: {line}");
        assert_eq!(line.matches('[').count(), 1, "{query}: {line}");
    }
}

#[test]
fn decomposed_letters_are_marked_with_their_accents() {
    let text = "Vie\u{323}\u{302}t Nam va\u{300} Ha\u{300} No\u{323}\u{302}i";
    assert_eq!(
        snippet_of("vi", &[body(text)], "viet nam ", 200),
        "[Vie\u{323}\u{302}t Nam] va\u{300} Ha\u{300} No\u{323}\u{302}i"
    );
    assert!(
        snippet_of("vi", &[body(text)], "hà nội ", 200).ends_with("[Ha\u{300} No\u{323}\u{302}i]")
    );
}

#[test]
fn a_word_is_marked_as_the_article_spells_it() {
    for (text, query, expected) in [
        ("From Việt Nam to Vietnam.", "viet nam ", "From [Việt Nam] to [Vietnam]."),
        ("From Viet Nam to Vietnam.", "vietnam ", "From [Viet Nam] to [Vietnam]."),
        ("Russia's ports and Russia’s ships", "russia ", "[Russia]'s ports and [Russia]’s ships"),
        ("a camelCase word", "case ", "a camel[Case] word"),
        ("a camelCase word", "camelcase ", "a [camelCase] word"),
        ("send an e-mail or an email", "email ", "send an [e-mail] or an [email]"),
        ("They visited; the visitor visits.", "visits ", "They [visited]; the visitor [visits]."),
        ("The lighthouse stands.", "lighthuose ", "The [lighthouse] stands."),
        ("The lighthouse stands.", "lighth", "The [lighthouse] stands."),
        ("Ｋｗｉｃ searches", "kwic ", "[Ｋｗｉｃ] searches"),
        ("in C++ or C#", "c++ ", "in [C++] or [C]#"),
        ("peace ﷺ be", "الله ", "peace [ﷺ] be"),
        ("a key 1\u{fe0f}\u{20e3} pressed", "1 ", "a key [1\u{fe0f}\u{20e3}] pressed"),
        ("flags 🇻🇳🇷🇺 wave 👩‍🚀 there", "wave ", "flags 🇻🇳🇷🇺 [wave] 👩‍🚀 there"),
    ] {
        assert_eq!(marked(text, query), expected, "{query}");
    }
}

#[test]
fn scripts_without_spaces_are_marked_in_one_stretch() {
    for (lang, text, query, expected) in [
        ("ja", "私は東京都に住む。", "東京都", "私は[東京都]に住む。"),
        ("zh", "他住在北京市中心。", "北京", "他住在[北京]市中心。"),
        ("th", "ประเทศไทยสวย", "ไทย", "ประเทศ[ไทย]สวย"),
        ("th", "ดื่มน้ำเย็น", "น้ำ", "ดื่ม[น้ำ]เย็น"),
        ("ko", "대한민국 만세", "민국", "대한[민국] 만세"),
    ] {
        assert_eq!(snippet_of(lang, &[body(text)], query, 200), expected);
    }
}

#[test]
fn words_side_by_side_in_the_query_are_one_mark_where_the_article_has_them_so() {
    let text = "The red river floods; a river, red with clay. Red. River.";
    assert_eq!(
        marked(text, "red river "),
        "The [red river] floods; a [river], [red] with clay. [Red]. [River]."
    );
    assert_eq!(
        marked(text, "\"red river\""),
        "The [red river] floods; a river, red with clay. [Red. River]."
    );
    assert_eq!(marked("see std::fs and K.V.Vnukov", "std::fs "), "see [std::fs] and K.V.Vnukov");
}

#[test]
fn a_title_is_marked_by_the_same_rules() {
    assert_eq!(marked_title("vi", "Hà Nội, Hanoi", "ha noi "), "[Hà Nội], [Hanoi]");
    assert_eq!(
        marked_title("en", "The tower of the town", "the tower "),
        "[The tower] of the town"
    );
    assert_eq!(marked_title("en", "The town", "the tower "), "The town");
    assert_eq!(
        marked_title("en", "To be or not to be", "to be or not to be"),
        "[To be or not to be]"
    );
    assert_eq!(marked_title("en", "The <b>tower</b>", "tower "), "The <b>[tower]</b>");
}

#[test]
fn common_words_are_marked_beside_other_words_of_the_query_only() {
    let text = "The town stood by the sea. The war in the north went on, and the people left.";
    assert_eq!(
        marked(text, "the war in the north "),
        "The town stood by the sea. [The war in the north] went on, and the people left."
    );
    assert_eq!(
        marked(text, "north of the sea "),
        "The town stood by [the sea]. The war in the [north] went on, and the people left."
    );
    assert!(marked(text, "in the ").contains("[in the] north"));
    assert!(marked(text, "the castle ").starts_with("[The] town"));
}

#[test]
fn words_that_differ_by_accents_and_longer_words_are_marked_where_the_word_itself_is_not() {
    let vietnamese = |text: &str, query: &str| snippet_of("vi", &[body(text)], query, 200);
    // Typed with accents, thư is not thứ, but a spelling without any may be meant for both.
    assert_eq!(
        vietnamese("Hà Nội họp lần thứ năm; thư từ Ha Noi", "thư hà nội "),
        "[Hà Nội] họp lần thứ năm; [thư] từ [Ha Noi]"
    );
    assert_eq!(vietnamese("họp lần thứ năm", "thư hà nội "), "họp lần [thứ] năm");
    assert_eq!(
        marked("A cart, a cartwheel, old carts", "old cart"),
        "A [cart], a cartwheel, [old carts]"
    );
    assert_eq!(marked("An old cartwheel", "old cart"), "An [old cartwheel]");
}

#[test]
fn excluded_words_are_never_marked() {
    let documents = [
        document("en", "One", &[body("A tower by the sea.")]),
        document("en", "Two", &[body("Sea.")]),
    ];
    assert_eq!(bracketed(&pieces_of(&documents, "tower -sea", 200)), "A [tower] by the sea.");
    assert_eq!(
        bracketed(&pieces_of(&documents, "tower -\"the sea\"", 200)),
        "A [tower] by the sea."
    );
}

#[test]
fn an_article_that_only_its_title_makes_a_hit_is_shown_by_its_description() {
    let description = |text: &str| Block::new(BlockKind::Description, text);
    let blocks = [description("How potters fire."), aside("Home"), body("Build it of brick.")];
    let shown = |query| bracketed(&pieces_of(&[document("en", "Kilns", &blocks)], query, 80));
    assert_eq!(shown("kilns "), "How potters fire. Home");
    assert_eq!(shown("brick "), "Build it of [brick].");
    assert_eq!(shown("potters "), "How [potters] fire. Home");
    let blocks = [aside("The news of every harbour, every day."), body("Build it of brick.")];
    let pieces = pieces_of(&[document("en", "Kilns", &blocks)], "kilns ", 80);
    assert_eq!(bracketed(&pieces), "Build it of brick.");
}

#[test]
fn code_is_shown_only_where_no_running_text_has_the_words() {
    let code = |text: &str| Block::new(BlockKind::Code, text);
    let blocks = [
        code("let lantern = lantern.light(lantern); harbour();"),
        body("The lantern of the pier."),
        code(".env"),
    ];
    let shown =
        |query, length| bracketed(&pieces_of(&[document("en", "Zzz", &blocks)], query, length));
    assert_eq!(shown("lantern ", 40), "The [lantern] of the pier. .env");
    assert!(shown("harbour ", 40).contains("[harbour]()"));
    assert_eq!(shown("zzz ", 40), "The lantern of the pier. .env");
    assert!(shown(".env", 40).contains("[.env]"));
}

#[test]
fn what_looks_like_markup_stays_text() {
    let line = marked("Write <b>bold</b> & <script>alert(1)</script>", "bold ");
    assert_eq!(line, "Write <b>[bold]</b> & <script>alert(1)</script>");
}

#[test]
fn the_passage_with_more_of_the_query_is_shown() {
    let text = format!(
        "The harbour was quiet. {}The old harbour master kept the lantern. {}",
        filler(6),
        filler(6)
    );
    let line = snippet_of("en", &[body(&text)], "harbour lantern ", 100);
    assert!(line.contains("old [harbour] master kept the [lantern]"), "{line}");
}

#[test]
fn a_rare_word_is_shown_rather_than_a_frequent_one() {
    let text = format!("Harbour. {}Lantern. {}", filler(6), filler(6));
    let mut documents = vec![document("en", "One", &[body(&text)])];
    documents.extend((0..9).map(|_| document("en", "Other", &[body("The harbour.")])));
    let line = bracketed(&pieces_of(&documents, "harbour lantern ", 60));
    assert!(line.contains("[Lantern]"), "{line}");
}

#[test]
fn words_side_by_side_are_shown_rather_than_apart() {
    let text = format!(
        "A river in spate, wide and red. {}On the red river. {}A river, red.",
        filler(6),
        filler(6)
    );
    for query in ["red river ", "\"red river\""] {
        let line = snippet_of("en", &[body(&text)], query, 100);
        assert!(line.contains("On the [red river]"), "{line}");
    }
}

#[test]
fn the_end_of_a_run_does_not_follow_what_stands_before_the_run() {
    let run = "การเดินนำย คก ที่";
    let text = |rest: &str| [body(&format!("{run}{rest}"))];
    assert_eq!(snippet_of("th", &text(" ยก"), "ยก ", 60), format!("{run} [ยก]"));
    assert_eq!(snippet_of("th", &text(" ยก ย ก"), "ยก ", 60), format!("{run} [ยก] [ย ก]"));
}

#[test]
fn the_word_itself_is_shown_rather_than_another_form_of_it_or_a_guess() {
    let text = format!("They visited. {}One visit. {}The visits.", filler(6), filler(6));
    assert!(snippet_of("en", &[body(&text)], "visit ", 70).contains("One [visit]"));
    let text = format!("A cartwright. {}The cart. {}", filler(6), filler(6));
    assert!(snippet_of("en", &[body(&text)], "cart", 70).contains("The [cart]"));
}

#[test]
fn running_text_is_shown_before_headings_and_boilerplate_last() {
    let blocks = [
        aside("Related: the lantern"),
        heading("The lantern"),
        body(&filler(6)),
        heading("Evening"),
        body("They lit the lantern."),
    ];
    let line = snippet_of("en", &blocks, "lantern ", 70);
    assert!(line.contains("They lit the [lantern]"), "{line}");
    let line = snippet_of("en", &blocks[..3], "lantern ", 70);
    assert!(line.starts_with("The [lantern] Sentence number 0"), "{line}");
    let line = snippet_of("en", &[blocks[0].clone(), blocks[2].clone()], "lantern ", 70);
    assert_eq!(line, "Related: the [lantern]");
}

#[test]
fn two_passages_are_shown_where_no_single_one_has_the_words() {
    let blocks = [
        body(&format!("The harbour froze over. {}", filler(6))),
        body(&format!("{}Someone stole the lantern.", filler(6))),
    ];
    let line = snippet_of("en", &blocks, "lantern harbour ", 160);
    let (first, second) = line.split_once(" … ").expect("two passages");
    assert!(first.contains("The [harbour] froze over."), "{line}");
    assert!(second.contains("Someone stole the [lantern]."), "{line}");
    let near = [body("The harbour froze over. Someone stole the lantern.")];
    assert!(!snippet_of("en", &near, "lantern harbour ", 160).contains('…'));
}

#[test]
fn a_hit_by_its_title_or_a_filter_shows_the_beginning_of_its_text() {
    let blocks = [
        aside("Share this page"),
        heading("Overview"),
        body("The first sentence. The second one."),
        body("Another paragraph."),
    ];
    for query in ["untitled", "tag:coast", "", "nowhere"] {
        let line = snippet_of("en", &blocks, query, 200);
        assert_eq!(line, "The first sentence. The second one. Another paragraph.", "{query}");
    }
    assert_eq!(snippet_of("en", &blocks[..2], "untitled", 200), "Overview");
    assert_eq!(snippet_of("en", &blocks[..1], "untitled", 200), "Share this page");
}

#[test]
fn a_passage_begins_and_ends_with_a_sentence_where_that_fits() {
    let text = format!("{}Dr. Lee lit the lantern at 5.30 p.m. sharp. {}", filler(4), filler(6));
    let line = snippet_of("en", &[body(&text)], "lantern ", 120);
    assert!(line.starts_with("…Dr. Lee lit the [lantern] at 5.30 p.m. sharp. Sentence"), "{line}");
    assert!(line.ends_with("at some length. …"), "{line}");
}

#[test]
fn a_sign_stands_where_a_paragraph_is_cut_and_nowhere_else() {
    let blocks = [body("One lantern."), body("Two lamps."), body(&filler(5))];
    let whole = snippet_of("en", &blocks, "lantern ", 40);
    assert!(whole.starts_with("One [lantern]. Two lamps. Sentence"), "{whole}");
    assert!(whole.ends_with('…'), "{whole}");
    assert_eq!(snippet_of("en", &blocks[..2], "lantern ", 40), "One [lantern]. Two lamps.");
    assert_eq!(snippet_of("en", &[body("Just enough")], "just ", 11), "[Just] enough");
    assert_eq!(snippet_of("en", &[body("Just enough")], "just ", 10), "[Just]…");
}

#[test]
fn text_without_spaces_is_cut_after_a_full_stop_or_between_characters() {
    let text = format!("{}灯台は古い。{}", "海は青い。".repeat(20), "空は広い。".repeat(20));
    let line = snippet_of("ja", &[body(&text)], "灯台", 30);
    assert!(line.starts_with("…[灯台]は古い。空は広い。"), "{line}");
    assert!(line.ends_with("。…"), "{line}");
    let text = format!("{}灯台{}", "海".repeat(200), "空".repeat(200));
    let pieces = pieces_of(&[document("ja", "題", &[body(&text)])], "灯台", 30);
    assert_eq!(size(&pieces), 30);
    assert!(bracketed(&pieces).contains("海[灯台]空"));
}

#[test]
fn a_match_is_whole_unless_it_is_longer_than_the_snippet() {
    let long = "x".repeat(10_000);
    let text = format!("Before it {long} and after it a lighthouse stands alone.");
    let document = [document("und", "Untitled", &[body(&text)])];
    for length in 3..60 {
        let pieces = pieces_of(&document, &format!("{long} "), length);
        assert!(size(&pieces) <= length);
        let mark = pieces.iter().find(|piece| piece.matched).expect("a mark");
        assert!(mark.text.starts_with('x') && mark.text.chars().all(|c| c == 'x'));
        let pieces = pieces_of(&document, "lighthouse ", length);
        assert!(size(&pieces) <= length);
        let mark = pieces.iter().find(|piece| piece.matched).expect("a mark");
        let whole = mark.text == "lighthouse";
        assert!(whole || length < "lighthouse".len(), "{length}: {pieces:?}");
    }
}

#[test]
fn very_small_lengths_are_kept_to() {
    for text in ["Việt Nam", "東京都", "🇻🇳🇷🇺 flags", ""] {
        let document = [document("und", "Untitled", &[body(text)])];
        for query in ["viet nam", "東京", "flags", "untitled", ""] {
            for length in 0..6 {
                assert!(size(&pieces_of(&document, query, length)) <= length);
            }
        }
    }
}

#[test]
fn a_snippet_of_any_length_is_the_whole_article() {
    let blocks = [body("One lantern."), body(&filler(20)), body("And a harbour.")];
    let line = snippet_of("en", &blocks, "lantern harbour ", usize::MAX);
    assert!(line.starts_with("One [lantern].") && line.ends_with("And a [harbour]."), "{line}");
    assert!(!line.contains('…'), "{line}");
}

#[test]
fn an_article_without_text_has_no_snippet() {
    assert!(pieces_of(&[document("en", "Empty", &[])], "empty", 200).is_empty());
    assert!(pieces_of(&[document("en", "Empty", &[body(" ")])], "empty", 200).is_empty());
}

#[test]
fn one_block_of_ten_thousand_words_is_cut_around_its_one_match() {
    let text = format!("{}needle {}", "some hay ".repeat(2_500), "more hay ".repeat(2_500));
    let line = snippet_of("en", &[body(&text)], "needle ", 60);
    assert!(line.contains("some hay [needle] more hay"), "{line}");
    assert!(line.starts_with('…') && line.ends_with("hay…"), "{line}");
    let pieces = pieces_of(&[document("en", "Untitled", &[body(&text)])], "hay ", 60);
    assert!(size(&pieces) <= 60 && pieces.iter().filter(|piece| piece.matched).count() > 3);
}

/// A word of some script, none with capitals inside.
fn any_word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-z]{1,9}",
        3 => "[a-zàảãáạăđêôơưß]{1,6}",
        2 => "([aeo][\u{300}\u{301}\u{323}]{0,2}[tmn]){1,3}",
        2 => "[а-яё]{1,8}",
        2 => "[東京都灯台海空のはが]{1,12}",
        2 => "[กขคงนทย][ะาิีุู]{0,1}[กขคงนทย่้ำ]{1,8}",
        1 => "[가-힣]{1,4}",
        1 => "[कखगनम][ािी्]{0,1}[कखगनम]{1,3}",
        1 => "[0-9]{1,4}",
        1 => "[a-z]{70,120}",
        1 => "👩‍🚀|🇻🇳🇷🇺|❤️|👍🏽|🇻",
        1 => "[a-z]{2,5}['’-][a-z]{1,5}",
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    let gap =
        prop_oneof![8 => " ", 2 => ", ", 2 => "\\. ", 1 => "。", 1 => "、", 1 => " \\(", 1 => "! "];
    proptest::collection::vec((any_word(), gap), 1..60)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

/// The words of a text: folded form and bytes.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if token.kind != TokenKind::Part {
            words.push((token.folded.to_owned(), token.span.clone()));
        }
    }
    words
}

/// The bytes of `text` in which each passage of a snippet stands, in order, with whole characters
/// as a reader counts them; nothing if there are no such.
fn passages(pieces: &[Piece], text: &str) -> Option<Vec<Range<usize>>> {
    let mut from = 0;
    let starts: Vec<usize> = graphemes(text).chain([text.len()]).collect();
    let is_whole = |range: &Range<usize>| {
        starts.binary_search(&range.start).is_ok() && starts.binary_search(&range.end).is_ok()
    };
    let is_sign = |piece: &Piece| !piece.matched && piece.text.trim() == "…";
    let mut found = Vec::new();
    for passage in pieces.split(is_sign) {
        let passage = shown(passage);
        let passage = passage.trim();
        if passage.is_empty() {
            continue;
        }
        let places = text[from..].char_indices().map(|(at, _)| from + at);
        let here = |&at: &usize| text[at..].starts_with(passage);
        let range = places.filter(here).map(|at| at..at + passage.len()).find(is_whole)?;
        from = range.end;
        found.push(range);
    }
    Some(found)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_snippet_of_any_text_keeps_the_laws(
        texts in proptest::collection::vec((0..6u8, any_text()), 1..5),
        pick: prop::sample::Index,
        other: prop::sample::Index,
        length in prop_oneof![0..12usize, 12..80usize, 80..300usize],
    ) {
        let block = |(kind, text): &(u8, String)| match kind {
            0 => heading(text.trim()),
            1 => aside(text.trim()),
            _ => body(text.trim()),
        };
        let blocks: Vec<Block> = texts.iter().map(block).collect();
        let text: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        let text = text.join(" ");
        let spoken: Vec<_> = blocks.iter().flat_map(|block| words(&block.text)).collect();
        prop_assume!(!spoken.is_empty());
        let wanted = [&pick.get(&spoken).0, &other.get(&spoken).0];
        // The space says that the last word does not go on.
        let query = format!("{} {} ", wanted[0], wanted[1]);
        let pieces = pieces_of(&[document("und", "Zzz", &blocks)], &query, length);

        prop_assert!(size(&pieces) <= length, "{} in {pieces:?}", size(&pieces));
        prop_assert!(length < 3 || pieces.iter().any(|p| p.matched), "{query:?}: {pieces:?}");
        prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
        let line = shown(&pieces);
        prop_assert_eq!(line.trim(), &line, "spaces at the ends");

        prop_assert!(passages(&pieces, &text).is_some(), "{pieces:?} is not of {text:?}");

        let joined = wanted.map(String::as_str).concat();
        for piece in pieces.iter().filter(|piece| piece.matched) {
            let words = words(&piece.text);
            let spelled: String = words.iter().map(|word| word.0.as_str()).collect();
            let is_wanted = |word: &str| wanted.iter().any(|wanted| *wanted == word) || word == joined;
            // A lone character of a script without spaces stands for all that begins with it.
            let is_begun = |word: &str| {
                wanted.iter().any(|wanted| graphemes(wanted).count() == 1 && word.starts_with(*wanted))
            };
            let is_cut = wanted.iter().any(|wanted| wanted.starts_with(&spelled));
            let answers = is_wanted(&spelled)
                || words.iter().any(|word| is_wanted(&word.0) || is_begun(&word.0))
                || (is_cut && size(&pieces) + 2 >= length);
            prop_assert!(answers, "{:?} for {query:?}", piece.text);
        }
    }

    #[test]
    fn a_snippet_never_cuts_a_word_that_fits_into_it(
        text in any_text(),
        pick: prop::sample::Index,
        length in 30..200usize,
    ) {
        let spoken = words(&text);
        prop_assume!(!spoken.is_empty());
        let query = format!("{} ", pick.get(&spoken).0);
        let pieces = pieces_of(&[document("und", "Zzz", &[body(&text)])], &query, length);
        let Some(passages) = passages(&pieces, &text) else { return Ok(()) };
        // Where the same words stand twice, it is not known which of them are shown.
        prop_assume!(passages.iter().all(|p| text.matches(&text[p.clone()]).count() == 1));
        let mut tokens = tokens(&text);
        while let Some(token) = tokens.next() {
            for passage in &passages {
                for cut in [passage.start, passage.end] {
                    let torn = token.range.start < cut && cut < token.range.end;
                    let long = graphemes(&text[token.range.clone()]).count() > length / 2 - 2;
                    prop_assert!(!torn || long, "{cut} of {text:?}: {pieces:?}");
                }
            }
        }
    }
}
