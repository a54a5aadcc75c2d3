//! How networks are trained, with defaults that suit small tables.

use crate::failure::ModelError;
use crate::report::Method;

/// Above this many training rows, hidden layers are 128 wide instead of 64.
const ROWS_OF_A_LARGE_TABLE: usize = 5_000;

/// Maximum of units in a hidden layer.
const MAX_UNITS: usize = 4_096;

/// How a network is built and trained.
///
/// The defaults are those that held for tables of some hundred to some ten thousand rows. Each hidden layer
/// is linear, then layer normalisation (not over the batch: its statistics would break under the very shift
/// that is asked about), then `ReLU`, then dropout. `ReLU` rather than GELU or `SiLU` because it needs no
/// exponential, which costs as much as the matrix products in WebAssembly and differs in its last bit from
/// one mathematical library to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Widths of the hidden layers, from the inputs up. A fine-tuned network keeps its source's.
    pub hidden: Vec<usize>,
    /// Share of hidden units that each training step leaves out.
    pub dropout: f64,
    /// Highest learning rate of `AdamW` (Loshchilov and Hutter, 2019).
    pub learning_rate: f64,
    /// Decoupled weight decay.
    pub weight_decay: f32,
    /// Share of the steps in which the learning rate rises; it falls along a cosine in the others.
    pub warm_up: f64,
    /// Largest norm of the gradient of each parameter tensor; longer gradients are shortened to it.
    pub gradient_norm: f32,
    /// Most times that training goes through its rows.
    pub epochs: usize,
    /// Epochs without a better validation loss after which training stops.
    pub patience: usize,
    /// Largest weight of a rare class before the weights are scaled to a mean of 1 over the training rows.
    pub class_weight_cap: f64,
    /// How a trained network is adapted to other rows.
    pub fine_tuning: FineTuning,
}

/// How a trained network is adapted: by default a linear probe first, then all layers, so that the features are not
/// distorted while the last layer is still wrong (Kumar et al., 2022).
#[derive(Debug, Clone, PartialEq)]
pub struct FineTuning {
    /// Which layers are adapted.
    pub method: Method,
    /// How many of the lowest hidden layers stay as they are; all where there are not so many.
    pub frozen_layers: usize,
    /// Learning rate of the last layer while the others are frozen.
    pub probe_learning_rate: f64,
    /// Most epochs of the linear probe.
    pub probe_epochs: usize,
    /// Epochs without a better validation loss after which the linear probe ends.
    pub probe_patience: usize,
    /// Learning rate of the last layer once all layers train.
    pub head_learning_rate: f64,
    /// Learning rate of the highest hidden layer.
    pub trunk_learning_rate: f64,
    /// Factor of the learning rate from one hidden layer to the one below it.
    pub trunk_decay: f64,
    /// Strength of the penalty `strength / 2 · ‖w − w₀‖²` that holds the hidden layers near those of the
    /// source network (L2-SP, Li, Grandvalet and Davoine, 2018).
    pub starting_point_strength: f64,
}

impl Default for FineTuning {
    fn default() -> Self {
        Self {
            method: Method::default(),
            frozen_layers: 0,
            probe_learning_rate: 5e-3,
            probe_epochs: 30,
            probe_patience: 5,
            head_learning_rate: 1e-3,
            trunk_learning_rate: 1e-4,
            trunk_decay: 0.3,
            starting_point_strength: 1e-3,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hidden: vec![64, 64],
            dropout: 0.1,
            learning_rate: 2e-3,
            weight_decay: 1e-4,
            warm_up: 0.05,
            gradient_norm: 1.0,
            epochs: 200,
            patience: 16,
            class_weight_cap: 10.0,
            fine_tuning: FineTuning::default(),
        }
    }
}

impl Settings {
    /// The defaults for a network that is first trained on this many rows.
    #[must_use]
    pub fn for_rows(rows: usize) -> Self {
        let width = if rows > ROWS_OF_A_LARGE_TABLE { 128 } else { 64 };
        Self {
            hidden: vec![width, width],
            ..Self::default()
        }
    }

    /// Number of rows in a training step, among `rows` training rows: `min(256, max(8, rows / 8))`.
    #[must_use]
    pub fn batch(rows: usize) -> usize {
        (rows / 8).clamp(8, 256)
    }

    /// Checks each setting's range, so that no later step meets an empty layer or a rate of NaN.
    pub(super) fn check(&self) -> Result<(), ModelError> {
        let tuning = &self.fine_tuning;
        for (name, rate) in [
            ("learning_rate", self.learning_rate),
            ("probe_learning_rate", tuning.probe_learning_rate),
            ("head_learning_rate", tuning.head_learning_rate),
            ("trunk_learning_rate", tuning.trunk_learning_rate),
            ("trunk_decay", tuning.trunk_decay),
        ] {
            within(name, rate, rate > 0.0 && rate <= 1.0, [0.0, 1.0])?;
        }
        for (name, share) in [("dropout", self.dropout), ("warm_up", self.warm_up)] {
            within(name, share, (0.0..1.0).contains(&share), [0.0, 1.0])?;
        }
        for (name, strength) in [
            ("weight_decay", f64::from(self.weight_decay)),
            ("starting_point_strength", tuning.starting_point_strength),
        ] {
            within(name, strength, (0.0..=1.0).contains(&strength), [0.0, 1.0])?;
        }
        let norm = f64::from(self.gradient_norm);
        within(
            "gradient_norm",
            norm,
            norm > 0.0 && norm.is_finite(),
            [0.0, f64::MAX],
        )?;
        let cap = self.class_weight_cap;
        within(
            "class_weight_cap",
            cap,
            cap >= 1.0 && cap.is_finite(),
            [1.0, f64::MAX],
        )?;
        for (name, count) in [
            ("epochs", self.epochs),
            ("patience", self.patience),
            ("probe_epochs", tuning.probe_epochs),
            ("probe_patience", tuning.probe_patience),
        ] {
            within(name, count as f64, count > 0, [1.0, f64::MAX])?;
        }
        for &width in &self.hidden {
            within(
                "hidden",
                width as f64,
                (1..=MAX_UNITS).contains(&width),
                [1.0, MAX_UNITS as f64],
            )?;
        }
        Ok(())
    }
}

fn within(name: &str, value: f64, sound: bool, range: [f64; 2]) -> Result<(), ModelError> {
    if sound {
        Ok(())
    } else {
        Err(ModelError::Setting {
            name: name.to_owned(),
            value,
            range,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_tables_get_wider_layers() {
        assert_eq!(Settings::for_rows(5_000).hidden, [64, 64]);
        assert_eq!(Settings::for_rows(5_001).hidden, [128, 128]);
    }

    #[test]
    fn a_batch_is_an_eighth_of_the_rows_within_bounds() {
        assert_eq!([10, 80, 800, 80_000].map(Settings::batch), [8, 10, 100, 256]);
    }

    #[test]
    fn settings_out_of_range_are_named() {
        type Change = fn(&mut Settings);
        assert_eq!(Settings::default().check(), Ok(()));
        let broken: [(&str, Change); 6] = [
            ("learning_rate", |settings| settings.learning_rate = f64::NAN),
            ("dropout", |settings| settings.dropout = 1.0),
            ("epochs", |settings| settings.epochs = 0),
            ("hidden", |settings| settings.hidden = vec![64, 0]),
            ("gradient_norm", |settings| settings.gradient_norm = 0.0),
            ("starting_point_strength", |settings| {
                settings.fine_tuning.starting_point_strength = -1.0;
            }),
        ];
        for (expected, change) in broken {
            let mut settings = Settings::default();
            change(&mut settings);
            match settings.check() {
                Err(ModelError::Setting { name, .. }) => assert_eq!(name, expected),
                other => panic!("{expected}: {other:?}"),
            }
        }
    }
}
