//! Workbooks in ZIP archives: which format it is, and what their parts claim.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::memory::Memory;
use super::spreadsheet;
use super::spreadsheet::damaged;
use crate::table::{ConvertError, is_bomb};

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

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

/// Bytes of the shortest text among those that cells share: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// More sheets than anybody has in one workbook, more styles than Excel knows, and a longer format than it writes.
const MAX_SHEETS: usize = 5_000;
const MAX_STYLES: u64 = 200_000;
const MAX_FORMAT: usize = 2_000;

/// Deflate makes at most so many bytes of one.
const MAX_RATIO: u64 = 1_032;

/// Records of at most so many bytes are reserved without a look at what is there.
const SMALL_RECORD: u64 = 1 << 20;

/// Checks what a workbook in an archive claims, and tells its format.
pub(super) fn check(bytes: &[u8], memory: &mut Memory) -> Result<Format, ConvertError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let sizes = (0..archive.len()).map(|index| archive.by_index_raw(index).map_or(0, |part| part.size()));
    if is_bomb(sizes.fold(0, u64::saturating_add), bytes.len() as u64) {
        return Err(ConvertError::Bomb);
    }
    check_sheets(&mut archive)?;
    if has(&archive, "xl/workbook.bin") {
        check_records(&mut archive, memory)?;
        return Ok(Format::Xlsb);
    }
    if has(&archive, "content.xml") && !has(&archive, "[content_types].xml") {
        let content = archive.by_name("content.xml").map_err(damaged)?;
        spreadsheet::check(BufReader::new(content), memory)?;
        return Ok(Format::Ods);
    }
    check_strings(&mut archive, memory)?;
    check_styles(&mut archive)?;
    Ok(Format::Xlsx)
}

/// Whether an archive has a part of this name, as Excel compares names.
fn has(archive: &Archive<'_>, wanted: &str) -> bool {
    let mut names = archive.file_names().flatten();
    names.any(|name| name.replace('\\', "/").eq_ignore_ascii_case(wanted))
}

/// Checks that no two sheets are one part: each costs the time to read it.
fn check_sheets(archive: &mut Archive<'_>) -> Result<(), ConvertError> {
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else {
            // The library opens only parts that it wants.
            continue;
        };
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        let names_sheets = ["workbook.xml", "workbook.xml.rels", "workbook.bin.rels"];
        if !names_sheets.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let mut sheets = Vec::new();
        // What is wrong with a damaged part is told by the library.
        if part.read_to_end(&mut sheets).is_ok() && !are_distinct(&sheets) {
            return Err(ConvertError::DamagedWorkbook);
        }
    }
    Ok(())
}

/// Whether the sheets of a workbook are not too many and have different relations, and whether relations lead to different parts.
fn are_distinct(sheets: &[u8]) -> bool {
    let mut reader = Reader::from_reader(sheets);
    let mut buffer = Vec::new();
    let mut seen = BTreeSet::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let leads = match element.local_name().as_ref() {
                    "sheet" => "id",
                    "Relationship" => "Target",
                    _ => continue,
                };
                for attribute in element.attributes().flatten() {
                    // A part is meant by its folder and its name, from wherever it is looked for.
                    let value = attribute.value.to_lowercase();
                    let part: Vec<String> = value.rsplit('/').take(2).map(str::to_owned).collect();
                    let is_lead = attribute.key.local_name().as_ref() == leads;
                    if is_lead && (!seen.insert(part) || seen.len() > MAX_SHEETS) {
                        return false;
                    }
                }
            }
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => {}
        }
    }
}

/// Checks how many shared texts an xlsx says that it has, since room for them is made at once.
fn check_strings(archive: &mut Archive<'_>, memory: &mut Memory) -> Result<(), ConvertError> {
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        if !name.ends_with("sharedstrings.xml") {
            continue;
        }
        let most = longest(&part) / SHORTEST_TEXT;
        let claimed = claimed_strings(BufReader::new(part)).unwrap_or(0);
        if claimed > most {
            return Err(ConvertError::DamagedWorkbook);
        }
        let part = archive.by_index(index).map_err(damaged)?;
        // There may be more than the part claims.
        let count = elements(BufReader::new(part), b"si").max(claimed);
        memory.ask(count.saturating_mul(size_of::<String>() as u64))?;
    }
    Ok(())
}

/// Checks that there are no more styles than a program writes: the library keeps each with the text of its format.
fn check_styles(archive: &mut Archive<'_>) -> Result<(), ConvertError> {
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        if !part
            .name()
            .map_err(damaged)?
            .to_ascii_lowercase()
            .ends_with("styles.xml")
        {
            continue;
        }
        let styles = elements(BufReader::new(part), b"xf");
        let part = archive.by_index(index).map_err(damaged)?;
        if styles > MAX_STYLES || has_long_format(BufReader::new(part)) {
            return Err(ConvertError::DamagedWorkbook);
        }
    }
    Ok(())
}

/// Whether a format of numbers is longer than any that a program writes.
fn has_long_format(part: impl BufRead) -> bool {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == "numFmt" =>
            {
                let code = element.try_get_attribute("formatCode").ok().flatten();
                if code.is_some_and(|code| code.value.len() > MAX_FORMAT) {
                    return true;
                }
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// How many elements of a name a part has, whatever stands between them. This takes a tenth of the time of a parser.
fn elements(mut part: impl BufRead, name: &[u8]) -> u64 {
    // The name so far of the element that begins here; nothing outside of one.
    let mut begun: Option<Vec<u8>> = None;
    let mut count = 0;
    while let Ok(piece) = part.fill_buf() {
        if piece.is_empty() {
            break;
        }
        for &byte in piece {
            match (byte, &mut begun) {
                (b'<', _) => begun = Some(Vec::new()),
                // What stands before a colon only says whose name it is.
                (b':', Some(begun)) => begun.clear(),
                (b' ' | b'/' | b'>' | b'\t' | b'\r' | b'\n', Some(letters)) => {
                    count += u64::from(letters == name);
                    begun = None;
                }
                // Nothing is kept of a longer name.
                (_, Some(letters)) if letters.len() <= name.len() => letters.push(byte),
                _ => {}
            }
        }
        let length = piece.len();
        part.consume(length);
    }
    count
}

/// Bytes that a part can have at most: as many as it says, or as can be made of the packed ones.
fn longest<R: Read>(part: &ZipFile<'_, R>) -> u64 {
    part.size().min(part.compressed_size().saturating_mul(MAX_RATIO))
}

/// The number of texts that stands at the start of them; nothing where there is none.
fn claimed_strings(part: impl BufRead) -> Option<u64> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "sst" => {
                let count = element.try_get_attribute("uniqueCount").ok()??;
                return count.value.trim().parse().ok();
            }
            Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

/// The record of an xlsb that names a sheet (`BrtBundleSh`), and where it says which relation leads to the sheet's part: how
/// many letters of two bytes its name has, and then the name.
const SHEET_RECORD: u16 = 156;
const RELATION: usize = 8;

/// Checks the lengths of the records of an xlsb, since room for each is made before it is read; and that no two sheets are one
/// part.
fn check_records(archive: &mut Archive<'_>, memory: &mut Memory) -> Result<(), ConvertError> {
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?;
        let extension = Path::new(&*name).extension();
        if extension.is_none_or(|extension| !extension.eq_ignore_ascii_case("bin")) {
            continue;
        }
        let most = longest(&part);
        let mut part = BufReader::new(part);
        let mut relations = BTreeSet::new();
        // What cannot be read as records, such as a printer's settings, is not read as such by the library either.
        while let Some((kind, length)) = next_record(&mut part) {
            if length > SMALL_RECORD {
                memory.ask(length)?;
                if length > most {
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
    use super::*;

    #[test]
    fn sheets_that_are_one_part_are_found() {
        let relations = |targets: [&str; 2]| {
            let relation = |target| format!("<Relationship Id=\"{target}\" Target=\"{target}.xml\"/>");
            format!(
                "<Relationships>{}</Relationships>",
                targets.map(relation).concat()
            )
        };
        assert!(are_distinct(relations(["sheets/a", "charts/a"]).as_bytes()));
        assert!(!are_distinct(relations(["sheets/a", "/xl/sheets/A"]).as_bytes()));
        let sheets = "<sheets><sheet r:id=\"rId1\"/><sheet r:id=\"rId1\"/></sheets>";
        assert!(!are_distinct(sheets.as_bytes()));
    }

    #[test]
    fn the_number_of_texts_is_read_before_they_are() {
        for (text, count) in [
            (
                "<?xml version=\"1.0\"?><sst count=\"9\" uniqueCount=\"7\"><si",
                Some(7),
            ),
            ("<x:sst uniqueCount=\"18446744073709551615\"/>", Some(u64::MAX)),
            ("<sst/>", None),
            ("<a>", None),
            ("", None),
        ] {
            assert_eq!(claimed_strings(text.as_bytes()), count, "{text}");
        }
    }

    #[test]
    fn elements_are_counted_by_their_names() {
        let text = "<?xml version=\"1.0\"?><x:sst><si><t>a<b></t></si><x:si/><si xml:space=\"preserve\"></si><sip/><s/>";
        for size in [1, 3, 1_000] {
            let part = BufReader::with_capacity(size, text.as_bytes());
            assert_eq!(elements(part, b"si"), 3, "{size}");
        }
        assert_eq!(elements(&b"<si"[..], b"si"), 0);
    }

    #[test]
    fn more_styles_or_longer_formats_than_a_program_writes_are_found() {
        let styles = |length| {
            format!(
                "<styleSheet><numFmts><numFmt formatCode=\"{}\"/></numFmts>",
                "0".repeat(length)
            )
        };
        assert!(!has_long_format(styles(MAX_FORMAT).as_bytes()));
        assert!(has_long_format(styles(MAX_FORMAT + 1).as_bytes()));
        let sheets = |count: usize| -> String {
            let sheets = (0..count).map(|sheet| format!("<sheet r:id=\"rId{sheet}\"/>"));
            format!("<sheets>{}</sheets>", sheets.collect::<String>())
        };
        assert!(are_distinct(sheets(MAX_SHEETS).as_bytes()));
        assert!(!are_distinct(sheets(MAX_SHEETS + 1).as_bytes()));
    }

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
            let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file("xl/workbook.bin", options).unwrap();
            for relation in relations {
                let record = record(relation);
                let length = u8::try_from(record.len()).unwrap();
                std::io::Write::write_all(&mut archive, &[0x9c, 1, length]).unwrap();
                std::io::Write::write_all(&mut archive, &record).unwrap();
            }
            let bytes = archive.finish().unwrap().into_inner();
            check(&bytes, &mut Memory::of_file(bytes.len()))
        };
        assert_eq!(checked(["rId1", "rId2"]), Ok(Format::Xlsb));
        assert_eq!(checked(["rId1", "rId1"]), Err(ConvertError::DamagedWorkbook));
    }
}
