//! What a workbook claims of its sizes, checked before the library believes it.
//!
//! The library reserves what a file asks for, or lays a sheet out as a full grid between its outermost cells. A few
//! changed bytes then ask for gigabytes; that ends the process, and in a browser the worker. So the parts that name
//! sizes are walked here first, in steps that are all checked and that reserve nothing.

mod compound;
mod records;
mod spreadsheet;
mod strings;
mod zipped;

use std::io::Cursor;

use crate::table::ConvertError;
use crate::table::is_bomb;

/// Bytes that every workbook may ask for.
const HARMLESS_BYTES: u64 = 192 << 20;

/// Bytes of memory for a byte of the file: a cell of an old workbook takes 14 bytes there and a hundred here.
const BYTES_FOR_ONE: u64 = 250;

/// Bytes beyond which a browser ends the worker, whatever the file's size.
const MAX_BYTES: u64 = 2 << 30;

/// Bytes for a place in the library's grids: the value, its copy for whoever reads the grid, and the formula.
const PLACE_BYTES: u64 = 88;

/// The formats of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Records in a compound file (`.xls`).
    Xls,
    /// XML in a ZIP archive (`.xlsx`).
    Xlsx,
    /// Records in a ZIP archive (`.xlsb`).
    Xlsb,
    /// OpenDocument (`.ods`).
    Ods,
}

/// The memory that a workbook asks for.
#[derive(Debug)]
struct Memory {
    asked: u64,
    most: u64,
}

impl Memory {
    /// For a file of so many bytes.
    fn of_file(bytes: usize) -> Self {
        let most = HARMLESS_BYTES.saturating_add(BYTES_FOR_ONE.saturating_mul(bytes as u64));
        Self {
            asked: 0,
            most: most.min(MAX_BYTES),
        }
    }

    fn ask(&mut self, bytes: u64) -> Result<(), ConvertError> {
        self.asked = self.asked.saturating_add(bytes);
        if self.asked > self.most {
            return Err(ConvertError::Bomb);
        }
        Ok(())
    }
}

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
    let size = bytes.len() as u64;
    let mut archive =
        zip::ZipArchive::new(Cursor::new(&*bytes)).map_err(|_| ConvertError::DamagedWorkbook)?;
    let sizes = (0..archive.len()).map(|index| archive.by_index_raw(index).map_or(0, |part| part.size()));
    if is_bomb(sizes.fold(0, u64::saturating_add), size) {
        return Err(ConvertError::Bomb);
    }
    let format = zipped::format(&archive);
    match format {
        Format::Xlsx => zipped::check_strings(&mut archive, &mut memory)?,
        Format::Xlsb => zipped::check_records(&mut archive, &mut memory)?,
        Format::Ods => zipped::check_content(&mut archive, &mut memory)?,
        Format::Xls => {}
    }
    Ok(format)
}
