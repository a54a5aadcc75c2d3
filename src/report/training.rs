//! How networks are trained, as it was asked for.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Which layers fine-tuning changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The last layer alone.
    LinearProbe,
    /// All layers at once.
    Full,
    /// The last layer alone, then all layers.
    #[default]
    ProbeThenFull,
}

/// How networks are built, trained, fine-tuned and compared. The defaults suit small tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Training {
    /// Widths of the hidden layers; by the number of rows where absent.
    pub hidden: Option<Vec<u32>>,
    /// Share of hidden units that each step leaves out.
    pub dropout: f64,
    /// Highest learning rate; searched for where absent.
    pub learning_rate: Option<f64>,
    /// Decoupled weight decay.
    pub weight_decay: f64,
    /// Most passes over the training rows.
    pub epochs: u32,
    /// Passes without a better validation loss after which training stops.
    pub patience: u32,
    /// Largest weight of a rare class; 1 weights all alike.
    pub class_weight_cap: f64,
    /// Which layers fine-tuning changes.
    pub method: Method,
    /// How many of the lowest hidden layers fine-tuning leaves as they are.
    pub frozen_layers: u32,
    /// Learning rate of the linear probe.
    pub probe_learning_rate: f64,
    /// Learning rate of the last layer once others train with it.
    pub head_learning_rate: f64,
    /// Learning rate of the highest hidden layer.
    pub trunk_learning_rate: f64,
    /// Factor of the learning rate from one hidden layer to the one below it.
    pub trunk_decay: f64,
    /// Strength of L2-SP, which holds the layers near the source network's; chosen on validation rows where absent.
    pub starting_point_strength: Option<f64>,
    /// Paired repeats of the comparison.
    pub repeats: u32,
    /// Share of the target's labelled rows that only judge.
    pub held_out: f64,
}

/// The repeats that can be asked for: an interval needs two.
pub const REPEATS: RangeInclusive<u32> = 2..=50;

/// With more labelled rows than these, a comparison has at most so many repeats.
const REPEATS_FOR_ROWS: [(u64, u32); 2] = [(12_000, 5), (40_000, 3)];

/// How many repeats a comparison has where so many were asked for, and so many labelled rows of both sides may teach:
/// fewer where there are very many rows.
#[must_use]
pub fn repeats_for(asked: u32, rows: u64) -> u32 {
    REPEATS_FOR_ROWS
        .iter()
        .filter(|(more_than, _)| rows > *more_than)
        .fold(asked, |repeats, (_, most)| repeats.min(*most))
}

/// The shares of rows that can be held out.
pub const HELD_OUT: RangeInclusive<f64> = 0.3..=0.7;

/// The most hidden layers.
pub const MAX_HIDDEN_LAYERS: usize = 8;

/// The widths of a hidden layer.
pub const WIDTHS: RangeInclusive<u32> = 1..=1_024;

/// The learning rates that can be asked for.
pub const LEARNING_RATES: RangeInclusive<f64> = 1e-7..=1.0;

impl Default for Training {
    fn default() -> Self {
        Self {
            hidden: None,
            dropout: 0.1,
            learning_rate: Some(2e-3),
            weight_decay: 1e-4,
            epochs: 200,
            patience: 16,
            class_weight_cap: 10.0,
            method: Method::default(),
            frozen_layers: 0,
            probe_learning_rate: 5e-3,
            head_learning_rate: 1e-3,
            trunk_learning_rate: 1e-4,
            trunk_decay: 0.3,
            starting_point_strength: None,
            repeats: 10,
            held_out: 0.3,
        }
    }
}

/// A setting of the training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields of `Training`, where each is described")]
pub enum TrainingField {
    Hidden,
    Dropout,
    LearningRate,
    WeightDecay,
    Epochs,
    Patience,
    ClassWeightCap,
    Method,
    FrozenLayers,
    ProbeLearningRate,
    HeadLearningRate,
    TrunkLearningRate,
    TrunkDecay,
    StartingPointStrength,
    Repeats,
    HeldOut,
}

/// What a setting of the training may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TrainingRange {
    /// At most [`MAX_HIDDEN_LAYERS`] widths, each one of [`WIDTHS`].
    Widths,
    /// One of the methods.
    Method,
    /// A number from the one to the other.
    Number(f64, f64),
    /// A number above the first one and up to the second.
    Above(f64, f64),
    /// A whole number from the one to the other.
    Whole(u32, u32),
}

impl TrainingRange {
    /// Whether a number may stand here.
    fn contains(self, value: f64) -> bool {
        match self {
            Self::Widths | Self::Method => true,
            Self::Number(low, high) => (low..=high).contains(&value),
            Self::Above(low, high) => value > low && value <= high,
            Self::Whole(low, high) => (f64::from(low)..=f64::from(high)).contains(&value),
        }
    }
}

impl TrainingField {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 16] = [
        Self::Hidden,
        Self::Dropout,
        Self::LearningRate,
        Self::WeightDecay,
        Self::Epochs,
        Self::Patience,
        Self::ClassWeightCap,
        Self::Method,
        Self::FrozenLayers,
        Self::ProbeLearningRate,
        Self::HeadLearningRate,
        Self::TrunkLearningRate,
        Self::TrunkDecay,
        Self::StartingPointStrength,
        Self::Repeats,
        Self::HeldOut,
    ];

    /// What it may be.
    #[must_use]
    pub fn range(self) -> TrainingRange {
        match self {
            Self::Hidden => TrainingRange::Widths,
            Self::Method => TrainingRange::Method,
            Self::Dropout => TrainingRange::Number(0.0, 0.9),
            Self::LearningRate
            | Self::ProbeLearningRate
            | Self::HeadLearningRate
            | Self::TrunkLearningRate => {
                TrainingRange::Number(*LEARNING_RATES.start(), *LEARNING_RATES.end())
            }
            Self::WeightDecay | Self::StartingPointStrength => TrainingRange::Number(0.0, 1.0),
            Self::Epochs | Self::Patience => TrainingRange::Whole(1, 2_000),
            Self::ClassWeightCap => TrainingRange::Number(1.0, 1_000.0),
            Self::FrozenLayers => TrainingRange::Whole(0, 8),
            Self::TrunkDecay => TrainingRange::Above(0.0, 1.0),
            Self::Repeats => TrainingRange::Whole(*REPEATS.start(), *REPEATS.end()),
            Self::HeldOut => TrainingRange::Number(*HELD_OUT.start(), *HELD_OUT.end()),
        }
    }

    /// Its value, where it is a number and there is one.
    #[must_use]
    pub fn number(self, training: &Training) -> Option<f64> {
        match self {
            Self::Hidden | Self::Method => None,
            Self::Dropout => Some(training.dropout),
            Self::LearningRate => training.learning_rate,
            Self::WeightDecay => Some(training.weight_decay),
            Self::Epochs => Some(training.epochs.into()),
            Self::Patience => Some(training.patience.into()),
            Self::ClassWeightCap => Some(training.class_weight_cap),
            Self::FrozenLayers => Some(training.frozen_layers.into()),
            Self::ProbeLearningRate => Some(training.probe_learning_rate),
            Self::HeadLearningRate => Some(training.head_learning_rate),
            Self::TrunkLearningRate => Some(training.trunk_learning_rate),
            Self::TrunkDecay => Some(training.trunk_decay),
            Self::StartingPointStrength => training.starting_point_strength,
            Self::Repeats => Some(training.repeats.into()),
            Self::HeldOut => Some(training.held_out),
        }
    }

    /// Whether two trainings have other values of it.
    pub(super) fn differs(self, one: &Training, other: &Training) -> bool {
        match self {
            Self::Hidden => one.hidden != other.hidden,
            Self::Method => one.method != other.method,
            _ => self.number(one) != self.number(other),
        }
    }

    fn is_sound(self, training: &Training) -> bool {
        match (self, &training.hidden) {
            (Self::Hidden, Some(hidden)) => {
                hidden.len() <= MAX_HIDDEN_LAYERS && hidden.iter().all(|width| WIDTHS.contains(width))
            }
            _ => self
                .number(training)
                .is_none_or(|value| self.range().contains(value)),
        }
    }
}

impl Training {
    /// Checks every setting.
    ///
    /// # Errors
    /// The first setting that is out of its range.
    pub fn check(&self) -> Result<(), TrainingField> {
        let broken = TrainingField::ALL.into_iter().find(|field| !field.is_sound(self));
        broken.map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound() {
        assert_eq!(Training::default().check(), Ok(()));
    }

    #[test]
    fn what_is_out_of_range_is_named() {
        type Change = fn(&mut Training);
        let broken: [(TrainingField, Change); 8] = [
            (TrainingField::Dropout, |training| training.dropout = f64::NAN),
            (TrainingField::LearningRate, |training| {
                training.learning_rate = Some(0.0);
            }),
            (TrainingField::StartingPointStrength, |training| {
                training.starting_point_strength = Some(-1.0);
            }),
            (TrainingField::TrunkDecay, |training| training.trunk_decay = 0.0),
            (TrainingField::Repeats, |training| training.repeats = 1),
            (TrainingField::HeldOut, |training| training.held_out = 0.1),
            (TrainingField::Hidden, |training| {
                training.hidden = Some(vec![64, 0]);
            }),
            (TrainingField::Epochs, |training| training.epochs = 0),
        ];
        for (field, change) in broken {
            let mut training = Training::default();
            change(&mut training);
            assert_eq!(training.check(), Err(field));
        }
    }
}
