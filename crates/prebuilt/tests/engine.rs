//! What a program is given that is compiled with this crate.

#[test]
fn there_is_a_whole_engine_or_a_word_on_what_to_run() {
    match kwic_prebuilt::engine() {
        Ok(files) => {
            for name in
                ["site/kwic.js", "site/kwic_bg.wasm", "site/index.html", "single-file/page.js"]
            {
                let file = files.iter().find(|(path, _)| *path == name);
                assert!(file.is_some_and(|(_, bytes)| !bytes.is_empty()), "{name} is missing");
            }
        }
        Err(not_ready) => {
            // `cargo xtask test` has made one.
            assert!(std::env::var_os("KWIC_ENGINE_IS_READY").is_none(), "{not_ready}");
            let message = not_ready.to_string();
            assert!(message.contains("`cargo xtask engine`"), "{message}");
        }
    }
}
