//! Questions that have no answer.

use serde::{Deserialize, Serialize};

use super::ModelError;
use crate::features::{BindError, FeatureError, LabelError};
use crate::mmd::MmdError;

/// A question that has no answer.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum ReuseError {
    /// The tables cannot be paired.
    Features(#[from] FeatureError),
    /// The label cannot be learned.
    Label(#[from] LabelError),
    /// The rows cannot be tested.
    Test(#[from] MmdError),
    /// A network could not be trained.
    Model(#[from] ModelError),
    /// No label was chosen.
    NoLabel,
    /// The target has no labels.
    NoTargetLabel {
        /// The target's name.
        file: String,
        /// The label.
        label: String,
    },
    /// Too few rows with a label.
    TooFewLabels {
        /// The file.
        file: String,
        /// Its rows with a label.
        rows: u64,
        /// The fewest that are needed.
        min: u64,
    },
    /// Nearly all labelled rows of the target stand in the source, too.
    TooFewOwnRows {
        /// The target's name.
        file: String,
        /// The source's name.
        source_file: String,
        /// The target's labelled rows that only it has.
        own: usize,
        /// The fewest that are needed.
        min: usize,
    },
    /// The rows that judge have one label.
    NothingToJudge {
        /// The target's name.
        file: String,
        /// The label.
        label: String,
        /// The rows that were held out.
        rows: usize,
    },
    /// The label does not vary.
    ConstantLabel {
        /// The file.
        file: String,
        /// The label.
        label: String,
    },
    /// Both tables are one file.
    SameFile,
    /// An opened network does not fit the columns.
    Bind(#[from] BindError),
    /// An opened network predicts something else.
    OtherTask,
    /// An opened network knows none of the label's classes.
    OtherClasses,
    /// The column of known predictions is not there.
    NoKnownPredictions {
        /// The table's name.
        file: String,
        /// The column.
        column: String,
    },
    /// A column's encoding has no numbers.
    NothingEncoded,
}
