//! How trees are grown.

use std::ops::RangeInclusive;

use super::error::TreesError;

/// Most rounds that can be asked for.
pub const MAX_ROUNDS: usize = 10_000;

/// Most leaves of a tree.
pub const MAX_LEAVES: usize = 1_024;

/// Most bins for the values of a column: with one for missing cells, a byte holds them.
pub const MAX_BINS: usize = 255;

/// Numbers of training rows from which on a table is no longer tiny, small, middling, or of the size that `LightGBM` is made for.
const TINY: usize = 70;
const SMALL: usize = 150;
const MIDDLE: usize = 350;
const LARGE: usize = 3_000;

/// Most rounds, and rounds without a better loss, where validation rows find the number: its loss is noisy.
const SMALL_ROUNDS: usize = 400;
const SMALL_PATIENCE: usize = 30;

/// The ridge that validation rows may choose.
const CANDIDATE_RIDGE: f64 = 5.0;

/// How trees are grown; unchecked. The defaults are those of `LightGBM` (Ke et al., 2017), which suit a thousand rows and more.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Most rounds; each adds one tree, or one for each of three classes or more.
    pub rounds: usize,
    /// Rounds without a better validation loss after which training stops.
    pub patience: usize,
    /// Factor of the values of each tree.
    pub learning_rate: f64,
    /// Most leaves of a tree.
    pub leaves: usize,
    /// Fewest rows in a leaf.
    pub leaf_rows: usize,
    /// Least sum of hessians in a leaf; for squared error, the hessian of a row is its weight, which is 1 on average.
    pub leaf_hessian: f64,
    /// Ridge on the values of leaves, in units of the hessian: λ in `−G / (H + λ)`.
    pub l2: f64,
    /// Least gain of a split.
    pub gain: f64,
    /// Most bins for the values of a column.
    pub bins: usize,
    /// Fewest rows in a bin of numbers, but the last.
    pub bin_rows: usize,
    /// How categories are split.
    pub categories: CategorySettings,
}

/// How columns of categories are split.
#[derive(Debug, Clone, PartialEq)]
pub struct CategorySettings {
    /// Up to so many levels, a split sets one level against the others. More are sorted by `G / (H + smoothing)` and cut once.
    pub one_against_rest: usize,
    /// Added to the hessian of a level where levels are sorted.
    pub smoothing: f64,
    /// Fewest rows in a leaf for a level to be sorted; levels with fewer go where missing cells go.
    pub level_rows: usize,
    /// Fewest rows between two cuts of the sorted levels.
    pub group_rows: usize,
    /// Most levels on the smaller side of a cut.
    pub side_levels: usize,
    /// Added to λ where sorted levels are cut: many cuts are tried, and the best of many is too good.
    pub l2: f64,
}

impl Default for CategorySettings {
    fn default() -> Self {
        Self {
            one_against_rest: 4,
            smoothing: 10.0,
            level_rows: 10,
            group_rows: 100,
            side_levels: 32,
            l2: 10.0,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rounds: 100,
            patience: 20,
            learning_rate: 0.1,
            leaves: 31,
            leaf_rows: 20,
            leaf_hessian: 1e-3,
            l2: 0.0,
            gain: 0.0,
            bins: MAX_BINS,
            bin_rows: 3,
            categories: CategorySettings::default(),
        }
    }
}

impl Settings {
    /// Settings for so many training rows.
    ///
    /// With the defaults, 40 rows cannot be split at all, and 500 rows are split too finely. The limits come from trials on 16
    /// tables, with 40 to 2,000 rows of each to train on.
    #[must_use]
    pub fn for_rows(rows: usize) -> Self {
        let (leaves, leaf_rows) = match rows {
            0..TINY => (3, 3),
            TINY..MIDDLE => (4, 5),
            MIDDLE..LARGE => (8, 10),
            _ => {
                return Self {
                    rounds: SMALL_ROUNDS,
                    patience: SMALL_PATIENCE,
                    ..Self::default()
                };
            }
        };
        let (bin_rows, level_rows) = if rows < SMALL { (1, 1) } else { (3, 3) };
        Self {
            rounds: SMALL_ROUNDS,
            patience: SMALL_PATIENCE,
            leaves,
            leaf_rows,
            bin_rows,
            categories: CategorySettings {
                level_rows,
                group_rows: leaf_rows,
                ..CategorySettings::default()
            },
            ..Self::default()
        }
    }

    /// Settings to choose among by validation rows: those for so many rows first, then with fewer and with more leaves, and with
    /// a ridge.
    #[must_use]
    pub fn candidates(rows: usize) -> Vec<Self> {
        let middle = Self::for_rows(rows);
        let fewer = Self {
            leaves: (middle.leaves / 2).max(2),
            ..middle.clone()
        };
        let more = Self {
            leaves: middle.leaves * 2,
            ..middle.clone()
        };
        let ridge = Self {
            l2: CANDIDATE_RIDGE,
            ..middle.clone()
        };
        vec![middle, fewer, more, ridge]
    }

    /// The settings, checked.
    ///
    /// # Errors
    /// [`TreesError::Setting`] with the name of the first setting that is outside its range.
    pub fn check(self) -> Result<CheckedSettings, TreesError> {
        let categories = &self.categories;
        whole("rounds", self.rounds, 1..=MAX_ROUNDS)?;
        whole("patience", self.patience, 1..=MAX_ROUNDS)?;
        real("learning_rate", self.learning_rate, 1e-6..=1.0)?;
        whole("leaves", self.leaves, 2..=MAX_LEAVES)?;
        whole("leaf_rows", self.leaf_rows, 1..=usize::MAX)?;
        // Above 0, so that no leaf divides by 0.
        real("leaf_hessian", self.leaf_hessian, 1e-9..=1e9)?;
        real("l2", self.l2, 0.0..=1e9)?;
        real("gain", self.gain, 0.0..=f64::MAX)?;
        whole("bins", self.bins, 2..=MAX_BINS)?;
        whole(
            "categories.one_against_rest",
            categories.one_against_rest,
            0..=MAX_BINS,
        )?;
        whole("bin_rows", self.bin_rows, 1..=usize::MAX)?;
        real("categories.smoothing", categories.smoothing, 0.0..=1e9)?;
        whole("categories.level_rows", categories.level_rows, 1..=usize::MAX)?;
        whole("categories.group_rows", categories.group_rows, 1..=usize::MAX)?;
        whole("categories.side_levels", categories.side_levels, 1..=MAX_BINS)?;
        real("categories.l2", categories.l2, 0.0..=1e9)?;
        Ok(CheckedSettings(self))
    }
}

fn whole(name: &'static str, value: usize, range: RangeInclusive<usize>) -> Result<(), TreesError> {
    if range.contains(&value) {
        Ok(())
    } else {
        Err(TreesError::Setting(name))
    }
}

fn real(name: &'static str, value: f64, range: RangeInclusive<f64>) -> Result<(), TreesError> {
    if range.contains(&value) {
        Ok(())
    } else {
        Err(TreesError::Setting(name))
    }
}

/// Settings whose numbers are all in their ranges.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedSettings(Settings);

impl std::ops::Deref for CheckedSettings {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.0
    }
}
