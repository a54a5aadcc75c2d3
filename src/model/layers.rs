//! The layers of a network, as Burn sees them.

use std::borrow::Cow;

use burn::module::{Module, Param};
use burn::nn::{LayerNorm, LayerNormConfig, Linear};
use burn::tensor::activation;
use burn::tensor::{Device, Tensor, TensorData};

use super::device::device;
use crate::features::Matrix;
use crate::files::Activation;
use crate::random::Generator;

/// Rows that go through the network at once outside training, so that memory stays small.
const ROWS_AT_ONCE: usize = 4_096;

/// A hidden layer: linear, layer normalisation where there is one, and an activation. Networks that are built here have
/// the normalisation and `ReLU`; others come from files.
#[derive(Module, Debug)]
pub(super) struct Hidden {
    pub(super) linear: Linear,
    pub(super) normalisation: Option<LayerNorm>,
    /// What the normalisation adds to the variance.
    #[module(skip)]
    pub(super) epsilon: f64,
    #[module(skip)]
    pub(super) activation: Activation,
}

/// What the normalisation of a new layer adds to the variance.
pub(super) const EPSILON: f64 = 1e-5;

impl Hidden {
    fn forward(&self, inputs: Tensor<2>) -> Tensor<2> {
        let outputs = self.linear.forward(inputs);
        let outputs = match &self.normalisation {
            Some(normalisation) => normalisation.forward(outputs),
            None => outputs,
        };
        match self.activation {
            Activation::Identity => outputs,
            Activation::Relu => activation::relu(outputs),
            Activation::Tanh => activation::tanh(outputs),
            Activation::Sigmoid => activation::sigmoid(outputs),
            Activation::LeakyRelu(slope) => activation::leaky_relu(outputs, f64::from(slope)),
            Activation::Elu(alpha) => activation::elu(outputs, f64::from(alpha)),
            Activation::Selu => activation::selu(outputs),
        }
    }
}

/// Hidden layers (the trunk) and a last linear one (the head).
#[derive(Module, Debug)]
pub(super) struct Layers {
    pub(super) hidden: Vec<Hidden>,
    pub(super) head: Linear,
}

impl Layers {
    /// New layers with weights drawn uniformly within `±1 / √inputs` of each layer.
    ///
    /// The weights are drawn here rather than by Burn, whose generator is one for the whole process: what
    /// another thread draws from it would change this network.
    pub(super) fn new(inputs: usize, hidden: &[usize], outputs: usize, generator: &mut Generator) -> Self {
        let device = device();
        let mut below = inputs;
        let hidden = hidden
            .iter()
            .map(|&width| {
                let linear = draw_linear(below, width, generator, &device);
                below = width;
                Hidden {
                    linear,
                    normalisation: Some(LayerNormConfig::new(width).with_epsilon(EPSILON).init(&device)),
                    epsilon: EPSILON,
                    activation: Activation::Relu,
                }
            })
            .collect();
        Self {
            hidden,
            head: draw_linear(below, outputs, generator, &device),
        }
    }

    /// The same with weights of 0 on inputs that are 0 in all of these rows: a category that no row has, or a column
    /// that does not vary. Such weights never learn, and as drawn they would be noise in the answers for rows that do
    /// have the category.
    pub(super) fn with_unused_inputs_ignored(mut self, rows: &Matrix<f32>) -> Self {
        let columns = rows.columns();
        let mut is_unused = vec![true; columns];
        for row in rows.values().chunks(columns) {
            for (is_unused, &input) in is_unused.iter_mut().zip(row) {
                *is_unused &= input == 0.0;
            }
        }
        let lowest = match self.hidden.first_mut() {
            Some(hidden) => &mut hidden.linear,
            None => &mut self.head,
        };
        let [_, outputs] = lowest.weight.dims();
        let mut weights = values(lowest.weight.val());
        for (weights, is_unused) in weights.chunks_mut(outputs).zip(is_unused) {
            if is_unused {
                weights.fill(0.0);
            }
        }
        lowest.weight = Param::from_data(TensorData::new(weights, [columns, outputs]), &device());
        self
    }

    /// The network's outputs: `rows × inputs` become `rows × outputs`.
    pub(super) fn forward(&self, inputs: Tensor<2>) -> Tensor<2> {
        self.head.forward(features(&self.hidden, inputs))
    }

    /// The layers above the lowest `depth` hidden ones, as a network of their own.
    pub(super) fn above(&self, depth: usize) -> Self {
        Self {
            hidden: self.hidden[depth..].to_vec(),
            head: self.head.clone(),
        }
    }

    /// What the lowest `depth` hidden layers make of all rows, without dropout: `rows × width of the highest of them`;
    /// the inputs themselves where `depth` is 0.
    pub(super) fn features_of<'i>(&self, depth: usize, inputs: &'i Matrix<f32>) -> Cow<'i, Matrix<f32>> {
        let Some(highest) = depth.checked_sub(1) else {
            return Cow::Borrowed(inputs);
        };
        let [_, columns] = self.hidden[highest].linear.weight.dims();
        let features = in_chunks(inputs, |chunk| features(&self.hidden[..depth], chunk));
        Cow::Owned(whole_rows(columns, features))
    }

    /// [`Self::forward`] of all rows, row after row.
    pub(super) fn outputs_of(&self, inputs: &Matrix<f32>) -> Vec<f32> {
        in_chunks(inputs, |chunk| self.forward(chunk))
    }

    /// A head with these outputs of the present one, in this order; where there is none, an output that is always 0.
    pub(super) fn head_with(&self, outputs: &[Option<usize>]) -> Linear {
        let device = device();
        let [inputs, count] = self.head.weight.dims();
        let picked = |values: Vec<f32>| -> Vec<f32> {
            let rows = values.chunks(count);
            let pick =
                |row: &[f32], output: &Option<usize>| output.and_then(|output| row.get(output).copied());
            rows.flat_map(|row| outputs.iter().map(move |output| pick(row, output).unwrap_or(0.0)))
                .collect()
        };
        let weights = picked(values(self.head.weight.val()));
        let bias = self.head.bias.as_ref().map(|bias| {
            let values: Vec<f32> = bias.val().into_data().iter::<f32>().collect();
            Param::from_data(TensorData::new(picked(values), [outputs.len()]), &device)
        });
        Linear {
            weight: Param::from_data(TensorData::new(weights, [inputs, outputs.len()]), &device),
            bias,
        }
    }
}

/// What hidden layers make of inputs: `rows × inputs` become `rows × width of the highest layer`.
fn features(hidden: &[Hidden], inputs: Tensor<2>) -> Tensor<2> {
    hidden.iter().fold(inputs, |inputs, layer| layer.forward(inputs))
}

/// What leaves out a share of hidden units at random in each training step, and scales the others so that
/// their expectation stays (Srivastava et al., 2014).
pub(super) struct Dropout {
    share: f64,
    generator: Generator,
}

impl Dropout {
    /// Dropout of a share from 0 to below 1.
    pub(super) fn new(share: f64, generator: Generator) -> Self {
        Self { share, generator }
    }

    /// Whether any unit is ever left out.
    pub(super) fn is_on(&self) -> bool {
        self.share > 0.0
    }

    /// What units are multiplied with: 0, or what makes up for those.
    pub(super) fn fill(&mut self, mask: &mut [f32]) {
        let kept = single(1.0 / (1.0 - self.share));
        for factor in mask {
            *factor = if self.generator.uniform() < self.share {
                0.0
            } else {
                kept
            };
        }
    }
}

/// A tensor `rows × columns` of these values on the device.
pub(super) fn tensor(values: Vec<f32>, columns: usize, device: &Device) -> Tensor<2> {
    let rows = values.len() / columns;
    Tensor::from_data(TensorData::new(values, [rows, columns]), device)
}

/// The matrix of the values of tensors `rows × columns`, with at least one column.
pub(super) fn whole_rows(columns: usize, values: Vec<f32>) -> Matrix<f32> {
    // Cannot fail: layers have at least one unit (`Settings::check`) and classifiers two classes
    // (`Examples::new`), and tensors hold whole rows.
    #[expect(clippy::expect_used, reason = "proven just above")]
    let matrix = Matrix::new(columns, values).expect("whole rows of at least one column");
    matrix
}

/// The number in single precision, the network's own.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the precision is given up on purpose"
)]
pub(super) fn single(number: f64) -> f32 {
    number as f32
}

/// The values of a tensor, row after row.
pub(super) fn values(tensor: Tensor<2>) -> Vec<f32> {
    tensor.into_data().iter::<f32>().collect()
}

fn in_chunks(inputs: &Matrix<f32>, compute: impl Fn(Tensor<2>) -> Tensor<2>) -> Vec<f32> {
    let (device, columns) = (device(), inputs.columns());
    inputs
        .values()
        .chunks(ROWS_AT_ONCE * columns)
        .flat_map(|chunk| values(compute(tensor(chunk.to_vec(), columns, &device))))
        .collect()
}

fn draw_linear(inputs: usize, outputs: usize, generator: &mut Generator, device: &Device) -> Linear {
    let bound = 1.0 / (inputs as f64).sqrt();
    let mut draw = |count: usize| -> Vec<f32> {
        (0..count)
            .map(|_| single(bound * (2.0 * generator.uniform() - 1.0)))
            .collect()
    };
    let weight = TensorData::new(draw(inputs * outputs), [inputs, outputs]);
    let bias = TensorData::new(draw(outputs), [outputs]);
    Linear {
        weight: Param::from_data(weight, device),
        bias: Some(Param::from_data(bias, device)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn inputs_that_are_unused_change_nothing() {
        let rows = Matrix::new(3, vec![1.0, 0.0, 2.0, -1.0, 0.0, 0.0]).unwrap();
        let same = |values: [f32; 3], others: [f32; 3], hidden: &[usize]| {
            let layers =
                Layers::new(3, hidden, 2, &mut Seed::new(1).generator()).with_unused_inputs_ignored(&rows);
            let outputs = layers.outputs_of(&Matrix::new(3, [values, others].concat()).unwrap());
            outputs[..2] == outputs[2..]
        };
        for hidden in [&[4, 3][..], &[]] {
            assert!(same([1.0, 0.0, 2.0], [1.0, 5.0, 2.0], hidden));
            assert!(!same([1.0, 0.0, 2.0], [0.0, 0.0, 2.0], hidden));
            assert!(!same([1.0, 0.0, 2.0], [1.0, 0.0, 0.0], hidden));
        }
    }

    #[test]
    fn products_round_as_a_browser_does() {
        // −(1 + 2⁻¹¹) + (1 + 2⁻¹²)²: the square's last bit, 2⁻²⁴, is lost where the product is rounded before
        // it is added, and stays where both are one operation.
        let square = 1.0 + 2.0_f32.powi(-12);
        let device = device();
        let left = tensor([-1.0 - 2.0_f32.powi(-11), square].repeat(16), 2, &device);
        let right = tensor([[1.0; 16], [square; 16]].concat(), 16, &device);
        let product = values(left.matmul(right));
        assert!(
            product.iter().all(|&value| value.to_bits() == 0),
            "matrixmultiply was built without MMTEST_FEATURE of .cargo/config.toml, perhaps before it was there; \
             `cargo clean -p matrixmultiply` helps: {product:?}"
        );
    }
}
