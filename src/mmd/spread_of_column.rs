//! How the spread of a column differs between the sides: the means of its squares.

use super::lanes::SPLITS;
use super::tiles::Pooled;

/// The squares of a column about its mean, less their mean.
pub(super) struct Squares {
    /// Their sums over the rows of each bin.
    bins: Vec<f64>,
    /// Their variance over all rows.
    variance: f64,
}

impl Squares {
    pub(super) fn new(rows: &Pooled, column: usize, bin_rows: usize) -> Self {
        let count = rows.rows() as f64;
        let mean = rows.column(column).sum::<f64>() / count;
        let of_column = rows.variance(column);
        let mut bins = vec![0.0; rows.rows().div_ceil(bin_rows)];
        let mut squares = 0.0;
        for (row, value) in rows.column(column).enumerate() {
            let square = (value - mean) * (value - mean) - of_column;
            bins[row / bin_rows] += square;
            squares += square * square;
        }
        Self {
            bins,
            variance: squares / count,
        }
    }

    /// What the statistic of a random split is on average where rows are independent.
    pub(super) fn by_chance(&self, [n, m]: [f64; 2]) -> f64 {
        self.variance * (1.0 / n + 1.0 / m)
    }

    /// The square of the difference of the means of both sides for several splits at once, added to `totals`.
    pub(super) fn add_differences(&self, weights: &[[f64; SPLITS]], totals: &mut [f64; SPLITS]) {
        let mut differences = [0.0; SPLITS];
        for (sum, weights) in self.bins.iter().zip(weights) {
            for (difference, weight) in differences.iter_mut().zip(weights) {
                *difference += sum * weight;
            }
        }
        for (total, difference) in totals.iter_mut().zip(&differences) {
            *total += difference * difference;
        }
    }
}
