//! What a workbook or a Parquet file claims of its sizes, checked before the library believes it, and whether the library reads
//! from it what other programs show.
//!
//! The library reserves what a file asks for, or lays a sheet out as a full grid between its outermost cells. A few
//! changed bytes then ask for gigabytes; that ends the process, and in a browser the worker. So the parts that name
//! sizes are walked here first, in steps that are all checked and that reserve nothing.

mod archive;
mod cells;
mod compound;
pub(super) mod delta;
mod formulas;
mod memory;
pub(super) mod parquet;
mod records;
mod refused;
mod relations;
mod spreadsheet;
mod strings;
mod thrift;
mod xlsb;
mod xlsx;
mod xml;
mod zipped;

pub(super) use formulas::{Formulas, Uncomputed};
pub(super) use refused::ambiguous;
pub(super) use zipped::Format;

use self::memory::Memory;
use self::refused::damaged;
use crate::table::ConvertError;

/// A workbook that was checked.
pub(super) struct Checked {
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
    /// What is known of the formulas of each sheet, in their order.
    pub(super) formulas: Vec<Formulas>,
}

/// Checks what a workbook claims, and tells its format. `packed` is how many bytes its file has. An old workbook is given back
/// in a sound file of its own, without the claims that nobody needs.
///
/// # Errors
/// Where the file is damaged, or asks for more than a table of its size needs.
pub(super) fn check(bytes: Vec<u8>, packed: usize) -> Result<Checked, ConvertError> {
    let mut memory = Memory::of_file(packed);
    if !bytes.starts_with(compound::MAGIC) {
        let (format, formulas) = zipped::check(&bytes, &mut memory)?;
        return Ok(Checked {
            format,
            bytes,
            formulas,
        });
    }
    let mut workbook = compound::read(&bytes).map_err(damaged)?;
    drop(bytes);
    let (announcements, formulas) = records::check(&workbook, &mut memory)?;
    for claim in announcements {
        workbook[claim].fill(0);
    }
    Ok(Checked {
        format: Format::Xls,
        bytes: compound::write(&workbook).map_err(damaged)?,
        formulas,
    })
}
