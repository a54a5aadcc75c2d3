//! The test as a whole.

use serde::{Deserialize, Serialize};

use crate::features::Matrix;
use crate::random::Seed;

use super::bandwidth::median_distance;
use super::bound::noise;
use super::calibration::Calibration;
use super::columns::{ColumnResult, Group, test_columns};
use super::effect::shift_of_mmd2;
use super::fuse::{FuseForm, KernelSums, Member};
use super::kernels::{KERNELS, Kernel, Kernels};
use super::pass::{Pass, Rows, sum_kernels};
use super::permutation::{Permuted, Statistics as _, permute};
use super::plan::Bins;
use super::random_features::{BANDWIDTH_FACTORS, FEATURE_KERNELS, sum_features};
use super::sides::Sides;
use super::tiles::Pooled;
use super::whitened_kernels::{WHITENED_KERNELS, WhitenedSums};

/// What the test measures.
#[derive(Debug, Clone, PartialEq)]
pub struct TestResult {
    /// The statistic among those of the permutations.
    pub permuted: Permuted,
    /// The kernel with the highest score.
    pub strongest: Kernel,
    /// The shift in standard deviations with the MMD² of the Gaussian kernel that tells the sides apart most clearly, of the
    /// columns as they are or whitened; infinite where no shift has it. The median kernel is blind to some changes, and this
    /// is how large they are.
    pub seen_shift: f64,
    /// What each group of columns says alone.
    pub columns: Vec<ColumnResult>,
    /// Unbiased MMD² of the median Gaussian kernel.
    pub unbiased: f64,
    /// Biased MMD² of that kernel.
    pub biased: f64,
    /// Bandwidth `s` of that kernel.
    pub bandwidth: f64,
    /// The shift in standard deviations with the same unbiased MMD²: of the inputs' means, or, where inputs and label
    /// are tested together, of the label's mean. That of a column where it is larger. Nothing where no shift has it.
    pub effect: Option<f64>,
    /// An upper bound of that shift at 95 % confidence; nothing where it is beyond any shift.
    pub effect_upper: Option<f64>,
    /// The witness function at each row that takes part in pairs, source first: the mean of the median kernel to rows of the
    /// source less that to rows of the target, of either those in the half that the row is not in. Halves are the first and
    /// the last rows of a side.
    pub witness: Vec<f64>,
    /// What the permutations were made of.
    pub(super) sums: KernelSums<KERNELS>,
    pub(super) features: Option<KernelSums<FEATURE_KERNELS>>,
    pub(super) sides: Sides,
    pub(super) kernels: Kernels,
    pub(super) calibration: Calibration,
}

/// Rows that cannot be tested.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum MmdError {
    /// The two matrices have different numbers of columns.
    Widths,
    /// A side has fewer than two rows that are paired.
    Rows,
    /// A value is not finite, or so large that distances are not.
    NotFinite,
    /// All rows that are paired are equal, or so nearly that the squares of their distances are 0.
    AllRowsEqual,
}

/// Tests whether two sets of rows come from one distribution.
///
/// `source` is `n × d` and `target` `m × d`, both in the order of a plan: consecutive runs of rows are the bins that are
/// permuted, and `n` and `m` are multiples of their rows. The statistic is MMD-FUSE over twenty kernels of the rows that
/// are paired, joined by four kernels of all rows where these are more, by eleven kernels of whitened columns, and by the
/// largest statistic of the columns in `groups`, each of which says what became of one column of a table. All are judged
/// by the same permutations. Effect, bound and witness are those of the kernel `exp(-‖x-y‖²/(2s²))` with `s` the median of
/// the distances between all paired rows. `progress` is called with the share of the work that is done.
pub fn test<T: Copy + Into<f64>>(
    source: &Matrix<T>,
    target: &Matrix<T>,
    groups: &[Group],
    bins: &Bins,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<TestResult, MmdError> {
    let paired = [paired(source, bins), paired(target, bins)];
    let pooled = Pooled::new(&paired[0], &paired[1]).ok_or(MmdError::Widths)?;
    if paired.iter().any(|side| side.rows() < 2) {
        return Err(MmdError::Rows);
    }
    let bandwidth = bandwidth_of(&pooled, &mut |share| progress(0.1 * share))?;
    let features = (bins.paired < bins.rows).then(|| {
        sum_features([source, target], bins.rows, bandwidth, seed, &mut |share| {
            progress(0.1 + 0.1 * share);
        })
    });
    let rows = Rows {
        inputs: &pooled,
        source: paired[0].rows(),
        bandwidth,
        labels: None,
    };
    let whitened = WhitenedSums::new(&pooled, bins.paired.max(1), seed, &mut |share| {
        progress(0.2 + 0.2 * share);
    });
    let columns = test_columns(
        &pooled,
        rows.source,
        groups,
        bins,
        permutations,
        seed,
        &mut |share| progress(0.4 + 0.2 * share),
    );
    let further = Further {
        features,
        whitened,
        columns: columns.largest,
    };
    let result = judge(rows, bins, further, permutations, seed, &mut |share| {
        progress(0.6 + 0.4 * share);
    })?;
    let shift = |mmd2: f64| shift_of_mmd2(mmd2, pooled.total_variance(), bandwidth);
    // A column is accused only where the test of all sees a difference, of which its statistic is a part.
    let accused = columns.results.into_iter().map(|column| ColumnResult {
        p_adjusted: column.p_adjusted.max(result.permuted.p_value),
        ..column
    });
    let columns: Vec<ColumnResult> = accused.collect();
    // A column cannot have moved further than all of them together. Where it seems so, the median kernel is blind to how.
    let largest = |of: fn(&ColumnResult) -> f64| columns.iter().map(of).fold(0.0, f64::max);
    let of_columns = [
        largest(|column| column.effect),
        largest(|column| column.effect_upper),
    ];
    Ok(TestResult {
        effect: shift(result.unbiased).map(|effect| effect.max(of_columns[0])),
        effect_upper: result
            .effect_upper
            .and_then(shift)
            .map(|bound| bound.max(of_columns[1])),
        columns,
        ..result
    })
}

/// What is joined with the kernels of pairs.
#[derive(Default)]
struct Further {
    /// Kernels on all rows.
    features: Option<KernelSums<FEATURE_KERNELS>>,
    /// Kernels of whitened columns.
    whitened: Option<WhitenedSums>,
    /// The largest statistic of the columns in each split, the data's own first; empty where none is tested.
    columns: Vec<f64>,
}

/// The rows of a side that take part in pairs: the first ones of each bin.
#[must_use]
pub fn paired<T: Copy>(rows: &Matrix<T>, bins: &Bins) -> Matrix<T> {
    if bins.paired >= bins.rows {
        return rows.clone();
    }
    let all: Vec<usize> = (0..rows.rows()).collect();
    rows.select(&bins.paired_rows(&all).collect::<Vec<_>>())
}

/// Sums the kernels, permutes, and measures. The upper bound is that of the MMD².
fn judge(
    rows: Rows<'_>,
    bins: &Bins,
    further: Further,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<TestResult, MmdError> {
    let bin_rows = bins.paired.max(1);
    let sides = bins.sides(rows.source, rows.inputs.rows() - rows.source);
    let kernels = Kernels::for_rows(rows.inputs, rows.bandwidth, seed).ok_or(MmdError::NotFinite)?;
    let Pass {
        fuse,
        median,
        witness,
    } = sum_kernels(rows, bin_rows, &kernels, seed, &mut |share| progress(0.7 * share));
    let source_bins = sides.source();
    let pairs = fuse.form(source_bins);
    let more = further
        .features
        .as_ref()
        .map(|features| features.form(source_bins).with_weights_like(&pairs));
    let whitened = further.whitened.as_ref();
    let form = FuseForm {
        kernels: pairs,
        more,
        whitened: whitened.map(|sums| sums.pairs.form(source_bins)),
    };
    let (permuted, calibration) = permute(
        &form,
        &further.columns,
        &sides,
        permutations,
        seed,
        &mut |share| progress(0.7 + 0.2 * share),
    );
    let observed = sides.observed();
    let mut own = Vec::new();
    form.add(&observed, true, &mut own);
    let mut members = form.members();
    if let Some(largest) = further.columns.first() {
        own.push(*largest);
        members.push(Member::Columns);
    }
    let scores = calibration.scores(&own);
    let seen_shift = match rows.labels {
        None => seen_shift(rows.inputs, &form, whitened, &kernels, &own, &scores),
        // A product of kernels is worth no shift of the inputs.
        Some(_) => 0.0,
    };
    let scores = scores.into_iter().zip(members);
    let kernel = |member: Member| match member {
        Member::Pairs(kernel) => Some(kernels.describe(kernel)),
        Member::Features(kernel) => Some(Kernel::Gaussian(BANDWIDTH_FACTORS[kernel] * rows.bandwidth)),
        Member::Fuse => None,
        Member::Whitened(kernel) => {
            let bandwidth = whitened.and_then(|sums| sums.bandwidth(kernel));
            Some(bandwidth.map_or(Kernel::WhitenedQuadratic, Kernel::WhitenedGaussian))
        }
        Member::Columns => Some(Kernel::OneColumn),
    };
    let strongest = scores
        .filter_map(|(score, member)| kernel(member).map(|kernel| (score, kernel)))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map_or(Kernel::Gaussian(rows.bandwidth), |(_, kernel)| kernel);
    let median_form = median.form(source_bins);
    let unbiased = median_form.unbiased(&observed, true)[0];
    let noise = noise(rows, &median, &sides, seed, &mut |share| {
        progress(0.9 + 0.1 * share);
    });
    Ok(TestResult {
        permuted,
        strongest,
        seen_shift,
        unbiased,
        biased: median_form.biased(&observed)[0].max(0.0),
        bandwidth: rows.bandwidth,
        effect: None,
        effect_upper: Some(noise.upper(unbiased)),
        witness: witness.of_rows(),
        sides,
        kernels,
        columns: Vec::new(),
        sums: fuse,
        features: further.features,
        calibration,
    })
}

/// The shift with the MMD² of the Gaussian kernel that has the highest score; `own` are the statistics of the data.
fn seen_shift(
    inputs: &Pooled,
    form: &FuseForm<'_, KERNELS, FEATURE_KERNELS, WHITENED_KERNELS>,
    whitened: Option<&WhitenedSums>,
    kernels: &Kernels,
    own: &[f64],
    scores: &[f64],
) -> f64 {
    let weights = form.kernels.weights();
    let variance = inputs.total_variance();
    let shifts = form.members().into_iter().zip(own).zip(scores);
    let shifts = shifts.filter_map(|((member, value), score)| {
        let shift = match member {
            Member::Pairs(kernel) => match kernels.describe(kernel) {
                Kernel::Gaussian(bandwidth) if weights[kernel] > 0.0 => {
                    shift_of_mmd2(value / weights[kernel], variance, bandwidth)
                }
                _ => return None,
            },
            Member::Whitened(kernel) => {
                let whitened = whitened?;
                shift_of_mmd2(*value, whitened.total_variance, whitened.bandwidth(kernel)?)
            }
            Member::Features(_) | Member::Fuse | Member::Columns => return None,
        };
        Some((score, shift.unwrap_or(f64::INFINITY)))
    });
    let highest = shifts.max_by(|one, other| one.0.total_cmp(other.0));
    highest.map_or(0.0, |(_, shift)| shift)
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

/// Tests inputs and label together, with the product of a kernel on each, on the rows that are paired.
///
/// Each of the kernels on the inputs is multiplied by a Gaussian one on the label with its median bandwidth. The
/// effect is the shift of the label's mean that would have the same MMD if the label did not depend on the inputs.
/// Sizes and order are as in [`test()`].
pub fn test_product<T: Copy + Into<f64>>(
    inputs: [&Matrix<T>; 2],
    labels: [&Matrix<T>; 2],
    bins: &Bins,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<TestResult, MmdError> {
    let [n, m] = inputs.map(Matrix::rows);
    if labels.map(Matrix::rows) != [n, m] {
        return Err(MmdError::Rows);
    }
    let inputs = inputs.map(|side| paired(side, bins));
    if inputs.iter().any(|side| side.rows() < 2) {
        return Err(MmdError::Rows);
    }
    let labels = labels.map(|side| paired(side, bins));
    let input_rows = Pooled::new(&inputs[0], &inputs[1]).ok_or(MmdError::Widths)?;
    let label_rows = Pooled::new(&labels[0], &labels[1]).ok_or(MmdError::Widths)?;
    let input_bandwidth = bandwidth_of(&input_rows, &mut |share| progress(0.2 * share))?;
    let label_bandwidth = bandwidth_of(&label_rows, &mut |share| progress(0.2 + 0.1 * share))?;
    let rows = Rows {
        inputs: &input_rows,
        source: inputs[0].rows(),
        bandwidth: input_bandwidth,
        labels: Some((&label_rows, label_bandwidth)),
    };
    let result = judge(rows, bins, Further::default(), permutations, seed, &mut |share| {
        progress(0.3 + 0.7 * share);
    })?;
    // Where label and inputs are independent, the MMD² of the product is that of the label times the mean of the
    // kernel on the inputs.
    let mean = mean_kernel(input_rows.total_variance(), input_bandwidth);
    let shift = |mmd2: f64| shift_of_mmd2(mmd2 / mean, label_rows.total_variance(), label_bandwidth);
    Ok(TestResult {
        effect: shift(result.unbiased),
        effect_upper: result.effect_upper.and_then(shift),
        ..result
    })
}

/// The mean of the Gaussian kernel over pairs of rows from `N(0, I_d)`.
fn mean_kernel(dimension: f64, bandwidth: f64) -> f64 {
    let l = bandwidth * bandwidth;
    libm::pow(l / (l + 2.0), dimension / 2.0)
}
