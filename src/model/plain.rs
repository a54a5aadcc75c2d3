//! Networks to plain numbers and back: what files hold.

use burn::module::Param;
use burn::nn::{LayerNorm, LayerNormConfig, Linear};
use burn::tensor::{Device, Tensor, TensorData};

use super::device::device;
use super::layers::{EPSILON, Hidden, Layers, values, whole_rows};
use super::network::Network;
use super::task::Task;
use crate::files::{Activation, NetworkError, Normalisation, Output, PlainLayer, PlainNetwork};

impl Network {
    /// This network as plain numbers. `class_names` are the names of its classes, in order.
    ///
    /// # Errors
    /// [`NetworkError`] where a weight is not finite, which training does not leave behind, or the names do not fit.
    pub fn to_plain(&self, class_names: &[String]) -> Result<PlainNetwork, NetworkError> {
        let mut layers: Vec<PlainLayer> = self
            .layers
            .hidden
            .iter()
            .map(|hidden| PlainLayer {
                normalisation: hidden
                    .normalisation
                    .as_ref()
                    .map(|it| plain_normalisation(it, hidden.epsilon)),
                ..plain_layer(&hidden.linear, hidden.activation)
            })
            .collect();
        layers.push(plain_layer(&self.layers.head, Activation::Identity));
        let output = match self.task {
            Task::Regression { mean, sd } => Output::Number { mean, sd },
            Task::Classification { classes } => Output::Classes {
                count: classes,
                names: class_names.to_vec(),
            },
        };
        PlainNetwork::new(Vec::new(), None, layers, output)
    }

    /// A network of plain numbers. What a file does to its inputs first (`scaling`) is not part of it: the encoding does
    /// that here.
    #[must_use]
    pub fn of_plain(plain: &PlainNetwork, class_weights: Vec<f32>) -> Self {
        let plain = plain.clone().with_a_score_for_each_class();
        let device = device();
        let mut hidden: Vec<Hidden> = plain
            .layers()
            .iter()
            .map(|layer| hidden_of(layer, &device))
            .collect();
        // A network has at least one layer. What follows the last linear part is the identity in every file that is read;
        // an activation there makes it a hidden layer, with nothing above it but a copy.
        let head = match hidden.pop() {
            Some(last) if last.normalisation.is_none() && last.activation == Activation::Identity => {
                last.linear
            }
            Some(last) => {
                let [_, width] = last.linear.weight.dims();
                hidden.push(last);
                identity(width, &device)
            }
            None => identity(1, &device),
        };
        Self {
            layers: Layers { hidden, head },
            inputs: plain.inputs(),
            task: match plain.output() {
                &Output::Number { mean, sd } => Task::Regression { mean, sd },
                Output::Classes { count, .. } => Task::Classification { classes: *count },
            },
            class_weights,
        }
    }

    /// The weight that each class had in training; empty where there are none.
    #[must_use]
    pub fn class_weights(&self) -> &[f32] {
        &self.class_weights
    }
}

fn plain_layer(linear: &Linear, activation: Activation) -> PlainLayer {
    let [_, outputs] = linear.weight.dims();
    let bias = linear.bias.as_ref().map(|bias| numbers(bias.val()));
    PlainLayer {
        weights: whole_rows(outputs, values(linear.weight.val())),
        bias: bias.unwrap_or_else(|| vec![0.0; outputs]),
        normalisation: None,
        activation,
    }
}

fn plain_normalisation(normalisation: &LayerNorm, epsilon: f64) -> Normalisation {
    let gamma = numbers(normalisation.gamma.val());
    let beta = normalisation.beta.as_ref().map(|beta| numbers(beta.val()));
    Normalisation {
        beta: beta.unwrap_or_else(|| vec![0.0; gamma.len()]),
        gamma,
        epsilon,
    }
}

fn numbers(tensor: Tensor<1>) -> Vec<f32> {
    tensor.into_data().iter::<f32>().collect()
}

fn hidden_of(layer: &PlainLayer, device: &Device) -> Hidden {
    let (rows, columns) = (layer.weights.rows(), layer.weights.columns());
    let vector = |values: &[f32]| Param::from_data(TensorData::new(values.to_vec(), [values.len()]), device);
    let weight = TensorData::new(layer.weights.values().to_vec(), [rows, columns]);
    Hidden {
        linear: Linear {
            weight: Param::from_data(weight, device),
            bias: Some(vector(&layer.bias)),
        },
        normalisation: layer.normalisation.as_ref().map(|plain| {
            let config = LayerNormConfig::new(columns).with_epsilon(plain.epsilon);
            let mut normalisation: LayerNorm = config.init(device);
            normalisation.gamma = vector(&plain.gamma);
            normalisation.beta = Some(vector(&plain.beta));
            normalisation
        }),
        epsilon: layer
            .normalisation
            .as_ref()
            .map_or(EPSILON, |plain| plain.epsilon),
        activation: layer.activation,
    }
}

fn identity(width: usize, device: &Device) -> Linear {
    let weights = (0..width * width).map(|index| f32::from(u8::from(index % (width + 1) == 0)));
    let weight = TensorData::new(weights.collect::<Vec<f32>>(), [width, width]);
    Linear {
        weight: Param::from_data(weight, device),
        bias: Some(Param::from_data(
            TensorData::new(vec![0.0_f32; width], [width]),
            device,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::{blobs, predicted, smooth, trained};
    use super::*;
    use crate::features::Matrix;
    use crate::files;
    use crate::model::Predictions;

    #[test]
    fn numbers_come_back_bit_for_bit() {
        let (network, _) = trained(&smooth(120, 50.0, 0.5, 1), &smooth(40, 50.0, 0.5, 2), 1);
        let plain = network.to_plain(&[]).unwrap();
        let again = Network::of_plain(&plain, Vec::new());
        let test = smooth(50, 50.0, 0.5, 3);
        assert_eq!(predicted(&network, &test), predicted(&again, &test));
        let files::Predictions::Numbers(reference) = plain.predict(test.inputs()).unwrap() else {
            panic!()
        };
        for (one, other) in reference.iter().zip(predicted(&network, &test)) {
            assert!((one - other).abs() < 1e-4, "{one} {other}");
        }
    }

    #[test]
    fn classes_come_back_with_their_probabilities() {
        let (network, _) = trained(&blobs(&[40, 40, 40], 3.0, 1), &blobs(&[20, 20, 20], 3.0, 2), 1);
        let names = ["a", "b", "c"].map(str::to_owned);
        let plain = network.to_plain(&names).unwrap();
        let again = Network::of_plain(&plain, network.class_weights().to_vec());
        let test = blobs(&[9, 9, 9], 3.0, 3);
        assert_eq!(
            network.answers(test.inputs()).unwrap(),
            again.answers(test.inputs()).unwrap()
        );
        assert!(network.to_plain(&names[..2]).is_err());
    }

    #[test]
    fn every_activation_is_computed_as_the_file_means_it() {
        let matrix = |columns, count: usize| {
            Matrix::new(
                columns,
                (0..count).map(|index| (index as f32 * 0.7).sin()).collect(),
            )
            .unwrap()
        };
        let rows = matrix(3, 30);
        for activation in [
            Activation::Identity,
            Activation::Relu,
            Activation::Tanh,
            Activation::Sigmoid,
            Activation::LeakyRelu(0.02),
            Activation::Elu(0.7),
            Activation::Selu,
        ] {
            let layer = |inputs: usize, outputs: usize, activation| PlainLayer {
                weights: matrix(outputs, inputs * outputs),
                bias: vec![0.1; outputs],
                normalisation: None,
                activation,
            };
            // One score for two classes, as some libraries have it.
            let layers = vec![layer(3, 4, activation), layer(4, 1, Activation::Identity)];
            let output = Output::Classes {
                count: 2,
                names: Vec::new(),
            };
            let plain = PlainNetwork::new(Vec::new(), None, layers, output).unwrap();
            let files::Predictions::Probabilities(reference) = plain.predict(&rows).unwrap() else {
                panic!()
            };
            let Predictions::Probabilities(found) =
                Network::of_plain(&plain, Vec::new()).predict(&rows).unwrap()
            else {
                panic!()
            };
            for (one, &other) in reference.values().iter().zip(found.values()) {
                assert!(
                    (one - f64::from(other)).abs() < 1e-5,
                    "{activation:?}: {one} {other}"
                );
            }
        }
    }
}
