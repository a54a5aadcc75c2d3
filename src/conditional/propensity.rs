//! How likely the inputs of a row are in either table.

use super::basis::Basis;
use super::folds::{FOLDS, Folds};
use super::ridge::{Logits, predict, probability};
use crate::features::Matrix;
use crate::random::Seed;

/// The probability that a row with given inputs is one of the target, if both tables had as many rows: the mean of several
/// logistic regressions, each of which has seen four fifths of the rows.
#[derive(Debug)]
pub struct Propensity {
    basis: Basis,
    fits: Vec<(Logits, Vec<f64>)>,
}

impl Propensity {
    /// Fits it on rows of source and target; nothing where there are too few, or numbers are too large.
    #[must_use]
    pub fn fit(sides: [&Matrix; 2], seed: Seed) -> Option<Self> {
        let rows = sides.map(Matrix::rows);
        if rows.into_iter().any(|rows| rows < 2 * FOLDS) || sides[0].columns() != sides[1].columns() {
            return None;
        }
        let basis = Basis::new(sides, seed);
        let folds = Folds::new(&basis, sides, 1, &mut seed.derive("folds", 0).generator());
        let marks = folds.marks(rows[0]);
        let ridge = predict(&folds, std::slice::from_ref(&marks))?.ridges[0];
        // As if both had as many rows.
        let prior = libm::log(rows[0] as f64 / rows[1] as f64);
        let fits = (0..FOLDS).map(|fold| {
            let others = folds.without(fold);
            let mut logits = Logits::fit(&folds, &others, &marks, ridge)?;
            logits.intercept += prior;
            Some((logits, others.means))
        });
        let fits = fits.collect::<Option<Vec<(Logits, Vec<f64>)>>>()?;
        Some(Self { basis, fits })
    }

    /// The probability of the target for each of these rows.
    #[must_use]
    pub fn of(&self, rows: &Matrix) -> Vec<f64> {
        let of = |row: usize| {
            let values = self.basis.of(rows.row(row));
            let each = self.fits.iter().map(|(logits, means)| {
                let functions = values.iter().zip(means).zip(&logits.weights);
                let sum: f64 = functions
                    .map(|((value, mean), weight)| weight * (value - mean))
                    .sum();
                probability(logits.intercept + sum)
            });
            each.sum::<f64>() / self.fits.len() as f64
        };
        (0..rows.rows()).map(of).collect()
    }
}
