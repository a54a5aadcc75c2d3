//! Kernels on all rows, where there are too many for all pairs: random Fourier features (Rahimi and Recht, `NeurIPS`
//! 2007).
//!
//! A Gaussian kernel of bandwidth `s` is the mean of `cos(ω·(x − y))` over `ω ~ N(0, I/s²)`. With `R` drawn frequencies
//! and `φ(x) = (cos ω·x, sin ω·x)/√R` it becomes `φ(x)·φ(y)`, which is a kernel in its own right. So sums over pairs of
//! bins are products of the bins' sums of features: time and memory grow with the rows, not with their pairs.

use crate::features::Matrix;
use crate::random::Seed;

use super::bins::BinSums;
use super::exponential::ROUND_SINGLE;
use super::fuse::KernelSums;
use super::lanes::{single, sum_single};

/// Bandwidths of the kernels, relative to the median distance.
pub(super) const BANDWIDTH_FACTORS: [f64; 4] = [0.25, 0.5, 1.0, 2.0];

/// Kernels on all rows.
pub(super) const FEATURE_KERNELS: usize = BANDWIDTH_FACTORS.len();

/// Frequencies of each kernel: with few columns, and with many.
const FREQUENCIES: [usize; 2] = [64, 256];

/// Tables with more columns get more frequencies.
const MAX_FEW_COLUMNS: usize = 30;

/// Rows whose features are computed side by side.
const ROWS_AT_ONCE: usize = 64;

/// Sums of the four kernels over pairs of bins of `bin_rows` rows; the source's `n` rows come first.
///
/// The mean squares that scale the kernels come from pairs of features' rows, so they are functions of the pooled rows.
pub(super) fn sum_features<T: Copy + Into<f64>>(
    sides: [&Matrix<T>; 2],
    bin_rows: usize,
    bandwidth: f64,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> KernelSums<FEATURE_KERNELS> {
    let columns = sides[0].columns();
    let each = FREQUENCIES[usize::from(columns > MAX_FEW_COLUMNS)];
    let frequencies = frequencies(columns, each, bandwidth, seed);
    let bins: usize = sides.iter().map(|side| side.rows() / bin_rows).sum();
    let width = 2 * each * FEATURE_KERNELS;
    let mut features = vec![0.0_f64; bins * width];
    let mut done = 0;
    for side in sides {
        for first in (0..side.rows() / bin_rows).map(|bin| bin * bin_rows) {
            let sums = &mut features[done * width..(done + 1) * width];
            add_features(side, first, bin_rows, &frequencies, sums);
            done += 1;
            progress(done as f64 / bins as f64);
        }
    }
    let mut sums = vec![[0.0; FEATURE_KERNELS]; bins * bins];
    for a in 0..bins {
        for b in 0..=a {
            let (left, right) = (
                &features[a * width..(a + 1) * width],
                &features[b * width..(b + 1) * width],
            );
            let parts = left.chunks_exact(2 * each).zip(right.chunks_exact(2 * each));
            for (kernel, (left, right)) in parts.enumerate() {
                let product: f64 = left.iter().zip(right).map(|(left, right)| left * right).sum();
                // A row beside itself is no pair; its kernel is 1.
                let own = if a == b { bin_rows as f64 } else { 0.0 };
                sums[a * bins + b][kernel] = product / each as f64 - own;
            }
            sums[b * bins + a] = sums[a * bins + b];
        }
    }
    KernelSums {
        pairs: BinSums::of(bins, bin_rows, sums),
        mean_squares: mean_squares(sides, columns, bandwidth, seed),
    }
}

/// `ω` for each frequency of each kernel, frequency after frequency, in turns rather than radians.
fn frequencies(columns: usize, each: usize, bandwidth: f64, seed: Seed) -> Vec<f32> {
    let mut generator = seed.derive("frequencies", 0).generator();
    let mut all = Vec::with_capacity(FEATURE_KERNELS * each * columns);
    for factor in BANDWIDTH_FACTORS {
        let scale = 1.0 / (factor * bandwidth * std::f64::consts::TAU);
        for _ in 0..each * columns {
            all.push(single(generator.normal() * scale));
        }
    }
    all
}

/// Adds the features of `count` rows from `first` on.
fn add_features<T: Copy + Into<f64>>(
    rows: &Matrix<T>,
    first: usize,
    count: usize,
    frequencies: &[f32],
    sums: &mut [f64],
) {
    let columns = rows.columns();
    let mut tile = vec![[0.0_f32; ROWS_AT_ONCE]; columns];
    let mut start = 0;
    while start < count {
        let taken = ROWS_AT_ONCE.min(count - start);
        for lane in 0..taken {
            for (values, &value) in tile.iter_mut().zip(rows.row(first + start + lane)) {
                values[lane] = single(value.into());
            }
        }
        for (place, frequency) in frequencies.chunks_exact(columns).enumerate() {
            let mut turns = [0.0_f32; ROWS_AT_ONCE];
            for (factor, values) in frequency.iter().zip(&tile) {
                for (turn, value) in turns.iter_mut().zip(values) {
                    *turn += factor * value;
                }
            }
            let (cosine, sine) = sums_of_turns(&turns, taken);
            sums[2 * place] += cosine;
            sums[2 * place + 1] += sine;
        }
        start += taken;
    }
}

/// Sums of cosine and sine of the first angles, given in turns.
fn sums_of_turns(turns: &[f32; ROWS_AT_ONCE], count: usize) -> (f64, f64) {
    let (mut cosines, mut sines) = ([0.0_f32; ROWS_AT_ONCE], [0.0_f32; ROWS_AT_ONCE]);
    for ((turn, cosine), sine) in turns.iter().zip(&mut cosines).zip(&mut sines) {
        (*cosine, *sine) = cosine_and_sine(*turn);
    }
    (sum_single(&cosines[..count]), sum_single(&sines[..count]))
}

/// Cosine and sine of an angle in turns, to 1e-6, by the series for the half angle.
fn cosine_and_sine(turns: f32) -> (f32, f32) {
    let rest = turns - ((turns + ROUND_SINGLE) - ROUND_SINGLE);
    let half = rest * std::f32::consts::PI;
    let square = half * half;
    let mut sine = -1.0 / 39_916_800.0;
    for coefficient in [1.0 / 362_880.0, -1.0 / 5_040.0, 1.0 / 120.0, -1.0 / 6.0, 1.0] {
        sine = sine * square + coefficient;
    }
    let sine = sine * half;
    let mut cosine = 1.0 / 479_001_600.0;
    for coefficient in [
        -1.0 / 3_628_800.0,
        1.0 / 40_320.0,
        -1.0 / 720.0,
        1.0 / 24.0,
        -0.5,
        1.0,
    ] {
        cosine = cosine * square + coefficient;
    }
    (1.0 - 2.0 * sine * sine, 2.0 * sine * cosine)
}

/// Pairs of rows that the mean squares come from.
const SAMPLED_PAIRS: usize = 20_000;

/// The mean of the square of each Gaussian kernel over random pairs of pooled rows.
fn mean_squares<T: Copy + Into<f64>>(
    sides: [&Matrix<T>; 2],
    columns: usize,
    bandwidth: f64,
    seed: Seed,
) -> [f64; FEATURE_KERNELS] {
    let mut generator = seed.derive("pairs for the mean squares", 0).generator();
    let all = sides[0].rows() + sides[1].rows();
    let row = |index: usize| {
        let [source, target] = sides;
        if index < source.rows() {
            source.row(index)
        } else {
            target.row(index - source.rows())
        }
    };
    let mut sums = [0.0; FEATURE_KERNELS];
    for _ in 0..SAMPLED_PAIRS {
        let (x, y) = (row(generator.below(all)), row(generator.below(all)));
        let square: f64 = (0..columns)
            .map(|column| {
                let difference = x[column].into() - y[column].into();
                difference * difference
            })
            .sum();
        for (sum, factor) in sums.iter_mut().zip(BANDWIDTH_FACTORS) {
            let scale = factor * bandwidth;
            *sum += libm::exp(-square / (scale * scale));
        }
    }
    sums.map(|sum| sum / SAMPLED_PAIRS as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosine_and_sine_are_right() {
        for place in -2_000..2_000 {
            let turns = place as f32 / 137.0;
            let (cosine, sine) = cosine_and_sine(turns);
            let angle = f64::from(turns) * std::f64::consts::TAU;
            assert!((f64::from(cosine) - angle.cos()).abs() < 3e-6, "{turns}");
            assert!((f64::from(sine) - angle.sin()).abs() < 3e-6, "{turns}");
        }
    }

    #[test]
    fn sums_of_features_are_near_sums_of_the_kernel() {
        let mut generator = Seed::new(3).generator();
        let mut draw = |rows: usize| {
            Matrix::new(2, (0..rows * 2).map(|_| generator.normal()).collect::<Vec<f64>>()).unwrap()
        };
        let (source, target) = (draw(200), draw(300));
        let bandwidth = 1.7;
        let sums = sum_features([&source, &target], 100, bandwidth, Seed::new(4), &mut |_| {});
        let form = sums.form(2);
        let values = form.scaled(&[0, 1], true);
        let weights = form.weights();
        let row = |i: usize| {
            if i < 200 {
                source.row(i)
            } else {
                target.row(i - 200)
            }
        };
        for (kernel, factor) in BANDWIDTH_FACTORS.into_iter().enumerate() {
            let scale = factor * bandwidth;
            let (mut sum, mut squares) = (0.0, 0.0);
            for i in 0..500 {
                for j in (0..500).filter(|&j| j != i) {
                    let square: f64 = row(i).iter().zip(row(j)).map(|(a, b)| (a - b) * (a - b)).sum();
                    let value = (-square / (2.0 * scale * scale)).exp();
                    squares += value * value;
                    let own = if i < 200 { 200.0 } else { 300.0 };
                    let pairs = if (i < 200) == (j < 200) {
                        own * (own - 1.0)
                    } else {
                        -200.0 * 300.0
                    };
                    sum += value / pairs;
                }
            }
            let expected =
                libm::pow(200.0 * 199.0, 1.5) / libm::sqrt(500.0 * 499.0) / (squares / 249_500.0).sqrt();
            assert!((weights[kernel] / expected - 1.0).abs() < 0.05, "{factor}");
            // MMD² by random features: right on average, and near in each draw.
            assert!(
                (values[kernel] / weights[kernel] - sum).abs() < 0.006,
                "{factor}: {values:?} {sum}"
            );
        }
    }
}
