//! Questions that have no answer, with what to do about it.

use crate::features::{BindError, FeatureError, LabelError};
use crate::mmd::MmdError;
use crate::model::ModelError;

/// A question that has no answer, with what to do about it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReuseError {
    /// The tables cannot be paired.
    #[error(transparent)]
    Features(#[from] FeatureError),
    /// The label cannot be learned.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// The rows cannot be tested.
    #[error("The test cannot be run. {0}")]
    Test(#[from] MmdError),
    /// A network could not be trained.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// No label was chosen.
    #[error("A network needs something to predict. Choose the label column first.")]
    NoLabel,
    /// The target has no labels.
    #[error(
        "{file} has no column \"{label}\", or an empty one. Networks can be compared only on rows whose label is known: \
         fill the column in, at least for some rows."
    )]
    NoTargetLabel {
        /// The target's name.
        file: String,
        /// The label.
        label: String,
    },
    /// Too few rows with a label.
    #[error(
        "{file} has {rows} rows with a label; a comparison needs at least {fewest}, because some are held \
         out to judge the networks. Label more rows."
    )]
    TooFewLabels {
        /// The file.
        file: String,
        /// Its rows with a label.
        rows: usize,
        /// The fewest that are needed.
        fewest: usize,
    },
    /// Nearly all labelled rows of the target stand in the source, too.
    #[error(
        "{file} has {own} rows with a label that do not stand in {source_file}, too. Only such rows can judge a network that \
         learned from {source_file}, and at least {fewest} are needed. Choose a target with rows of its own."
    )]
    TooFewOwnRows {
        /// The target's name.
        file: String,
        /// The source's name.
        source_file: String,
        /// The target's labelled rows that only it has.
        own: usize,
        /// The fewest that are needed.
        fewest: usize,
    },
    /// The rows that judge have one label.
    #[error(
        "The label \"{label}\" is the same in all {rows} rows of {file} that were held out to judge, so they cannot tell a \
         good network from a bad one. Label more rows, and of every kind."
    )]
    NothingToJudge {
        /// The target's name.
        file: String,
        /// The label.
        label: String,
        /// The rows that were held out.
        rows: usize,
    },
    /// The label does not vary.
    #[error("The label \"{label}\" is the same in all rows of {file}, so there is nothing to predict.")]
    ConstantLabel {
        /// The file.
        file: String,
        /// The label.
        label: String,
    },
    /// Both tables are one file.
    #[error(
        "Source and target are the same file, so every row that would judge a network also trained it. Choose \
         another target table."
    )]
    SameFile,
    /// An opened network does not fit the columns.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// An opened network predicts something else.
    #[error(
        "The opened network predicts a number and the label holds classes, or the other way round. Choose the label that \
         the network was trained for, or remove the network."
    )]
    OtherTask,
    /// An opened network knows none of the label's classes.
    #[error(
        "The opened network knows none of the label's classes. Choose the label that it was trained for, or remove the \
         network."
    )]
    OtherClasses,
    /// The column of known predictions is not there.
    #[error("{file} has no column \"{column}\" with known predictions. Choose another column, or none.")]
    NoKnownPredictions {
        /// The table's name.
        file: String,
        /// The column.
        column: String,
    },
    /// A column's encoding has no numbers.
    #[error("No column can be turned into numbers.")]
    NothingEncoded,
}
