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

pub(super) use refused::ambiguous;
pub(super) use zipped::Format;

use self::memory::Memory;
use self::refused::damaged;
use crate::table::ConvertError;

/// Checks what a workbook claims, and tells its format. `packed` is how many bytes its file has. An old workbook is given back
/// in a sound file of its own, without the claims that nobody needs.
///
/// # Errors
/// Where the file is damaged, or asks for more than a table of its size needs.
pub(super) fn check(bytes: Vec<u8>, packed: usize) -> Result<(Format, Vec<u8>), ConvertError> {
    let mut memory = Memory::of_file(packed);
    if !bytes.starts_with(compound::MAGIC) {
        return Ok((zipped::check(&bytes, &mut memory)?, bytes));
    }
    let mut workbook = compound::read(&bytes).map_err(damaged)?;
    drop(bytes);
    for claim in records::check(&workbook, &mut memory)? {
        workbook[claim].fill(0);
    }
    Ok((Format::Xls, compound::write(&workbook).map_err(damaged)?))
}
