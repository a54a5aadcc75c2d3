//! Lines above a table: comments, a line that names the delimiter, titles.

use super::Delimiter;
use super::records::Records;

/// Most rows that are taken for titles.
const MOST_TITLES: usize = 30;

/// Fewest rows below titles that have to agree.
const FEWEST_ROWS: usize = 2;

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
    while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let line = &rest[..end];
        preamble.lines += 1;
        if let Some(delimiter) = named_delimiter(line) {
            preamble.delimiter = Some(delimiter);
            known = Preamble { ..preamble };
        } else if is_comment(line) {
            known = Preamble { ..preamble };
        } else if !line.trim_ascii().is_empty() {
            break;
        }
        let length = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    // Blank lines alone are no matter: the reader skips them anywhere.
    known
}

fn is_comment(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
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

/// How many of the first rows are titles: they have fewer cells that are not empty than the table has columns,
/// and stand above a row with as many cells as nearly all below.
pub(super) fn titles(rows: &Records) -> usize {
    let mut sorted = rows.counts.clone();
    sorted.sort_unstable();
    let Some(&columns) = sorted.get(sorted.len() / 2).filter(|&&columns| columns > 1) else {
        return 0;
    };
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let is_title = |&index: &usize| {
        let row = &rows.cells[index];
        // Half of the names may be missing in a header, but a title is one cell or two.
        let short = row.len() < columns && 2 * filled(row) <= columns.max(2);
        // Exporters pad a title with empty cells; the name of the only named column seldom stands first.
        let at_start = row.first().is_some_and(|cell| !cell.trim().is_empty());
        let padded = row.len() == columns && filled(row) == 1 && at_start && columns > 2;
        short || padded
    };
    let titles = (0..rows.counts.len().min(MOST_TITLES))
        .take_while(is_title)
        .count();
    let below = &rows.counts[titles..];
    let agreeing = below.iter().filter(|&&count| count == columns).count();
    if below.first() == Some(&columns) && agreeing > FEWEST_ROWS - 1 && 10 * agreeing >= 9 * below.len() {
        titles
    } else {
        0
    }
}
