//! What trees minimise: losses, their derivatives by the scores, and what scores mean.
//!
//! Exponential and logarithm come from `libm`, because those of the standard library differ between a browser and a
//! native program.

use serde::{Deserialize, Serialize};

use super::examples::{Chosen, Response, Targets};
use super::histogram::Slope;

/// What trees predict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Numbers, by squared error.
    Numbers,
    /// So many classes: by logistic loss of the second class where there are two, by softmax and cross-entropy otherwise.
    Classes(usize),
}

/// Rows of a class that did not occur count as so many when its score starts.
const ROWS_OF_ABSENT_CLASS: f64 = 0.5;

impl Task {
    pub(super) fn of(response: &Response<'_>) -> Self {
        match response {
            Response::Numbers(_) => Self::Numbers,
            Response::Classes { count, .. } => Self::Classes(*count),
        }
    }

    /// Number of scores of a row, which is also the number of trees in a round.
    #[must_use]
    pub fn scores(self) -> usize {
        match self {
            Self::Numbers | Self::Classes(2) => 1,
            Self::Classes(count) => count,
        }
    }

    /// The constant scores with the lowest loss: the mean, or logits of the shares of classes.
    pub(super) fn start(self, rows: &Chosen) -> Vec<f64> {
        let total: f64 = rows.weights.iter().sum();
        match &rows.targets {
            Targets::Numbers(numbers) => {
                let sum: f64 = numbers
                    .iter()
                    .zip(&rows.weights)
                    .map(|(number, weight)| number * weight)
                    .sum();
                vec![sum / total]
            }
            Targets::Classes(codes) => {
                let mut shares = vec![0.0; if let Self::Classes(count) = self { count } else { 1 }];
                codes
                    .iter()
                    .zip(&rows.weights)
                    .for_each(|(&code, weight)| shares[code as usize] += weight);
                let logit =
                    |sum: &f64| libm::log(if *sum > 0.0 { *sum } else { ROWS_OF_ABSENT_CLASS } / total);
                match &*shares {
                    [none, one] => vec![logit(one) - logit(none)],
                    _ => shares.iter().map(logit).collect(),
                }
            }
        }
    }

    /// Mean loss over the rows: squared error, or cross-entropy in nats. `scores` holds those of each output in turn.
    pub(super) fn loss(rows: &Chosen, scores: &[Vec<f64>]) -> f64 {
        let total: f64 = rows.weights.iter().sum();
        let sum: f64 = match &rows.targets {
            Targets::Numbers(numbers) => {
                let errors = numbers
                    .iter()
                    .zip(&scores[0])
                    .map(|(number, score)| (number - score) * (number - score));
                errors
                    .zip(&rows.weights)
                    .map(|(error, weight)| error * weight)
                    .sum()
            }
            Targets::Classes(codes) if scores.len() == 1 => {
                let losses = codes.iter().zip(&scores[0]).map(|(&code, &score)| {
                    let wrong = if code == 1 { -score } else { score };
                    wrong.max(0.0) + libm::log1p(libm::exp(-wrong.abs()))
                });
                losses
                    .zip(&rows.weights)
                    .map(|(loss, weight)| loss * weight)
                    .sum()
            }
            Targets::Classes(codes) => {
                let logarithms = logarithms_of_sums(scores);
                let places = codes.iter().zip(&logarithms).enumerate();
                let losses = places.map(|(row, (&code, logarithm))| logarithm - scores[code as usize][row]);
                losses
                    .zip(&rows.weights)
                    .map(|(loss, weight)| loss * weight)
                    .sum()
            }
        };
        sum / total
    }

    /// Writes the slopes of one output. `logarithms` are those of [`logarithms_of_sums`] before the round, for three classes or
    /// more.
    pub(super) fn slopes(
        self,
        rows: &Chosen,
        output: usize,
        scores: &[f64],
        logarithms: &[f64],
        slopes: &mut Vec<Slope>,
    ) {
        slopes.clear();
        match &rows.targets {
            Targets::Numbers(numbers) => {
                let places = numbers.iter().zip(scores).zip(&rows.weights);
                slopes.extend(places.map(|((number, score), weight)| Slope {
                    gradient: (score - number) * weight,
                    hessian: *weight,
                }));
            }
            Targets::Classes(codes) => {
                let classes = if let Self::Classes(count) = self {
                    count as f64
                } else {
                    2.0
                };
                // The hessian of softmax that Friedman (2001) makes of its diagonal, as the scores have one degree of freedom too
                // many.
                let factor = if logarithms.is_empty() {
                    1.0
                } else {
                    classes / (classes - 1.0)
                };
                let class = if logarithms.is_empty() { 1 } else { output };
                for (row, (&code, weight)) in codes.iter().zip(&rows.weights).enumerate() {
                    let share = match logarithms.get(row) {
                        Some(logarithm) => libm::exp(scores[row] - logarithm),
                        None => logistic(scores[row]),
                    };
                    let truth = if code as usize == class { 1.0 } else { 0.0 };
                    slopes.push(Slope {
                        gradient: (share - truth) * weight,
                        hessian: factor * share * (1.0 - share) * weight,
                    });
                }
            }
        }
    }

    /// Turns the scores of one row into its probabilities.
    pub(super) fn probabilities(scores: &[f64]) -> Vec<f64> {
        if let [score] = scores {
            return vec![logistic(-score), logistic(*score)];
        }
        let largest = scores
            .iter()
            .fold(f64::NEG_INFINITY, |largest, score| largest.max(*score));
        let shares: Vec<f64> = scores.iter().map(|score| libm::exp(score - largest)).collect();
        let sum: f64 = shares.iter().sum();
        shares.into_iter().map(|share| share / sum).collect()
    }
}

fn logistic(score: f64) -> f64 {
    let small = libm::exp(-score.abs());
    if score < 0.0 {
        small / (1.0 + small)
    } else {
        1.0 / (1.0 + small)
    }
}

/// `ln Σ exp(score)` over the outputs of each row.
pub(super) fn logarithms_of_sums(scores: &[Vec<f64>]) -> Vec<f64> {
    let rows = scores.first().map_or(0, Vec::len);
    let of_row = |row: usize| {
        let largest = scores
            .iter()
            .fold(f64::NEG_INFINITY, |largest, scores| largest.max(scores[row]));
        let sum: f64 = scores.iter().map(|scores| libm::exp(scores[row] - largest)).sum();
        largest + libm::log(sum)
    };
    (0..rows).map(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Step of the finite differences, and how far they may be off relative to the slope: their own error is about the step's
    /// square, and rounding divided by it.
    const STEP: f64 = 1e-4;
    const TOLERANCE: f64 = 1e-6;

    fn check(task: Task, targets: Targets) {
        let rows = Chosen {
            rows: vec![0, 1, 2],
            weights: vec![0.5, 1.0, 1.5],
            targets,
        };
        let outputs = task.scores();
        let scores: Vec<Vec<f64>> = (0..outputs)
            .map(|output| {
                (0..3)
                    .map(|row| 0.3 * f64::from(row) - 0.7 * output as f64 + 0.2)
                    .collect()
            })
            .collect();
        let logarithms = if outputs > 1 {
            logarithms_of_sums(&scores)
        } else {
            Vec::new()
        };
        let factor = if outputs > 1 {
            outputs as f64 / (outputs as f64 - 1.0)
        } else {
            1.0
        };
        // Squared error is halved in its slopes, and the loss is a mean over weights that sum to 3.
        let scale = if task == Task::Numbers { 1.5 } else { 3.0 };
        for output in 0..outputs {
            let mut slopes = Vec::new();
            task.slopes(&rows, output, &scores[output], &logarithms, &mut slopes);
            for (row, slope) in slopes.iter().enumerate() {
                let loss = |step: f64| {
                    let mut moved = scores.clone();
                    moved[output][row] += step;
                    Task::loss(&rows, &moved) * scale
                };
                let gradient = (loss(STEP) - loss(-STEP)) / (2.0 * STEP);
                let hessian = (loss(STEP) - 2.0 * loss(0.0) + loss(-STEP)) / (STEP * STEP) * factor;
                assert!(
                    (gradient - slope.gradient).abs() < TOLERANCE,
                    "{task:?}: {gradient} {slope:?}"
                );
                assert!(
                    (hessian - slope.hessian).abs() < TOLERANCE,
                    "{task:?}: {hessian} {slope:?}"
                );
            }
        }
    }

    #[test]
    fn slopes_are_the_derivatives_of_the_loss() {
        check(Task::Numbers, Targets::Numbers(vec![1.0, -2.0, 0.5]));
        check(Task::Classes(2), Targets::Classes(vec![0, 1, 1]));
        check(Task::Classes(3), Targets::Classes(vec![2, 0, 1]));
    }

    #[test]
    fn no_other_constant_has_a_lower_loss_than_the_start() {
        let cases = [
            (Task::Numbers, Targets::Numbers(vec![1.0, -2.0, 0.5])),
            (Task::Classes(2), Targets::Classes(vec![0, 1, 1])),
            (Task::Classes(3), Targets::Classes(vec![2, 0, 1])),
        ];
        for (task, targets) in cases {
            let rows = Chosen {
                rows: vec![0, 1, 2],
                weights: vec![0.5, 1.0, 1.5],
                targets,
            };
            let start = task.start(&rows);
            let loss = |start: &[f64]| {
                Task::loss(
                    &rows,
                    &start.iter().map(|score| vec![*score; 3]).collect::<Vec<_>>(),
                )
            };
            for output in 0..start.len() {
                for step in [-0.01, 0.01] {
                    let mut other = start.clone();
                    other[output] += step;
                    assert!(loss(&other) > loss(&start), "{task:?}");
                }
            }
        }
    }

    #[test]
    fn extreme_scores_stay_finite() {
        for score in [-1e5, 1e5] {
            let probabilities = Task::probabilities(&[score]);
            assert!(
                probabilities.iter().all(|share| (0.0..=1.0).contains(share)),
                "{probabilities:?}"
            );
            let rows = Chosen {
                rows: vec![0],
                weights: vec![1.0],
                targets: Targets::Classes(vec![0]),
            };
            assert!(Task::loss(&rows, &[vec![score]]).is_finite());
        }
        assert_eq!(Task::probabilities(&[-1e5, 0.0, 1e5]), [0.0, 0.0, 1.0]);
    }
}
