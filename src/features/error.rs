//! Why columns, or whole tables, cannot be paired.

use serde::{Deserialize, Serialize};

use crate::report::Side;
use crate::table::{ColumnKind, Table};

/// Why a column is not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// Only the source has it.
    OnlyInSource,
    /// Only the target has it.
    OnlyInTarget,
    /// The two sides have it in other units; as they stand in the names.
    UnitsDiffer([String; 2]),
    /// It holds free text.
    Text,
    /// It holds row numbers or keys.
    Identifier,
    /// One side has no value in it.
    EmptyIn(Side),
    /// The two sides hold other kinds of values.
    KindsDiffer(ColumnKind, ColumnKind),
    /// All cells have one value, or are missing.
    Constant,
    /// It has one value in the source and another in the target: these, as they are shown.
    NamesTable([String; 2]),
    /// It says when a row was taken, and nothing that comes again.
    TimeAlone,
    /// Its numbers may say when a row was taken, which is asked.
    PerhapsTime,
    /// Its values rise from row to row, and lie apart in the two tables: they may only count rows or time, which is asked.
    PerhapsCounts,
    /// Its whole numbers never repeat, so they may only tell rows apart, which is asked.
    PerhapsKey,
    /// Its name says that it holds keys, the two tables share none of them, and many rows may share one: they may be of rows, of
    /// batches, of places or of kinds, which is asked.
    PerhapsGroupKey,
    /// Its numbers look as if they had another unit or another decimal mark in the other table, which is asked.
    PerhapsUnit {
        /// How many times as large they are, about.
        factor: u32,
        /// Where.
        larger: Side,
    },
    /// Most cells are numbers, and many have marks or words beside them, so that they count as categories.
    NumbersWithMarks,
    /// This side marks some rows and leaves the others blank, and the other one says yes and no.
    MarksAndBlanks(Side),
    /// Both tables have few categories, and none in common: they may be the same in other words, which is asked.
    PerhapsRenamed,
    /// Dates can be inputs, and no label.
    Moment,
    /// It says the same as the label, and would give the answer away.
    RepeatsLabel,
    /// Each of its values stands for one value of the label, and would give the answer away.
    RenamesLabel,
    /// The question names other columns.
    NotChosen,
}

impl LeftOutReason {
    /// Whether the column only names the table, the row or the moment. It is compared where the user chose it.
    pub(super) fn only_names(&self) -> bool {
        matches!(self, Self::NamesTable(_) | Self::TimeAlone | Self::Identifier) || self.is_asked()
    }

    /// Whether only the user knows if the column says something about the rows.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        matches!(
            self,
            Self::PerhapsTime
                | Self::PerhapsCounts
                | Self::PerhapsKey
                | Self::PerhapsGroupKey
                | Self::PerhapsUnit { .. }
                | Self::NumbersWithMarks
                | Self::MarksAndBlanks(_)
                | Self::PerhapsRenamed
        )
    }

    /// Whether the column would give the label away.
    #[must_use]
    pub fn is_leak(&self) -> bool {
        matches!(self, Self::RepeatsLabel | Self::RenamesLabel)
    }
}

/// A column that is not used, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The column's name.
    pub name: String,
    /// Why it is not used.
    pub reason: LeftOutReason,
}

/// Why a label cannot be learned.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum LabelError {
    /// The column is nothing that can be predicted.
    Unusable { column: String, reason: LeftOutReason },
    /// One side has no usable label.
    AllMissing { column: String, side: Side },
    /// More classes than a network is built for: above [`MAX_CLASSES`](super::MAX_CLASSES).
    TooManyClasses { column: String, found: usize },
}

/// Why two tables cannot be paired.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum FeatureError {
    /// A named column does not exist.
    NoSuchColumn {
        file: String,
        column: String,
        known: Vec<String>,
    },
    /// A column that should tell series apart holds dates, free text or keys.
    NoSeries { file: String, column: String },
    /// The label cannot be predicted.
    Label(LabelError),
    /// No column is left that both sides can use.
    NothingInCommon {
        source_file: String,
        target_file: String,
        left_out: Vec<LeftOut>,
    },
}

impl FeatureError {
    /// That a table lacks a column.
    #[must_use]
    pub fn no_such_column(table: &Table, name: &str) -> Self {
        Self::NoSuchColumn {
            file: table.name.clone(),
            column: name.to_owned(),
            known: table.columns.iter().map(|column| column.name.clone()).collect(),
        }
    }
}
