//! Ridge regressions that predict each fold from the others, and the probability of the table by the same.

use super::folds::{Folds, Others};
use crate::mmd::{Cholesky, Symmetric};

/// Ridges that are tried, in units of the variance of a function.
const RIDGES: [f64; 6] = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0];

/// Steps of the logistic regression. Where the sides hardly overlap, fewer leave probabilities near a half, and the level does
/// not hold: a shift by 2.5 deviations was then called another relation in 28 % of runs, and is now in 3 %.
const STEPS: u32 = 24;

/// The ridge of the logistic regression as a share of the one that is best for the line, which is fitted to probabilities near
/// a half.
const OF_RIDGE: f64 = 0.3;

/// Predictions of responses at all places, by regressions on the other folds.
#[derive(Debug)]
pub(super) struct Predicted {
    /// For each response.
    pub(super) values: Vec<Vec<f64>>,
    /// The ridge of each, which predicts other folds best.
    pub(super) ridges: Vec<f64>,
}

fn factor(covariance: &Symmetric, ridge: f64) -> Option<Cholesky> {
    let mut matrix = covariance.clone();
    matrix.add_to_diagonal(ridge);
    matrix.cholesky()
}

/// Predicts responses; nothing where numbers are too large.
pub(super) fn predict(folds: &Folds, responses: &[Vec<f64>]) -> Option<Predicted> {
    let mut tried = vec![vec![vec![0.0; folds.rows()]; RIDGES.len()]; responses.len()];
    for fold in 0..folds.ranges.len() {
        let others = folds.without(fold);
        let means: Vec<f64> = responses.iter().map(|response| others.mean(response)).collect();
        let products: Vec<Vec<f64>> = responses
            .iter()
            .zip(&means)
            .map(|(response, mean)| folds.products_with(&others, response, *mean))
            .collect();
        for (place, ridge) in RIDGES.into_iter().enumerate() {
            let factor = factor(&others.covariance, ridge)?;
            for (response, products) in products.iter().enumerate() {
                let mut weights = products.clone();
                factor.solve_whole(&mut weights);
                let predicted = &mut tried[response][place][others.fold.clone()];
                predicted.fill(means[response]);
                folds.add(&others.fold, &others, &weights, predicted);
            }
        }
    }
    let (mut values, mut ridges) = (Vec::new(), Vec::new());
    for (tried, response) in tried.into_iter().zip(responses) {
        let error = |predicted: &[f64]| -> f64 {
            let pairs = predicted.iter().zip(response);
            pairs.map(|(one, other)| (one - other) * (one - other)).sum()
        };
        let best = tried.into_iter().zip(RIDGES);
        let best = best.min_by(|(one, _), (other, _)| error(one).total_cmp(&error(other)));
        let (best, ridge) = best?;
        values.push(best);
        ridges.push(ridge);
    }
    Some(Predicted { values, ridges })
}

/// The probability of a 1 at each place, by logistic regressions on the other folds.
pub(super) fn probabilities(folds: &Folds, marks: &[f64], ridge: f64) -> Option<Vec<f64>> {
    let mut values = vec![0.0; folds.rows()];
    for fold in 0..folds.ranges.len() {
        let others = folds.without(fold);
        let logits = Logits::fit(folds, &others, marks, ridge)?;
        let own = &mut values[others.fold.clone()];
        own.fill(logits.intercept);
        folds.add(&others.fold, &others, &logits.weights, own);
        for value in own {
            *value = probability(*value);
        }
    }
    Some(values)
}

/// `1 / (1 + exp(−logit))`.
pub(super) fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit.clamp(-30.0, 30.0)))
}

/// A logistic regression: of functions less their means.
#[derive(Debug, Clone)]
pub(super) struct Logits {
    pub(super) intercept: f64,
    pub(super) weights: Vec<f64>,
}

impl Logits {
    /// Fits it on all folds but one. No second derivative is larger than a quarter of the covariance (Böhning, 1992), so that
    /// one factor serves all steps, which momentum makes fewer (Beck and Teboulle, 2009).
    pub(super) fn fit(folds: &Folds, others: &Others, marks: &[f64], ridge: f64) -> Option<Self> {
        let ridge = OF_RIDGE * ridge;
        let factor = factor(&others.covariance, ridge)?;
        let mean = others.mean(marks);
        let mut weights = folds.products_with(others, marks, mean);
        factor.solve_whole(&mut weights);
        let mut logits = Self {
            intercept: libm::log(mean / (1.0 - mean)),
            weights: weights.iter().map(|weight| 4.0 * weight).collect(),
        };
        let mut before = logits.clone();
        for step in 0..STEPS {
            let ahead = logits.beyond(&before, f64::from(step) / f64::from(step + 3));
            before = logits;
            logits = ahead.stepped(folds, others, marks, ridge, &factor);
        }
        let is_finite =
            logits.intercept.is_finite() && logits.weights.iter().all(|weight| weight.is_finite());
        is_finite.then_some(logits)
    }

    /// A point beyond this one, seen from another.
    fn beyond(&self, other: &Self, share: f64) -> Self {
        let weights = self.weights.iter().zip(&other.weights);
        Self {
            intercept: self.intercept + share * (self.intercept - other.intercept),
            weights: weights.map(|(own, other)| own + share * (own - other)).collect(),
        }
    }

    fn stepped(
        mut self,
        folds: &Folds,
        others: &Others,
        marks: &[f64],
        ridge: f64,
        factor: &Cholesky,
    ) -> Self {
        let mut left = vec![self.intercept; folds.rows()];
        folds.add(&(0..folds.rows()), others, &self.weights, &mut left);
        for (left, mark) in left.iter_mut().zip(marks) {
            *left = mark - probability(*left);
        }
        let mean = others.mean(&left);
        let mut step = folds.products_with(others, &left, mean);
        for (step, weight) in step.iter_mut().zip(&self.weights) {
            *step -= ridge / 4.0 * weight;
        }
        factor.solve_whole(&mut step);
        self.intercept += 4.0 * mean;
        for (weight, step) in self.weights.iter_mut().zip(step) {
            *weight += 4.0 * step;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::basis::Basis;
    use super::*;
    use crate::features::Matrix;
    use crate::random::Seed;

    /// Rows of two columns, the first of which is 1 higher in the target, in folds.
    fn planted(rows: usize) -> (Folds, Vec<[f64; 2]>) {
        let mut generator = Seed::new(5).generator();
        let mut all = Vec::new();
        let sides = [0.0, 1.0].map(|shift| {
            let values = (0..rows).flat_map(|_| {
                let row = [generator.normal() + shift, generator.normal()];
                all.push(row);
                #[expect(clippy::cast_possible_truncation, reason = "inputs are in single precision")]
                row.map(|value| value as f32)
            });
            let values: Vec<f32> = values.collect();
            Matrix::new(2, values).unwrap()
        });
        let sides = [&sides[0], &sides[1]];
        let basis = Basis::new(sides, Seed::new(6));
        let folds = Folds::new(&basis, sides, 1, &mut Seed::new(7).generator());
        let rows = folds.order.iter().map(|&row| all[row]).collect();
        (folds, rows)
    }

    fn mean_distance(one: &[f64], other: &[f64]) -> f64 {
        let pairs = one.iter().zip(other);
        pairs.map(|(one, other)| (one - other).abs()).sum::<f64>() / one.len() as f64
    }

    #[test]
    fn what_follows_from_the_inputs_is_predicted() {
        let (folds, rows) = planted(150);
        let labels: Vec<f64> = rows.iter().map(|[a, b]| 1.0 + 2.0 * a - a * b).collect();
        let predicted = predict(&folds, std::slice::from_ref(&labels)).unwrap();
        let off = mean_distance(&predicted.values[0], &labels);
        assert!(off < 0.02, "{off}");
    }

    #[test]
    fn probabilities_are_those_of_the_densities() {
        let (folds, rows) = planted(400);
        let marks = folds.marks(400);
        let ridge = predict(&folds, std::slice::from_ref(&marks)).unwrap().ridges[0];
        let found = probabilities(&folds, &marks, ridge).unwrap();
        let expected: Vec<f64> = rows.iter().map(|[a, _]| probability(a - 0.5)).collect();
        let off = mean_distance(&found, &expected);
        assert!(off < 0.06, "{off}");
    }
}
