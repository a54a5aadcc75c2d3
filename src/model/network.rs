//! A trained network and its predictions.

use super::examples::{Examples, check_finite};
use super::layers::{Layers, single, whole_rows};
use super::loss::log_sum_exp;
use super::metrics::Answers;
use super::task::Task;
use crate::failure::ModelError;
use crate::features::Matrix;

/// What a network says about rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Predictions {
    /// A number for each row, in the label's own units.
    Numbers(Vec<f64>),
    /// The probability of each class for each row, `rows × classes`, for classes that are equally frequent:
    /// training weights rare classes up.
    Probabilities(Matrix<f32>),
}

impl Predictions {
    /// The most probable class of each row, the lowest of equals; nothing for numbers.
    #[must_use]
    pub fn classes(&self) -> Option<Vec<u32>> {
        match self {
            Self::Numbers(_) => None,
            Self::Probabilities(matrix) => Some(matrix.argmax()),
        }
    }
}

/// Turns scores into probabilities.
fn softmax(scores: &mut [f32]) {
    let normaliser = log_sum_exp(scores);
    for score in scores {
        *score = single(libm::exp(f64::from(*score) - normaliser));
    }
}

/// Takes the class weights of training out of a row's probabilities: a class that counted twice is half as probable.
pub(super) fn remove_class_weights(probabilities: &mut [f32], weights: &[f32]) {
    let pairs = probabilities.iter().zip(weights);
    let divided: Vec<f64> = pairs
        .map(|(&share, &weight)| f64::from(share) / f64::from(weight))
        .collect();
    let sum: f64 = divided.iter().sum();
    for (probability, share) in probabilities.iter_mut().zip(divided) {
        *probability = single(share / sum);
    }
}

/// A trained network. Clones share nothing that changes.
#[derive(Debug, Clone)]
pub struct Network {
    pub(super) layers: Layers,
    pub(super) inputs: usize,
    pub(super) task: Task,
    /// The weight that each class had in training; empty where there are none.
    pub(super) class_weights: Vec<f32>,
}

impl Network {
    /// Number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// What the network predicts.
    #[must_use]
    pub fn task(&self) -> &Task {
        &self.task
    }

    /// Predictions for these rows, `rows × inputs`.
    ///
    /// # Errors
    /// [`ModelError::Width`] where the rows have another number of inputs than the network,
    /// [`ModelError::InputNotFinite`], and [`ModelError::PredictionNotFinite`] where inputs are so extreme
    /// that the network's arithmetic overflows.
    pub fn predict(&self, inputs: &Matrix<f32>) -> Result<Predictions, ModelError> {
        self.check_width(inputs)?;
        check_finite(inputs)?;
        let mut outputs = self.layers.outputs_of(inputs);
        if let Task::Classification { classes } = self.task {
            outputs.chunks_mut(classes).for_each(softmax);
        }
        if let Some(index) = outputs.iter().position(|output| !output.is_finite()) {
            let row = index / self.task.outputs();
            return Err(ModelError::PredictionNotFinite { row });
        }
        Ok(match self.task {
            Task::Regression { mean, sd } => Predictions::Numbers(
                outputs
                    .into_iter()
                    .map(|output| mean + sd * f64::from(output))
                    .collect(),
            ),
            Task::Classification { classes } => Predictions::Probabilities(whole_rows(classes, outputs)),
        })
    }

    /// A classifier with these of its classes, in this order; where there is none, a class of which the network says
    /// nothing yet, where one that has never seen a class would call it impossible.
    #[must_use]
    pub fn with_outputs(&self, classes: &[Option<usize>]) -> Self {
        let mut network = self.clone();
        if let Task::Classification { classes: count } = &mut network.task {
            let same = classes.len() == *count
                && classes
                    .iter()
                    .enumerate()
                    .all(|(place, class)| *class == Some(place));
            if same {
                return network;
            }
            *count = classes.len();
            network.layers.head = self.layers.head_with(classes);
            let weight = |class: &Option<usize>| {
                let known = class.and_then(|class| self.class_weights.get(class).copied());
                known.unwrap_or(1.0)
            };
            if !self.class_weights.is_empty() {
                network.class_weights = classes.iter().map(weight).collect();
            }
        }
        network
    }

    /// Number of hidden layers.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.layers.hidden.len()
    }

    /// What the lowest `depth` hidden layers make of these rows, `rows × width`; the rows themselves where it is 0.
    ///
    /// # Errors
    /// [`ModelError::Width`] and [`ModelError::InputNotFinite`].
    pub fn features(&self, depth: usize, inputs: &Matrix<f32>) -> Result<Matrix<f32>, ModelError> {
        self.check_width(inputs)?;
        check_finite(inputs)?;
        Ok(self
            .layers
            .features_of(depth.min(self.depth()), inputs)
            .into_owned())
    }

    /// What predictions are judged by for these rows: classes by even probabilities, and the probabilities for classes as
    /// frequent as they were among the rows trained on, for which the weights of training are taken out again.
    ///
    /// # Errors
    /// As for [`Self::predict`].
    pub fn answers(&self, inputs: &Matrix<f32>) -> Result<Answers, ModelError> {
        Ok(match self.predict(inputs)? {
            Predictions::Numbers(numbers) => Answers::Numbers(numbers),
            Predictions::Probabilities(even) => {
                let mut values = even.values().to_vec();
                if self.class_weights.len() == even.columns() {
                    for row in values.chunks_mut(even.columns()) {
                        remove_class_weights(row, &self.class_weights);
                    }
                }
                Answers::Classes {
                    codes: even.argmax(),
                    probabilities: whole_rows(even.columns(), values),
                }
            }
        })
    }

    /// Checks that these examples have the network's width, kind of label and number of classes.
    pub(super) fn check(&self, examples: &Examples) -> Result<(), ModelError> {
        self.check_width(examples.inputs())?;
        self.task.check(examples.labels())
    }

    pub(super) fn check_width(&self, inputs: &Matrix<f32>) -> Result<(), ModelError> {
        if inputs.columns() == self.inputs {
            Ok(())
        } else {
            Err(ModelError::Width {
                expected: self.inputs,
                found: inputs.columns(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::{blobs, predicted, smooth, trained};
    use super::*;

    #[test]
    fn the_first_of_equal_classes_wins() {
        let probabilities = Matrix::new(3, vec![0.2, 0.4, 0.4, 0.5, 0.0, 0.5, 0.1, 0.2, 0.7]).unwrap();
        let predictions = Predictions::Probabilities(probabilities);
        assert_eq!(predictions.classes(), Some(vec![1, 0, 2]));
        assert_eq!(Predictions::Numbers(vec![1.0]).classes(), None);
    }

    #[test]
    fn an_input_that_never_moved_in_training_moves_no_answer() {
        let still = |examples: &Examples| {
            let rows = examples.inputs().values().chunks(2);
            let rows = rows.flat_map(|row| [row[0], 0.0, row[1]]).collect();
            Examples::new(Matrix::new(3, rows).unwrap(), examples.labels().clone()).unwrap()
        };
        let (network, _) = trained(
            &still(&smooth(64, 0.0, 0.5, 1)),
            &still(&smooth(20, 0.0, 0.5, 2)),
            1,
        );
        let answer = |input| {
            network
                .predict(&Matrix::new(3, vec![0.5, input, -1.0]).unwrap())
                .unwrap()
        };
        assert_eq!(answer(0.0), answer(1.0));
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let (network, _) = trained(&smooth(64, 0.0, 0.0, 1), &smooth(20, 0.0, 0.0, 2), 1);
        let rows = |columns, values: &[f32]| network.predict(&Matrix::new(columns, values.to_vec()).unwrap());
        assert_eq!(
            rows(3, &[0.0; 3]),
            Err(ModelError::Width {
                expected: 2,
                found: 3
            })
        );
        assert_eq!(
            rows(2, &[0.0, 0.0, f32::NAN, 0.0]),
            Err(ModelError::InputNotFinite { row: 1, column: 0 })
        );
        assert_eq!(
            rows(2, &[0.0, 0.0, 3e38, 3e38]),
            Err(ModelError::PredictionNotFinite { row: 1 })
        );
        assert_eq!(rows(2, &[]), Ok(Predictions::Numbers(Vec::new())));
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let (network, _) = trained(&blobs(&[30, 30, 30], 3.0, 1), &blobs(&[9, 9, 9], 3.0, 2), 1);
        let Predictions::Probabilities(matrix) =
            network.predict(&Matrix::new(2, vec![0.0; 10]).unwrap()).unwrap()
        else {
            panic!("numbers");
        };
        assert_eq!((matrix.rows(), matrix.columns()), (5, 3));
        for row in 0..5 {
            let sum: f32 = matrix.row(row).iter().sum();
            assert!((sum - 1.0).abs() < 1e-5, "{sum}");
        }
    }

    #[test]
    fn a_row_is_predicted_alike_alone_and_among_thousands() {
        let (network, _) = trained(&smooth(64, 0.0, 0.0, 1), &smooth(20, 0.0, 0.0, 2), 1);
        let many = smooth(5_000, 0.0, 0.0, 3);
        let together = predicted(&network, &many);
        assert_eq!(together.len(), 5_000);
        for row in [0, 4_095, 4_096, 4_999] {
            let alone = predicted(&network, &many.select(&[row]))[0];
            assert!(
                (alone - together[row]).abs() < 1e-4,
                "row {row}: {alone} {}",
                together[row]
            );
        }
    }
}
