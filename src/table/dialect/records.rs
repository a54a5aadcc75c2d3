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

impl Records {
    /// The share of rows that have as many cells as most.
    pub(super) fn evenness(&self) -> f64 {
        let mut sorted = self.counts.clone();
        sorted.sort_unstable();
        let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        let even = self.counts.iter().filter(|&&count| count == median).count();
        even as f64 / self.counts.len().max(1) as f64
    }

    /// Leaves out rulers and lines of blanks below the first row, as the reader does where there are several columns.
    pub(super) fn drop_rulers(&mut self) {
        if self.counts.iter().all(|&count| count == 1) {
            return;
        }
        let keep: Vec<bool> = self
            .cells
            .iter()
            .enumerate()
            .map(|(index, row)| {
                let is_blank = matches!(row.as_slice(), [cell] if cell.trim().is_empty());
                index == 0 || !is_blank && !is_ruler(row.iter().map(String::as_str))
            })
            .collect();
        let mut kept = keep.iter();
        self.counts.retain(|_| kept.next() == Some(&true));
        let mut kept = keep.iter();
        self.cells.retain(|_| kept.next() == Some(&true));
        let mut kept = keep.iter();
        self.lines.retain(|_| kept.next() == Some(&true));
    }
}

/// What is repeated to draw a line.
const STROKES: [&str; 8] = ["--", "__", "==", "**", "~~", "##", "──", "━━"];

/// Whether a row is a line drawn with characters, with or without delimiters in it: `-----`, `---;---`, `|:--|--:|`.
pub(in crate::table) fn is_ruler<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut is_long = false;
    for cell in cells.map(str::trim) {
        if cell.is_empty() {
            continue;
        }
        let is_stroke = |letter: char| {
            matches!(
                letter,
                '-' | '_' | '=' | '*' | '~' | '#' | '─' | '━' | '+' | ':' | ' '
            )
        };
        if !cell.chars().all(is_stroke) || !STROKES.iter().any(|pair| cell.contains(pair)) {
            return false;
        }
        is_long |= cell.chars().count() > 2;
    }
    is_long
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rulers_are_told_from_cells() {
        for (row, expected) in [
            ("-----", true),
            ("__________", true),
            ("--,----,-----", true),
            ("---,,---", true),
            ("----+-----+---", true),
            (":---,---:", true),
            ("-,-,-", false),
            ("--,--", false),
            ("+++,---", false),
            ("a,---", false),
            (",,", false),
            ("-5", false),
            ("", false),
        ] {
            assert_eq!(is_ruler(row.split(',')), expected, "{row}");
        }
    }
}
