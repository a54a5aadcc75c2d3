//! Where networks err on held-out target rows: aggregates of many rows each.
//!
//! Means of a column and of the label stand here, so no link carries them: the report file does.

use serde::{Deserialize, Serialize};

use super::ArmName;

/// Fewest held-out rows of a bin: smaller ones are joined with their neighbours.
pub const MIN_BIN_ROWS: usize = 10;

/// Most classes of a confusion matrix, all joined ones counted as one.
pub const MAX_CONFUSED: usize = 12;

/// Where the source network as it is and the advised network err, over all repeats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Errors {
    /// Of numbers: what was predicted against what was measured, for each network; empty for classes.
    pub by_prediction: Vec<ByPrediction>,
    /// Of classes: which are taken for which; nothing for numbers.
    pub confusion: Option<Confusion>,
    /// The errors by the values of a column; nothing where the held-out rows do not vary enough in any.
    pub by_column: Option<ErrorsByColumn>,
}

impl Errors {
    /// Whether nothing can be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_prediction.is_empty() && self.confusion.is_none() && self.by_column.is_none()
    }
}

/// The predictions of a network against the actual numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ByPrediction {
    /// The network.
    pub arm: ArmName,
    /// Held-out rows in the order of their mean prediction over the repeats, about as many in each bin.
    pub bins: Vec<PredictionBin>,
}

impl ByPrediction {
    /// By how much the predictions lie above the actual numbers on average; below zero where they lie below.
    #[must_use]
    pub fn bias(&self) -> f64 {
        let rows: f64 = self.bins.iter().map(|bin| bin.rows as f64).sum();
        let gaps = self
            .bins
            .iter()
            .map(|bin| bin.rows as f64 * (bin.predicted - bin.actual));
        gaps.sum::<f64>() / rows.max(1.0)
    }
}

/// Rows with similar predictions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PredictionBin {
    /// How many.
    pub rows: u64,
    /// The mean of the predictions.
    pub predicted: f64,
    /// The mean of the actual numbers.
    pub actual: f64,
    /// The standard deviation of the actual numbers.
    pub actual_sd: f64,
}

/// Which classes are taken for which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confusion {
    /// The classes, in the label's order.
    pub classes: Vec<String>,
    /// How many more classes are joined as one, which stands behind the others.
    pub joined: u64,
    /// The counts of each network.
    pub by_arm: Vec<ConfusionOfArm>,
}

/// Which classes one network takes for which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConfusionOfArm {
    /// The network.
    pub arm: ArmName,
    /// For each actual class, how often each class was predicted for its rows, over all repeats.
    pub counts: Vec<Vec<u64>>,
}

/// Errors by the values of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorsByColumn {
    /// The target's column.
    pub column: String,
    /// The bins, in the order of the column.
    pub bins: Vec<ErrorBin>,
    /// Rows in no bin: too few have a missing value, or a rare category.
    pub rows_left_out: u64,
}

impl ErrorsByColumn {
    /// The bin in which the last network, which is the advised one, errs most.
    #[must_use]
    pub fn worst(&self) -> Option<&ErrorBin> {
        let error = |bin: &ErrorBin| bin.errors.last().map_or(0.0, |of| of.error);
        self.bins
            .iter()
            .max_by(|one, other| error(one).total_cmp(&error(other)))
    }
}

/// Rows with similar values of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorBin {
    /// What they have in common.
    pub of: BinOf,
    /// How many.
    pub rows: u64,
    /// How far each network is off in them.
    pub errors: Vec<ErrorOfArm>,
}

/// How far one network is off.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ErrorOfArm {
    /// The network.
    pub arm: ArmName,
    /// The mean absolute error, or the share of rows whose class is not recognised.
    pub error: f64,
}

/// What the rows of a bin have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinOf {
    /// These hours of the day, from 0 on, both among them.
    Hours {
        /// The first.
        from: u8,
        /// The last.
        to: u8,
    },
    /// These months of the year, from 1 on, both among them.
    Months {
        /// The first.
        from: u8,
        /// The last.
        to: u8,
    },
    /// Numbers with this mean. No end is told, which would be a single row's.
    Around(f64),
    /// This category.
    Level(String),
    /// Any other category.
    OtherLevels,
    /// A missing value.
    Missing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bias_counts_rows_and_not_bins() {
        let bin = |rows, predicted| PredictionBin {
            rows,
            predicted,
            actual: 1.0,
            actual_sd: 0.0,
        };
        let found = ByPrediction {
            arm: ArmName::FineTuned,
            bins: vec![bin(30, 2.0), bin(10, -3.0)],
        };
        // (30 · 1 − 10 · 4) / 40.
        assert!((found.bias() + 0.25).abs() < 1e-12, "{}", found.bias());
    }

    #[test]
    fn the_worst_bin_is_that_of_the_last_network() {
        let bin = |of, errors: [f64; 2]| ErrorBin {
            of,
            rows: 10,
            errors: [ArmName::SourceAsIs, ArmName::FineTuned]
                .into_iter()
                .zip(errors)
                .map(|(arm, error)| ErrorOfArm { arm, error })
                .collect(),
        };
        let found = ErrorsByColumn {
            column: "x".into(),
            bins: vec![
                bin(BinOf::Around(1.0), [9.0, 1.0]),
                bin(BinOf::Missing, [2.0, 1.5]),
            ],
            rows_left_out: 0,
        };
        assert_eq!(found.worst().map(|bin| &bin.of), Some(&BinOf::Missing));
    }
}
