//! All layers of a network, while they learn.

use burn::module::Param;
use burn::tensor::{Tensor, TensorData};

use super::super::device::device;
use super::super::layers::{Dropout, Layers, single};
use super::adam::Adam;
use super::dense::Dense;
use crate::files::Activation;

/// Layers on plain slices: hidden ones, then the head.
#[derive(Debug, Clone)]
pub(in crate::model) struct Learner {
    layers: Vec<Dense>,
    columns: usize,
    outputs: usize,
}

impl Learner {
    /// A copy of these layers, which have not learned anything yet.
    pub(in crate::model) fn of(layers: &Layers) -> Self {
        let mut columns = 0;
        let mut all: Vec<Dense> = Vec::new();
        for hidden in &layers.hidden {
            let shape = hidden.linear.weight.dims();
            let mut parameters = numbers(hidden.linear.weight.val());
            parameters.extend(biases(hidden.linear.bias.as_ref(), shape[1]));
            if let Some(normalisation) = &hidden.normalisation {
                parameters.extend(numbers(normalisation.gamma.val()));
                parameters.extend(biases(normalisation.beta.as_ref(), shape[1]));
            }
            let epsilon = hidden.normalisation.as_ref().map(|_| single(hidden.epsilon));
            all.push(Dense::new(shape, parameters, epsilon, hidden.activation));
            columns = if all.len() == 1 { shape[0] } else { columns };
        }
        let shape = layers.head.weight.dims();
        let mut parameters = numbers(layers.head.weight.val());
        parameters.extend(biases(layers.head.bias.as_ref(), shape[1]));
        if all.is_empty() {
            columns = shape[0];
        }
        all.push(Dense::new(shape, parameters, None, Activation::Identity));
        Self {
            layers: all,
            columns,
            outputs: shape[1],
        }
    }

    pub(in crate::model) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Number of inputs.
    pub(in crate::model) fn columns(&self) -> usize {
        self.columns
    }

    /// Sends rows through all layers: the outputs, row after row.
    pub(in crate::model) fn forward(&mut self, inputs: &[f32], mut dropout: Option<&mut Dropout>) -> &[f32] {
        let last = self.layers.len() - 1;
        for index in 0..=last {
            let (below, rest) = self.layers.split_at_mut(index);
            let inputs = below.last().map_or(inputs, Dense::outputs);
            let dropout = dropout.as_deref_mut();
            let dropout = dropout.filter(|dropout| index < last && dropout.is_on());
            rest[0].forward(inputs, dropout);
        }
        self.layers[last].outputs()
    }

    /// The outputs of the last hidden layer for the last rows; nothing without one.
    pub(in crate::model) fn features(&self) -> &[f32] {
        self.layers
            .len()
            .checked_sub(2)
            .map_or(&[], |highest| self.layers[highest].outputs())
    }

    /// From the slopes of the loss by the outputs, and by the features where there are any, to the gradients. `inputs` are
    /// those that went forward last.
    pub(in crate::model) fn backward(&mut self, inputs: &[f32], slopes: &[f32], by_features: Option<&[f32]>) {
        let last = self.layers.len() - 1;
        self.layers[last].slopes().copy_from_slice(slopes);
        for index in (0..=last).rev() {
            let (below, rest) = self.layers.split_at_mut(index);
            let Some(below) = below.last_mut() else {
                rest[0].backward(inputs, None);
                return;
            };
            // The slopes by the inputs of a layer are those by the outputs of the one below it.
            let (outputs, by_outputs) = below.outputs_and_slopes();
            rest[0].backward(outputs, Some(&mut *by_outputs));
            if index == last
                && let Some(more) = by_features
            {
                super::lines::add(by_outputs, more);
            }
        }
    }

    /// Adds the gradient of `strength / 2` times the squared distance of the hidden layers from those of `anchor` (L2-SP).
    pub(in crate::model) fn pull_towards(&mut self, anchor: &Self, strength: f64) {
        let hidden = self.layers.len() - 1;
        for (layer, anchor) in self.layers[..hidden].iter_mut().zip(&anchor.layers) {
            layer.pull_towards(&anchor.parameters, single(strength));
        }
    }

    /// The squared distance of the hidden layers' parameters from those of a network of the same shape.
    #[cfg(test)]
    pub(in crate::model) fn trunk_distance(&self, other: &Self) -> f64 {
        let hidden = self.layers.len() - 1;
        let layers = self.layers[..hidden].iter().zip(&other.layers);
        layers
            .flat_map(|(one, other)| one.parameters.iter().zip(&other.parameters))
            .map(|(a, b)| f64::from(a - b).powi(2))
            .sum()
    }

    /// Changes all parameters. `rates` are those of the hidden layers; layers beyond have `rate`, the head's.
    pub(in crate::model) fn step(&mut self, adam: Adam, rates: &[f64], rate: f64) {
        let rates = rates.iter().copied().chain(std::iter::repeat(rate));
        for (layer, rate) in self.layers.iter_mut().zip(rates) {
            layer.step(adam, rate);
        }
    }

    /// The layers as Burn sees them; all but the numbers as in `like`, which this was made of.
    pub(in crate::model) fn layers(&self, like: &Layers) -> Layers {
        let mut layers = like.clone();
        for (hidden, learned) in layers.hidden.iter_mut().zip(&self.layers) {
            let mut parts = learned.parts();
            let shape = hidden.linear.weight.dims();
            hidden.linear.weight = matrix(parts.next(), shape);
            hidden.linear.bias = Some(vector(parts.next()));
            if let Some(normalisation) = &mut hidden.normalisation {
                normalisation.gamma = vector(parts.next());
                normalisation.beta = Some(vector(parts.next()));
            }
        }
        if let Some(head) = self.layers.last() {
            let mut parts = head.parts();
            let shape = layers.head.weight.dims();
            layers.head.weight = matrix(parts.next(), shape);
            layers.head.bias = Some(vector(parts.next()));
        }
        layers
    }
}

fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().iter::<f32>().collect()
}

fn biases(bias: Option<&Param<Tensor<1>>>, width: usize) -> Vec<f32> {
    bias.map_or_else(|| vec![0.0; width], |bias| numbers(bias.val()))
}

fn matrix(values: Option<&[f32]>, shape: [usize; 2]) -> Param<Tensor<2>> {
    Param::from_data(
        TensorData::new(values.unwrap_or_default().to_vec(), shape),
        &device(),
    )
}

fn vector(values: Option<&[f32]>) -> Param<Tensor<1>> {
    let values = values.unwrap_or_default().to_vec();
    let shape = [values.len()];
    Param::from_data(TensorData::new(values, shape), &device())
}

#[cfg(test)]
mod tests {
    use super::super::super::loss::{Targets, batch_loss};
    use super::*;
    use crate::random::{Generator, Seed};

    const ROWS: usize = 11;

    /// Layers of 3 inputs, one of them normalised, with this activation.
    fn layers(activation: Activation, outputs: usize) -> Layers {
        let mut layers = Layers::new(3, &[5, 4], outputs, &mut Seed::new(3).generator());
        for hidden in &mut layers.hidden {
            hidden.activation = activation;
        }
        layers.hidden[1].normalisation = None;
        layers
    }

    fn drawn(count: usize, generator: &mut Generator) -> Vec<f32> {
        (0..count).map(|_| single(generator.normal())).collect()
    }

    /// Compares all gradients with the slopes of the objective: the loss, a pull at the features, and L2-SP.
    fn check(layers: &Layers, targets: &Targets) {
        const STEP: f32 = 4e-3;
        const STRENGTH: f64 = 0.3;
        let mut generator = Seed::new(7).generator();
        let inputs = drawn(ROWS * 3, &mut generator);
        let pull = drawn(ROWS * 4, &mut generator);
        let rows: Vec<usize> = (0..ROWS).collect();
        let anchor = Learner::of(&Layers::new(3, &[5, 4], 1, &mut Seed::new(4).generator()));
        let mut start = Learner::of(layers);
        // The normalisation's factors and offsets, too, away from where they start.
        for layer in &mut start.layers {
            for parameter in &mut layer.parameters {
                *parameter += 0.1 * single(generator.normal());
            }
        }
        let dropout = || Dropout::new(0.3, Seed::new(9).generator());
        let objective = |learner: &mut Learner, slopes: &mut Vec<f32>| -> f64 {
            let outputs = learner.forward(&inputs, Some(&mut dropout()));
            let loss = batch_loss(targets, &rows, outputs, slopes);
            let features = learner.features().iter().zip(&pull);
            let pulled: f64 = features.map(|(&a, &b)| f64::from(a) * f64::from(b)).sum();
            loss + pulled + STRENGTH / 2.0 * learner.trunk_distance(&anchor)
        };
        let mut learner = start.clone();
        let mut slopes = Vec::new();
        objective(&mut learner, &mut slopes);
        learner.backward(&inputs, &slopes, Some(&pull));
        learner.pull_towards(&anchor, STRENGTH);
        let mut large = 0;
        for layer in 0..3 {
            for index in 0..start.layers[layer].parameters.len() {
                let at = |by: f32| {
                    let mut moved = start.clone();
                    moved.layers[layer].parameters[index] += by;
                    objective(&mut moved, &mut Vec::new())
                };
                let slope = (at(STEP) - at(-STEP)) / (2.0 * f64::from(STEP));
                let gradient = f64::from(learner.layers[layer].gradients()[index]);
                large += usize::from(gradient.abs() > 0.1);
                assert!(
                    (gradient - slope).abs() < 5e-3 + 0.01 * slope.abs(),
                    "layer {layer}, parameter {index}: {gradient} {slope}"
                );
            }
        }
        assert!(large > 20, "{large} gradients above 0.1");
    }

    #[test]
    fn gradients_of_the_squared_error_are_its_slopes() {
        let numbers = drawn(ROWS, &mut Seed::new(1).generator());
        for activation in [
            Activation::Identity,
            Activation::Tanh,
            Activation::Sigmoid,
            Activation::Elu(0.7),
            Activation::Selu,
        ] {
            check(&layers(activation, 1), &Targets::Numbers(numbers.clone()));
        }
    }

    #[test]
    fn gradients_of_the_weighted_cross_entropy_are_its_slopes() {
        let targets = Targets::Classes {
            codes: (0..11).map(|row| row * row % 3).collect(),
            weights: vec![0.5, 2.0, 1.0],
        };
        for activation in [Activation::Relu, Activation::LeakyRelu(0.2)] {
            check(&layers(activation, 3), &targets);
        }
    }

    #[test]
    fn what_was_learned_goes_back_and_says_the_same() {
        let layers = layers(Activation::Relu, 2);
        let mut learner = Learner::of(&layers);
        let inputs = drawn(ROWS * 3, &mut Seed::new(7).generator());
        let matrix = crate::features::Matrix::new(3, inputs.clone()).unwrap();
        let same = |learner: &mut Learner, layers: &Layers| {
            let said = layers.outputs_of(&matrix);
            let outputs = learner.forward(&inputs, None).iter().zip(said);
            outputs.into_iter().all(|(a, b)| (a - b).abs() < 1e-5)
        };
        assert!(same(&mut learner, &layers));
        let adam = Adam {
            weight_decay: 0.1,
            gradient_norm: 1.0,
        };
        learner.backward(&inputs, &[1.0; 2 * ROWS], None);
        learner.step(adam, &[0.0, 1e-2], 1e-2);
        assert!(!same(&mut learner, &layers));
        let learned = learner.layers(&layers);
        assert!(same(&mut learner, &learned));
        // The lowest layer has a rate of 0.
        let weights = |layers: &Layers, index: usize| numbers(layers.hidden[index].linear.weight.val());
        assert_eq!(weights(&learned, 0), weights(&layers, 0));
        assert_ne!(weights(&learned, 1), weights(&layers, 1));
    }
}
