//! Plots as SVG that can be read on light and on dark pages: bars from zero, and dots on a logarithmic axis.

use std::fmt::Write;

use super::comparison::{Comparison, EngineRow, OURS, grouped};

const WIDTH: f64 = 760.0;
/// Width of the column of names, left of the bars.
const NAMES: f64 = 96.0;
/// Width of the column of figures, right of the longest bar.
const FIGURES: f64 = 84.0;

/// Colours for light pages and for dark ones; the browser knows which kind the page is.
const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.ours { font-weight: 700 }
.quiet { fill: #59636e }
.grid { stroke: #d1d9e0 }
.frame { stroke: #59636e; stroke-dasharray: 3 3 }
.range { stroke: #8c959f; stroke-width: 2 }
.a { fill: #0969da }
.b { fill: #9ac4f5 }
.c { fill: #bc4c00 }
.d { fill: none; stroke: #cf222e; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .quiet { fill: #9198a1 }
  .grid { stroke: #3d444d }
  .frame { stroke: #9198a1 }
  .range { stroke: #656c76 }
  .a { fill: #4493f8 }
  .b { fill: #1f4f8f }
  .c { fill: #f0883e }
  .d { stroke: #f85149 }
}
";

/// Plots of one comparison: the title of each, a word for the name of its file, and the SVG itself.
pub fn plots(comparison: &Comparison) -> Vec<(&'static str, &'static str, String)> {
    let of = |value: fn(&EngineRow) -> f64| {
        comparison.engines.iter().map(|row| (row.name.as_str(), value(row))).collect::<Vec<_>>()
    };
    let bytes = Bars {
        title: format!("Bytes after brotli: {}", comparison.corpus),
        series: [
            ("to the first hits", of(|row| row.first.brotli as f64)),
            ("in all", of(|row| row.all.brotli as f64)),
        ],
        figure: |value| format!("{} kB", grouped((value / 1000.0).round() as u64)),
    };
    let start = Bars {
        title: format!("Milliseconds from nothing to the first hits: {}", comparison.corpus),
        series: [
            ("on loopback", of(|row| row.cold.answered)),
            ("over 1.6 Mbit/s, 150 ms", of(|row| row.slow.answered)),
        ],
        figure: |value| format!("{} ms", grouped(value.round() as u64)),
    };
    vec![
        ("Bytes after brotli", "bytes", bytes.svg()),
        ("Cold start", "start", start.svg()),
        ("Milliseconds of a query", "latency", latency(comparison)),
    ]
}

/// Two bars for each engine. Engines are ordered by the first of their bars, the shortest on top.
struct Bars<'n> {
    title: String,
    series: [(&'static str, Vec<(&'n str, f64)>); 2],
    figure: fn(f64) -> String,
}

impl Bars<'_> {
    fn svg(&self) -> String {
        const ROW: f64 = 34.0;
        const BAR: f64 = 12.0;
        const TOP: f64 = 64.0;
        let [(_, first), (_, second)] = &self.series;
        let mut order: Vec<usize> = (0..first.len()).collect();
        order.sort_by(|&a, &b| first[a].1.total_cmp(&first[b].1));
        let max = first.iter().chain(second).map(|&(_, value)| value).fold(1.0, f64::max);
        let scale = (WIDTH - NAMES - FIGURES) / max;

        let mut drawing = Drawing::new(&self.title, TOP + ROW * first.len() as f64);
        drawing.legend(&[("a", self.series[0].0), ("b", self.series[1].0)]);
        for (line, &engine) in order.iter().enumerate() {
            let top = TOP + ROW * line as f64;
            drawing.name(top + 17.0, first[engine].0);
            for (class, (_, values), top) in
                [("a", &self.series[0], top), ("b", &self.series[1], top + BAR + 1.0)]
            {
                let value = values[engine].1;
                drawing.bar((NAMES, top), (value * scale, BAR), class);
                let figure_x = NAMES + value * scale + 6.0;
                drawing.text((figure_x, top + 10.0), "quiet", "start", &(self.figure)(value));
            }
        }
        drawing.svg()
    }
}

/// A panel for each kind of query, with three dots for each engine.
fn latency(comparison: &Comparison) -> String {
    const ROW: f64 = 22.0;
    const TOP: f64 = 64.0;
    /// Height of the title of a panel.
    const HEAD: f64 = 22.0;
    /// Height of the axis of a panel.
    const FOOT: f64 = 40.0;
    const GAP: f64 = 48.0;
    /// The last number of an axis stands half beyond it.
    const EDGE: f64 = 20.0;
    /// Milliseconds of a frame on a screen that shows sixty a second.
    const FRAME: f64 = 1000.0 / 60.0;

    let engines = &comparison.engines;
    let times = engines.iter().flat_map(|row| &row.latency).flat_map(|l| [l.p50, l.p95, l.p99]);
    let axis = Axis::over(times.chain([FRAME]));
    let mut order: Vec<&EngineRow> = engines.iter().collect();
    let median = |row: &EngineRow| row.latency.first().map_or(0.0, |all| all.p50);
    order.sort_by(|a, b| median(a).total_cmp(&median(b)));

    let rows = ROW * engines.len() as f64;
    let panel = HEAD + rows + FOOT;
    let width = (WIDTH - NAMES - GAP - EDGE) / 2.0;
    let lines = comparison.queries.len().div_ceil(2) as f64;
    let title = format!("Milliseconds of a query: {}", comparison.corpus);
    let mut drawing = Drawing::new(&title, TOP + panel * lines);
    drawing.legend(&[("a", "p50"), ("c", "p95"), ("d", "p99")]);
    for (at, (kind, count)) in comparison.queries.iter().enumerate() {
        let left = NAMES + (at % 2) as f64 * (width + GAP);
        let top = TOP + (at / 2) as f64 * panel;
        let x = |value: f64| left + axis.position(value) * width;
        let (first, last) = (top + HEAD, top + HEAD + rows);
        drawing.text((left, top + 10.0), "", "start", &format!("{kind} ({count})"));
        for tick in axis.ticks() {
            drawing.line("grid", (x(tick), first), (x(tick), last));
            drawing.text((x(tick), last + 15.0), "quiet", "middle", &tick.to_string());
        }
        drawing.line("frame", (x(FRAME), first - 4.0), (x(FRAME), last));
        drawing.text((x(FRAME), first - 7.0), "quiet", "middle", "a frame");
        for (line, row) in order.iter().enumerate() {
            let middle = first + ROW * (line as f64 + 0.5);
            if at % 2 == 0 {
                drawing.name(middle + 4.0, &row.name);
            }
            let Some(latency) = row.latency.get(at + 1) else { continue };
            drawing.line("range", (x(latency.p50), middle), (x(latency.p99), middle));
            for (class, value) in [("a", latency.p50), ("c", latency.p95), ("d", latency.p99)] {
                drawing.dot((x(value), middle), class);
            }
        }
    }
    drawing.svg()
}

/// A logarithmic axis over whole powers of ten.
struct Axis {
    /// Exponents of the first and the last power of ten.
    min: i32,
    max: i32,
}

impl Axis {
    /// The clock of a page has no smaller unit.
    const MIN_VALUE: f64 = 0.01;

    fn over(values: impl Iterator<Item = f64>) -> Axis {
        let (min, max) = values.fold((f64::MAX, Self::MIN_VALUE), |(min, max), value| {
            (min.min(value.max(Self::MIN_VALUE)), max.max(value))
        });
        let min = min.log10().floor() as i32;
        Axis { min, max: (max.log10().ceil() as i32).max(min + 1) }
    }

    /// Where a value is on the axis: 0 at its beginning, 1 at its end.
    fn position(&self, value: f64) -> f64 {
        let power = value.max(Self::MIN_VALUE).log10() - f64::from(self.min);
        power / f64::from(self.max - self.min)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        (self.min..=self.max).map(|power| 10_f64.powi(power))
    }
}

/// An SVG file in the making.
struct Drawing {
    height: f64,
    body: String,
}

impl Drawing {
    fn new(title: &str, height: f64) -> Drawing {
        let mut drawing = Drawing { height: height + 8.0, body: String::new() };
        let _ = writeln!(drawing.body, "<title>{}</title>", escaped(title));
        drawing.text((8.0, 22.0), "title", "start", title);
        drawing
    }

    fn svg(self) -> String {
        let Drawing { height, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n<style>\n{STYLE}</style>\n{body}</svg>\n"
        )
    }

    /// Colours and what they stand for, below the title.
    fn legend(&mut self, entries: &[(&str, &str)]) {
        let mut x = NAMES;
        for (class, name) in entries {
            self.dot((x + 5.0, 41.0), class);
            self.text((x + 15.0, 45.0), "", "start", name);
            x += 40.0 + 7.0 * name.chars().count() as f64;
        }
    }

    fn name(&mut self, y: f64, engine: &str) {
        let (class, name) = if engine == OURS { ("ours", "Kwic") } else { ("", engine) };
        self.text((NAMES - 8.0, y), class, "end", name);
    }

    fn text(&mut self, (x, y): (f64, f64), class: &str, anchor: &str, text: &str) {
        let text = escaped(text);
        let _ = writeln!(
            self.body,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\" text-anchor=\"{anchor}\">{text}</text>"
        );
    }

    fn bar(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), class: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height}\" class=\"{class}\"/>"
        );
    }

    /// Class `d` is a ring around the dots of other classes, so that both are seen where values are
    /// equal.
    fn dot(&mut self, (x, y): (f64, f64), class: &str) {
        let radius = if class == "d" { 6.0 } else { 4.5 };
        let _ = writeln!(
            self.body,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" class=\"{class}\"/>"
        );
    }

    fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let _ = writeln!(
            self.body,
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>"
        );
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_power_of_ten_is_as_far_from_the_next() {
        let axis = Axis::over([0.2, 30.0].into_iter());
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [0.1, 1.0, 10.0, 100.0]);
        for (value, position) in [(0.1, 0.0), (1.0, 1.0 / 3.0), (100.0, 1.0)] {
            assert!((axis.position(value) - position).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn a_value_below_the_unit_of_the_clock_is_at_the_beginning() {
        let axis = Axis::over([0.0, 5.0].into_iter());
        assert_eq!(axis.position(0.0), 0.0);
    }

    #[test]
    fn bars_have_lengths_in_proportion_and_the_shortest_on_top() {
        let bars = Bars {
            title: "a < b".into(),
            series: [
                ("first", vec![("kwic", 100.0), ("other", 50.0)]),
                ("all", vec![("kwic", 100.0), ("other", 200.0)]),
            ],
            figure: |value| format!("{value}"),
        };
        let svg = bars.svg();
        let widths: Vec<f64> = svg
            .split("<rect")
            .skip(1)
            .filter_map(|bar| bar.split("width=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        let full = WIDTH - NAMES - FIGURES;
        assert_eq!(widths, [full / 4.0, full, full / 2.0, full / 2.0]);
        assert!(svg.contains("a &lt; b"), "{svg}");
    }
}
