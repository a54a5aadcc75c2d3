//! Typed columns.

use serde::{Deserialize, Serialize};

/// The code of a missing cell in [`Values::Category`].
pub const MISSING_CODE: u32 = u32::MAX;

/// What kind of values a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Finite numbers.
    Number,
    /// One of a limited set of texts.
    Category,
    /// Free text, identifiers, dates: nearly every cell differs, so it is not used as a feature.
    Text,
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
    /// Text that is not kept; only how many cells are missing.
    Text {
        /// Number of missing cells.
        missing: usize,
    },
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in the header, trimmed.
    pub name: String,
    /// The cells.
    pub values: Values,
}

impl Column {
    /// The kind of this column's values.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.values {
            Values::Number(_) => Kind::Number,
            Values::Category { .. } => Kind::Category,
            Values::Text { .. } => Kind::Text,
        }
    }

    /// Number of missing cells.
    #[must_use]
    pub fn missing(&self) -> usize {
        match &self.values {
            Values::Number(numbers) => numbers.iter().filter(|number| number.is_nan()).count(),
            Values::Category { codes, .. } => codes.iter().filter(|&&code| code == MISSING_CODE).count(),
            Values::Text { missing } => *missing,
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
    /// The character between cells: `,`, `;` or a tab.
    pub delimiter: char,
    /// First 128 bits of the SHA-256 of the file's bytes, as 32 hexadecimal digits.
    pub fingerprint: String,
    /// What was noticed while reading and did not stop it, in whole sentences.
    pub notes: Vec<String>,
}

impl Table {
    /// The column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
