//! What is chosen on validation rows, before the rows that judge are looked at. Fine-tuning and training from scratch have
//! six tries each.

use crate::model::{Network, learning_rate_for};
use crate::report::{Training, Tuning};

use super::repeat::{Repeat, Source};
use super::watch::Watch;
use crate::failure::{ModelError, ReuseError};

/// Factors on the learning rates of fine-tuning that are tried: how far a network has to move depends on how far the
/// domains are apart.
const FACTORS: [f64; 4] = [1.0, 3.0, 10.0, 30.0];

/// Strengths of L2-SP that are tried.
const STRENGTHS: [f64; 3] = [0.0, 1e-3, 1e-2];

/// Factors on the learning rate of the network from scratch that are tried.
const SCRATCH_FACTORS: [f64; 6] = [0.1, 0.3, 1.0, 2.0, 4.0, 8.0];

/// With up to so many target rows to learn from, choices are averaged over so many repeats: few validation rows decide
/// little.
const FEW_ROWS: usize = 1_000;
const REPEATS_FOR_FEW: usize = 3;

/// How many of the repeats take part in the choice.
pub(super) fn repeats_for(target_rows: usize, repeats: u32) -> u32 {
    let most = if target_rows <= FEW_ROWS {
        REPEATS_FOR_FEW
    } else {
        1
    };
    repeats.min(u32::try_from(most).unwrap_or(1))
}

/// Chooses learning rates and the strength of L2-SP by the mean validation loss over these repeats; their source networks
/// are trained on the way.
pub(super) fn choose(
    repeats: &[Repeat<'_>],
    training: &Training,
    watch: &mut Watch<'_>,
) -> Result<(Tuning, Vec<Source>), ReuseError> {
    let first = &repeats[0];
    let settings = first.problem.settings;
    let learning_rate = match training.learning_rate {
        Some(rate) => rate,
        None => learning_rate_for(&first.source, settings, first.seed)?,
    };
    let mut chosen = Tuning {
        learning_rate,
        starting_point_strength: settings.fine_tuning.starting_point_strength,
        fine_tuning_factor: 1.0,
        scratch_learning_rate: learning_rate,
    };
    let strengths: Vec<f64> = match training.starting_point_strength {
        Some(_) => Vec::new(),
        // The strength that the first tries go by is known already.
        None => STRENGTHS
            .into_iter()
            .filter(|strength| strength.to_bits() != chosen.starting_point_strength.to_bits())
            .collect(),
    };
    let tries = FACTORS.len() + strengths.len() + SCRATCH_FACTORS.len();
    let all = (repeats.len() * (tries + 1)) as f64;
    let mut done = 0.0;
    let mut sources = Vec::new();
    for repeat in repeats {
        let begun = watch.seconds();
        let source = repeat.source_network(learning_rate, watch)?;
        sources.push((source, watch.seconds() - begun));
        done += 1.0;
        watch.tuning(done / all);
    }
    let mut mean_loss = |chosen: &Tuning, attempt: Attempt| -> Result<f64, ReuseError> {
        let mut sum = 0.0;
        for (repeat, (source, _)) in repeats.iter().zip(&sources) {
            sum += f64::from(attempt(repeat, &source.network, chosen)?);
            done += 1.0;
            watch.tuning(done / all);
        }
        Ok(sum)
    };
    let with = |change: &dyn Fn(&mut Tuning), chosen: &Tuning| {
        let mut candidate = *chosen;
        change(&mut candidate);
        candidate
    };
    let mut lowest = f64::INFINITY;
    let start = chosen;
    for factor in FACTORS {
        let candidate = with(&|it| it.fine_tuning_factor = factor, &start);
        keep_better(&mut chosen, &mut lowest, candidate, mean_loss(&candidate, tuned)?);
    }
    let start = chosen;
    for strength in strengths {
        let candidate = with(&|it| it.starting_point_strength = strength, &start);
        keep_better(&mut chosen, &mut lowest, candidate, mean_loss(&candidate, tuned)?);
    }
    let mut lowest = f64::INFINITY;
    let start = chosen;
    for factor in SCRATCH_FACTORS {
        let rate = (learning_rate * factor).min(1.0);
        let candidate = with(&|it| it.scratch_learning_rate = rate, &start);
        keep_better(&mut chosen, &mut lowest, candidate, mean_loss(&candidate, fresh)?);
    }
    Ok((chosen, sources))
}

type Attempt = fn(&Repeat<'_>, &Network, &Tuning) -> Result<f32, ModelError>;

/// The lowest validation loss of fine-tuning.
fn tuned(repeat: &Repeat<'_>, source: &Network, chosen: &Tuning) -> Result<f32, ModelError> {
    let learned = repeat.fine_tune(source, repeat.target_parts(), chosen, &mut |_| ())?;
    Ok(learned.loss)
}

/// The lowest validation loss of training from scratch.
fn fresh(repeat: &Repeat<'_>, _: &Network, chosen: &Tuning) -> Result<f32, ModelError> {
    let learned = repeat.scratch(repeat.target_parts(), chosen, &mut |_| ())?;
    Ok(learned.loss)
}

/// Takes a candidate whose loss is lower than the lowest so far.
fn keep_better(chosen: &mut Tuning, lowest: &mut f64, candidate: Tuning, loss: f64) {
    if loss < *lowest {
        (*chosen, *lowest) = (candidate, loss);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fine_tuning_and_training_from_scratch_have_as_many_tries() {
        assert_eq!(FACTORS.len() + STRENGTHS.len() - 1, SCRATCH_FACTORS.len());
        let default = crate::model::Settings::default()
            .fine_tuning
            .starting_point_strength;
        assert!(
            STRENGTHS
                .iter()
                .any(|strength| strength.to_bits() == default.to_bits())
        );
    }

    #[test]
    fn the_first_of_equals_is_kept() {
        let first = Tuning {
            learning_rate: 1.0,
            starting_point_strength: 0.0,
            fine_tuning_factor: 1.0,
            scratch_learning_rate: 1.0,
        };
        let other = Tuning {
            fine_tuning_factor: 3.0,
            ..first
        };
        let (mut chosen, mut lowest) = (first, f64::INFINITY);
        keep_better(&mut chosen, &mut lowest, first, 0.5);
        keep_better(&mut chosen, &mut lowest, other, 0.5);
        assert_eq!(chosen, first);
        keep_better(&mut chosen, &mut lowest, other, 0.4);
        assert_eq!(chosen, other);
        keep_better(&mut chosen, &mut lowest, first, f64::NAN);
        assert_eq!(chosen, other);
    }
}
