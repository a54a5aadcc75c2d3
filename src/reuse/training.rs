//! How networks are trained, from what was asked.

use crate::failure::ModelError;
use crate::model::{self, FineTuning};
use crate::report::{Training, Tuning};

/// Most steps of one training: a table of 200,000 rows has 780 in an epoch, and converges within a few.
const MAX_STEPS: usize = 10_000;

/// Fewest epochs, however many rows there are.
const MIN_EPOCHS: usize = 5;

/// The settings of networks whose source has so many training rows.
pub(super) fn settings_for(training: &Training, source_rows: usize) -> model::Settings {
    let defaults = model::Settings::for_rows(source_rows);
    #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
    let weight_decay = training.weight_decay as f32;
    model::Settings {
        hidden: training.hidden.as_ref().map_or(defaults.hidden, |hidden| {
            hidden.iter().map(|&width| width as usize).collect()
        }),
        dropout: training.dropout,
        learning_rate: training.learning_rate.unwrap_or(defaults.learning_rate),
        weight_decay,
        epochs: training.epochs as usize,
        patience: training.patience as usize,
        class_weight_cap: training.class_weight_cap,
        fine_tuning: FineTuning {
            method: training.method,
            frozen_layers: training.frozen_layers as usize,
            probe_learning_rate: training.probe_learning_rate,
            head_learning_rate: training.head_learning_rate,
            trunk_learning_rate: training.trunk_learning_rate,
            trunk_decay: training.trunk_decay,
            starting_point_strength: training
                .starting_point_strength
                .unwrap_or(defaults.fine_tuning.starting_point_strength),
            ..defaults.fine_tuning
        },
        ..defaults
    }
}

/// The settings with fewer epochs where there are very many training rows.
pub(super) fn within_budget(settings: &model::Settings, rows: usize) -> model::Settings {
    within(MAX_STEPS, MIN_EPOCHS, settings, rows)
}

/// The settings with so few epochs that there are about so many steps at most, but never fewer epochs than the least.
pub(super) fn within(steps: usize, least: usize, settings: &model::Settings, rows: usize) -> model::Settings {
    let in_epoch = rows.div_ceil(model::Settings::batch(rows)).max(1);
    model::Settings {
        epochs: settings.epochs.min((steps / in_epoch).max(least)),
        ..settings.clone()
    }
}

/// The settings of a source network with so many training rows.
pub(super) fn for_source(settings: &model::Settings, rows: usize, learning_rate: f64) -> model::Settings {
    model::Settings {
        learning_rate,
        ..within_budget(settings, rows)
    }
}

/// The settings of fine-tuning on so many rows.
pub(super) fn for_fine_tuning(settings: &model::Settings, rows: usize, chosen: &Tuning) -> model::Settings {
    let mut settings = at_rate(&within_budget(settings, rows), chosen.fine_tuning_factor);
    settings.fine_tuning.starting_point_strength = chosen.starting_point_strength;
    settings
}

/// The settings of training from scratch on so many rows, with as many epochs as fine-tuning has in both its parts.
pub(super) fn for_scratch(settings: &model::Settings, rows: usize, chosen: &Tuning) -> model::Settings {
    let settings = within_budget(settings, rows);
    model::Settings {
        learning_rate: chosen.scratch_learning_rate,
        epochs: settings.epochs + settings.fine_tuning.probe_epochs,
        ..settings
    }
}

/// Tries something with these settings, and once more with a tenth of every learning rate where the loss is no longer a
/// finite number.
pub(super) fn slower_where_it_diverges<T>(
    settings: &model::Settings,
    mut attempt: impl FnMut(&model::Settings) -> Result<T, ModelError>,
) -> Result<T, ModelError> {
    match attempt(settings) {
        Err(ModelError::Diverged { .. }) => attempt(&at_rate(settings, 0.1)),
        result => result,
    }
}

/// The settings with every learning rate times a factor; none beyond 1.
pub(super) fn at_rate(settings: &model::Settings, factor: f64) -> model::Settings {
    let mut changed = settings.clone();
    let tuning = &mut changed.fine_tuning;
    for rate in [
        &mut changed.learning_rate,
        &mut tuning.probe_learning_rate,
        &mut tuning.head_learning_rate,
        &mut tuning.trunk_learning_rate,
    ] {
        *rate = (*rate * factor).min(1.0);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Phase;

    #[test]
    fn the_defaults_of_both_rooms_agree() {
        assert_eq!(
            settings_for(&Training::default(), 100),
            model::Settings::for_rows(100)
        );
        assert_eq!(
            settings_for(&Training::default(), 9_000),
            model::Settings::for_rows(9_000)
        );
    }

    #[test]
    fn very_many_rows_have_fewer_epochs() {
        let settings = model::Settings::default();
        assert_eq!(
            [100, 200_000].map(|rows| within_budget(&settings, rows).epochs),
            [200, 12]
        );
    }

    #[test]
    fn a_loss_that_explodes_is_tried_once_with_a_lower_rate() {
        let settings = model::Settings::default();
        let mut rates = Vec::new();
        let diverged = || ModelError::Diverged {
            phase: Phase::Train,
            epoch: 3,
        };
        let result = slower_where_it_diverges(&settings, |settings| {
            rates.push(settings.learning_rate);
            if rates.len() == 1 { Err(diverged()) } else { Ok(7) }
        });
        assert_eq!(result, Ok(7));
        assert!((rates[1] / rates[0] - 0.1).abs() < 1e-12, "{rates:?}");
        let mut attempts = 0;
        let result: Result<(), _> = slower_where_it_diverges(&settings, |_| {
            attempts += 1;
            Err(diverged())
        });
        assert_eq!((result, attempts), (Err(diverged()), 2));
    }
}
