//! Settings, in the meta section: how the author of the articles wants them ranked.
//!
//! Six varints: the weights of the fields in thousandths, the half-life in days, the boost in
//! thousandths. They are left out with what follows them where all of it is the default.

use super::FIELDS;
use super::varint::{Cursor, push};

/// How articles are ranked, as far as their author decides. Fractions are kept in thousandths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How much a word counts by where it stands: in the title, in headings, in the body, in
    /// boilerplate; each from 0 to 100. What counts 0 is not found at all.
    pub weights: [f32; FIELDS],
    /// How much the date counts; not at all without it.
    pub recency: Option<Recency>,
}

/// How much newer articles are preferred.
///
/// The score of an article is multiplied by 1 + `boost` × 2^(−age / `half_life`), with straight lines
/// between whole half-lives. Its age is counted in days before the newest article of the index, so
/// that an index gives the same order on every day. An article without a date is multiplied by 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recency {
    /// After how many days the boost is half as large; from 1 to 36,500.
    pub half_life: u32,
    /// What the newest article gains, as a part of its score; from 0 to 100.
    pub boost: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { weights: [6.0, 1.5, 1.0, 0.1], recency: None }
    }
}

impl Settings {
    fn numbers(&self) -> [u32; FIELDS + 2] {
        let thousandths = |number: f32| (number * 1000.0 + 0.5) as u32;
        let [title, headings, body, aside] = self.weights.map(thousandths);
        let (half_life, boost) =
            self.recency.map_or((0, 0), |r| (r.half_life, thousandths(r.boost)));
        [title, headings, body, aside, half_life, boost]
    }

    /// True for settings that are stored as those of the default.
    pub fn is_default(&self) -> bool {
        self.numbers() == Settings::default().numbers()
    }

    /// Appends the settings.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.numbers().into_iter().for_each(|number| push(out, number));
    }

    /// Reads the settings; the default where nothing is left.
    pub fn read(cursor: &mut Cursor<'_>) -> Settings {
        if cursor.is_done() {
            return Settings::default();
        }
        let mut fraction = || cursor.varint() as f32 / 1000.0;
        let weights = std::array::from_fn(|_| fraction());
        let (half_life, boost) = (cursor.varint(), cursor.varint() as f32 / 1000.0);
        let recency = (half_life > 0).then_some(Recency { half_life, boost });
        Settings { weights, recency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(settings: &Settings) -> Vec<u8> {
        let mut bytes = Vec::new();
        settings.write(&mut bytes);
        bytes
    }

    #[test]
    fn settings_come_back() {
        let recency = Some(Recency { half_life: 365, boost: 0.2 });
        for settings in [
            Settings { recency, ..Settings::default() },
            Settings { weights: [0.0, 100.0, 0.001, 1.5], recency: None },
            Settings { weights: [7.0, 1.5, 1.0, 0.1], recency },
        ] {
            let bytes = written(&settings);
            assert_eq!(Settings::read(&mut Cursor::new(&bytes)), settings);
        }
    }

    #[test]
    fn where_nothing_is_said_the_settings_are_the_default() {
        assert!(Settings::default().is_default());
        assert!(!Settings { weights: [6.0, 1.5, 1.0, 0.2], recency: None }.is_default());
        assert_eq!(Settings::read(&mut Cursor::new(&[])), Settings::default());
    }
}
