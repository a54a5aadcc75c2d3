//! Kinds of network files.

use serde::{Deserialize, Serialize};

/// Largest file that is opened, in bytes: 20 million weights in double precision, and some room.
pub const MAX_BYTES: usize = 200_000_000;

/// Kinds of network files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// Kindred's own: safetensors with everything else in the metadata.
    Kindred,
    /// safetensors with a `PyTorch` `state_dict`.
    SafeTensors,
    /// `PyTorch`'s own, `.pt` or `.pth`.
    PyTorch,
    /// ONNX.
    Onnx,
}
