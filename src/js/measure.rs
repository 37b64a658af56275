//! Times in the browser's own record (feature `measure`): entries of `performance.getEntriesByType("measure")`
//! with the names `kwic:open`, `kwic:invert` and `kwic:search`.

/// Does the work, and notes under this name how long it took.
#[cfg(feature = "measure")]
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    use wasm_bindgen::JsCast;

    // A page, a worker and Node all have it as a global.
    let global = js_sys::global();
    let clock = js_sys::Reflect::get(&global, &"performance".into()).ok();
    let clock = clock.filter(|clock| clock.is_object());
    let clock = clock.map(JsCast::unchecked_into::<web_sys::Performance>);
    let start = format!("{name}:start");
    // A record that is full or refuses entries is no reason not to search.
    let _ = clock.as_ref().map(|clock| clock.mark(&start));
    let done = work();
    if let Some(clock) = clock {
        let _ = clock.measure_with_start_mark(name, &start);
        clock.clear_marks_with_mark_name(&start);
    }
    done
}

/// Does the work.
#[cfg(not(feature = "measure"))]
pub fn measured<T>(_: &str, work: impl FnOnce() -> T) -> T {
    work()
}
