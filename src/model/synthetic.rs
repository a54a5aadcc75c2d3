//! Rows for tests whose law is known.

use super::layers::single;
use super::{Epoch, Examples, Labels, Network, Predictions, Settings, r_squared, train};
use crate::features::Matrix;
use crate::random::Seed;

/// Rows `(u, v)` in `[-2, 2]²` with the label `level + 10 · (sin 3u + tilt · v + v² / 2)`, no noise.
pub(super) fn smooth(rows: usize, level: f64, tilt: f64, seed: u64) -> Examples {
    let mut generator = Seed::new(seed).generator();
    let mut inputs = Vec::new();
    let mut numbers = Vec::new();
    for _ in 0..rows {
        let [u, v] = [(); 2].map(|()| 4.0 * generator.uniform() - 2.0);
        inputs.extend([single(u), single(v)]);
        numbers.push(single(
            level + 10.0 * (libm::sin(3.0 * u) + tilt * v + v * v / 2.0),
        ));
    }
    Examples::new(Matrix::new(2, inputs).unwrap(), Labels::Numbers(numbers)).unwrap()
}

/// For each class its number of rows around a point of its own, `distance` standard deviations from the next.
pub(super) fn blobs(sizes: &[usize], distance: f64, seed: u64) -> Examples {
    let mut generator = Seed::new(seed).generator();
    let mut inputs = Vec::new();
    let mut codes = Vec::new();
    for (class, &size) in (0_u32..).zip(sizes) {
        for _ in 0..size {
            inputs.push(single(distance * f64::from(class) + generator.normal()));
            inputs.push(single(generator.normal()));
            codes.push(class);
        }
    }
    let count = sizes.len();
    Examples::new(Matrix::new(2, inputs).unwrap(), Labels::Classes { codes, count }).unwrap()
}

/// The true labels as numbers.
pub(super) fn numbers(examples: &Examples) -> Vec<f64> {
    match examples.labels() {
        Labels::Numbers(numbers) => numbers.iter().map(|&number| f64::from(number)).collect(),
        Labels::Classes { .. } => panic!("classes"),
    }
}

/// The true classes.
pub(super) fn codes(examples: &Examples) -> &[u32] {
    match examples.labels() {
        Labels::Classes { codes, .. } => codes,
        Labels::Numbers(_) => panic!("numbers"),
    }
}

/// The network's numbers for these rows.
pub(super) fn predicted(network: &Network, examples: &Examples) -> Vec<f64> {
    match network.predict(examples.inputs()).unwrap() {
        Predictions::Numbers(numbers) => numbers,
        Predictions::Probabilities(_) => panic!("classes"),
    }
}

/// The network's R² on these rows.
pub(super) fn score(network: &Network, examples: &Examples) -> f64 {
    r_squared(&numbers(examples), &predicted(network, examples)).unwrap()
}

/// Trains with the default settings and keeps the epochs.
pub(super) fn trained(training: &Examples, validation: &Examples, seed: u64) -> (Network, Vec<Epoch>) {
    let mut epochs = Vec::new();
    let network = train(
        training,
        validation,
        &Settings::default(),
        Seed::new(seed),
        &mut |epoch| {
            epochs.push(epoch);
        },
    );
    (network.unwrap(), epochs)
}
