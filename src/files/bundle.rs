//! Kindred's own files: a network with all that is needed to use it again.
//!
//! In a safetensors file, the weights are named and stored as `PyTorch` does (`layers.0.weight`, `outputs × inputs`;
//! `layers.0.norm.weight` of a layer normalisation), and the rest lies in the metadata, as JSON. An ONNX file has the
//! same metadata beside its graph (`onnx::own`).

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{BundleFault, Counted, FileError, LargePart, LayersFault, shortened};
use super::kind::MAX_BYTES;
use super::measures;
use super::network::{
    Activation, MAX_LAYERS, Normalisation, Output, PlainLayer, PlainNetwork, Scaling, within,
};
use super::safetensors::{SafeTensors, Writer};
use super::seal;
use super::tensor::{Tensor, transposed};
use crate::features::{PortableColumn, PortableEncoding};

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

/// What a file says beside its numbers, as JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Description {
    version: u64,
    preprocessing: Vec<PortableColumn>,
    /// What the network does to the numbers that the preprocessing gives.
    scaling: Option<Scaling>,
    layers: Vec<LayerForm>,
    output: Output,
    label: String,
    class_weights: Vec<f32>,
    training: Value,
    metrics: Vec<(String, f64)>,
    /// The hash of the file, which has to stand last. It is checked on the file, whatever stands here.
    #[serde(default)]
    seal: String,
}

/// The version alone, since a newer file may say everything else in another way.
#[derive(Debug, Deserialize)]
struct Version {
    version: u64,
}

/// What a layer has beside its weights.
#[derive(Debug, Serialize, Deserialize)]
struct LayerForm {
    activation: Activation,
    /// Of its layer normalisation, where it has one.
    epsilon: Option<f64>,
}

impl Bundle {
    /// The file. The same bundle always gives the same bytes.
    pub fn write(&self) -> Result<Vec<u8>, FileError> {
        self.check()?;
        let mut writer = Writer::default();
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
        }
        let mut file = writer.finish(self.description()?)?;
        seal::close(&mut file);
        Ok(file)
    }

    /// What the file says beside its weights. The file has to be closed with its hash.
    pub(super) fn description(&self) -> Result<String, FileError> {
        let layers = self.network.layers().iter().map(|layer| LayerForm {
            activation: layer.activation,
            epsilon: layer.normalisation.as_ref().map(|norm| norm.epsilon),
        });
        let mut metrics = self.metrics.clone();
        metrics.retain(|(_, value)| value.is_finite());
        let description = Description {
            version: VERSION,
            preprocessing: self.encoding.columns().to_vec(),
            scaling: self.network.scaling().cloned(),
            layers: layers.collect(),
            output: self.network.output().clone(),
            label: self.label.clone(),
            class_weights: self.class_weights.clone(),
            training: self.training.clone(),
            metrics,
            seal: seal::open(),
        };
        let description = serde_json::to_string(&description);
        Ok(description.map_err(|error| BundleFault::Unwritable(error.to_string()))?)
    }

    /// Reads a file that [`Self::write`] wrote.
    pub fn read(bytes: &[u8]) -> Result<Self, FileError> {
        if bytes.len() > MAX_BYTES {
            return Err(FileError::too_large(LargePart::File, MAX_BYTES));
        }
        if !seal::check(bytes)? {
            return Err(seal::missing());
        }
        Self::of(&SafeTensors::read(bytes)?)
    }

    pub(super) fn of(file: &SafeTensors<'_>) -> Result<Self, FileError> {
        let description = file.description().ok_or(BundleFault::NoVersion)?;
        Self::described(description, |name| file.tensor(name))
    }

    /// The bundle of a description and of tensors by their names in a safetensors file.
    pub(super) fn described(
        text: &str,
        tensor: impl Fn(&str) -> Result<Tensor, FileError>,
    ) -> Result<Self, FileError> {
        let Version { version } = parsed(text)?;
        if version != VERSION {
            return Err(FileError::Newer {
                found: version,
                known: VERSION,
            });
        }
        let Description {
            preprocessing,
            scaling,
            layers,
            output,
            label,
            class_weights,
            training,
            metrics,
            ..
        } = parsed(text)?;
        within(Counted::Layers, layers.len(), MAX_LAYERS)?;
        let forms = layers.iter().enumerate();
        let layers: Result<Vec<PlainLayer>, FileError> =
            forms.map(|(index, form)| form.layer(&tensor, index)).collect();
        let bundle = Self {
            network: PlainNetwork::new(Vec::new(), scaling, layers?, output)?,
            encoding: PortableEncoding::new(preprocessing).map_err(BundleFault::Preprocessing)?,
            label,
            class_weights,
            training,
            metrics,
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

    /// A measure that no network can have, or that stands twice. One that is not finite does not get into a file.
    fn impossible_metric(&self) -> Option<&str> {
        let mut names = BTreeSet::new();
        let mut metrics = self.metrics.iter();
        let found = metrics.find(|(name, value)| {
            !names.insert(name) || value.is_finite() && !measures::is_possible(name, *value)
        });
        found.map(|(name, _)| name.as_str())
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
        } else if let Some(name) = self.impossible_metric() {
            Err(BundleFault::Metric(shortened(name)).into())
        } else {
            Ok(())
        }
    }
}

impl LayerForm {
    fn layer(
        &self,
        tensor: impl Fn(&str) -> Result<Tensor, FileError>,
        index: usize,
    ) -> Result<PlainLayer, FileError> {
        let tensor = |part: &str| tensor(&format!("layers.{index}.{part}"));
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
            activation: self.activation,
        })
    }
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, FileError> {
    serde_json::from_str(text).map_err(|error| BundleFault::Unreadable(error.to_string()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYER: &str = r#"{"activation":"identity"}"#;

    /// A file of one layer, of five inputs and two classes, with one entry of its description changed.
    fn opened(key: &str, value: Option<&str>) -> Result<Bundle, FileError> {
        let mut writer = Writer::default();
        writer.singles("layers.0.weight".to_owned(), &[2, 5], (0_u8..10).map(f32::from));
        writer.singles("layers.0.bias".to_owned(), &[2], [0.5, -0.5].into_iter());
        let encoding = r#"[{"name":"x","origin":"x","kind":"number","fill":1.5,"center":0.1,"scale":2.0,"clipped":true,
            "flagged":true},{"name":"c","origin":"c","kind":"categories","levels":["a","电"]}]"#;
        let layers = format!("[{LAYER}]");
        let entries = [
            ("version", "1"),
            ("layers", layers.as_str()),
            ("output", r#"{"classes":{"count":2,"names":["no","yes"]}}"#),
            ("class_weights", "[0.5,2.0]"),
            ("preprocessing", encoding),
            ("label", r#""y""#),
            ("training", r#"{"epochs":200}"#),
            ("metrics", r#"[["balanced_accuracy",0.81]]"#),
        ];
        let kept = entries.into_iter().filter(|&(name, _)| name != key);
        let entries = kept.chain(value.map(|value| (key, value)));
        let entries: Vec<String> = entries.map(|(key, value)| format!("\"{key}\":{value}")).collect();
        let file = writer.finish(format!("{{{}}}", entries.join(",")));
        Bundle::of(&SafeTensors::read(&file.unwrap())?)
    }

    #[test]
    fn what_cannot_be_is_named() {
        let bundle = opened("", None).unwrap();
        assert_eq!(Bundle::read(&bundle.write().unwrap()).unwrap(), bundle);
        let number = r#"[{"name":"x","origin":"x","kind":"number","fill":0,"center":0,"scale":1,"clipped":true,"flagged":false}]"#;
        let many = format!("[{}]", [LAYER; 65].join(","));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for (key, value, words) in [
            ("version", None, "Unreadable(\"missing field `version`"),
            ("version", Some("2"), "Newer"),
            ("version", Some("-1"), "Unreadable(\"invalid value: integer `-1`"),
            ("label", None, "Unreadable(\"missing field `label`"),
            ("class_weights", Some("[1.0]"), "ClassWeights"),
            ("class_weights", Some("[1.0,-1.0]"), "ClassWeights"),
            (
                "class_weights",
                Some("[1.0,1e999]"),
                "Unreadable(\"number out of range",
            ),
            (
                "output",
                Some(r#"{"number":{"mean":0,"sd":1}}"#),
                "Output { outputs: 2 }",
            ),
            (
                "output",
                Some(r#"{"classes":{"count":2,"names":["no","no"]}}"#),
                "ClassNames { count: 2, names: 1 }",
            ),
            (
                "output",
                Some(r#"{"classes":{"count":3,"names":["no","yes","maybe"]}}"#),
                "Output { outputs: 2 }",
            ),
            ("metrics", Some(r#"[["accuracy",1.5]]"#), "Metric(\"accuracy\")"),
            ("metrics", Some(r#"[["trust me",0.5]]"#), "Metric(\"trust me\")"),
            ("metrics", Some(r#"[["mae",1],["mae",2]]"#), "Metric(\"mae\")"),
            ("layers", Some("[]"), "NoLayers"),
            ("layers", Some(r#"[{"activation":"import os"}]"#), "import os"),
            ("layers", Some(many.as_str()), "TooMany { what: Layers, max: 64 }"),
            ("preprocessing", Some(number), "takes: 5"),
            (
                "training",
                Some(deep.as_str()),
                "Unreadable(\"recursion limit exceeded",
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
