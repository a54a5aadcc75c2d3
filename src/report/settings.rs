//! What was asked. Settings arrive from a form, a link or a command line and are unchecked; a [`CheckedSettings`]
//! is checked, and only a question is computed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::training::{Training, TrainingField};
use crate::table::Choices;

/// The most columns that a question may name.
const MAX_COLUMNS: usize = 20_000;

/// The levels that can be asked for.
pub const LEVELS: RangeInclusive<f64> = 0.001..=0.5;

/// The margins that can be asked for, in standard deviations. Two columns without a value in common are about 2 apart.
pub const MARGINS: RangeInclusive<f64> = 0.01..=1.0;

/// The rows that a run can be asked to have.
pub const ROWS_OF_RUN: RangeInclusive<u64> = 2..=1_000_000;

/// How far rows depend on those before them in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowDependence {
    /// As far as is found in the tables.
    #[default]
    Found,
    /// Not at all: single rows change sides.
    Independent,
    /// Over so many rows: runs of these change sides, of more where there are many. In [`ROWS_OF_RUN`].
    Runs(u64),
}

/// What tells series apart, such as meters, where a table holds several in time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesBy {
    /// The column that is found, if one is.
    #[default]
    Found,
    /// Nothing: each table is one series.
    Nothing,
    /// A column, by the source's name.
    Column(String),
}

impl SeriesBy {
    /// The column that was chosen.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Column(name) => Some(name),
            Self::Found | Self::Nothing => None,
        }
    }
}

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
    /// How far rows depend on those before them.
    pub dependence: RowDependence,
    /// What tells series of rows apart.
    pub series: SeriesBy,
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
            dependence: RowDependence::default(),
            series: SeriesBy::default(),
            reading: Default::default(),
            pairs: BTreeMap::new(),
            training: Training::default(),
        }
    }
}

/// Settings that cannot be computed.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum SettingsError {
    /// The level is not in [`LEVELS`].
    Alpha(f64),
    /// The margin is not in [`MARGINS`].
    Margin(f64),
    /// The rows of a run are not in [`ROWS_OF_RUN`].
    Run(u64),
    /// A list of columns without any, or with too many.
    Columns(usize),
    /// Decisions about more columns than a file has.
    Reading(usize),
    /// More pairs than a file has columns.
    Pairs(usize),
    /// A column of the target that is paired with two of the source.
    PairedTwice(String),
    /// A setting of the training is out of its range.
    Training(TrainingField),
    /// The label stands among the inputs, too.
    LabelIsInput(String),
}

/// What was asked, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedSettings(Settings);

impl Settings {
    /// Checks the settings.
    pub fn check(self) -> Result<CheckedSettings, SettingsError> {
        if !LEVELS.contains(&self.alpha) {
            return Err(SettingsError::Alpha(self.alpha));
        }
        if !MARGINS.contains(&self.margin_sd) {
            return Err(SettingsError::Margin(self.margin_sd));
        }
        if let RowDependence::Runs(rows) = self.dependence
            && !ROWS_OF_RUN.contains(&rows)
        {
            return Err(SettingsError::Run(rows));
        }
        if let Some(columns) = &self.columns {
            if columns.is_empty() || columns.len() > MAX_COLUMNS {
                return Err(SettingsError::Columns(columns.len()));
            }
            if let Some(label) = self.label.as_ref().filter(|label| columns.contains(label)) {
                return Err(SettingsError::LabelIsInput(label.clone()));
            }
        }
        if self.pairs.len() > MAX_COLUMNS {
            return Err(SettingsError::Pairs(self.pairs.len()));
        }
        let mut paired = BTreeSet::new();
        if let Some(twice) = self.pairs.values().find(|name| !paired.insert(*name)) {
            return Err(SettingsError::PairedTwice(twice.clone()));
        }
        self.training.check().map_err(SettingsError::Training)?;
        for choices in &self.reading {
            let decided = choices.kinds.len().max(choices.plain_numbers.len());
            if decided > MAX_COLUMNS {
                return Err(SettingsError::Reading(decided));
            }
        }
        Ok(CheckedSettings(self))
    }
}

impl CheckedSettings {
    /// The settings, which are sound.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why the settings are refused that this makes of the defaults.
    fn refused(change: impl FnOnce(&mut Settings)) -> Option<SettingsError> {
        let mut settings = Settings::default();
        change(&mut settings);
        settings.check().err()
    }

    #[test]
    fn the_defaults_are_sound() {
        assert_eq!(refused(|_| {}), None);
    }

    #[test]
    fn a_level_from_outside_is_checked() {
        for alpha in [f64::NAN, 0.0, -1.0, 1.0, f64::INFINITY] {
            let refused = refused(|it| it.alpha = alpha);
            assert!(matches!(refused, Some(SettingsError::Alpha(_))), "{alpha}");
        }
    }

    #[test]
    fn a_margin_from_outside_is_checked() {
        for margin_sd in [f64::NAN, 0.0, -0.2, 10.0, f64::INFINITY] {
            let refused = refused(|it| it.margin_sd = margin_sd);
            assert!(matches!(refused, Some(SettingsError::Margin(_))), "{margin_sd}");
        }
    }

    #[test]
    fn a_run_from_outside_is_checked() {
        let refused = |rows| refused(|it| it.dependence = RowDependence::Runs(rows));
        assert_eq!([2, 24, 1_000_000].map(refused), [None, None, None]);
        assert_eq!(
            [0, 1, u64::MAX].map(refused),
            [0, 1, u64::MAX].map(|rows| Some(SettingsError::Run(rows)))
        );
    }

    #[test]
    fn the_label_is_no_input() {
        let refused = refused(|it| {
            it.label = Some("y".into());
            it.columns = Some(vec!["x".into(), "y".into()]);
        });
        assert_eq!(refused, Some(SettingsError::LabelIsInput("y".into())));
    }

    #[test]
    fn a_column_belongs_to_one_other() {
        let paired = |other: &str| {
            refused(|it| it.pairs = [("a".into(), "x".into()), ("b".into(), other.into())].into())
        };
        assert_eq!(paired("y"), None);
        assert_eq!(paired("x"), Some(SettingsError::PairedTwice("x".into())));
    }
}
