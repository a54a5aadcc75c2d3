//! MMD-FUSE (Biggs, Schrab and Gretton, `NeurIPS` 2023): one statistic from many kernels.
//!
//! `T = log mean_k exp(M_k)` with `M_k = (n'(n'−1))^{3/2} · MMD²_k / sqrt(Σ_{i≠j} k(z_i, z_j)²)` and `n'` the rows of the
//! smaller side. The divisor is a sum over the pooled rows, which no permutation changes. A kernel that fits the
//! difference speaks loudest in the sum of exponentials, so no bandwidth has to be chosen, and no rows are given away
//! to choose one.

use super::kernels::{BANDWIDTHS, Family, KERNELS, Kernels};
use super::permutation::Statistic;
use super::tiles::{Pooled, TILE};

/// A number for each kernel.
pub(super) type PerKernel = [f64; KERNELS];

/// Sums of each kernel over all rows of one bin and another, `x ≠ y`: all that a permutation of bins needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct FuseSums {
    bins: usize,
    bin_rows: usize,
    /// `bins × bins`, symmetric.
    sums: Vec<PerKernel>,
    /// `Σ_{i≠j} k(z_i, z_j)²` over all rows.
    squares: PerKernel,
}

impl FuseSums {
    /// Sums the kernels over bins of `bin_rows` consecutive rows. The pairs are streamed: memory is `20 · bins²`,
    /// whatever the number of rows.
    #[must_use]
    pub fn new(pooled: &Pooled, bin_rows: usize, kernels: &Kernels, progress: &mut dyn FnMut(f64)) -> Self {
        let bin_rows = bin_rows.max(1);
        let bins = pooled.rows().div_ceil(bin_rows);
        let mut sums = vec![[0.0; KERNELS]; bins * bins];
        let mut squares = [0.0; KERNELS];
        let mut values = [[0.0; TILE]; KERNELS];
        pooled.for_each_stretch(progress, |i, first, stretch| {
            let (gaussian, laplace) = values.split_at_mut(BANDWIDTHS);
            fill(&kernels.gaussian, stretch.squares, gaussian);
            fill(&kernels.laplace, stretch.sums, laplace);
            // A stretch of neighbouring rows lies in few bins.
            let count = stretch.squares.len();
            let mut start = 0;
            while start < count {
                let bin = (first + start) / bin_rows;
                let end = count.min((bin + 1) * bin_rows - first);
                let sums = &mut sums[i / bin_rows * bins + bin];
                for ((sum, square), values) in sums.iter_mut().zip(&mut squares).zip(&values) {
                    for value in &values[start..end] {
                        *sum += value;
                        *square += value * value;
                    }
                }
                start = end;
            }
        });
        // Pairs came with i < j only: mirror the upper half, and count the pairs within a bin twice.
        for a in 0..bins {
            for sum in &mut sums[a * bins + a] {
                *sum *= 2.0;
            }
            for b in 0..a {
                sums[a * bins + b] = sums[b * bins + a];
            }
        }
        Self {
            bins,
            bin_rows,
            sums,
            squares: squares.map(|square| 2.0 * square),
        }
    }

    /// Number of bins.
    #[must_use]
    pub fn bins(&self) -> usize {
        self.bins
    }

    /// The statistic of any split of the bins into so many of the source and the others.
    #[must_use]
    pub fn form(&self, source_bins: usize) -> FuseForm<'_> {
        let rows: Vec<PerKernel> = self
            .sums
            .chunks_exact(self.bins.max(1))
            .map(|row| row.iter().fold([0.0; KERNELS], added))
            .collect();
        let total = rows.iter().fold([0.0; KERNELS], added);
        let n = (source_bins * self.bin_rows) as f64;
        let m = (self.bins.saturating_sub(source_bins) * self.bin_rows) as f64;
        let smaller = n.min(m);
        let scale = libm::pow(smaller * (smaller - 1.0), 1.5);
        FuseForm {
            sums: self,
            rows,
            total,
            n,
            m,
            // A kernel so narrow that no two rows meet says nothing.
            weights: self.squares.map(|square| {
                if square > 0.0 {
                    scale / libm::sqrt(square)
                } else {
                    0.0
                }
            }),
        }
    }
}

fn added(mut sum: PerKernel, other: &PerKernel) -> PerKernel {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
    sum
}

/// The kernels of a family at these distances, the widest first.
fn fill(family: &Family, distances: &[f64], values: &mut [[f64; TILE]]) {
    let starts = family.chain.starts;
    for place in 0..BANDWIDTHS {
        if place < starts {
            let rate = -family.rates[place];
            for (value, distance) in values[place].iter_mut().zip(distances) {
                *value = libm::exp(rate * distance);
            }
            continue;
        }
        let (before, from_here) = values.split_at_mut(place);
        let mut powers = before[place - starts];
        for _ in 0..family.chain.squarings {
            for power in &mut powers {
                *power *= *power;
            }
        }
        from_here[0] = powers;
    }
}

/// The FUSE statistic as a function of the source's bins.
#[derive(Debug)]
pub struct FuseForm<'s> {
    sums: &'s FuseSums,
    /// Row sums of each kernel.
    rows: Vec<PerKernel>,
    total: PerKernel,
    n: f64,
    m: f64,
    /// What each kernel's MMD² is multiplied by.
    weights: PerKernel,
}

impl FuseForm<'_> {
    /// `M_k` for each kernel, where the given bins are one side; the source where `is_source`, else the target.
    fn scaled(&self, side: &[usize], is_source: bool) -> PerKernel {
        let bins = self.sums.bins;
        let mut off_diagonal = [0.0; KERNELS];
        let mut within = [0.0; KERNELS];
        let mut touching = [0.0; KERNELS];
        for (place, &a) in side.iter().enumerate() {
            let row = &self.sums.sums[a * bins..(a + 1) * bins];
            for &b in &side[..place] {
                off_diagonal = added(off_diagonal, &row[b]);
            }
            within = added(within, &row[a]);
            touching = added(touching, &self.rows[a]);
        }
        let (size, other) = if is_source {
            (self.n, self.m)
        } else {
            (self.m, self.n)
        };
        std::array::from_fn(|k| {
            let own = within[k] + 2.0 * off_diagonal[k];
            let cross = touching[k] - own;
            let others = self.total[k] - 2.0 * touching[k] + own;
            let unbiased =
                own / (size * (size - 1.0)) + others / (other * (other - 1.0)) - 2.0 * cross / (size * other);
            self.weights[k] * unbiased
        })
    }

    /// The kernel with the largest `M_k` where the first bins are the source's.
    #[must_use]
    pub fn loudest(&self, source_bins: usize) -> usize {
        let source: Vec<usize> = (0..source_bins).collect();
        let scaled = self.scaled(&source, true);
        (0..KERNELS)
            .max_by(|&a, &b| scaled[a].total_cmp(&scaled[b]))
            .unwrap_or(0)
    }
}

impl Statistic for FuseForm<'_> {
    fn bins(&self) -> usize {
        self.sums.bins
    }

    fn of(&self, side: &[usize], is_source: bool) -> f64 {
        log_mean_exp(&self.scaled(side, is_source))
    }

    fn scale(&self) -> f64 {
        let rows = self.n + self.m;
        let terms = self.weights.iter().zip(&self.total);
        terms
            .map(|(weight, total)| weight * total / (rows * (rows - 1.0)))
            .fold(1.0, f64::max)
    }
}

fn log_mean_exp(values: &PerKernel) -> f64 {
    let highest = values.iter().copied().fold(f64::MIN, f64::max);
    let sum: f64 = values.iter().map(|value| libm::exp(value - highest)).sum();
    highest + libm::log(sum / KERNELS as f64)
}
