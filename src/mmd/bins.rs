//! Sums of the kernel over pairs of bins: all that a permutation of bins needs to know.

use super::permutation::Statistic;
use super::tiles::Pooled;

/// Sums of `k(x, y)` over all rows `x` of one bin and `y` of another, `x ≠ y`: a symmetric matrix of
/// `bins × bins`.
#[derive(Debug, Clone, PartialEq)]
pub struct BinSums {
    bins: usize,
    bin_rows: usize,
    sums: Vec<f64>,
}

impl BinSums {
    /// Sums the Gaussian kernel `exp(-d²/(2s²))` of bandwidth `s` over bins of `bin_rows` consecutive rows.
    ///
    /// The pairs are streamed: memory is `bins²`, whatever the number of rows.
    #[must_use]
    pub fn gaussian(pooled: &Pooled, bin_rows: usize, bandwidth: f64, progress: &mut dyn FnMut(f64)) -> Self {
        let bin_rows = bin_rows.max(1);
        let bins = pooled.rows().div_ceil(bin_rows);
        let mut sums = vec![0.0; bins * bins];
        let rate = -0.5 / (bandwidth * bandwidth);
        pooled.for_each_pair(progress, |i, j, square| {
            sums[i / bin_rows * bins + j / bin_rows] += libm::exp(square * rate);
        });
        // Pairs came with i < j only: mirror the upper half, and count the pairs within a bin twice.
        for a in 0..bins {
            sums[a * bins + a] *= 2.0;
            for b in 0..a {
                sums[a * bins + b] = sums[b * bins + a];
            }
        }
        Self { bins, bin_rows, sums }
    }

    /// Number of bins.
    #[must_use]
    pub fn bins(&self) -> usize {
        self.bins
    }

    /// The statistic of any split of the bins.
    #[must_use]
    pub fn form(&self, source_bins: usize) -> QuadraticForm<'_> {
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
pub struct QuadraticForm<'s> {
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
    #[must_use]
    pub fn unbiased(&self, source: &[usize]) -> f64 {
        let (n, m) = (self.n, self.m);
        let (xx, xy, yy) = self.parts(source);
        xx / (n * (n - 1.0)) + yy / (m * (m - 1.0)) - 2.0 * xy / (n * m)
    }

    /// The biased MMD² where the given bins are the source: a V-statistic, never negative but for rounding.
    /// The kernel of a row with itself is 1.
    #[must_use]
    pub fn biased(&self, source: &[usize]) -> f64 {
        let (n, m) = (self.n, self.m);
        let (xx, xy, yy) = self.parts(source);
        (xx + n) / (n * n) + (yy + m) / (m * m) - 2.0 * xy / (n * m)
    }
}

impl Statistic for QuadraticForm<'_> {
    fn bins(&self) -> usize {
        self.sums.bins
    }

    fn of(&self, side: &[usize], is_source: bool) -> f64 {
        if is_source {
            return self.unbiased(side);
        }
        let (n, m) = (self.n, self.m);
        let (yy, xy, xx) = self.parts(side);
        xx / (n * (n - 1.0)) + yy / (m * (m - 1.0)) - 2.0 * xy / (n * m)
    }

    fn scale(&self) -> f64 {
        let rows = self.n + self.m;
        self.total / (rows * (rows - 1.0))
    }
}
