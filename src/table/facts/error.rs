//! What can go wrong while a file is read, and where.

use serde::{Deserialize, Serialize};

use super::conversion::ConvertError;
use super::findings::Ragged;
use crate::table::bytes::foreign::Foreign;

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

/// A file that could not be read.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub struct TableError {
    /// Where it happened.
    pub place: Place,
    /// What happened.
    pub problem: Problem,
}

impl TableError {
    /// A file of another format of which no CSV could be made.
    #[must_use]
    pub fn not_converted(file: &str, error: ConvertError) -> Self {
        Self {
            place: Place {
                file: file.to_owned(),
                row: None,
                column: None,
            },
            problem: Problem::NotConverted(error),
        }
    }

    /// Whether the file is no CSV, but one that CSV can be made of.
    #[must_use]
    pub fn is_convertible(&self) -> bool {
        matches!(self.problem, Problem::NotCsv { looks_like } if looks_like.is_convertible())
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum Problem {
    /// The file has no bytes, or nothing but white space and delimiters.
    Empty,
    /// There is a header and nothing below it.
    HeaderOnly,
    /// All lines are above the table, where the user has said it begins.
    NothingBelow { lines: u64 },
    /// The file is not CSV at all.
    NotCsv { looks_like: Foreign },
    /// A cell contains a zero byte.
    ZeroByte,
    /// A packed file is damaged or cut off.
    DamagedArchive,
    /// An archive holds several files.
    ArchiveOfMany { names: Vec<String> },
    /// An archive holds several files of the same name.
    ArchiveOfSameNames,
    /// An archive holds no file.
    EmptyArchive,
    /// An archive wants a password.
    LockedArchive,
    /// An archive is larger than the memory that is there for it.
    LargeArchive,
    /// The rows of an archive take more memory than there is.
    OutOfMemory,
    /// A packed file unpacks to many times its size.
    Bomb,
    /// The file ends inside a quoted cell.
    UnclosedQuote,
    /// A quoted cell has swallowed rows.
    StrayQuote { lines: usize },
    /// Rows have more or fewer cells than the header.
    RaggedRows { ragged: Ragged, rows: u64 },
    /// All rows have twice as many cells as the header has names, and commas stand between them.
    DecimalCommas { names: usize },
    /// All that is read is a column of texts, and what divides them equally often is no delimiter that is known.
    UnknownDelimiter { separator: String, cells: usize },
    /// There are more columns than [`Limits::columns`](crate::table::Limits).
    TooManyColumns { limit: usize },
    /// There are more rows than [`Limits::rows`](crate::table::Limits).
    TooManyRows { limit: u64 },
    /// A cell is longer than [`Limits::cell_bytes`](crate::table::Limits).
    LongCell { limit: usize },
    /// A column's name is longer than [`Limits::name_bytes`](crate::table::Limits).
    LongName { limit: usize },
    /// No CSV could be made of a file of another format.
    NotConverted(ConvertError),
}

/// A way to read a file that could not be read, which can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Leave the rows out that have more or fewer cells than the first.
    SkipRaggedRows,
    /// Take quotes for letters as any other.
    ReadWithoutQuotes,
    /// Read one row of so many, drawn at random.
    Sample {
        /// How many.
        every: u32,
    },
}

impl Problem {
    /// The way to read the file all the same, where there is one.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            Self::RaggedRows { .. } => Some(Remedy::SkipRaggedRows),
            // A quote that is never closed makes a long cell of what follows it.
            Self::UnclosedQuote | Self::StrayQuote { .. } | Self::LongCell { .. } => {
                Some(Remedy::ReadWithoutQuotes)
            }
            _ => None,
        }
    }

    /// Whether the file was taken for text. Of another one there is no delimiter, quote or header to decide.
    #[must_use]
    pub fn is_of_text(&self) -> bool {
        match self {
            Self::NotCsv { looks_like } => matches!(
                looks_like,
                Foreign::WebPage | Foreign::Xml | Foreign::Json | Foreign::Binary
            ),
            Self::Empty
            | Self::DamagedArchive
            | Self::ArchiveOfMany { .. }
            | Self::ArchiveOfSameNames
            | Self::EmptyArchive
            | Self::LockedArchive
            | Self::LargeArchive
            | Self::OutOfMemory
            | Self::Bomb
            | Self::NotConverted(_) => false,
            Self::HeaderOnly
            | Self::NothingBelow { .. }
            | Self::ZeroByte
            | Self::UnclosedQuote
            | Self::StrayQuote { .. }
            | Self::RaggedRows { .. }
            | Self::DecimalCommas { .. }
            | Self::UnknownDelimiter { .. }
            | Self::TooManyColumns { .. }
            | Self::TooManyRows { .. }
            | Self::LongCell { .. }
            | Self::LongName { .. } => true,
        }
    }
}

/// A problem at a row and column by number, before the file's and the column's name are put to it.
#[derive(Debug)]
pub(in crate::table) struct Fault {
    /// The row, counted as in [`Place::row`].
    pub(in crate::table) row: Option<u64>,
    /// The column, counted from 0.
    pub(in crate::table) column: Option<usize>,
    /// What happened.
    pub(in crate::table) problem: Problem,
}

impl Fault {
    /// A problem of the whole file.
    pub(in crate::table) fn of_file(problem: Problem) -> Self {
        Self {
            row: None,
            column: None,
            problem,
        }
    }

    /// A problem of a row.
    pub(in crate::table) fn of_row(row: u64, problem: Problem) -> Self {
        Self {
            row: Some(row),
            column: None,
            problem,
        }
    }

    /// A problem of a cell.
    pub(in crate::table) fn of_cell(row: u64, column: usize, problem: Problem) -> Self {
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
    fn the_problem_and_not_the_name_says_what_is_offered() {
        assert_eq!(Problem::UnclosedQuote.remedy(), Some(Remedy::ReadWithoutQuotes));
        let ragged = Ragged::default();
        assert_eq!(
            Problem::RaggedRows { ragged, rows: 3 }.remedy(),
            Some(Remedy::SkipRaggedRows)
        );
        assert_eq!(Problem::LongName { limit: 1 }.remedy(), None);
    }
}
