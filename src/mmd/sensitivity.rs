//! The smallest shift that the test would have caught.

use crate::random::{Generator, Seed};

use super::calibration::Calibration;
use super::exponential::kernel_single;
use super::fuse::log_mean_exp;
use super::kernels::{BANDWIDTHS, KERNELS};
use super::random_features::{FACTORS, FEATURE_KERNELS};
use super::test::TestResult;
use super::tiles::{Pooled, TILE};

/// A number for each kernel: the twenty of pairs, and those of random features.
type PerKernel = [f64; KERNELS + FEATURE_KERNELS];

const NONE: PerKernel = [0.0; KERNELS + FEATURE_KERNELS];

/// The power at which a shift counts as caught.
const POWER: f64 = 0.8;

/// Rows that stand for all others where a shifted kernel is averaged; whole tiles.
const REFERENCES: usize = 2 * TILE;

/// Random splits that the power is a share of.
const SPLITS: usize = 400;

/// The first shift that is tried, in standard deviations.
const FIRST: f64 = 0.1;

/// Shifts are doubled or halved so often until one is caught and the other is not, and the interval between them is
/// then halved so often: to 2 %.
const DOUBLINGS: usize = 12;
const HALVINGS: usize = 5;

/// The smallest shift of all columns together, in standard deviations, that this test would have called different at
/// level `alpha` with a probability of 80 %; nothing where no shift would be caught.
///
/// Simulated with the test's own rows, bins, kernels and threshold. A random split of the pooled bins is a pair of
/// samples without a difference; moving all rows of its second side by `δ` changes the statistic of each kernel by
/// `−2 (mean_{x,y} k(x, y + δ) − k(x, y))`. That mean over pairs is taken as the sum of what each row contributes on
/// its own (Hoeffding's projection), measured against 128 rows drawn from all.
///
/// `rows` are those that are paired. A kernel that sees more rows than these is moved by the same shift as much, and
/// less by chance.
#[must_use]
pub fn smallest_detectable_shift(result: &TestResult, rows: &Pooled, alpha: f64, seed: Seed) -> Option<f64> {
    let threshold = threshold(&result.permuted.values, alpha)?;
    let mut generator = seed.derive("smallest detectable shift", 0).generator();
    let simulation = Simulation::new(result, rows, &mut generator);
    let is_caught = |shift: f64| simulation.power(shift, threshold) >= POWER;
    let mut caught = FIRST;
    let mut missed = FIRST;
    if is_caught(FIRST) {
        for _ in 0..DOUBLINGS {
            missed = caught / 2.0;
            if !is_caught(missed) {
                break;
            }
            caught = missed;
        }
    } else {
        let mut found = false;
        for _ in 0..DOUBLINGS {
            caught = missed * 2.0;
            if is_caught(caught) {
                found = true;
                break;
            }
            missed = caught;
        }
        if !found {
            return None;
        }
    }
    for _ in 0..HALVINGS {
        let middle = libm::sqrt(caught * missed);
        if is_caught(middle) {
            caught = middle;
        } else {
            missed = middle;
        }
    }
    Some(caught)
}

/// The smallest value of the statistic that is rejected; nothing where none can be.
fn threshold(values: &[f64], alpha: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of permutations"
    )]
    let as_extreme = (alpha * (values.len() + 1) as f64) as usize;
    // So many of all values, the data's own among them, may reach it.
    sorted.get(as_extreme.checked_sub(1)?).copied()
}

/// What does not depend on the shift.
struct Simulation<'t> {
    rows: &'t Pooled,
    /// The rates of the kernels, Gaussian ones of the sums of pairs first, then Laplace ones, then those of features.
    rates: Vec<f64>,
    bin_rows: usize,
    source_bins: usize,
    /// What a kernel's MMD² is multiplied by.
    weights: PerKernel,
    /// How much less a kernel that sees more rows than are paired is moved by chance.
    calm: PerKernel,
    references: Pooled,
    /// Which rows the references are.
    indices: Vec<usize>,
    /// The direction of the shift: each column in proportion to its deviation, of length 1.
    direction: Vec<f64>,
    /// Random splits: the bins in some order, and the scaled statistics of the kernels.
    splits: Vec<(Vec<usize>, PerKernel)>,
    calibration: &'t Calibration,
}

impl<'t> Simulation<'t> {
    fn new(result: &'t TestResult, rows: &'t Pooled, generator: &mut Generator) -> Self {
        let source_bins = result.source_bins;
        let form = result.sums.form(source_bins);
        let more = result.features.as_ref().map(|features| {
            let calm = libm::sqrt(result.sums.bin_rows() as f64 / features.bin_rows() as f64);
            (features.form(source_bins).weighed_like(&form), calm)
        });
        let mut rates = [result.kernels.gaussian, result.kernels.laplace].concat();
        let (mut weights, mut calm) = (NONE, [1.0; KERNELS + FEATURE_KERNELS]);
        weights[..KERNELS].copy_from_slice(&form.weights());
        if let Some((more, factor)) = &more {
            rates.extend(FACTORS.map(|scale| 0.5 / (scale * result.bandwidth * scale * result.bandwidth)));
            weights[KERNELS..].copy_from_slice(&more.weights());
            calm[KERNELS..].fill(*factor);
        }
        let mut indices = generator.permutation(rows.rows());
        indices.truncate(REFERENCES);
        let mut order: Vec<usize> = (0..result.sums.bins()).collect();
        let splits = (0..SPLITS)
            .map(|_| {
                generator.shuffle(&mut order);
                let mut scaled = NONE;
                scaled[..KERNELS].copy_from_slice(&form.scaled(&order[..source_bins], true));
                if let Some((more, _)) = &more {
                    scaled[KERNELS..].copy_from_slice(&more.scaled(&order[..source_bins], true));
                }
                (order.clone(), scaled)
            })
            .collect();
        Self {
            rows,
            rates,
            bin_rows: result.sums.bin_rows(),
            source_bins,
            weights,
            calm,
            references: rows.gathered(&indices),
            indices,
            direction: direction(rows),
            splits,
            calibration: &result.calibration,
        }
    }

    /// The share of splits that are rejected with the second side moved.
    fn power(&self, shift: f64, threshold: f64) -> f64 {
        let step: Vec<f64> = self.direction.iter().map(|part| part * shift).collect();
        let back: Vec<f64> = step.iter().map(|part| -part).collect();
        // A row of the first side beside references that have moved, and one of the second that has moved itself.
        let of_first = self.changes(&step);
        let of_second = self.changes(&back);
        let bins = of_first.len() as f64;
        let overall = sum(of_first.iter().chain(&of_second)).map(|sum| sum / (2.0 * bins));
        let source_bins = self.source_bins as f64;
        let caught = self.splits.iter().filter(|(order, scaled)| {
            let (first, second) = order.split_at(self.source_bins);
            let first = sum(first.iter().map(|&bin| &of_first[bin]));
            let second = sum(second.iter().map(|&bin| &of_second[bin]));
            let moved: PerKernel = std::array::from_fn(|k| {
                let by_chance = first[k] / source_bins + second[k] / (bins - source_bins) - 2.0 * overall[k];
                scaled[k] - 2.0 * self.weights[k] * (overall[k] + self.calm[k] * by_chance)
            });
            let mut moved = moved[..self.rates.len()].to_vec();
            moved.push(log_mean_exp(&moved));
            self.calibration.joined(&moved) >= threshold
        });
        caught.count() as f64 / self.splits.len() as f64
    }

    /// For each bin and kernel the mean change of the kernel between its rows and the references, when these move.
    fn changes(&self, step: &[f64]) -> Vec<PerKernel> {
        let moved = self.references.moved(step);
        let rows = self.rows.rows();
        let mut means = vec![NONE; rows.div_ceil(self.bin_rows)];
        for row in 0..rows {
            let mut sums = NONE;
            let mut pairs = self.indices.len();
            for first in (0..self.indices.len()).step_by(TILE) {
                let to = TILE.min(self.indices.len() - first);
                // A row beside itself makes no pair.
                let own = self.indices[first..first + to]
                    .iter()
                    .position(|&index| index == row);
                pairs -= usize::from(own.is_some());
                self.add_change(row, first, to, own, &moved, &mut sums);
            }
            let count = (pairs.max(1) * self.bin_rows) as f64;
            for (mean, sum) in means[row / self.bin_rows].iter_mut().zip(sums) {
                *mean += sum / count;
            }
        }
        means
    }

    fn add_change(
        &self,
        row: usize,
        first: usize,
        to: usize,
        own: Option<usize>,
        moved: &Pooled,
        sums: &mut PerKernel,
    ) {
        let squares = [&self.references, moved]
            .map(|others| self.rows.squared_distances_to(others, row, first).map(single));
        let absolutes =
            [&self.references, moved].map(|others| self.rows.absolute_distances_to(others, row, first));
        for (k, (sum, &rate)) in sums.iter_mut().zip(&self.rates).enumerate() {
            let is_laplace = (BANDWIDTHS..KERNELS).contains(&k);
            let distances = if is_laplace { &absolutes } else { &squares };
            let (mut here, mut there) = ([0.0; TILE], [0.0; TILE]);
            kernel_single(single(rate), &distances[0], &mut here);
            kernel_single(single(rate), &distances[1], &mut there);
            let mut change: f64 = here[..to]
                .iter()
                .zip(&there[..to])
                .map(|(here, there)| f64::from(there - here))
                .sum();
            if let Some(own) = own {
                change -= f64::from(there[own] - here[own]);
            }
            *sum += change;
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "as the test itself computes kernels"
)]
fn single(number: f64) -> f32 {
    number as f32
}

fn sum<'a>(parts: impl Iterator<Item = &'a PerKernel>) -> PerKernel {
    parts.fold(NONE, |mut sum, part| {
        for (sum, part) in sum.iter_mut().zip(part) {
            *sum += part;
        }
        sum
    })
}

/// A step of length 1 that moves each column in proportion to its standard deviation.
fn direction(rows: &Pooled) -> Vec<f64> {
    let variances: Vec<f64> = (0..rows.columns()).map(|column| rows.variance(column)).collect();
    let length = libm::sqrt(variances.iter().sum::<f64>());
    variances
        .into_iter()
        .map(|variance| {
            if length > 0.0 {
                libm::sqrt(variance) / length
            } else {
                0.0
            }
        })
        .collect()
}
