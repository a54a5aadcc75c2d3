//! Kindred's own network file: the weights as safetensors, and in its metadata everything that it takes to use them on
//! another table.

use std::collections::HashMap;

use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};

use super::error::FileError;
use super::network::{Activation, Normalisation, Output, PlainLayer, PlainNetwork};
use crate::features::{Matrix, PortableEncoding};

/// The version that is written.
const VERSION: u64 = 1;

/// Bytes of the largest file that is opened: twenty million weights with room to spare.
pub const MOST_BYTES: usize = 100_000_000;

/// Bytes of the longest header: names of columns and categories.
const MOST_HEADER: usize = 8_000_000;

/// Most metrics.
const MOST_METRICS: usize = 100;

/// A network with all it takes to use it on another table.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// The network; its inputs are what the encoding gives.
    pub network: PlainNetwork,
    /// How columns become inputs.
    pub encoding: PortableEncoding,
    /// The label's name.
    pub label: String,
    /// The weight that each class had in training; empty where there are none.
    pub class_weights: Vec<f32>,
    /// The settings of its training, as they were asked for.
    pub training: serde_json::Value,
    /// How good it was on held-out target rows: name and value.
    pub metrics: Vec<(String, f64)>,
}

/// What the metadata says of a layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct LayerWords {
    activation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parameter: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    epsilon: Option<f64>,
}

/// What the metadata says of the outputs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum TaskWords {
    Regression { mean: f64, sd: f64 },
    Classification { classes: Vec<String> },
}

impl Bundle {
    /// The bytes of the file.
    pub fn write(&self) -> Result<Vec<u8>, FileError> {
        let mut tensors: Vec<(String, Vec<usize>, Vec<u8>)> = Vec::new();
        let mut layers = Vec::new();
        for (index, layer) in self.network.layers().iter().enumerate() {
            let (rows, columns) = (layer.weights.rows(), layer.weights.columns());
            let mut add = |name: &str, shape: Vec<usize>, values: &[f32]| {
                tensors.push((format!("layers.{index}.{name}"), shape, to_bytes(values)));
            };
            add("weight", vec![rows, columns], layer.weights.values());
            add("bias", vec![columns], &layer.bias);
            if let Some(Normalisation { gamma, beta, .. }) = &layer.normalisation {
                add("gamma", vec![columns], gamma);
                add("beta", vec![columns], beta);
            }
            let (activation, parameter) = words_of(layer.activation);
            layers.push(LayerWords {
                activation: activation.to_owned(),
                parameter,
                epsilon: layer
                    .normalisation
                    .as_ref()
                    .map(|normalisation| normalisation.epsilon),
            });
        }
        let task = match self.network.output() {
            &Output::Number { mean, sd } => TaskWords::Regression { mean, sd },
            Output::Classes { names, .. } => TaskWords::Classification {
                classes: names.clone(),
            },
        };
        let metadata = [
            ("format".to_owned(), "kindred".to_owned()),
            ("kindred.version".to_owned(), VERSION.to_string()),
            ("kindred.layers".to_owned(), json(&layers)?),
            ("kindred.task".to_owned(), json(&task)?),
            ("kindred.preprocessing".to_owned(), json(&self.encoding)?),
            ("kindred.label".to_owned(), json(&self.label)?),
            ("kindred.class_weights".to_owned(), json(&self.class_weights)?),
            ("kindred.training".to_owned(), json(&self.training)?),
            ("kindred.metrics".to_owned(), json(&self.metrics)?),
        ];
        let views = tensors
            .iter()
            .map(|(name, shape, bytes)| {
                let view = TensorView::new(Dtype::F32, shape.clone(), bytes).map_err(damaged)?;
                Ok((name.as_str(), view))
            })
            .collect::<Result<Vec<_>, FileError>>()?;
        // By name, so that the same network always has the same bytes; the metadata is put in order below.
        let bytes = safetensors::serialize(views, Some(metadata.into_iter().collect())).map_err(damaged)?;
        in_order(&bytes)
    }

    /// Whether these bytes are a file of Kindred's; anything may be wrong with it.
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        header(bytes).is_some_and(|text| {
            serde_json::from_slice::<Head>(text)
                .is_ok_and(|head| head.metadata.contains_key("kindred.version"))
        })
    }

    /// Opens a file of Kindred's. Every part is checked.
    pub fn read(bytes: &[u8]) -> Result<Self, FileError> {
        if bytes.len() > MOST_BYTES {
            return Err(FileError::TooLarge {
                what: "The file",
                most: MOST_BYTES / 1_000_000,
            });
        }
        if header(bytes).is_none() {
            return Err(FileError::Unknown);
        }
        let (_, head) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
        let text = |key: &str| {
            let metadata = head.metadata().as_ref();
            let value = metadata
                .and_then(|metadata| metadata.get(key))
                .map(String::as_str);
            value.ok_or_else(|| FileError::Bundle(format!("\"{key}\" is missing")))
        };
        let version: u64 = text("kindred.version")?
            .parse()
            .map_err(|_| FileError::Bundle("its version is no number".into()))?;
        if version != VERSION {
            return Err(FileError::Newer {
                found: version,
                known: VERSION,
            });
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
        let words: Vec<LayerWords> = parsed("layers", text("kindred.layers")?)?;
        if words.len() > super::MOST_LAYERS {
            return Err(FileError::Bundle("it has too many layers".into()));
        }
        let layers = words
            .iter()
            .enumerate()
            .map(|(index, words)| read_layer(&tensors, index, words))
            .collect::<Result<Vec<_>, FileError>>()?;
        let output = match parsed("task", text("kindred.task")?)? {
            TaskWords::Regression { mean, sd } => Output::Number { mean, sd },
            TaskWords::Classification { classes } => Output::Classes {
                count: classes.len(),
                names: classes,
            },
        };
        let network = PlainNetwork::new(Vec::new(), None, layers, output)?;
        let encoding: PortableEncoding = parsed("preprocessing", text("kindred.preprocessing")?)?;
        if encoding.width() != network.inputs() {
            return Err(FileError::Bundle(format!(
                "its preprocessing gives {} numbers, and the network takes {}",
                encoding.width(),
                network.inputs()
            )));
        }
        let class_weights: Vec<f32> = parsed("class weights", text("kindred.class_weights")?)?;
        let expected = match network.output() {
            Output::Number { .. } => 0,
            Output::Classes { count, .. } => *count,
        };
        let sound = class_weights
            .iter()
            .all(|weight| weight.is_finite() && *weight > 0.0);
        if !sound || (!class_weights.is_empty() && class_weights.len() != expected) {
            return Err(FileError::Bundle("its class weights cannot be".into()));
        }
        let metrics: Vec<(String, f64)> = parsed("metrics", text("kindred.metrics")?)?;
        if metrics.len() > MOST_METRICS {
            return Err(FileError::Bundle("it has too many metrics".into()));
        }
        Ok(Self {
            network,
            encoding,
            label: parsed("label", text("kindred.label")?)?,
            class_weights,
            training: parsed("training", text("kindred.training")?)?,
            metrics,
        })
    }
}

/// The part of a safetensors header that tells whose file it is.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "__metadata__", default)]
    metadata: HashMap<String, String>,
}

/// The header's text, where these bytes begin as safetensors do.
pub(super) fn header(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let text = rest
        .get(..length)
        .filter(|_| (2..=MOST_HEADER).contains(&length))?;
    text.starts_with(b"{").then_some(text)
}

/// The same file with the keys of its header in order: the library writes the metadata as its map happens to hold it.
fn in_order(bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    let text = header(bytes).ok_or(FileError::TooLarge {
        what: "The list of columns and categories",
        most: MOST_HEADER / 1_000_000,
    })?;
    // `serde_json` keeps the keys of a value in order.
    let value: serde_json::Value = serde_json::from_slice(text).map_err(damaged)?;
    let mut ordered = value.to_string().into_bytes();
    // The weights begin at a multiple of eight bytes.
    ordered.resize(ordered.len().next_multiple_of(8), b' ');
    let mut all = (ordered.len() as u64).to_le_bytes().to_vec();
    all.extend(ordered);
    all.extend_from_slice(&bytes[8 + text.len()..]);
    Ok(all)
}

fn read_layer(tensors: &SafeTensors<'_>, index: usize, words: &LayerWords) -> Result<PlainLayer, FileError> {
    let read = |name: &str, dimensions: usize| {
        let name = format!("layers.{index}.{name}");
        let view = tensors
            .tensor(&name)
            .map_err(|_| FileError::Bundle(format!("the weights \"{name}\" are missing")))?;
        if view.dtype() != Dtype::F32 || view.shape().len() != dimensions {
            return Err(FileError::Bundle(format!(
                "the weights \"{name}\" have another form"
            )));
        }
        Ok((view.shape().to_vec(), from_bytes(view.data())))
    };
    let (shape, weights) = read("weight", 2)?;
    let weights = Matrix::new(shape[1], weights)
        .ok_or_else(|| FileError::Bundle(format!("layer {} is empty", index + 1)))?;
    let normalisation = match words.epsilon {
        None => None,
        Some(epsilon) => Some(Normalisation {
            gamma: read("gamma", 1)?.1,
            beta: read("beta", 1)?.1,
            epsilon,
        }),
    };
    let activation = activation_of(&words.activation, words.parameter)
        .ok_or_else(|| FileError::Bundle(format!("layer {} has an unknown activation", index + 1)))?;
    Ok(PlainLayer {
        weights,
        bias: read("bias", 1)?.1,
        normalisation,
        activation,
    })
}

fn words_of(activation: Activation) -> (&'static str, Option<f32>) {
    match activation {
        Activation::Identity => ("identity", None),
        Activation::Relu => ("relu", None),
        Activation::Tanh => ("tanh", None),
        Activation::Sigmoid => ("sigmoid", None),
        Activation::LeakyRelu(slope) => ("leaky_relu", Some(slope)),
        Activation::Elu(alpha) => ("elu", Some(alpha)),
        Activation::Selu => ("selu", None),
    }
}

fn activation_of(words: &str, parameter: Option<f32>) -> Option<Activation> {
    Some(match (words, parameter) {
        ("identity", None) => Activation::Identity,
        ("relu", None) => Activation::Relu,
        ("tanh", None) => Activation::Tanh,
        ("sigmoid", None) => Activation::Sigmoid,
        ("leaky_relu", Some(slope)) => Activation::LeakyRelu(slope),
        ("elu", Some(alpha)) => Activation::Elu(alpha),
        ("selu", None) => Activation::Selu,
        _ => return None,
    })
}

fn json(value: &impl Serialize) -> Result<String, FileError> {
    serde_json::to_string(value).map_err(damaged)
}

fn parsed<'t, T: Deserialize<'t>>(what: &str, text: &'t str) -> Result<T, FileError> {
    serde_json::from_str(text)
        .map_err(|error| FileError::Bundle(format!("its {what} cannot be read ({error})")))
}

fn damaged(error: impl std::fmt::Display) -> FileError {
    FileError::Damaged {
        format: "safetensors",
        detail: error.to_string(),
    }
}

fn to_bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn from_bytes(bytes: &[u8]) -> Vec<f32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|bytes| f32::from_le_bytes(*bytes))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bundle() -> Bundle {
        let layer = |inputs: usize, outputs: usize, activation, normalised: bool| PlainLayer {
            weights: Matrix::new(
                outputs,
                (0..inputs * outputs)
                    .map(|index| (index as f32 * 0.37).sin())
                    .collect(),
            )
            .unwrap(),
            bias: vec![0.25; outputs],
            normalisation: normalised.then(|| Normalisation {
                gamma: vec![1.5; outputs],
                beta: vec![-0.5; outputs],
                epsilon: 1e-5,
            }),
            activation,
        };
        let encoding = r#"[{"name":"x","origin":"x","kind":"number","fill":1.5,"center":0.1,"scale":2.0,"clipped":true,
            "flagged":true},{"name":"c","origin":"c","kind":"categories","levels":["a","电"]}]"#;
        Bundle {
            network: PlainNetwork::new(
                Vec::new(),
                None,
                vec![
                    layer(5, 4, Activation::Relu, true),
                    layer(4, 3, Activation::Elu(0.5), false),
                    layer(3, 2, Activation::Identity, false),
                ],
                Output::Classes {
                    count: 2,
                    names: vec!["no".into(), "yes".into()],
                },
            )
            .unwrap(),
            encoding: serde_json::from_str(encoding).unwrap(),
            label: "y".into(),
            class_weights: vec![0.5, 2.0],
            training: serde_json::json!({"epochs": 200}),
            metrics: vec![("balanced_accuracy".into(), 0.81)],
        }
    }

    #[test]
    fn what_is_written_opens_again_and_is_always_the_same() {
        let bytes = bundle().write().unwrap();
        assert!(Bundle::is_one(&bytes));
        assert_eq!(Bundle::read(&bytes).unwrap(), bundle());
        for _ in 0..5 {
            assert_eq!(bundle().write().unwrap(), bytes);
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let bytes = bundle().write().unwrap();
        for length in 0..bytes.len() {
            assert!(Bundle::read(&bytes[..length]).is_err(), "{length}");
        }
    }

    /// The file with one entry of its metadata changed.
    fn changed(key: &str, value: Option<&str>) -> Vec<u8> {
        let bytes = bundle().write().unwrap();
        let text = header(&bytes).unwrap();
        let mut head: serde_json::Value = serde_json::from_slice(text).unwrap();
        let metadata = head["__metadata__"].as_object_mut().unwrap();
        metadata.remove(key);
        if let Some(value) = value {
            metadata.insert(key.into(), value.into());
        }
        let new = head.to_string().into_bytes();
        let mut all = (new.len() as u64).to_le_bytes().to_vec();
        all.extend(new);
        all.extend_from_slice(&bytes[8 + text.len()..]);
        all
    }

    #[test]
    fn what_cannot_be_is_named() {
        let error =
            |key: &str, value: Option<&str>| Bundle::read(&changed(key, value)).unwrap_err().to_string();
        assert!(error("kindred.label", None).contains("kindred.label"));
        assert!(error("kindred.version", Some("2")).contains("newer"));
        assert!(error("kindred.class_weights", Some("[1.0]")).contains("class weights"));
        assert!(error("kindred.class_weights", Some("[1.0,-1.0]")).contains("class weights"));
        assert!(
            error("kindred.task", Some(r#"{"kind":"regression","mean":0,"sd":1}"#)).contains("2 numbers")
        );
        assert!(error("kindred.layers", Some("[]")).contains("no layers"));
        assert!(
            error("kindred.layers", Some(r#"[{"activation":"import os"}]"#)).contains("unknown activation")
        );
        let one = r#"[{"name":"x","origin":"x","kind":"number","fill":0,"center":0,"scale":1,"clipped":true,"flagged":false}]"#;
        assert!(error("kindred.preprocessing", Some(one)).contains("takes 5"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_opened_or_refused(bytes: Vec<u8>) {
            let _ = Bundle::read(&bytes);
            let mut with_head = 20_u64.to_le_bytes().to_vec();
            with_head.push(b'{');
            with_head.extend(bytes);
            let _ = Bundle::read(&with_head);
        }

        #[test]
        fn a_flipped_byte_is_opened_or_refused(place in 0_usize..4_000, bits: u8) {
            let mut bytes = bundle().write().unwrap();
            let place = place % bytes.len();
            bytes[place] ^= bits;
            let _ = Bundle::read(&bytes);
        }
    }
}
