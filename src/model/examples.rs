//! Rows with labels.

use crate::failure::{ModelError, Role};
use crate::features::Matrix;

/// Maximum of classes. More levels are an identifier, and would make the last layer huge.
pub(super) const MAX_CLASSES: usize = 1_000;

/// Minimum of rows to fit weights on: one batch of the smallest size.
const MIN_TRAINING_ROWS: usize = 8;

/// Minimum of rows that decide when training stops.
const MIN_VALIDATION_ROWS: usize = 2;

/// What a network learns to predict, one for each row.
#[derive(Debug, Clone, PartialEq)]
pub enum Labels {
    /// Numbers, in the label's own units: regression.
    Numbers(Vec<f32>),
    /// Classes: classification.
    Classes {
        /// The class of each row, below `count`.
        codes: Vec<u32>,
        /// Number of classes.
        count: usize,
    },
}

impl Labels {
    /// Number of labels.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Classes { codes, .. } => codes.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The labels of these rows, in this order.
    fn select(&self, rows: &[usize]) -> Self {
        match self {
            Self::Numbers(numbers) => Self::Numbers(rows.iter().map(|&row| numbers[row]).collect()),
            Self::Classes { codes, count } => Self::Classes {
                codes: rows.iter().map(|&row| codes[row]).collect(),
                count: *count,
            },
        }
    }

    /// Whether all labels are equal.
    #[expect(clippy::float_cmp, reason = "constant means equal to the last bit")]
    fn are_constant(&self) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.windows(2).all(|pair| pair[0] == pair[1]),
            Self::Classes { codes, .. } => codes.windows(2).all(|pair| pair[0] == pair[1]),
        }
    }
}

/// Inputs and labels of the same rows, all finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Examples {
    inputs: Matrix<f32>,
    labels: Labels,
}

impl Examples {
    /// Checks that each row of `inputs` (`rows × inputs`) has one label and that every number is finite and
    /// every class below the count of classes, which lies between 2 and 1,000.
    pub fn new(inputs: Matrix<f32>, labels: Labels) -> Result<Self, ModelError> {
        if inputs.rows() != labels.len() {
            return Err(ModelError::Lengths {
                inputs: inputs.rows(),
                labels: labels.len(),
            });
        }
        check_finite(&inputs)?;
        match &labels {
            Labels::Numbers(numbers) => {
                if let Some(row) = numbers.iter().position(|number| !number.is_finite()) {
                    return Err(ModelError::LabelNotFinite { row });
                }
            }
            &Labels::Classes { ref codes, count } => {
                if !(2..=MAX_CLASSES).contains(&count) {
                    return Err(ModelError::Classes {
                        count,
                        max: MAX_CLASSES,
                    });
                }
                if let Some(row) = codes.iter().position(|&code| code as usize >= count) {
                    let code = codes[row];
                    return Err(ModelError::Code { row, code, count });
                }
            }
        }
        Ok(Self { inputs, labels })
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.inputs.rows()
    }

    /// The inputs, `rows × inputs`.
    #[must_use]
    pub fn inputs(&self) -> &Matrix<f32> {
        &self.inputs
    }

    /// The labels, one for each row.
    #[must_use]
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The rows with these indices, in this order.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        Self {
            inputs: self.inputs.select(rows),
            labels: self.labels.select(rows),
        }
    }
}

/// Checks that every input is a finite number.
pub(super) fn check_finite(inputs: &Matrix<f32>) -> Result<(), ModelError> {
    match inputs.values().iter().position(|value| !value.is_finite()) {
        Some(index) => Err(ModelError::InputNotFinite {
            row: index / inputs.columns(),
            column: index % inputs.columns(),
        }),
        None => Ok(()),
    }
}

/// Checks that there are enough rows of either kind and that the training labels vary.
pub(super) fn check_learnable(training: &Examples, validation: &Examples) -> Result<(), ModelError> {
    for (role, rows, min) in [
        (Role::Training, training.rows(), MIN_TRAINING_ROWS),
        (Role::Validation, validation.rows(), MIN_VALIDATION_ROWS),
    ] {
        if rows < min {
            return Err(ModelError::TooFewRows { role, rows, min });
        }
    }
    if training.labels.are_constant() {
        return Err(ModelError::ConstantLabel);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(values: &[f32]) -> Matrix<f32> {
        Matrix::new(2, values.to_vec()).unwrap()
    }

    #[test]
    fn each_row_has_one_label() {
        assert_eq!(
            Examples::new(matrix(&[1.0, 2.0]), Labels::Numbers(vec![1.0, 2.0])),
            Err(ModelError::Lengths { inputs: 1, labels: 2 })
        );
    }

    #[test]
    fn numbers_that_are_not_finite_are_named_with_their_place() {
        for bad in [f32::NAN, f32::INFINITY] {
            assert_eq!(
                Examples::new(matrix(&[0.0, 0.0, 0.0, bad]), Labels::Numbers(vec![1.0, 2.0])),
                Err(ModelError::InputNotFinite { row: 1, column: 1 })
            );
            assert_eq!(
                Examples::new(matrix(&[0.0; 4]), Labels::Numbers(vec![1.0, bad])),
                Err(ModelError::LabelNotFinite { row: 1 })
            );
        }
    }

    #[test]
    fn classes_are_below_their_count() {
        let classes = |codes: &[u32], count| {
            let codes = codes.to_vec();
            Examples::new(matrix(&[0.0; 4]), Labels::Classes { codes, count }).map(|_| ())
        };
        assert_eq!(classes(&[0, 1], 2), Ok(()));
        assert_eq!(
            classes(&[0, 2], 2),
            Err(ModelError::Code {
                row: 1,
                code: 2,
                count: 2
            })
        );
        for count in [0, 1, MAX_CLASSES + 1, usize::MAX] {
            let max = MAX_CLASSES;
            assert_eq!(classes(&[0, 0], count), Err(ModelError::Classes { count, max }));
        }
    }

    #[test]
    fn selected_rows_keep_their_labels() {
        let examples = Examples::new(
            matrix(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
            Labels::Numbers(vec![10.0, 20.0, 30.0]),
        )
        .unwrap();
        let selected = examples.select(&[2, 0]);
        assert_eq!(selected.inputs().values(), [5.0, 6.0, 1.0, 2.0]);
        assert_eq!(selected.labels(), &Labels::Numbers(vec![30.0, 10.0]));
    }
}
