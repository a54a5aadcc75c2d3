//! Typed columns.

use super::findings::{Findings, ReadingQuestion};
use super::kind::ColumnKind;
use super::missing_code::MISSING_CODE;
use super::note::Note;
use crate::table::cells::calendar;
use crate::table::columns::undecided::Undecided;

/// Why the cells of a column are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// Free text.
    Text,
    /// Row numbers or keys.
    Identifier,
}

/// The cells of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Finite numbers; `NaN` marks a missing cell.
    Number(Vec<f64>),
    /// An index into `levels` for each cell, [`MISSING_CODE`] where it is missing. Levels stand in order of
    /// their first appearance.
    Category {
        /// The level of each cell.
        codes: Vec<u32>,
        /// The distinct texts.
        levels: Vec<String>,
    },
    /// Categories whose levels are words for yes and no.
    Boolean {
        /// The level of each cell, [`MISSING_CODE`] where it is missing.
        codes: Vec<u32>,
        /// The distinct texts, in order of their first appearance; several may be spellings of one word.
        levels: Vec<String>,
        /// Whether a level means yes.
        truths: Vec<bool>,
    },
    /// Seconds since 1970-01-01 on the clock of the place where they were written; `NaN` marks a missing cell.
    Moment {
        /// The moment of each cell.
        seconds: Vec<f64>,
        /// Whether they have a date, and are no mere times of the day.
        has_date: bool,
        /// Whether days are told apart, and not only months, quarters or years.
        has_days: bool,
        /// Whether they have a time of the day.
        has_time: bool,
    },
    /// Cells that are not kept.
    Unused {
        /// Why not.
        what: Unused,
        /// Number of missing cells.
        missing: usize,
    },
}

/// Whether the numbers of a column count time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsTime {
    /// They do not, or the user said that they are numbers.
    No,
    /// That is asked.
    Perhaps,
    /// The column's name says so.
    Yes,
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in the header, trimmed.
    pub name: String,
    /// The cells.
    pub values: Values,
    /// Whether its numbers count time.
    pub counts_time: CountsTime,
    /// The unit that stands beside the numbers, or in a row below the names.
    pub unit: Option<String>,
    /// Whether numbers have a percent sign, and are read as shares of 1.
    pub has_percent_signs: bool,
    /// What the cells of this file alone leave open; nothing where both files have been heard.
    pub(in crate::table) undecided: Option<Box<Undecided>>,
}

impl Column {
    /// A column that leaves nothing open.
    #[must_use]
    pub fn new(name: &str, values: Values) -> Self {
        Self {
            name: name.to_owned(),
            values,
            counts_time: CountsTime::No,
            unit: None,
            has_percent_signs: false,
            undecided: None,
        }
    }

    /// The kind of this column's values.
    #[must_use]
    pub fn kind(&self) -> ColumnKind {
        match self.values {
            Values::Number(_) => ColumnKind::Number,
            Values::Category { .. } => ColumnKind::Category,
            Values::Boolean { .. } => ColumnKind::Boolean,
            Values::Moment { .. } => ColumnKind::Moment,
            Values::Unused {
                what: Unused::Text, ..
            } => ColumnKind::Text,
            Values::Unused {
                what: Unused::Identifier,
                ..
            } => ColumnKind::Identifier,
        }
    }

    /// Number of missing cells.
    #[must_use]
    pub fn missing(&self) -> usize {
        match &self.values {
            Values::Number(numbers) | Values::Moment { seconds: numbers, .. } => {
                numbers.iter().filter(|number| number.is_nan()).count()
            }
            Values::Category { codes, .. } | Values::Boolean { codes, .. } => {
                codes.iter().filter(|&&code| code == MISSING_CODE).count()
            }
            Values::Unused { missing, .. } => *missing,
        }
    }

    /// Whether it has cells, and all are missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.values {
            Values::Number(numbers) | Values::Moment { seconds: numbers, .. } => {
                !numbers.is_empty() && numbers.iter().all(|number| number.is_nan())
            }
            Values::Category { codes, .. } | Values::Boolean { codes, .. } => {
                !codes.is_empty() && codes.iter().all(|&code| code == MISSING_CODE)
            }
            // What has no value is no text.
            Values::Unused { .. } => false,
        }
    }

    /// The cell of this row as it was read, for people; nothing where it is missing or not kept.
    #[must_use]
    pub fn shown(&self, row: usize) -> Option<String> {
        match &self.values {
            Values::Number(numbers) => numbers
                .get(row)
                .filter(|number| !number.is_nan())
                .map(ToString::to_string),
            Values::Category { codes, levels } | Values::Boolean { codes, levels, .. } => {
                levels.get(*codes.get(row)? as usize).cloned()
            }
            Values::Moment {
                seconds,
                has_date,
                has_days,
                has_time,
            } => {
                let seconds = seconds.get(row).filter(|seconds| !seconds.is_nan())?;
                Some(if *has_days {
                    calendar::shown(*seconds, *has_date, *has_time)
                } else {
                    calendar::shown_month(*seconds)
                })
            }
            Values::Unused { .. } => None,
        }
    }
}

/// A table in typed columns, all of the same length.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The file's name.
    pub name: String,
    /// The columns in the file's order; names are distinct and not empty.
    pub columns: Vec<Column>,
    /// Number of rows.
    pub rows: usize,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// First 128 bits of the BLAKE3 hash of the file's bytes, as 32 hexadecimal digits.
    pub fingerprint: String,
    /// How the file was read, and why so.
    pub findings: Findings,
    /// What nothing in the file decides.
    pub questions: Vec<ReadingQuestion>,
    /// What was noticed while reading and did not stop it.
    pub notes: Vec<Note>,
    /// The cells of the first rows as they stand in the file, shortened.
    pub preview: Vec<Vec<String>>,
}

impl Table {
    /// The column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
