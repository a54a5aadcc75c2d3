//! Network files to plain layers and back.
//!
//! [`open`] reads what Kindred saved ([`Bundle`]) and what others did: safetensors and `.pt` with a `PyTorch` `state_dict`,
//! and ONNX. All become a [`PlainNetwork`], which is numbers and nothing else. [`Bundle::write`] and
//! [`Bundle::to_onnx`] write.
//!
//! Nothing in a file is believed before it is checked: sizes before memory is taken, shapes against one another, and
//! numbers for being finite.

mod assembly;
mod bundle;
mod error;
mod network;
mod onnx;
mod open;
mod pickle;
mod pytorch;
mod safetensors;
mod state_dict;
mod tensor;
mod told;

pub use bundle::Bundle;
pub use error::FileError;
pub use network::{
    Activation, MOST_LAYERS, MOST_UNITS, MOST_WEIGHTS, NetworkError, Normalisation, Output, PlainLayer,
    PlainNetwork, Predictions, Scaling,
};
pub use open::{FileKind, Foreign, MOST_BYTES, Opened, Unknown, open};
pub use told::Told;
