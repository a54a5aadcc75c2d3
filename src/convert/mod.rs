//! Files that are no CSV, made into CSV: workbooks and Parquet.
//!
//! The libraries for them are larger than all the rest of the reading, so this room is a binary of its own in the
//! browser (`src/bin/converter.rs`), which is loaded only when such a file comes. What crosses is CSV: UTF-8, commas,
//! double quotes, decimal points, dates as in ISO 8601.

mod claims;
mod pages;
mod parquet;
mod rows;
#[cfg(test)]
mod tests;
mod workbook;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use rows::Sink;

use crate::table::{
    Choices, ConvertError, Limits, MAX_CONVERTED_BYTES, Original, Packing, Problem, Reader, Table,
    TableError, unpacked,
};

const PARQUET: &[u8] = b"PAR1";
const ENCRYPTED_PARQUET: &[u8] = b"PARE";

/// How ZIP archives begin, as new workbooks are.
const ZIP: &[u8] = b"PK\x03\x04";

/// A packed workbook or Parquet file has at most so many times the bytes that it is packed in, beyond some that do no harm.
const MAX_SHRINKAGE: usize = 4;
const HARMLESS_BYTES: usize = 1 << 20;

/// Makes CSV of a workbook or a Parquet file, packed or not, and says what it was made of. Of a workbook, `sheet` is taken, or
/// the visible one with most rows times columns.
///
/// # Errors
/// Where the file is damaged, locked, too large or of another kind.
pub fn convert(bytes: Vec<u8>, sheet: Option<&str>, sink: Sink<'_>) -> Result<Packing, ConvertError> {
    if bytes.len() > MAX_CONVERTED_BYTES {
        return Err(ConvertError::TooLarge);
    }
    let packed = bytes.len();
    let bytes = unpacked(bytes).map_err(|problem| match problem {
        Problem::Bomb => ConvertError::Bomb,
        _ => ConvertError::DamagedWorkbook,
    })?;
    if bytes.len() > MAX_CONVERTED_BYTES {
        return Err(ConvertError::TooLarge);
    }
    // What is packed within hardly shrinks once more. Else all limits that follow from the size of the file would be those of what
    // was packed.
    let is_packed_within = [ZIP, PARQUET].iter().any(|start| bytes.starts_with(start));
    if is_packed_within && bytes.len() > HARMLESS_BYTES.saturating_add(MAX_SHRINKAGE.saturating_mul(packed)) {
        return Err(ConvertError::Bomb);
    }
    if bytes.starts_with(ENCRYPTED_PARQUET) {
        return Err(ConvertError::Encrypted);
    }
    if bytes.starts_with(PARQUET) {
        return contained(ConvertError::DamagedParquet, || parquet::convert(bytes, sink));
    }
    contained(ConvertError::DamagedWorkbook, || {
        workbook::convert(bytes, packed, sheet, sink)
    })
}

/// The libraries panic on some damaged files. In the browser that ends the converter and the worker says so; elsewhere
/// it ends here. What they were working on is dropped.
fn contained<T>(
    damaged: ConvertError,
    convert: impl FnOnce() -> Result<T, ConvertError>,
) -> Result<T, ConvertError> {
    catch_unwind(AssertUnwindSafe(convert)).unwrap_or(Err(damaged))
}

/// Reads a whole file: CSV, or what CSV can be made of.
///
/// # Errors
/// Where the file cannot be read.
pub fn read(name: &str, bytes: Vec<u8>, choices: &Choices) -> Result<Table, TableError> {
    let first = crate::table::read_with(name, &bytes, choices);
    match first {
        Err(error) if error.is_convertible() => {}
        result => return result,
    }
    let mut reader = Reader::converted(name, Limits::default(), choices, Original::of([&bytes]));
    let mut failed = None;
    let converted = convert(bytes, choices.sheet.as_deref(), &mut |piece| {
        failed = reader.push(piece).err();
        failed.is_none()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    reader.made_of(converted.map_err(|error| TableError::not_converted(name, error))?);
    reader.finish()
}
