//! The compound file (MS-CFB) that an old workbook lies in: sectors, and tables of which follows which.
//!
//! A table may lead in a circle, outside the file, or nowhere, and the library for workbooks follows it wherever it
//! leads. So another library, which checks every chain, takes the workbook out, and puts it alone into a new file.

use std::io::{Cursor, Read as _, Result, Write as _};

use cfb::{CompoundFile, Version};

/// The bytes that a compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The stream of the workbook.
pub(super) fn read(file: &[u8]) -> Result<Vec<u8>> {
    let mut file = CompoundFile::open(Cursor::new(file))?;
    // Excel gave it a longer name in 1997.
    let stream = file.open_stream("/Workbook");
    let mut stream = stream.or_else(|_| file.open_stream("/Book"))?;
    let mut workbook = Vec::new();
    stream.read_to_end(&mut workbook)?;
    Ok(workbook)
}

/// A compound file that holds this workbook and nothing else.
pub(super) fn write(workbook: &[u8]) -> Result<Vec<u8>> {
    written(workbook, "/Workbook", Version::V3)
}

fn written(workbook: &[u8], name: &str, version: Version) -> Result<Vec<u8>> {
    let mut file = CompoundFile::create_with_version(version, Cursor::new(Vec::new()))?;
    let mut stream = file.create_stream(name)?;
    stream.write_all(workbook)?;
    stream.flush()?;
    drop(stream);
    Ok(file.into_inner().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream in small sectors and one in whole ones, in files with sectors of both sizes.
    const CASES: [(usize, Version); 4] = [
        (300, Version::V3),
        (300, Version::V4),
        (6_000, Version::V3),
        (6_000, Version::V4),
    ];

    /// Bytes that are never zero, and different from those around.
    fn stream(length: usize) -> Vec<u8> {
        (1..=251).cycle().take(length).collect()
    }

    fn number(file: &[u8], place: usize) -> usize {
        let bytes = file[place..place + 4].try_into().unwrap();
        usize::try_from(u32::from_le_bytes(bytes)).unwrap()
    }

    #[test]
    fn a_workbook_is_read_as_it_was_written() {
        for (length, version) in CASES {
            let workbook = stream(length);
            for name in ["/Workbook", "/WORKBOOK", "/Book"] {
                let file = written(&workbook, name, version).unwrap();
                assert_eq!(read(&file).unwrap(), workbook, "{length} {version:?} {name}");
            }
            let other = written(&workbook, "/Contents", version).unwrap();
            assert!(read(&other).is_err(), "{length} {version:?}");
            // The last sector of a file may be cut behind the stream.
            let mut cut = written(&workbook, "/Workbook", version).unwrap();
            cut.truncate(cut.len() - 50);
            assert_eq!(read(&cut).unwrap(), workbook, "{length} {version:?}");
        }
    }

    #[test]
    fn chains_that_lead_nowhere_are_refused() {
        for (length, version) in CASES {
            let whole = written(&stream(length), "/Workbook", version).unwrap();
            let sector = |number: usize| (number + 1) * version.sector_len();
            let next = |of: usize| sector(number(&whole, 76)) + 4 * of;
            let directory = number(&whole, 48);
            let entry = sector(directory) + 128;
            let (first, bytes) = (entry + 116, entry + 120);
            let begin = number(&whole, first);
            let behind = if length == 300 {
                sector(number(&whole, 60))
            } else {
                next(begin)
            };
            // A directory that follows itself, a stream that goes on or begins behind the last sector, and one that
            // follows itself for longer than the file is.
            for changes in [
                vec![(next(directory), u32::try_from(directory).unwrap())],
                vec![(behind, 1_000)],
                vec![(first, 9_999)],
                vec![(first, 3), (next(3), 3), (bytes, 1 << 30)],
            ] {
                let mut file = whole.clone();
                for &(place, number) in &changes {
                    file[place..place + 4].copy_from_slice(&u32::to_le_bytes(number));
                }
                assert!(read(&file).is_err(), "{length} {version:?} {changes:?}");
            }
        }
        assert!(read(MAGIC).is_err());
    }
}
