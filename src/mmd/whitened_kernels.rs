//! Kernels of whitened columns: ten Gaussian ones, and a quadratic one.
//!
//! The quadratic kernel is `(x·y / d)²` with `d` columns. Its MMD² is the squared distance of the two matrices of second
//! moments: it sees any change of a variance or a correlation, however small in each pair of columns, where a Gaussian
//! kernel spends most of its power on shapes.

use crate::random::Seed;

use super::bins::BinSums;
use super::chain::{BANDWIDTHS, Chain};
use super::kernels::gaussian_chain;
use super::lanes::{TILE, single, sum_single};
use super::tiles::{Pooled, Stretch, for_each_stretch};
use super::whitening::whitened;

/// The kernels of whitened columns; the quadratic one is the last.
pub(super) const WHITENED_KERNELS: usize = BANDWIDTHS + 1;

/// Sums of these kernels over pairs of bins, and the rates of the Gaussian ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WhitenedSums {
    pub(super) pairs: BinSums<WHITENED_KERNELS>,
    /// Sum of the variances of the whitened columns.
    pub(super) total_variance: f64,
    chain: Chain,
}

impl WhitenedSums {
    /// Whitens the rows, and sums the kernels over bins of `bin_rows` consecutive rows; nothing where no column varies.
    pub(super) fn new(
        rows: &Pooled,
        bin_rows: usize,
        seed: Seed,
        progress: &mut dyn FnMut(f64),
    ) -> Option<Self> {
        let rows = whitened(rows, seed)?;
        let total_variance = rows.total_variance();
        let typical = libm::sqrt(2.0 * total_variance);
        let chain = gaussian_chain(&rows, typical, seed)?;
        let norms = norms(&rows);
        let mut pairs = BinSums::empty(rows.rows().div_ceil(bin_rows), bin_rows);
        let mut buffers = chain.buffers();
        let half = 0.5 / single(rows.columns() as f64);
        for_each_stretch(rows.rows(), progress, |stretch| {
            let Stretch { row, first, .. } = stretch;
            let squares = rows.squares_in_single(row, first);
            chain.fill(&squares, &mut buffers);
            let mut quadratic = [0.0; TILE];
            let others = norms[first..].iter().zip(&squares);
            for (value, (norm, square)) in quadratic.iter_mut().zip(others) {
                let product = half * (norms[row] + norm - square);
                *value = product * product;
            }
            for (bin, range) in stretch.bins(bin_rows) {
                let sums = pairs.place(row / bin_rows, bin);
                let members = chain.members(&buffers).chain([&quadratic]);
                for (sum, values) in sums.iter_mut().zip(members) {
                    *sum += sum_single(&values[range.clone()]);
                }
            }
        });
        pairs.complete();
        Some(Self {
            pairs,
            total_variance,
            chain,
        })
    }

    /// The bandwidth of a kernel; nothing for the quadratic one.
    pub(super) fn bandwidth(&self, kernel: usize) -> Option<f64> {
        self.chain.rates().get(kernel).map(|rate| libm::sqrt(0.5 / rate))
    }
}

/// The squared length of each row.
fn norms(rows: &Pooled) -> Vec<f32> {
    let mut norms = vec![0.0; rows.rows()];
    for column in 0..rows.columns() {
        for (norm, value) in norms.iter_mut().zip(rows.column(column)) {
            *norm += value * value;
        }
    }
    norms.into_iter().map(single).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;

    #[test]
    fn the_quadratic_kernel_compares_second_moments() {
        let mut generator = Seed::new(3).generator();
        let mut side = |rows: usize, scale: f64| {
            let values = (0..rows * 3).map(|_| scale * generator.normal()).collect();
            Matrix::new(3, values).unwrap()
        };
        let rows = Pooled::new(&side(60, 1.0), &side(75, 1.6)).unwrap();
        let sums = WhitenedSums::new(&rows, 5, Seed::new(1), &mut |_| {}).unwrap();
        let order = [0, 3, 4, 7, 11, 20, 25];
        let form = sums.pairs.form(7);
        let white = whitened(&rows, Seed::new(1)).unwrap();
        let row = |row: usize| -> Vec<f64> { (0..3).map(|it| white.column(it).nth(row).unwrap()).collect() };
        let is_source = |row: usize| order.contains(&(row / 5));
        let (mut gaussian, mut quadratic) = (0.0, 0.0);
        let rate = 0.5 / sums.bandwidth(4).unwrap().powi(2);
        for i in 0..135 {
            for j in (0..135).filter(|&j| j != i) {
                let (x, y) = (row(i), row(j));
                let product: f64 = x.iter().zip(&y).map(|(a, b)| a * b).sum();
                let square: f64 = x.iter().zip(&y).map(|(a, b)| (a - b) * (a - b)).sum();
                let weight = match (is_source(i), is_source(j)) {
                    (true, true) => 1.0 / (35.0 * 34.0),
                    (false, false) => 1.0 / (100.0 * 99.0),
                    _ => -1.0 / (35.0 * 100.0),
                };
                quadratic += weight * (product / 3.0).powi(2);
                gaussian += weight * (-rate * square).exp();
            }
        }
        let unbiased = form.unbiased(&order, true);
        assert!(
            (unbiased[4] - gaussian).abs() < 1e-5,
            "{} {gaussian}",
            unbiased[4]
        );
        assert!(
            (unbiased[BANDWIDTHS] - quadratic).abs() < 1e-5,
            "{} {quadratic}",
            unbiased[BANDWIDTHS]
        );
        assert_eq!(sums.bandwidth(BANDWIDTHS), None);
    }
}
