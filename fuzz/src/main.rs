//! One target behind libFuzzer, by the name in the variable `KWIC_FUZZ_TARGET`.
#![no_main]

use std::sync::LazyLock;

use kwic_fuzz::Target;

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("KWIC_FUZZ_TARGET").expect("KWIC_FUZZ_TARGET names a target");
    kwic_fuzz::target(&name).expect("there is a target of this name")
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| (TARGET.run)(data));
