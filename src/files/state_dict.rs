//! Layers out of the names and shapes of a `PyTorch` `state_dict`.
//!
//! A `state_dict` holds weights and nothing else: neither the activations nor, in safetensors, the order of the layers.
//! What the names tell is used; what they leave open is refused or asked.

use super::assembly::{Affine, Assembly, Step};
use super::error::{Counted, FileError, LayerShape, LayersFault, NetworkError, shortened};
use super::network::{Activation, MAX_LAYERS, Normalisation, PlainLayer, Scaling};
use super::tensor::{Tensor, transposed};
use crate::features::Matrix;

/// `PyTorch`'s default for both normalisations; the file does not hold it.
const EPSILON: f64 = 1e-5;

/// Steps after which the search for the order of layers is given up.
const MAX_SEARCH_STEPS: usize = 10_000;

/// Most layers, and most sizes of a tensor, that a complaint names.
const MAX_SHOWN_LAYERS: usize = 8;
const MAX_SHOWN_SIZES: usize = 6;

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

/// Where a normalisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    BeforeActivation(usize),
    AfterActivation(usize),
}

/// The layers of a `state_dict`, with `ReLU` where an activation may stand. `ordered` says that the tensors come in
/// the order in which the layers were made.
pub(super) fn layers(
    tensors: Vec<(String, Tensor)>,
    ordered: bool,
) -> Result<(Option<Scaling>, Vec<PlainLayer>), FileError> {
    let (mut linears, norms) = sorted_out(tensors)?;
    if !ordered {
        linears.sort_by(|a, b| by_name(&a.name, &b.name));
    }
    let linears = chained(linears)?;
    let mut places = Vec::new();
    for norm in &norms {
        let place = place(norm, &linears).filter(|place| !places.contains(place));
        places.push(place.ok_or_else(|| LayersFault::NormalisationLayer(shortened(&norm.name)))?);
    }
    let mut assembly = Assembly::default();
    let normalise = |assembly: &mut Assembly, wanted: Place| -> Result<Option<&str>, FileError> {
        let Some(index) = places.iter().position(|&place| place == wanted) else {
            return Ok(None);
        };
        assembly.push(norms[index].step.clone())?;
        Ok(Some(norms[index].name.as_str()))
    };
    normalise(&mut assembly, Place::First)?;
    let names: Vec<String> = linears.iter().map(|linear| linear.name.clone()).collect();
    for (index, Linear { name, weights, bias }) in linears.into_iter().enumerate() {
        assembly.push(Step::Linear { weights, bias })?;
        let before = normalise(&mut assembly, Place::BeforeActivation(index))?;
        if let Some(next) = names.get(index + 1) {
            // In a sequence, a module that has no weights leaves a gap in the numbers.
            if !follows(next, before.unwrap_or(&name)) {
                assembly.push(Step::Activate(Activation::Relu))?;
            }
            normalise(&mut assembly, Place::AfterActivation(index))?;
        }
    }
    assembly.finish()
}

/// The tensors by module, and what each module is.
fn sorted_out(tensors: Vec<(String, Tensor)>) -> Result<(Vec<Linear>, Vec<Norm>), FileError> {
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
            Some(1) | None => norms.push(module.norm()?),
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

    fn norm(self) -> Result<Norm, FileError> {
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
            (None, None) if is_whole && weight.is_some() => Step::Normalise(Normalisation {
                gamma: or(weight, 1.0),
                beta: or(self.bias, 0.0),
                epsilon: EPSILON,
            }),
            _ => return Err(LayersFault::OtherModule(shortened(&self.name)).into()),
        };
        Ok(Norm {
            name: self.name,
            width,
            step,
        })
    }
}

/// The layers in an order in which each takes what the one before gives: the given one, or the only one there is.
fn chained(linears: Vec<Linear>) -> Result<Vec<Linear>, FileError> {
    let sizes: Vec<[usize; 2]> = linears
        .iter()
        .map(|linear| [linear.weights.rows(), linear.weights.columns()])
        .collect();
    if linears.is_empty() {
        return Err(LayersFault::NoLinearLayer.into());
    }
    if sizes.windows(2).all(|pair| pair[0][1] == pair[1][0]) {
        return Ok(linears);
    }
    let stems = linears.iter().map(|linear| {
        linear
            .name
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
    });
    let mut search = Search {
        stems: stems.collect(),
        sizes: &sizes,
        found: Vec::new(),
        steps: MAX_SEARCH_STEPS,
    };
    search.from(&mut Vec::new());
    let [order] = &search.found[..] else {
        let shown = linears
            .iter()
            .take(MAX_SHOWN_LAYERS)
            .map(|Linear { name, weights, .. }| LayerShape {
                name: shortened(name),
                takes: weights.rows(),
                gives: weights.columns(),
            });
        let layers = shown.collect();
        return Err(LayersFault::Order { layers }.into());
    };
    let mut linears: Vec<Option<Linear>> = linears.into_iter().map(Some).collect();
    Ok(order.iter().filter_map(|&index| linears[index].take()).collect())
}

/// A search for orders of layers, of which two are as many as matter.
struct Search<'l> {
    /// Names without the number at their end: layers of one stem stay in their order.
    stems: Vec<&'l str>,
    /// What each layer takes and gives.
    sizes: &'l [[usize; 2]],
    found: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn from(&mut self, order: &mut Vec<usize>) {
        if order.len() == self.sizes.len() {
            self.found.push(order.clone());
        }
        for next in 0..self.sizes.len() {
            let fits = order
                .last()
                .is_none_or(|&last| self.sizes[last][1] == self.sizes[next][0]);
            let waits =
                (0..next).any(|other| self.stems[other] == self.stems[next] && !order.contains(&other));
            if !fits || waits || order.contains(&next) || self.found.len() > 1 {
                continue;
            }
            if self.steps == 0 {
                // Given up: as good as more than one.
                self.found.resize(2, Vec::new());
                return;
            }
            self.steps -= 1;
            order.push(next);
            self.from(order);
            order.pop();
        }
    }
}

/// Where a normalisation stands among the layers, if its name tells.
fn place(norm: &Norm, linears: &[Linear]) -> Option<Place> {
    let (parent, leaf) = split(&norm.name);
    let fitting = |difference: i64| {
        let mut fitting = linears.iter().enumerate().filter(|(_, linear)| {
            let (its_parent, its_leaf) = split(&linear.name);
            parent == its_parent
                && linear.weights.columns() == norm.width
                && match (leaf.parse::<i64>(), its_leaf.parse::<i64>()) {
                    (Ok(number), Ok(its_number)) => number.checked_sub(difference) == Some(its_number),
                    (Err(_), Err(_)) => difference == 1 && trailing_digits(leaf) == trailing_digits(its_leaf),
                    _ => false,
                }
        });
        fitting
            .next()
            .filter(|_| fitting.next().is_none())
            .map(|(index, _)| index)
    };
    if let Some(index) = fitting(1) {
        return Some(Place::BeforeActivation(index));
    }
    if let (Some(index), Step::Affine(_)) = (fitting(2), &norm.step) {
        return Some(Place::AfterActivation(index));
    }
    let first = linears.first()?;
    let comes_first = leaf == "0" && split(&first.name).0 == parent && norm.width == first.weights.rows();
    (comes_first && matches!(norm.step, Step::Affine(_))).then_some(Place::First)
}

/// Whether one module directly follows another in a sequence.
fn follows(name: &str, before: &str) -> bool {
    let ((parent, leaf), (its_parent, its_leaf)) = (split(name), split(before));
    match (leaf.parse::<u32>(), its_leaf.parse::<u32>()) {
        (Ok(number), Ok(its_number)) => parent == its_parent && its_number.checked_add(1) == Some(number),
        _ => false,
    }
}

fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

fn trailing_digits(name: &str) -> &str {
    let start = name
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .len();
    &name[start..]
}

/// By name, numbers in it by their value.
fn by_name(a: &str, b: &str) -> std::cmp::Ordering {
    let parts = |name: &str| -> Vec<(String, u64)> {
        name.split('.')
            .map(|part| {
                let digits = trailing_digits(part);
                let stem = part.strip_suffix(digits).unwrap_or(part);
                (stem.to_owned(), digits.parse().unwrap_or(0))
            })
            .collect()
    };
    parts(a).cmp(&parts(b))
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

    fn named(parts: &[(&str, &[usize])]) -> Vec<(String, Tensor)> {
        parts
            .iter()
            .map(|(name, shape)| ((*name).to_owned(), tensor(shape)))
            .collect()
    }

    fn widths(parts: &[(&str, &[usize])]) -> Result<Vec<(usize, usize, Activation)>, FileError> {
        let (_, layers) = layers(named(parts), false)?;
        Ok(layers
            .iter()
            .map(|layer| (layer.weights.rows(), layer.weights.columns(), layer.activation))
            .collect())
    }

    #[test]
    fn weights_are_transposed() {
        let (_, layers) = layers(named(&[("0.weight", &[2, 3])]), false).unwrap();
        assert_eq!(layers[0].weights.values(), [0.0, 3.0, 1.0, 4.0, 2.0, 5.0]);
        assert_eq!(layers[0].bias, [0.0, 0.0]);
    }

    #[test]
    fn layers_come_in_the_order_of_their_numbers() {
        let found = widths(&[
            ("m.10.weight", &[2, 4]),
            ("m.2.weight", &[4, 4]),
            ("m.0.weight", &[4, 3]),
        ]);
        // Between 0 and 2 lies an activation.
        let expected = vec![
            (3, 4, Activation::Relu),
            (4, 4, Activation::Relu),
            (4, 2, Activation::Identity),
        ];
        assert_eq!(found.unwrap(), expected);
        let found = widths(&[("0.weight", &[4, 3]), ("1.weight", &[2, 4])]);
        assert_eq!(found.unwrap()[0].2, Activation::Identity);
    }

    #[test]
    fn layers_come_in_the_only_order_that_fits() {
        let found = widths(&[
            ("hidden.weight", &[8, 8]),
            ("input.weight", &[8, 4]),
            ("output.weight", &[2, 8]),
        ]);
        let found = found.unwrap().iter().map(|layer| layer.0).collect::<Vec<_>>();
        assert_eq!(found, [4, 8, 8]);
        let found = widths(&[
            ("head.weight", &[2, 8]),
            ("trunk.0.weight", &[8, 3]),
            ("trunk.2.weight", &[8, 8]),
            ("trunk.4.weight", &[8, 8]),
        ]);
        assert_eq!(found.unwrap().len(), 4);
        let error = widths(&[
            ("a.weight", &[4, 4]),
            ("b.weight", &[4, 4]),
            ("z.weight", &[4, 3]),
        ])
        .unwrap_err();
        assert!(
            matches!(&error, FileError::Layers(LayersFault::Order { layers }) if layers.len() == 3),
            "{error}"
        );
    }

    #[test]
    fn normalisations_find_their_layers() {
        let (_, made) = layers(
            named(&[
                ("norm1.weight", &[4]),
                ("norm1.bias", &[4]),
                ("fc1.weight", &[4, 3]),
                ("fc2.weight", &[1, 4]),
            ]),
            false,
        )
        .unwrap();
        assert!(made[0].normalisation.is_some() && made[1].normalisation.is_none());
        let error = layers(named(&[("a1.weight", &[4, 3]), ("n3.weight", &[4])]), false).unwrap_err();
        assert_eq!(error, LayersFault::NormalisationLayer("n3".to_owned()).into());
    }

    #[test]
    fn other_modules_are_named() {
        for (name, shape) in [
            ("conv.weight", [4, 3, 3, 3].as_slice()),
            ("lstm.weight_ih_l0", &[4, 3]),
        ] {
            let error = layers(named(&[(name, shape)]), false).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}
