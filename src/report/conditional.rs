//! Whether the label follows from the inputs as before: result types, and the verdict from its numbers.

use serde::{Deserialize, Serialize};

/// The least share of overlap for a verdict. Below it the regressions err in the same places, and the level does not hold.
pub const MIN_OVERLAP: f64 = 0.2;

/// Fewest rows that overlap, for a verdict: of 30 rows on either side all.
pub const MIN_OVERLAPPING_ROWS: f64 = 60.0;

/// Fewest runs of rows that overlap, for a verdict, where rows follow each other in time.
pub const MIN_OVERLAPPING_RUNS: f64 = 10.0;

/// What a test of the label given the inputs says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionalVerdict {
    /// At the same inputs the labels differ.
    Shifted,
    /// The test found nothing, which does not show that there is nothing.
    NotFound,
    /// Hardly any input stands in both tables.
    HardlyOverlap,
    /// Too few rows, or runs of them, have inputs that stand in both tables.
    TooFewRows,
}

/// What differs at the same inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// The mean of the label, or the shares of its classes.
    Mean,
    /// The spread of the label about its mean.
    Spread,
}

/// A test of whether the label depends on the table at the same inputs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Conditional {
    /// What the test says.
    pub verdict: ConditionalVerdict,
    /// Share of random signs at least as extreme as the data, the data included.
    pub p_value: Option<f64>,
    /// Number of draws of random signs that were compared with the data.
    pub flips: u32,
    /// What stands out most, where something was found.
    pub changed: Option<Changed>,
    /// How far the tables overlap: the mean of `ê(1 − ê)` over what it would be if the inputs told nothing of the table, `ê` being
    /// the estimated probability of the table. 1 where they tell nothing, 0 where they tell all. Absent where too few rows
    /// have a label.
    pub overlap: Option<f64>,
    /// How many rows of source and target the test used.
    pub rows_used: [u64; 2],
    /// How many runs of rows, where rows follow each other in time.
    pub runs_used: Option<[u64; 2]>,
}

impl Conditional {
    /// How many rows overlap: as many as balanced tables would have of which the inputs tell nothing.
    #[must_use]
    pub fn overlapping_rows(&self) -> f64 {
        self.overlapping(self.rows_used)
    }

    fn overlapping(&self, counts: [u64; 2]) -> f64 {
        let [source, target] = counts.map(|count| count as f64);
        4.0 * self.overlap.unwrap_or(0.0) * source * target / (source + target).max(1.0)
    }

    /// Whether the rows allow a verdict.
    #[must_use]
    pub fn is_tested(&self) -> bool {
        let has_runs = self
            .runs_used
            .is_none_or(|runs| self.overlapping(runs) >= MIN_OVERLAPPING_RUNS);
        has_runs
            && self.overlapping_rows() >= MIN_OVERLAPPING_ROWS
            && self.overlap.is_some_and(|overlap| overlap >= MIN_OVERLAP)
    }

    /// What the numbers say at a level.
    #[must_use]
    pub fn decided(&self, alpha: f64) -> ConditionalVerdict {
        match (self.p_value, self.overlap) {
            (Some(p_value), _) if p_value <= alpha => ConditionalVerdict::Shifted,
            (Some(_), _) => ConditionalVerdict::NotFound,
            (None, Some(overlap)) if overlap < MIN_OVERLAP => ConditionalVerdict::HardlyOverlap,
            (None, _) => ConditionalVerdict::TooFewRows,
        }
    }

    /// Whether labels were found to differ at the same inputs.
    #[must_use]
    pub fn is_shifted(&self) -> bool {
        self.verdict == ConditionalVerdict::Shifted
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::full;
    use super::*;

    #[test]
    fn a_verdict_needs_overlap_and_rows() {
        let conditional = full().report.relation.unwrap().conditional.unwrap();
        let with = |p_value, overlap, rows| Conditional {
            p_value,
            overlap,
            rows_used: [rows; 2],
            runs_used: None,
            ..conditional
        };
        let decided = |it: Conditional| (it.is_tested(), it.decided(0.05));
        assert_eq!(
            decided(with(Some(0.05), Some(0.6), 100)),
            (true, ConditionalVerdict::Shifted)
        );
        assert_eq!(
            decided(with(Some(0.06), Some(0.6), 100)),
            (true, ConditionalVerdict::NotFound)
        );
        assert_eq!(
            decided(with(None, Some(0.1), 1_000)),
            (false, ConditionalVerdict::HardlyOverlap)
        );
        assert_eq!(
            decided(with(None, Some(0.6), 40)),
            (false, ConditionalVerdict::TooFewRows)
        );
        assert_eq!(
            decided(with(None, None, 7)),
            (false, ConditionalVerdict::TooFewRows)
        );
        let in_time = Conditional {
            runs_used: Some([10, 10]),
            ..with(None, Some(0.3), 200)
        };
        assert!(!in_time.is_tested());
    }
}
