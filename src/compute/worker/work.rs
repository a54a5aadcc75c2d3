//! What a comparison consists of, and what each part costs beside the others.
//!
//! Rough numbers of what `reuse` does: they are corrected by what is measured, and decide nothing.

use crate::model;
use crate::report::{ArmName, Settings, Training};

/// Passes over its rows after which a training has usually stopped by itself.
const USUAL_PASSES: f64 = 60.0;
/// The same of fine-tuning, which begins near its end, with the cheap passes of its last layer.
const USUAL_TUNING_PASSES: f64 = 33.0;
/// What the linear probe costs, in whole passes.
const PROBE_PASSES: f64 = 4.0;
/// What logistic regression costs, in passes of a network.
const SIMPLE_PASSES: f64 = 2.0;
/// Most steps of one training, and the fewest epochs, as `reuse` allows them.
const MAX_STEPS: f64 = 10_000.0;
const MIN_EPOCHS: f64 = 5.0;
/// Epochs of training from scratch beyond those of the source network.
const MORE_EPOCHS_FROM_SCRATCH: f64 = 30.0;
/// Most labelled rows of a side that take part.
const MAX_ROWS: f64 = 200_000.0;
/// The shares of labelled rows that teach: of the source, and of the target's that are not held out.
const TEACHING: [f64; 2] = [0.68, 0.8];
/// Tries of a learning rate for fine-tuning, of a strength for it, and of a rate from scratch.
pub(super) const RATES: u32 = 4;
pub(super) const STRENGTHS: u32 = 2;
pub(super) const SCRATCH_RATES: u32 = 6;
/// With up to so many target rows to learn from, so many repeats take part in the tries.
const FEW_ROWS: f64 = 1_000.0;
const REPEATS_FOR_FEW: u32 = 3;
/// Target labels on the learning curve; each is learned from twice.
const BUDGETS: [f64; 4] = [20.0, 50.0, 100.0, 200.0];

/// What a comparison consists of, in the order of a repeat. The tries come before all repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    TunedTry,
    ScratchTry,
    Source,
    Probe,
    Tuned,
    Scratch,
    Simple,
    /// Fewer labels in the first repeat, which learns shuffled labels, too.
    FirstFewer,
    Fewer,
    /// The networks that are kept.
    Last,
}

pub(super) const PARTS: [Part; 10] = [
    Part::TunedTry,
    Part::ScratchTry,
    Part::Source,
    Part::Probe,
    Part::Tuned,
    Part::Scratch,
    Part::Simple,
    Part::FirstFewer,
    Part::Fewer,
    Part::Last,
];

/// What a job works on.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) training: Training,
    /// Rows that teach, of source and target.
    pub(super) teaching: [f64; 2],
    /// Target rows that may teach, or stop the training.
    adaptation: f64,
    /// Whether the source network came from a file.
    pub(super) is_opened: bool,
    /// Whether inputs and label are tested together.
    pub(super) has_relation: bool,
    /// Whether nothing follows the tests.
    pub(super) is_test: bool,
}

impl Work {
    /// The tests alone.
    pub(super) fn tests(settings: &Settings) -> Self {
        Self {
            is_test: true,
            ..Self::training(settings, [0; 2], false)
        }
    }

    /// Networks after the tests. `rows` of both tables; those without a label count, too.
    pub(super) fn training(settings: &Settings, rows: [usize; 2], is_opened: bool) -> Self {
        let training = settings.training.clone();
        let [source, target] = rows.map(|rows| (rows as f64).min(MAX_ROWS));
        let adaptation = target * (1.0 - training.held_out);
        Self {
            teaching: [TEACHING[0] * source, TEACHING[1] * adaptation],
            training,
            adaptation,
            is_opened,
            has_relation: settings.label.is_some(),
            is_test: false,
        }
    }

    /// The most epochs of a training on so many rows.
    fn epochs(&self, rows: f64) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of rows"
        )]
        let batch = model::Settings::batch(rows as usize) as f64;
        let affordable = (MAX_STEPS / (rows / batch).max(1.0)).max(MIN_EPOCHS);
        f64::from(self.training.epochs).min(affordable)
    }

    /// What a part costs, in rows that a network learns from once.
    pub(super) fn cost(&self, part: Part) -> f64 {
        let [source, target] = self.teaching;
        let full = target * (self.epochs(target) + MORE_EPOCHS_FROM_SCRATCH).min(USUAL_PASSES);
        let tuning = target * self.epochs(target).min(USUAL_TUNING_PASSES);
        let first = source * self.epochs(source).min(USUAL_PASSES);
        let budgets = BUDGETS.iter().filter(|&&budget| budget < self.adaptation);
        let fewer = budgets.sum::<f64>() * (USUAL_PASSES + USUAL_TUNING_PASSES);
        match part {
            Part::TunedTry | Part::Tuned => tuning,
            Part::ScratchTry | Part::Scratch => full,
            Part::Source => first,
            Part::Probe => target * PROBE_PASSES,
            Part::Simple => target * SIMPLE_PASSES,
            Part::FirstFewer => fewer + full,
            Part::Fewer => fewer,
            Part::Last if self.is_opened => tuning + full,
            Part::Last => first + tuning + full,
        }
    }

    /// Whether the source network runs through all its epochs, because there are few.
    pub(super) fn is_bounded(&self) -> bool {
        self.epochs(self.teaching[0]) < USUAL_PASSES
    }

    /// Repeats that take part in the tries.
    pub(super) fn repeats_in_tries(&self, repeats: u32) -> u32 {
        let most = if self.adaptation <= FEW_ROWS {
            REPEATS_FOR_FEW
        } else {
            1
        };
        repeats.min(most)
    }
}

/// The part in which this network learns.
pub(super) fn part_of(arm: ArmName) -> Part {
    match arm {
        ArmName::SourceAsIs | ArmName::Recalibrated | ArmName::Adapted => Part::Source,
        ArmName::LinearProbe => Part::Probe,
        ArmName::FineTuned => Part::Tuned,
        ArmName::FromScratch => Part::Scratch,
        ArmName::Simple
        | ArmName::Trees
        | ArmName::PooledTrees
        | ArmName::Stacked
        | ArmName::Dummy
        | ArmName::SeasonalNaive => Part::Simple,
    }
}
