//! A trained network whose outputs are set right on rows of another table, while everything below them stays.

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::TensorData;

use super::device::device;
use super::examples::{Examples, Labels, check_learnable};
use super::layers::{single, values};
use super::linear::solve;
use super::loss::class_weights;
use super::network::Network;
use super::task::Task;
use crate::failure::ModelError;

/// Newton's method has converged after this many steps, or never will.
const MAX_STEPS: usize = 50;

/// Steps end when the loss falls by less than this.
const MIN_GAIN: f64 = 1e-10;

/// Holds the offsets and the factor near 0 and 1, so that a class without rows does not run away.
const PENALTY: f64 = 1e-3;

/// The network with its outputs recalibrated: for numbers the line `a · output + b` with the least squared error, for
/// classes one factor on all scores and an offset for each (temperature with bias; Guo et al., 2017, Alexandari et al.,
/// 2020) with the least weighted cross-entropy. `cap` is the largest weight of a class.
///
/// # Errors
/// Where the rows do not fit the network, and where nothing can be learned from the rows.
pub fn recalibrate(source: &Network, rows: &Examples, cap: f64) -> Result<Network, ModelError> {
    source.check(rows)?;
    check_learnable(rows, rows)?;
    let outputs = source.layers.outputs_of(rows.inputs());
    if let Some(row) = outputs.iter().position(|output| !output.is_finite()) {
        let row = row / source.task.outputs();
        return Err(ModelError::PredictionNotFinite { row });
    }
    let weights = class_weights(rows.labels(), cap);
    let (factor, offsets) = match (&source.task, rows.labels()) {
        (&Task::Regression { mean, sd }, Labels::Numbers(numbers)) => {
            let labels: Vec<f64> = numbers
                .iter()
                .map(|&label| (f64::from(label) - mean) / sd)
                .collect();
            line(&outputs, &labels)
        }
        (&Task::Classification { classes }, Labels::Classes { codes, .. }) => {
            offsets(&outputs, codes, &weights, classes)
        }
        // Cannot be: the rows were checked against the task.
        _ => (1.0, vec![0.0; source.task.outputs()]),
    };
    let mut recalibrated = source.clone();
    recalibrated.layers.head = scaled(&source.layers.head, factor, &offsets);
    recalibrated.class_weights = weights;
    Ok(recalibrated)
}

/// The head whose outputs are `factor` times those of `head`, plus the offsets.
fn scaled(head: &Linear, factor: f64, offsets: &[f64]) -> Linear {
    let device = device();
    let [inputs, outputs] = head.weight.dims();
    let weights: Vec<f32> = values(head.weight.val())
        .into_iter()
        .map(|weight| single(factor * f64::from(weight)))
        .collect();
    let old: Vec<f32> = head.bias.as_ref().map_or_else(
        || vec![0.0; outputs],
        |bias| bias.val().into_data().iter::<f32>().collect(),
    );
    let biases: Vec<f32> = old
        .into_iter()
        .zip(offsets)
        .map(|(bias, offset)| single(factor * f64::from(bias) + offset))
        .collect();
    Linear {
        weight: Param::from_data(TensorData::new(weights, [inputs, outputs]), &device),
        bias: Some(Param::from_data(TensorData::new(biases, [outputs]), &device)),
    }
}

/// Slope and intercept of the least squares of the labels on the outputs; a flat line where the outputs are all the same.
fn line(outputs: &[f32], labels: &[f64]) -> (f64, Vec<f64>) {
    let count = labels.len() as f64;
    let mean_output = outputs.iter().map(|&output| f64::from(output)).sum::<f64>() / count;
    let mean_label = labels.iter().sum::<f64>() / count;
    let (mut squares, mut products) = (0.0, 0.0);
    for (&output, label) in outputs.iter().zip(labels) {
        let deviation = f64::from(output) - mean_output;
        squares += deviation * deviation;
        products += deviation * (label - mean_label);
    }
    let slope = if squares > 0.0 { products / squares } else { 0.0 };
    (slope, vec![mean_label - slope * mean_output])
}

/// The factor and the offsets by Newton's method with halved steps; the loss is convex in both.
fn offsets(scores: &[f32], codes: &[u32], weights: &[f32], classes: usize) -> (f64, Vec<f64>) {
    let size = classes + 1;
    // The offsets, then the factor.
    let mut point = vec![0.0; size];
    point[classes] = 1.0;
    let loss = |point: &[f64]| {
        let rows = scores.chunks(classes).zip(codes);
        let losses = rows.map(|(scores, &class)| {
            let scores = shifted(scores, point);
            let weight = f64::from(weights[class as usize]);
            weight * (log_sum_exp_of(&scores) - scores[class as usize])
        });
        losses.sum::<f64>() / codes.len() as f64 + penalty(point)
    };
    let mut least = loss(&point);
    for _ in 0..MAX_STEPS {
        let (gradient, hessian) = derivatives(scores, codes, weights, &point);
        let Some(step) = solve(&hessian, &gradient, 0.0) else {
            break;
        };
        let mut share = 1.0;
        let next = loop {
            let next: Vec<f64> = point
                .iter()
                .zip(&step)
                .map(|(at, step)| at - share * step)
                .collect();
            let reached = loss(&next);
            if reached < least {
                break Some((next, reached));
            }
            share *= 0.5;
            if share < 1e-6 {
                break None;
            }
        };
        let Some((next, reached)) = next else {
            break;
        };
        point = next;
        let gain = least - reached;
        least = reached;
        if gain < MIN_GAIN {
            break;
        }
    }
    let factor = point[classes];
    point.truncate(classes);
    (factor, point)
}

fn shifted(scores: &[f32], point: &[f64]) -> Vec<f64> {
    let factor = point[scores.len()];
    let pairs = scores.iter().zip(point);
    pairs
        .map(|(&score, offset)| factor * f64::from(score) + offset)
        .collect()
}

fn log_sum_exp_of(scores: &[f64]) -> f64 {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    highest + libm::log(scores.iter().map(|score| libm::exp(score - highest)).sum::<f64>())
}

fn penalty(point: &[f64]) -> f64 {
    let (factor, offsets) = point.split_last().unwrap_or((&1.0, &[]));
    let squares: f64 = offsets.iter().map(|offset| offset * offset).sum();
    0.5 * PENALTY * (squares + (factor - 1.0) * (factor - 1.0))
}

/// Gradient and lower half of the Hessian of the penalised loss.
fn derivatives(scores: &[f32], codes: &[u32], weights: &[f32], point: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let size = point.len();
    let classes = size - 1;
    let count = codes.len() as f64;
    let mut gradient = vec![0.0; size];
    let mut hessian = vec![0.0; size * size];
    for (row, &class) in scores.chunks(classes).zip(codes) {
        let weight = f64::from(weights[class as usize]) / count;
        let shifted = shifted(row, point);
        let normaliser = log_sum_exp_of(&shifted);
        let shares: Vec<f64> = shifted
            .iter()
            .map(|score| libm::exp(score - normaliser))
            .collect();
        let mean: f64 = shares
            .iter()
            .zip(row)
            .map(|(share, &score)| share * f64::from(score))
            .sum();
        for (index, &share) in shares.iter().enumerate() {
            gradient[index] += weight * share;
            for other in 0..index {
                hessian[index * size + other] -= weight * share * shares[other];
            }
            hessian[index * size + index] += weight * share * (1.0 - share);
            hessian[classes * size + index] += weight * share * (f64::from(row[index]) - mean);
        }
        gradient[class as usize] -= weight;
        gradient[classes] += weight * (mean - f64::from(row[class as usize]));
        let square: f64 = shares
            .iter()
            .zip(row)
            .map(|(share, &score)| share * f64::from(score).powi(2))
            .sum();
        hessian[classes * size + classes] += weight * (square - mean * mean);
    }
    for (index, at) in point.iter().enumerate() {
        let centre = if index == classes { 1.0 } else { 0.0 };
        gradient[index] += PENALTY * (at - centre);
        hessian[index * size + index] += PENALTY;
    }
    (gradient, hessian)
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::{blobs, codes, score, smooth, trained};
    use super::*;
    use crate::model::balanced_accuracy;

    #[test]
    fn a_level_and_a_slope_are_set_right() {
        let (network, _) = trained(&smooth(400, 0.0, 0.5, 1), &smooth(100, 0.0, 0.5, 2), 1);
        let moved = |rows, seed| {
            let examples = smooth(rows, 0.0, 0.5, seed);
            let Labels::Numbers(numbers) = examples.labels() else {
                panic!()
            };
            let labels = numbers.iter().map(|label| 40.0 - 3.0 * label).collect();
            Examples::new(examples.inputs().clone(), Labels::Numbers(labels)).unwrap()
        };
        let test = moved(200, 4);
        assert!(score(&network, &test) < 0.0);
        let recalibrated = recalibrate(&network, &moved(30, 3), 10.0).unwrap();
        let share = score(&recalibrated, &test);
        assert!(share > 0.9, "{share}");
    }

    #[test]
    fn offsets_follow_a_shift_of_the_inputs() {
        let (network, _) = trained(&blobs(&[100, 100], 4.0, 1), &blobs(&[40, 40], 4.0, 2), 1);
        // The same blobs, both moved by 1.5 towards the second.
        let moved = |rows: usize, seed| {
            let examples = blobs(&[rows, rows], 4.0, seed);
            let inputs = examples.inputs();
            let values = inputs
                .values()
                .chunks(2)
                .flat_map(|row| [row[0] + 1.5, row[1]])
                .collect();
            let inputs = crate::features::Matrix::new(2, values).unwrap();
            Examples::new(inputs, examples.labels().clone()).unwrap()
        };
        let test = moved(300, 4);
        let accuracy = |network: &Network| {
            let classes = network.predict(test.inputs()).unwrap().classes().unwrap();
            balanced_accuracy(codes(&test), &classes, 2).unwrap()
        };
        let before = accuracy(&network);
        let after = accuracy(&recalibrate(&network, &moved(40, 3), 10.0).unwrap());
        assert!(after > before + 0.08, "{before} {after}");
    }

    #[test]
    fn derivatives_are_slopes() {
        let scores = [0.5, -1.0, 2.0, 0.1, 0.2, -0.3, -2.0, 1.0, 0.4];
        let (codes, weights) = ([0, 2, 1], [1.0, 2.0, 0.5]);
        let point = [0.1, -0.2, 0.3, 1.2];
        let (_, hessian) = derivatives(&scores, &codes, &weights, &point);
        for index in 0..4 {
            let at = |by: f64| {
                let mut point = point;
                point[index] += by;
                derivatives(&scores, &codes, &weights, &point).0
            };
            let (above, below) = (at(1e-5), at(-1e-5));
            for other in 0..4 {
                let slope = (above[other] - below[other]) / 2e-5;
                let (high, low) = (index.max(other), index.min(other));
                let entry = hessian[high * 4 + low];
                assert!((slope - entry).abs() < 1e-8, "{index} {other}: {slope} {entry}");
            }
        }
    }
}
