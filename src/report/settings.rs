//! What was asked. Settings arrive from a form, a link or a command line and are unchecked; a [`Question`]
//! is checked, and only a question is computed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::training::{Training, TrainingError};
use crate::table::Choices;

/// Most columns a question may name.
const MOST_COLUMNS: usize = 20_000;

/// The margins that can be asked for, in standard deviations.
pub const MARGINS: std::ops::RangeInclusive<f64> = 0.01..=5.0;

/// What was asked, unchecked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The column that the network predicts, where there is one.
    pub label: Option<String>,
    /// The columns to use; all that pair where absent.
    pub columns: Option<Vec<String>>,
    /// The seed of all random choices.
    pub seed: u64,
    /// The level of the test.
    pub alpha: f64,
    /// The shift, in standard deviations, below which two domains count as practically the same.
    pub margin_sd: f64,
    /// What was decided about the reading of the source's and the target's file.
    pub reading: [Choices; 2],
    /// Columns that belong together whatever their names say: the source's name, the target's name.
    pub pairs: BTreeMap<String, String>,
    /// How networks are trained and compared.
    #[serde(default)]
    pub training: Training,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            label: None,
            columns: None,
            seed: 0,
            alpha: 0.05,
            margin_sd: 0.2,
            reading: Default::default(),
            pairs: BTreeMap::new(),
            training: Training::default(),
        }
    }
}

/// Settings that cannot be computed, with what to do about it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// The level is not a probability of use.
    #[error("The level alpha is {0}. It has to lie between 0.001 and 0.5; 0.05 is usual.")]
    Alpha(f64),
    /// The margin is no shift of use.
    #[error("The margin is {0} standard deviations. It has to lie between 0.01 and 5; 0.2 is usual.")]
    Margin(f64),
    /// A list of columns without any, or with too many.
    #[error("{0} columns are named. Name at least one, or leave the list away to use all that pair.")]
    Columns(usize),
    /// Decisions about more columns than a file has.
    #[error("There are decisions about {0} columns, and no file has so many.")]
    Reading(usize),
    /// More pairs than a file has columns.
    #[error("{0} columns are paired by hand, and no file has so many.")]
    Pairs(usize),
    /// A column of the target that belongs to two of the source.
    #[error("The target's column \"{0}\" is paired with two columns of the source. Keep one of the two.")]
    PairedTwice(String),
    /// A setting of the training is out of its range.
    #[error(transparent)]
    Training(#[from] TrainingError),
    /// The label stands among the inputs, too.
    #[error("The label \"{0}\" stands in the list of input columns, too. Take it out of one of them.")]
    LabelIsInput(String),
}

/// What was asked, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question(Settings);

impl Settings {
    /// Checks the settings.
    pub fn check(self) -> Result<Question, SettingsError> {
        if !(0.001..=0.5).contains(&self.alpha) {
            return Err(SettingsError::Alpha(self.alpha));
        }
        if !MARGINS.contains(&self.margin_sd) {
            return Err(SettingsError::Margin(self.margin_sd));
        }
        if let Some(columns) = &self.columns {
            if columns.is_empty() || columns.len() > MOST_COLUMNS {
                return Err(SettingsError::Columns(columns.len()));
            }
            if let Some(label) = self.label.as_ref().filter(|label| columns.contains(label)) {
                return Err(SettingsError::LabelIsInput(label.clone()));
            }
        }
        if self.pairs.len() > MOST_COLUMNS {
            return Err(SettingsError::Pairs(self.pairs.len()));
        }
        let mut paired = BTreeSet::new();
        if let Some(twice) = self.pairs.values().find(|name| !paired.insert(*name)) {
            return Err(SettingsError::PairedTwice(twice.clone()));
        }
        self.training.check()?;
        for choices in &self.reading {
            let decided = choices.kinds.len().max(choices.plain_numbers.len());
            if decided > MOST_COLUMNS {
                return Err(SettingsError::Reading(decided));
            }
        }
        Ok(Question(self))
    }
}

impl Question {
    /// The settings, which are sound.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound() {
        assert!(Settings::default().check().is_ok());
    }

    #[test]
    fn a_level_from_outside_is_checked() {
        for alpha in [f64::NAN, 0.0, -1.0, 1.0, f64::INFINITY] {
            assert!(matches!(
                Settings {
                    alpha,
                    ..Settings::default()
                }
                .check(),
                Err(SettingsError::Alpha(_))
            ));
        }
    }

    #[test]
    fn a_margin_from_outside_is_checked() {
        for margin_sd in [f64::NAN, 0.0, -0.2, 10.0, f64::INFINITY] {
            let settings = Settings {
                margin_sd,
                ..Settings::default()
            };
            assert!(matches!(settings.check(), Err(SettingsError::Margin(_))));
        }
    }

    #[test]
    fn the_label_is_no_input() {
        let settings = Settings {
            label: Some("y".into()),
            columns: Some(vec!["x".into(), "y".into()]),
            ..Settings::default()
        };
        assert_eq!(settings.check(), Err(SettingsError::LabelIsInput("y".into())));
    }

    #[test]
    fn a_column_belongs_to_one_other() {
        let pairs = |other: &str| Settings {
            pairs: [("a".into(), "x".into()), ("b".into(), other.into())].into(),
            ..Settings::default()
        };
        assert!(pairs("y").check().is_ok());
        assert_eq!(pairs("x").check(), Err(SettingsError::PairedTwice("x".into())));
    }
}
