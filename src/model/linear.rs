//! Ridge regression: the strong, cheap check on every network that predicts numbers.

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::TensorData;

use super::device::device;
use super::examples::{Examples, Labels, check_learnable};
use super::layers::{Layers, single};
use super::network::Network;
use super::task::Task;
use crate::failure::{LabelForm, ModelError};

/// The penalties that are tried, for each training row.
const PENALTIES: [f64; 7] = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0];

/// A ridge regression (Hoerl and Kennard, 1970) as a network without hidden layers, and what chose its penalty.
#[derive(Debug, Clone)]
pub struct Ridge {
    /// The network.
    pub network: Network,
    /// The penalty, for each training row.
    pub penalty: f64,
    /// The sum of squared errors on the validation rows.
    pub error: f64,
}

/// The weights that make `Σ(y − xᵀw − b)² / n + penalty · ‖w‖²` smallest, with the penalty that does best on the validation rows.
///
/// # Errors
/// [`ModelError::LabelKind`] for classes, and where nothing can be learned from the rows.
pub fn ridge(training: &Examples, validation: &Examples) -> Result<Ridge, ModelError> {
    check_learnable(training, validation)?;
    let normal = Normal::of(training)?;
    normal.task.check(validation.labels())?;
    let mut best: Option<Ridge> = None;
    for penalty in PENALTIES {
        let Some(network) = normal.network(penalty) else {
            continue;
        };
        let error = squared_error(&network, validation)?;
        if best.as_ref().is_none_or(|best| error < best.error) {
            best = Some(Ridge {
                network,
                penalty,
                error,
            });
        }
    }
    // With a penalty of 10 the matrix is far from singular; only inputs beyond any encoding's range get here.
    best.ok_or(ModelError::PredictionNotFinite { row: 0 })
}

/// The same with a penalty that is known.
///
/// # Errors
/// [`ModelError::LabelKind`] for classes, and where nothing can be learned from the rows.
pub fn ridge_with(penalty: f64, training: &Examples) -> Result<Network, ModelError> {
    check_learnable(training, training)?;
    let network = Normal::of(training)?.network(penalty);
    network.ok_or(ModelError::PredictionNotFinite { row: 0 })
}

/// The normal equations of centred inputs and standardised labels.
struct Normal {
    task: Task,
    /// The mean of each input.
    means: Vec<f64>,
    /// Of centred inputs with each other: the lower half, row after row.
    products: Vec<f64>,
    /// Of centred inputs with the label.
    moments: Vec<f64>,
}

impl Normal {
    fn of(training: &Examples) -> Result<Self, ModelError> {
        let task = Task::of(training.labels());
        let (Task::Regression { mean, sd }, Labels::Numbers(numbers)) = (&task, training.labels()) else {
            return Err(ModelError::LabelKind {
                expected: LabelForm::Numbers,
            });
        };
        let (mean, sd) = (*mean, *sd);
        let width = training.inputs().columns();
        let count = training.rows() as f64;
        let mut means = vec![0.0; width];
        for row in 0..training.rows() {
            for (sum, &value) in means.iter_mut().zip(training.inputs().row(row)) {
                *sum += f64::from(value) / count;
            }
        }
        let mut products = vec![0.0; width * width];
        let mut moments = vec![0.0; width];
        let mut centred = vec![0.0; width];
        for (row, &number) in numbers.iter().enumerate() {
            let values = training.inputs().row(row).iter().zip(&means);
            for (centred, (&value, mean)) in centred.iter_mut().zip(values) {
                *centred = f64::from(value) - mean;
            }
            let label = (f64::from(number) - mean) / sd;
            for (index, &one) in centred.iter().enumerate() {
                moments[index] += one * label / count;
                if one != 0.0 {
                    let line = &mut products[index * width..=index * width + index];
                    for (product, &other) in line.iter_mut().zip(&centred) {
                        *product += one * other / count;
                    }
                }
            }
        }
        Ok(Self {
            task,
            means,
            products,
            moments,
        })
    }

    /// The regression with this penalty; nothing where the equations have no solution.
    fn network(&self, penalty: f64) -> Option<Network> {
        let weights = solve(&self.products, &self.moments, penalty)?;
        let shift: f64 = weights
            .iter()
            .zip(&self.means)
            .map(|(weight, mean)| weight * mean)
            .sum();
        Some(Network {
            layers: head_of(&weights, -shift),
            inputs: self.means.len(),
            task: self.task.clone(),
            class_weights: Vec::new(),
        })
    }
}

fn squared_error(network: &Network, examples: &Examples) -> Result<f64, ModelError> {
    let super::Predictions::Numbers(answers) = network.predict(examples.inputs())? else {
        return Ok(f64::INFINITY);
    };
    let Labels::Numbers(truth) = examples.labels() else {
        return Ok(f64::INFINITY);
    };
    let errors = truth
        .iter()
        .zip(answers)
        .map(|(&label, answer)| (f64::from(label) - answer).powi(2));
    Ok(errors.sum())
}

/// A layer with one output.
fn head_of(weights: &[f64], bias: f64) -> Layers {
    let device = device();
    let values: Vec<f32> = weights.iter().copied().map(single).collect();
    let weight = TensorData::new(values, [weights.len(), 1]);
    Layers {
        hidden: Vec::new(),
        head: Linear {
            weight: Param::from_data(weight, &device),
            bias: Some(Param::from_data(
                TensorData::new(vec![single(bias)], [1]),
                &device,
            )),
        },
    }
}

/// Solves `(A + penalty · I) x = b` by Cholesky's decomposition; `lower` is the lower half of the symmetric `A`, row after
/// row. Nothing where the matrix is not positive.
pub(super) fn solve(lower: &[f64], right: &[f64], penalty: f64) -> Option<Vec<f64>> {
    let size = right.len();
    let mut factor = vec![0.0; size * size];
    for row in 0..size {
        for column in 0..=row {
            let dot: f64 = factor[row * size..row * size + column]
                .iter()
                .zip(&factor[column * size..column * size + column])
                .map(|(one, other)| one * other)
                .sum();
            let rest = lower[row * size + column] - dot;
            factor[row * size + column] = if row == column {
                let square = rest + penalty;
                if !(square > 0.0 && square.is_finite()) {
                    return None;
                }
                square.sqrt()
            } else {
                rest / factor[column * size + column]
            };
        }
    }
    let mut solution = right.to_vec();
    for row in 0..size {
        let dot: f64 = (0..row)
            .map(|column| factor[row * size + column] * solution[column])
            .sum();
        solution[row] = (solution[row] - dot) / factor[row * size + row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size)
            .map(|below| factor[below * size + row] * solution[below])
            .sum();
        solution[row] = (solution[row] - dot) / factor[row * size + row];
    }
    solution.iter().all(|value| value.is_finite()).then_some(solution)
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::{blobs, numbers, predicted};
    use super::*;
    use crate::features::Matrix;
    use crate::random::Seed;

    fn plane(rows: usize, noise: f64, seed: u64) -> Examples {
        let mut generator = Seed::new(seed).generator();
        let mut inputs = Vec::new();
        let mut labels = Vec::new();
        for _ in 0..rows {
            let [u, v] = [(); 2].map(|()| generator.normal());
            // The third input repeats the first: without a penalty there is no one solution.
            inputs.extend([single(u), single(v), single(u)]);
            labels.push(single(100.0 + 3.0 * u - 2.0 * v + noise * generator.normal()));
        }
        Examples::new(Matrix::new(3, inputs).unwrap(), Labels::Numbers(labels)).unwrap()
    }

    #[test]
    fn a_plane_is_found_where_an_input_stands_twice() {
        let Ridge { network, penalty, .. } = ridge(&plane(80, 0.0, 1), &plane(20, 0.0, 2)).unwrap();
        assert!(penalty < 1e-4, "{penalty}");
        let again = ridge_with(penalty, &plane(80, 0.0, 1)).unwrap();
        let test = plane(30, 0.0, 3);
        assert_eq!(predicted(&again, &test), predicted(&network, &test));
        for (truth, answer) in numbers(&test).iter().zip(predicted(&network, &test)) {
            assert!((truth - answer).abs() < 1e-3, "{truth} {answer}");
        }
    }

    #[test]
    fn noise_asks_for_a_penalty() {
        let network = ridge(&plane(12, 30.0, 1), &plane(40, 30.0, 2)).unwrap().network;
        let weights: Vec<f32> = network
            .layers
            .head
            .weight
            .val()
            .into_data()
            .iter::<f32>()
            .collect();
        let norm: f32 = weights.iter().map(|weight| weight * weight).sum();
        assert!(norm < 0.1, "{weights:?}");
    }

    #[test]
    fn a_known_system_is_solved() {
        // [[4, 2], [2, 3]] with the penalty 1 on the diagonal: [[5, 2], [2, 4]] x = [9, 10].
        let solution = solve(&[4.0, 0.0, 2.0, 3.0], &[9.0, 10.0], 1.0).unwrap();
        assert!(
            (solution[0] - 1.0).abs() < 1e-12 && (solution[1] - 2.0).abs() < 1e-12,
            "{solution:?}"
        );
        assert_eq!(solve(&[-1.0], &[1.0], 0.0), None);
    }

    #[test]
    fn classes_are_not_for_ridge() {
        let classes = blobs(&[20, 20], 1.0, 1);
        assert!(matches!(
            ridge(&classes, &classes),
            Err(ModelError::LabelKind { .. })
        ));
    }
}
