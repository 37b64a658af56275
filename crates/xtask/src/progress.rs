//! What a build is doing, on a terminal as a bar and elsewhere as lines.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

/// The steps of one build.
pub struct Progress {
    /// Nothing, where nobody waits for the build.
    bar: Option<ProgressBar>,
    started: Instant,
}

impl Progress {
    /// So many steps to come.
    pub fn new(steps: u64) -> Self {
        let bar = ProgressBar::new(steps);
        if let Ok(style) = ProgressStyle::with_template("{bar:20} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self { bar: Some(bar), started: Instant::now() }
    }

    /// A build of which nothing is shown.
    pub fn silent() -> Self {
        Self { bar: None, started: Instant::now() }
    }

    /// The next step begins.
    pub fn step(&self, what: &str) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() {
            eprintln!("{what}");
        }
        bar.set_message(what.to_owned());
        bar.inc(1);
    }

    /// Runs something that writes to the terminal itself.
    pub fn around<T>(&self, work: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }

    /// All steps are done.
    pub fn done(&self, what: &str) {
        let Some(bar) = &self.bar else { return };
        bar.finish_and_clear();
        eprintln!("{what}, built in {:.1} s", self.started.elapsed().as_secs_f64());
    }
}
