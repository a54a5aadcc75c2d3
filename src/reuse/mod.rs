//! The question itself: can the network trained on the source be reused on the target?
//!
//! [`test_domains`] asks whether the domains differ, [`compare`] trains networks and sets them side by side, [`adapt`] does what can be
//! done without labels of the target, and [`advise`](crate::report::advise) turns the numbers into what to do. The verdict on the domains and the advice on the network are
//! two answers: domains that differ do not forbid reuse, and equal ones do not license it.

mod boosted;
mod by_column;
mod by_layer;
mod comparison;
mod conditional;
mod cuts;
mod domains;
mod errors;
mod final_networks;
mod hindrance;
mod interval;
mod kept;
mod landscape;
mod learnable;
mod learned;
mod loss;
mod observer;
mod outcome;
mod parity;
mod predictions;
mod repeat;
mod rows;
mod runs;
mod seasonal;
mod shuffled;
mod summary;
mod to_label;
mod training;
mod tuning;
mod unlabelled;
mod watch;

pub use kept::Kept;
pub use observer::{Observer, Silent};
pub use outcome::{compare, predict, predict_alone, shuffled_labels, test_domains};
pub use parity::parity;
pub use to_label::rows_to_label;
pub use unlabelled::adapt;
