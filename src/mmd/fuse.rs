//! MMD-FUSE (Biggs, Schrab and Gretton, `NeurIPS` 2023): one statistic from many kernels.
//!
//! `T = log mean_k exp(M_k)` with `M_k = (n'(n'−1))^{3/2} · MMD²_k / sqrt(Σ_{i≠j} k(z_i, z_j)²)` and `n'` the rows of the
//! smaller side. The divisor is a sum over the pooled rows, which no permutation changes. A kernel that fits the
//! difference speaks loudest in the sum of exponentials, so no bandwidth has to be chosen, and no rows are given away
//! to choose one.

use super::permutation::Statistics;

/// Sums of several kernels over all rows of one bin and another, `x ≠ y`: all that a permutation of bins needs to know.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KernelSums<const K: usize> {
    bins: usize,
    bin_rows: usize,
    /// `bins × bins`, symmetric.
    sums: Vec<[f64; K]>,
    /// Mean of `k(z_i, z_j)²` over random pairs of different rows.
    mean_squares: [f64; K],
}

impl<const K: usize> KernelSums<K> {
    /// Sums of nothing yet, of kernels with these mean squares.
    pub(super) fn empty(bins: usize, bin_rows: usize, mean_squares: [f64; K]) -> Self {
        Self {
            bins,
            bin_rows,
            sums: vec![[0.0; K]; bins * bins],
            mean_squares,
        }
    }

    /// Where the sums for two bins are added up: for pairs of rows `i < j` only, until [`Self::complete`].
    pub(super) fn place(&mut self, bin: usize, other: usize) -> &mut [f64; K] {
        &mut self.sums[bin * self.bins + other]
    }

    /// Mirrors the upper half, and counts the pairs within a bin twice.
    pub(super) fn complete(&mut self) {
        let bins = self.bins;
        for a in 0..bins {
            for sum in &mut self.sums[a * bins + a] {
                *sum *= 2.0;
            }
            for b in 0..a {
                self.sums[a * bins + b] = self.sums[b * bins + a];
            }
        }
    }

    /// The sums as they are, symmetric, with the mean squares of the kernels.
    pub(super) fn of(bins: usize, bin_rows: usize, sums: Vec<[f64; K]>, mean_squares: [f64; K]) -> Self {
        Self {
            bins,
            bin_rows,
            sums,
            mean_squares,
        }
    }

    /// Number of bins.
    pub(super) fn bins(&self) -> usize {
        self.bins
    }

    /// Rows in a bin.
    pub(super) fn bin_rows(&self) -> usize {
        self.bin_rows
    }

    /// The statistics of any split of the bins into so many of the source and the others.
    pub(super) fn form(&self, source_bins: usize) -> ScaledForm<'_, K> {
        let rows: Vec<[f64; K]> = self
            .sums
            .chunks_exact(self.bins.max(1))
            .map(|row| row.iter().fold([0.0; K], added))
            .collect();
        let total = rows.iter().fold([0.0; K], added);
        let n = (source_bins * self.bin_rows) as f64;
        let m = (self.bins.saturating_sub(source_bins) * self.bin_rows) as f64;
        let smaller = n.min(m);
        let all = n + m;
        let scale = libm::pow(smaller * (smaller - 1.0), 1.5) / libm::sqrt(all * (all - 1.0));
        ScaledForm {
            sums: self,
            rows,
            total,
            n,
            m,
            // A kernel so narrow that no two rows meet says nothing.
            weights: self.mean_squares.map(|square| {
                if square > 0.0 {
                    scale / libm::sqrt(square)
                } else {
                    0.0
                }
            }),
        }
    }
}

fn added<const K: usize>(mut sum: [f64; K], other: &[f64; K]) -> [f64; K] {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
    sum
}

/// The scaled MMD² of each kernel, `M_k`, as a function of the source's bins.
#[derive(Debug)]
pub(super) struct ScaledForm<'s, const K: usize> {
    sums: &'s KernelSums<K>,
    /// Row sums of each kernel.
    rows: Vec<[f64; K]>,
    total: [f64; K],
    n: f64,
    m: f64,
    /// What each kernel's MMD² is multiplied by.
    weights: [f64; K],
}

impl<const K: usize> ScaledForm<'_, K> {
    /// `M_k` for each kernel, where the given bins are one side; the source where `is_source`, else the target.
    pub(super) fn scaled(&self, side: &[usize], is_source: bool) -> [f64; K] {
        let bins = self.sums.bins;
        let mut off_diagonal = [0.0; K];
        let mut within = [0.0; K];
        let mut touching = [0.0; K];
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

    /// What the MMD² of each kernel is multiplied by.
    pub(super) fn weights(&self) -> [f64; K] {
        self.weights
    }

    /// The weights in proportion to the rows of another form, so that a kernel that sees more rows than those of the
    /// other speaks as loudly where there is nothing to say.
    pub(super) fn weighed_like<const L: usize>(mut self, other: &ScaledForm<'_, L>) -> Self {
        // Without a difference, MMD² is of the order of 1 over the rows of the smaller side, whatever the kernel.
        let order = |n: f64, m: f64| {
            let smaller = n.min(m);
            libm::pow(smaller * (smaller - 1.0), 1.5) / libm::sqrt((n + m) * (n + m - 1.0)) / smaller
        };
        let factor = order(other.n, other.m) / order(self.n, self.m);
        for weight in &mut self.weights {
            *weight *= factor;
        }
        self
    }
}

/// The scaled MMD² of one or two sets of kernels, and MMD-FUSE over them, as functions of the source's bins.
#[derive(Debug)]
pub(super) struct FuseForm<'s, const K: usize, const L: usize> {
    pub(super) kernels: ScaledForm<'s, K>,
    pub(super) more: Option<ScaledForm<'s, L>>,
}

impl<const K: usize, const L: usize> Statistics for FuseForm<'_, K, L> {
    fn bins(&self) -> usize {
        self.kernels.sums.bins
    }

    fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>) {
        let start = list.len();
        list.extend(self.kernels.scaled(side, is_source));
        if let Some(more) = &self.more {
            list.extend(more.scaled(side, is_source));
        }
        list.push(log_mean_exp(&list[start..]));
    }
}

/// The logarithm of the mean of exponentials.
pub(super) fn log_mean_exp(values: &[f64]) -> f64 {
    let highest = values.iter().copied().fold(f64::MIN, f64::max);
    let sum: f64 = values.iter().map(|value| libm::exp(value - highest)).sum();
    highest + libm::log(sum / values.len() as f64)
}
