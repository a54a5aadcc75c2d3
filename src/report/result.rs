//! The whole result, and its report: the contract between Kindred and whoever reads its JSON.

use serde::{Deserialize, Serialize};

use super::{Adaptation, Advice, Comparison, Pictures, Settings, Test, Warning};

/// The version of the report's form. It changes when a reader of the old form would misread the new one.
pub const SCHEMA: u32 = 1;

/// From this share on, rows are nearly all rows.
const NEARLY_ALL: f64 = 0.95;

/// A report, what was asked for it, and the pictures that go with it: what a link carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was asked.
    pub settings: Settings,
    /// The numbers and reasons.
    pub report: Report,
    /// What the charts draw.
    pub pictures: Pictures,
}

/// The numbers and reasons that answer a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Kindred's version when the report was made.
    pub app_version: String,
    /// The table the network comes from.
    pub source: Domain,
    /// The table it should be reused on.
    pub target: Domain,
    /// Names of the columns that were used as inputs.
    pub columns: Vec<String>,
    /// The two-sample test on the inputs.
    pub test: Test,
    /// The two-sample test on inputs and label together, where both sides have labels.
    pub relation: Option<Test>,
    /// The networks side by side, where some were trained.
    pub comparison: Option<Comparison>,
    /// The source network adapted to the target's inputs, where the target has no labels.
    pub adaptation: Option<Adaptation>,
    /// What to do.
    pub advice: Advice,
    /// What may weaken all of this, in the order in which it is told.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// The fingerprints of the source's and of the target's file.
    #[must_use]
    pub fn fingerprints(&self) -> [&str; 2] {
        [&self.source.fingerprint, &self.target.fingerprint]
    }

    /// Whether nearly all rows of the target took part in the comparison with their label, so that labelling more of them
    /// cannot help.
    #[must_use]
    pub fn is_labelled(&self) -> bool {
        let comparison = self.comparison.as_ref();
        let taking_part = comparison.map_or(0, |comparison| comparison.rows.of_target());
        taking_part as f64 >= NEARLY_ALL * self.target.rows as f64
    }

    /// Whether it holds networks, and not tests alone.
    #[must_use]
    pub fn has_networks(&self) -> bool {
        self.comparison.is_some() || self.adaptation.is_some()
    }

    /// The file of the source network, where it was opened instead of trained.
    #[must_use]
    pub fn source_file(&self) -> Option<&str> {
        let compared = self.comparison.as_ref().map(|it| &it.source_file);
        let adapted = self.adaptation.as_ref().map(|it| &it.source_file);
        compared
            .into_iter()
            .chain(adapted)
            .flatten()
            .next()
            .map(String::as_str)
    }
}

/// A table, as far as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// The file's name.
    pub name: String,
    /// Number of rows in the file.
    pub rows: u64,
    /// First 128 bits of the BLAKE3 hash of the file, as 32 hexadecimal digits.
    pub fingerprint: String,
}
