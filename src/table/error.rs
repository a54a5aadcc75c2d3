//! What can go wrong while a file is read, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::decision::Ragged;
use super::foreign::Foreign;

/// A longer name is cut where a message shows it.
const SHOWN_LETTERS: usize = 60;

/// Where in a file something went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The row, counted from 1 with the header as row 1, as a spreadsheet counts: blank lines are rows, line
    /// breaks in quoted cells are not.
    pub row: Option<u64>,
    /// The column: its name, or its number where it has none.
    pub column: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shortened(&self.file))?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        match &self.column {
            Some(number) if number.parse::<u64>().is_ok() => write!(f, ", column {number}"),
            Some(name) => write!(f, ", column \"{}\"", shortened(name)),
            None => Ok(()),
        }
    }
}

/// A name as a message shows it: on one line and not too long.
pub(super) fn shortened(name: &str) -> String {
    cut(name, SHOWN_LETTERS)
}

/// A text on one line, with at most so many letters.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut letters = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// A file that could not be read, with the place and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{place}: {problem} {}", self.problem.hint())]
pub struct TableError {
    /// Where it happened.
    pub place: Place,
    /// What happened.
    pub problem: Problem,
}

impl TableError {
    /// Whether the file is no CSV, but one that CSV can be made of.
    #[must_use]
    pub fn is_convertible(&self) -> bool {
        matches!(self.problem, Problem::NotCsv { looks_like } if looks_like.is_convertible())
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Problem {
    /// The file has no bytes, or nothing but white space and delimiters.
    #[error("The file is empty.")]
    Empty,
    /// There is a header and nothing below it.
    #[error("The file has a header and no rows below it.")]
    HeaderOnly,
    /// All lines are above the table, where the user has said it begins.
    #[error("No table is left below the first {lines} {}, which are left out as you chose.", if *lines == 1 { "line" } else { "lines" })]
    NothingBelow {
        /// How many lines are left out.
        lines: u64,
    },
    /// The file is not CSV at all.
    #[error("This looks like {looks_like}, not like CSV.")]
    NotCsv {
        /// What it looks like.
        looks_like: Foreign,
    },
    /// A cell contains a zero byte.
    #[error("This cell contains a zero byte, which text never does.")]
    ZeroByte,
    /// A packed file is damaged or cut off.
    #[error("This packed file is damaged or not complete.")]
    DamagedArchive,
    /// An archive holds several files.
    #[error("This archive holds several files: {}.", names.join(", "))]
    ArchiveOfMany {
        /// The first of them.
        names: Vec<String>,
    },
    /// An archive holds no file.
    #[error("This archive holds no file.")]
    EmptyArchive,
    /// An archive wants a password.
    #[error("This archive is locked with a password.")]
    LockedArchive,
    /// An archive is larger than the memory that is there for it.
    #[error("This archive is larger than 512 MiB.")]
    LargeArchive,
    /// A packed file unpacks to many times its size.
    #[error("This packed file grows to more than 250 times its size, as no table does.")]
    Bomb,
    /// The file ends inside a quoted cell.
    #[error("A quote opens in this row and is never closed.")]
    UnclosedQuote,
    /// A quoted cell has swallowed rows.
    #[error(
        "A quote opens in this cell and is closed {lines} lines on, with what look like rows of the table between."
    )]
    StrayQuote {
        /// How many lines the cell goes over.
        lines: usize,
    },
    /// Rows have more or fewer cells than the header.
    #[error("{}", ragged_rows(ragged, *rows))]
    RaggedRows {
        /// Which rows.
        ragged: Ragged,
        /// Number of all rows.
        rows: u64,
    },
    /// All rows have twice as many cells as the header has names, and commas stand between them.
    #[error("The header has {names} names, and the rows have {} cells.", 2 * names)]
    DecimalCommas {
        /// How many names the header has.
        names: usize,
    },
    /// There are more columns than [`Limits::columns`](super::Limits).
    #[error("The table has more than {limit} columns.")]
    TooManyColumns {
        /// Most columns.
        limit: usize,
    },
    /// There are more rows than [`Limits::rows`](super::Limits).
    #[error("The table has more than {limit} rows.")]
    TooManyRows {
        /// Most rows.
        limit: u64,
    },
    /// A cell is longer than [`Limits::cell_bytes`](super::Limits).
    #[error("A cell is longer than {limit} bytes.")]
    LongCell {
        /// Most bytes in a cell.
        limit: usize,
    },
    /// A column's name is longer than [`Limits::name_bytes`](super::Limits).
    #[error("The name of this column is longer than {limit} bytes.")]
    LongName {
        /// Most bytes in a name.
        limit: usize,
    },
}

fn ragged_rows(ragged: &Ragged, rows: u64) -> String {
    let first: Vec<String> = ragged
        .first
        .iter()
        .map(|(row, found)| format!("row {row} has {found}"))
        .collect();
    let more = match ragged.count.saturating_sub(ragged.first.len() as u64) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!(
        "{} of {rows} rows do not have {}, as the first row has: {}{more}.",
        ragged.count,
        cells(ragged.expected),
        first.join(", ")
    )
}

fn cells(count: usize) -> String {
    if count == 1 {
        "1 cell".to_owned()
    } else {
        format!("{count} cells")
    }
}

impl Problem {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "Choose a file with a header and at least one row.",
            Self::HeaderOnly => "Export the table again with its rows.",
            Self::NothingBelow { .. } => "Choose fewer lines above the table.",
            Self::NotCsv { looks_like } => looks_like.hint(),
            Self::DamagedArchive => "Download or pack it again, or unpack it first and choose the CSV file.",
            Self::ArchiveOfMany { .. } => "Unpack it and choose one file for each side.",
            Self::EmptyArchive => "Choose the CSV file itself.",
            Self::LockedArchive | Self::LargeArchive | Self::Bomb => {
                "Unpack it first, and choose the CSV file inside."
            }
            Self::ZeroByte => "The file may be damaged or no CSV: export it again as “CSV UTF-8”.",
            Self::UnclosedQuote => {
                "Close the quote, write a quote that belongs to the text twice (\"\"), or read the file without quotes."
            }
            Self::StrayQuote { .. } => {
                "Close the quote where it belongs, or read the file without quotes. If the cell is meant as it is, \
                 choose its quotes by hand."
            }
            Self::RaggedRows { .. } => {
                "A cell that contains the delimiter must stand in quotes. Mend these rows, or read the file without \
                 them."
            }
            Self::DecimalCommas { .. } => {
                "If commas are decimal marks here, export the table again with semicolons between the cells."
            }
            Self::TooManyColumns { .. } => "Keep only the columns that matter, with one row for each case.",
            Self::TooManyRows { .. } => "Take a random sample of the rows.",
            Self::LongCell { .. } => "A quote may be missing here, or the file may be no CSV.",
            Self::LongName { .. } => "The first row must be the header: short names of the columns.",
        }
    }
}

/// A problem at a row and column by number, before the file's and the column's name are put to it.
#[derive(Debug)]
pub(super) struct Fault {
    /// The row, counted as in [`Place::row`].
    pub(super) row: Option<u64>,
    /// The column, counted from 0.
    pub(super) column: Option<usize>,
    /// What happened.
    pub(super) problem: Problem,
}

impl Fault {
    /// A problem of the whole file.
    pub(super) fn of_file(problem: Problem) -> Self {
        Self {
            row: None,
            column: None,
            problem,
        }
    }

    /// A problem of a row.
    pub(super) fn of_row(row: u64, problem: Problem) -> Self {
        Self {
            row: Some(row),
            column: None,
            problem,
        }
    }

    /// A problem of a cell.
    pub(super) fn of_cell(row: u64, column: usize, problem: Problem) -> Self {
        Self {
            row: Some(row),
            column: Some(column),
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_place_problem_and_hint() {
        let mut error = TableError {
            place: Place {
                file: "sales.csv".to_owned(),
                row: Some(17),
                column: Some("price".to_owned()),
            },
            problem: Problem::ZeroByte,
        };
        assert_eq!(
            error.to_string(),
            "sales.csv, row 17, column \"price\": This cell contains a zero byte, which text never \
             does. The file may be damaged or no CSV: export it again as “CSV UTF-8”."
        );
        error.place.column = Some("3".to_owned());
        assert!(error.to_string().starts_with("sales.csv, row 17, column 3: This"));
        error.place.column = Some(format!("a\nb{}", "x".repeat(100)));
        assert!(error.to_string().starts_with(&format!(
            "sales.csv, row 17, column \"a b{}…\": This",
            "x".repeat(57)
        )));
    }
}
