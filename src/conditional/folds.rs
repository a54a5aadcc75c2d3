//! Rows in folds: each fold is predicted by what the others say.

use std::ops::Range;

use super::basis::Basis;
use crate::features::Matrix;
use crate::mmd::{Symmetric, dot};
use crate::random::Generator;

/// Folds of the rows.
pub(super) const FOLDS: usize = 5;

/// The functions of all rows, function after function, in folds that stand one after the other.
#[derive(Debug)]
pub(super) struct Folds {
    /// The rows of each fold among the places.
    pub(super) ranges: Vec<Range<usize>>,
    /// For each place the row that stands there: those of the source first, then those of the target.
    pub(super) order: Vec<usize>,
    /// All functions at all places.
    values: Vec<f64>,
    width: usize,
    /// Of each fold the sums of products of two functions, row after row up to the diagonal.
    products: Vec<Vec<f64>>,
}

impl Folds {
    /// Deals bins of so many rows, whole and of each side alike, out to the folds.
    pub(super) fn new(
        basis: &Basis,
        sides: [&Matrix; 2],
        bin_rows: usize,
        generator: &mut Generator,
    ) -> Self {
        let rows = sides.map(Matrix::rows);
        let mut dealt: Vec<Vec<usize>> = vec![Vec::new(); FOLDS];
        for (side, first) in [(0, 0), (1, rows[0])] {
            let bins = rows[side].div_ceil(bin_rows);
            for (place, bin) in generator.permutation(bins).into_iter().enumerate() {
                let start = bin * bin_rows;
                let end = (start + bin_rows).min(rows[side]);
                dealt[place % FOLDS].extend(first + start..first + end);
            }
        }
        let mut ranges = Vec::new();
        let mut order = Vec::new();
        for fold in dealt {
            ranges.push(order.len()..order.len() + fold.len());
            order.extend(fold);
        }
        let (count, width) = (order.len(), basis.width());
        let mut values = vec![0.0; count * width];
        for (place, &row) in order.iter().enumerate() {
            let row = match row.checked_sub(rows[0]) {
                None => sides[0].row(row),
                Some(row) => sides[1].row(row),
            };
            for (function, value) in basis.of(row).into_iter().enumerate() {
                values[function * count + place] = value;
            }
        }
        let mut folds = Self {
            ranges,
            order,
            values,
            width,
            products: Vec::new(),
        };
        folds.products = folds.ranges.iter().map(|range| folds.of_pairs(range)).collect();
        folds
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn rows(&self) -> usize {
        self.order.len()
    }

    /// A 1 at the places of the target's rows, where the source has so many.
    pub(super) fn marks(&self, source: usize) -> Vec<f64> {
        let marks = self.order.iter().map(|&row| f64::from(u8::from(row >= source)));
        marks.collect()
    }

    /// One function at all places.
    pub(super) fn function(&self, function: usize) -> &[f64] {
        &self.values[function * self.rows()..(function + 1) * self.rows()]
    }

    fn of_pairs(&self, range: &Range<usize>) -> Vec<f64> {
        let pairs = (0..self.width).flat_map(|i| (0..=i).map(move |j| (i, j)));
        let of = |function: usize| &self.function(function)[range.clone()];
        pairs.map(|(i, j)| dot(of(i), of(j))).collect()
    }

    /// What all folds but one say of the functions.
    pub(super) fn without(&self, fold: usize) -> Others {
        let own = &self.ranges[fold];
        let rows = (self.rows() - own.len()) as f64;
        let others = Others {
            fold: own.clone(),
            rows,
            means: Vec::new(),
            covariance: Symmetric::zero(self.width),
        };
        let means: Vec<f64> = (0..self.width)
            .map(|function| others.sum(self.function(function)) / rows)
            .collect();
        let mut covariance = others.covariance;
        let mut place = 0;
        for i in 0..self.width {
            for (j, sum) in covariance.lower_row(i).iter_mut().enumerate() {
                let products = self.products.iter().enumerate();
                let products = products.filter(|(other, _)| *other != fold);
                *sum =
                    products.map(|(_, products)| products[place]).sum::<f64>() / rows - means[i] * means[j];
                place += 1;
            }
        }
        Others {
            means,
            covariance,
            ..others
        }
    }

    /// `Σ βᵢ (φᵢ − mean)` at the places of a range, added to what stands there.
    pub(super) fn add(&self, range: &Range<usize>, others: &Others, weights: &[f64], sums: &mut [f64]) {
        for (function, weight) in weights.iter().enumerate() {
            let values = &self.function(function)[range.clone()];
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += weight * (value - others.means[function]);
            }
        }
    }

    /// The mean product of each function, less its mean, with a response at the places outside the fold.
    pub(super) fn products_with(&self, others: &Others, response: &[f64], mean: f64) -> Vec<f64> {
        let Range { start, end } = others.fold;
        let of = |function: usize| {
            let values = self.function(function);
            let sum = dot(&values[..start], &response[..start]) + dot(&values[end..], &response[end..]);
            sum / others.rows - others.means[function] * mean
        };
        (0..self.width).map(of).collect()
    }
}

/// What all folds but one say.
#[derive(Debug)]
pub(super) struct Others {
    /// The places of the one.
    pub(super) fold: Range<usize>,
    /// The rows of the others.
    pub(super) rows: f64,
    /// The means of the functions.
    pub(super) means: Vec<f64>,
    /// Their covariance.
    pub(super) covariance: Symmetric,
}

impl Others {
    fn sum(&self, values: &[f64]) -> f64 {
        let Range { start, end } = self.fold;
        values[..start].iter().sum::<f64>() + values[end..].iter().sum::<f64>()
    }

    pub(super) fn mean(&self, values: &[f64]) -> f64 {
        self.sum(values) / self.rows
    }
}
