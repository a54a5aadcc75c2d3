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
#[serde(default)]
pub struct Training {
    /// Widths of the hidden layers; by the number of rows where absent.
    pub hidden: Option<Vec<u32>>,
    /// Share of hidden units that each step leaves out.
    pub dropout: f64,
    /// Highest learning rate; sought by a finder where absent.
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

/// Most hidden layers, and their widths.
pub const MOST_HIDDEN_LAYERS: usize = 8;

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

/// A setting of the training that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("The setting \"{name}\" has to lie {range}.")]
pub struct TrainingError {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub range: &'static str,
}

impl Training {
    /// Checks every setting.
    pub fn check(&self) -> Result<(), TrainingError> {
        let within = |name, sound: bool, range| {
            if sound {
                Ok(())
            } else {
                Err(TrainingError { name, range })
            }
        };
        if let Some(hidden) = &self.hidden {
            let sound =
                hidden.len() <= MOST_HIDDEN_LAYERS && hidden.iter().all(|width| WIDTHS.contains(width));
            within("hidden layers", sound, "within 8 layers of 1 to 1,024 units each")?;
        }
        within(
            "dropout",
            (0.0..=0.9).contains(&self.dropout),
            "between 0 and 0.9",
        )?;
        let rates = [
            ("learning rate", self.learning_rate),
            ("learning rate of the probe", Some(self.probe_learning_rate)),
            ("learning rate of the last layer", Some(self.head_learning_rate)),
            (
                "learning rate of the hidden layers",
                Some(self.trunk_learning_rate),
            ),
        ];
        for (name, rate) in rates {
            let sound = rate.is_none_or(|rate| LEARNING_RATES.contains(&rate));
            within(name, sound, "between 0.0000001 and 1")?;
        }
        let decay = self.trunk_decay;
        within(
            "decay by layer",
            decay > 0.0 && decay <= 1.0,
            "above 0 and at most at 1",
        )?;
        for (name, strength) in [
            ("weight decay", Some(self.weight_decay)),
            ("strength of L2-SP", self.starting_point_strength),
        ] {
            let sound = strength.is_none_or(|strength| (0.0..=1.0).contains(&strength));
            within(name, sound, "between 0 and 1")?;
        }
        within(
            "epochs",
            (1..=2_000).contains(&self.epochs),
            "between 1 and 2,000",
        )?;
        within(
            "patience",
            (1..=2_000).contains(&self.patience),
            "between 1 and 2,000",
        )?;
        let cap = self.class_weight_cap;
        within(
            "largest class weight",
            (1.0..=1_000.0).contains(&cap),
            "between 1 and 1,000",
        )?;
        within("frozen layers", self.frozen_layers <= 8, "between 0 and 8")?;
        within("repeats", REPEATS.contains(&self.repeats), "between 2 and 50")?;
        within(
            "share held out",
            HELD_OUT.contains(&self.held_out),
            "between 0.3 and 0.7",
        )
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
        let broken: [(&str, Change); 7] = [
            ("dropout", |training| training.dropout = f64::NAN),
            ("learning rate", |training| training.learning_rate = Some(0.0)),
            ("strength of L2-SP", |training| {
                training.starting_point_strength = Some(-1.0);
            }),
            ("repeats", |training| training.repeats = 1),
            ("share held out", |training| training.held_out = 0.1),
            ("hidden layers", |training| training.hidden = Some(vec![64, 0])),
            ("epochs", |training| training.epochs = 0),
        ];
        for (name, change) in broken {
            let mut training = Training::default();
            change(&mut training);
            assert_eq!(training.check().map_err(|error| error.name), Err(name));
        }
    }
}
