//! What a file looks like that is no CSV.

use serde::{Deserialize, Serialize};

/// Control bytes above this share of a file's start make it binary: text has none but tabs and line ends,
/// random bytes have a tenth.
const BINARY_SHARE: f64 = 0.02;

/// A format that is not read as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    /// A workbook of Excel or `LibreOffice`.
    Workbook,
    /// A text or a presentation of an office program.
    Document,
    /// A ZIP archive that is no workbook.
    Zip,
    /// Compressed by gzip, bzip2, xz, Zstandard or 7-Zip.
    Compressed,
    /// An image.
    Image,
    /// A PDF document.
    Pdf,
    /// A Parquet file.
    Parquet,
    /// A columnar or array file: Arrow, HDF5, `SQLite`.
    Data,
    /// A web page, often an error or login page saved under the file's name.
    WebPage,
    /// XML, in which some programs write what they call a workbook.
    Xml,
    /// JSON.
    Json,
    /// None of these, and no text.
    Binary,
}

impl Foreign {
    /// Whether the room `convert` can make a CSV of it.
    #[must_use]
    pub fn is_convertible(self) -> bool {
        matches!(self, Self::Workbook | Self::Parquet)
    }

    /// What the first bytes of a file look like, where they are no text.
    pub(in crate::table) fn of_bytes(head: &[u8]) -> Option<Self> {
        by_signature(head).or_else(|| by_bytes(head))
    }

    /// What the start of a text looks like, where it is no table.
    pub(in crate::table) fn of_text(head: &[u8]) -> Option<Self> {
        by_text(head)
    }
}

fn by_signature(head: &[u8]) -> Option<Foreign> {
    const SIGNATURES: [(&[u8], Foreign); 15] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign::Workbook),
        (b"\x1f\x8b", Foreign::Compressed),
        (b"BZh9", Foreign::Compressed),
        (b"\xfd7zXZ\0", Foreign::Compressed),
        (b"\x28\xb5\x2f\xfd", Foreign::Compressed),
        (b"7z\xbc\xaf\x27\x1c", Foreign::Compressed),
        (b"\x89PNG", Foreign::Image),
        (b"\xff\xd8\xff", Foreign::Image),
        (b"GIF89a", Foreign::Image),
        (b"GIF87a", Foreign::Image),
        (b"%PDF-", Foreign::Pdf),
        (b"PAR1", Foreign::Parquet),
        (b"ARROW1", Foreign::Data),
        (b"\x89HDF", Foreign::Data),
        (b"SQLite format 3\0", Foreign::Data),
    ];
    if head.starts_with(b"PK\x03\x04") {
        let has = |marks: &[&[u8]]| {
            let mut marks = marks.iter();
            marks.any(|mark| head.windows(mark.len()).any(|window| window == *mark))
        };
        return Some(if has(&[b"xl/", b"opendocument.spreadsheet"]) {
            Foreign::Workbook
        } else if has(&[b"word/", b"ppt/", b"opendocument"]) {
            Foreign::Document
        } else if has(&[b"[Content_Types].xml"]) {
            Foreign::Workbook
        } else {
            Foreign::Zip
        });
    }
    SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
        .map(|&(_, foreign)| foreign)
}

fn by_bytes(head: &[u8]) -> Option<Foreign> {
    let controls = head
        .iter()
        .filter(|byte| byte.is_ascii_control())
        .filter(|byte| !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a | 0x1b | 0x7f))
        .count();
    (controls as f64 > BINARY_SHARE * head.len() as f64).then_some(Foreign::Binary)
}

fn by_text(head: &[u8]) -> Option<Foreign> {
    let text = head.trim_ascii_start();
    let starts = |mark: &str| {
        text.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    };
    if [
        "<!doctype html",
        "<html",
        "<table",
        "<meta",
        "<style",
        "<head",
        "<body",
    ]
    .into_iter()
    .any(starts)
    {
        return Some(Foreign::WebPage);
    }
    if starts("<?xml") {
        return Some(Foreign::Xml);
    }
    // A header may well start with a bracket, but not with a bracket and what follows it in JSON.
    let (&first, rest) = text.split_first()?;
    match (first, rest.trim_ascii_start().first()?) {
        (b'{', b'"') | (b'[', b'{') => Some(Foreign::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_named() {
        let noise: Vec<u8> = (0..=255).collect();
        let cases: [(&[u8], Foreign); 9] = [
            (b"PK\x03\x04\x14\0\0\0xl/workbook.xml", Foreign::Workbook),
            (b"PK\x03\x04\x14\0\0\0data.csv", Foreign::Zip),
            (b"\x1f\x8b\x08\0", Foreign::Compressed),
            (b"\x89PNG\r\n\x1a\n", Foreign::Image),
            (b"%PDF-1.7", Foreign::Pdf),
            (b"PAR1\x15\x04", Foreign::Parquet),
            (b"\n<!DOCTYPE HTML><title>", Foreign::WebPage),
            (b"[\n  {\"a\": 1}]", Foreign::Json),
            (&noise, Foreign::Binary),
        ];
        for (bytes, foreign) in cases {
            let found = Foreign::of_bytes(bytes).or_else(|| Foreign::of_text(bytes));
            assert_eq!(found, Some(foreign), "{bytes:?}");
        }
    }

    #[test]
    fn csv_is_not_taken_for_something_else() {
        for text in [
            "",
            "a",
            "[id],[name]\n1,2\n",
            "{x},y\n1,2\n",
            "größe;名前\n1;2\n",
            "<5,>5\n1,2\n",
            "PK,b\n",
        ] {
            assert_eq!(Foreign::of_bytes(text.as_bytes()), None, "{text:?}");
            assert_eq!(Foreign::of_text(text.as_bytes()), None, "{text:?}");
        }
    }
}
