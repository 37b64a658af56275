//! The columns file: language, source, date, tags and own filters of all articles, each column for itself.

use crate::format::documents::Record;
use crate::format::varint::{Cursor, push};

/// The file of these records, whose addresses it leaves out, and of the numbers of their own filters.
pub fn write(records: &[&Record<'_>], filters: &[Vec<u32>]) -> Vec<u8> {
    let mut out = Vec::new();
    records.iter().for_each(|record| push(&mut out, record.language));
    records.iter().for_each(|record| push(&mut out, record.source.map_or(0, |source| source + 1)));
    for record in records {
        // A month and a day are below 16 and 32.
        push(
            &mut out,
            record.date.map_or(0, |(year, month, day)| {
                (u32::from(year) << 9 | u32::from(month) << 5 | u32::from(day)) + 1
            }),
        );
    }
    records.iter().for_each(|record| push(&mut out, record.tags.len() as u32));
    records.iter().flat_map(|record| &record.tags).for_each(|&tag| push(&mut out, tag));
    filters.iter().for_each(|own| push(&mut out, own.len() as u32));
    filters.iter().flatten().for_each(|&filter| push(&mut out, filter));
    out
}

/// The records of so many articles, without their addresses, and the numbers of their own filters.
pub fn read(bytes: &[u8], count: u32) -> Vec<(Record<'static>, Vec<u32>)> {
    let mut cursor = Cursor::new(bytes);
    // An article takes five bytes at least.
    let mut all = vec![(Record::default(), Vec::new()); (count as usize).min(bytes.len())];
    all.iter_mut().for_each(|(record, _)| record.language = cursor.varint());
    all.iter_mut().for_each(|(record, _)| record.source = cursor.varint().checked_sub(1));
    for (record, _) in &mut all {
        let date = cursor.varint().checked_sub(1);
        record.date =
            date.map(|date| ((date >> 9) as u16, (date >> 5) as u8 & 15, date as u8 & 31));
    }
    let counts: Vec<u32> = all.iter().map(|_| cursor.varint()).collect();
    for ((record, _), count) in all.iter_mut().zip(counts) {
        record.tags = numbers(&mut cursor, count);
    }
    let counts: Vec<u32> = all.iter().map(|_| cursor.varint()).collect();
    for ((_, filters), count) in all.iter_mut().zip(counts) {
        *filters = numbers(&mut cursor, count);
    }
    all
}

fn numbers(cursor: &mut Cursor<'_>, count: u32) -> Vec<u32> {
    let mut all = Vec::new();
    for _ in 0..count {
        if cursor.is_done() {
            break;
        }
        all.push(cursor.varint());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let records = [
            Record {
                language: 3,
                date: Some((2024, 12, 31)),
                source: Some(0),
                tags: vec![5, 700],
                ..Record::default()
            },
            Record::default(),
            Record { date: Some((0, 1, 1)), tags: vec![1], ..Record::default() },
        ];
        let filters = [vec![], vec![3, 200], vec![0]];
        let all: Vec<_> = records.iter().cloned().zip(filters.clone()).collect();
        assert_eq!(read(&write(&records.iter().collect::<Vec<_>>(), &filters), 3), all);
    }

    #[test]
    fn any_bytes_are_answered() {
        assert_eq!(read(&[], u32::MAX), []);
        assert!(read(&[0xff; 40], u32::MAX).len() <= 40);
    }
}
