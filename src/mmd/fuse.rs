//! MMD-FUSE (Biggs, Schrab and Gretton, `NeurIPS` 2023): one statistic from many kernels; and what is joined with it.
//!
//! `T = log mean_k exp(M_k)` with `M_k = (n'(n'−1))^{3/2} · MMD²_k / sqrt(Σ_{i≠j} k(z_i, z_j)²)` and `n'` the rows of
//! the smaller side. The divisor is a sum over the pooled rows, which no permutation changes. The kernel that fits
//! the difference best has the largest exponential and dominates the sum. So no bandwidth has to be chosen, and no
//! rows are spent on choosing one.

use super::bins::{BinSums, QuadraticForm};
use super::calibration::log_mean_exp;
use super::permutation::Statistics;

/// Sums of several kernels over pairs of bins, and what makes the kernels comparable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KernelSums<const K: usize> {
    pub(super) pairs: BinSums<K>,
    /// Mean of `k(z_i, z_j)²` over random pairs of pooled rows.
    pub(super) mean_squares: [f64; K],
}

impl<const K: usize> KernelSums<K> {
    /// The statistics of any split of the bins into so many of the source and the others.
    pub(super) fn form(&self, source_bins: usize) -> ScaledForm<'_, K> {
        let form = self.pairs.form(source_bins);
        let scale = scale(form.sizes());
        ScaledForm {
            form,
            // A kernel so narrow that it is 0 for all pairs gets no weight.
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

/// `(n'(n'−1))^{3/2}` over the root of the number of pairs of all rows.
fn scale([n, m]: [f64; 2]) -> f64 {
    let (smaller, all) = (n.min(m), n + m);
    libm::pow(smaller * (smaller - 1.0), 1.5) / libm::sqrt(all * (all - 1.0))
}

/// The scaled MMD² of each kernel, `M_k`, as a function of one side's bins.
#[derive(Debug)]
pub(super) struct ScaledForm<'s, const K: usize> {
    form: QuadraticForm<'s, K>,
    /// What each kernel's MMD² is multiplied by.
    weights: [f64; K],
}

impl<const K: usize> ScaledForm<'_, K> {
    /// `M_k` for each kernel, where the given bins are one side; the source where `is_source`, else the target.
    pub(super) fn scaled(&self, side: &[usize], is_source: bool) -> [f64; K] {
        let mut scaled = self.form.unbiased(side, is_source);
        for (value, weight) in scaled.iter_mut().zip(self.weights) {
            *value *= weight;
        }
        scaled
    }

    /// What the MMD² of each kernel is multiplied by.
    pub(super) fn weights(&self) -> [f64; K] {
        self.weights
    }

    /// The same form with its weights scaled so that, without a difference, its kernels are of the order of those of
    /// another form, which sees fewer rows.
    pub(super) fn with_weights_like<const L: usize>(mut self, other: &ScaledForm<'_, L>) -> Self {
        // Without a difference, MMD² is of the order of 1 over the rows of the smaller side, whatever the kernel.
        let order = |[n, m]: [f64; 2]| scale([n, m]) / n.min(m);
        let factor = order(other.form.sizes()) / order(self.form.sizes());
        for weight in &mut self.weights {
            *weight *= factor;
        }
        self
    }
}

/// All statistics of a split by pairs of bins: the scaled MMD² of one or two sets of kernels, MMD-FUSE over them, and the
/// MMD² of the kernels of whitened columns.
#[derive(Debug)]
pub(super) struct FuseForm<'s, const K: usize, const L: usize, const W: usize> {
    pub(super) kernels: ScaledForm<'s, K>,
    pub(super) more: Option<ScaledForm<'s, L>>,
    pub(super) whitened: Option<QuadraticForm<'s, W>>,
}

/// What one of the statistics of a split is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// A kernel of pairs of rows.
    Pairs(usize),
    /// A kernel of random features.
    Features(usize),
    /// MMD-FUSE over these.
    Fuse,
    /// A kernel of whitened columns.
    Whitened(usize),
    /// The largest of the statistics of single columns.
    Columns,
}

impl<const K: usize, const L: usize, const W: usize> FuseForm<'_, K, L, W> {
    /// What the statistics are, in their order. What comes after them are single columns.
    pub(super) fn members(&self) -> Vec<Member> {
        let features = self.more.iter().flat_map(|_| (0..L).map(Member::Features));
        let whitened = self.whitened.iter().flat_map(|_| (0..W).map(Member::Whitened));
        let kernels = (0..K).map(Member::Pairs).chain(features);
        kernels.chain([Member::Fuse]).chain(whitened).collect()
    }
}

impl<const K: usize, const L: usize, const W: usize> Statistics for FuseForm<'_, K, L, W> {
    fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>) {
        let start = list.len();
        list.extend(self.kernels.scaled(side, is_source));
        if let Some(more) = &self.more {
            list.extend(more.scaled(side, is_source));
        }
        list.push(log_mean_exp(&list[start..]));
        if let Some(whitened) = &self.whitened {
            list.extend(whitened.unbiased(side, is_source));
        }
    }
}
