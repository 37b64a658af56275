//! Law 6: words with signs in them are found as typed and by their parts.

use crate::site::Site;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_possessive_is_its_word() {
    let spellings = ["Russia's", "Russia’s", "RUSSIA'S", "Russia", "Russiaʼs"];
    let site = Site::in_language("en", &spellings);
    for spelling in spellings {
        let scores = site.scores(spelling);
        assert_eq!(scores.len(), spellings.len(), "{spelling}");
        assert!(scores.iter().all(|hit| hit.1 == scores[0].1), "{spelling}: {scores:?}");
    }
}

#[test]
fn words_with_signs_are_found_as_typed_and_by_their_parts() {
    let cases: [(&str, &[&str]); 46] = [
        ("4.4", &["4.4", "\"4.4\"", "4"]),
        ("2025-01-13", &["2025-01-13", "\"2025-01-13\"", "2025-01", "2025", "20250113"]),
        ("1,000,000.50", &["1,000,000.50", "\"1,000,000.50\"", "1 000 000"]),
        ("12,500", &["12,500", "12500", "12 500", "12.500"]),
        ("v1.2.3-beta", &["v1.2.3-beta", "1.2.3", "\"1.2.3\"", "v1.2.3", "\"v1.2\"", "beta"]),
        ("192.168.0.1", &["192.168.0.1", "\"192.168.0.1\"", "\"192.168\""]),
        ("+84 24 3825-1234", &["+84 24 3825-1234", "3825-1234", "38251234", "3825 1234"]),
        ("ISBN 978-3-16-148410-0", &["978-3-16-148410-0", "\"978-3-16-148410-0\"", "148410"]),
        ("K.V.Vnukov", &["K.V.Vnukov", "Vnukov", "\"K.V.Vnukov\"", "K. V. Vnukov", "kv vnukov"]),
        ("U.S.", &["U.S.", "\"U.S.\"", "u s", "US", "us"]),
        ("C++", &["C++", "c++", "\"C++\"", "C"]),
        ("C++17", &["C++17", "C++", "\"C++\"", "\"C++17\"", "c++ 17"]),
        ("C#", &["C#", "c#", "\"C#\"", "C"]),
        ("F#", &["F#", "f#"]),
        ("g++", &["g++", "G++"]),
        (".NET", &[".NET", ".net", "net", "\".NET\""]),
        ("ASP.NET", &["ASP.NET", "asp.net", "aspnet", "asp net", "ASP"]),
        ("node.js", &["node.js", "node", "js", "Node JS", "nodejs", "NodeJS"]),
        (".gitignore", &[".gitignore", "gitignore"]),
        (
            "snake_case",
            &["snake_case", "snake", "case", "snakecase", "snake case", "\"snake_case\""],
        ),
        ("__init__", &["__init__", "init"]),
        ("camelCase", &["camelCase", "camelcase", "camel", "case"]),
        ("TestTestTest", &["testtesttest", "test", "Test"]),
        ("HTTPServer", &["HTTPServer", "httpserver", "http", "server"]),
        (
            "std::fs::read",
            &["std::fs::read", "std::fs", "fs", "read", "\"std::fs::read\"", "fs::read"],
        ),
        ("x86_64", &["x86_64", "x86", "x86-64"]),
        ("UTF-8", &["UTF-8", "utf8", "utf 8", "UTF"]),
        ("COVID-19", &["COVID-19", "covid19", "covid 19", "covid"]),
        ("COVID19", &["COVID19", "covid", "covid-19"]),
        ("TCP/IP", &["TCP/IP", "tcp", "tcp ip", "tcpip"]),
        ("AC/DC", &["AC/DC", "acdc", "ac dc"]),
        ("AT&T", &["AT&T", "\"AT&T\"", "at t"]),
        ("R&D", &["R&D", "r d", "\"R&D\""]),
        ("O'Reilly", &["O'Reilly", "o’reilly", "oreilly", "Reilly"]),
        ("rock'n'roll", &["rock'n'roll", "rock n roll", "rock", "roll"]),
        ("don't", &["don't", "don’t", "dont", "\"don't\""]),
        ("l'homme", &["l'homme", "l’homme", "homme"]),
        ("dell’arte", &["dell'arte", "arte"]),
        ("col·legi", &["col·legi", "collegi", "col.legi"]),
        ("м’ята", &["м'ята", "м’ята", "мʼята", "мята"]),
        ("צה״ל", &["צה״ל", "צה\"ל", "צהל"]),
        ("#openscience", &["#openscience", "openscience"]),
        ("@some_user", &["@some_user", "some_user", "some", "user"]),
        ("first.last+tag@example.com", &["first.last+tag@example.com", "example.com", "last"]),
        ("https://example.com/a-page/c_d?x=1#frag", &["example.com/a-page", "example", "frag"]),
        (r"C:\logs\paths/a/notes.txt", &[r"C:\logs", "paths/a/notes.txt", "notes.txt", "notes"]),
    ];
    for (written, queries) in cases {
        let site =
            Site::in_language("en", &[&format!("It says {written} there."), "Another text."]);
        for query in queries {
            assert_eq!(site.found(query), [0], "{query} where {written} stands");
        }
    }
}

#[test]
fn the_sign_of_a_language_ranks_its_articles_first() {
    let site = Site::in_language(
        "en",
        &[
            "C is small. C compilers read C code, and C code reads like C.",
            "In the long run C++ asks more of its readers than they had expected.",
            "There is a version of C# for every machine on the desk by now.",
            "Plan C, vitamin C and the note C.",
        ],
    );
    for (query, first) in [("C++", 1), ("c++", 1), ("C#", 2), ("c#", 2), ("C", 0)] {
        let scores = site.scores(query);
        assert_eq!(scores[0].0, first, "{query}: {scores:?}");
        assert_eq!(scores.len(), 4, "{query} finds C too");
    }
    assert_eq!(site.found("\"C++\""), [1]);
    assert_eq!(site.found("\"C#\""), [2]);
}

#[test]
fn numbers_that_stand_together_rank_above_the_same_apart() {
    let site = Site::in_language(
        "en",
        &[
            "Of the 4 lamps 2 burnt, then 4 again.",
            "Release 4.4 is out, with 2 lamps mended in it.",
        ],
    );
    assert_eq!(site.found("4.4")[0], 1);
    assert_eq!(site.found("\"4.4\""), [1]);
}

#[test]
fn a_sign_at_the_end_of_a_sentence_is_none() {
    let site =
        Site::in_language("en", &["We learnt to read. Net by net it came in.", "Use .NET here."]);
    assert_eq!(site.found(".NET")[0], 1);
    assert_eq!(site.found("\".NET\""), [1]);
    assert_eq!(site.found_in_order("net"), [0, 1]);
}
