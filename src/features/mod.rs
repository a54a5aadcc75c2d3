//! Two tables become two matrices with one shared encoding.

mod matrix;

pub use matrix::Matrix;
