//! What can be wrong with a network file, as facts. Names out of a file are shortened to what a message can show.

use serde::{Deserialize, Serialize};

use super::kind::FileKind;
use crate::features::PortableError;

/// Letters of a name out of a file that a message shows.
const SHOWN_LETTERS: usize = 60;

/// A network file that cannot be opened or written.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum FileError {
    /// The file, or a part of it, is larger than that of any network that is opened.
    TooLarge {
        /// What is too large.
        what: LargePart,
        /// What is allowed, in millions of bytes.
        max: usize,
    },
    /// The bytes are no kind of network file that is known.
    Unknown,
    /// The file is of a known kind that is not read.
    OtherKind(OtherKind),
    /// The file breaks the rules of its own format.
    Damaged {
        /// The format.
        kind: FileKind,
        /// What is wrong.
        damage: Damage,
    },
    /// A network that Kindred saved says something that cannot be.
    Bundle(#[from] BundleFault),
    /// A newer Kindred wrote the file.
    Newer {
        /// The file's version.
        found: u64,
        /// The newest version that is read.
        known: u64,
    },
    /// An ONNX operator that does not belong to a plain network.
    Operator {
        /// The operator, with its domain where it has one.
        name: String,
    },
    /// An ONNX operator that is known, used in a way that is not.
    Use {
        /// The operator, with its domain where it has one.
        name: String,
        /// What is unusual.
        fault: UseFault,
    },
    /// A pickle asks for something else than tensors. It was not run.
    Global {
        /// The Python name asked for.
        name: String,
    },
    /// A pickle instruction that no `state_dict` needs.
    Opcode {
        /// The instruction's byte.
        code: u8,
    },
    /// Tensors or operators that do not make a network of linear layers.
    Layers(#[from] LayersFault),
    /// The parts do not fit together.
    Network(#[from] NetworkError),
}

impl FileError {
    /// That a part is larger than so many bytes.
    pub(super) fn too_large(what: LargePart, max_bytes: usize) -> Self {
        let max = max_bytes / 1_000_000;
        Self::TooLarge { what, max }
    }
}

/// What is larger than Kindred opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LargePart {
    /// The file.
    File,
    /// What a `PyTorch` file unpacks to.
    Unpacked,
    /// The header of a safetensors file.
    Header,
    /// What is to be saved beside the weights.
    Saved,
}

/// A known kind of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherKind {
    /// A Python pickle outside of an archive.
    Pickle,
    /// A Keras network in HDF5.
    Keras,
    /// A ZIP archive without `PyTorch` weights.
    Archive,
    /// A `PyTorch` file with the highest byte of each number first.
    BigEndian,
    /// An ONNX file whose weights lie in another file.
    ExternalWeights,
}

/// How a file breaks the rules of its format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// What a library says that reads the format, in English.
    Library(String),
    /// It ends too early.
    EndsEarly,
    /// Instructions of a pickle do not fit together.
    Instructions,
    /// A text is not UTF-8.
    NotUtf8,
    /// It holds more parts than any network needs.
    TooManyParts,
    /// A name stands twice.
    NameTwice,
    /// Something that should be a tensor is none.
    NotATensor(String),
    /// This tensor lies outside of the file, or of its numbers.
    TensorOutside(String),
    /// This tensor is missing.
    TensorMissing(String),
    /// This tensor has another size than its shape says.
    TensorSize(String),
    /// A tensor has another size than its shape says.
    TensorSizes,
    /// Its data are longer or shorter than its tensors.
    DataLength,
    /// It holds no graph.
    NoGraph,
    /// Its graph has no input.
    NoInput,
    /// It is no message as ONNX has them.
    NotAMessage,
    /// It does not have the SHA-256 that it names.
    OtherHash,
    /// It names no SHA-256.
    NoHash,
}

/// What cannot be in a network that Kindred saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum BundleFault {
    /// It does not say which Kindred wrote it.
    NoVersion,
    /// What it says of the network cannot be read; what the JSON library says, in English.
    Unreadable(String),
    /// Its preprocessing cannot be.
    Preprocessing(PortableError),
    /// The network takes another width than its preprocessing gives.
    Width {
        /// The network's inputs.
        takes: usize,
        /// What the preprocessing gives.
        gives: usize,
    },
    /// Its classes have no names.
    ClassesUnnamed,
    /// Its class weights cannot be.
    ClassWeights,
    /// This measure has a value that it cannot have, stands twice or is not known.
    Metric(String),
    /// The graph of an ONNX file is not the one that Kindred wrote.
    OtherGraph,
    /// It cannot be written; what the library says, in English.
    Unwritable(String),
}

/// An unusual use of an ONNX operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UseFault {
    /// It does not run over the numbers of a row.
    NotOverRows,
    /// Its constants are not those of Selu.
    OtherSelu,
    /// It is in training mode.
    TrainingMode,
    /// Its parts have different lengths.
    Lengths,
    /// It transposes the rows.
    TransposesRows,
    /// It divides by what the network computes.
    Divides,
    /// It rounds what the network computes.
    Rounds,
    /// It mixes rows.
    MixesRows,
    /// It joins something else than the inputs of one column each.
    Joins,
    /// It picks some of what the network computes, or changes its order.
    Picks,
    /// It works on something else than the probabilities.
    NotProbabilities,
    /// It does not work on what the operator before it gives.
    NotInOrder,
    /// Its numbers are not constants in the file.
    NotConstant,
    /// Its weights are empty, or larger than any layer that is read.
    WeightsSize,
    /// Its weights do not have two dimensions.
    WeightsDimensions,
    /// Its weights are not of kind float16, float or double.
    WeightsKind,
    /// Its numbers do not stand for one row.
    NotOneRow,
}

/// Why tensors or operators make no network of linear layers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum LayersFault {
    /// It has no linear layer.
    NoLinearLayer,
    /// It holds no weights by name.
    NoNames,
    /// This input takes texts.
    TextInput(String),
    /// This input takes whole numbers, or another kind than float.
    InputKind(String),
    /// Its output is not what its last layer gives.
    OtherOutput,
    /// This further output is not what its last layer gives.
    FurtherOutput(String),
    /// Its outputs give the classes different names.
    OtherNames,
    /// This layer is empty.
    EmptyLayer(String),
    /// This tensor is empty, or larger than any layer that is read.
    TensorSize(String),
    /// A tensor has more dimensions than a layer's weights.
    TensorDimensions {
        /// The tensor.
        tensor: String,
        /// Its dimensions.
        dimensions: usize,
    },
    /// A tensor holds numbers of a kind that is not read.
    NumberKind {
        /// The tensor.
        tensor: String,
        /// The kind, as the file names it.
        kind: String,
    },
    /// A tensor that is no part of a linear layer or a normalisation.
    OtherTensor {
        /// The tensor.
        tensor: String,
        /// Its first sizes.
        shape: Vec<usize>,
    },
    /// This module is neither a linear layer nor a normalisation.
    OtherModule(String),
    /// This module has a weight for each unit and no bias, as a `PReLU`, an `RMSNorm` and a `LayerNorm` without bias have.
    WeightAlone(String),
    /// This batch normalisation has no statistics, so that it takes them from the rows that are predicted together.
    NoStatistics(String),
    /// Nobody said that these normalisations are layer normalisations.
    OtherNormalisation(Vec<String>),
    /// Nobody said which of several readings is the right one.
    ReadingOpen,
    /// The names do not tell which layer this normalisation belongs to.
    NormalisationLayer(String),
    /// A bias, a scaling or a layer normalisation has another width than its layer.
    PartWidth,
    /// A layer normalisation does not stand between a linear layer and its activation.
    NormalisationPlace,
    /// An activation does not stand behind a linear layer.
    ActivationPlace,
    /// It scales by a number that is not finite.
    ScalingNotFinite,
    /// It scales its outputs behind the last activation.
    ScaledOutputs,
    /// It multiplies an input by 0.
    ZeroFactor,
    /// The layers can follow one another in no way, or in too many to ask for the right one.
    Order {
        /// The first layers.
        layers: Vec<LayerShape>,
    },
}

/// A layer by name, with what it takes and gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerShape {
    /// Its name.
    pub name: String,
    /// Its inputs.
    pub takes: usize,
    /// Its outputs.
    pub gives: usize,
}

/// Parts that make no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum NetworkError {
    /// No layers.
    NoLayers,
    /// More than is opened.
    TooMany {
        /// What there is too much of.
        what: Counted,
        /// How many there may be.
        max: usize,
    },
    /// One layer's outputs are not the next one's inputs.
    Chain {
        /// The layer, counted from 1.
        layer: usize,
        /// Its inputs.
        takes: usize,
        /// The outputs of the layer before.
        given: usize,
    },
    /// A part of the wrong length.
    Length {
        /// Which part.
        part: NetworkPart,
        /// Its length.
        found: usize,
        /// The length it should have.
        expected: usize,
    },
    /// A part with a number that no network can hold.
    Value(NetworkPart),
    /// A part with a number far beyond those of trained networks.
    Scale(NetworkPart),
    /// The last layer does not fit what is predicted.
    Output {
        /// The outputs of the last layer.
        outputs: usize,
    },
    /// Class names that are not as many as classes, or not different.
    ClassNames {
        /// Number of classes.
        count: usize,
        /// Number of different names.
        names: usize,
    },
    /// Rows of another width.
    Rows {
        /// The network's inputs.
        takes: usize,
        /// The rows' numbers.
        found: usize,
    },
}

/// What a network can have too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// Layers.
    Layers,
    /// Inputs.
    Inputs,
    /// Units in one layer.
    Units,
    /// Weights.
    Weights,
    /// ONNX operators.
    Operators,
}

/// A part of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NetworkPart {
    /// The names of its inputs.
    InputNames,
    /// The scaling of its inputs.
    InputScaling,
    /// Weights.
    Weights,
    /// A bias.
    Bias,
    /// A normalisation.
    Normalisation,
    /// An activation.
    Activation,
    /// The scaling of its label.
    Label,
}

/// A name out of a file as a message shows it: on one line and not too long.
pub(super) fn shortened(name: &str) -> String {
    let mut letters = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.by_ref().take(SHOWN_LETTERS).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
