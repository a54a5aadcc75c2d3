//! A network as plain numbers, whatever file it came from.

use serde::{Deserialize, Serialize};

use super::error::{Counted, NetworkError, NetworkPart};
use crate::features::Matrix;

/// Most layers of a network.
pub const MAX_LAYERS: usize = 64;

/// Most inputs or outputs of a layer.
pub const MAX_UNITS: usize = 4_096;

/// Most weights of all layers together.
pub const MAX_WEIGHTS: usize = 8_000_000;

/// What a layer does to each of its units at last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// Nothing.
    Identity,
    /// `max(0, x)`.
    Relu,
    /// The hyperbolic tangent.
    Tanh,
    /// `1 / (1 + e⁻ˣ)`.
    Sigmoid,
    /// `x` above 0, below it `x` times this slope.
    LeakyRelu(f32),
    /// `x` above 0, below it this factor times `eˣ − 1`.
    Elu(f32),
    /// [`Self::Elu`] with the two constants of self-normalising networks (Klambauer et al., 2017).
    Selu,
}

/// The factor below 0 of [`Activation::Selu`].
pub(super) const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;

/// The factor of all of [`Activation::Selu`].
pub(super) const SELU_SCALE: f64 = 1.050_700_987_355_480_5;

/// Layer normalisation (Ba, Kiros and Hinton, 2016): each row to mean 0 and variance 1 over its units, then
/// `gamma · x + beta`.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalisation {
    /// Factor of each unit.
    pub gamma: Vec<f32>,
    /// What is added to each unit.
    pub beta: Vec<f32>,
    /// What is added to the variance, 0 or above.
    pub epsilon: f64,
}

/// A layer: `activation(normalisation(inputs · weights + bias))`.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainLayer {
    /// `inputs × outputs`.
    pub weights: Matrix<f32>,
    /// One number for each output.
    pub bias: Vec<f32>,
    /// Between the linear part and the activation, where there is one.
    pub normalisation: Option<Normalisation>,
    /// The activation.
    pub activation: Activation,
}

/// What a network does to its inputs first: `(x − offset) · factor`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scaling {
    /// What is taken off each input.
    pub offset: Vec<f64>,
    /// The factor of each input.
    pub factor: Vec<f64>,
}

/// What the last layer's outputs mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// One number, in standard deviations from a mean.
    Number {
        /// What is added last.
        mean: f64,
        /// The factor before, above 0.
        sd: f64,
    },
    /// The score of each class, before the softmax; or, of two classes, one score for the second one, before the
    /// sigmoid.
    Classes {
        /// Number of classes.
        count: usize,
        /// Their names, in order; empty where the file has none.
        names: Vec<String>,
    },
}

/// A network of linear layers, checked: what one layer gives, the next one takes, and all numbers are finite.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainNetwork {
    input_names: Vec<String>,
    scaling: Option<Scaling>,
    layers: Vec<PlainLayer>,
    output: Output,
}

/// What a network says of rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Predictions {
    /// A number for each row.
    Numbers(Vec<f64>),
    /// `rows × classes`, each row with sum 1.
    Probabilities(Matrix<f64>),
}

impl PlainNetwork {
    /// A network of these parts; `input_names` may be empty.
    pub fn new(
        input_names: Vec<String>,
        scaling: Option<Scaling>,
        layers: Vec<PlainLayer>,
        output: Output,
    ) -> Result<Self, NetworkError> {
        let inputs = layers.first().ok_or(NetworkError::NoLayers)?.weights.rows();
        within(Counted::Layers, layers.len(), MAX_LAYERS)?;
        let weights = layers.iter().map(|layer| layer.weights.values().len()).sum();
        within(Counted::Weights, weights, MAX_WEIGHTS)?;
        let mut given = inputs;
        for (index, layer) in layers.iter().enumerate() {
            if layer.weights.rows() != given || given == 0 {
                return Err(NetworkError::Chain {
                    layer: index + 1,
                    takes: layer.weights.rows(),
                    given,
                });
            }
            layer.check()?;
            given = layer.weights.columns();
        }
        within(Counted::Inputs, inputs, MAX_UNITS)?;
        if !input_names.is_empty() {
            of_length(NetworkPart::InputNames, input_names.len(), inputs)?;
        }
        if let Some(scaling) = &scaling {
            of_length(NetworkPart::InputScaling, scaling.offset.len(), inputs)?;
            of_length(NetworkPart::InputScaling, scaling.factor.len(), inputs)?;
            let all = scaling.offset.iter().chain(&scaling.factor);
            sound(
                NetworkPart::InputScaling,
                all.clone().all(|value| value.is_finite()),
            )?;
        }
        output.check(given)?;
        Ok(Self {
            input_names,
            scaling,
            layers,
            output,
        })
    }

    /// Names of the inputs, in order; empty where the file has none.
    #[must_use]
    pub fn input_names(&self) -> &[String] {
        &self.input_names
    }

    /// Number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.weights.rows())
    }

    /// What is done to the inputs first.
    #[must_use]
    pub fn scaling(&self) -> Option<&Scaling> {
        self.scaling.as_ref()
    }

    /// The layers, from the inputs up.
    #[must_use]
    pub fn layers(&self) -> &[PlainLayer] {
        &self.layers
    }

    /// What the last layer's outputs mean.
    #[must_use]
    pub fn output(&self) -> &Output {
        &self.output
    }

    /// The same network with other names of its classes.
    pub fn with_class_names(mut self, given: Vec<String>) -> Result<Self, NetworkError> {
        if let Output::Classes { names, .. } = &mut self.output {
            *names = given;
        }
        self.output.check(self.last_width())?;
        Ok(self)
    }

    /// The same network with another activation behind each of its layers that have one and are not the last.
    pub fn with_activation(mut self, activation: Activation) -> Result<Self, NetworkError> {
        if let Some((_, hidden)) = self.layers.split_last_mut() {
            for layer in hidden
                .iter_mut()
                .filter(|layer| layer.activation != Activation::Identity)
            {
                layer.activation = activation;
                layer.check()?;
            }
        }
        Ok(self)
    }

    /// The same network with another meaning of its outputs.
    pub fn with_output(mut self, output: Output) -> Result<Self, NetworkError> {
        output.check(self.last_width())?;
        self.output = output;
        Ok(self)
    }

    /// The same network without its input scaling, and that scaling as `(value − center) / scale` with a scale above 0
    /// for each input, where it had one.
    #[must_use]
    pub fn without_scaling(mut self) -> (Self, Option<Vec<(f64, f64)>>) {
        let Some(Scaling { offset, factor }) = self.scaling.take() else {
            return (self, None);
        };
        // A factor of 0 or below moves its sign into the weights.
        if let Some(first) = self.layers.first_mut() {
            let columns = first.weights.columns();
            let values = first.weights.values().iter().enumerate().map(|(index, &weight)| {
                match factor[index / columns] {
                    factor if factor > 0.0 => weight,
                    factor if factor < 0.0 => -weight,
                    _ => 0.0,
                }
            });
            if let Some(weights) = Matrix::new(columns, values.collect()) {
                first.weights = weights;
            }
        }
        let scale = |factor: f64| if factor == 0.0 { 1.0 } else { 1.0 / factor.abs() };
        let pairs = offset.into_iter().zip(factor);
        let scaling = pairs.map(|(offset, factor)| (offset, scale(factor))).collect();
        (self, Some(scaling))
    }

    /// The same network with a score for each class where it had one for two: the first class's is 0, so that the
    /// softmax gives what the sigmoid gave.
    #[must_use]
    pub fn with_a_score_for_each_class(mut self) -> Self {
        if !matches!(self.output, Output::Classes { .. }) || self.last_width() != 1 {
            return self;
        }
        if let Some(last) = self.layers.last_mut() {
            let doubled = |values: &[f32]| values.iter().flat_map(|&value| [0.0, value]).collect::<Vec<_>>();
            if let Some(weights) = Matrix::new(2, doubled(last.weights.values())) {
                last.weights = weights;
                last.bias = doubled(&last.bias);
            }
        }
        self
    }

    fn last_width(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.weights.columns())
    }

    /// What the network says of each row of inputs.
    ///
    /// Sums run in `f64`, units are rounded to `f32`; so this stays within some 1e-6 of any other way to compute the
    /// network, and is what they are judged by.
    pub fn predict(&self, rows: &Matrix<f32>) -> Result<Predictions, NetworkError> {
        if rows.columns() != self.inputs() {
            return Err(NetworkError::Rows {
                takes: self.inputs(),
                found: rows.columns(),
            });
        }
        let outputs = (0..rows.rows()).flat_map(|row| self.outputs(rows.row(row)));
        Ok(match &self.output {
            Output::Number { mean, sd } => {
                Predictions::Numbers(outputs.map(|value| f64::from(value) * sd + mean).collect())
            }
            Output::Classes { count, .. } => {
                let scores: Vec<f64> = if self.last_width() == 1 {
                    outputs.flat_map(|score| [0.0, f64::from(score)]).collect()
                } else {
                    outputs.map(f64::from).collect()
                };
                let probabilities = scores.chunks_exact(*count).flat_map(softmax).collect();
                let matrix = Matrix::new(*count, probabilities);
                Predictions::Probabilities(matrix.ok_or(NetworkError::Output { outputs: *count })?)
            }
        })
    }

    fn outputs(&self, row: &[f32]) -> Vec<f32> {
        let mut units: Vec<f32> = match &self.scaling {
            Some(Scaling { offset, factor }) => row
                .iter()
                .zip(offset.iter().zip(factor))
                .map(|(&value, (offset, factor))| single((f64::from(value) - offset) * factor))
                .collect(),
            None => row.to_vec(),
        };
        for layer in &self.layers {
            units = layer.apply(&units);
        }
        units
    }
}

impl PlainLayer {
    fn check(&self) -> Result<(), NetworkError> {
        let width = self.weights.columns();
        within(Counted::Units, width, MAX_UNITS)?;
        of_length(NetworkPart::Bias, self.bias.len(), width)?;
        let finite = |values: &[f32]| values.iter().all(|value| value.is_finite());
        sound(NetworkPart::Weights, finite(self.weights.values()))?;
        sound(NetworkPart::Bias, finite(&self.bias))?;
        if let Some(Normalisation { gamma, beta, epsilon }) = &self.normalisation {
            of_length(NetworkPart::Normalisation, gamma.len(), width)?;
            of_length(NetworkPart::Normalisation, beta.len(), width)?;
            let epsilon_is_sound = epsilon.is_finite() && *epsilon >= 0.0;
            sound(
                NetworkPart::Normalisation,
                finite(gamma) && finite(beta) && epsilon_is_sound,
            )?;
        }
        match self.activation {
            Activation::LeakyRelu(factor) | Activation::Elu(factor) => {
                sound(NetworkPart::Activation, factor.is_finite())
            }
            _ => Ok(()),
        }
    }

    fn apply(&self, inputs: &[f32]) -> Vec<f32> {
        let mut sums: Vec<f64> = self.bias.iter().map(|&bias| f64::from(bias)).collect();
        for (row, &input) in inputs.iter().enumerate() {
            for (sum, &weight) in sums.iter_mut().zip(self.weights.row(row)) {
                *sum += f64::from(weight) * f64::from(input);
            }
        }
        if let Some(normalisation) = &self.normalisation {
            normalisation.apply(&mut sums);
        }
        sums.iter()
            .map(|&sum| single(self.activation.apply(sum)))
            .collect()
    }
}

impl Normalisation {
    fn apply(&self, units: &mut [f64]) {
        let count = units.len() as f64;
        let mean = units.iter().sum::<f64>() / count;
        let variance = units
            .iter()
            .map(|unit| (unit - mean) * (unit - mean))
            .sum::<f64>()
            / count;
        let deviation = (variance + self.epsilon).sqrt();
        for (unit, (&gamma, &beta)) in units.iter_mut().zip(self.gamma.iter().zip(&self.beta)) {
            // Without any variance, nor an epsilon, the units are all at their mean.
            let scaled = if deviation > 0.0 {
                (*unit - mean) / deviation
            } else {
                0.0
            };
            *unit = scaled * f64::from(gamma) + f64::from(beta);
        }
    }
}

impl Activation {
    /// The activation of one unit.
    #[must_use]
    pub fn apply(self, unit: f64) -> f64 {
        let below = |alpha: f64| {
            if unit > 0.0 {
                unit
            } else {
                alpha * libm::expm1(unit)
            }
        };
        match self {
            Self::Identity => unit,
            Self::Relu => unit.max(0.0),
            Self::Tanh => libm::tanh(unit),
            Self::Sigmoid => 1.0 / (1.0 + libm::exp(-unit)),
            Self::LeakyRelu(slope) => {
                if unit > 0.0 {
                    unit
                } else {
                    unit * f64::from(slope)
                }
            }
            Self::Elu(alpha) => below(f64::from(alpha)),
            Self::Selu => SELU_SCALE * below(SELU_ALPHA),
        }
    }

    /// The derivative of the activation at one unit.
    #[must_use]
    pub fn slope(self, unit: f64) -> f64 {
        let below = |alpha: f64| {
            if unit > 0.0 { 1.0 } else { alpha * libm::exp(unit) }
        };
        match self {
            Self::Identity => 1.0,
            Self::Relu => f64::from(u8::from(unit > 0.0)),
            Self::Tanh => {
                let output = libm::tanh(unit);
                1.0 - output * output
            }
            Self::Sigmoid => {
                let output = self.apply(unit);
                output * (1.0 - output)
            }
            Self::LeakyRelu(slope) => {
                if unit > 0.0 {
                    1.0
                } else {
                    f64::from(slope)
                }
            }
            Self::Elu(alpha) => below(f64::from(alpha)),
            Self::Selu => SELU_SCALE * below(SELU_ALPHA),
        }
    }
}

impl Output {
    fn check(&self, outputs: usize) -> Result<(), NetworkError> {
        match self {
            Self::Number { mean, sd } => {
                if outputs != 1 {
                    return Err(NetworkError::Output { outputs });
                }
                sound(
                    NetworkPart::Label,
                    mean.is_finite() && sd.is_finite() && *sd > 0.0,
                )
            }
            Self::Classes { count, names } => {
                let one_score_for_two = outputs == 1 && *count == 2;
                if *count < 2 || (*count != outputs && !one_score_for_two) {
                    return Err(NetworkError::Output { outputs });
                }
                let distinct = names.iter().collect::<std::collections::BTreeSet<_>>().len();
                if !names.is_empty() && (names.len() != *count || distinct != *count) {
                    return Err(NetworkError::ClassNames {
                        count: *count,
                        names: distinct,
                    });
                }
                Ok(())
            }
        }
    }
}

/// `eˣ / Σ eˣ`.
fn softmax(scores: &[f64]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| libm::exp(score - highest)).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// The number in single precision, kept finite.
#[expect(
    clippy::cast_possible_truncation,
    reason = "rounding is wanted, overflow is clamped"
)]
pub(super) fn single(number: f64) -> f32 {
    number.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32
}

/// That there are not too many of something.
pub(super) fn within(what: Counted, found: usize, max: usize) -> Result<(), NetworkError> {
    if found > max {
        return Err(NetworkError::TooMany { what, max });
    }
    Ok(())
}

fn of_length(part: NetworkPart, found: usize, expected: usize) -> Result<(), NetworkError> {
    if found != expected {
        return Err(NetworkError::Length {
            part,
            found,
            expected,
        });
    }
    Ok(())
}

fn sound(part: NetworkPart, sound: bool) -> Result<(), NetworkError> {
    if sound {
        Ok(())
    } else {
        Err(NetworkError::Value(part))
    }
}
