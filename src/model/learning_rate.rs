//! Finding a learning rate before training.

use super::examples::Examples;
use super::settings::Settings;
use super::training::train;
use crate::failure::ModelError;
use crate::random::Seed;

/// The rates that are tried, a factor of about 3 apart.
const RATES: [f64; 7] = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1];

/// Maximum of rows that a short training sees: enough to tell a rate that is too low or too high from one that learns.
const MAX_ROWS: usize = 2_000;

/// Epochs of a short training.
const EPOCHS: usize = 8;

/// One of this many rows is kept for validation.
const ROWS_PER_VALIDATION_ROW: usize = 5;

/// A learning rate for training a network on these rows: of the rates whose short trainings end with a loss within a
/// tenth of the lowest, the lowest rate, because the highest that still learns is unstable over the many epochs of a
/// full one.
///
/// After Smith (2017), who raises the rate step by step within one training; short trainings side by side need no
/// smoothing of a noisy curve.
///
/// # Errors
/// Those of [`train`].
pub fn learning_rate_for(rows: &Examples, settings: &Settings, seed: Seed) -> Result<f64, ModelError> {
    let mut order = seed
        .derive("learning rate", 0)
        .generator()
        .permutation(rows.rows());
    order.truncate(MAX_ROWS);
    let (validation, training) = order.split_at(order.len() / ROWS_PER_VALIDATION_ROW);
    let (validation, training) = (rows.select(validation), rows.select(training));
    let mut losses = Vec::new();
    for rate in RATES {
        let settings = Settings {
            learning_rate: rate,
            epochs: EPOCHS,
            ..settings.clone()
        };
        let mut lowest = f32::INFINITY;
        let tried = train(&training, &validation, &settings, seed, &mut |epoch| {
            lowest = lowest.min(epoch.validation);
        });
        match tried {
            Ok(_) => losses.push((rate, lowest)),
            Err(ModelError::Diverged { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    let lowest = losses
        .iter()
        .fold(f32::INFINITY, |lowest, (_, loss)| lowest.min(*loss));
    let good = losses.iter().find(|(_, loss)| *loss <= 1.1 * lowest);
    Ok(good.map_or(settings.learning_rate, |(rate, _)| *rate))
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::smooth;
    use super::*;

    #[test]
    fn a_rate_is_found_that_is_neither_the_lowest_nor_the_highest() {
        let rate = learning_rate_for(&smooth(400, 0.0, 0.5, 1), &Settings::default(), Seed::new(1)).unwrap();
        assert!((1e-3..=3e-2).contains(&rate), "{rate}");
    }
}
