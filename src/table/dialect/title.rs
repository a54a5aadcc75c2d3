//! Lines above a table: comments, a line that names the delimiter, titles.

use super::header::{Cell, cell, is_value};
use super::header_rows::are_names_over_values;
use super::records::{Records, is_ruler, records};
use crate::table::facts::dialect::{Delimiter, Quote};

/// Most rows that are taken for titles.
const MAX_TITLES: usize = 30;

/// Fewest rows below titles that have to agree.
const MIN_ROWS: usize = 2;

/// What stands above a table and is told without splitting it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Preamble {
    /// How many lines.
    pub(super) lines: u64,
    /// The delimiter that one of them names, as Excel reads it.
    pub(super) delimiter: Option<Delimiter>,
}

impl Preamble {
    /// So many lines, whatever they hold.
    pub(super) fn of_lines(lines: u64) -> Self {
        Self {
            lines,
            delimiter: None,
        }
    }
}

/// Blank lines, comments and `sep=` at the start of a text.
pub(super) fn preamble(head: &[u8]) -> Preamble {
    let mut preamble = Preamble::default();
    let mut rest = head;
    let mut known = Preamble::default();
    let mut comment: Option<&[u8]> = None;
    while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let line = &rest[..end];
        preamble.lines += 1;
        if let Some(delimiter) = named_delimiter(line) {
            preamble.delimiter = Some(delimiter);
            known = Preamble { ..preamble };
            // A comment above it does not stand over the rows.
            comment = None;
        } else if is_comment(line) {
            known = Preamble { ..preamble };
            comment = Some(line);
        } else if !line.trim_ascii().is_empty() {
            if comment.is_some_and(|comment| names_columns(comment, line)) {
                // The last line that is known is that comment.
                known.lines -= 1;
            }
            break;
        } else {
            comment = None;
        }
        let length = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    // Blank lines alone are no matter: the reader skips them anywhere.
    known
}

/// Whether a comment names the columns of the row below it, as `NumPy` and genome browsers write them: it has as many
/// cells, and where that row holds numbers or dates, it does not. Blanks stand between the words of any comment.
fn names_columns(comment: &[u8], below: &[u8]) -> bool {
    let mut delimiters = Delimiter::ALL
        .into_iter()
        .filter(|delimiter| *delimiter != Delimiter::Spaces);
    delimiters.any(|delimiter| {
        let [names, values] = [comment, below].map(|line| {
            let rows = records(line, delimiter, Quote::Double.into(), true);
            rows.cells.into_iter().next().unwrap_or_default()
        });
        names.len() > 1
            && names.len() == values.len()
            && values.iter().any(|value| is_value(value))
            && !names.iter().any(|name| is_value(name))
    })
}

fn is_comment(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    // A mark that is a cell of its own is a name, as of a column that counts.
    if let [b'#', b',' | b';' | b'\t' | b'|', ..] = line {
        return false;
    }
    line.starts_with(b"#") || line.starts_with(b"//") || line.starts_with(b"% ")
}

fn named_delimiter(line: &[u8]) -> Option<Delimiter> {
    let name = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case(b"sep="))?;
    match line[name.len()..].first()? {
        b',' => Some(Delimiter::Comma),
        b';' => Some(Delimiter::Semicolon),
        b'\t' => Some(Delimiter::Tab),
        b'|' => Some(Delimiter::Pipe),
        _ => None,
    }
}

/// Whether rows are cut where a comma is a decimal mark: so many names stand above rows of twice as many cells, of which
/// all are whole numbers, `x,y` above `5,59,4,66`.
pub(super) fn are_halves(rows: &Records) -> bool {
    let Some((names, below)) = rows.cells.split_first() else {
        return false;
    };
    let is_whole = |text: &str, may_be_negative: bool| {
        let digits = if may_be_negative {
            text.strip_prefix('-').unwrap_or(text)
        } else {
            text
        };
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    names.len() > 1
        && below.len() >= MIN_ROWS
        && names.iter().all(|name| cell(name) == Cell::Text)
        && below.iter().all(|row| {
            let mut cells = row.iter().enumerate();
            row.len() == 2 * names.len() && cells.all(|(place, text)| is_whole(text.trim(), place % 2 == 0))
        })
}

/// How many of the first rows are titles: they have fewer cells that are not empty than the table has columns,
/// and stand above a row with as many cells as nearly all below. Where that row names columns of values, longer rows
/// above it are none of the table either, nor are keys and values.
pub(super) fn titles(rows: &Records) -> usize {
    let mut sorted = rows.counts.clone();
    sorted.sort_unstable();
    let Some(&columns) = sorted.get(sorted.len() / 2).filter(|&&columns| columns > 1) else {
        return 0;
    };
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    // Keys and values above a table of three columns are nearly as long as its names, which are texts over values.
    let mut full = rows.cells.iter().filter(|row| row.len() == columns);
    let names_below = full
        .next()
        .is_some_and(|row| row.iter().all(|text| cell(text) == Cell::Text))
        && full
            .next()
            .is_some_and(|row| row.iter().any(|text| is_value(text)));
    let is_title = |&index: &usize| {
        let row = &rows.cells[index];
        // Half of the names may be missing in a header, but a title is one cell or two.
        let few = 2 * filled(row) <= columns.max(2) || filled(row) == 2 && names_below;
        let short = row.len() < columns && few;
        let empty = row.len() == columns && (filled(row) == 0 || is_ruler(row.iter().map(String::as_str)));
        // Exporters pad a title with empty cells; the name of the only named column seldom stands first.
        let at_start = row.first().is_some_and(|cell| !cell.trim().is_empty());
        let padded = row.len() == columns && filled(row) == 1 && at_start && columns > 2;
        short || padded || empty
    };
    let above_names = |index: &usize| {
        let row = &rows.cells[*index];
        let at_start = row.first().is_some_and(|cell| !cell.trim().is_empty());
        let padded = if at_start {
            filled(row) < columns
        } else {
            filled(row) == 1 && columns > 2
        };
        is_title(index) || row.len() != columns || padded
    };
    let first_rows = || 0..rows.counts.len().min(MAX_TITLES);
    let above = first_rows().take_while(above_names).count();
    let titles = if are_names_over_values(&rows.cells[above..]) {
        above
    } else {
        first_rows().take_while(is_title).count()
    };
    let below = &rows.counts[titles..];
    let agreeing = below.iter().filter(|&&count| count == columns).count();
    if below.first() == Some(&columns) && agreeing > MIN_ROWS - 1 && 10 * agreeing >= 9 * below.len() {
        titles
    } else {
        0
    }
}
