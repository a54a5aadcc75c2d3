//! Gradient boosted trees: the rival of networks on small and middle tables.
//!
//! The room sees columns, a response and weights. [`train`] adds trees round by round (Friedman, 2001). Each tree is grown on
//! gradient and hessian of the loss, leaf by leaf, from sums over at most 255 bins of each column (Ke et al., 2017), so a level
//! of a tree costs one reading of the table's bytes. Missing cells go to the better side of each split, and categories are
//! split by sets of levels.
//!
//! Invariant: training and prediction send a cell the same way. A border between two bins is a number that training put on the
//! left (`cell ≤ border`), so a stored tree needs no bins.
//!
//! Trap: the same examples give the same trees to the last bit, in a browser and natively, because sums run in the order of the
//! rows. In another order of rows, sums differ in their last bits, and of two equal splits another one can win.

mod binning;
mod boost;
mod categories;
mod cut;
mod error;
mod examples;
mod grow;
mod histogram;
mod loss;
mod model;
mod numbers;
mod settings;
mod split;
mod tree;

pub use boost::{End, train};
pub use error::TreesError;
pub use examples::{
    Column, Examples, Inputs, MAX_CLASSES, MAX_COLUMNS, MAX_LEVELS, MAX_RESPONSE, MAX_ROWS, MAX_WEIGHT,
    Response,
};
pub use loss::Task;
pub use model::{Predictions, Trees, UncheckedTrees};
pub use settings::{CategorySettings, CheckedSettings, MAX_BINS, MAX_LEAVES, MAX_ROUNDS, Settings};
pub use tree::{ColumnKind, Condition, Node, Tree};

#[cfg(test)]
mod tests;
