//! Layers out of the single steps that files hold.

use super::error::{Counted, FileError, LayersFault};
use super::network::{
    Activation, MAX_LAYERS, MAX_UNITS, MAX_WEIGHTS, Normalisation, PlainLayer, Scaling, single, within,
};
use crate::features::Matrix;

/// One step of a network as a file holds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// A linear layer; where its bias is a step of its own, this one's is 0.
    Linear {
        /// `inputs × outputs`.
        weights: Matrix<f32>,
        /// One number for each output.
        bias: Vec<f32>,
    },
    /// A factor and an addend for each unit.
    Affine(Affine),
    /// Layer normalisation.
    Normalise(Normalisation),
    /// An activation.
    Activate(Activation),
}

/// `x · scale + shift` for each unit; a single number stands for all units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Affine {
    pub(super) scale: Vec<f64>,
    pub(super) shift: Vec<f64>,
}

impl Affine {
    /// What batch normalisation does once its statistics are fixed. All parts have one number for each unit.
    pub(super) fn batch_normalisation(
        gamma: &[f32],
        beta: &[f32],
        mean: &[f32],
        variance: &[f32],
        epsilon: f64,
    ) -> Self {
        let scale: Vec<f64> = gamma
            .iter()
            .zip(variance)
            .map(|(&gamma, &variance)| f64::from(gamma) / (f64::from(variance) + epsilon).sqrt())
            .collect();
        let shift = beta.iter().zip(mean).zip(&scale);
        let shift = shift.map(|((&beta, &mean), scale)| f64::from(beta) - f64::from(mean) * scale);
        Self {
            shift: shift.collect(),
            scale,
        }
    }

    /// For so many units.
    fn spread(mut self, width: usize) -> Result<Self, FileError> {
        for numbers in [&mut self.scale, &mut self.shift] {
            if let [number] = numbers[..] {
                *numbers = vec![number; width];
            }
            if numbers.len() != width {
                return Err(LayersFault::PartWidth.into());
            }
            if !numbers.iter().all(|number| number.is_finite()) {
                return Err(LayersFault::ScalingNotFinite.into());
            }
        }
        Ok(self)
    }

    /// This one, then another of the same width.
    fn then(&self, next: &Self) -> Self {
        let each = |values: &[f64], addend: &dyn Fn(usize) -> f64| {
            let all = values.iter().zip(&next.scale).enumerate();
            all.map(|(unit, (value, scale))| value * scale + addend(unit))
                .collect()
        };
        Self {
            scale: each(&self.scale, &|_| 0.0),
            shift: each(&self.shift, &|unit| next.shift[unit]),
        }
    }
}

/// Gathers steps into layers.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    scaling: Option<Scaling>,
    layers: Vec<PlainLayer>,
    /// Weights of all layers so far.
    weights: usize,
    /// What follows an activation and is taken in by the next layer's weights.
    pending: Option<Affine>,
}

impl Assembly {
    /// Takes the next step.
    pub(super) fn push(&mut self, step: Step) -> Result<(), FileError> {
        match step {
            Step::Linear { weights, bias } => self.linear(weights, bias),
            Step::Affine(affine) => self.affine(affine),
            Step::Normalise(normalisation) => match self.open_layer() {
                Some(layer) if layer.normalisation.is_none() => {
                    let width = layer.weights.columns();
                    if normalisation.gamma.len() != width || normalisation.beta.len() != width {
                        return Err(LayersFault::PartWidth.into());
                    }
                    layer.normalisation = Some(normalisation);
                    Ok(())
                }
                _ => Err(LayersFault::NormalisationPlace.into()),
            },
            Step::Activate(activation) => match self.open_layer() {
                Some(layer) => {
                    layer.activation = activation;
                    Ok(())
                }
                None => Err(LayersFault::ActivationPlace.into()),
            },
        }
    }

    /// Outputs of the layers so far; nothing before the first one.
    pub(super) fn width(&self) -> Option<usize> {
        self.layers.last().map(|layer| layer.weights.columns())
    }

    /// The last layer's activation so far.
    pub(super) fn last_activation(&self) -> Option<Activation> {
        self.layers.last().map(|layer| layer.activation)
    }

    /// The input scaling and the layers.
    pub(super) fn finish(mut self) -> Result<(Option<Scaling>, Vec<PlainLayer>), FileError> {
        if self.pending.is_some() {
            return Err(LayersFault::ScaledOutputs.into());
        }
        if let (Some(scaling), Some(first)) = (&mut self.scaling, self.layers.first()) {
            for numbers in [&mut scaling.offset, &mut scaling.factor] {
                if let [number] = numbers[..] {
                    *numbers = vec![number; first.weights.rows()];
                }
            }
        }
        Ok((self.scaling, self.layers))
    }

    /// The last layer, where nothing has followed its linear part and normalisation.
    fn open_layer(&mut self) -> Option<&mut PlainLayer> {
        self.layers
            .last_mut()
            .filter(|layer| layer.activation == Activation::Identity)
    }

    fn linear(&mut self, mut weights: Matrix<f32>, mut bias: Vec<f32>) -> Result<(), FileError> {
        self.weights += weights.values().len();
        within(Counted::Layers, self.layers.len() + 1, MAX_LAYERS)?;
        within(Counted::Weights, self.weights, MAX_WEIGHTS)?;
        within(Counted::Units, weights.rows().max(weights.columns()), MAX_UNITS)?;
        if bias.len() != weights.columns() {
            return Err(LayersFault::PartWidth.into());
        }
        if let Some(affine) = self.pending.take() {
            let affine = affine.spread(weights.rows())?;
            let mut sums: Vec<f64> = bias.iter().map(|&bias| f64::from(bias)).collect();
            for (row, shift) in affine.shift.iter().enumerate() {
                for (sum, &weight) in sums.iter_mut().zip(weights.row(row)) {
                    *sum += shift * f64::from(weight);
                }
            }
            bias = sums.into_iter().map(single).collect();
            weights = scaled(&weights, |row, _| affine.scale[row]);
        }
        self.layers.push(PlainLayer {
            weights,
            bias,
            normalisation: None,
            activation: Activation::Identity,
        });
        Ok(())
    }

    fn affine(&mut self, affine: Affine) -> Result<(), FileError> {
        let Some(width) = self.width() else {
            return self.scale_inputs(affine);
        };
        let affine = affine.spread(width)?;
        let Some(layer) = self.open_layer() else {
            self.pending = Some(match self.pending.take() {
                Some(before) => before.then(&affine),
                None => affine,
            });
            return Ok(());
        };
        if let Some(Normalisation { gamma, beta, .. }) = &mut layer.normalisation {
            apply(gamma, &affine.scale, None);
            apply(beta, &affine.scale, Some(&affine.shift));
        } else {
            // A bias of its own is the most frequent case, and leaves the weights as they are.
            let is_one = |scale: &f64| scale.to_bits() == 1.0_f64.to_bits();
            if !affine.scale.iter().all(is_one) {
                layer.weights = scaled(&layer.weights, |_, column| affine.scale[column]);
            }
            apply(&mut layer.bias, &affine.scale, Some(&affine.shift));
        }
        Ok(())
    }

    /// `(x − offset) · factor`, then `scale` and `shift`: `(x − (offset − shift / (factor · scale))) · factor · scale`.
    fn scale_inputs(&mut self, affine: Affine) -> Result<(), FileError> {
        let before = self.scaling.take().unwrap_or(Scaling {
            offset: vec![0.0],
            factor: vec![1.0],
        });
        let numbers = [&before.offset, &before.factor, &affine.scale, &affine.shift];
        let width = numbers.iter().map(|numbers| numbers.len()).max().unwrap_or(1);
        let affine = affine.spread(width)?;
        let before = Affine {
            scale: before.factor,
            shift: before.offset,
        }
        .spread(width)?;
        let all = before
            .scale
            .iter()
            .zip(&before.shift)
            .zip(affine.scale.iter().zip(&affine.shift));
        let (mut offset, mut factor) = (Vec::with_capacity(width), Vec::with_capacity(width));
        for ((old_factor, old_offset), (scale, shift)) in all {
            let product = old_factor * scale;
            if product == 0.0 {
                return Err(LayersFault::ZeroFactor.into());
            }
            factor.push(product);
            offset.push(old_offset - shift / product);
        }
        self.scaling = Some(Scaling { offset, factor });
        Ok(())
    }
}

fn scaled(weights: &Matrix<f32>, factor: impl Fn(usize, usize) -> f64) -> Matrix<f32> {
    let columns = weights.columns();
    let values = weights
        .values()
        .iter()
        .enumerate()
        .map(|(index, &weight)| single(f64::from(weight) * factor(index / columns, index % columns)))
        .collect();
    Matrix::new(columns, values).unwrap_or_else(|| weights.clone())
}

fn apply(numbers: &mut [f32], scale: &[f64], shift: Option<&[f64]>) {
    for (unit, number) in numbers.iter_mut().enumerate() {
        *number = single(f64::from(*number) * scale[unit] + shift.map_or(0.0, |shift| shift[unit]));
    }
}
