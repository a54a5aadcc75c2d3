//! A table in a few numbers: what the page shows of it before any test.

use serde::{Deserialize, Serialize};

use super::{Kind, Table};

/// A table in a few numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The file's name.
    pub name: String,
    /// Number of rows, the header not counted.
    pub rows: u64,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// The character between cells.
    pub delimiter: char,
    /// First 128 bits of the SHA-256 of the file, as 32 hexadecimal digits.
    pub fingerprint: String,
    /// The columns in the file's order.
    pub columns: Vec<ColumnProfile>,
    /// What was noticed while reading, in whole sentences.
    pub notes: Vec<String>,
}

/// A column in a few numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// The column's name.
    pub name: String,
    /// What kind of values it holds.
    pub kind: Kind,
    /// Number of missing cells.
    pub missing: u64,
    /// The values in short.
    pub summary: Summary,
}

/// The values of a column in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Summary {
    /// Numbers: smallest, mean and largest.
    Number {
        /// The smallest value.
        min: f64,
        /// The mean.
        mean: f64,
        /// The largest value.
        max: f64,
    },
    /// Categories: how many there are, and the most frequent ones (at most five) with their counts.
    Category {
        /// Number of distinct categories.
        distinct: u64,
        /// The most frequent categories and how often each occurs.
        top: Vec<(String, u64)>,
    },
    /// Nothing to say: text, or all cells missing.
    Nothing,
}

impl Profile {
    /// Describes a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        Self {
            name: table.name.clone(),
            rows: table.rows as u64,
            bytes: table.bytes,
            delimiter: table.delimiter,
            fingerprint: table.fingerprint.clone(),
            columns: Vec::new(),
            notes: table.notes.clone(),
        }
    }
}
