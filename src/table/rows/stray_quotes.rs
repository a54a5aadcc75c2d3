//! Quotes that a table's rows vanish in: one that is missing, or one too many, makes all lines up to the next quote a
//! single cell.
//!
//! Two things give such a cell away. A quote that closes it in the midst of a text never closed a cell of anybody's.
//! And lines in a quoted cell that have as many delimiters as the table's own rows have are those rows.

use super::record::{Record, Seen};

/// From so many delimiters in their places on, the lines in a cell are rows of the table. Addresses and remarks of
/// several lines have a comma or two where a narrow table would have them, too.
const SURE_DELIMITERS: usize = 6;

/// From so many on it is worth a note.
const DOUBTFUL_DELIMITERS: usize = 3;

/// Watches the raw bytes of a row for what the parser does not tell.
#[derive(Debug, Clone)]
pub(in crate::table) struct Watch {
    quote: Option<u8>,
    /// Whether a backslash takes its meaning from the next byte in quotes, and whether one just did.
    backslash: bool,
    escaped: bool,
    delimiter: u8,
    state: State,
    /// The byte before, in a row.
    previous: Option<u8>,
    /// Whether the quoted cell so far goes over a line end.
    over_lines: bool,
    row: Seen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Quoted,
    /// Behind a quote in a quoted cell, where what follows tells what it is.
    Closing,
}

impl Watch {
    pub(in crate::table) fn new(delimiter: u8, quote: Option<u8>, backslash: bool) -> Self {
        Self {
            quote,
            backslash,
            escaped: false,
            delimiter,
            state: State::Outside,
            previous: None,
            over_lines: false,
            row: Seen::default(),
        }
    }

    /// Takes the next bytes of a row.
    pub(in crate::table) fn push(&mut self, bytes: &[u8]) {
        if !self.backslash {
            return self.push_plain(bytes);
        }
        for byte in bytes {
            if std::mem::take(&mut self.escaped) {
                self.over_lines = self.over_lines || matches!(byte, b'\n' | b'\r');
                self.previous = Some(*byte);
            } else if self.state == State::Quoted && *byte == b'\\' {
                self.escaped = true;
            } else {
                self.push_plain(std::slice::from_ref(byte));
            }
        }
    }

    fn push_plain(&mut self, mut bytes: &[u8]) {
        let Some(quote) = self.quote else {
            return;
        };
        while let Some(&first) = bytes.first() {
            if self.state == State::Closing {
                self.close(first, quote);
                self.previous = Some(first);
                bytes = &bytes[1..];
                continue;
            }
            let place = memchr::memchr(quote, bytes);
            let (before, rest) = bytes.split_at(place.unwrap_or(bytes.len()));
            if self.state == State::Quoted {
                self.over_lines = self.over_lines || memchr::memchr2(b'\n', b'\r', before).is_some();
            }
            self.previous = before.last().copied().or(self.previous);
            if place.is_some() {
                self.state = match self.state {
                    State::Quoted => State::Closing,
                    _ if self.previous.is_none_or(|byte| byte == self.delimiter) => {
                        self.row.quoted = true;
                        self.over_lines = false;
                        State::Quoted
                    }
                    state => state,
                };
                self.previous = Some(quote);
            }
            bytes = rest.get(1..).unwrap_or_default();
        }
    }

    fn close(&mut self, next: u8, quote: u8) {
        if next == quote {
            self.state = State::Quoted;
            return;
        }
        self.state = State::Outside;
        if self.over_lines {
            if next != self.delimiter && !matches!(next, b'\n' | b'\r' | b' ' | b'\t') {
                self.row.torn.get_or_insert(self.row.over_lines);
            }
            self.row.over_lines += 1;
        }
    }

    /// Ends a row.
    pub(in crate::table) fn end_row(&mut self) -> Seen {
        self.state = State::Outside;
        self.previous = None;
        self.escaped = false;
        std::mem::take(&mut self.row)
    }
}

/// A quoted cell that looks as if it had swallowed rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Swallowed {
    /// The column, counted from 0.
    pub(in crate::table) column: usize,
    /// How many lines the cell goes over.
    pub(in crate::table) lines: usize,
    /// Whether it is no text of several lines.
    pub(in crate::table) sure: bool,
}

/// The first cell of a row that looks as if it had swallowed others of a table with so many columns.
pub(in crate::table) fn swallowed(record: Record<'_>, columns: usize, delimiter: u8) -> Option<Swallowed> {
    if !record.seen.quoted || memchr::memchr2(b'\n', b'\r', record.bytes).is_none() {
        return None;
    }
    let mut start = 0;
    let mut over_lines = 0;
    for (column, &end) in record.ends.iter().enumerate() {
        let cell = &record.bytes[start..end];
        start = end + record.gap;
        let lines = lines(cell);
        if lines < 2 {
            continue;
        }
        let torn = record.seen.torn == Some(over_lines);
        let inside = delimiters_of_rows(cell, column, columns, record.ends.len(), delimiter);
        if torn || inside >= DOUBTFUL_DELIMITERS {
            let sure = torn || inside >= SURE_DELIMITERS;
            return Some(Swallowed { column, lines, sure });
        }
        over_lines += 1;
    }
    None
}

/// How many delimiters stand in a cell where rows of the table would have them; 0 where any is missing or too many.
/// Where the cells of the row are as many as the table's, both ends of the cell have to fit.
fn delimiters_of_rows(cell: &[u8], column: usize, columns: usize, cells: usize, delimiter: u8) -> usize {
    let more = columns.saturating_sub(1);
    let counts: Vec<usize> = split_lines(cell)
        .map(|line| memchr::memchr_iter(delimiter, line).count())
        .collect();
    let [first, inner @ .., last] = counts.as_slice() else {
        return 0;
    };
    let ends_fit = column + first == more && (cells != columns || *last == column);
    if ends_fit && inner.iter().all(|&count| count == more) {
        counts.iter().sum()
    } else {
        0
    }
}

/// How many lines a cell has.
fn lines(cell: &[u8]) -> usize {
    if memchr::memchr2(b'\n', b'\r', cell).is_none() {
        1
    } else {
        split_lines(cell).count()
    }
}

/// Lines by any end: `\n`, `\r\n`, or `\r` alone.
fn split_lines(cell: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(cell);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = memchr::memchr2(b'\n', b'\r', text) else {
            rest = None;
            return Some(text);
        };
        let length = if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = Some(&text[end + length..]);
        Some(&text[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, size: usize) -> (bool, usize, Option<usize>) {
        let mut watch = Watch::new(b',', Some(b'"'), text.contains('\\'));
        for chunk in text.as_bytes().chunks(size) {
            watch.push(chunk);
        }
        let Seen {
            quoted,
            over_lines,
            torn,
        } = watch.end_row();
        (quoted, over_lines, torn)
    }

    #[test]
    fn a_quote_that_closes_in_the_midst_of_a_text_is_seen() {
        for (text, expected) in [
            ("1,2\n", (false, 0, None)),
            ("5\" pipe,6\"\n", (false, 0, None)),
            ("\"a\",\"b\"\n", (true, 0, None)),
            ("\"a\nb\",\"c \"\"d\"\"\ne\"\n", (true, 2, None)),
            ("\"a\nb\" ,1\n", (true, 1, None)),
            // On one line it is known what is meant.
            ("\"a\"b,1\n", (true, 0, None)),
            ("\"a\nb\"c,1\n", (true, 1, Some(0))),
            ("\"a\nb \\\"c\\\" \\\\\",1\n", (true, 1, None)),
            ("\"a\nb\",\"c\nd\"e,\"f\ng\"h\n", (true, 3, Some(1))),
        ] {
            for size in [1, 2, 100] {
                assert_eq!(seen(text, size), expected, "{text:?} in chunks of {size}");
            }
        }
    }

    #[test]
    fn rows_in_a_cell_are_told_from_texts_of_several_lines() {
        for (cell, column, columns, cells, expected) in [
            // `x,"y,z` to `a,b",c`.
            ("y,z\n1,2,3\n4,5,6\na,b", 1, 3, 3, 6),
            ("y,z\na,b", 1, 3, 3, 2),
            ("y,z\n1,2,3\na,b", 1, 3, 3, 4),
            // The cells of the row are more or fewer.
            ("y,z\n1,2,3\n4,5,6\n7,8,9\na", 1, 3, 4, 7),
            ("y,z\n1,2,3\r\n4,5,6\na", 1, 3, 3, 0),
            ("y,z\r1,2\r4,5,6\ra,b", 1, 3, 3, 0),
            // An address in the second column of two.
            ("12 Main Street\nSpringfield, Illinois", 1, 2, 2, 1),
            (
                "Building 7\n12 Main Street, North\nSpringfield, Illinois",
                1,
                2,
                2,
                2,
            ),
            // A matrix.
            ("1,2,3\n4,5,6\n7,8,9", 0, 3, 3, 0),
            ("a\nb\nc\nd\ne\nf\ng\nh", 0, 1, 1, 0),
        ] {
            let found = delimiters_of_rows(cell.as_bytes(), column, columns, cells, b',');
            assert_eq!(found, expected, "{cell:?}");
        }
    }
}
