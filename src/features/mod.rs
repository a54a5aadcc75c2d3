//! Two tables become two matrices with one shared encoding.
//!
//! [`pair`] matches the columns by name. An [`Encoding`] turns the matched columns into numbers. There are two
//! kinds: fitted on the pooled rows of both sides for the test, so that it cannot see which row comes from
//! which side; and fitted on the source's training rows for the network, so that nothing of the target leaks in.

mod cycles;
mod encoding;
mod labels;
mod matrix;
mod names;
mod overview;
mod pairing;
mod split;
mod warnings;

pub use encoding::{Encoding, MOST_LEVELS, RARE_SHARE};
pub use labels::{Label, LabelError, LabelKind, MOST_CLASSES};
pub use matrix::Matrix;
pub use overview::{ColumnOverview, Overlay, Overview, Role, overview};
pub use pairing::{Cells, FeatureError, LeftOut, PairedColumn, Pairing, Reason, Side, pair, partners};
pub use split::{Split, split, split_stratified};
pub use warnings::Warning;
