//! What is chosen on validation rows, before the rows that judge are looked at. Fine-tuning and training from scratch have
//! as many tries each.

use crate::model::{self, ModelError, Network, learning_rate_for};
use crate::report::Training;

use super::ReuseError;
use super::repeat::Repeat;
use super::watch::Watch;

/// Factors on the learning rates that are tried; with the steps that fine-tuning has, the rates of the notes on small
/// tables are too low for some.
const FACTORS: [f64; 3] = [1.0, 3.0, 10.0];

/// Strengths of L2-SP that are tried.
const STRENGTHS: [f64; 3] = [0.0, 1e-3, 1e-2];

/// Factors on the learning rate of the network from scratch that are tried.
const SCRATCH_FACTORS: [f64; 5] = [0.1, 0.3, 1.0, 2.0, 4.0];

/// With up to so many target rows to learn from, choices are averaged over so many repeats: few validation rows decide
/// little.
const FEW_ROWS: usize = 1_000;
const REPEATS_FOR_FEW: usize = 3;

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chosen {
    pub(super) learning_rate: f64,
    pub(super) starting_point_strength: f64,
    pub(super) fine_tuning_factor: f64,
    pub(super) scratch_learning_rate: f64,
}

/// How many of the repeats take part in the choice.
pub(super) fn repeats_for(target_rows: usize, repeats: u32) -> u32 {
    let most = if target_rows <= FEW_ROWS {
        REPEATS_FOR_FEW
    } else {
        1
    };
    repeats.min(u32::try_from(most).unwrap_or(1))
}

/// A source network with the seconds that it took.
pub(super) type Source = (Network, f64);

/// Chooses learning rates and the strength of L2-SP by the mean validation loss over these repeats; their source networks
/// are trained on the way.
pub(super) fn choose(
    repeats: &[Repeat<'_>],
    training: &Training,
    watch: &mut Watch<'_>,
) -> Result<(Chosen, Vec<Source>), ReuseError> {
    let first = &repeats[0];
    let settings = first.problem.settings;
    let learning_rate = match training.learning_rate {
        Some(rate) => rate,
        None => learning_rate_for(&first.source, settings, first.seed)?,
    };
    let mut chosen = Chosen {
        learning_rate,
        starting_point_strength: settings.fine_tuning.starting_point_strength,
        fine_tuning_factor: 1.0,
        scratch_learning_rate: learning_rate,
    };
    let tries = FACTORS.len() + STRENGTHS.len() + SCRATCH_FACTORS.len();
    let all = (repeats.len() * (tries + 1)) as f64;
    let mut done = 0.0;
    let mut sources = Vec::new();
    for repeat in repeats {
        let begun = watch.seconds();
        let network = repeat.source_network(learning_rate, watch)?;
        sources.push((network, watch.seconds() - begun));
        done += 1.0;
        watch.tuning(done / all);
    }
    let mut mean_loss = |chosen: &Chosen, attempt: Attempt| -> Result<f64, ReuseError> {
        let mut sum = 0.0;
        for (repeat, (source, _)) in repeats.iter().zip(&sources) {
            sum += f64::from(attempt(repeat, source, chosen)?);
            done += 1.0;
            watch.tuning(done / all);
        }
        Ok(sum)
    };
    let factors = FACTORS.map(|factor| Chosen {
        fine_tuning_factor: factor,
        ..chosen
    });
    chosen = best(&factors, |chosen| mean_loss(chosen, tuned))?;
    if training.starting_point_strength.is_none() {
        let strengths = STRENGTHS.map(|strength| Chosen {
            starting_point_strength: strength,
            ..chosen
        });
        chosen = best(&strengths, |chosen| mean_loss(chosen, tuned))?;
    }
    let rates = SCRATCH_FACTORS.map(|factor| Chosen {
        scratch_learning_rate: (learning_rate * factor).min(1.0),
        ..chosen
    });
    chosen = best(&rates, |chosen| mean_loss(chosen, fresh))?;
    Ok((chosen, sources))
}

type Attempt = fn(&Repeat<'_>, &Network, &Chosen) -> Result<f32, ModelError>;

/// The lowest validation loss of fine-tuning.
fn tuned(repeat: &Repeat<'_>, source: &Network, chosen: &Chosen) -> Result<f32, ModelError> {
    let mut lowest = f32::INFINITY;
    let rows = [&repeat.target, &repeat.target_validation];
    repeat.fine_tune(source, rows, chosen, &mut |epoch: model::Epoch| {
        lowest = lowest.min(epoch.validation);
    })?;
    Ok(lowest)
}

/// The lowest validation loss of training from scratch.
fn fresh(repeat: &Repeat<'_>, _: &Network, chosen: &Chosen) -> Result<f32, ModelError> {
    let mut lowest = f32::INFINITY;
    let rows = [&repeat.target, &repeat.target_validation];
    repeat.from_scratch(rows, chosen, &mut |epoch: model::Epoch| {
        lowest = lowest.min(epoch.validation);
    })?;
    Ok(lowest)
}

/// The candidate with the lowest loss, the first of equals.
fn best(
    candidates: &[Chosen],
    mut loss: impl FnMut(&Chosen) -> Result<f64, ReuseError>,
) -> Result<Chosen, ReuseError> {
    let mut best = (candidates[0], f64::INFINITY);
    for candidate in candidates {
        let reached = loss(candidate)?;
        if reached < best.1 {
            best = (*candidate, reached);
        }
    }
    Ok(best.0)
}
