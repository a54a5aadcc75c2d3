//! The family of kernels that the test looks through: ten Gaussian and ten Laplace ones, from narrow to wide.

use crate::random::Seed;

use super::chain::{BANDWIDTHS, Chain};
use super::tiles::Pooled;

/// Kernels of both shapes.
pub(super) const KERNELS: usize = 2 * BANDWIDTHS;

/// Pairs of rows whose distances give the range of bandwidths.
const SAMPLED_PAIRS: usize = 20_000;

/// The smallest bandwidth is half of this quantile of the distances between rows that differ, the largest twice the
/// opposite quantile (Biggs, Schrab and Gretton 2023).
const TAIL_QUANTILE: f64 = 0.05;

/// The kernels of a test, `exp(-rate · d)` each, the widest first, where `d` is the squared Euclidean distance for
/// Gaussian kernels and the sum of absolute differences for Laplace ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kernels {
    pub(super) gaussian: Chain,
    pub(super) laplace: Chain,
}

/// Bandwidths from one end of a range to the other in equal ratios, the widest first.
fn spread([low, high]: [f64; 2]) -> [f64; BANDWIDTHS] {
    let last = (BANDWIDTHS - 1) as f64;
    std::array::from_fn(|place| high * libm::pow(low / high, place as f64 / last))
}

/// A kernel with its bandwidth `s`, if it has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kernel {
    /// `exp(-‖x-y‖₂² / (2s²))`.
    Gaussian(f64),
    /// `exp(-√2 ‖x-y‖₁ / s)`.
    Laplace(f64),
    /// The Gaussian one of whitened columns.
    WhitenedGaussian(f64),
    /// `(x·y / d)²` of whitened columns.
    WhitenedQuadratic,
    /// That of a single column: `-|x-y|` of numbers, or that of categories.
    OneColumn,
}

impl Kernels {
    /// Kernels for these rows, of which most distances are about `typical`; nothing where distances are not finite.
    ///
    /// The range of bandwidths comes from random pairs of pooled rows, drawn without a look at the side that they
    /// come from, so the test stays exact.
    pub(super) fn for_rows(pooled: &Pooled, typical: f64, seed: Seed) -> Option<Self> {
        let (euclidean, absolute) = sampled_distances(pooled, typical, seed);
        Some(Self {
            gaussian: Chain::near(spread(range(euclidean)?).map(gaussian_rate)),
            laplace: Chain::near(
                spread(range(absolute)?).map(|bandwidth| std::f64::consts::SQRT_2 / bandwidth),
            ),
        })
    }

    /// A kernel, counted as in the sums: Gaussian ones first, each family from wide to narrow.
    ///
    /// # Panics
    /// Where there is no such kernel.
    pub(super) fn describe(&self, kernel: usize) -> Kernel {
        if kernel < BANDWIDTHS {
            Kernel::Gaussian(libm::sqrt(0.5 / self.gaussian.rates()[kernel]))
        } else {
            let rate = self.laplace.rates()[kernel - BANDWIDTHS];
            Kernel::Laplace(std::f64::consts::SQRT_2 / rate)
        }
    }
}

/// The Gaussian ones of these kernels.
pub(super) fn gaussian_chain(pooled: &Pooled, typical: f64, seed: Seed) -> Option<Chain> {
    let (euclidean, _) = sampled_distances(pooled, typical, seed);
    Some(Chain::near(spread(range(euclidean)?).map(gaussian_rate)))
}

/// Euclidean distances of random pairs of rows that differ, and their sums of absolute differences.
fn sampled_distances(pooled: &Pooled, typical: f64, seed: Seed) -> (Vec<f64>, Vec<f64>) {
    let mut generator = seed.derive("pairs for the bandwidths", 0).generator();
    let (mut euclidean, mut absolute) = (Vec::new(), Vec::new());
    for _ in 0..SAMPLED_PAIRS {
        let (i, j) = (generator.below(pooled.rows()), generator.below(pooled.rows()));
        let (square, sum) = pooled.distances(i, j);
        if sum > 0.0 {
            euclidean.push(libm::sqrt(square));
            absolute.push(sum);
        }
    }
    if euclidean.is_empty() {
        // Hardly any rows differ.
        return (vec![typical], vec![typical]);
    }
    (euclidean, absolute)
}

fn gaussian_rate(bandwidth: f64) -> f64 {
    0.5 / (bandwidth * bandwidth)
}

/// The smallest and the largest bandwidth for distances like these.
fn range(mut distances: Vec<f64>) -> Option<[f64; 2]> {
    distances.sort_unstable_by(f64::total_cmp);
    let last = distances.len().checked_sub(1)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let tail = (TAIL_QUANTILE * last as f64) as usize;
    let range = [distances[tail] / 2.0, distances[last - tail] * 2.0];
    let usable = |bandwidth: &f64| (bandwidth * bandwidth).is_normal();
    range.iter().all(usable).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;

    #[test]
    fn bandwidths_follow_the_units_and_not_the_sides() {
        let mut generator = Seed::new(5).generator();
        let rows: Vec<f64> = (0..200).map(|_| generator.normal()).collect();
        let pooled = |factor: f64, cut: usize| {
            let scaled: Vec<f64> = rows.iter().map(|row| row * factor).collect();
            let side = |part: &[f64]| Matrix::new(1, part.to_vec()).unwrap();
            Pooled::new(&side(&scaled[..cut]), &side(&scaled[cut..])).unwrap()
        };
        let kernels = Kernels::for_rows(&pooled(1.0, 100), 1.0, Seed::new(1)).unwrap();
        assert_eq!(
            Kernels::for_rows(&pooled(1.0, 30), 1.0, Seed::new(1)),
            Some(kernels.clone())
        );
        let wider = Kernels::for_rows(&pooled(8.0, 100), 1.0, Seed::new(1)).unwrap();
        for kernel in 0..KERNELS {
            match (kernels.describe(kernel), wider.describe(kernel)) {
                (Kernel::Gaussian(one), Kernel::Gaussian(other))
                | (Kernel::Laplace(one), Kernel::Laplace(other)) => {
                    assert!((other / one - 8.0).abs() < 1e-9, "{kernel}: {one} {other}");
                }
                other => panic!("{other:?}"),
            }
        }
        let equal = Matrix::new(1, vec![2.0; 20]).unwrap();
        let pooled = Pooled::new(&equal, &equal).unwrap();
        assert!(Kernels::for_rows(&pooled, 0.1, Seed::new(1)).is_some());
        assert_eq!(Kernels::for_rows(&pooled, f64::INFINITY, Seed::new(1)), None);
    }
}
