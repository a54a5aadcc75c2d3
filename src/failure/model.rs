//! What can go wrong with a network.

use serde::{Deserialize, Serialize};

/// A phase of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// A new network.
    Train,
    /// The last layer of a trained network; the others are frozen.
    Probe,
    /// All layers of a trained network.
    All,
}

/// What a set of rows is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The network's weights are fitted on these rows.
    Training,
    /// These rows decide when training stops.
    Validation,
}

/// What a label holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LabelForm {
    /// A number in each row.
    Numbers,
    /// A class in each row.
    Classes,
}

/// A network that could not be trained or asked. Rows and columns are indices into the matrix that was handed in, from 0.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum ModelError {
    /// Inputs and labels differ in number.
    Lengths {
        /// Rows of inputs.
        inputs: usize,
        /// Labels.
        labels: usize,
    },
    /// An input is infinite or not a number.
    InputNotFinite {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A label is infinite or not a number.
    LabelNotFinite {
        /// The row.
        row: usize,
    },
    /// A class beyond those there are.
    Code {
        /// The row.
        row: usize,
        /// Its class.
        code: u32,
        /// Number of classes.
        count: usize,
    },
    /// A number of classes that no classifier has.
    Classes {
        /// Number of classes.
        count: usize,
        /// Most classes of a classifier.
        max: usize,
    },
    /// Not enough rows to learn from, or to stop by.
    TooFewRows {
        /// What the rows are for.
        role: Role,
        /// How many there are.
        rows: usize,
        /// How many are needed.
        min: usize,
    },
    /// All training rows carry the same label.
    ConstantLabel,
    /// Inputs of another width than the network's.
    Width {
        /// Inputs of the network.
        expected: usize,
        /// Inputs of the rows.
        found: usize,
    },
    /// Classes where numbers are needed, or the other way round.
    LabelKind {
        /// What is needed; the labels are of the other form.
        expected: LabelForm,
    },
    /// Another number of classes than the network's.
    ClassCount {
        /// Classes of the network.
        expected: usize,
        /// Classes of the labels.
        found: usize,
    },
    /// The loss was no longer a finite number.
    Diverged {
        /// The phase.
        phase: Phase,
        /// The epoch, from 1; 0 is the state before the first.
        epoch: usize,
    },
    /// Boosted trees could not learn from the rows.
    Trees,
    /// The network's answer is not a finite number.
    PredictionNotFinite {
        /// The row.
        row: usize,
    },
    /// A setting out of its range.
    Setting {
        /// The name of its field.
        name: String,
        /// Its value.
        value: f64,
        /// The smallest and the largest value; whether either is allowed itself depends on the setting.
        range: [f64; 2],
    },
}
