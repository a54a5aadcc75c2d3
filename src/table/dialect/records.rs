//! The rows at the start of a file, as a dialect splits them.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::blanks::Blanks;
use super::padding::{Padding, is_padded};
use super::quote::Quoting;
use crate::table::facts::dialect::Delimiter;

/// The rows at the start of a file.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// How many cells each has.
    pub(super) counts: Vec<usize>,
    /// The cells themselves, quotes removed.
    pub(super) cells: Vec<Vec<String>>,
    /// On which line each begins, counted from 0.
    pub(super) lines: Vec<u64>,
    /// Whether the text ends within a quote, so that the last row may have swallowed others.
    pub(super) is_unclosed: bool,
}

/// What splits a text in this dialect.
pub(in crate::table) fn parser(delimiter: Delimiter, quoting: Quoting) -> csv_core::Reader {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter.byte());
    match quoting.quote.byte() {
        Some(quote) => builder.quote(quote).escape(quoting.backslash.then_some(b'\\')),
        None => builder.quoting(false),
    };
    builder.build()
}

/// Splits the start of a file; `complete` where it is the whole file. A row that the end cuts is left out, unless it
/// is the first.
pub(super) fn records(head: &[u8], delimiter: Delimiter, quoting: Quoting, complete: bool) -> Records {
    let mut collapsed = Vec::new();
    let mut rest = if delimiter == Delimiter::Spaces {
        Blanks::new(quoting.quote).collapse(head, &mut collapsed);
        collapsed.as_slice()
    } else if let Some(mut padding) =
        Padding::new(delimiter, quoting.quote).filter(|_| is_padded(head, delimiter, quoting))
    {
        padding.remove(head, &mut collapsed);
        padding.finish(&mut collapsed);
        collapsed.as_slice()
    } else {
        head
    };
    let mut parser = parser(delimiter, quoting);
    let mut scratch = [0; 1024];
    let mut records = Records::default();
    let mut cells: Vec<String> = Vec::new();
    let mut cell: Vec<u8> = Vec::new();
    let mut line = 0;
    let mut start = 0;
    let mut open = false;
    let mut is_ended = false;
    loop {
        if !open {
            let blank = rest
                .iter()
                .take_while(|byte| matches!(byte, b'\n' | b'\r'))
                .count();
            line += line_ends(&rest[..blank]);
            rest = &rest[blank..];
            start = line;
        }
        if rest.is_empty() && !complete {
            break;
        }
        // Behind the last line a line end ends the row, unless it lands within quotes.
        let is_end = complete && open && rest.is_empty() && !is_ended;
        is_ended |= is_end;
        let input = if is_end { b"\n" } else { rest };
        let (result, taken, written) = parser.read_field(input, &mut scratch);
        records.is_unclosed |= is_end && matches!(result, ReadFieldResult::InputEmpty);
        if !is_end {
            line += line_ends(&rest[..taken]);
            rest = &rest[taken..];
        }
        cell.extend_from_slice(&scratch[..written]);
        match result {
            ReadFieldResult::Field { record_end } => {
                cells.push(String::from_utf8_lossy(&cell).into_owned());
                cell.clear();
                open = !record_end;
                if record_end {
                    records.counts.push(cells.len());
                    records.cells.push(std::mem::take(&mut cells));
                    records.lines.push(start);
                }
            }
            ReadFieldResult::OutputFull => open = true,
            // With nothing left, an empty input is the end of the file.
            ReadFieldResult::InputEmpty => open |= taken > 0,
            ReadFieldResult::End => break,
        }
    }
    if (open || !cell.is_empty()) && records.counts.is_empty() {
        cells.push(String::from_utf8_lossy(&cell).into_owned());
        records.counts.push(cells.len());
        records.cells.push(cells);
        records.lines.push(start);
    }
    records
}

/// Ends of lines: `\n`, `\r\n`, or `\r` alone.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let next = bytes.iter().skip(1).chain([&b'\n']);
    let ends = bytes
        .iter()
        .zip(next)
        .filter(|&(&byte, &next)| byte == b'\n' || (byte == b'\r' && next != b'\n'));
    ends.count() as u64
}
