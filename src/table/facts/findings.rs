//! What was found about a file, why, and what is worth a question.

use serde::{Deserialize, Serialize};

use super::choices::{DateOrder, Decimal};
use super::dialect::FoundDialect;
use super::encoding::{Encoding, EncodingReason};
use super::packing::Packing;

/// How a file was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// What the file was packed in.
    pub packing: Packing,
    /// The encoding of its text.
    pub encoding: Encoding,
    /// Why this one.
    pub encoding_reason: EncodingReason,
    /// Byte sequences that mean no letter in this encoding; `�` stands for each.
    pub malformed: u64,
    /// Delimiter, quote, header and lines above the table, each with its reason.
    pub dialect: FoundDialect,
    /// The decimal mark.
    pub decimal: Decimal,
    /// Why this one.
    pub decimal_reason: ReadingReason,
    /// The order of dates.
    pub date_order: DateOrder,
    /// Why this one.
    pub date_order_reason: ReadingReason,
    /// Rows that were left out because they have more or fewer cells than the header.
    pub ragged: Ragged,
}

/// Why one of two readings of a file's cells was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingReason {
    /// No cell can be read in two ways.
    NothingToDecide,
    /// Some cells can only be read in this way.
    OnlyReading,
    /// Nothing in the file decides; this is the likelier one, and worth a question.
    Assumed,
    /// Nothing in the file decides, and the other file does.
    OtherFile,
    /// The user said so.
    Chosen,
}

/// Rows with more or fewer cells than the header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ragged {
    /// How many there are.
    pub count: u64,
    /// The first of them: the row in the file, and how many cells it has.
    pub first: Vec<(u64, usize)>,
    /// How many cells the header has.
    pub expected: usize,
}

/// A cell that can be read in two ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The column.
    pub column: String,
    /// The cell as it stands in the file.
    pub raw: String,
    /// Its value with a decimal point, or with the day first; nothing where it is no number then.
    pub first: Option<f64>,
    /// Its value with a decimal comma, or with the month first.
    pub second: f64,
}

/// What nothing in the file decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ReadingQuestion {
    /// Whether `1,234` is above a thousand or just above one.
    Decimal {
        /// The first cells that leave it open.
        examples: Vec<Example>,
    },
    /// Whether `3/4/2020` is in April or in March. Values are seconds since 1970.
    DateOrder {
        /// The first cells that leave it open.
        examples: Vec<Example>,
    },
    /// Whether numbers are moments. They are read as numbers until it is answered.
    Moment {
        /// The column.
        column: String,
        /// The first number.
        example: f64,
        /// What it would be as a moment.
        shown: String,
    },
    /// Whether a number that stands out, such as -999, means that a cell is missing. It is read so until it is
    /// answered.
    Sentinel {
        /// The column.
        column: String,
        /// The number.
        value: f64,
        /// How many cells hold it.
        count: u64,
    },
}
