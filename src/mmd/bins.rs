//! Sums of kernels over pairs of bins: all that a permutation of bins needs to know.
//!
//! # The idea
//!
//! A permutation test computes its statistic for some two thousand other splits of the rows into source and target.
//! For one kernel the statistic needs three sums of `k(x, y)`: over pairs within one side, across, and within the
//! other side. Summing over all pairs of rows for each split would cost minutes. So rows are cut into at most a few
//! hundred *bins* of equal size, and a permutation moves whole bins from side to side. The rows are shuffled first,
//! so that a bin is a random set of rows, and bins are exchangeable just as rows are: the test stays exact
//! (Domingo-Enrich, Dwivedi and Mackey 2025).
//!
//! Then a single pass over all pairs of rows ([`super::pass`]) leaves a small matrix `K` for each kernel. The entry of
//! the bins `a` and `b` is the sum of the kernel over all rows of `a` and all rows of `b`.
//!
//! ```text
//!              side      other side
//!           ┌─────────┬─────────────┐     own    = sum of this block
//!   side    │   own   │    cross    │     cross  = sum of this block
//!           ├─────────┼─────────────┤
//!   other   │  cross  │   others    │     others = sum of this block
//!   side    └─────────┴─────────────┘
//! ```
//!
//! The bins of a side do not stand together in `K`; the picture has them sorted. With the sums `r` of each row of `K`
//! and the total `t`, which are the same for all splits, only the block `own` has to be added up for a split:
//!
//! ```text
//! cross  = Σ_{a in side} r_a − own
//! others = t − 2 Σ_{a in side} r_a + own
//! ```
//!
//! Permutations name the smaller side, whose block has the fewest entries. The sums of all kernels for one pair of
//! bins stand side by side in memory (`[f64; K]`), so that one walk over the block adds up all kernels, with vector
//! instructions.
//!
//! # What always holds
//!
//! - `K` is symmetric once it is complete. Its diagonal has each pair of different rows of a bin twice, as `(x, y)`
//!   and as `(y, x)`; so has the whole matrix.
//! - A row beside itself is no pair. `k(x, x) = 1` is in none of the sums; the biased statistic adds it.
//! - All bins have the same number of rows. With bins of two sizes they would not be exchangeable.
//!
//! # The traps
//!
//! - While pairs are added, each comes once, in the upper half. Whoever reads sums before [`BinSums::complete`] gets
//!   half of them; whoever calls it twice doubles the diagonal twice.
//! - The named side may be the target. Then the sizes have to be exchanged (`is_source`). Where both sides are equally
//!   large, a test does not notice when they are not.
//! - The order of the bins of a side is the order of the additions. Two splits into the same sets may differ in their
//!   last bits, and so statistics are compared with a tolerance ([`super::permutation`]).

/// Sums of several kernels `k(x, y)` over all rows `x` of one bin and `y` of another, `x ≠ y`: a symmetric matrix of
/// `bins × bins` for each kernel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BinSums<const K: usize> {
    bins: usize,
    bin_rows: usize,
    sums: Vec<[f64; K]>,
}

impl<const K: usize> BinSums<K> {
    /// Sums before the first pair.
    pub(super) fn empty(bins: usize, bin_rows: usize) -> Self {
        Self::of(bins, bin_rows, vec![[0.0; K]; bins * bins])
    }

    /// The sums as they are, symmetric.
    pub(super) fn of(bins: usize, bin_rows: usize, sums: Vec<[f64; K]>) -> Self {
        Self { bins, bin_rows, sums }
    }

    /// The sums of two bins, to be added to: for pairs of rows `i < j` only, until [`Self::complete`].
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

    pub(super) fn bin_rows(&self) -> usize {
        self.bin_rows
    }

    /// The MMD² of any split of the bins into so many of the source and the others.
    pub(super) fn form(&self, source_bins: usize) -> QuadraticForm<'_, K> {
        let rows: Vec<[f64; K]> = self
            .sums
            .chunks_exact(self.bins.max(1))
            .map(|row| row.iter().fold([0.0; K], added))
            .collect();
        let total = rows.iter().fold([0.0; K], added);
        QuadraticForm {
            sums: self,
            rows,
            total,
            n: (source_bins * self.bin_rows) as f64,
            m: (self.bins.saturating_sub(source_bins) * self.bin_rows) as f64,
        }
    }
}

fn added<const K: usize>(mut sum: [f64; K], other: &[f64; K]) -> [f64; K] {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
    sum
}

/// MMD² of each kernel as a quadratic form in the 0/1 vector of one side's bins (notes in `docs/method.md`).
#[derive(Debug)]
pub(super) struct QuadraticForm<'s, const K: usize> {
    sums: &'s BinSums<K>,
    /// Row sums `r = K·1` of each kernel.
    rows: Vec<[f64; K]>,
    /// Total `t = 1ᵀK1` of each kernel.
    total: [f64; K],
    n: f64,
    m: f64,
}

/// Sums of one kernel over the pairs within a side, across, and within the other side.
struct Parts {
    own: f64,
    cross: f64,
    others: f64,
}

impl<const K: usize> QuadraticForm<'_, K> {
    /// Rows of the source, and of the target.
    pub(super) fn sizes(&self) -> [f64; 2] {
        [self.n, self.m]
    }

    /// The sum of each kernel over all pairs, each counted twice.
    pub(super) fn total(&self) -> [f64; K] {
        self.total
    }

    /// `S_xx`, `S_xy` and `S_yy` of each kernel, where the given bins are one side.
    fn parts(&self, side: &[usize]) -> [Parts; K] {
        let bins = self.sums.bins;
        let mut off_diagonal = [0.0; K];
        let mut diagonal = [0.0; K];
        let mut touching = [0.0; K];
        for (place, &a) in side.iter().enumerate() {
            let row = &self.sums.sums[a * bins..(a + 1) * bins];
            for &b in &side[..place] {
                off_diagonal = added(off_diagonal, &row[b]);
            }
            diagonal = added(diagonal, &row[a]);
            touching = added(touching, &self.rows[a]);
        }
        std::array::from_fn(|k| {
            let own = diagonal[k] + 2.0 * off_diagonal[k];
            Parts {
                own,
                cross: touching[k] - own,
                others: self.total[k] - 2.0 * touching[k] + own,
            }
        })
    }

    /// The unbiased MMD² of each kernel, where the given bins are one side; the source where `is_source`, else the
    /// target. A U-statistic, which may be negative.
    pub(super) fn unbiased(&self, side: &[usize], is_source: bool) -> [f64; K] {
        let (size, other) = if is_source {
            (self.n, self.m)
        } else {
            (self.m, self.n)
        };
        self.parts(side).map(|Parts { own, cross, others }| {
            own / (size * (size - 1.0)) + others / (other * (other - 1.0)) - 2.0 * cross / (size * other)
        })
    }

    /// The biased MMD² of each kernel, where the given bins are the source: a V-statistic, never negative but for
    /// rounding. The kernel of a row with itself is 1.
    pub(super) fn biased(&self, source: &[usize]) -> [f64; K] {
        let (n, m) = (self.n, self.m);
        self.parts(source).map(|Parts { own, cross, others }| {
            (own + n) / (n * n) + (others + m) / (m * m) - 2.0 * cross / (n * m)
        })
    }
}
