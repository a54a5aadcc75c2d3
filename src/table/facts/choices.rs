//! What the user has decided about the reading of a file. What is left open is found in the file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::dialect::DialectChoice;
use super::encoding::Encoding;
use super::kind::ColumnKind;

/// What stands between a number's whole part and its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// `1.5`, and commas between thousands.
    Point,
    /// `1,5`, and points between thousands.
    Comma,
}

/// What comes first in a date that names no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `31.12.2020`.
    DayFirst,
    /// `12/31/2020`.
    MonthFirst,
}

/// What the user has decided about the reading of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of its text.
    pub encoding: Option<Encoding>,
    /// Delimiter, quote, header and lines above the table.
    pub dialect: DialectChoice,
    /// The decimal mark.
    pub decimal: Option<Decimal>,
    /// The order of dates.
    pub date_order: Option<DateOrder>,
    /// Whether rows with more or fewer cells than the header are left out; else they stop the reading.
    pub skip_ragged_rows: bool,
    /// One row of so many is read, drawn at random; all where absent.
    pub one_row_of: Option<u32>,
    /// The kinds of single columns.
    pub kinds: BTreeMap<String, ColumnKind>,
    /// Columns in which numbers such as -999 are meant as numbers.
    pub plain_numbers: BTreeSet<String>,
}
