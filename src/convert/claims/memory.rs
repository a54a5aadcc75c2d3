//! How much memory a workbook may ask for.

use crate::table::ConvertError;

/// Bytes that every workbook may ask for.
const HARMLESS_BYTES: u64 = 192 << 20;

/// Bytes of memory for a byte of the file: a cell of an old workbook takes 14 bytes there and a hundred here.
const BYTES_FOR_ONE: u64 = 250;

/// Bytes beyond which a browser ends the worker, whatever the file's size.
const MAX_BYTES: u64 = 2 << 30;

/// Bytes for a place in the library's grids: the value, its copy for whoever reads the grid, and the formula.
pub(super) const PLACE_BYTES: u64 = 88;

/// The memory that a workbook asks for.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) asked: u64,
    pub(super) max: u64,
}

impl Memory {
    /// For a file of so many bytes.
    pub(super) fn of_file(bytes: usize) -> Self {
        let max = HARMLESS_BYTES.saturating_add(BYTES_FOR_ONE.saturating_mul(bytes as u64));
        Self {
            asked: 0,
            max: max.min(MAX_BYTES),
        }
    }

    pub(super) fn ask(&mut self, bytes: u64) -> Result<(), ConvertError> {
        self.asked = self.asked.saturating_add(bytes);
        if self.asked > self.max {
            return Err(ConvertError::Bomb);
        }
        Ok(())
    }
}
