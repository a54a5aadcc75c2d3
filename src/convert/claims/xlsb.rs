//! The records of an xlsb, in all parts that the library reads.

use std::collections::BTreeSet;
use std::io::Read;

use super::archive::Archive;
use super::memory::Memory;
use super::refused::{MAX_SHEETS, ambiguous};
use super::relations::{self, OF_ARCHIVE};
use crate::table::{Ambiguity, ConvertError};

pub(super) const WORKBOOK: &str = "xl/workbook.bin";
const FOLDER: &str = "xl/";
const TEXTS: &str = "xl/sharedStrings.bin";
const STYLES: &str = "xl/styles.bin";

/// Records of at most so many bytes are reserved without a look at what is there.
const SMALL_RECORD: u64 = 1 << 20;

/// The record that names a sheet (`BrtBundleSh`), and where it says which relation leads to the sheet's part: how many letters
/// of two bytes its name has, and then the name.
const SHEET_RECORD: u16 = 156;
const RELATION: usize = 8;

/// Checks the lengths of records, since room for each is made before it is read; and that no two sheets are one part.
pub(super) fn check(archive: &mut Archive<'_>, memory: &mut Memory) -> Result<(), ConvertError> {
    // The library takes its workbook wherever the archive says that it is.
    let workbook = relations::workbook(archive)?;
    if workbook.is_some_and(|workbook| !workbook.eq_ignore_ascii_case(WORKBOOK)) {
        return Err(ambiguous(OF_ARCHIVE, Ambiguity::OtherPart));
    }
    let relations = relations::read(archive, "xl/_rels/workbook.bin.rels")?;
    // A part may have any name, and each is one part only.
    let mut parts: BTreeSet<String> = [WORKBOOK, TEXTS, STYLES].map(str::to_ascii_lowercase).into();
    for relation in relations.unwrap_or_default() {
        let usual = [("sharedStrings", TEXTS), ("styles", STYLES)];
        if let Some((_, path)) = usual.iter().find(|(kind, _)| relation.is(kind)) {
            relation.check_means(path, FOLDER)?;
            continue;
        }
        let path = format!("{FOLDER}{}", relation.target);
        // What the library does not find does no harm.
        if archive.has(&path) || relation.target.contains('&') {
            relation.check_means(&path, FOLDER)?;
            if !parts.insert(path.to_ascii_lowercase()) {
                return Err(ConvertError::DamagedWorkbook);
            }
        }
    }
    for path in parts {
        if let Some((part, longest)) = archive.part(&path)? {
            check_part(part, longest, memory)?;
        }
    }
    Ok(())
}

/// Checks the records of a part, which has so many bytes at most.
fn check_part(mut part: impl Read, longest: u64, memory: &mut Memory) -> Result<(), ConvertError> {
    let mut relations = BTreeSet::new();
    // What cannot be read as records, such as a theme, is not read as such by the library either.
    while let Some((kind, length)) = next_record(&mut part) {
        if length > SMALL_RECORD {
            memory.ask(length)?;
            if length > longest {
                return Err(ConvertError::DamagedWorkbook);
            }
        } else if kind == SHEET_RECORD {
            let mut record = Vec::new();
            let read = part.by_ref().take(length).read_to_end(&mut record);
            let is_new = relation(&record).is_none_or(|relation| relations.insert(relation));
            if read.is_ok() && !is_new || relations.len() > MAX_SHEETS {
                return Err(ConvertError::DamagedWorkbook);
            }
            continue;
        }
        if std::io::copy(&mut part.by_ref().take(length), &mut std::io::sink()).ok() != Some(length) {
            break;
        }
    }
    Ok(())
}

/// The name of the relation in a record that names a sheet.
fn relation(record: &[u8]) -> Option<Vec<u8>> {
    let (letters, rest) = record.get(RELATION..)?.split_first_chunk::<4>()?;
    let letters = usize::try_from(u32::from_le_bytes(*letters)).ok()?;
    Some(rest.get(..letters.checked_mul(2)?)?.to_vec())
}

/// Reads the kind of a record and its length.
fn next_record(part: &mut impl Read) -> Option<(u16, u64)> {
    let mut byte = || {
        let mut byte = [0];
        part.read_exact(&mut byte).ok()?;
        Some(byte[0])
    };
    let first = u16::from(byte()?);
    let kind = if first & 0x80 == 0 {
        first
    } else {
        (first & 0x7f) | u16::from(byte()? & 0x7f) << 7
    };
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let next = byte()?;
        length |= u64::from(next & 0x7f) << shift;
        if next & 0x80 == 0 {
            break;
        }
    }
    Some((kind, length))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn lengths_of_records_are_read() {
        for (bytes, record) in [
            (&b"\x02\x05"[..], Some((2, 5))),
            (b"\x9c\x01\x05", Some((156, 5))),
            (b"\x02\xff\x01", Some((2, 255))),
            // Four bytes at most.
            (b"\x02\xff\xff\xff\xff\xff", Some((2, (1 << 28) - 1))),
            (b"\x02\xff", None),
            (b"", None),
        ] {
            assert_eq!(next_record(&mut &*bytes), record, "{bytes:?}");
        }
    }

    #[test]
    fn sheets_of_records_that_are_one_part_are_refused() {
        let record = |relation: &str| {
            let text = |text: &str| {
                let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                [
                    u32::try_from(letters.len() / 2).unwrap().to_le_bytes().to_vec(),
                    letters,
                ]
                .concat()
            };
            [vec![0; 8], text(relation), text("sheet")].concat()
        };
        assert_eq!(relation(&record("rId1")), Some(b"r\0I\0d\x001\0".to_vec()));
        assert_eq!(relation(&record("rId1")[..14]), None);
        let checked = |relations: [&str; 2]| {
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            archive
                .start_file(WORKBOOK, SimpleFileOptions::default())
                .unwrap();
            for relation in relations {
                let record = record(relation);
                let length = u8::try_from(record.len()).unwrap();
                archive.write_all(&[0x9c, 1, length]).unwrap();
                archive.write_all(&record).unwrap();
            }
            let bytes = archive.finish().unwrap().into_inner();
            check(
                &mut Archive::open(&bytes).unwrap(),
                &mut Memory::of_file(bytes.len()),
            )
        };
        assert_eq!(checked(["rId1", "rId2"]), Ok(()));
        assert_eq!(checked(["rId1", "rId1"]), Err(ConvertError::DamagedWorkbook));
    }
}
