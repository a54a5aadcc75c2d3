//! Sums of the kernel over pairs of bins: all that a permutation of bins needs to know.

use super::permutation::Statistics;

/// Sums of `k(x, y)` over all rows `x` of one bin and `y` of another, `x ≠ y`: a symmetric matrix of
/// `bins × bins`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BinSums {
    bins: usize,
    bin_rows: usize,
    sums: Vec<f64>,
}

impl BinSums {
    /// Sums of nothing yet.
    pub(super) fn empty(bins: usize, bin_rows: usize) -> Self {
        Self {
            bins,
            bin_rows,
            sums: vec![0.0; bins * bins],
        }
    }

    /// Where the sum for two bins is added up: for pairs of rows `i < j` only, until [`Self::complete`].
    pub(super) fn place(&mut self, bin: usize, other: usize) -> &mut f64 {
        &mut self.sums[bin * self.bins + other]
    }

    /// Mirrors the upper half, and counts the pairs within a bin twice.
    pub(super) fn complete(&mut self) {
        let bins = self.bins;
        for a in 0..bins {
            self.sums[a * bins + a] *= 2.0;
            for b in 0..a {
                self.sums[a * bins + b] = self.sums[b * bins + a];
            }
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

    /// `‖Σ_b w_b Σ_{z ∈ b} k(z, ·)‖²`: the squared norm of a weighted sum of the bins in the kernel's space. The kernel
    /// of a row with itself is 1.
    pub(super) fn norm_squared(&self, weights: &[f64]) -> f64 {
        let rows = self.sums.chunks_exact(self.bins.max(1));
        let own = self.bin_rows as f64;
        rows.zip(weights)
            // Of bins drawn with replacement more than a third is as often there as without.
            .filter(|(_, weight)| **weight != 0.0)
            .map(|(row, weight)| {
                let inner: f64 = row.iter().zip(weights).map(|(sum, weight)| sum * weight).sum();
                weight * (inner + own * weight)
            })
            .sum()
    }

    /// The statistic of any split of the bins.
    pub(super) fn form(&self, source_bins: usize) -> QuadraticForm<'_> {
        let rows: Vec<f64> = self
            .sums
            .chunks_exact(self.bins.max(1))
            .map(|row| row.iter().sum())
            .collect();
        let total = rows.iter().sum();
        let n = (source_bins * self.bin_rows) as f64;
        let m = ((self.bins - source_bins.min(self.bins)) * self.bin_rows) as f64;
        QuadraticForm {
            sums: self,
            rows,
            total,
            n,
            m,
        }
    }
}

/// MMD² as a quadratic form in the 0/1 vector of the source's bins (notes in `docs/method.md`).
#[derive(Debug)]
pub(super) struct QuadraticForm<'s> {
    sums: &'s BinSums,
    /// Row sums `r = K·1`.
    rows: Vec<f64>,
    /// Total `t = 1ᵀK1`.
    total: f64,
    n: f64,
    m: f64,
}

impl QuadraticForm<'_> {
    /// `(S_xx, S_xy, S_yy)` where the given bins are the source.
    fn parts(&self, source: &[usize]) -> (f64, f64, f64) {
        let bins = self.sums.bins;
        let within: f64 = source
            .iter()
            .map(|&a| {
                let row = &self.sums.sums[a * bins..(a + 1) * bins];
                source.iter().map(|&b| row[b]).sum::<f64>()
            })
            .sum();
        let touching: f64 = source.iter().map(|&a| self.rows[a]).sum();
        (within, touching - within, self.total - 2.0 * touching + within)
    }

    /// The unbiased MMD² where the given bins are the source: a U-statistic, which may be negative.
    pub(super) fn unbiased(&self, source: &[usize]) -> f64 {
        let (n, m) = (self.n, self.m);
        let (xx, xy, yy) = self.parts(source);
        xx / (n * (n - 1.0)) + yy / (m * (m - 1.0)) - 2.0 * xy / (n * m)
    }

    /// The biased MMD² where the given bins are the source: a V-statistic, never negative but for rounding.
    /// The kernel of a row with itself is 1.
    pub(super) fn biased(&self, source: &[usize]) -> f64 {
        let (n, m) = (self.n, self.m);
        let (xx, xy, yy) = self.parts(source);
        (xx + n) / (n * n) + (yy + m) / (m * m) - 2.0 * xy / (n * m)
    }
}

impl Statistics for QuadraticForm<'_> {
    fn bins(&self) -> usize {
        self.sums.bins
    }

    fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>) {
        if is_source {
            list.push(self.unbiased(side));
            return;
        }
        let (n, m) = (self.n, self.m);
        let (yy, xy, xx) = self.parts(side);
        list.push(xx / (n * (n - 1.0)) + yy / (m * (m - 1.0)) - 2.0 * xy / (n * m));
    }
}
