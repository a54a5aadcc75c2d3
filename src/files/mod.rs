//! Network files: Kindred's own and those of others, to plain numbers and back.
//!
//! Everything that comes out of a file is checked before it is used: counts and sizes before memory is taken, names of
//! operators, the chain of the layers, and that every number is finite. Nothing of a file is ever run.

mod assembly;
mod bundle;
mod error;
mod network;

pub use bundle::{Bundle, MOST_BYTES};
pub use error::FileError;
pub use network::{
    Activation, MOST_LAYERS, MOST_UNITS, MOST_WEIGHTS, NetworkError, Normalisation, Output, PlainLayer,
    PlainNetwork, Predictions, Scaling,
};
