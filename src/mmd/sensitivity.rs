//! The smallest shift that the test would have caught.

use crate::random::{Generator, Seed};

use super::calibration::{Calibration, log_mean_exp};
use super::chain::BANDWIDTHS;
use super::exponential::kernel_single;
use super::kernels::KERNELS;
use super::lanes::{TILE, single};
use super::random_features::{BANDWIDTH_FACTORS, FEATURE_KERNELS};
use super::test::TestResult;
use super::tiles::Pooled;

/// A number for each kernel: the twenty of pairs, and those of random features.
type PerKernel = [f64; KERNELS + FEATURE_KERNELS];

const NONE: PerKernel = [0.0; KERNELS + FEATURE_KERNELS];

/// The power at which a shift counts as caught.
const POWER: f64 = 0.8;

/// A kernel is averaged over at most this many rows, drawn from all; whole tiles.
const MAX_REFERENCES: usize = 16 * TILE;

/// Random splits that the power is a share of.
const SPLITS: usize = 400;

/// The first shift that is tried, in standard deviations.
const FIRST_SHIFT: f64 = 0.1;

/// The shift is doubled or halved at most this often, until one is caught and the next is missed.
const MAX_DOUBLINGS: usize = 12;

/// The interval between the two is then halved this often: to 2 %.
const HALVINGS: usize = 5;

/// The smallest shift of all columns together, in standard deviations, that this test would have called different at
/// level `alpha` with a probability of 80 %; nothing where no shift would be caught.
///
/// Simulated with the test's own rows, bins, kernels and threshold. A random split of the pooled bins is a pair of
/// samples without a difference. One side of it is moved by weighing its rows with `w = 1 + θ (u − ū)`, `u` being the
/// place of a row along the direction of the shift: for normal rows that is a shift of the mean, to the first order, and
/// numbers that only take some values, or mark categories, keep to these values. With `h(z) = mean_j (w_j − 1) k(z, z_j)`
/// the statistic of a kernel becomes `U + ‖h‖² − 2 (mean_x h(x) − mean_y h(y))`. `h` is averaged over at most 1,024 rows
/// drawn from all.
///
/// `rows` are those that are paired. A kernel that sees more rows than these is moved by the same shift as much, and
/// less by chance.
#[must_use]
pub fn smallest_detectable_shift(result: &TestResult, rows: &Pooled, alpha: f64, seed: Seed) -> Option<f64> {
    let threshold = threshold(&result.permuted.values, alpha)?;
    let mut generator = seed.derive("smallest detectable shift", 0).generator();
    let simulation = Simulation::new(result, rows, &mut generator);
    let moves = simulation.moves();
    let is_caught = |shift: f64| simulation.power(&moves, shift, threshold) >= POWER;
    let mut caught = FIRST_SHIFT;
    let mut missed = FIRST_SHIFT;
    if is_caught(FIRST_SHIFT) {
        for _ in 0..MAX_DOUBLINGS {
            missed = caught / 2.0;
            if !is_caught(missed) {
                break;
            }
            caught = missed;
        }
    } else {
        let mut found = false;
        for _ in 0..MAX_DOUBLINGS {
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
    /// What random differences of a kernel are multiplied by: below 1 for a kernel that sees more rows than are paired.
    noise: PerKernel,
    references: Pooled,
    /// Which rows the references are.
    indices: Vec<usize>,
    /// The places of all rows along the direction of the shift, less their mean, for a shift of 1.
    places: Vec<f64>,
    /// Random splits: the bins in some order, and the scaled statistics of the kernels.
    splits: Vec<(Vec<usize>, PerKernel)>,
    calibration: &'t Calibration,
}

impl<'t> Simulation<'t> {
    fn new(result: &'t TestResult, rows: &'t Pooled, generator: &mut Generator) -> Self {
        let source_bins = result.sides.source();
        let form = result.sums.form(source_bins);
        let more = result.features.as_ref().map(|features| {
            let noise = libm::sqrt(result.sums.pairs.bin_rows() as f64 / features.pairs.bin_rows() as f64);
            (features.form(source_bins).with_weights_like(&form), noise)
        });
        let mut rates = [result.kernels.gaussian.rates(), result.kernels.laplace.rates()]
            .map(|rates| rates.to_vec())
            .concat();
        let (mut weights, mut noise) = (NONE, [1.0; KERNELS + FEATURE_KERNELS]);
        weights[..KERNELS].copy_from_slice(&form.weights());
        if let Some((more, factor)) = &more {
            rates.extend(
                BANDWIDTH_FACTORS.map(|scale| 0.5 / (scale * result.bandwidth * scale * result.bandwidth)),
            );
            weights[KERNELS..].copy_from_slice(&more.weights());
            noise[KERNELS..].fill(*factor);
        }
        let mut indices = generator.permutation(rows.rows());
        indices.truncate(MAX_REFERENCES);
        let mut drawing = result.sides.drawing();
        let splits = (0..SPLITS)
            .map(|_| {
                let order = drawing.order(generator);
                let mut scaled = NONE;
                scaled[..KERNELS].copy_from_slice(&form.scaled(&order[..source_bins], true));
                if let Some((more, _)) = &more {
                    scaled[KERNELS..].copy_from_slice(&more.scaled(&order[..source_bins], true));
                }
                (order, scaled)
            })
            .collect();
        Self {
            rows,
            rates,
            bin_rows: result.sums.pairs.bin_rows(),
            source_bins,
            weights,
            noise,
            references: rows.gathered(&indices),
            indices,
            places: places(rows),
            splits,
            calibration: &result.calibration,
        }
    }

    /// The share of splits that are rejected with one side moved.
    fn power(&self, moves: &Moves, shift: f64, threshold: f64) -> f64 {
        let source_bins = self.source_bins as f64;
        let target_bins = moves.of_bins.len() as f64 - source_bins;
        let caught = self.splits.iter().filter(|(order, scaled)| {
            let (first, second) = order.split_at(self.source_bins);
            let first = sum(first.iter().map(|&bin| &moves.of_bins[bin]));
            let second = sum(second.iter().map(|&bin| &moves.of_bins[bin]));
            let moved: PerKernel = std::array::from_fn(|k| {
                let by_chance = self.noise[k] * (first[k] / source_bins - second[k] / target_bins);
                scaled[k] + self.weights[k] * shift * (shift * moves.squared_norm[k] - 2.0 * by_chance)
            });
            let mut moved = moved[..self.rates.len()].to_vec();
            moved.push(log_mean_exp(&moved));
            self.calibration.joined(&moved) >= threshold
        });
        caught.count() as f64 / self.splits.len() as f64
    }

    /// What a shift of 1 adds to each kernel's mean embedding.
    fn moves(&self) -> Moves {
        let rows = self.rows.rows();
        let mut moves = Moves {
            of_bins: vec![NONE; rows.div_ceil(self.bin_rows)],
            squared_norm: NONE,
        };
        for row in 0..rows {
            let mut sums = NONE;
            let mut pairs = self.indices.len();
            for first in (0..self.indices.len()).step_by(TILE) {
                let tile = &self.indices[first..self.indices.len().min(first + TILE)];
                let mut factors = [0.0; TILE];
                for (factor, &index) in factors.iter_mut().zip(tile) {
                    // A row beside itself makes no pair.
                    if index == row {
                        pairs -= 1;
                    } else {
                        *factor = self.places[index];
                    }
                }
                self.add_kernels(row, first, &factors.map(single), &mut sums);
            }
            let count = pairs.max(1) as f64;
            let parts = moves.of_bins[row / self.bin_rows].iter_mut();
            for ((of_bin, norm), sum) in parts.zip(&mut moves.squared_norm).zip(sums) {
                *of_bin += sum / count / self.bin_rows as f64;
                *norm += self.places[row] * sum / count / rows as f64;
            }
        }
        moves
    }

    /// Adds up each kernel between a row and a tile of references, times a factor for each of these.
    fn add_kernels(&self, row: usize, first: usize, factors: &[f32; TILE], sums: &mut PerKernel) {
        let (squares, absolutes) = self.rows.distances_to(&self.references, row, first);
        for (k, (sum, &rate)) in sums.iter_mut().zip(&self.rates).enumerate() {
            let is_laplace = (BANDWIDTHS..KERNELS).contains(&k);
            let distances = if is_laplace { &absolutes } else { &squares };
            let mut values = [0.0; TILE];
            kernel_single(single(rate), distances, &mut values);
            let mut lanes = [0.0_f32; 8];
            let parts = values.as_chunks::<8>().0.iter().zip(factors.as_chunks::<8>().0);
            for (values, factors) in parts {
                for ((lane, value), factor) in lanes.iter_mut().zip(values).zip(factors) {
                    *lane += value * factor;
                }
            }
            *sum += lanes.into_iter().map(f64::from).sum::<f64>();
        }
    }
}

/// What a shift of 1 does, to the first order.
struct Moves {
    /// For each bin and kernel the mean of `h` over its rows.
    of_bins: Vec<PerKernel>,
    /// `‖h‖²` of each kernel.
    squared_norm: PerKernel,
}

fn sum<'a>(parts: impl Iterator<Item = &'a PerKernel>) -> PerKernel {
    parts.fold(NONE, |mut sum, part| {
        for (sum, part) in sum.iter_mut().zip(part) {
            *sum += part;
        }
        sum
    })
}

/// The place of each row along a direction that has every column in proportion to its deviation, less the mean, and
/// scaled so that weighing rows with it moves the mean of all columns together by 1.
fn places(rows: &Pooled) -> Vec<f64> {
    let mut places = vec![0.0; rows.rows()];
    for column in 0..rows.columns() {
        let deviation = libm::sqrt(rows.variance(column));
        for (place, value) in places.iter_mut().zip(rows.column(column)) {
            *place += deviation * value;
        }
    }
    let count = places.len() as f64;
    let mean = places.iter().sum::<f64>() / count;
    for place in &mut places {
        *place -= mean;
    }
    // What these weights move the mean of each column by.
    let moved = (0..rows.columns()).map(|column| {
        let products = rows
            .column(column)
            .zip(&places)
            .map(|(value, place)| value * place);
        products.sum::<f64>() / count
    });
    let length = libm::sqrt(moved.map(|part| part * part).sum::<f64>());
    if length > 0.0 {
        for place in &mut places {
            *place /= length;
        }
    }
    places
}
