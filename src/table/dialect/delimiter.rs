//! Which character stands between cells.
//!
//! The start of the file is split by each candidate, and the candidate wins for which the rows have as many
//! cells as the header. Counting characters would not do: `;` files with decimal commas hold more commas
//! than semicolons.

use super::quote::Quoting;
use super::records::{Records, records};
use crate::table::cells::{missing, moment, number};
use crate::table::facts::dialect::{Delimiter, DelimiterReason};

/// The candidates, the surest first: a comma also occurs in numbers and texts, a semicolon in texts, a tab
/// hardly anywhere. Where two candidates split all rows alike, the surer one is meant.
const CANDIDATES: [Delimiter; 4] = [
    Delimiter::Tab,
    Delimiter::Pipe,
    Delimiter::Semicolon,
    Delimiter::Comma,
];

/// From this share of agreeing rows a candidate counts as consistent; a damaged row must not change the
/// reading of the whole file.
const CONSISTENT: f64 = 0.9;

/// Below this share of agreeing rows a candidate does not count at all.
const PLAUSIBLE: f64 = 0.5;

/// Blanks are meant where so many of the cells between them are numbers or dates, and not more than so many of those
/// that a comma or a tab makes: `1,5 2,5` has a number at both ends.
const VALUES_BETWEEN_BLANKS: f64 = 0.75;
const VALUES_CUT_BY_OTHERS: f64 = 0.67;

/// Most words in the name of a column.
const LONGEST_NAME: usize = 6;

/// How a candidate splits the start of a file.
#[derive(Debug)]
struct Split {
    delimiter: Delimiter,
    /// Cells of the header.
    header: usize,
    /// Cells of each row below.
    rows: Vec<usize>,
    /// Whether the header reads like names, and not like a sentence with commas.
    has_names: bool,
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

    /// Whether blanks stand between cells: all rows have as many, several, and nearly all are numbers or dates.
    /// Sentences of equal length are no table.
    fn is_table_of_numbers(&self, head: &[u8], quoting: Quoting) -> bool {
        self.is_even() && share_of_values(head, self.delimiter, quoting) >= 0.5
    }

    /// Whether all rows have as many cells, and the header too, save for one over the names that R gives to rows.
    fn is_even(&self) -> bool {
        let is_even = |cells| self.share(cells) >= 1.0;
        self.header > 1 && self.rows.len() > 1 && (is_even(self.header) || is_even(self.header + 1))
    }

    /// Whether rows are cut into about as many cells as there are names: none into fewer than half, and most into as many or
    /// more. Marks between thousands do that where nothing stands around the numbers.
    fn is_ragged_table(&self) -> bool {
        let is_cut = |&&row: &&usize| row > 1 && 2 * row >= self.header;
        let full = self.rows.iter().filter(|&&row| row >= self.header).count();
        self.has_names
            && self.rows.len() > 1
            && self.rows.iter().filter(is_cut).count() == self.rows.len()
            && 2 * full > self.rows.len()
    }

    /// Whether the rows agree with each other on several cells, whatever the header has.
    fn rows_agree(&self) -> bool {
        // Titles go on below the first row.
        let below: Vec<usize> = self.rows.iter().copied().skip_while(|&row| row == 1).collect();
        let mut sorted = below.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).is_some_and(|&median| {
            // So do keys and values, which may be fewer or more.
            let below: Vec<usize> = below.into_iter().skip_while(|&row| row != median).collect();
            let agreeing = below.iter().filter(|&&row| row == median).count();
            median > 1 && below.len() > 1 && agreeing as f64 >= CONSISTENT * below.len() as f64
        })
    }
}

/// The delimiter of a text that starts with `head`, and why; `complete` where that is the whole text.
pub(super) fn delimiter(head: &[u8], complete: bool, quoting: Quoting) -> (Delimiter, DelimiterReason) {
    let splits = CANDIDATES.map(|delimiter| split(head, delimiter, quoting, complete));
    let found = by_rows(head, &splits);
    let blanks = || split(head, Delimiter::Spaces, quoting, complete);
    if matches!(found, Delimiter::Comma | Delimiter::Tab) && blanks_are_meant(head, found, &blanks(), quoting)
    {
        return (Delimiter::Spaces, DelimiterReason::RowsAgree);
    }
    let split_by = |delimiter| splits.iter().find(|split| split.delimiter == delimiter);
    let splits_rows = split_by(found).is_some_and(|split| split.header > 1 || split.rows_agree());
    if splits_rows {
        let agree = split_by(found).is_some_and(|split| split.share(split.header) >= CONSISTENT);
        return (
            found,
            if agree {
                DelimiterReason::RowsAgree
            } else {
                DelimiterReason::MostRowsAgree
            },
        );
    }
    if blanks().is_table_of_numbers(head, quoting) {
        return (Delimiter::Spaces, DelimiterReason::RowsAgree);
    }
    // The error about rows that do not fit then says what is wrong.
    if let Some(ragged) = splits.iter().find(|split| split.is_ragged_table()) {
        return (ragged.delimiter, DelimiterReason::MostRowsAgree);
    }
    (found, DelimiterReason::OneColumn)
}

/// Whether blanks stand between the cells, and what splits the rows otherwise is a comma in their numbers or a tab
/// before the last of them: with blanks all rows are even, and far more cells are numbers or dates.
fn blanks_are_meant(head: &[u8], found: Delimiter, blanks: &Split, quoting: Quoting) -> bool {
    blanks.is_even()
        && share_of_values(head, Delimiter::Spaces, quoting) >= VALUES_BETWEEN_BLANKS
        && share_of_values(head, found, quoting) <= VALUES_CUT_BY_OTHERS
}

/// The share of numbers and dates among the cells below the first row.
fn share_of_values(head: &[u8], delimiter: Delimiter, quoting: Quoting) -> f64 {
    let cells = records(head, delimiter, quoting, false).cells;
    let below: Vec<&String> = cells.iter().skip(1).flatten().collect();
    let values = below
        .iter()
        .filter(|cell| is_number(cell) || moment::read(cell).is_some())
        .count();
    values as f64 / below.len().max(1) as f64
}

fn by_rows(head: &[u8], splits: &[Split]) -> Delimiter {
    if splits.iter().all(|split| split.rows.is_empty()) {
        // Only a header, perhaps one longer than the head. Of equals the last is taken: the comma.
        return splits
            .iter()
            .max_by_key(|split| split.header)
            .map_or(Delimiter::Comma, |split| split.delimiter);
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
    if let Some(split) = splits.iter().find(|split| {
        split.rows_agree() && !(split.delimiter == Delimiter::Comma && lines_are_comma_numbers(head))
    }) {
        return split.delimiter;
    }
    // One column. The comma unless another candidate leaves more cells whole.
    splits
        .iter()
        .max_by(|a, b| a.share(1).total_cmp(&b.share(1)))
        .map_or(Delimiter::Comma, |split| split.delimiter)
}

fn split(head: &[u8], delimiter: Delimiter, quoting: Quoting, complete: bool) -> Split {
    let Records {
        mut counts,
        cells,
        is_unclosed,
        ..
    } = records(head, delimiter, quoting, complete);
    if is_unclosed && counts.len() > 1 {
        // What an open quote has swallowed says nothing about the delimiter.
        counts.pop();
    }
    let mut rows = counts.into_iter();
    let names = cells.first().map(Vec::as_slice).unwrap_or_default();
    Split {
        delimiter,
        header: rows.next().unwrap_or(0),
        rows: rows.collect(),
        has_names: names.len() > 1 && names.iter().all(|name| is_name(name)),
    }
}

/// Whether a cell of the first row reads like a name: a few words, that do not begin with the blank behind a comma.
fn is_name(cell: &str) -> bool {
    !cell.is_empty()
        && !cell.starts_with(' ')
        && cell.split_whitespace().count() <= LONGEST_NAME
        && cell.chars().any(char::is_alphabetic)
}

/// Letters that stand between cells in some files, and that cannot be chosen as a delimiter; in texts they are rare.
const UNKNOWN: &[char] = &[
    ':', '^', '~', '!', '¦', '§', '#', '&', '\u{1}', '\u{1e}', '\u{1f}',
];

/// What stands between the cells of a file where no known delimiter divides its rows, and how many cells it makes: the same
/// letters equally often in each line.
pub(in crate::table) fn unknown(head: &[u8], complete: bool) -> Option<(String, usize)> {
    let text = String::from_utf8_lossy(head);
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if !complete {
        lines.pop();
    }
    let (first, below) = lines.split_first().filter(|(_, below)| below.len() > 1)?;
    let runs = |line: &str| -> Vec<String> {
        let mut runs = vec![String::new()];
        for letter in line.chars() {
            match runs.last_mut() {
                Some(run) if UNKNOWN.contains(&letter) => run.push(letter),
                Some(run) if !run.is_empty() => runs.push(String::new()),
                _ => {}
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    };
    let found = runs(first);
    let separator = found.first()?;
    let is_same = |line: &&str| runs(line) == found;
    let is_one = found.iter().all(|run| run == separator);
    (is_one && below.iter().all(is_same)).then(|| (separator.clone(), found.len() + 1))
}

/// Whether no line below the first reads as text when taken whole. One is enough to tell: the names of the
/// columns, where a title stands above them.
fn lines_are_comma_numbers(head: &[u8]) -> bool {
    head.split(|&byte| byte == b'\n' || byte == b'\r')
        .skip(1)
        .all(|line| std::str::from_utf8(line.trim_ascii()).is_ok_and(is_number))
}

fn is_number(text: &str) -> bool {
    let number::Readings { point, comma } = number::read(text);
    missing::is_missing(text) || point.or(comma).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::facts::dialect::Quote;

    #[test]
    fn the_candidate_wins_by_which_rows_agree_with_the_header() {
        for (text, expected) in [
            ("a,b\n1,2\n3,4\n", Delimiter::Comma),
            ("a;b\n1;2\n", Delimiter::Semicolon),
            ("a\tb\n1\t2\n", Delimiter::Tab),
            // Decimal commas.
            ("a;b\n1,5;2,5\n3,5;4,5\n", Delimiter::Semicolon),
            ("a\tb\n1,5\t2,5\n", Delimiter::Tab),
            // Commas in the header, as many as in the rows.
            ("size, cm;weight\n1,5;2\n2,5;3\n", Delimiter::Semicolon),
            ("name, first;age;x, y\nBob;1,5;2,5\n", Delimiter::Semicolon),
            // The same, and a damaged row that only the right candidate notices.
            (
                "a, b;c;d\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2\n1,5;2;3\n1,5;2;3\n1,5;2;3\n1,5;2;3\n",
                Delimiter::Semicolon,
            ),
            // Blanks between numbers with decimal commas, with names and without.
            ("x y z\n1,5 2,5 3,5\n4,5 5,5 6,5\n", Delimiter::Spaces),
            ("1,5 2,5\n3,5 4,5\n5,5 6,5\n", Delimiter::Spaces),
            ("day x\n01.02.2020 2,5\n02.02.2020 4,5\n", Delimiter::Spaces),
            // A tab before the last cell.
            (
                "18.0   8   307.0\t\"a b\"\n15.0   8   350.0\t\"c d\"\n18.0   4   318.0\t\"e f\"\n",
                Delimiter::Spaces,
            ),
            // Blanks in the cells of others.
            ("2020-01-01 10:00\t5\n2020-01-01 11:00\t6\n", Delimiter::Tab),
            ("52.5 13.4\tBonn\n53.5 10.0\tKiel\n", Delimiter::Tab),
            ("1, 2, 3\n4, 5, 6\n", Delimiter::Comma),
            ("a, b\nx y, 2\nz w, 3\n", Delimiter::Comma),
            ("price\n1 000,5\n2 000,5\n", Delimiter::Semicolon),
            // The names that R gives to rows.
            ("\"a\" \"b\"\n\"x y\" 1 2\n\"z\" 3 4\n", Delimiter::Spaces),
            // Quoted delimiters and line ends.
            ("a,b\n\"1;2;3\",\"x\ny\"\n\"4;5\",z\n", Delimiter::Comma),
            ("\"a;b\",c\n\"1;2\",3\n", Delimiter::Comma),
            // Semicolons in the texts of a comma file.
            ("tags,n\nx;y,1\nz;w,2\n", Delimiter::Comma),
            // One column.
            ("a\n1\n2\n", Delimiter::Comma),
            ("price\n1,5\n2,5\n", Delimiter::Semicolon),
            ("words\nHello, world\nfoo\nbar\n", Delimiter::Semicolon),
            // Marks between thousands that nothing stands around: three cells or four.
            (
                "cust,amount,n\na,4,811.6,1\nb,811.6,0\nc,4,447.3,3\nd,1.0,2\n",
                Delimiter::Comma,
            ),
            // A quote that is never closed.
            (
                "A,B,C,D\nfoo,bar,\"ba\nz,bat\n0,1,2,3\n1,2,3,4\n",
                Delimiter::Comma,
            ),
            ("A;B\n1,0;2\n1,5;3\n2,0;\"x\n1,2;3\n", Delimiter::Semicolon),
            // A title above the table.
            ("My sales\na,b,c\n1,2,3\n4,5,6\n", Delimiter::Comma),
            ("My sales\na,b\n1,2\n3,4\n", Delimiter::Comma),
            (
                "key;first name;unit\nA;B;C\nt;v\n1;2,5\n3;4,5\n5;6,5\n",
                Delimiter::Semicolon,
            ),
            // Header only.
            ("a;b;c, d", Delimiter::Semicolon),
            ("a", Delimiter::Comma),
            ("", Delimiter::Comma),
            // Blank lines and windows line ends.
            ("\r\n \r\na;b\r\n\r\n1,0;2,0\r\n\r\n", Delimiter::Semicolon),
        ] {
            assert_eq!(
                delimiter(text.as_bytes(), true, Quote::Double.into()).0,
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_stands_between_cells_is_seen_where_it_cannot_be_read() {
        for (text, expected) in [
            ("a::b::c\n1::2::3\n4::5::6\n", Some(("::", 3))),
            ("1^2\n3^4\n5^6\n", Some(("^", 2))),
            ("a\n1\n2\n", None),
            ("a::b\n1:2\n3:4\n", None),
            ("note: a\nb\nc: d\n", None),
            ("a::b\n1::2\n", None),
            ("", None),
        ] {
            let expected = expected.map(|(separator, cells)| (separator.to_owned(), cells));
            assert_eq!(unknown(text.as_bytes(), true), expected, "{text:?}");
        }
        assert_eq!(unknown(b"a::b\n1::2\n3::4\n5", false), Some(("::".to_owned(), 2)));
    }

    #[test]
    fn sentences_with_commas_are_one_column() {
        for text in [
            "Well, I think so\nNo, never, ever\nYes, and, then, no\nSo, so\nA, b, c, d, e\n",
            "comment\nGood, fast, cheap\nbad, slow\nso, so, so\n",
        ] {
            let (_, reason) = delimiter(text.as_bytes(), true, Quote::Double.into());
            assert_eq!(reason, DelimiterReason::OneColumn, "{text:?}");
        }
    }

    #[test]
    fn a_row_cut_by_the_end_of_the_head_does_not_count() {
        assert_eq!(
            delimiter(b"a,b;c\n1,2;3\n1,2", false, Quote::Double.into()).0,
            Delimiter::Semicolon
        );
        // A quote that is open to the end of the head hides all rows from the right candidate.
        assert_eq!(
            delimiter(b"a,b\n1,\"x\n1,2\n1,2\n", false, Quote::Double.into()).0,
            Delimiter::Comma
        );
        // A header longer than the head.
        assert_eq!(
            delimiter(b"a;b;c, d;e", false, Quote::Double.into()).0,
            Delimiter::Semicolon
        );
    }
}
