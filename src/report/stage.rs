//! What is being done while a job runs.

use serde::{Deserialize, Serialize};

use super::ArmName;

/// What is being done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The worker is asked, and has not said anything yet.
    Starting,
    /// A table is read.
    Reading {
        /// The file's name.
        file: String,
        /// Rows read so far.
        rows: u64,
    },
    /// Tables are read once more, for a new worker.
    ReadingAgain,
    /// The inputs of both tables are tested.
    TestingInputs,
    /// Inputs and label are tested together.
    TestingRelation,
    /// Learning rates are chosen on validation rows.
    ChoosingRates,
    /// A network learns.
    Training {
        /// Which one.
        arm: ArmName,
        /// In which repeat, where there are several.
        repeat: Option<Repeat>,
    },
    /// Networks learn from fewer target labels.
    FewerLabels(Repeat),
    /// The source network is looked at layer by layer.
    ByLayer,
}

/// One repeat of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}
