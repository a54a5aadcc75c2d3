//! A linear layer with what follows it, forwards and backwards.

use super::super::layers::{Dropout, single};
use super::adam::{Adam, Moments};
use super::lines::{View, add, dot, product, squares_around, sum};
use crate::files::Activation;

/// `activation(normalisation(inputs · weights + bias))`, and dropout.
#[derive(Debug, Clone)]
pub(super) struct Dense {
    inputs: usize,
    outputs: usize,
    /// Weights (`inputs × outputs`), bias, and where there is a normalisation its factors and offsets.
    pub(super) parameters: Vec<f32>,
    gradients: Vec<f32>,
    moments: Moments,
    /// Where each of the parameters ends.
    parts: Vec<usize>,
    /// What the normalisation adds to the variance, where there is one.
    epsilon: Option<f32>,
    activation: Activation,
    pass: Pass,
}

/// What the way forward leaves for the way back; `rows × outputs` unless it says otherwise.
#[derive(Debug, Clone, Default)]
struct Pass {
    rows: usize,
    /// Before the activation.
    units: Vec<f32>,
    /// Normalised, before factors and offsets.
    normalised: Vec<f32>,
    /// One over the deviation of each row.
    inverse: Vec<f32>,
    /// What dropout multiplies with; empty without.
    mask: Vec<f32>,
    outputs: Vec<f32>,
    /// Slopes of the loss, on the way back.
    slopes: Vec<f32>,
}

impl Dense {
    /// A layer with these parameters: weights, bias, and factors and offsets of a normalisation.
    pub(super) fn new(
        [inputs, outputs]: [usize; 2],
        parameters: Vec<f32>,
        epsilon: Option<f32>,
        activation: Activation,
    ) -> Self {
        let weights = inputs * outputs;
        let count = if epsilon.is_some() { 3 } else { 1 };
        Self {
            inputs,
            outputs,
            gradients: vec![0.0; parameters.len()],
            moments: Moments::new(parameters.len()),
            parts: (0..=count).map(|part| weights + part * outputs).collect(),
            parameters,
            epsilon,
            activation,
            pass: Pass::default(),
        }
    }

    /// The weights, the bias, and factors and offsets of a normalisation.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[f32]> {
        let begins = std::iter::once(0).chain(self.parts.iter().copied());
        begins
            .zip(&self.parts)
            .map(|(begin, &end)| &self.parameters[begin..end])
    }

    /// The outputs of the last rows.
    pub(super) fn outputs(&self) -> &[f32] {
        &self.pass.outputs
    }

    /// The outputs of the last rows, and the slopes by them, to be set before the way back.
    pub(super) fn outputs_and_slopes(&mut self) -> (&[f32], &mut [f32]) {
        (&self.pass.outputs, &mut self.pass.slopes)
    }

    /// The slopes by the outputs, to be set before the way back.
    pub(super) fn slopes(&mut self) -> &mut [f32] {
        &mut self.pass.slopes
    }

    /// Sends rows through the layer. `dropout` leaves some of its units out.
    pub(super) fn forward(&mut self, inputs: &[f32], dropout: Option<&mut Dropout>) {
        let width = self.outputs;
        let rows = inputs.len() / self.inputs;
        let pass = &mut self.pass;
        pass.rows = rows;
        for buffer in [&mut pass.units, &mut pass.outputs, &mut pass.slopes] {
            buffer.resize(rows * width, 0.0);
        }
        let weights = self.inputs * width;
        product(
            View::new(inputs, rows, self.inputs),
            View::new(&self.parameters[..weights], self.inputs, width),
            &mut pass.units,
        );
        let bias = &self.parameters[weights..weights + width];
        for row in pass.units.chunks_exact_mut(width) {
            add(row, bias);
        }
        if let Some(epsilon) = self.epsilon {
            let (gamma, beta) = self.parameters[weights + width..].split_at(width);
            pass.normalised.resize(rows * width, 0.0);
            pass.inverse.resize(rows, 0.0);
            let lines = pass.units.chunks_exact_mut(width);
            let lines = lines.zip(pass.normalised.chunks_exact_mut(width));
            for ((units, normalised), inverse) in lines.zip(&mut pass.inverse) {
                let count = width as f32;
                let mean = sum(units) / count;
                *inverse = 1.0 / (squares_around(mean, units) / count + epsilon).sqrt();
                for (normalised, &unit) in normalised.iter_mut().zip(&*units) {
                    *normalised = (unit - mean) * *inverse;
                }
                let parameters = gamma.iter().zip(beta);
                for ((unit, &normalised), (gamma, beta)) in units.iter_mut().zip(&*normalised).zip(parameters)
                {
                    *unit = normalised * gamma + beta;
                }
            }
        }
        activate(self.activation, &pass.units, &mut pass.outputs);
        pass.mask.clear();
        if let Some(dropout) = dropout {
            pass.mask.resize(rows * width, 0.0);
            dropout.fill(&mut pass.mask);
            for (output, mask) in pass.outputs.iter_mut().zip(&pass.mask) {
                *output *= mask;
            }
        }
    }

    /// From the slopes by the outputs to the gradients of the parameters, and, where somebody asks, the slopes by the
    /// inputs.
    pub(super) fn backward(&mut self, inputs: &[f32], slopes_by_inputs: Option<&mut [f32]>) {
        let width = self.outputs;
        let Pass {
            rows,
            units,
            normalised,
            inverse,
            mask,
            outputs: _,
            slopes,
        } = &mut self.pass;
        let rows = *rows;
        if !mask.is_empty() {
            for (slope, mask) in slopes.iter_mut().zip(mask) {
                *slope *= *mask;
            }
        }
        through_activation(self.activation, units, slopes);
        let weights = self.inputs * width;
        let (of_weights, rest) = self.gradients.split_at_mut(weights);
        let (of_bias, rest) = rest.split_at_mut(width);
        if self.epsilon.is_some() {
            let (of_gamma, of_beta) = rest.split_at_mut(width);
            let gamma = &self.parameters[weights + width..weights + 2 * width];
            of_gamma.fill(0.0);
            of_beta.fill(0.0);
            let lines = slopes.chunks_exact_mut(width).zip(normalised.chunks_exact(width));
            for ((slopes, normalised), &inverse) in lines.zip(&*inverse) {
                add(of_beta, slopes);
                for ((of_gamma, &slope), &normalised) in of_gamma.iter_mut().zip(&*slopes).zip(normalised) {
                    *of_gamma += slope * normalised;
                }
                for (slope, &gamma) in slopes.iter_mut().zip(gamma) {
                    *slope *= gamma;
                }
                let count = width as f32;
                let mean = sum(slopes) / count;
                let along = dot(slopes, normalised) / count;
                for (slope, &normalised) in slopes.iter_mut().zip(normalised) {
                    *slope = inverse * (*slope - mean - normalised * along);
                }
            }
        }
        of_bias.fill(0.0);
        for slopes in slopes.chunks_exact(width) {
            add(of_bias, slopes);
        }
        let by_outputs = View::new(slopes, rows, width);
        product(
            View::new(inputs, rows, self.inputs).transposed(),
            by_outputs,
            of_weights,
        );
        if let Some(by_inputs) = slopes_by_inputs {
            let weights = View::new(&self.parameters[..weights], self.inputs, width);
            product(by_outputs, weights.transposed(), by_inputs);
        }
    }

    /// Adds the gradient of `strength / 2` times the squared distance from these parameters.
    pub(super) fn pull_towards(&mut self, anchor: &[f32], strength: f32) {
        let values = self.parameters.iter().zip(anchor);
        for (gradient, (value, anchor)) in self.gradients.iter_mut().zip(values) {
            *gradient += strength * (value - anchor);
        }
    }

    /// Changes the parameters.
    pub(super) fn step(&mut self, adam: Adam, rate: f64) {
        adam.step(
            rate,
            &mut self.parameters,
            &self.gradients,
            &self.parts,
            &mut self.moments,
        );
    }

    #[cfg(test)]
    pub(super) fn gradients(&self) -> &[f32] {
        &self.gradients
    }
}

/// The activation of each unit.
fn activate(activation: Activation, units: &[f32], outputs: &mut [f32]) {
    match activation {
        Activation::Identity => outputs.copy_from_slice(units),
        Activation::Relu => {
            for (output, &unit) in outputs.iter_mut().zip(units) {
                // What is no number stays so, and is seen by the loss.
                *output = if unit < 0.0 { 0.0 } else { unit };
            }
        }
        other => {
            for (output, &unit) in outputs.iter_mut().zip(units) {
                *output = single(other.apply(f64::from(unit)));
            }
        }
    }
}

/// Slopes by the outputs become those by the units.
fn through_activation(activation: Activation, units: &[f32], slopes: &mut [f32]) {
    match activation {
        Activation::Identity => {}
        Activation::Relu => {
            for (slope, &unit) in slopes.iter_mut().zip(units) {
                *slope = if unit > 0.0 { *slope } else { 0.0 };
            }
        }
        other => {
            for (slope, &unit) in slopes.iter_mut().zip(units) {
                *slope *= single(other.slope(f64::from(unit)));
            }
        }
    }
}
