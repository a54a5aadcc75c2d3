//! Which character stands between cells.
//!
//! The start of the file is split by each candidate, and the candidate wins for which the rows have as many
//! cells as the header. Counting characters would not do: `;` files with decimal commas hold more commas
//! than semicolons.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::cell::Cell;

/// How many bytes of a file the decision looks at.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// The candidates, the surest first: a comma also occurs in numbers and texts, a semicolon in texts, a tab
/// hardly anywhere. Where two candidates split all rows alike, the surer one is meant.
const CANDIDATES: [u8; 3] = [b'\t', b';', b','];

/// From this share of agreeing rows a candidate counts as consistent; a damaged row must not change the
/// reading of the whole file.
const CONSISTENT: f64 = 0.9;

/// Below this share of agreeing rows a candidate does not count at all.
const PLAUSIBLE: f64 = 0.5;

/// How a candidate splits the start of a file.
#[derive(Debug)]
struct Split {
    delimiter: u8,
    /// Cells of the header.
    header: usize,
    /// Cells of each row below.
    rows: Vec<usize>,
}

impl Split {
    /// The share of rows with this many cells; all of none, because nothing contradicts the header where a
    /// quote swallows the rows.
    fn share(&self, cells: usize) -> f64 {
        if self.rows.is_empty() {
            return 1.0;
        }
        let agreeing = self.rows.iter().filter(|&&row| row == cells).count();
        agreeing as f64 / self.rows.len() as f64
    }

    /// Whether the rows agree with each other on several cells, whatever the header has.
    fn rows_agree(&self) -> bool {
        let mut sorted = self.rows.clone();
        sorted.sort_unstable();
        sorted
            .get(sorted.len() / 2)
            .is_some_and(|&median| median > 1 && self.share(median) >= CONSISTENT)
    }
}

/// The delimiter of a file that starts with `head`; `complete` where that is the whole file.
pub(super) fn delimiter(head: &[u8], complete: bool) -> u8 {
    let head = without_blank_lines(head);
    let splits = CANDIDATES.map(|delimiter| split(head, delimiter, complete));

    if splits.iter().all(|split| split.rows.is_empty()) {
        // Only a header, perhaps one longer than the head. Of equals the last is taken: the comma.
        return splits
            .iter()
            .max_by_key(|split| split.header)
            .map_or(b',', |split| split.delimiter);
    }
    let tables = || splits.iter().filter(|split| split.header > 1);
    if let Some(split) = tables().find(|split| split.share(split.header) >= CONSISTENT) {
        return split.delimiter;
    }
    if let Some(split) = tables()
        .filter(|split| split.share(split.header) >= PLAUSIBLE)
        .max_by(|a, b| a.share(a.header).total_cmp(&b.share(b.header)))
    {
        return split.delimiter;
    }
    // A title above the table, or a damaged header: the error about the first row then says what is wrong.
    // A single column of decimal commas looks the same and is none.
    if let Some(split) = splits
        .iter()
        .find(|split| split.rows_agree() && !(split.delimiter == b',' && lines_are_comma_numbers(head)))
    {
        return split.delimiter;
    }
    // One column. The comma unless another candidate leaves more cells whole.
    splits
        .iter()
        .max_by(|a, b| a.share(1).total_cmp(&b.share(1)))
        .map_or(b',', |split| split.delimiter)
}

/// The head from its first line that is not blank: the reader skips those, too.
fn without_blank_lines(head: &[u8]) -> &[u8] {
    let blank = head.len() - head.trim_ascii_start().len();
    let line = head[..blank]
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(0, |end| end + 1);
    &head[line..]
}

fn split(head: &[u8], delimiter: u8, complete: bool) -> Split {
    let mut parser = ReaderBuilder::new().delimiter(delimiter).build();
    // The cells themselves are not looked at, so this is overwritten again and again.
    let mut scratch = [0; 1024];
    let mut rest = head;
    let mut rows = Vec::new();
    let mut cells = 0;
    let mut unfinished = false;
    loop {
        if rest.is_empty() && !complete {
            break;
        }
        let (result, taken, _) = parser.read_field(rest, &mut scratch);
        rest = &rest[taken..];
        match result {
            ReadFieldResult::Field { record_end } => {
                cells += 1;
                unfinished = !record_end;
                if record_end {
                    rows.push(cells);
                    cells = 0;
                }
            }
            ReadFieldResult::OutputFull => unfinished = true,
            // With nothing left, an empty input is the end of the file.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::End => break,
        }
    }
    // A row that the head cuts says nothing, unless it is the header.
    if unfinished && rows.is_empty() {
        rows.push(cells + 1);
    }
    let mut rows = rows.into_iter();
    Split {
        delimiter,
        header: rows.next().unwrap_or(0),
        rows: rows.collect(),
    }
}

/// Whether no line below the first reads as text when taken whole. One is enough to tell: the names of the
/// columns, where a title stands above them.
fn lines_are_comma_numbers(head: &[u8]) -> bool {
    head.split(|&byte| byte == b'\n' || byte == b'\r')
        .skip(1)
        .all(|line| std::str::from_utf8(line.trim_ascii()).is_ok_and(|text| Cell::of(text) != Cell::Text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_candidate_wins_by_which_rows_agree_with_the_header() {
        for (text, expected) in [
            ("a,b\n1,2\n3,4\n", b','),
            ("a;b\n1;2\n", b';'),
            ("a\tb\n1\t2\n", b'\t'),
            // Decimal commas.
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("a\tb\n1,5\t2,5\n", b'\t'),
            // Commas in the header, as many as in the rows.
            ("size, cm;weight\n1,5;2\n2,5;3\n", b';'),
            ("name, first;age;x, y\nBob;1,5;2,5\n", b';'),
            // The same, and a damaged row that only the right candidate notices.
            (
                "a, b;c;d\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2;3\n",
                b';',
            ),
            // Quoted delimiters and line ends.
            ("a,b\n\"1;2;3\",\"x\ny\"\n\"4;5\",z\n", b','),
            ("\"a;b\",c\n\"1;2\",3\n", b','),
            // Semicolons in the texts of a comma file.
            ("tags,n\nx;y,1\nz;w,2\n", b','),
            // One column.
            ("a\n1\n2\n", b','),
            ("price\n1,5\n2,5\n", b';'),
            ("words\nHello, world\nfoo\nbar\n", b';'),
            // A title above the table.
            ("My sales\na,b,c\n1,2,3\n4,5,6\n", b','),
            ("My sales\na,b\n1,2\n3,4\n", b','),
            // Header only.
            ("a;b;c, d", b';'),
            ("a", b','),
            ("", b','),
            // Blank lines and windows line ends.
            ("\r\n \r\na;b\r\n\r\n1,0;2,0\r\n\r\n", b';'),
        ] {
            assert_eq!(
                char::from(delimiter(text.as_bytes(), true)),
                char::from(expected),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_row_cut_by_the_end_of_the_head_does_not_count() {
        assert_eq!(delimiter(b"a,b;c\n1,2;3\n1,2", false), b';');
        // A quote that is open to the end of the head hides all rows from the right candidate.
        assert_eq!(delimiter(b"a,b\n1,\"x\n1,2\n1,2\n", false), b',');
        // A header longer than the head.
        assert_eq!(delimiter(b"a;b;c, d;e", false), b';');
    }
}
