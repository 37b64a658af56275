//! What a query was probably meant to be, and when nothing is said.

#![cfg(not(target_arch = "wasm32"))]

use kwic::{Hits, Index, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};

fn article(title: &str, lang: &str, body: &str) -> Document {
    Document {
        id: title.into(),
        url: title.into(),
        title: title.into(),
        lang: lang.into(),
        blocks: vec![Block::new(BlockKind::Body, body)],
        ..Document::default()
    }
}

/// As many articles as are told, each with a text and a title of its own.
fn articles(count: usize, title: &str, lang: &str, body: &str) -> Vec<Document> {
    (0..count).map(|number| article(&format!("{title} {number}"), lang, body)).collect()
}

/// Two hundred articles in which one word is common, and others.
fn shelf(others: Vec<Document>) -> Vec<u8> {
    let mut documents =
        articles(200, "Report", "en", "The government met by the harbour in New York.");
    documents.extend(others);
    kwic_indexer::build(&documents).expect("these articles make an index")
}

fn search(bytes: &[u8], query: &str) -> Hits {
    let index = Index::open(bytes).expect("a fresh index opens");
    index.searcher().search(&Query::parse(query), &SearchOptions::default())
}

fn suggestion(bytes: &[u8], query: &str) -> Option<String> {
    search(bytes, query).suggestion
}

fn meant(query: &str) -> Option<String> {
    Some(query.to_owned())
}

const SLIP: &str = "What the goverment said about the lamp.";

#[test]
fn a_rare_misspelling_in_an_article_is_mended_by_a_far_more_frequent_word() {
    let bytes = shelf(vec![article("Lamp", "en", SLIP)]);
    assert_eq!(suggestion(&bytes, "goverment "), meant("government"));
    assert_eq!(suggestion(&bytes, "goverment"), meant("government"), "while it is typed, too");
    assert_eq!(suggestion(&bytes, "goverment harbour "), meant("government harbour"));
}

#[test]
fn the_hits_stay_those_of_the_word_that_was_typed() {
    let bytes = shelf(vec![article("Lamp", "en", SLIP)]);
    let found = search(&bytes, "goverment ");
    assert_eq!(found.total, 1);
    let index = Index::open(&bytes).expect("a fresh index opens");
    assert_eq!(index.article(found.hits[0].doc).expect("a hit is an article").title, "Lamp");
}

#[test]
fn a_word_that_is_not_rare_is_as_its_author_meant_it() {
    let bytes = shelf(articles(5, "Lamp", "en", SLIP));
    assert_eq!(suggestion(&bytes, "goverment "), None);
}

#[test]
fn in_text_that_was_pasted_a_word_that_articles_have_is_as_it_should_be() {
    let bytes = shelf(vec![article("Lamp", "en", SLIP)]);
    assert_eq!(
        suggestion(&bytes, "goverment met by the harbour "),
        meant("government met by the harbour")
    );
    assert_eq!(suggestion(&bytes, "the goverment met by the harbour in York "), None);
}

#[test]
fn a_word_in_a_title_or_with_a_capital_is_no_slip() {
    for other in [
        article("About the goverment of bees", "en", "Bees."),
        article("Lamp", "en", "We met Mr Goverment and his lamp."),
    ] {
        let bytes = shelf(vec![other]);
        assert_eq!(suggestion(&bytes, "goverment "), None);
    }
}

#[test]
fn a_word_of_another_language_is_no_slip() {
    let bytes = shelf(vec![article("Lampe", "de", SLIP)]);
    assert_eq!(suggestion(&bytes, "goverment "), None);
}

#[test]
fn words_that_stand_side_by_side_as_typed_are_meant_as_typed() {
    let bytes = shelf(vec![article("Lamp", "en", SLIP)]);
    assert_eq!(suggestion(&bytes, "goverment said "), None);
}

#[test]
fn a_short_word_or_one_with_digits_or_another_ending_is_no_slip() {
    let mut documents = articles(200, "Report", "en", "A trail of covid2019 and its treatments.");
    documents.push(article("Court", "en", "The trial of covid2018 and its treatment."));
    let bytes = kwic_indexer::build(&documents).expect("these articles make an index");
    for query in ["trial ", "covid2018 ", "treatment ", "covid2017 treatments "] {
        assert_eq!(suggestion(&bytes, query), None, "{query}");
    }
}

#[test]
fn a_query_with_marks_of_its_own_is_meant_as_it_is() {
    let bytes = shelf(vec![article("Lamp", "en", SLIP)]);
    for query in ["\"goverment\"", "goverment -harbour", "goverment lang:en", "title:goverment"] {
        assert_eq!(suggestion(&bytes, query), None, "{query}");
    }
}

#[test]
fn a_syllable_without_its_marks_is_no_slip() {
    let mut documents = articles(200, "Tin", "vi", "Người dân ở trường trên đường nghiêng.");
    documents.push(article("Khác", "vi", "Nghiên cứu về thương mại."));
    let bytes = kwic_indexer::build(&documents).expect("these articles make an index");
    for query in ["nguoi ", "truong ", "nghien ", "nghiên cứu ", "thuong mai ", "duong truong "]
    {
        assert_eq!(suggestion(&bytes, query), None, "{query}");
    }
}

#[test]
fn words_run_together_are_parted_as_articles_write_them() {
    let bytes = shelf(Vec::new());
    assert_eq!(suggestion(&bytes, "newyork "), meant("New York"));
    assert_eq!(suggestion(&bytes, "harbour newyork "), meant("harbour New York"));
    assert_eq!(suggestion(&bytes, "governmentmet "), meant("government met"));
}

#[test]
fn a_word_that_is_written_together_somewhere_is_not_parted() {
    let bytes = shelf(vec![article("Bar", "en", "A bar by the name of Newyork.")]);
    assert_eq!(suggestion(&bytes, "newyork "), None);
    let bytes = shelf(vec![article("Word", "en", "Newyorker is a word.")]);
    assert_eq!(suggestion(&bytes, "newyork"), None, "it may go on");
}

#[test]
fn words_with_a_hyphen_between_and_little_words_are_not_parted() {
    let documents = articles(20, "Report", "en", "A well-known thing that any one of us has seen.");
    let bytes = kwic_indexer::build(&documents).expect("these articles make an index");
    for query in ["wellknown ", "anyone "] {
        assert!(search(&bytes, query).total > 0, "{query}");
        assert_eq!(suggestion(&bytes, query), None, "{query}");
    }
}

#[test]
fn a_word_cut_in_two_is_made_whole_when_no_article_has_its_pieces() {
    let documents =
        articles(20, "Garden", "en", "Of tables and vegetables, over night and overnight.");
    let bytes = kwic_indexer::build(&documents).expect("these articles make an index");
    assert_eq!(suggestion(&bytes, "vege tables "), meant("vegetables"));
    assert_eq!(suggestion(&bytes, "fresh vege tables "), meant("fresh vegetables"));
    assert_eq!(suggestion(&bytes, "veg eta bles "), meant("vegetables"));
    assert_eq!(suggestion(&bytes, "over night "), None, "articles write it so too");
    for query in ["vege-tables ", "vegetab-les "] {
        assert_eq!(suggestion(&bytes, query), None, "{query}: the sign is there on purpose");
    }
}

#[test]
fn of_a_long_question_a_word_is_mended_only_when_it_is_surely_a_slip() {
    let bytes = shelf(vec![article("Lamp", "en", "Genes of the kings, percentages and a lamp.")]);
    assert_eq!(suggestion(&bytes, "harbour govermnent "), meant("harbour government"));
    for query in ["harbour kinds", "harbour genre", "harbour governments ", "harbour parentages "] {
        assert_eq!(suggestion(&bytes, query), None, "{query}");
    }
}

#[test]
fn when_every_word_is_unknown_the_reader_hears_what_was_searched_for() {
    let bytes = shelf(vec![article("Lamp", "en", "A king and his lamp.")]);
    assert_eq!(suggestion(&bytes, "kind "), meant("king"));
}
