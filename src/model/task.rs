//! What a network predicts: a number or a class.

use super::examples::Labels;
use crate::failure::{LabelForm, ModelError};

/// What a network predicts.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// Numbers. The network itself works in standard deviations from the mean of the labels that it was
    /// first trained on; fine-tuning keeps both, so that its outputs go on meaning the same.
    Regression {
        /// Mean of those labels.
        mean: f64,
        /// Standard deviation of those labels, above 0.
        sd: f64,
    },
    /// Classes.
    Classification {
        /// Number of classes.
        classes: usize,
    },
}

impl Task {
    /// The task that these labels set.
    pub(super) fn of(labels: &Labels) -> Self {
        match labels {
            Labels::Numbers(numbers) => {
                let count = numbers.len() as f64;
                let mean = numbers.iter().map(|&number| f64::from(number)).sum::<f64>() / count;
                let squares: f64 = numbers
                    .iter()
                    .map(|&number| (f64::from(number) - mean).powi(2))
                    .sum();
                Self::Regression {
                    mean,
                    sd: (squares / count).sqrt(),
                }
            }
            Labels::Classes { count, .. } => Self::Classification { classes: *count },
        }
    }

    /// Number of the network's outputs.
    pub(super) fn outputs(&self) -> usize {
        match self {
            Self::Regression { .. } => 1,
            Self::Classification { classes } => *classes,
        }
    }

    fn label_form(&self) -> LabelForm {
        match self {
            Self::Regression { .. } => LabelForm::Numbers,
            Self::Classification { .. } => LabelForm::Classes,
        }
    }

    /// Checks that these labels are of this task.
    pub(super) fn check(&self, labels: &Labels) -> Result<(), ModelError> {
        match (self, labels) {
            (Self::Regression { .. }, Labels::Numbers(_)) => Ok(()),
            (&Self::Classification { classes }, &Labels::Classes { count, .. }) if classes == count => Ok(()),
            (&Self::Classification { classes: expected }, &Labels::Classes { count: found, .. }) => {
                Err(ModelError::ClassCount { expected, found })
            }
            _ => Err(ModelError::LabelKind {
                expected: self.label_form(),
            }),
        }
    }
}
