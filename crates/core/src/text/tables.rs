//! What `unicode.bin` says, made ready to look characters up in.
//!
//! The file says of every character what it is in lower case, which class it has and how it orders as
//! a mark; and it names the characters that decompose. Into what, the platform knows as well, and
//! Unicode promises never to change it; only of characters that are younger than the platforms may
//! be, the file says it itself.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use once_cell::race::{OnceBox, OnceRef};

use super::normal_form::nfkd;
use crate::format::varint::Cursor;
use crate::heap::sort;

/// Characters below this have a place of their own in a page, the others are searched for.
const PAGED: usize = 0x3400;
const ENTRY_BITS: u32 = 13;
const CLASS_BITS: u32 = 3;
/// Classes of characters of which some reorder: marks, and units, as some marks are.
const ORDERED: [u8; 2] = [3, 4];
/// Divides the characters of the text that the platform decomposes.
const DIVIDER: char = '\n';

pub(super) struct Tables {
    /// For each character below `PAGED`: how it orders as a mark, its class, and its entry counted
    /// from 1.
    page: Vec<u32>,
    /// In the order of their characters.
    entries: Vec<Entry>,
    sequences: Vec<u32>,
    ranges: Vec<Range>,
    /// Numbers of the entries of several values, in the order of these; sorted when first asked for.
    by_values: OnceBox<Vec<u16>>,
}

/// Characters that are alike, up to the next range.
pub(super) struct Range {
    pub start: u32,
    /// The number of their class.
    pub class: u8,
    /// Their canonical combining class.
    pub order: u8,
}

/// A character that lower case or decomposition changes.
#[derive(Clone, Copy)]
struct Entry {
    code_point: u32,
    start: u16,
    end: u16,
}

impl Tables {
    pub(super) fn get() -> &'static Tables {
        static TABLES: OnceRef<'static, Tables> = OnceRef::new();
        TABLES.get_or_init(|| Box::leak(Box::new(Tables::decode(include_bytes!("unicode.bin")))))
    }

    fn decode(bytes: &'static [u8]) -> Tables {
        let mut cursor = Cursor::new(bytes);
        let mut tables = Tables {
            page: vec![0; PAGED],
            entries: Vec::new(),
            sequences: Vec::new(),
            ranges: Vec::new(),
            by_values: OnceBox::new(),
        };
        tables.read_lowered(&mut cursor);
        let lowered = tables.entries.len();
        tables.read_decomposed(&mut cursor);
        let decomposed = tables.entries.len();
        tables.read_stated(&mut cursor);
        tables.read_ranges(&mut cursor);
        tables.entries = merged(&tables.entries, [lowered, decomposed]);
        for (i, range) in tables.ranges.iter().enumerate() {
            let end = tables.ranges.get(i + 1).map_or(PAGED, |next| next.start as usize);
            let slots = tables.page.get_mut(range.start as usize..end.min(PAGED));
            let alike =
                (u32::from(range.order) << CLASS_BITS | u32::from(range.class)) << ENTRY_BITS;
            slots.unwrap_or_default().fill(alike);
        }
        for (number, entry) in tables.entries.iter().enumerate() {
            if let Some(slot) = tables.page.get_mut(entry.code_point as usize) {
                *slot |= number as u32 + 1;
            }
        }
        tables
    }

    /// Characters that lower case alone changes, in runs of one difference: for all runs the gap
    /// from the one before; then how many it has, and whether only every other character; then the
    /// difference of its values from the characters doubled.
    fn read_lowered(&mut self, cursor: &mut Cursor<'_>) {
        let count = cursor.varint();
        let (gaps, lengths) = (column(cursor, count), column(cursor, count));
        let differences = column(cursor, count);
        let mut code_point = 0;
        for ((gap, length), difference) in gaps.iter().zip(&lengths).zip(&differences) {
            for i in 0..=length >> 1 {
                code_point += if i == 0 { *gap } else { 1 + (length & 1) };
                self.sequences.push((code_point << 1).wrapping_add(signed(*difference)));
                self.add(code_point);
            }
        }
    }

    /// Characters that the platform decomposes, in runs: the gap from the run before, and how many.
    /// Some in a run do not decompose, and never will.
    fn read_decomposed(&mut self, cursor: &mut Cursor<'_>) {
        let mut text = String::new();
        let mut code_point = 0;
        for _ in 0..cursor.varint() {
            code_point += cursor.varint();
            for _ in 0..=cursor.varint() {
                text.extend(char::from_u32(code_point));
                text.push(DIVIDER);
                code_point += 1;
            }
        }
        // All at once: each way out of the module and back takes its time.
        let decomposed = nfkd(&text);
        let lowered = self.entries.len();
        let mut parts = decomposed.chars();
        for whole in text.chars().filter(|&c| c != DIVIDER) {
            let start = self.sequences.len();
            for c in parts.by_ref().take_while(|&c| c != DIVIDER) {
                // It stays as it is.
                if c != whole {
                    let value = self.lowered(lowered, c);
                    self.sequences.push(value);
                }
            }
            if self.sequences.len() > start {
                self.add(whole as u32);
            }
        }
    }

    /// The value of a character, of which the first entries tell whether lower case changes it.
    fn lowered(&self, entries: usize, c: char) -> u32 {
        let entries = self.entries.get(..entries).unwrap_or_default();
        match entries.binary_search_by_key(&(c as u32), |entry| entry.code_point) {
            Ok(found) => self.sequences[usize::from(entries[found].start)],
            Err(_) => u32::from(c.to_ascii_lowercase()) << 1 | u32::from(c.is_ascii_uppercase()),
        }
    }

    /// Characters with all that they become: for all of them the gap from the one before, then how
    /// many values each has, then each value as its difference from the last.
    fn read_stated(&mut self, cursor: &mut Cursor<'_>) {
        let count = cursor.varint();
        let (gaps, lengths) = (column(cursor, count), column(cursor, count));
        let (mut code_point, mut value) = (0, 0u32);
        for (gap, length) in gaps.iter().zip(&lengths) {
            for _ in 0..*length {
                value = value.wrapping_add(signed(cursor.varint()));
                self.sequences.push(value);
            }
            code_point += gap;
            self.add(code_point);
        }
    }

    /// What all characters are, in ranges: for all ranges the gap between their beginnings, then their
    /// classes, then the combining class of those whose class has any.
    fn read_ranges(&mut self, cursor: &mut Cursor<'_>) {
        let count = cursor.varint();
        let mut start = 0;
        for gap in column(cursor, count) {
            start += gap;
            self.ranges.push(Range { start, class: 0, order: 0 });
        }
        for range in &mut self.ranges {
            range.class = cursor.byte();
        }
        for range in self.ranges.iter_mut().filter(|range| ORDERED.contains(&range.class)) {
            range.order = cursor.byte();
        }
    }

    /// Adds an entry for the values since the last.
    fn add(&mut self, code_point: u32) {
        let start = self.entries.last().map_or(0, |last| last.end);
        self.entries.push(Entry { code_point, start, end: self.sequences.len() as u16 });
    }

    /// What a character becomes, each value doubled with 1 added when it stood in upper case; `None`
    /// when it stays as it is.
    pub(super) fn sequence(&self, c: char) -> Option<&[u32]> {
        let cp = c as u32;
        let entry = match self.page.get(cp as usize) {
            Some(slot) => (*slot as usize & ((1 << ENTRY_BITS) - 1)).checked_sub(1)?,
            None => self.entries.binary_search_by_key(&cp, |entry| entry.code_point).ok()?,
        };
        self.entries.get(entry).map(|entry| self.values(entry))
    }

    fn values(&self, entry: &Entry) -> &[u32] {
        self.sequences.get(entry.start.into()..entry.end.into()).unwrap_or_default()
    }

    /// The first character that becomes several, namely these.
    pub(super) fn character(&self, values: &[u32]) -> Option<char> {
        let by_values = self.by_values.get_or_init(|| {
            let mut some = Vec::new();
            for entry in 0..self.entries.len() as u16 {
                if self.values_of(entry).len() > 1 {
                    some.push(entry);
                }
            }
            sort(&mut some, |&a, &b| (self.values_of(a), a) < (self.values_of(b), b));
            Box::new(some)
        });
        let at = by_values.partition_point(|&entry| self.values_of(entry) < values);
        let entry = by_values.get(at).filter(|&&entry| self.values_of(entry) == values)?;
        char::from_u32(self.entries.get(usize::from(*entry))?.code_point)
    }

    fn values_of(&self, entry: u16) -> &[u32] {
        self.entries.get(usize::from(entry)).map_or(&[], |entry| self.values(entry))
    }

    /// The number of the class of a character.
    pub(super) fn class(&self, c: char) -> u8 {
        match self.page.get(c as usize) {
            Some(slot) => (slot >> ENTRY_BITS) as u8 & ((1 << CLASS_BITS) - 1),
            None => self.range(c).map_or(0, |range| range.class),
        }
    }

    /// The canonical combining class of a character.
    pub(super) fn order(&self, c: char) -> u8 {
        match self.page.get(c as usize) {
            Some(slot) => (slot >> ENTRY_BITS >> CLASS_BITS) as u8,
            None => self.range(c).map_or(0, |range| range.order),
        }
    }

    /// The range that a character is in.
    pub(super) fn range(&self, c: char) -> Option<&Range> {
        let after = self.ranges.partition_point(|range| range.start <= c as u32);
        self.ranges.get(after.checked_sub(1)?)
    }
}

/// Puts entries that come in three runs, each in order, of which two end here, into one order.
fn merged(entries: &[Entry], [first, second]: [usize; 2]) -> Vec<Entry> {
    let mut heads = [0, first, second];
    let ends = [first, second, entries.len()];
    let mut ordered = Vec::with_capacity(entries.len());
    while ordered.len() < entries.len() {
        let mut next = (u32::MAX, 0);
        for run in 0..heads.len() {
            if heads[run] < ends[run] {
                next = next.min((entries[heads[run]].code_point, run));
            }
        }
        let head = &mut heads[next.1];
        ordered.push(entries[*head]);
        *head += 1;
    }
    ordered
}

fn signed(zigzag: u32) -> u32 {
    (zigzag >> 1) ^ (zigzag & 1).wrapping_neg()
}

fn column(cursor: &mut Cursor<'_>, count: u32) -> Vec<u32> {
    let mut column = Vec::new();
    for _ in 0..count {
        column.push(cursor.varint());
    }
    column
}
