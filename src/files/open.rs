//! Any network file, recognised by its content.

use super::bundle::Bundle;
use super::error::{BundleFault, FileError, LargePart, NetworkError, OtherKind};
use super::kind::{FileKind, MAX_BYTES};
use super::network::{Activation, Output, PlainNetwork};
use super::safetensors::{SafeTensors, is_safetensors};
use super::{onnx, pytorch, state_dict};
use crate::features::{PortableColumn, PortableEncoding, PortableForm};

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub enum OpenedFile {
    /// A network that Kindred saved, with its preprocessing.
    Kindred(Box<Bundle>),
    /// A network that something else saved.
    Foreign(Foreign),
}

/// A network that another program saved. Its user has to name its inputs and, where `unknown` says so, its activation or
/// outputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// The kind of file.
    pub kind: FileKind,
    /// The network; what is unknown is assumed.
    pub network: PlainNetwork,
    /// What the file leaves open.
    pub unknown: Vec<Unknown>,
}

/// What a file can leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The activation behind the hidden layers; `ReLU` is assumed. See [`PlainNetwork::with_activation`].
    Activation,
    /// What the outputs mean; assumed is a number for one output and a score for each class for several. See
    /// [`PlainNetwork::with_output`].
    Output,
}

impl Foreign {
    /// The network as one of Kindred's, for the numbers in these columns; a missing cell counts as the center of the
    /// network's own scaling, or as 0. Its classes must have names by now.
    pub fn bundle(self, columns: &[String], label: &str) -> Result<Bundle, FileError> {
        let inputs = self.network.inputs();
        if columns.len() != inputs {
            let found = columns.len();
            return Err(NetworkError::Rows { takes: inputs, found }.into());
        }
        let (network, scaling) = self.network.without_scaling();
        let scaling = scaling.unwrap_or_else(|| vec![(0.0, 1.0); inputs]);
        let columns = columns
            .iter()
            .zip(scaling)
            .map(|(name, (center, scale))| PortableColumn {
                name: name.clone(),
                origin: name.clone(),
                form: PortableForm::Number {
                    fill: center,
                    center,
                    scale,
                    clipped: false,
                    flagged: false,
                },
            });
        let encoding = PortableEncoding::new(columns.collect());
        let bundle = Bundle {
            network,
            encoding: encoding.map_err(BundleFault::Preprocessing)?,
            label: label.to_owned(),
            class_weights: Vec::new(),
            training: serde_json::Value::Null,
            metrics: Vec::new(),
        };
        bundle.check()?;
        Ok(bundle)
    }
}

/// Opens a network file. The content decides the kind; the name only helps to say what is wrong.
pub fn open(name: &str, bytes: &[u8]) -> Result<OpenedFile, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::too_large(LargePart::File, MAX_BYTES));
    }
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    if is_safetensors(bytes) {
        return open_safetensors(bytes);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => {
            let tensors = pytorch::read(bytes)?;
            of_state_dict(FileKind::PyTorch, tensors, true)
        }
        // A pickle of protocol 2 to 5: PyTorch's old format, or scikit-learn's joblib.
        [0x80, 2..=5, ..] => Err(FileError::OtherKind(OtherKind::Pickle)),
        [0x89, b'H', b'D', b'F', ..] => Err(FileError::OtherKind(OtherKind::Keras)),
        // The version, which all writers put first.
        [0x08, ..] => open_onnx(bytes),
        _ => match ending.as_str() {
            "onnx" => open_onnx(bytes),
            "safetensors" => open_safetensors(bytes),
            _ => Err(FileError::Unknown),
        },
    }
}

fn open_safetensors(bytes: &[u8]) -> Result<OpenedFile, FileError> {
    let file = SafeTensors::read(bytes)?;
    if file.description().is_some() {
        return Ok(OpenedFile::Kindred(Box::new(Bundle::of(&file)?)));
    }
    let mut tensors = Vec::new();
    for name in file.names() {
        if !name.ends_with("num_batches_tracked") {
            let tensor = file.tensor(&name)?;
            tensors.push((name, tensor));
        }
    }
    of_state_dict(FileKind::SafeTensors, tensors, false)
}

fn open_onnx(bytes: &[u8]) -> Result<OpenedFile, FileError> {
    let imported = onnx::read(bytes)?;
    Ok(OpenedFile::Foreign(Foreign {
        kind: FileKind::Onnx,
        network: imported.network,
        unknown: if imported.is_output_known {
            Vec::new()
        } else {
            vec![Unknown::Output]
        },
    }))
}

fn of_state_dict(
    kind: FileKind,
    tensors: Vec<(String, super::tensor::Tensor)>,
    ordered: bool,
) -> Result<OpenedFile, FileError> {
    let (scaling, layers) = state_dict::layers(tensors, ordered)?;
    let outputs = layers.last().map_or(0, |layer| layer.weights.columns());
    let output = match outputs {
        1 => Output::Number { mean: 0.0, sd: 1.0 },
        count => Output::Classes {
            count,
            names: Vec::new(),
        },
    };
    let is_activated = layers
        .iter()
        .any(|layer| layer.activation != Activation::Identity);
    let activation = is_activated.then_some(Unknown::Activation);
    Ok(OpenedFile::Foreign(Foreign {
        kind,
        network: PlainNetwork::new(Vec::new(), scaling, layers, output)?,
        unknown: activation.into_iter().chain([Unknown::Output]).collect(),
    }))
}
