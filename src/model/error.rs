//! What can go wrong with a network, in plain words.

use std::fmt;

use super::training::Phase;

/// What a set of rows is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The network's weights are fitted on these rows.
    Training,
    /// These rows decide when training stops.
    Validation,
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Training => "training",
            Self::Validation => "validation",
        })
    }
}

/// A network that could not be trained or asked, with what to do about it.
///
/// Rows and columns are indices into the matrix that was handed in, from 0; the words count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Inputs and labels differ in number.
    #[error("There are {inputs} rows of inputs and {labels} labels. Each row needs exactly one label.")]
    Lengths {
        /// Rows of inputs.
        inputs: usize,
        /// Labels.
        labels: usize,
    },
    /// An input is infinite or not a number.
    #[error(
        "Input {} of row {} is not a finite number. Leave the row out, or replace the value as missing values are.",
        column + 1, row + 1
    )]
    InputNotFinite {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A label is infinite or not a number.
    #[error("The label of row {} is not a finite number. Leave the row out.", row + 1)]
    LabelNotFinite {
        /// The row.
        row: usize,
    },
    /// A class beyond those there are.
    #[error("The label of row {} is class {code}, but the classes are numbered from 0 to {}.", row + 1, count.saturating_sub(1))]
    Code {
        /// The row.
        row: usize,
        /// Its class.
        code: u32,
        /// Number of classes.
        count: usize,
    },
    /// A number of classes that no classifier has.
    #[error(
        "The label has {0} classes. A classifier needs between 2 and {most}; a column with more is a number or an identifier.",
        most = super::examples::MOST_CLASSES
    )]
    Classes(usize),
    /// Not enough rows to learn from, or to stop by.
    #[error("There are {rows} {role} rows; at least {fewest} are needed. Add rows with a label.")]
    TooFewRows {
        /// What the rows are for.
        role: Role,
        /// How many there are.
        rows: usize,
        /// How many are needed.
        fewest: usize,
    },
    /// All training rows carry the same label.
    #[error(
        "The label is the same in every training row, so there is nothing to learn. Choose another label, or more varied rows."
    )]
    ConstantLabel,
    /// Inputs of another width than the network's.
    #[error(
        "The rows have {found} inputs, but the network takes {expected}. Encode them as the network's own training rows were."
    )]
    Width {
        /// Inputs of the network.
        expected: usize,
        /// Inputs of the rows.
        found: usize,
    },
    /// Classes where numbers are needed, or the other way round.
    #[error("The label holds {found}, but {expected} are needed here. Choose a label of the same kind.")]
    LabelKind {
        /// What the network predicts.
        expected: &'static str,
        /// What the labels are.
        found: &'static str,
    },
    /// Another number of classes than the network's.
    #[error(
        "The label has {found} classes, but {expected} are needed here. Number the classes of both tables alike."
    )]
    ClassCount {
        /// Classes of the network.
        expected: usize,
        /// Classes of the labels.
        found: usize,
    },
    /// The loss was no longer a finite number.
    #[error(
        "Training diverged in epoch {epoch} of {phase}: the loss is no longer a finite number. Look for extreme values in the inputs or the label, or lower the learning rate."
    )]
    Diverged {
        /// The phase.
        phase: Phase,
        /// The epoch, from 1; 0 is the state before the first.
        epoch: usize,
    },
    /// The network's answer is not a finite number.
    #[error(
        "The network's answer for row {} is not a finite number. Look for extreme values in its inputs.", row + 1
    )]
    PredictionNotFinite {
        /// The row.
        row: usize,
    },
    /// A setting out of its range.
    #[error("The setting \"{name}\" is {value}. It has to lie {range}.")]
    Setting {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: f64,
        /// The range, in words.
        range: &'static str,
    },
}
