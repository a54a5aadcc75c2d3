//! Gradient boosting: each round fits trees to the slopes that the rounds before it have left.

use std::ops::ControlFlow;

use super::error::TreesError;
use super::examples::{Chosen, Examples};
use super::grow::Grower;
use super::histogram::Slope;
use super::loss::{Task, logarithms_of_sums};
use super::model::Trees;
use super::settings::{CheckedSettings, MAX_ROUNDS};
use super::tree::{ColumnKind, Tree};

/// When training ends.
#[derive(Debug, Clone, Copy)]
pub enum End<'a> {
    /// When the loss over these validation rows has not improved for a while. The best number of rounds is kept, which may
    /// be 0.
    Validation(&'a [usize]),
    /// After so many rounds.
    Rounds(usize),
}

/// Grows trees on the rows `training` of the examples.
///
/// With `base`, its rounds come first and the new ones continue where they end. `observe` is called after each round with its
/// number, from 1 on, and the mean loss over the validation rows, or over the training rows without such; it can stop the
/// work. Training also ends when no split gains any more, so there can be fewer rounds than were asked for.
///
/// # Errors
/// What [`Examples`] and [`Settings`](super::Settings) can have wrong, [`TreesError::ConstantResponse`],
/// [`TreesError::ColumnsDiffer`] or [`TreesError::ResponsesDiffer`] from the base, [`TreesError::Diverged`], and
/// [`TreesError::Stopped`].
pub fn train(
    examples: &Examples<'_>,
    training: &[usize],
    end: End<'_>,
    base: Option<&Trees>,
    settings: &CheckedSettings,
    observe: &mut dyn FnMut(usize, f64) -> ControlFlow<()>,
) -> Result<Trees, TreesError> {
    let task = Task::of(&examples.response);
    let training = examples.chosen(training)?;
    if base.is_none() && training.targets.are_constant() {
        return Err(TreesError::ConstantResponse);
    }
    let kinds: Vec<ColumnKind> = examples.inputs.columns().iter().map(ColumnKind::of).collect();
    let mut trees = match base {
        None => Trees {
            task,
            columns: kinds,
            start: task.start(&training),
            rounds: Vec::new(),
        },
        Some(base) if base.columns != kinds => return Err(TreesError::ColumnsDiffer),
        Some(base) if base.task != task => return Err(TreesError::ResponsesDiffer),
        Some(base) => base.clone(),
    };
    let validation = match end {
        End::Validation(rows) => Some(Judge::new(examples, &trees, rows)?),
        End::Rounds(_) => None,
    };
    let rounds = match end {
        End::Validation(_) => settings.rounds,
        End::Rounds(rounds) => rounds,
    };
    if trees.rounds.len().saturating_add(rounds) > MAX_ROUNDS {
        return Err(TreesError::Setting("rounds"));
    }
    Boosting {
        grower: Grower::new(&examples.inputs, &training.rows, settings),
        scores: scores(examples, &trees, &training),
        training,
        slopes: Vec::new(),
    }
    .run(
        examples,
        &mut trees,
        validation,
        rounds,
        settings.patience,
        observe,
    )?;
    Ok(trees)
}

/// Scores of rows by trees, one vector for each output.
fn scores(examples: &Examples<'_>, trees: &Trees, rows: &Chosen) -> Vec<Vec<f64>> {
    let outputs = 0..trees.task.scores();
    outputs
        .map(|output| {
            rows.rows
                .iter()
                .map(|&row| trees.score(&examples.inputs, row, output))
                .collect()
        })
        .collect()
}

/// Rows that decide which round was best.
#[derive(Debug)]
struct Judge {
    rows: Chosen,
    scores: Vec<Vec<f64>>,
    best_loss: f64,
    best_rounds: usize,
}

impl Judge {
    fn new(examples: &Examples<'_>, trees: &Trees, rows: &[usize]) -> Result<Self, TreesError> {
        let rows = examples.chosen(rows)?;
        let scores = scores(examples, trees, &rows);
        let best_loss = Task::loss(&rows, &scores);
        Ok(Self {
            rows,
            scores,
            best_loss,
            best_rounds: trees.rounds.len(),
        })
    }

    /// The loss after the last round of these trees.
    fn loss(&mut self, examples: &Examples<'_>, trees: &Trees) -> f64 {
        for (scores, tree) in self
            .scores
            .iter_mut()
            .zip(trees.rounds.last().into_iter().flatten())
        {
            for (score, &row) in scores.iter_mut().zip(&self.rows.rows) {
                *score += tree.value(&examples.inputs, row);
            }
        }
        let loss = Task::loss(&self.rows, &self.scores);
        if loss < self.best_loss {
            self.best_loss = loss;
            self.best_rounds = trees.rounds.len();
        }
        loss
    }
}

struct Boosting<'a> {
    grower: Grower<'a>,
    training: Chosen,
    /// Of the training rows, one vector for each output.
    scores: Vec<Vec<f64>>,
    slopes: Vec<Slope>,
}

impl Boosting<'_> {
    fn run(
        &mut self,
        examples: &Examples<'_>,
        trees: &mut Trees,
        mut validation: Option<Judge>,
        rounds: usize,
        patience: usize,
        observe: &mut dyn FnMut(usize, f64) -> ControlFlow<()>,
    ) -> Result<(), TreesError> {
        for round in 1..=rounds {
            let Some(grown) = self.round(trees.task) else {
                break;
            };
            trees.rounds.push(grown);
            let loss = match &mut validation {
                Some(judge) => judge.loss(examples, trees),
                None => Task::loss(&self.training, &self.scores),
            };
            if !loss.is_finite() {
                return Err(TreesError::Diverged);
            }
            if observe(round, loss).is_break() {
                return Err(TreesError::Stopped);
            }
            if validation
                .as_ref()
                .is_some_and(|judge| trees.rounds.len() - judge.best_rounds >= patience)
            {
                break;
            }
        }
        if let Some(judge) = validation {
            trees.rounds.truncate(judge.best_rounds);
        }
        Ok(())
    }

    /// The trees of one round; nothing where none of them gains.
    fn round(&mut self, task: Task) -> Option<Vec<Tree>> {
        // All classes of a round start from the same scores, so their trees do not depend on the order of classes.
        let logarithms = if self.scores.len() > 1 {
            logarithms_of_sums(&self.scores)
        } else {
            Vec::new()
        };
        let mut grown = Vec::with_capacity(self.scores.len());
        let mut gains = false;
        for (output, scores) in self.scores.iter_mut().enumerate() {
            task.slopes(&self.training, output, scores, &logarithms, &mut self.slopes);
            let tree = self.grower.grow(&self.slopes, scores);
            gains |= tree.is_some();
            grown.push(tree.unwrap_or_else(Tree::nothing));
        }
        gains.then_some(grown)
    }
}
