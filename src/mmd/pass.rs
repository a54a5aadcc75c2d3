//! One pass over all pairs of rows, which leaves all that the test needs to know about them.
//!
//! # The idea
//!
//! There may be fifty million pairs, and twenty-one kernels for each. Nothing of that size is kept. The pairs come in
//! *stretches* ([`super::tiles`]): one row beside a tile of 64 rows. For a stretch the distances are computed once,
//! then the chains of kernels ([`super::chain`]) and the median kernel; all of it stays in the first-level cache.
//! Then the values go where they are needed, and the buffers are used again:
//!
//! ```text
//! stretch ─▶ distances ─▶ 10 Gaussian, 10 Laplace kernels ─▶ sums over pairs of bins (MMD-FUSE)
//!                    └──▶ median Gaussian kernel ──────────┬▶ sums over pairs of bins (effect and its bound)
//!                                                          └▶ sums over rows (witness)
//! ```
//!
//! # What always holds
//!
//! - Each pair of rows `i < j` comes once, always in the same order. So all sums are made in one order, and have the
//!   same bits everywhere.
//! - Sums have [`super::lanes`] of single precision only within a stretch. From stretch to stretch they run in double
//!   precision.
//!
//! # The traps
//!
//! - A stretch may cross the borders of bins. It is cut there, and each piece belongs to one pair of bins.
//! - The kernels are computed for the whole tile, even for places that make no pair: the row itself, pairs that have
//!   come already, the empty end of the last tile. Only `from..to` of a stretch may be read.
//! - The median kernel of few rows is in double precision, because its statistic is reported; the other twenty are not.

use crate::random::Seed;

use super::bins::BinSums;
use super::chain::{Chain, Values};
use super::exponential::{kernel_double, kernel_single};
use super::fuse::KernelSums;
use super::kernels::{KERNELS, Kernels};
use super::lanes::{TILE, single, sum_double, sum_single};
use super::tiles::{Pooled, Stretch, for_each_stretch};
use super::witness::Witness;

/// Rows of inputs, and where the relation is tested their labels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'p> {
    /// The inputs of both sides, source first.
    pub(super) inputs: &'p Pooled,
    /// How many are the source's.
    pub(super) source: usize,
    /// Bandwidth of the Gaussian kernel on the inputs.
    pub(super) bandwidth: f64,
    /// The labels of the same rows, and the bandwidth of the Gaussian kernel on them, which multiplies all others.
    pub(super) labels: Option<(&'p Pooled, f64)>,
}

/// What the pass leaves.
#[derive(Debug)]
pub(super) struct Pass {
    /// Sums of the twenty kernels over pairs of bins.
    pub(super) fuse: KernelSums<KERNELS>,
    /// Sums of the median Gaussian kernel over pairs of bins.
    pub(super) median: BinSums<1>,
    /// Sums of the median Gaussian kernel between rows.
    pub(super) witness: Witness,
}

/// Sums all kernels over bins of `bin_rows` consecutive rows. The pairs are streamed: memory grows with the rows and
/// with the square of the bins.
pub(super) fn sum_kernels(
    rows: Rows<'_>,
    bin_rows: usize,
    kernels: &Kernels,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Pass {
    let bin_rows = bin_rows.max(1);
    let count = rows.inputs.rows();
    let bins = count.div_ceil(bin_rows);
    let mut pass = Pass {
        fuse: KernelSums {
            pairs: BinSums::empty(bins, bin_rows),
            mean_squares: mean_squares(rows, kernels, seed),
        },
        median: BinSums::empty(bins, bin_rows),
        witness: Witness::new(count, rows.source),
    };
    let mut family = Family::new(kernels);
    for_each_stretch(count, progress, |stretch| {
        let median = family.fill(rows, stretch);
        pass.witness.add(stretch, &median);
        let own = stretch.row / bin_rows;
        for (bin, piece) in stretch.bins(bin_rows) {
            pass.median.place(own, bin)[0] += sum_double(&median[piece.clone()]);
            let sums = pass.fuse.pairs.place(own, bin);
            for (sum, values) in sums.iter_mut().zip(family.members()) {
                *sum += sum_single(&values[piece.clone()]);
            }
        }
    });
    pass.fuse.pairs.complete();
    pass.median.complete();
    pass
}

/// The kernels between a row and a tile.
struct Family<'k> {
    kernels: &'k Kernels,
    gaussian: Values,
    laplace: Values,
}

impl<'k> Family<'k> {
    fn new(kernels: &'k Kernels) -> Self {
        Self {
            kernels,
            gaussian: kernels.gaussian.buffers(),
            laplace: kernels.laplace.buffers(),
        }
    }

    /// Computes them, and gives the median one.
    fn fill(&mut self, rows: Rows<'_>, stretch: Stretch) -> [f64; TILE] {
        let Stretch { row, first, .. } = stretch;
        let (squares, absolutes) = rows.inputs.both_distances(row, first);
        self.kernels.gaussian.fill(&squares, &mut self.gaussian);
        self.kernels.laplace.fill(&absolutes, &mut self.laplace);
        let mut median = median_kernel(rows.inputs, rows.bandwidth, stretch, &squares);
        if let Some((labels, bandwidth)) = rows.labels {
            let squares = labels.both_distances(row, first).0;
            let factors = median_kernel(labels, bandwidth, stretch, &squares);
            for (value, factor) in median.iter_mut().zip(&factors) {
                *value *= factor;
            }
            let factors = factors.map(single);
            Chain::multiply(&mut self.gaussian, &factors);
            Chain::multiply(&mut self.laplace, &factors);
        }
        median
    }

    /// The twenty, Gaussian ones first.
    fn members(&self) -> impl Iterator<Item = &[f32; TILE]> {
        let gaussian = self.kernels.gaussian.members(&self.gaussian);
        gaussian.chain(self.kernels.laplace.members(&self.laplace))
    }
}

/// The Gaussian kernel of this bandwidth between a row and a tile; `squares` are its distances in single precision.
fn median_kernel(rows: &Pooled, bandwidth: f64, stretch: Stretch, squares: &[f32; TILE]) -> [f64; TILE] {
    let rate = gaussian_rate(bandwidth);
    if rows.is_exact() {
        let mut values = [0.0; TILE];
        kernel_double(
            rate,
            &rows.squared_distances(stretch.row, stretch.first),
            &mut values,
        );
        return values;
    }
    let mut values = [0.0; TILE];
    kernel_single(single(rate), squares, &mut values);
    values.map(f64::from)
}

/// The median Gaussian kernel between some of the rows, row after row.
pub(super) fn median_kernels(rows: Rows<'_>, some: &[usize]) -> Vec<f64> {
    let inputs = rows.inputs.gathered(some);
    let labels = rows
        .labels
        .map(|(labels, bandwidth)| (labels.gathered(some), bandwidth));
    let count = some.len();
    let mut all = vec![1.0; count * count];
    for_each_stretch(count, &mut |_| {}, |stretch| {
        let squares = |rows: &Pooled| rows.squares_in_single(stretch.row, stretch.first);
        let mut values = median_kernel(&inputs, rows.bandwidth, stretch, &squares(&inputs));
        if let Some((labels, bandwidth)) = &labels {
            let factors = median_kernel(labels, *bandwidth, stretch, &squares(labels));
            for (value, factor) in values.iter_mut().zip(&factors) {
                *value *= factor;
            }
        }
        for place in stretch.from..stretch.to {
            all[stretch.row * count + stretch.first + place] = values[place];
            all[(stretch.first + place) * count + stretch.row] = values[place];
        }
    });
    all
}

/// Tiles of pairs that the mean squares come from.
const SAMPLED_TILES: usize = 256;

/// Random rows that stand for all others in them; whole tiles.
const SAMPLED_ROWS: usize = 64 * TILE;

/// The mean square of each kernel over random stretches of pairs. Rows are put in a random order first, so that what
/// stands together in a tile does not depend on the sides; all pairs within a tile share one row, which over so many
/// tiles does no harm.
fn mean_squares(rows: Rows<'_>, kernels: &Kernels, seed: Seed) -> [f64; KERNELS] {
    let mut generator = seed.derive("pairs for the mean squares", 1).generator();
    let mut order = generator.permutation(rows.inputs.rows());
    order.truncate(SAMPLED_ROWS);
    let inputs = rows.inputs.gathered(&order);
    let labels = rows
        .labels
        .map(|(labels, bandwidth)| (labels.gathered(&order), bandwidth));
    let rows = Rows {
        inputs: &inputs,
        labels: labels.as_ref().map(|(labels, bandwidth)| (labels, *bandwidth)),
        ..rows
    };
    let count = order.len();
    let mut family = Family::new(kernels);
    let (mut sums, mut pairs) = ([0.0; KERNELS], 0_usize);
    for _ in 0..SAMPLED_TILES {
        let row = generator.below(count);
        let first = generator.below(count.div_ceil(TILE)) * TILE;
        let to = TILE.min(count - first);
        let from = 0;
        family.fill(rows, Stretch { row, first, from, to });
        // A row beside itself makes no pair.
        let own = row.checked_sub(first).filter(|place| *place < to);
        pairs += to - usize::from(own.is_some());
        for (sum, values) in sums.iter_mut().zip(family.members()) {
            let square = |place: usize| f64::from(values[place]) * f64::from(values[place]);
            *sum += (0..to).map(square).sum::<f64>() - own.map_or(0.0, square);
        }
    }
    sums.map(|sum| sum / pairs.max(1) as f64)
}

fn gaussian_rate(bandwidth: f64) -> f64 {
    0.5 / (bandwidth * bandwidth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;
    use crate::mmd::bins::QuadraticForm;
    use crate::mmd::chain::BANDWIDTHS;
    use crate::mmd::permutation::{Statistics, permute};
    use crate::mmd::sides::Sides;
    use crate::mmd::{Kernel, median_distance};
    use crate::random::{Generator, Seed};

    fn normal(rows: usize, shift: f64, generator: &mut Generator) -> Matrix<f64> {
        Matrix::new(2, (0..rows * 2).map(|_| generator.normal() + shift).collect()).unwrap()
    }

    /// The unbiased MMD² as the textbook writes it.
    fn from_definition(sides: [&[&[f64]]; 2], kernel: &dyn Fn(&[f64], &[f64]) -> f64) -> f64 {
        let mean = |left: &[&[f64]], right: &[&[f64]], own: bool| {
            let mut sum = 0.0;
            for (i, x) in left.iter().enumerate() {
                for (_, y) in right.iter().enumerate().filter(|&(j, _)| !(own && i == j)) {
                    sum += kernel(x, y);
                }
            }
            sum / (left.len() * (right.len() - usize::from(own))) as f64
        };
        let [x, y] = sides;
        mean(x, x, true) + mean(y, y, true) - 2.0 * mean(x, y, false)
    }

    fn kernel_of(kernel: Kernel) -> impl Fn(&[f64], &[f64]) -> f64 {
        move |x, y| {
            let differences = x.iter().zip(y).map(|(a, b)| (a - b).abs());
            match kernel {
                Kernel::Gaussian(bandwidth) => {
                    let square: f64 = differences.map(|difference| difference * difference).sum();
                    (-square / (2.0 * bandwidth * bandwidth)).exp()
                }
                Kernel::Laplace(bandwidth) => {
                    (-std::f64::consts::SQRT_2 * differences.sum::<f64>() / bandwidth).exp()
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn bins_give_each_kernels_statistic_for_any_split() {
        let mut generator = Seed::new(5).generator();
        let (source, target) = (normal(60, 0.0, &mut generator), normal(95, 0.3, &mut generator));
        let pooled = Pooled::new(&source, &target).unwrap();
        let bandwidth = median_distance(&pooled, &mut |_| {}).unwrap();
        let kernels = Kernels::for_rows(&pooled, bandwidth, Seed::new(6)).unwrap();
        let rows = Rows {
            inputs: &pooled,
            source: 60,
            bandwidth,
            labels: None,
        };
        let pass = sum_kernels(rows, 5, &kernels, Seed::new(8), &mut |_| {});
        let all: Vec<&[f64]> = (0..155)
            .map(|row| {
                if row < 60 {
                    source.row(row)
                } else {
                    target.row(row - 60)
                }
            })
            .collect();
        let mut order = generator.permutation(31);
        let target_bins = order.split_off(12);
        let gather = |bins: &[usize]| -> Vec<&[f64]> {
            bins.iter()
                .flat_map(|bin| (bin * 5..bin * 5 + 5).map(|row| all[row]))
                .collect()
        };
        let sides = [gather(&order), gather(&target_bins)];
        let sides = [&sides[0][..], &sides[1][..]];
        let median = pass.median.form(12);
        let expected = from_definition(sides, &kernel_of(Kernel::Gaussian(bandwidth)));
        for [unbiased] in [
            median.unbiased(&order, true),
            median.unbiased(&target_bins, false),
        ] {
            assert!((unbiased - expected).abs() < 1e-12);
        }

        let form = pass.fuse.form(12);
        let scaled = [form.scaled(&order, true), form.scaled(&target_bins, false)];
        for kernel in 0..KERNELS {
            let described = kernels.describe(kernel);
            let kernel_of = kernel_of(described);
            let mut squares = 0.0;
            for (i, x) in all.iter().enumerate() {
                for (_, y) in all.iter().enumerate().filter(|&(j, _)| j != i) {
                    squares += kernel_of(x, y).powi(2);
                }
            }
            let weight = form.weights()[kernel];
            // The squares are averaged over random pairs.
            let expected_weight =
                (60.0 * 59.0_f64).powf(1.5) / (155.0 * 154.0_f64).sqrt() / (squares / (155.0 * 154.0)).sqrt();
            assert!(
                (weight / expected_weight - 1.0).abs() < 0.1,
                "{described:?}: {weight} {expected_weight}"
            );
            let expected = from_definition(sides, &kernel_of);
            for scaled in &scaled {
                let unbiased = scaled[kernel] / weight;
                assert!(
                    (unbiased - expected).abs() < 1e-5,
                    "{described:?}: {unbiased} {expected}"
                );
            }
        }
    }

    #[test]
    fn the_witness_compares_a_row_with_the_other_half_of_both_sides() {
        let mut generator = Seed::new(7).generator();
        let (source, target) = (normal(71, 0.0, &mut generator), normal(75, 1.0, &mut generator));
        let pooled = Pooled::new(&source, &target).unwrap();
        let rows = Rows {
            inputs: &pooled,
            source: 71,
            bandwidth: 1.5,
            labels: None,
        };
        let kernels = Kernels::for_rows(&pooled, 1.5, Seed::new(6)).unwrap();
        let pass = sum_kernels(rows, 1, &kernels, Seed::new(8), &mut |_| {});
        let witness = pass.witness.of_rows();
        let kernel = kernel_of(Kernel::Gaussian(1.5));
        let mean = |own: &[f64], side: &Matrix<f64>, half: std::ops::Range<usize>| -> f64 {
            let count = half.len() as f64;
            half.map(|row| kernel(own, side.row(row))).sum::<f64>() / count
        };
        assert_eq!(witness.len(), 146);
        for (row, witness) in witness.into_iter().enumerate() {
            let (own, is_first) = if row < 71 {
                (source.row(row), row < 35)
            } else {
                (target.row(row - 71), row < 71 + 37)
            };
            let [of_source, of_target] = if is_first {
                [35..71, 37..75]
            } else {
                [0..35, 0..37]
            };
            let expected = mean(own, &source, of_source) - mean(own, &target, of_target);
            // Half a step of rounding.
            assert!((witness - expected).abs() < 5e-10, "{row}: {witness} {expected}");
        }
    }

    #[test]
    fn mean_squares_do_not_know_where_a_row_stands() {
        let mut generator = Seed::new(1).generator();
        let near = vec![0.0; 64];
        let far: Vec<f64> = (0..64).map(|_| generator.normal()).collect();
        let apart = near.iter().chain(&far).copied().collect();
        let mixed = near
            .iter()
            .zip(&far)
            .flat_map(|(near, far)| [*near, *far])
            .collect();
        let [apart, mixed] = [apart, mixed].map(|values: Vec<f64>| {
            let side = |values: &[f64]| Matrix::new(1, values.to_vec()).unwrap();
            let inputs = Pooled::new(&side(&values[..64]), &side(&values[64..])).unwrap();
            let kernels = Kernels::for_rows(&inputs, 1.0, Seed::new(3)).unwrap();
            let rows = Rows {
                inputs: &inputs,
                source: 64,
                bandwidth: 1.0,
                labels: Some((&inputs, 1.0)),
            };
            let drawn = (0..300).map(|seed| mean_squares(rows, &kernels, Seed::new(seed))[BANDWIDTHS - 1]);
            let drawn: Vec<f64> = drawn.collect();
            let mean = drawn.iter().sum::<f64>() / 300.0;
            // Inputs and labels are the same, so each kernel is that on the inputs times one of bandwidth 1.
            let rate = 2.0 * kernels.gaussian.rates()[BANDWIDTHS - 1] + 1.0;
            let pairs = (0..128).flat_map(|i| (0..128).filter(move |j| *j != i).map(move |j| (i, j)));
            let all: f64 = pairs.map(|(i, j)| (-rate * inputs.distances(i, j).0).exp()).sum();
            let expected = all / (128.0 * 127.0);
            assert!((mean / expected - 1.0).abs() < 0.03, "{mean} {expected}");
            let squares = drawn.iter().map(|value| (value - mean) * (value - mean));
            (mean, (squares.sum::<f64>() / 300.0).sqrt())
        });
        assert!((apart.0 / mixed.0 - 1.0).abs() < 0.03, "{apart:?} {mixed:?}");
        // Deviations of 300 numbers, each to 4 %.
        assert!((apart.1 / mixed.1 - 1.0).abs() < 0.2, "{apart:?} {mixed:?}");
    }

    /// The median kernel alone.
    struct Median<'s>(QuadraticForm<'s, 1>);

    impl Statistics for Median<'_> {
        fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>) {
            list.extend(self.0.unbiased(side, is_source));
        }
    }

    /// Splits at least as extreme, of all, for the unbiased MMD² of the median kernel; from another program.
    #[test]
    fn every_split_of_small_samples_is_counted() {
        let a = [&[0.0, 1.0, 2.0, 3.0, 4.0][..], &[1.0, 3.0, 5.0, 7.0]];
        let b = [
            &[0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 1.0, 1.0, 2.0][..],
            &[1.0, 1.0, 2.0, 2.0, 3.0, 1.0, 2.0, 0.0, 4.0, 3.0],
        ];
        for (columns, [source, target], as_extreme, splits) in [(1, a, 57.0, 126), (2, b, 70.0, 462)] {
            let matrix = |values: &[f64]| Matrix::new(columns, values.to_vec()).unwrap();
            let (source, target) = (matrix(source), matrix(target));
            let pooled = Pooled::new(&source, &target).unwrap();
            let bandwidth = median_distance(&pooled, &mut |_| {}).unwrap();
            let rows = Rows {
                inputs: &pooled,
                source: source.rows(),
                bandwidth,
                labels: None,
            };
            let kernels = Kernels::for_rows(&pooled, bandwidth, Seed::new(1)).unwrap();
            let pass = sum_kernels(rows, 1, &kernels, Seed::new(8), &mut |_| {});
            let form = Median(pass.median.form(source.rows()));
            let (permuted, _) = permute(
                &form,
                &[],
                &Sides::free(source.rows(), target.rows()),
                0,
                Seed::new(1),
                &mut |_| {},
            );
            assert_eq!(permuted.values.len(), splits);
            assert!((permuted.p_value - as_extreme / splits as f64).abs() < 1e-15);
        }
    }
}
