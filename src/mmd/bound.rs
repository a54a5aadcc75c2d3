//! How large the distance of two distributions may be, at a confidence of 95 %.
//!
//! # The idea
//!
//! The squared distance `θ` of two distributions in a kernel's space (their MMD²) has an unbiased estimate `U`. Where `θ` is
//! small, `U` is spread like a normal with two sources of noise:
//!
//! ```text
//! Var U  =  σ²  +  4 λ θ (1/n + 1/m)
//! ```
//!
//! `σ²` is what is left without a difference, and permutations of the pooled bins show it. The other part is that of the
//! witness function `h`, whose squared norm is `θ`: its variance over rows is `⟨h, C h⟩`, with `C` the covariance of the
//! rows in the kernel's space, and so it is at most `λ θ` with `λ` the largest eigenvalue of `C`, whatever way the tables
//! differ. The bound is the largest `θ` that a one-sided test at level .05 would not reject.
//!
//! # The traps
//!
//! - Rows of a run depend on each other, and vary less than they seem to. The [design effect](Noise) makes up for it.
//! - An eigenvalue of a sample is too large on average, never too small by much. So the bound is a little too wide.

use crate::random::Seed;

use super::bins::BinSums;
use super::pass::{Rows, median_kernels};
use super::permutation::for_each_split_in_turn;
use super::sides::Sides;

/// Random splits that show the noise without a difference.
const SPLITS: u32 = 499;

/// The 95 % point of the standard normal.
const QUANTILE: f64 = 1.644_853_626_951_472_2;

/// Rows that the largest eigenvalue is worked out from.
const MAX_EIGENVALUE_ROWS: usize = 1_024;

/// Steps of the power iteration.
const ITERATIONS: usize = 40;

/// How an unbiased estimate of a squared distance is spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Noise {
    /// Its variance where there is no difference.
    pub(super) null: f64,
    /// What a difference adds to the variance, for each unit of the squared distance.
    pub(super) slope: f64,
}

impl Noise {
    /// From the variance without a difference, the largest eigenvalue, and how many times as much the means of rows vary as
    /// those of independent ones.
    pub(super) fn new(null: f64, eigenvalue: f64, design_effect: f64, [n, m]: [f64; 2]) -> Self {
        Self {
            null,
            slope: 4.0 * eigenvalue * design_effect.max(1.0) * (1.0 / n + 1.0 / m),
        }
    }

    /// The largest squared distance that an estimate leaves possible: `θ` with `θ − z √(σ² + κ θ)` the estimate.
    pub(super) fn upper(self, estimate: f64) -> f64 {
        let square = QUANTILE * QUANTILE;
        let half = square * self.slope / 2.0;
        let root = square * (self.null + self.slope * estimate) + half * half;
        (estimate + half + libm::sqrt(root.max(0.0))).max(0.0)
    }
}

/// The noise of the unbiased MMD² of the median kernel, whose sums over pairs of bins these are.
pub(super) fn noise(
    rows: Rows<'_>,
    sums: &BinSums<1>,
    sides: &Sides,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Noise {
    let form = sums.form(sides.source());
    let mut values = Vec::new();
    for_each_split_in_turn(sides, SPLITS, seed.derive("bound", 0), |side, is_source| {
        values.extend(form.unbiased(side, is_source));
    });
    progress(0.5);
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    let null = squares.sum::<f64>() / count;
    let [n, m] = form.sizes();
    // Of independent rows the biased MMD² is by so much larger than the unbiased one.
    let all = n + m;
    let by_chance = (1.0 - form.total()[0] / (all * (all - 1.0))) * (1.0 / n + 1.0 / m);
    let design_effect = if by_chance > 0.0 {
        1.0 + mean / by_chance
    } else {
        1.0
    };
    Noise::new(null, largest_eigenvalue(rows, seed), design_effect, [n, m])
}

/// The largest eigenvalue of the covariance of rows in the space of the median kernel, each side about its own mean.
fn largest_eigenvalue(rows: Rows<'_>, seed: Seed) -> f64 {
    let mut generator = seed.derive("rows of the eigenvalue", 0).generator();
    let mut order = generator.permutation(rows.inputs.rows());
    order.truncate(MAX_EIGENVALUE_ROWS);
    // Source first again.
    order.sort_unstable();
    let source = order.partition_point(|&row| row < rows.source);
    let kernels = median_kernels(rows, &order);
    let count = order.len();
    let mut vector: Vec<f64> = (0..count).map(|_| generator.normal()).collect();
    let mut eigenvalue = 0.0;
    for _ in 0..ITERATIONS {
        let (of_source, of_target) = vector.split_at_mut(source);
        centre(of_source);
        centre(of_target);
        let length = libm::sqrt(vector.iter().map(|value| value * value).sum());
        if length <= 0.0 {
            return 0.0;
        }
        let products = kernels.chunks_exact(count).map(|row| {
            let products = row.iter().zip(&vector).map(|(kernel, value)| kernel * value);
            products.sum::<f64>() / length
        });
        let next: Vec<f64> = products.collect();
        let own = next.iter().zip(&vector).map(|(next, value)| next * value);
        eigenvalue = own.sum::<f64>() / length / count as f64;
        vector = next;
    }
    eigenvalue
}

fn centre(values: &mut [f64]) {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    for value in values {
        *value -= mean;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_what_the_test_would_not_reject() {
        let noise = Noise {
            null: 0.000_4,
            slope: 0.01,
        };
        for estimate in [-0.02, 0.0, 0.05, 0.3] {
            let bound = noise.upper(estimate);
            let deviation = (noise.null + noise.slope * bound).sqrt();
            assert!(
                (bound - QUANTILE * deviation - estimate).abs() < 1e-12,
                "{estimate}"
            );
        }
        // So far below zero that no distance explains it.
        assert!(noise.upper(-1.0).abs() < 1e-12);
    }
}
