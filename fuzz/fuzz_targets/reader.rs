//! Any bytes, in one piece and in chunks: the same table or the same error, and never a panic.

#![no_main]

use kindred::table::{Choices, Limits, Reader, Table, TableError};

fn read(bytes: &[u8], size: usize) -> Result<Table, TableError> {
    let mut reader = Reader::with("fuzz.csv", Limits::default(), &Choices::default());
    for chunk in bytes.chunks(size) {
        reader.push(chunk)?;
    }
    reader.finish()
}

libfuzzer_sys::fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    let whole = read(bytes, usize::MAX);
    let chunked = read(bytes, usize::from(size).max(1));
    // `NaN` differs from itself, so tables are compared by what they print.
    assert_eq!(format!("{whole:?}"), format!("{chunked:?}"));
    if let Ok(table) = whole {
        assert!(table.columns.len() <= Limits::COLUMNS);
        for column in &table.columns {
            assert!(column.missing() <= table.rows);
        }
    }
});
