//! Any network file, recognised by its content.

use super::bundle::Bundle;
use super::error::{BundleFault, FileError, LargePart, NetworkError, NetworkPart, OtherKind};
use super::kind::{FileKind, MAX_BYTES};
use super::network::{Activation, Output, PlainNetwork};
use super::reading::Reading;
use super::safetensors::{SafeTensors, is_safetensors};
use super::state_dict::{Found, StateDict, layers};
use super::{onnx, pytorch, seal};
use crate::features::{PortableColumn, PortableEncoding, PortableForm};

/// Largest weight or bias that is believed where another program wrote the file. The bias of an output is as large as its
/// label where that was not scaled: revenues and times in milliseconds reach 1e13.
const MAX_PLAUSIBLE: f32 = 1e15;

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
    /// The ways to read a file that holds no structure; none of an ONNX file, which does.
    pub readings: Vec<Reading>,
    /// Names of what is taken for layer normalisations where [`Unknown::Normalisation`] says that it is not sure.
    pub layer_normalisations: Vec<String>,
}

/// What a file can leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// How the layers follow one another: one of [`Foreign::readings`]. The first that Kindred can compute is assumed. See
    /// [`open_as`].
    Reading,
    /// Whether normalisations with a weight and a bias are layer normalisations, as is assumed. Group normalisations, and
    /// batch normalisations without statistics, look the same.
    Normalisation,
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
    open_as(name, bytes, None)
}

/// Opens a network file by one of its [`Foreign::readings`], counted from 0.
pub fn open_as(name: &str, bytes: &[u8], reading: Option<usize>) -> Result<OpenedFile, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::too_large(LargePart::File, MAX_BYTES));
    }
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    // Before anything is read: a flipped bit can make a file of Kindred's look like another program's.
    let is_sealed = seal::check(bytes)?;
    match read(&ending, bytes, reading, is_sealed)? {
        OpenedFile::Kindred(_) if !is_sealed => Err(seal::missing()),
        OpenedFile::Foreign(foreign) => {
            check_scale(&foreign.network)?;
            Ok(OpenedFile::Foreign(foreign))
        }
        OpenedFile::Kindred(bundle) => Ok(OpenedFile::Kindred(bundle)),
    }
}

/// Reads a file by its content, or else by the ending of its name.
fn read(
    ending: &str,
    bytes: &[u8],
    reading: Option<usize>,
    is_sealed: bool,
) -> Result<OpenedFile, FileError> {
    if is_safetensors(bytes) {
        return open_safetensors(bytes, reading, is_sealed);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => {
            let state_dict = pytorch::read(bytes)?;
            of_state_dict(FileKind::PyTorch, state_dict, reading)
        }
        // A pickle of protocol 2 to 5: PyTorch's old format, or scikit-learn's joblib.
        [0x80, 2..=5, ..] => Err(FileError::OtherKind(OtherKind::Pickle)),
        [0x89, b'H', b'D', b'F', ..] => Err(FileError::OtherKind(OtherKind::Keras)),
        // The version, which all writers put first.
        [0x08, ..] => open_onnx(bytes),
        _ => match ending {
            "onnx" => open_onnx(bytes),
            "safetensors" => open_safetensors(bytes, reading, is_sealed),
            _ => Err(FileError::Unknown),
        },
    }
}

/// That no weight or bias is far beyond those of trained networks: all that a file without a hash can tell of damage to its
/// numbers.
fn check_scale(network: &PlainNetwork) -> Result<(), NetworkError> {
    let within = |values: &[f32]| values.iter().all(|value| value.abs() <= MAX_PLAUSIBLE);
    for layer in network.layers() {
        if !within(layer.weights.values()) {
            return Err(NetworkError::Scale(NetworkPart::Weights));
        }
        if !within(&layer.bias) {
            return Err(NetworkError::Scale(NetworkPart::Bias));
        }
    }
    Ok(())
}

fn open_safetensors(bytes: &[u8], reading: Option<usize>, is_sealed: bool) -> Result<OpenedFile, FileError> {
    let file = SafeTensors::read(bytes)?;
    if file.is_kindreds() {
        // Said before anything that only the missing hash lets happen.
        if !is_sealed {
            return Err(seal::missing());
        }
        return Ok(OpenedFile::Kindred(Box::new(Bundle::of(&file)?)));
    }
    let mut state_dict = StateDict::default();
    for name in file.names() {
        if !name.ends_with("num_batches_tracked") {
            let tensor = file.tensor(&name)?;
            state_dict.tensors.push((name, tensor));
        }
    }
    of_state_dict(FileKind::SafeTensors, state_dict, reading)
}

fn open_onnx(bytes: &[u8]) -> Result<OpenedFile, FileError> {
    let imported = match onnx::open(bytes)? {
        onnx::Opened::Kindred(bundle) => return Ok(OpenedFile::Kindred(bundle)),
        onnx::Opened::Foreign(imported) => imported,
    };
    Ok(OpenedFile::Foreign(Foreign {
        kind: FileKind::Onnx,
        network: imported.network,
        unknown: if imported.is_output_known {
            Vec::new()
        } else {
            vec![Unknown::Output]
        },
        readings: Vec::new(),
        layer_normalisations: Vec::new(),
    }))
}

fn of_state_dict(
    kind: FileKind,
    state_dict: StateDict,
    reading: Option<usize>,
) -> Result<OpenedFile, FileError> {
    let Found {
        scaling,
        layers,
        readings,
        layer_normalisations,
    } = layers(state_dict, reading)?;
    let outputs = layers.last().map_or(0, |layer| layer.weights.columns());
    let output = match outputs {
        1 => Output::Number { mean: 0.0, sd: 1.0 },
        count => Output::Classes {
            count,
            names: Vec::new(),
        },
    };
    let is_read_as_told = reading.is_some_and(|reading| reading < readings.len());
    let is_activated = layers
        .iter()
        .any(|layer| layer.activation != Activation::Identity);
    let unknown = [
        (Unknown::Reading, readings.len() > 1 && !is_read_as_told),
        (Unknown::Normalisation, !layer_normalisations.is_empty()),
        (Unknown::Activation, is_activated),
        (Unknown::Output, true),
    ];
    Ok(OpenedFile::Foreign(Foreign {
        kind,
        network: PlainNetwork::new(Vec::new(), scaling, layers, output)?,
        unknown: unknown
            .into_iter()
            .filter_map(|(what, is_unknown)| is_unknown.then_some(what))
            .collect(),
        readings,
        layer_normalisations,
    }))
}
