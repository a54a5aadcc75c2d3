//! Layers out of the names and shapes of a `PyTorch` `state_dict`.
//!
//! A `state_dict` holds weights and nothing else: neither the activations nor the order in which the layers run, and
//! normalisations of several kinds look the same. What names and shapes tell is used; what they leave open is asked or
//! refused.

use std::collections::HashSet;

use super::assembly::{Affine, Assembly, Step};
use super::error::{Counted, FileError, LayerShape, LayersFault, NetworkError, shortened};
use super::names;
use super::network::{Activation, MAX_LAYERS, Normalisation, PlainLayer, Scaling};
use super::reading::{Part, Reading, readings};
use super::sequence::{MAX_SEQUENCES, sequences};
use super::tensor::{Tensor, transposed};
use crate::features::Matrix;

/// `PyTorch`'s default for both normalisations; the file does not hold it.
const EPSILON: f64 = 1e-5;

/// Most layers, and most sizes of a tensor, that a complaint names.
const MAX_SHOWN_LAYERS: usize = 8;
const MAX_SHOWN_SIZES: usize = 6;

/// The tensors of a file.
#[derive(Debug, Default)]
pub(super) struct StateDict {
    /// The tensors with their names.
    pub(super) tensors: Vec<(String, Tensor)>,
    /// Modules that the file says to be batch normalisations. Where it says nothing, this is empty.
    pub(super) batch_normalisations: HashSet<String>,
}

/// What a `state_dict` is read as.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) scaling: Option<Scaling>,
    /// The layers, with `ReLU` where an activation may stand.
    pub(super) layers: Vec<PlainLayer>,
    /// All readings that fit.
    pub(super) readings: Vec<Reading>,
    /// What is taken for layer normalisations, and may be another one that looks the same.
    pub(super) layer_normalisations: Vec<String>,
}

/// The parameters of one module.
#[derive(Debug, Default)]
struct Module {
    name: String,
    weight: Option<Tensor>,
    bias: Option<Vec<f32>>,
    mean: Option<Vec<f32>>,
    variance: Option<Vec<f32>>,
}

#[derive(Debug)]
struct Linear {
    name: String,
    weights: Matrix<f32>,
    bias: Vec<f32>,
}

#[derive(Debug)]
struct Norm {
    name: String,
    width: usize,
    step: Step,
}

/// The layers of a `state_dict` by its only reading, by the `chosen` one of several, or by the first that Kindred can
/// use.
pub(super) fn layers(state_dict: StateDict, chosen: Option<usize>) -> Result<Found, FileError> {
    let (linears, norms) = sorted_out(state_dict)?;
    let readings = all_readings(&linears, &norms)?;
    let layer_norms = norms
        .iter()
        .filter(|norm| matches!(norm.step, Step::Normalise(_)));
    let layer_normalisations: Vec<String> = layer_norms.map(|norm| norm.name.clone()).collect();
    let reading = chosen.and_then(|chosen| readings.get(chosen));
    let reading = reading.or_else(|| {
        readings
            .iter()
            .find(|reading| is_readable(reading, &layer_normalisations))
    });
    let Some(Reading(parts)) = reading.or(readings.first()) else {
        return Err(LayersFault::NoLinearLayer.into());
    };
    let mut steps: Vec<(String, Step)> = norms.into_iter().map(|norm| (norm.name, norm.step)).collect();
    steps.extend(
        linears
            .into_iter()
            .map(|Linear { name, weights, bias }| (name, Step::Linear { weights, bias })),
    );
    let mut assembly = Assembly::default();
    for part in parts {
        let step = match part {
            Part::Activation => Step::Activate(Activation::Relu),
            Part::Linear(name) | Part::Normalisation(name) => {
                let place = steps.iter().position(|(known, _)| known == name);
                let place = place.ok_or(LayersFault::NoLinearLayer)?;
                steps.swap_remove(place).1
            }
        };
        assembly.push(step)?;
    }
    let (scaling, layers) = assembly.finish()?;
    Ok(Found {
        scaling,
        layers,
        readings: readings.into_iter().map(Reading::shortened).collect(),
        layer_normalisations: layer_normalisations.iter().map(|name| shortened(name)).collect(),
    })
}

/// Whether each layer normalisation directly follows a linear layer, where Kindred can compute it.
fn is_readable(Reading(parts): &Reading, layer_normalisations: &[String]) -> bool {
    let is_layer_norm = |part: &Part| match part {
        Part::Normalisation(name) => layer_normalisations.contains(name),
        _ => false,
    };
    !parts.first().is_some_and(is_layer_norm)
        && parts
            .windows(2)
            .all(|pair| !is_layer_norm(&pair[1]) || matches!(pair[0], Part::Linear(_)))
}

/// All readings that the names and shapes allow.
fn all_readings(linears: &[Linear], norms: &[Norm]) -> Result<Vec<Reading>, FileError> {
    if linears.is_empty() {
        return Err(LayersFault::NoLinearLayer.into());
    }
    let mut modules: Vec<names::Module<'_>> = linears
        .iter()
        .map(|linear| names::Module {
            name: &linear.name,
            takes: linear.weights.rows(),
            gives: linear.weights.columns(),
            is_norm: false,
        })
        .collect();
    modules.extend(norms.iter().map(|norm| names::Module {
        name: &norm.name,
        takes: norm.width,
        gives: norm.width,
        is_norm: true,
    }));
    let found = sequences(&modules);
    if (1..=MAX_SEQUENCES).contains(&found.len()) {
        return Ok(found
            .iter()
            .flat_map(|sequence| readings(&modules, sequence))
            .collect());
    }
    if let Some(norm) = norms.first()
        && (1..=MAX_SEQUENCES).contains(&sequences(&modules[..linears.len()]).len())
    {
        return Err(LayersFault::NormalisationLayer(shortened(&norm.name)).into());
    }
    let layers = linears
        .iter()
        .take(MAX_SHOWN_LAYERS)
        .map(|Linear { name, weights, .. }| LayerShape {
            name: shortened(name),
            takes: weights.rows(),
            gives: weights.columns(),
        });
    Err(LayersFault::Order {
        layers: layers.collect(),
    }
    .into())
}

/// The tensors by module, and what each module is.
fn sorted_out(state_dict: StateDict) -> Result<(Vec<Linear>, Vec<Norm>), FileError> {
    let StateDict {
        tensors,
        batch_normalisations,
    } = state_dict;
    let mut modules: Vec<Module> = Vec::new();
    for (path, tensor) in tensors {
        let (name, part) = path.rsplit_once('.').unwrap_or(("", &path));
        let place = modules.iter().position(|module| module.name == name);
        let place = place.unwrap_or_else(|| {
            modules.push(Module {
                name: name.to_owned(),
                ..Module::default()
            });
            modules.len() - 1
        });
        // A scale and a shift for each unit at most, so that more modules than this make no network.
        if modules.len() > 2 * MAX_LAYERS + 1 {
            let what = Counted::Layers;
            return Err(NetworkError::TooMany {
                what,
                max: MAX_LAYERS,
            }
            .into());
        }
        let module = &mut modules[place];
        let vector = match part {
            "weight" => {
                module.weight = Some(tensor);
                continue;
            }
            "bias" => &mut module.bias,
            "running_mean" => &mut module.mean,
            "running_var" => &mut module.variance,
            _ => return unusual(&path, &tensor.shape),
        };
        if tensor.shape.len() != 1 {
            return unusual(&path, &tensor.shape);
        }
        *vector = Some(tensor.values);
    }
    let (mut linears, mut norms) = (Vec::new(), Vec::new());
    for module in modules {
        match module.weight.as_ref().map(|weight| weight.shape.len()) {
            Some(2) if module.mean.is_none() && module.variance.is_none() => linears.push(module.linear()?),
            Some(1) | None => {
                let is_batch = batch_normalisations.contains(&module.name);
                norms.push(module.norm(is_batch)?);
            }
            _ => {
                let shape = module.weight.map(|weight| weight.shape).unwrap_or_default();
                return unusual(&format!("{}.weight", module.name), &shape);
            }
        }
    }
    Ok((linears, norms))
}

impl Module {
    fn linear(self) -> Result<Linear, FileError> {
        // PyTorch stores `outputs × inputs`.
        let weights = self
            .weight
            .as_ref()
            .and_then(Tensor::matrix)
            .as_ref()
            .and_then(transposed);
        let weights = weights.ok_or_else(|| LayersFault::EmptyLayer(shortened(&self.name)))?;
        Ok(Linear {
            bias: self.bias.unwrap_or_else(|| vec![0.0; weights.columns()]),
            name: self.name,
            weights,
        })
    }

    fn norm(self, is_batch: bool) -> Result<Norm, FileError> {
        let weight = self.weight.map(|weight| weight.values);
        let widths =
            [&weight, &self.bias, &self.mean, &self.variance].map(|part| part.as_ref().map(Vec::len));
        let width = widths.into_iter().flatten().max().unwrap_or(0);
        let is_whole = widths.into_iter().flatten().all(|length| length == width);
        let or = |part: Option<Vec<f32>>, number: f32| part.unwrap_or_else(|| vec![number; width]);
        let step = match (self.mean, self.variance) {
            (Some(mean), Some(variance)) if is_whole => {
                let affine = Affine::batch_normalisation(
                    &or(weight, 1.0),
                    &or(self.bias, 0.0),
                    &mean,
                    &variance,
                    EPSILON,
                );
                Step::Affine(affine)
            }
            (None, None) if is_batch => return Err(LayersFault::NoStatistics(shortened(&self.name)).into()),
            (None, None) if is_whole && weight.is_some() && self.bias.is_some() => {
                Step::Normalise(Normalisation {
                    gamma: or(weight, 1.0),
                    beta: or(self.bias, 0.0),
                    epsilon: EPSILON,
                })
            }
            (None, None) if weight.is_some() && self.bias.is_none() => {
                return Err(LayersFault::WeightAlone(shortened(&self.name)).into());
            }
            _ => return Err(LayersFault::OtherModule(shortened(&self.name)).into()),
        };
        Ok(Norm {
            name: self.name,
            width,
            step,
        })
    }
}

fn unusual<T>(name: &str, shape: &[usize]) -> Result<T, FileError> {
    let fault = LayersFault::OtherTensor {
        tensor: shortened(name),
        shape: shape.iter().copied().take(MAX_SHOWN_SIZES).collect(),
    };
    Err(fault.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor(shape: &[usize]) -> Tensor {
        let count = shape.iter().product();
        Tensor {
            shape: shape.to_vec(),
            values: (0_u8..).map(f32::from).take(count).collect(),
        }
    }

    fn named(parts: &[(&str, &[usize])]) -> StateDict {
        let tensors = parts
            .iter()
            .map(|(name, shape)| ((*name).to_owned(), tensor(shape)));
        StateDict {
            tensors: tensors.collect(),
            ..StateDict::default()
        }
    }

    fn found(parts: &[(&str, &[usize])]) -> Result<Found, FileError> {
        layers(named(parts), None)
    }

    fn widths(parts: &[(&str, &[usize])]) -> Vec<(usize, usize, Activation)> {
        let layers = found(parts).unwrap().layers;
        let widths = layers
            .iter()
            .map(|layer| (layer.weights.rows(), layer.weights.columns(), layer.activation));
        widths.collect()
    }

    #[test]
    fn weights_are_transposed() {
        let layers = found(&[("0.weight", &[2, 3])]).unwrap().layers;
        assert_eq!(layers[0].weights.values(), [0.0, 3.0, 1.0, 4.0, 2.0, 5.0]);
        assert_eq!(layers[0].bias, [0.0, 0.0]);
    }

    #[test]
    fn layers_come_in_the_order_of_their_numbers() {
        let layers = widths(&[
            ("m.10.weight", &[2, 4]),
            ("m.2.weight", &[4, 4]),
            ("m.0.weight", &[4, 3]),
        ]);
        // Between 0 and 2 lies an activation.
        let expected = [
            (3, 4, Activation::Relu),
            (4, 4, Activation::Relu),
            (4, 2, Activation::Identity),
        ];
        assert_eq!(layers, expected);
        let layers = widths(&[("0.weight", &[4, 3]), ("1.weight", &[2, 4])]);
        assert_eq!(layers[0].2, Activation::Identity);
    }

    #[test]
    fn a_reading_among_several_is_chosen() {
        let parts: [(&str, &[usize]); 3] = [
            ("body.weight", &[4, 4]),
            ("entry.weight", &[4, 4]),
            ("head.weight", &[1, 4]),
        ];
        let entry_first = |mut found: Found| {
            let first = found.layers.remove(0);
            // Made different below.
            first.bias[0] > 0.0
        };
        for (chosen, expected) in [(Some(0), false), (Some(1), true), (None, false), (Some(9), false)] {
            let mut state_dict = named(&parts);
            state_dict.tensors.push(("entry.bias".to_owned(), tensor(&[4])));
            state_dict.tensors[3].1.values[0] = 1.0;
            let found = layers(state_dict, chosen).unwrap();
            assert_eq!(found.readings.len(), 2);
            assert_eq!(entry_first(found), expected, "{chosen:?}");
        }
        let error = found(&[("a.weight", &[4, 3]), ("z.weight", &[4, 3])]).unwrap_err();
        assert!(
            matches!(&error, FileError::Layers(LayersFault::Order { layers }) if layers.len() == 2),
            "{error}"
        );
    }

    #[test]
    fn normalisations_find_their_layers() {
        let norm = |kind: &[&'static str]| -> Vec<(String, Vec<usize>)> {
            kind.iter()
                .map(|part| (format!("norm1.{part}"), vec![4]))
                .collect()
        };
        let opened = |kind: &[&'static str], chosen| {
            let norm = norm(kind);
            let mut parts: Vec<(&str, &[usize])> =
                norm.iter().map(|(name, shape)| (&name[..], &shape[..])).collect();
            parts.extend([("fc1.weight", [4, 3].as_slice()), ("fc2.weight", &[1, 4])]);
            layers(named(&parts), chosen)
        };
        let made = opened(&["weight", "bias"], None).unwrap();
        assert!(made.layers[0].normalisation.is_some() && made.layers[1].normalisation.is_none());
        assert_eq!(
            (made.readings.len(), made.layer_normalisations),
            (2, vec!["norm1".to_owned()])
        );
        // Behind the activation, Kindred cannot compute it.
        let behind = opened(&["weight", "bias"], Some(1)).unwrap_err();
        assert_eq!(behind, LayersFault::NormalisationPlace.into());

        let batch = ["weight", "bias", "running_mean", "running_var"];
        let [before, behind] = [0, 1].map(|chosen| opened(&batch, Some(chosen)).unwrap());
        assert!(before.layer_normalisations.is_empty());
        assert_ne!(before.layers[0].weights, behind.layers[0].weights);
        assert_ne!(before.layers[1].weights, behind.layers[1].weights);

        let error = found(&[("a1.weight", &[4, 3]), ("n3.weight", &[5]), ("n3.bias", &[5])]).unwrap_err();
        assert_eq!(error, LayersFault::NormalisationLayer("n3".to_owned()).into());
    }

    #[test]
    fn what_may_be_another_module_is_refused() {
        for width in [1, 4] {
            let error = found(&[
                ("0.weight", &[4, 3]),
                ("1.weight", &[width]),
                ("2.weight", &[1, 4]),
            ])
            .unwrap_err();
            assert_eq!(error, LayersFault::WeightAlone("1".to_owned()).into());
        }
        let mut state_dict = named(&[("0.weight", &[4, 3]), ("1.weight", &[4]), ("1.bias", &[4])]);
        state_dict.batch_normalisations.insert("1".to_owned());
        let error = layers(state_dict, None).unwrap_err();
        assert_eq!(error, LayersFault::NoStatistics("1".to_owned()).into());
    }

    #[test]
    fn other_modules_are_named() {
        for (name, shape) in [
            ("conv.weight", [4, 3, 3, 3].as_slice()),
            ("lstm.weight_ih_l0", &[4, 3]),
        ] {
            let error = found(&[(name, shape)]).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}
