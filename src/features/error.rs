//! Why columns, or whole tables, cannot be paired.

use crate::table::Kind;

/// Why a column is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Only the source has it.
    #[error("only the source has it")]
    OnlyInSource,
    /// Only the target has it.
    #[error("only the target has it")]
    OnlyInTarget,
    /// The two sides have it in other units; as they stand in the names.
    #[error("its unit is {} in the source and {} in the target; convert one of them", .0[0], .0[1])]
    UnitsDiffer([String; 2]),
    /// It holds free text.
    #[error("it holds free text")]
    Text,
    /// It holds row numbers or keys.
    #[error("it tells rows apart and says nothing about them")]
    Identifier,
    /// The two sides hold other kinds of values.
    #[error("it holds {} on one side and {} on the other", plural(*.0), plural(*.1))]
    KindsDiffer(Kind, Kind),
    /// All cells have one value, or are missing.
    #[error("all its cells are the same")]
    Constant,
    /// Dates can be inputs, and no label.
    #[error("it holds dates or times")]
    Moment,
    /// It says the same as the label, and would give the answer away.
    #[error("it repeats the label (correlation above .999)")]
    RepeatsLabel,
    /// Each of its values stands for one value of the label, and would give the answer away.
    #[error("it repeats the label in other words")]
    RenamesLabel,
    /// The question names other columns.
    #[error("it was not chosen")]
    NotChosen,
}

impl Reason {
    /// Whether the column would give the label away.
    #[must_use]
    pub fn is_leak(&self) -> bool {
        matches!(self, Self::RepeatsLabel | Self::RenamesLabel)
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "numbers",
        Kind::Category => "categories",
        Kind::Boolean => "truth values",
        Kind::Moment => "dates or times",
        Kind::Text => "free text",
        Kind::Identifier => "identifiers",
    }
}

/// A column that is not used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The column's name.
    pub name: String,
    /// Why it is not used.
    pub reason: Reason,
}

/// Two tables that cannot be paired, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeatureError {
    /// A named column does not exist.
    #[error("{file} has no column \"{column}\". Its columns are: {known}.")]
    NoSuchColumn {
        /// The file without it.
        file: String,
        /// The column that was asked for.
        column: String,
        /// The first columns that the file has.
        known: String,
    },
    /// The label cannot be predicted.
    #[error("The label \"{column}\" cannot be used: {reason}. Choose another column, or no label.")]
    UnusableLabel {
        /// The label.
        column: String,
        /// Why not.
        reason: Reason,
    },
    /// No column is left that both sides can use.
    #[error(
        "{source_file} and {target_file} have no input column in common that can be used.{left_out} Kindred \
         pairs columns by their names in the first row; rename them so that they agree."
    )]
    NothingInCommon {
        /// The source's name.
        source_file: String,
        /// The target's name.
        target_file: String,
        /// What was left out and why, as sentences that begin with a space.
        left_out: String,
    },
}

impl FeatureError {
    /// The error without the columns that are left out, for a place where they are listed anyway.
    pub(super) fn in_short(&self) -> String {
        let mut error = self.clone();
        if let Self::NothingInCommon { left_out, .. } = &mut error {
            left_out.clear();
        }
        error.to_string()
    }
}
