//! The report: the contract between Kindred and whoever reads its JSON.

use serde::{Deserialize, Serialize};

use super::{Adaptation, Comparison};

/// The version of the report's form. It changes when a reader of the old form would misread the new one.
pub const SCHEMA: u32 = 1;

/// The whole result of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`] when the report was made.
    pub schema: u32,
    /// Kindred's version when the report was made.
    pub app_version: String,
    /// The seed of all random choices.
    pub seed: u64,
    /// The table the network comes from.
    pub source: Domain,
    /// The table it should be reused on.
    pub target: Domain,
    /// Names of the columns that were used as inputs.
    pub columns: Vec<String>,
    /// The two-sample test on the inputs.
    pub test: Test,
    /// The two-sample test on inputs and label together, where both sides have labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Test>,
    /// The networks side by side, where some were trained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The source network adapted to the target's inputs, where the target has no labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adaptation: Option<Adaptation>,
    /// What to do.
    pub advice: Advice,
}

impl Report {
    /// The fingerprints of the source's and of the target's file.
    #[must_use]
    pub fn fingerprints(&self) -> [&str; 2] {
        [&self.source.fingerprint, &self.target.fingerprint]
    }

    /// Whether it holds networks, and not tests alone.
    #[must_use]
    pub fn has_networks(&self) -> bool {
        self.comparison.is_some() || self.adaptation.is_some()
    }

    /// The file of the source network, where it was opened instead of trained.
    #[must_use]
    pub fn source_file(&self) -> Option<&str> {
        let compared = self
            .comparison
            .as_ref()
            .and_then(|comparison| comparison.source_file.as_deref());
        let adapted = || {
            let adaptation = self.adaptation.as_ref()?;
            adaptation.source_file.as_deref()
        };
        compared.or_else(adapted)
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

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No difference found, and none as large as the margin is compatible with the data.
    Same,
    /// A difference was found, and it is smaller than the margin.
    Negligible,
    /// A difference was found.
    Different,
    /// No difference was found, which does not mean that there is none.
    Undecided,
    /// Too few rows for any verdict.
    TooFewRows,
}

/// How the rows were used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Too few rows on one side: no test.
    None,
    /// Every way to split the pooled rows into two groups of these sizes.
    Enumeration,
    /// Random permutations of single rows.
    RowPermutations,
    /// Random permutations of bins of rows.
    BinSums,
    /// Random permutations of bins of a seeded subsample of the rows.
    Subsample,
    /// Random permutations of bins: random features of all rows, and all pairs of a seeded subsample.
    RandomFeatures,
}

/// A test statistic by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statistic {
    /// Which statistic it is.
    pub name: String,
    /// Its observed value.
    pub value: f64,
    /// Of a statistic of many kernels the one that speaks loudest: its shape and bandwidth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loudest_kernel: Option<String>,
}

/// A number that is not there, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// The name of the missing field.
    pub field: String,
    /// Why it is missing, in a sentence.
    pub reason: String,
}

/// A two-sample test. Every number is finite; one that could not be had is absent and named in `absent`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// What the test says.
    pub verdict: Verdict,
    /// Share of permutations at least as extreme as the data, the data included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_value: Option<f64>,
    /// The level: the chance of calling two equal domains different.
    pub alpha: f64,
    /// Number of permutations that were compared with the data.
    pub permutations: u32,
    /// The statistic that was permuted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistic: Option<Statistic>,
    /// Unbiased squared MMD of the median Gaussian kernel; may be negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mmd2_unbiased: Option<f64>,
    /// Biased squared MMD of the median Gaussian kernel; never negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mmd2_biased: Option<f64>,
    /// Bandwidth `s` of that kernel, `exp(-d²/(2s²))`, in standard deviations of the columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bandwidth: Option<f64>,
    /// The mean shift, in standard deviations, that would give the same MMD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_sd: Option<f64>,
    /// Upper bound of the effect at 95 % confidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_sd_upper: Option<f64>,
    /// The effect below which two domains count as practically the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin_sd: Option<f64>,
    /// The smallest mean shift that this test would have caught with 80 % power.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_detectable_sd: Option<f64>,
    /// How the rows were used.
    pub regime: Regime,
    /// How many rows of source and target the test used.
    pub rows_used: [u64; 2],
    /// The same question for each column; absent for the relation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_column: Option<Vec<ColumnEffect>>,
    /// Fields that are not there, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Absent>,
}

/// The test of one column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnEffect {
    /// The column's name.
    pub name: String,
    /// p-value, adjusted for the number of columns.
    pub p_adjusted: f64,
    /// Effect in standard deviations: of numbers the mean shift with the same energy distance, of categories the largest
    /// difference of a share in standard deviations of its 0/1 column.
    pub effect_sd: f64,
    /// For categories half the sum of the differences of all shares: the probability that would have to move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_probability: Option<f64>,
}

/// What to do with the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Keep the network.
    ReuseAsIs,
    /// Train it further on the target.
    FineTune,
    /// Train a new one on the target.
    TrainFromScratch,
    /// The data at hand cannot tell.
    CollectMore,
}

/// What to do, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// What to do.
    pub action: Action,
    /// Why, in whole sentences.
    pub reasons: Vec<String>,
}
