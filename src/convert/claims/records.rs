//! The records of an old workbook (MS-XLS).
//!
//! The idea: the same records are walked as the library walks them, for the whole of the workbook and then for each
//! sheet, and only what names a place or a size is read. The trap: a record may be continued in others, and the text
//! of a cell may be one that is shared by many.

use std::ops::Range;

use super::formulas::Formulas;
use super::memory::{Memory, PLACE_BYTES};
use super::strings;
use crate::table::ConvertError;

const CONTINUATION: u16 = 0x003c;

/// More continuations of one record than a file of the largest size needs; the library takes them out one by one.
const MAX_CONTINUATIONS: usize = 1 << 16;

const END: u16 = 0x000a;
const BEGINNING: u16 = 0x0809;
const SHEET: u16 = 0x0085;
const SHARED_STRINGS: u16 = 0x00fc;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const TRUTH: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;

/// How a formula says that its value is a text without letters, and that it is to be computed when the file is opened.
const EMPTY_TEXT: u8 = 3;
const NO_NUMBER: [u8; 2] = [0xff; 2];
const ON_LOAD: u16 = 2;

const RK_NUMBER: u16 = 0x027e;
const RK_NUMBERS: u16 = 0x00bd;
const SHARED_LABEL: u16 = 0x00fd;

/// A record: its kind, where its data are, and what continues it.
struct Record<'s> {
    kind: u16,
    /// Where the data begin.
    start: usize,
    data: &'s [u8],
    continued: Vec<&'s [u8]>,
}

impl Record<'_> {
    fn number_16(&self, place: usize) -> Option<u16> {
        Some(u16::from_le_bytes(*self.data.get(place..)?.first_chunk()?))
    }

    fn number(&self, place: usize) -> Option<u32> {
        Some(u32::from_le_bytes(*self.data.get(place..)?.first_chunk()?))
    }

    /// The row and column of a cell.
    fn place(&self) -> Option<(u16, u16)> {
        Some((self.number_16(0)?, self.number_16(2)?))
    }
}

/// Reads the records from a place on.
struct Records<'s> {
    stream: &'s [u8],
    place: usize,
}

impl<'s> Records<'s> {
    /// The next record; nothing where the stream is cut within it.
    fn next(&mut self) -> Option<Record<'s>> {
        let (kind, start, data) = self.piece()?;
        let mut continued = Vec::new();
        while self.stream.len() - self.place > 4 && self.kind() == Some(CONTINUATION) {
            if continued.len() == MAX_CONTINUATIONS {
                return None;
            }
            continued.push(self.piece()?.2);
        }
        Some(Record {
            kind,
            start,
            data,
            continued,
        })
    }

    fn kind(&self) -> Option<u16> {
        Some(u16::from_le_bytes(*self.stream.get(self.place..)?.first_chunk()?))
    }

    fn piece(&mut self) -> Option<(u16, usize, &'s [u8])> {
        let kind = self.kind()?;
        let length = self.stream.get(self.place + 2..)?.first_chunk()?;
        let length = u16::from_le_bytes(*length);
        let start = self.place + 4;
        let data = self.stream.get(start..start + usize::from(length))?;
        self.place = start + data.len();
        Some((kind, start, data))
    }

    fn is_at_end(&self) -> bool {
        self.place == self.stream.len()
    }
}

/// The outermost cells of a sheet; the library lays a grid out between them.
#[derive(Debug, Default)]
struct Extent {
    corners: Option<[(u16, u16); 2]>,
}

impl Extent {
    fn add(&mut self, (row, column): (u16, u16)) {
        let [first, last] = self.corners.unwrap_or([(row, column); 2]);
        self.corners = Some([
            (first.0.min(row), first.1.min(column)),
            (last.0.max(row), last.1.max(column)),
        ]);
    }

    fn places(&self) -> u64 {
        self.corners.map_or(0, |[first, last]| {
            (u64::from(last.0 - first.0) + 1) * (u64::from(last.1 - first.1) + 1)
        })
    }
}

/// Checks what the records of a workbook claim. Gives the places of those that only announce how large a sheet is:
/// they are often wrong, and nobody needs them. Gives what is known of the formulas of each sheet, too.
pub(super) fn check(
    stream: &[u8],
    memory: &mut Memory,
) -> Result<(Vec<Range<usize>>, Vec<Formulas>), ConvertError> {
    let whole = read_whole(stream).ok_or(ConvertError::DamagedWorkbook)?;
    let mut walked = Vec::new();
    let mut announcements = Vec::new();
    let mut formulas = Vec::new();
    for start in whole.sheets {
        let mut sheet = Sheet {
            texts: &whole.texts,
            cells: Extent::default(),
            text_bytes: 0,
            has_formula: false,
            announcements: Vec::new(),
            formulas: Formulas::default(),
        };
        let end = sheet.read(stream, start).ok_or(ConvertError::DamagedWorkbook)?;
        memory.ask(sheet.text_bytes)?;
        memory.ask(sheet.cells.places().saturating_mul(PLACE_BYTES))?;
        announcements.append(&mut sheet.announcements);
        formulas.push(sheet.formulas);
        walked.push(start..end);
    }
    walked.push(0..whole.end);
    // A few sheets that are all the same records would cost time and memory for each.
    walked.sort_by_key(|range: &Range<usize>| (range.start, range.end));
    if walked.windows(2).any(|pair| pair[0].end > pair[1].start) {
        return Err(ConvertError::DamagedWorkbook);
    }
    Ok((announcements, formulas))
}

/// Whether a formula asks to be computed when the file is opened, and has a text without letters until then.
fn is_uncomputed(formula: &Record<'_>) -> bool {
    let value = formula.data.get(6..14);
    let is_empty_text = value.is_some_and(|value| value[0] == EMPTY_TEXT && value[6..] == NO_NUMBER);
    is_empty_text && formula.number_16(14).is_some_and(|flags| flags & ON_LOAD != 0)
}

/// What the first part of the stream says of the whole workbook.
struct Whole {
    /// Where the sheets begin.
    sheets: Vec<usize>,
    /// Bytes of each text that cells may share.
    texts: Vec<u64>,
    end: usize,
}

fn read_whole(stream: &[u8]) -> Option<Whole> {
    let mut records = Records { stream, place: 0 };
    let mut whole = Whole {
        sheets: Vec::new(),
        texts: Vec::new(),
        end: 0,
    };
    while !records.is_at_end() {
        let record = records.next()?;
        match record.kind {
            SHEET => whole.sheets.push(usize::try_from(record.number(0)?).ok()?),
            SHARED_STRINGS => whole.texts = strings::lengths(record.data, &record.continued)?,
            END => break,
            _ => {}
        }
    }
    whole.end = records.place;
    Some(whole)
}

/// What is counted of a sheet.
struct Sheet<'w> {
    texts: &'w [u64],
    cells: Extent,
    text_bytes: u64,
    has_formula: bool,
    announcements: Vec<Range<usize>>,
    formulas: Formulas,
}

impl Sheet<'_> {
    /// Reads a sheet; gives where it ends.
    fn read(&mut self, stream: &[u8], start: usize) -> Option<usize> {
        if start > stream.len() {
            return None;
        }
        let mut records = Records { stream, place: start };
        // Charts within a sheet have cells of their own, which are not the sheet's.
        let mut depth = 0_usize;
        while !records.is_at_end() {
            let record = records.next()?;
            match record.kind {
                BEGINNING => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth <= 1 => self.count(&record)?,
                _ => {}
            }
        }
        Some(records.place)
    }

    fn count(&mut self, record: &Record<'_>) -> Option<()> {
        match record.kind {
            DIMENSIONS => {
                let end = record.start + record.data.len();
                self.announcements.push(record.start..end);
            }
            NUMBER | TRUTH | RK_NUMBER => self.cells.add(record.place()?),
            FORMULA => {
                self.has_formula = true;
                let place = record.place()?;
                self.cells.add(place);
                if is_uncomputed(record) {
                    self.formulas.add_uncomputed(place.1.into(), 1);
                }
            }
            LABEL | RICH_LABEL => {
                self.cells.add(record.place()?);
                self.text_bytes += u64::from(record.number_16(6)?);
            }
            SHARED_LABEL => {
                self.cells.add(record.place()?);
                let text = usize::try_from(record.number(6)?).ok()?;
                self.text_bytes += self.texts.get(text).copied().unwrap_or(0);
            }
            FORMULA_TEXT => {
                // Without a formula before it, it stands in the first cell.
                if !self.has_formula {
                    self.cells.add((0, 0));
                }
                self.text_bytes += u64::from(record.number_16(0)?);
            }
            RK_NUMBERS => {
                let (row, column) = record.place()?;
                let count = record.data.len().checked_sub(6)? / 6;
                let last = usize::from(column) + count.checked_sub(1)?;
                self.cells.add((row, column));
                self.cells.add((row, u16::try_from(last).ok()?));
            }
            _ => {}
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// Data of a record, whose numbers have two bytes each.
    fn numbers(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// What a workbook of these sheets asks for, and the places of what may be cleared.
    fn checked(shared: &[u8], sheets: &[Vec<u8>]) -> Result<(u64, Vec<Range<usize>>), ConvertError> {
        let ends = [record(SHARED_STRINGS, shared), record(END, &[])].concat();
        let head_bytes = 12;
        let mut start = head_bytes * sheets.len() + ends.len();
        let mut stream = Vec::new();
        for sheet in sheets {
            stream.extend(record(
                SHEET,
                &[&u32::try_from(start).unwrap().to_le_bytes()[..], &[0; 4]].concat(),
            ));
            start += sheet.len();
        }
        stream.extend(ends);
        stream.extend(sheets.concat());
        let mut memory = Memory {
            asked: 0,
            max: 1 << 30,
        };
        let (announcements, _) = check(&stream, &mut memory)?;
        Ok((memory.asked, announcements))
    }

    fn sheet(records: &[Vec<u8>]) -> Vec<u8> {
        [record(BEGINNING, &[0; 4]), records.concat(), record(END, &[])].concat()
    }

    #[test]
    fn grids_and_texts_are_counted() {
        let shared = b"\0\0\0\0\0\0\0\0\x03\0\0abc";
        let cells = sheet(&[
            record(DIMENSIONS, &[0xff; 14]),
            record(NUMBER, &numbers(&[3, 5, 0, 0, 0, 0, 0])),
            // Three numbers in a row, and a text that is shared.
            record(RK_NUMBERS, &numbers(&[7, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4])),
            record(SHARED_LABEL, &numbers(&[4, 4, 0, 0, 0])),
            // The cells of a chart are not the sheet's.
            sheet(&[record(NUMBER, &numbers(&[9_999, 99]))]),
            record(LABEL, &numbers(&[5, 4, 0, 20_000])),
        ]);
        let start = 12 + (4 + shared.len()) + 4 + 8;
        let (asked, announcements) = checked(shared, &[cells]).unwrap();
        assert_eq!(asked, 5 * 4 * PLACE_BYTES + 3 + 20_000);
        assert_eq!(announcements.len(), 1);
        assert_eq!(announcements[0], start + 4..start + 18);
    }

    #[test]
    fn a_few_records_that_ask_for_much_are_refused() {
        let far = sheet(&[
            record(NUMBER, &numbers(&[0, 0])),
            record(FORMULA, &numbers(&[65_535, 65_535])),
        ]);
        let formula_text = sheet(&[
            record(NUMBER, &numbers(&[65_535, 65_535])),
            record(FORMULA_TEXT, &numbers(&[1])),
        ]);
        let shared = [&[0; 8][..], b"\xff\xff\x01", &[b'a'; 8_000]].concat();
        // The text goes on in continuations, which the head of the stream does not count: a short one instead.
        let short = [&shared[..8], b"\x40\x1f\0", &[b'a'; 8_000]].concat();
        let many = sheet(&vec![record(SHARED_LABEL, &numbers(&[0, 0, 0, 0, 0])); 200_000]);
        let labels = sheet(&vec![record(LABEL, &numbers(&[0, 0, 0, 65_535])); 20_000]);
        for (shared, sheet) in [
            (&[0; 8][..], far),
            (&[0; 8], formula_text),
            (&short, many),
            (&[0; 8], labels),
        ] {
            assert_eq!(checked(shared, &[sheet]), Err(ConvertError::Bomb));
        }
        assert_eq!(
            checked(&shared, &[sheet(&[])]),
            Err(ConvertError::DamagedWorkbook)
        );
    }

    #[test]
    fn formulas_that_wait_to_be_computed_are_counted() {
        let formula = |kind: u8, flags: u8| {
            let value = [kind, 0, 0, 0, 0, 0, 0xff, 0xff];
            record(
                FORMULA,
                &[&[1, 0, 2, 0, 0, 0], &value[..], &[flags, 0], &[0; 4]].concat(),
            )
        };
        let cells = sheet(&[
            formula(3, 3),
            formula(3, 3),
            formula(3, 0),
            formula(2, 3),
            record(FORMULA, &[0; 4]),
        ]);
        let head = record(SHEET, &[&16_u32.to_le_bytes()[..], &[0; 4]].concat());
        let stream = [head, record(END, &[]), cells].concat();
        let (_, found) = check(&stream, &mut Memory::of_file(stream.len())).unwrap();
        let mut expected = Formulas::default();
        expected.add_uncomputed(2, 2);
        assert_eq!(found, [expected]);
    }

    #[test]
    fn records_that_are_no_sheets_of_their_own_are_damaged() {
        let damaged = Err(ConvertError::DamagedWorkbook);
        let head = |start: u32| record(SHEET, &[&start.to_le_bytes()[..], &[0; 4]].concat());
        let check = |stream: &[u8]| check(stream, &mut Memory::of_file(stream.len())).map(|found| found.0);
        let end = record(END, &[]);
        let sheet = sheet(&[]);
        assert_eq!(
            check(&[head(16), end.clone(), sheet.clone()].concat()),
            Ok(Vec::new())
        );
        for stream in [
            // Both sheets are the same; one begins outside; one within another; a record is cut.
            [head(28), head(28), end.clone(), sheet.clone()].concat(),
            [head(4_000), end.clone(), sheet.clone()].concat(),
            [head(0), end.clone(), sheet.clone()].concat(),
            [&head(16)[..], &end, &sheet[..9]].concat(),
            vec![0; 3],
        ] {
            assert_eq!(check(&stream), damaged, "{stream:?}");
        }
    }
}
