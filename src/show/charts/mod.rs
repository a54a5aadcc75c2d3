//! Charts: own SVG over a small pure module of scales, ticks and paths.
//!
//! Each is drawn for a wide column and for a narrow one, so that its text has the size of text. The finding is the
//! title; what a chart shows stands behind it as a table, too.

mod axis;
mod bars;
pub(super) mod by_layer;
pub(crate) mod column;
pub(super) mod columns;
pub(super) mod confusion;
pub(crate) mod curves;
pub(super) mod effect;
pub(super) mod errors_by_column;
pub(super) mod gains;
mod histogram;
pub(super) mod intervals;
pub(super) mod learning_curve;
pub(super) mod map;
pub(crate) mod overlay;
pub(super) mod permutations;
pub(super) mod predicted;
mod scale;
mod text;
pub(super) mod witness;
