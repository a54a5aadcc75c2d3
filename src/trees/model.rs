//! Fitted trees: what they predict, and how they are stored.

use serde::{Deserialize, Serialize};

use super::error::TreesError;
use super::examples::{Inputs, MAX_CLASSES, MAX_COLUMNS, MAX_LEVELS};
use super::loss::Task;
use super::settings::MAX_ROUNDS;
use super::tree::{ColumnKind, MAX_VALUE, Tree};

/// Most nodes of stored trees, all rounds together: some hundred megabytes.
const MAX_NODES: usize = 4_000_000;

/// Fitted trees. Stored ones come back through [`UncheckedTrees`], so every value can be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedTrees", into = "UncheckedTrees")]
pub struct Trees {
    pub(super) task: Task,
    pub(super) columns: Vec<ColumnKind>,
    /// Scores before the first round.
    pub(super) start: Vec<f64>,
    /// The trees of each round, one for each score.
    pub(super) rounds: Vec<Vec<Tree>>,
}

/// Trees as they are stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UncheckedTrees {
    /// What they predict.
    pub task: Task,
    /// What the columns hold.
    pub columns: Vec<ColumnKind>,
    /// Scores before the first round.
    pub start: Vec<f64>,
    /// The trees of each round, one for each score.
    pub rounds: Vec<Vec<Tree>>,
}

/// What trees predict for the rows of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Predictions {
    /// A number for each row, in the response's own units.
    Numbers(Vec<f64>),
    /// Probabilities, row by row; those of a row sum to 1.
    Probabilities {
        /// Number of classes.
        classes: usize,
        /// `rows × classes` values.
        values: Vec<f64>,
    },
}

impl Trees {
    /// What the trees predict.
    #[must_use]
    pub fn task(&self) -> Task {
        self.task
    }

    /// What the columns hold.
    #[must_use]
    pub fn columns(&self) -> &[ColumnKind] {
        &self.columns
    }

    /// Number of rounds. With 0, every prediction is the mean, or the shares of the classes.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.rounds.len()
    }

    /// Predicts all rows of a table.
    ///
    /// # Errors
    /// [`TreesError::ColumnsDiffer`] where columns are not of the kinds, and have not the numbers of levels, that the trees
    /// were grown on.
    pub fn predict(&self, inputs: &Inputs<'_>) -> Result<Predictions, TreesError> {
        if !inputs
            .columns()
            .iter()
            .map(ColumnKind::of)
            .eq(self.columns.iter().copied())
        {
            return Err(TreesError::ColumnsDiffer);
        }
        let rows = 0..inputs.rows();
        Ok(match self.task {
            Task::Numbers => Predictions::Numbers(rows.map(|row| self.score(inputs, row, 0)).collect()),
            Task::Classes(classes) => {
                let probabilities = rows.flat_map(|row| {
                    let outputs = 0..self.task.scores();
                    Task::probabilities(
                        &outputs
                            .map(|output| self.score(inputs, row, output))
                            .collect::<Vec<_>>(),
                    )
                });
                Predictions::Probabilities {
                    classes,
                    values: probabilities.collect(),
                }
            }
        })
    }

    /// The score of a row; the columns must be of the kinds that the trees were grown on.
    pub(super) fn score(&self, inputs: &Inputs<'_>, row: usize, output: usize) -> f64 {
        let values = self.rounds.iter().map(|trees| trees[output].value(inputs, row));
        values.fold(self.start[output], |score, value| score + value)
    }

    /// What the splits of each column gained together, in units of the loss times rows.
    #[must_use]
    pub fn importance(&self) -> Vec<f64> {
        let mut importance = vec![0.0; self.columns.len()];
        let gains = self.rounds.iter().flatten().flat_map(Tree::gains);
        gains.for_each(|(column, gain)| importance[column] += gain);
        importance
    }
}

impl From<Trees> for UncheckedTrees {
    fn from(trees: Trees) -> Self {
        let Trees {
            task,
            columns,
            start,
            rounds,
        } = trees;
        Self {
            task,
            columns,
            start,
            rounds,
        }
    }
}

impl TryFrom<UncheckedTrees> for Trees {
    type Error = TreesError;

    fn try_from(trees: UncheckedTrees) -> Result<Self, TreesError> {
        let UncheckedTrees {
            task,
            columns,
            start,
            rounds,
        } = trees;
        if let Task::Classes(count) = task
            && !(2..=MAX_CLASSES).contains(&count)
        {
            return Err(TreesError::Damaged("number of classes"));
        }
        if !(1..=MAX_COLUMNS).contains(&columns.len()) {
            return Err(TreesError::Damaged("number of columns"));
        }
        let too_many =
            |kind: &ColumnKind| matches!(kind, ColumnKind::Categories { levels } if *levels > MAX_LEVELS);
        if columns.iter().any(too_many) {
            return Err(TreesError::Damaged("number of levels"));
        }
        if start.len() != task.scores() || !start.iter().all(|score| score.abs() <= MAX_VALUE) {
            return Err(TreesError::Damaged("scores at the start"));
        }
        if rounds.len() > MAX_ROUNDS || rounds.iter().any(|trees| trees.len() != task.scores()) {
            return Err(TreesError::Damaged("number of trees"));
        }
        if rounds.iter().flatten().map(|tree| tree.0.len()).sum::<usize>() > MAX_NODES {
            return Err(TreesError::Damaged("number of nodes"));
        }
        rounds
            .iter()
            .flatten()
            .try_for_each(|tree| tree.check(&columns))?;
        Ok(Self {
            task,
            columns,
            start,
            rounds,
        })
    }
}
