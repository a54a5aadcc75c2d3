//! Why trees cannot be grown, asked or read.

/// Why trees cannot be grown, asked or read.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{self:?}")]
pub enum TreesError {
    /// A setting is outside its range; its name.
    Setting(&'static str),
    /// No column can be split.
    NoColumns,
    /// More columns than [`MAX_COLUMNS`](super::MAX_COLUMNS).
    TooManyColumns(usize),
    /// A column of categories has more levels than [`MAX_LEVELS`](super::MAX_LEVELS).
    TooManyLevels(u32),
    /// More rows than [`MAX_ROWS`](super::MAX_ROWS).
    TooManyRows(usize),
    /// A column, the response or the weights have another number of rows than the first column.
    LengthsDiffer {
        /// Rows of the first column.
        expected: usize,
        /// Rows of the other.
        found: usize,
    },
    /// No row to train or to validate on has a weight above 0.
    NoRows,
    /// A row's number is not below the number of rows.
    NoSuchRow(usize),
    /// The response of a row is not finite, or larger than [`MAX_RESPONSE`](super::MAX_RESPONSE).
    Response {
        /// Which row.
        row: usize,
    },
    /// The class of a row is not below the number of classes.
    Class {
        /// Which row.
        row: usize,
    },
    /// Fewer than two classes, or more than [`MAX_CLASSES`](super::MAX_CLASSES).
    ClassCount(usize),
    /// The weight of a row is negative, not finite, or larger than [`MAX_WEIGHT`](super::MAX_WEIGHT).
    Weight {
        /// Which row.
        row: usize,
    },
    /// All training rows have the same response.
    ConstantResponse,
    /// The columns are not those that the trees were grown on: another number, or numbers for categories.
    ColumnsDiffer,
    /// The trees to continue predict something else: numbers for classes, or another number of classes.
    ResponsesDiffer,
    /// The sums of a leaf are no longer finite.
    Diverged,
    /// The caller stopped the work.
    Stopped,
    /// Stored trees contradict themselves; what is wrong.
    Damaged(&'static str),
}
