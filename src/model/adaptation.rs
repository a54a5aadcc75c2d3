//! A trained network is adapted to the inputs of another table, of which no label is known.

use super::examples::{Examples, check_finite, check_learnable};
use super::layers::{Layers, single};
use super::loss::{Rows, Targets, batch_loss, class_weights, mean_loss};
use super::network::Network;
use super::schedule::Schedule;
use super::settings::Settings;
use super::steps::{Adam, Learner};
use super::training::{Epoch, gather, targets_of};
use crate::failure::{ModelError, Phase};
use crate::features::Matrix;
use crate::random::Seed;

/// Kernels in the loss, the bandwidth of each twice that of the one before.
const KERNELS: usize = 5;

/// Maximum of epochs. The network is good at the source from the start, so there are few.
const MAX_EPOCHS: usize = 40;

/// Epochs without a better objective after which it ends.
const PATIENCE: usize = 8;

/// Maximum of rows that each side has in a batch. The loss looks at all pairs of them.
const MAX_BATCH_ROWS: usize = 128;

/// Rows of each side that the distance is measured on after an epoch.
const MEASURED_ROWS: usize = 256;

/// The weight of the distance between the domains beside the loss on the source, as in DAN.
const DISTANCE_WEIGHT: f64 = 1.0;

/// Adapts a network so that its last hidden layer says the same of both domains while it goes on predicting the source's
/// labels: the loss on the source plus the squared MMD of that layer over five Gaussian kernels (DAN, Long et al., 2015).
/// No label of the target is seen, so nothing here shows that predictions on the target get better.
///
/// Returns the weights with the lowest sum of the source's validation loss and the MMD between some rows of each side.
///
/// # Errors
/// As for [`train`](super::train), and [`ModelError::Width`] where the target's rows do not fit.
pub fn adapt(
    source: &Network,
    [training, validation]: [&Examples; 2],
    target: &Matrix<f32>,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    settings.check()?;
    source.check(training)?;
    source.check(validation)?;
    source.check_width(target)?;
    check_finite(target)?;
    check_learnable(training, validation)?;
    let depth = source.depth();
    if depth == 0 || target.rows() < 2 {
        return Ok(source.clone());
    }
    let [training_targets, validation_targets] = targets_of(training, validation, &source.task, settings);
    let validation_rows = Rows {
        inputs: validation.inputs(),
        targets: &validation_targets,
    };
    let batch = (training.rows() / 4)
        .min(target.rows() / 2)
        .clamp(2, MAX_BATCH_ROWS);
    let steps = training.rows().div_ceil(batch);
    let rate = settings.learning_rate / 2.0;
    let mut schedule = Schedule::new(settings.warm_up, steps * MAX_EPOCHS);
    let mut of_source = seed.derive("source batches", 0).generator();
    let mut of_target = seed.derive("target batches", 0).generator();
    let measured = measured_rows(validation.inputs(), target, seed);
    let objective = |layers: &Layers| {
        let [one, other] = measured.each_ref().map(|rows| layers.features_of(depth, rows));
        let distance = Mmd::of(one.values(), other.values(), one.columns()).value;
        mean_loss(layers, validation_rows) + DISTANCE_WEIGHT * distance
    };
    let mut best = (source.layers.clone(), objective(&source.layers));
    let mut best_epoch = 0;
    let mut learner = Learner::of(&source.layers);
    let mut batch_step = BatchStep::new(training.inputs(), &training_targets, target, settings);
    for epoch in 1..=MAX_EPOCHS {
        let mut total = 0.0;
        let mut target_order = Vec::new();
        for rows in of_source.permutation(training.rows()).chunks(batch) {
            if target_order.len() < batch {
                target_order = of_target.permutation(target.rows());
            }
            let others = target_order.split_off(target_order.len() - batch);
            let loss = batch_step.run(&mut learner, rows, &others, rate * schedule.step());
            total += loss * rows.len() as f64;
        }
        let snapshot = learner.layers(&source.layers);
        let reached = objective(&snapshot);
        observe(Epoch::new(
            Phase::All,
            epoch,
            MAX_EPOCHS,
            total / training.rows() as f64,
            reached,
        )?);
        if reached < best.1 {
            best = (snapshot, reached);
            best_epoch = epoch;
        } else if epoch - best_epoch >= PATIENCE {
            break;
        }
    }
    Ok(Network {
        layers: best.0,
        class_weights: class_weights(training.labels(), settings.class_weight_cap),
        ..source.clone()
    })
}

/// The step of a batch, with buffers that stay from one to the next.
struct BatchStep<'a> {
    training: &'a Matrix<f32>,
    targets: &'a Targets,
    target: &'a Matrix<f32>,
    adam: Adam,
    inputs: Vec<f32>,
    target_inputs: Vec<f32>,
    slopes: Vec<f32>,
}

impl<'a> BatchStep<'a> {
    fn new(
        training: &'a Matrix<f32>,
        targets: &'a Targets,
        target: &'a Matrix<f32>,
        settings: &Settings,
    ) -> Self {
        Self {
            training,
            targets,
            target,
            adam: Adam {
                weight_decay: settings.weight_decay,
                gradient_norm: settings.gradient_norm,
            },
            inputs: Vec::new(),
            target_inputs: Vec::new(),
            slopes: Vec::new(),
        }
    }

    /// Changes the network by `rows` of the source and `others` of the target. Gives the loss of the batch.
    fn run(&mut self, learner: &mut Learner, rows: &[usize], others: &[usize], rate: f64) -> f64 {
        gather(self.training, rows, &mut self.inputs);
        gather(self.target, others, &mut self.target_inputs);
        self.inputs.extend_from_slice(&self.target_inputs);
        // Both sides go through the network together, the source's rows first.
        let width = learner.outputs();
        let outputs = learner.forward(&self.inputs, None);
        let count = outputs.len();
        let loss = batch_loss(
            self.targets,
            rows,
            &outputs[..rows.len() * width],
            &mut self.slopes,
        );
        // No label of the target, no slope by its outputs.
        self.slopes.resize(count, 0.0);
        let features = learner.features();
        let units = features.len() / (rows.len() + others.len());
        let (of_rows, of_others) = features.split_at(rows.len() * units);
        let mmd = Mmd::of(of_rows, of_others, units);
        let by_features: Vec<f32> = mmd
            .slopes
            .iter()
            .map(|slope| single(DISTANCE_WEIGHT * slope))
            .collect();
        learner.backward(&self.inputs, &self.slopes, Some(&by_features));
        learner.step(self.adam, &[], rate);
        loss + DISTANCE_WEIGHT * mmd.value
    }
}

/// Some rows of either side, the same in each epoch.
fn measured_rows(source: &Matrix<f32>, target: &Matrix<f32>, seed: Seed) -> [Matrix<f32>; 2] {
    [source, target].map(|matrix| {
        let mut order = seed
            .derive("judging rows", 0)
            .generator()
            .permutation(matrix.rows());
        order.truncate(MEASURED_ROWS);
        matrix.select(&order)
    })
}

/// The squared MMD (biased) of two sets of rows over Gaussian kernels around the median distance, and its slope by each
/// number of both, row after row, with the bandwidth held fixed.
struct Mmd {
    value: f64,
    slopes: Vec<f64>,
}

impl Mmd {
    /// With the median of the squared distances for the bandwidth in the middle.
    fn of(source: &[f32], target: &[f32], columns: usize) -> Self {
        let rows = || source.chunks(columns).chain(target.chunks(columns));
        let mut squares: Vec<f64> = rows()
            .enumerate()
            .flat_map(|(index, one)| {
                rows()
                    .take(index)
                    .map(move |other| square_of_distance(one, other))
            })
            .collect();
        let middle = squares.len() / 2;
        let median = if squares.is_empty() {
            0.0
        } else {
            *squares.select_nth_unstable_by(middle, f64::total_cmp).1
        };
        Self::at(median, source, target, columns)
    }

    fn at(median: f64, source: &[f32], target: &[f32], columns: usize) -> Self {
        let rows: Vec<&[f32]> = source.chunks(columns).chain(target.chunks(columns)).collect();
        let (n, m) = (source.len() / columns, target.len() / columns);
        let weight = |row: usize| if row < n { 1.0 / n as f64 } else { -1.0 / m as f64 };
        let mut slopes = vec![0.0; rows.len() * columns];
        // Rows that are mostly equal have no scale; they do not differ either.
        if !(median > 0.0 && median.is_finite()) {
            return Self { value: 0.0, slopes };
        }
        // Of the widest kernel; each of the others has the fourth power of the one before.
        let widest = 1.0 / (2.0 * median * 16.0);
        let mut value = KERNELS as f64 * (1.0 / n as f64 + 1.0 / m as f64);
        for one in 0..rows.len() {
            for other in 0..one {
                let mut kernel = libm::exp(-widest * square_of_distance(rows[one], rows[other]));
                let (mut sum, mut slope, mut rate) = (0.0, 0.0, widest);
                for _ in 0..KERNELS {
                    sum += kernel;
                    slope -= rate * kernel;
                    kernel = (kernel * kernel) * (kernel * kernel);
                    rate *= 4.0;
                }
                let both = 2.0 * weight(one) * weight(other);
                value += both * sum;
                for column in 0..columns {
                    let pull =
                        both * slope * 2.0 * (f64::from(rows[one][column]) - f64::from(rows[other][column]));
                    slopes[one * columns + column] += pull;
                    slopes[other * columns + column] -= pull;
                }
            }
        }
        Self { value, slopes }
    }
}

fn square_of_distance(one: &[f32], other: &[f32]) -> f64 {
    let differences = one.iter().zip(other).map(|(&a, &b)| f64::from(a) - f64::from(b));
    differences.map(|difference| difference * difference).sum()
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::{blobs, codes, trained};
    use super::*;
    use crate::model::balanced_accuracy;

    #[test]
    fn slopes_of_the_mmd_are_its_slopes() {
        let mut generator = Seed::new(3).generator();
        let mut draw =
            |count: usize| -> Vec<f32> { (0..count).map(|_| single(generator.normal())).collect() };
        let (source, target) = (draw(10), draw(14));
        let mmd = Mmd::at(1.5, &source, &target, 2);
        let all = [source.clone(), target.clone()].concat();
        for index in 0..all.len() {
            let at = |by: f32| {
                let mut moved = all.clone();
                moved[index] += by;
                let (source, target) = moved.split_at(source.len());
                Mmd::at(1.5, source, target, 2).value
            };
            let slope = (at(1e-2) - at(-1e-2)) / 2e-2;
            assert!(
                (slope - mmd.slopes[index]).abs() < 1e-3,
                "{index}: {slope} {}",
                mmd.slopes[index]
            );
        }
        assert!(mmd.slopes.iter().any(|slope| slope.abs() > 0.01));
    }

    #[test]
    fn equal_rows_have_no_distance() {
        let rows = [1.0, 2.0, 3.0, 4.0, 0.5, 0.25];
        assert!(Mmd::of(&rows, &rows, 2).value.abs() < 1e-12);
        assert!(Mmd::of(&[1.0; 6], &[1.0; 4], 2).value.abs() < 1e-12);
    }

    #[test]
    fn the_layers_come_nearer_and_the_source_stays() {
        let (training, validation) = (blobs(&[150, 150], 4.0, 1), blobs(&[50, 50], 4.0, 2));
        let (network, _) = trained(&training, &validation, 1);
        // The same blobs, moved along the input that tells nothing.
        let moved = |examples: &Examples| {
            let values = examples
                .inputs()
                .values()
                .chunks(2)
                .flat_map(|row| [row[0], row[1] + 4.0]);
            Matrix::new(2, values.collect()).unwrap()
        };
        let target = blobs(&[100, 100], 4.0, 3);
        let inputs = moved(&target);
        let adapted = adapt(
            &network,
            [&training, &validation],
            &inputs,
            &Settings::default(),
            Seed::new(1),
            &mut |_| (),
        )
        .unwrap();
        let distance = |network: &Network| {
            let [one, other] = [validation.inputs(), &inputs].map(|rows| network.features(2, rows).unwrap());
            Mmd::of(one.values(), other.values(), one.columns()).value
        };
        let (before, after) = (distance(&network), distance(&adapted));
        assert!(after < 0.5 * before, "{before} {after}");
        let on_source = adapted.predict(validation.inputs()).unwrap().classes().unwrap();
        let accuracy = balanced_accuracy(codes(&validation), &on_source, 2).unwrap();
        assert!(accuracy > 0.9, "{accuracy}");
    }
}
