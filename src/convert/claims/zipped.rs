//! Workbooks in ZIP archives: which format it is, and what their parts claim.

use super::archive::Archive;
use super::formulas::Formulas;
use super::memory::Memory;
use super::refused::ambiguous;
use super::{spreadsheet, xlsb, xlsx};
use crate::table::{Ambiguity, ConvertError};

/// The formats of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::convert) enum Format {
    /// Records in a compound file (`.xls`).
    Xls,
    /// XML in a ZIP archive (`.xlsx`).
    Xlsx,
    /// Records in a ZIP archive (`.xlsb`).
    Xlsb,
    /// XML of `OpenDocument` in a ZIP archive (`.ods`).
    Ods,
}

/// The part that holds the cells of an ods spreadsheet, and the one that the other formats have.
const CONTENT: &str = "content.xml";
const CONTENT_TYPES: &str = "[content_types].xml";

/// Checks what a workbook in an archive claims, and tells its format, and what is known of the formulas of each sheet.
pub(super) fn check(bytes: &[u8], memory: &mut Memory) -> Result<(Format, Vec<Formulas>), ConvertError> {
    let mut archive = Archive::open(bytes)?;
    let has_content = archive.has(CONTENT);
    let is_package = archive.has(CONTENT_TYPES);
    if has_content && is_package {
        return Err(ambiguous(CONTENT, Ambiguity::TwoFormats));
    }
    if archive.has(xlsb::WORKBOOK) {
        xlsb::check(&mut archive, memory)?;
        return Ok((Format::Xlsb, Vec::new()));
    }
    if has_content {
        let content = archive.xml(CONTENT)?.ok_or(ConvertError::DamagedWorkbook)?;
        let formulas = spreadsheet::check(content.0, CONTENT, memory)?;
        return Ok((Format::Ods, formulas));
    }
    Ok((Format::Xlsx, xlsx::check(&mut archive, memory)?))
}
