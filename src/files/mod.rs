//! Network files to plain layers and back.
//!
//! [`open`] reads what Kindred saved ([`Bundle`]) and what others did: safetensors and `.pt` with a `PyTorch` `state_dict`,
//! and ONNX. All become a [`PlainNetwork`], which is numbers and nothing else. [`Bundle::write`] and
//! [`Bundle::to_onnx`] write.
//!
//! Nothing in a file is believed before it is checked: sizes before memory is taken, shapes against one another, and
//! numbers for being finite and of a plausible scale. Kindred's own files carry a hash of all their bytes (`seal`).

mod assembly;
mod bundle;
mod error;
mod kind;
mod mapping;
mod measures;
mod names;
mod network;
mod onnx;
mod open;
mod pickle;
mod pytorch;
mod reading;
mod safetensors;
mod seal;
mod sequence;
mod state_dict;
mod tensor;

pub use bundle::Bundle;
pub use error::{
    BundleFault, Counted, Damage, FileError, LargePart, LayerShape, LayersFault, NetworkError, NetworkPart,
    OtherKind, UseFault,
};
pub use kind::{FileKind, MAX_BYTES};
pub use mapping::{Mapping, Parity};
pub use network::{
    Activation, MAX_LAYERS, MAX_UNITS, MAX_WEIGHTS, Normalisation, Output, PlainLayer, PlainNetwork,
    Predictions, Scaling,
};
pub use open::{Foreign, OpenedFile, Unknown, open, open_as};
pub use reading::{Part, Reading};
