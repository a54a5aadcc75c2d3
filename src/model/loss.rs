//! What training makes small.

use super::examples::Labels;
use super::layers::{Layers, single};
use super::steps::Learner;
use super::task::Task;
use crate::features::Matrix;

/// Rows that go through layers at once outside a step, so that buffers stay small.
const ROWS_AT_ONCE: usize = 512;

/// Labels in the terms of a network's outputs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Targets {
    /// Standardised numbers; the loss of a row is the squared error.
    Numbers(Vec<f32>),
    /// Classes with a weight for each class; the loss of a row is the weighted cross-entropy.
    Classes {
        /// The class of each row.
        codes: Vec<u32>,
        /// The weight of each class.
        weights: Vec<f32>,
    },
}

/// Rows that are learned from or stopped by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    /// `rows × inputs`.
    pub(super) inputs: &'a Matrix<f32>,
    /// One for each row.
    pub(super) targets: &'a Targets,
}

impl Targets {
    /// The targets of a network with this task; `weights` are the class weights, used where it has classes.
    pub(super) fn new(labels: &Labels, task: &Task, weights: &[f32]) -> Self {
        match (labels, task) {
            (Labels::Numbers(numbers), Task::Regression { mean, sd }) => Self::Numbers(
                numbers
                    .iter()
                    .map(|&number| single((f64::from(number) - mean) / sd))
                    .collect(),
            ),
            (Labels::Numbers(numbers), Task::Classification { .. }) => Self::Numbers(numbers.clone()),
            (Labels::Classes { codes, .. }, _) => Self::Classes {
                codes: codes.clone(),
                weights: weights.to_vec(),
            },
        }
    }

    /// Number of rows.
    fn rows(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Classes { codes, .. } => codes.len(),
        }
    }

    /// The weight of a row.
    fn weight(&self, row: usize) -> f32 {
        match self {
            Self::Numbers(_) => 1.0,
            Self::Classes { codes, weights } => weights[codes[row] as usize],
        }
    }

    /// The weighted loss of one row from the network's outputs for it; `slopes` becomes the derivative of the
    /// loss by each output.
    ///
    /// Not finite where an output is not.
    pub(super) fn loss(&self, row: usize, outputs: &[f32], slopes: &mut [f32]) -> f64 {
        match self {
            Self::Numbers(numbers) => {
                let error = f64::from(outputs[0]) - f64::from(numbers[row]);
                slopes[0] = single(2.0 * error);
                error * error
            }
            Self::Classes { codes, weights } => {
                let class = codes[row] as usize;
                let weight = f64::from(weights[class]);
                let normaliser = log_sum_exp(outputs);
                for (index, (slope, &output)) in slopes.iter_mut().zip(outputs).enumerate() {
                    let probability = libm::exp(f64::from(output) - normaliser);
                    let truth = if index == class { 1.0 } else { 0.0 };
                    *slope = single(weight * (probability - truth));
                }
                weight * (normaliser - f64::from(outputs[class]))
            }
        }
    }
}

/// `ln Σ exp(scores)`, without overflow.
///
/// By the `libm` crate in double precision, and not by Burn in single: a processor's mathematical library and
/// a browser's differ in the last bit of exponential and logarithm, and a near tie between two epochs makes
/// another network out of that bit.
pub(super) fn log_sum_exp(scores: &[f32]) -> f64 {
    let highest = f64::from(scores.iter().copied().fold(f32::NEG_INFINITY, f32::max));
    let sum: f64 = scores
        .iter()
        .map(|&score| libm::exp(f64::from(score) - highest))
        .sum();
    highest + libm::log(sum)
}

/// The sum of a batch's weighted losses over its number of rows; `slopes` becomes its derivative by each output, row after
/// row. `outputs` are those for `rows`, row after row.
///
/// Not over the sum of their weights, as in [`mean_loss`]: weights have the mean 1 over all training rows, and so a
/// batch of rare classes pulls as much as it weighs.
pub(super) fn batch_loss(targets: &Targets, rows: &[usize], outputs: &[f32], slopes: &mut Vec<f32>) -> f64 {
    let count = rows.len() as f64;
    let width = outputs.len() / rows.len();
    slopes.resize(outputs.len(), 0.0);
    let sum: f64 = rows
        .iter()
        .zip(outputs.chunks(width).zip(slopes.chunks_mut(width)))
        .map(|(&row, (outputs, slopes))| targets.loss(row, outputs, slopes))
        .sum();
    for slope in slopes {
        *slope = single(f64::from(*slope) / count);
    }
    sum / count
}

/// The weighted mean loss of the rows, without dropout.
pub(super) fn mean_loss(layers: &Layers, rows: Rows<'_>) -> f64 {
    mean_loss_of(&layers.outputs_of(rows.inputs), rows.targets)
}

/// The same while the layers learn.
pub(super) fn loss_of_learner(learner: &mut Learner, rows: Rows<'_>) -> f64 {
    let mut outputs = Vec::with_capacity(rows.inputs.rows() * learner.outputs());
    for chunk in rows.inputs.values().chunks(ROWS_AT_ONCE * learner.columns()) {
        outputs.extend_from_slice(learner.forward(chunk, None));
    }
    mean_loss_of(&outputs, rows.targets)
}

fn mean_loss_of(outputs: &[f32], targets: &Targets) -> f64 {
    let rows = targets.rows();
    let width = outputs.len() / rows.max(1);
    let mut slopes = vec![0.0; width];
    let (mut sum, mut weight) = (0.0, 0.0);
    for (row, outputs) in outputs.chunks(width).enumerate() {
        sum += targets.loss(row, outputs, &mut slopes);
        weight += f64::from(targets.weight(row));
    }
    sum / weight
}

/// Weights of classes inverse to their number of rows, at most `cap` (a class of average size has 1), then
/// scaled to a mean of 1 over the rows. A class without rows gets the weight 1.
pub(super) fn class_weights(labels: &Labels, cap: f64) -> Vec<f32> {
    let Labels::Classes { codes, count } = labels else {
        return Vec::new();
    };
    let mut rows = vec![0.0_f64; *count];
    for &code in codes {
        rows[code as usize] += 1.0;
    }
    let average = codes.len() as f64 / rows.iter().filter(|&&rows| rows > 0.0).count() as f64;
    let capped: Vec<f64> = rows
        .iter()
        .map(|&rows| {
            if rows > 0.0 {
                (average / rows).min(cap)
            } else {
                1.0
            }
        })
        .collect();
    let total: f64 = rows.iter().zip(&capped).map(|(rows, weight)| rows * weight).sum();
    let scale = codes.len() as f64 / total;
    rows.iter()
        .zip(capped)
        .map(|(&rows, weight)| if rows > 0.0 { single(weight * scale) } else { 1.0 })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::blobs;
    use super::*;
    use crate::random::Seed;

    #[test]
    fn an_even_guess_costs_the_logarithm_of_the_classes() {
        let examples = blobs(&[4, 2, 6], 1.0, 1);
        let targets = Targets::new(
            examples.labels(),
            &Task::of(examples.labels()),
            &class_weights(examples.labels(), 10.0),
        );
        let rows: Vec<usize> = (0..12).collect();
        let loss = batch_loss(&targets, &rows, &[0.0; 36], &mut Vec::new());
        assert!((loss - 3.0_f64.ln()).abs() < 1e-5, "{loss}");
    }

    #[test]
    fn extreme_scores_have_a_loss_and_broken_ones_have_none() {
        assert!((log_sum_exp(&[3e38, 0.0]) - f64::from(3e38_f32)).abs() < 1.0);
        assert!((log_sum_exp(&[-1000.0, -1000.0]) - (2.0_f64.ln() - 1000.0)).abs() < 1e-9);
        for broken in [f32::NAN, f32::INFINITY] {
            assert!(log_sum_exp(&[0.0, broken]).is_nan());
        }
    }

    #[test]
    fn the_loss_of_many_rows_is_the_mean_over_their_parts() {
        let examples = blobs(&[3_000, 2_000], 1.0, 1);
        let layers = Layers::new(2, &[4], 2, &mut Seed::new(5).generator());
        let loss = |rows: &[usize]| {
            let part = examples.select(rows);
            let targets = Targets::new(part.labels(), &Task::of(part.labels()), &[1.0, 3.0]);
            let inputs = part.inputs();
            mean_loss(
                &layers,
                Rows {
                    inputs,
                    targets: &targets,
                },
            )
        };
        let all: Vec<usize> = (0..5_000).collect();
        let parts = (3_000.0 * loss(&all[..3_000]) + 6_000.0 * loss(&all[3_000..])) / 9_000.0;
        assert!((loss(&all) - parts).abs() < 1e-6, "{} {parts}", loss(&all));
    }

    #[test]
    fn class_weights_are_inverse_to_frequency_and_capped() {
        let weights = |codes: &[u32], count, cap| {
            let codes = codes.to_vec();
            class_weights(&Labels::Classes { codes, count }, cap)
        };
        // 1 and 3 rows of 4, average 2: weights 2 and 2/3, whose mean over the rows is 1.
        let even = weights(&[0, 1, 1, 1], 2, 10.0);
        assert!(
            (even[0] - 2.0).abs() < 1e-6 && (even[1] - 2.0 / 3.0).abs() < 1e-6,
            "{even:?}"
        );
        // Capped at 1.5: 1.5 and 2/3 have the mean 3.5 / 4.
        let capped = weights(&[0, 1, 1, 1], 2, 1.5);
        assert!((capped[0] / capped[1] - 2.25).abs() < 1e-5, "{capped:?}");
        assert!((capped[0] + 3.0 * capped[1] - 4.0).abs() < 1e-5, "{capped:?}");
        assert!((weights(&[0, 0, 2, 2], 3, 10.0)[1] - 1.0).abs() < 1e-6);
    }
}
