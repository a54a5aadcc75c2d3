//! Why a workbook is refused.

use crate::table::{Ambiguity, ConvertError};

/// More sheets than anybody has in one workbook.
pub(super) const MAX_SHEETS: usize = 5_000;

/// Any fault of the libraries below.
pub(super) fn damaged<E>(_: E) -> ConvertError {
    ConvertError::DamagedWorkbook
}

/// A part of a workbook that programs read differently.
pub(in crate::convert) fn ambiguous(part: &str, cause: Ambiguity) -> ConvertError {
    ConvertError::Ambiguous {
        part: part.to_owned(),
        cause,
    }
}
