//! The columns file: language, source, date and tags of all articles, each column for itself.

use crate::format::documents::Record;
use crate::format::varint::{Cursor, push};

/// The file of these records, whose addresses it leaves out.
pub fn write(records: &[Record<'_>]) -> Vec<u8> {
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
    out
}

/// The records of so many articles, without their addresses.
pub fn read(bytes: &[u8], count: u32) -> Vec<Record<'static>> {
    let mut cursor = Cursor::new(bytes);
    // An article takes four bytes at least.
    let mut records = vec![Record::default(); (count as usize).min(bytes.len())];
    records.iter_mut().for_each(|record| record.language = cursor.varint());
    records.iter_mut().for_each(|record| record.source = cursor.varint().checked_sub(1));
    for record in &mut records {
        let date = cursor.varint().checked_sub(1);
        record.date =
            date.map(|date| ((date >> 9) as u16, (date >> 5) as u8 & 15, date as u8 & 31));
    }
    let counts: Vec<u32> = records.iter().map(|_| cursor.varint()).collect();
    for (record, count) in records.iter_mut().zip(counts) {
        for _ in 0..count {
            if cursor.is_done() {
                break;
            }
            record.tags.push(cursor.varint());
        }
    }
    records
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
        assert_eq!(read(&write(&records), 3), records);
    }

    #[test]
    fn any_bytes_are_answered() {
        assert_eq!(read(&[], u32::MAX), []);
        assert!(read(&[0xff; 40], u32::MAX).len() <= 40);
    }
}
