//! Two tables become two matrices with one shared encoding.
//!
//! [`pair`] matches the columns by name, or as a [`Selection`] says. Two encodings turn the matched columns into numbers:
//! a [`PooledEncoding`] for the test, fitted on the rows of both sides, so that it cannot see which row comes from which
//! side; and an [`Encoding`] for the network, fitted on the source's training rows, so that nothing of the target leaks in.

mod alone;
mod cycles;
mod dependence;
mod encoding;
mod error;
mod holding_out;
mod joining;
mod labels;
mod levels;
mod matrix;
mod names;
mod naming;
mod neighbours;
mod originals;
mod overview;
mod paired;
mod pairing;
mod partners;
mod picture;
mod pooled;
mod portable;
mod repeating;
mod row_order;
mod same_inputs;
mod scales;
mod scores;
mod series;
mod share_distance;
mod split;
mod succession;
mod together;
mod unit_columns;
mod units;
mod unshared;
mod warnings;

pub use alone::alone;
pub use dependence::{Dependence, Ordered, dependence};
pub use encoding::{CLIP, Encoding, MAX_LEVELS, RARE_SHARE};
pub use error::{FeatureError, LabelError, LeftOut, LeftOutReason};
pub use holding_out::HoldOut;
pub use joining::calendar_shift;
pub use labels::{Label, LabelKind, MAX_CLASSES};
pub use levels::{Spelling, same_levels};
pub use matrix::Matrix;
pub use naming::are_dates_in_any_order;
pub use originals::originals;
pub use overview::{ColumnOverview, Overview, Role, Spellings, overview};
pub use paired::{Cells, PairedColumn};
pub use pairing::{Pairing, Selection, pair, source_label};
pub use picture::Overlay;
pub use pooled::PooledEncoding;
pub use portable::{BindError, PortableColumn, PortableEncoding, PortableError, PortableForm};
pub use same_inputs::{SameInputs, same_inputs};
pub use scores::NormalScores;
pub use series::{FoundSeries, find_series, series_by};
pub use split::{Split, split};
pub use succession::{Order, Segment, date_columns, is_grouped, season};
pub use together::together;
pub use units::unit_of;
pub use unshared::{outside_share, unseen_share};
pub use warnings::{rows_in_both, warnings};

pub use crate::report::Side;
