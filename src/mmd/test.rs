//! The test as a whole.

use crate::features::Matrix;
use crate::random::Seed;

use super::bandwidth::median_distance;
use super::bins::BinSums;
use super::effect::shift_of_mmd2;
use super::permutation::{Permuted, permute};
use super::tiles::Pooled;

/// What the test measures.
#[derive(Debug, Clone, PartialEq)]
pub struct TestResult {
    /// Unbiased MMD²: the statistic that is permuted.
    pub unbiased: f64,
    /// Biased MMD².
    pub biased: f64,
    /// Bandwidth `s` of the kernel.
    pub bandwidth: f64,
    /// The mean shift in standard deviations with the same unbiased MMD²; nothing where no shift has it.
    pub effect: Option<f64>,
    /// The statistic among those of the permutations.
    pub permuted: Permuted,
}

/// Rows that cannot be tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MmdError {
    /// The two matrices have different numbers of columns.
    #[error("The two tables have different numbers of encoded columns.")]
    Widths,
    /// A side has fewer than two rows.
    #[error("A side has fewer than two rows.")]
    Rows,
    /// A value is not finite, or so large that distances are not.
    #[error("Some values are too large to measure distances between rows.")]
    NotFinite,
    /// More than half of all pairs of rows are equal, and so are the next.
    #[error("All rows are equal in the columns used, so there is nothing to compare.")]
    AllRowsEqual,
}

/// Tests whether two sets of rows come from one distribution.
///
/// `source` is `n × d` and `target` `m × d`, both in the order of a plan: consecutive runs of `bin_rows` rows
/// are the bins that are permuted, and `n` and `m` are multiples of it. The kernel is
/// `exp(-‖x-y‖²/(2s²))` with `s` the median of the distances between all pooled rows. `progress` is called
/// with the share of the work that is done.
pub fn test<T: Copy + Into<f64>>(
    source: &Matrix<T>,
    target: &Matrix<T>,
    bin_rows: usize,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<TestResult, MmdError> {
    let pooled = Pooled::new(source, target).ok_or(MmdError::Widths)?;
    if source.rows() < 2 || target.rows() < 2 {
        return Err(MmdError::Rows);
    }
    let bandwidth = bandwidth_of(&pooled, &mut |share| progress(0.5 * share))?;
    Ok(judge(
        &pooled,
        source.rows(),
        bin_rows,
        bandwidth,
        permutations,
        seed,
        &mut |share| {
            progress(0.5 + 0.5 * share);
        },
    ))
}

/// Sums the kernel, permutes, and measures; the first `n` rows are the source's.
fn judge(
    pooled: &Pooled,
    n: usize,
    bin_rows: usize,
    bandwidth: f64,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> TestResult {
    let sums = BinSums::gaussian(pooled, bin_rows, bandwidth, &mut |share| progress(0.8 * share));
    let source_bins = n / bin_rows.max(1);
    let form = sums.form(source_bins);
    let permuted = permute(&form, source_bins, permutations, seed, &mut |share| {
        progress(0.8 + 0.2 * share);
    });
    let observed: Vec<usize> = (0..source_bins).collect();
    TestResult {
        unbiased: permuted.observed,
        biased: form.biased(&observed).max(0.0),
        bandwidth,
        effect: shift_of_mmd2(permuted.observed, total_variance(pooled), bandwidth),
        permuted,
    }
}

/// The bandwidth of the median heuristic, checked.
fn bandwidth_of(pooled: &Pooled, progress: &mut dyn FnMut(f64)) -> Result<f64, MmdError> {
    let median = median_distance(pooled, progress).ok_or(MmdError::Rows)?;
    let bandwidth = if median > 0.0 {
        median
    } else {
        mean_distance(pooled)
    };
    if bandwidth <= 0.0 {
        return Err(MmdError::AllRowsEqual);
    }
    if !bandwidth.is_finite() || !(bandwidth * bandwidth).is_normal() {
        return Err(MmdError::NotFinite);
    }
    Ok(bandwidth)
}

/// The bandwidth where the median is 0, because more than half of all pairs are equal.
fn mean_distance(pooled: &Pooled) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    pooled.for_each_pair(&mut |_| {}, |_, _, square| {
        sum += square.sqrt();
        count += 1.0;
    });
    sum / count
}

/// Sum of the variances of the pooled columns: the dimension `d` of the standard normal that varies as much.
/// Standardised numbers count 1 each; a one-hot category counts as much as it varies.
fn total_variance(pooled: &Pooled) -> f64 {
    let rows = pooled.rows() as f64;
    (0..pooled.columns())
        .map(|column| {
            let (sum, squares) = pooled.column(column).fold((0.0, 0.0), |(sum, squares), value| {
                (sum + value, squares + value * value)
            });
            (squares / rows - sum / rows * (sum / rows)).max(0.0)
        })
        .sum()
}

/// Tests inputs and label together, with the product of a kernel on each.
///
/// The product of two Gaussian kernels is one Gaussian kernel on the joined rows when each part is divided by
/// its own bandwidth, so that is what is computed: the result's bandwidth is 1, and no shift of means is
/// equivalent to it. Sizes and order are as in [`test()`].
pub fn test_product<T: Copy + Into<f64>>(
    inputs: [&Matrix<T>; 2],
    labels: [&Matrix<T>; 2],
    bin_rows: usize,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<TestResult, MmdError> {
    let input_rows = Pooled::new(inputs[0], inputs[1]).ok_or(MmdError::Widths)?;
    let label_rows = Pooled::new(labels[0], labels[1]).ok_or(MmdError::Widths)?;
    let n = inputs[0].rows();
    if n < 2 || inputs[1].rows() < 2 || labels[0].rows() != n || labels[1].rows() != inputs[1].rows() {
        return Err(MmdError::Rows);
    }
    let input_bandwidth = bandwidth_of(&input_rows, &mut |share| progress(0.3 * share))?;
    let label_bandwidth = bandwidth_of(&label_rows, &mut |share| progress(0.3 + 0.2 * share))?;
    let joined = input_rows
        .scaled(1.0 / input_bandwidth)
        .joined(&label_rows.scaled(1.0 / label_bandwidth));
    let result = judge(&joined, n, bin_rows, 1.0, permutations, seed, &mut |share| {
        progress(0.5 + 0.5 * share);
    });
    Ok(TestResult {
        effect: None,
        ..result
    })
}
