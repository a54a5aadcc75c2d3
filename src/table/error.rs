//! What can go wrong while a file is read, and where.

use serde::{Deserialize, Serialize};

/// Where in a file something went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The row, counted from 1 with the header as row 1.
    pub row: Option<u64>,
    /// The column: its name, or its number where it has none.
    pub column: Option<String>,
}

/// A file that could not be read, with the place and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}: {problem} {}", self.place_in_words(), self.problem.hint())]
pub struct TableError {
    /// Where it happened.
    pub place: Place,
    /// What happened.
    pub problem: Problem,
}

impl TableError {
    fn place_in_words(&self) -> String {
        self.place.file.clone()
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Problem {
    /// The file has no bytes, or white space only.
    #[error("The file is empty.")]
    Empty,
}

impl Problem {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        ""
    }
}
