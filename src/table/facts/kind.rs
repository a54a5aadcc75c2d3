//! The kinds of columns.

use serde::{Deserialize, Serialize};

/// What kind of values a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Finite numbers.
    Number,
    /// One of a limited set of texts.
    Category,
    /// True or false, in the words of some language.
    Boolean,
    /// Dates, times of the day, or both.
    Moment,
    /// Free text: nearly every cell differs, so it is not used as a feature.
    Text,
    /// What tells rows apart and says nothing about them: row numbers, keys.
    Identifier,
}
