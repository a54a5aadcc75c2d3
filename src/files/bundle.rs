//! Kindred's own file: a network with all that is needed to use it again.
//!
//! A safetensors file. The weights are named and stored as `PyTorch` does (`layers.0.weight`, `outputs × inputs`;
//! `layers.0.norm.weight` of a layer normalisation), and the rest lies in the metadata, as JSON.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{BundleFault, FileError, LargePart, LayersFault};
use super::kind::MAX_BYTES;
use super::network::{Activation, MAX_LAYERS, Normalisation, Output, PlainLayer, PlainNetwork, Scaling};
use super::safetensors::{SafeTensors, Writer};
use super::tensor::transposed;
use crate::features::PortableEncoding;

/// Version of the file that is written.
const VERSION: u64 = 1;

/// A network with its preprocessing, and what is known of its training.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// The network, which takes what the encoding gives. Its classes have names; its inputs have those of the encoding.
    pub network: PlainNetwork,
    /// How columns become the network's inputs.
    pub encoding: PortableEncoding,
    /// Name of the label.
    pub label: String,
    /// The weight that each class had in training, in the order of the classes; may be empty.
    pub class_weights: Vec<f32>,
    /// How the network was trained, in whatever form its trainer keeps.
    pub training: Value,
    /// Names and values of the measures that were taken. One that is not a finite number is left out of the file.
    pub metrics: Vec<(String, f64)>,
}

/// What a layer has beside its weights.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct LayerForm {
    #[serde(flatten)]
    activation: ActivationForm,
    /// Of its layer normalisation, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    epsilon: Option<f64>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(tag = "activation", rename_all = "snake_case")]
enum ActivationForm {
    Identity,
    Relu,
    Tanh,
    Sigmoid,
    LeakyRelu { slope: f32 },
    Elu { alpha: f32 },
    Selu,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Task {
    Number { mean: f64, sd: f64 },
    Classes,
}

impl Bundle {
    /// Whether a safetensors file is one of Kindred's.
    pub(super) fn is_in(file: &SafeTensors<'_>) -> bool {
        file.metadata.contains_key("kindred.version")
    }

    /// The file. The same bundle always gives the same bytes.
    pub fn write(&self) -> Result<Vec<u8>, FileError> {
        self.check()?;
        let mut writer = Writer::default();
        if let Some(Scaling { offset, factor }) = self.network.scaling() {
            writer.doubles("inputs.offset".to_owned(), offset);
            writer.doubles("inputs.factor".to_owned(), factor);
        }
        let mut forms = Vec::new();
        for (index, layer) in self.network.layers().iter().enumerate() {
            let name = |part: &str| format!("layers.{index}.{part}");
            let (rows, columns) = (layer.weights.rows(), layer.weights.columns());
            let weights = transposed(&layer.weights);
            let values = weights
                .iter()
                .flat_map(|weights| weights.values().iter().copied());
            writer.singles(name("weight"), &[columns, rows], values);
            writer.singles(name("bias"), &[columns], layer.bias.iter().copied());
            if let Some(Normalisation { gamma, beta, .. }) = &layer.normalisation {
                writer.singles(name("norm.weight"), &[columns], gamma.iter().copied());
                writer.singles(name("norm.bias"), &[columns], beta.iter().copied());
            }
            forms.push(LayerForm::of(layer));
        }
        let task = match self.network.output() {
            &Output::Number { mean, sd } => Task::Number { mean, sd },
            Output::Classes { .. } => Task::Classes,
        };
        let mut metadata = BTreeMap::new();
        let mut put = |name: &str, text: String| {
            metadata.insert(format!("kindred.{name}"), text);
        };
        put("version", VERSION.to_string());
        put("preprocessing", json(&self.encoding)?);
        put("layers", json(&forms)?);
        put("task", json(&task)?);
        put("label", json(&self.label)?);
        put("classes", json(&self.classes())?);
        put("class_weights", json(&self.class_weights)?);
        put("training", json(&self.training)?);
        let metrics: Vec<_> = self
            .metrics
            .iter()
            .filter(|(_, value)| value.is_finite())
            .collect();
        put("metrics", json(&metrics)?);
        writer.finish(&metadata)
    }

    /// Reads a file that [`Self::write`] wrote.
    pub fn read(bytes: &[u8]) -> Result<Self, FileError> {
        if bytes.len() > MAX_BYTES {
            return Err(FileError::TooLarge {
                what: LargePart::File,
                max: MAX_BYTES / 1_000_000,
            });
        }
        let file = SafeTensors::read(bytes)?;
        if Self::is_in(&file) {
            Self::of(&file)
        } else {
            Err(BundleFault::NoVersion.into())
        }
    }

    pub(super) fn of(file: &SafeTensors<'_>) -> Result<Self, FileError> {
        let version: u64 = part(file, "version")?;
        if version != VERSION {
            return Err(FileError::Newer {
                found: version,
                known: VERSION,
            });
        }
        let forms: Vec<LayerForm> = part(file, "layers")?;
        if forms.len() > MAX_LAYERS {
            return Err(LayersFault::TooManyLayers { max: MAX_LAYERS }.into());
        }
        let classes: Vec<String> = part(file, "classes")?;
        let output = match part(file, "task")? {
            Task::Number { mean, sd } => Output::Number { mean, sd },
            Task::Classes => Output::Classes {
                count: classes.len(),
                names: classes,
            },
        };
        let layers: Result<Vec<PlainLayer>, FileError> = forms
            .iter()
            .enumerate()
            .map(|(index, form)| form.layer(file, index))
            .collect();
        let scaling = if file.names().any(|name| name == "inputs.offset") {
            Some(Scaling {
                offset: file.doubles("inputs.offset")?,
                factor: file.doubles("inputs.factor")?,
            })
        } else {
            None
        };
        let bundle = Self {
            network: PlainNetwork::new(Vec::new(), scaling, layers?, output)?,
            encoding: PortableEncoding::new(part(file, "preprocessing")?)
                .map_err(BundleFault::Preprocessing)?,
            label: part(file, "label")?,
            class_weights: part(file, "class_weights")?,
            training: part(file, "training")?,
            metrics: part(file, "metrics")?,
        };
        bundle.check()?;
        Ok(bundle)
    }

    /// Names of the classes, in order; none where a number is predicted.
    pub(super) fn classes(&self) -> &[String] {
        match self.network.output() {
            Output::Number { .. } => &[],
            Output::Classes { names, .. } => names,
        }
    }

    /// Checks that the parts fit together.
    pub(super) fn check(&self) -> Result<(), FileError> {
        let (takes, gives) = (self.network.inputs(), self.encoding.width());
        let classes = match self.network.output() {
            Output::Number { .. } => 0,
            Output::Classes { count, .. } => *count,
        };
        let weights = &self.class_weights;
        let are_sound = weights.iter().all(|weight| weight.is_finite() && *weight > 0.0);
        if takes != gives {
            Err(BundleFault::Width { takes, gives }.into())
        } else if self.classes().len() != classes {
            Err(BundleFault::ClassesUnnamed.into())
        } else if !are_sound || !(weights.is_empty() || weights.len() == classes) {
            Err(BundleFault::ClassWeights.into())
        } else {
            Ok(())
        }
    }
}

impl LayerForm {
    fn of(layer: &PlainLayer) -> Self {
        Self {
            activation: match layer.activation {
                Activation::Identity => ActivationForm::Identity,
                Activation::Relu => ActivationForm::Relu,
                Activation::Tanh => ActivationForm::Tanh,
                Activation::Sigmoid => ActivationForm::Sigmoid,
                Activation::LeakyRelu(slope) => ActivationForm::LeakyRelu { slope },
                Activation::Elu(alpha) => ActivationForm::Elu { alpha },
                Activation::Selu => ActivationForm::Selu,
            },
            epsilon: layer
                .normalisation
                .as_ref()
                .map(|normalisation| normalisation.epsilon),
        }
    }

    fn layer(self, file: &SafeTensors<'_>, index: usize) -> Result<PlainLayer, FileError> {
        let tensor = |part: &str| file.tensor(&format!("layers.{index}.{part}"));
        let weights = tensor("weight")?.matrix().as_ref().and_then(transposed);
        let weights = weights.ok_or_else(|| LayersFault::EmptyLayer(index.to_string()))?;
        let normalisation = match self.epsilon {
            Some(epsilon) => Some(Normalisation {
                gamma: tensor("norm.weight")?.values,
                beta: tensor("norm.bias")?.values,
                epsilon,
            }),
            None => None,
        };
        Ok(PlainLayer {
            weights,
            bias: tensor("bias")?.values,
            normalisation,
            activation: match self.activation {
                ActivationForm::Identity => Activation::Identity,
                ActivationForm::Relu => Activation::Relu,
                ActivationForm::Tanh => Activation::Tanh,
                ActivationForm::Sigmoid => Activation::Sigmoid,
                ActivationForm::LeakyRelu { slope } => Activation::LeakyRelu(slope),
                ActivationForm::Elu { alpha } => Activation::Elu(alpha),
                ActivationForm::Selu => Activation::Selu,
            },
        })
    }
}

fn json(value: &impl Serialize) -> Result<String, FileError> {
    serde_json::to_string(value).map_err(|error| BundleFault::Unwritable(error.to_string()).into())
}

fn part<T: DeserializeOwned>(file: &SafeTensors<'_>, name: &str) -> Result<T, FileError> {
    let text = file.metadata.get(&format!("kindred.{name}"));
    let text = text.ok_or_else(|| BundleFault::EntryMissing(name.to_owned()))?;
    serde_json::from_str(text).map_err(|error| {
        let (name, error) = (name.to_owned(), error.to_string());
        BundleFault::EntryUnreadable { name, error }.into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"activation":"identity"}"#;

    /// A file of one layer, of five inputs and two classes, with one entry of its metadata changed.
    fn opened(key: &str, value: Option<&str>) -> Result<Bundle, FileError> {
        let mut writer = Writer::default();
        writer.singles("layers.0.weight".to_owned(), &[2, 5], (0_u8..10).map(f32::from));
        writer.singles("layers.0.bias".to_owned(), &[2], [0.5, -0.5].into_iter());
        let encoding = r#"[{"name":"x","origin":"x","kind":"number","fill":1.5,"center":0.1,"scale":2.0,"clipped":true,
            "flagged":true},{"name":"c","origin":"c","kind":"categories","levels":["a","电"]}]"#;
        let layers = format!("[{FILE}]");
        let entries = [
            ("kindred.version", "1"),
            ("kindred.layers", layers.as_str()),
            ("kindred.task", r#"{"kind":"classes"}"#),
            ("kindred.classes", r#"["no","yes"]"#),
            ("kindred.class_weights", "[0.5,2.0]"),
            ("kindred.preprocessing", encoding),
            ("kindred.label", r#""y""#),
            ("kindred.training", r#"{"epochs":200}"#),
            ("kindred.metrics", r#"[["balanced_accuracy",0.81]]"#),
        ];
        let mut metadata: BTreeMap<String, String> = entries
            .iter()
            .map(|&(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        metadata.remove(key);
        metadata.extend(value.map(|value| (key.to_owned(), value.to_owned())));
        Bundle::read(&writer.finish(&metadata).unwrap())
    }

    #[test]
    fn what_cannot_be_is_named() {
        let bundle = opened("", None).unwrap();
        assert_eq!(Bundle::read(&bundle.write().unwrap()).unwrap(), bundle);
        let number = r#"[{"name":"x","origin":"x","kind":"number","fill":0,"center":0,"scale":1,"clipped":true,"flagged":false}]"#;
        let many = format!("[{}]", [FILE; 65].join(","));
        let deep = "[".repeat(100_000);
        for (key, value, words) in [
            ("kindred.version", None, "NoVersion"),
            ("kindred.version", Some("2"), "Newer"),
            (
                "kindred.version",
                Some("-1"),
                "EntryUnreadable { name: \"version\"",
            ),
            ("kindred.label", None, "EntryMissing(\"label\")"),
            ("kindred.class_weights", Some("[1.0]"), "ClassWeights"),
            ("kindred.class_weights", Some("[1.0,-1.0]"), "ClassWeights"),
            (
                "kindred.class_weights",
                Some("[1.0,1e999]"),
                "EntryUnreadable { name: \"class_weights\"",
            ),
            (
                "kindred.task",
                Some(r#"{"kind":"number","mean":0,"sd":1}"#),
                "Output { outputs: 2 }",
            ),
            (
                "kindred.classes",
                Some(r#"["no","no"]"#),
                "ClassNames { count: 2, names: 1 }",
            ),
            (
                "kindred.classes",
                Some(r#"["no","yes","maybe"]"#),
                "Output { outputs: 2 }",
            ),
            ("kindred.layers", Some("[]"), "NoLayers"),
            (
                "kindred.layers",
                Some(r#"[{"activation":"import os"}]"#),
                "import os",
            ),
            ("kindred.layers", Some(many.as_str()), "TooManyLayers { max: 64 }"),
            ("kindred.preprocessing", Some(number), "takes: 5"),
            (
                "kindred.training",
                Some(deep.as_str()),
                "EntryUnreadable { name: \"training\"",
            ),
        ] {
            let message = opened(key, value).unwrap_err().to_string();
            assert!(message.contains(words), "{key}: {message}");
        }
    }

    #[test]
    fn a_measure_that_is_no_number_is_left_out() {
        let mut bundle = opened("", None).unwrap();
        bundle.metrics.push(("auroc".to_owned(), f64::NAN));
        let read = Bundle::read(&bundle.write().unwrap()).unwrap();
        assert_eq!(read.metrics, [("balanced_accuracy".to_owned(), 0.81)]);
    }
}
