//! What a file of predictions calls its columns: in the reader's language, which whoever writes the file does not know.

use serde::{Deserialize, Serialize};

/// The names of the columns of a file of predictions, and what stands in one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PredictionNames {
    /// The number of the row.
    pub row: String,
    /// The number of the row where only a sample of the file's rows was read: it counts these alone.
    pub sampled_row: String,
    /// What is predicted, with [`Self::PLACE`] where the label's name goes.
    pub predicted: String,
    /// The lower end of the interval around a predicted number.
    pub lower: String,
    /// Its upper end.
    pub upper: String,
    /// The probability of a class, with [`Self::PLACE`] where its name goes.
    pub probability: String,
    /// Whether the network learned from the row.
    pub taught: String,
    /// It did.
    pub yes: String,
    /// It did not.
    pub no: String,
}

impl PredictionNames {
    /// Stands where a name goes.
    pub const PLACE: &'static str = "\u{1}";

    /// A name with another one in its place.
    #[must_use]
    pub fn with(name: &str, other: &str) -> String {
        name.replace(Self::PLACE, other)
    }
}
