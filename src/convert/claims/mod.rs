//! What a workbook claims of its sizes, checked before the library believes it.
//!
//! The library reserves what a file asks for, or lays a sheet out as a full grid between its outermost cells. A few
//! changed bytes then ask for gigabytes; that ends the process, and in a browser the worker. So the parts that name
//! sizes are walked here first, in steps that are all checked and that reserve nothing.

mod compound;
mod memory;
mod records;
mod spreadsheet;
mod strings;
mod zipped;

pub(super) use zipped::Format;

use self::memory::Memory;
use crate::table::ConvertError;

/// Checks what a workbook claims, and tells its format. Of an old workbook, the claims that nobody needs are
/// overwritten.
///
/// # Errors
/// Where the file is damaged, or asks for more than a table of its size needs.
pub(super) fn check(bytes: &mut [u8]) -> Result<Format, ConvertError> {
    let mut memory = Memory::of_file(bytes.len());
    if bytes.starts_with(compound::MAGIC) {
        let workbook = compound::workbook(bytes).ok_or(ConvertError::DamagedWorkbook)?;
        for claim in records::check(workbook.bytes(), &mut memory)? {
            workbook.clear(bytes, claim);
        }
        return Ok(Format::Xls);
    }
    zipped::check(bytes, &mut memory)
}
