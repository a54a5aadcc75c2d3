//! Turns facts, which other modules give as types, into sentences in every language. Only this module does so.
//!
//! Each `match` is exhaustive, so a fact without a translation does not compile.

mod adaptation;
pub mod advice;
mod answer;
mod arms;
pub(crate) mod card;
pub mod columns;
pub(crate) mod compared;
mod comparison;
mod conditional;
mod errors;
pub mod failure;
mod figures;
pub(crate) mod files;
mod labels;
mod landscape;
mod layers;
pub mod link;
pub(crate) mod lists;
mod metrics;
mod model;
mod network_parts;
pub mod notes;
pub(crate) mod nouns;
pub(crate) mod numbers;
mod predictions;
mod protocol;
pub(crate) mod quantities;
pub(crate) mod reading;
mod report;
pub(crate) mod revealed;
pub mod settings;
pub(crate) mod stage;
pub mod table;
mod test;
pub mod warnings;

pub(crate) use adaptation::*;
pub(crate) use advice::{ADVICE_FROM_TEST, action};
pub(crate) use answer::*;
pub(crate) use arms::*;
pub(crate) use comparison::*;
pub(crate) use conditional::*;
pub(crate) use errors::*;
pub(crate) use figures::*;
pub(crate) use labels::*;
pub(crate) use landscape::*;
pub(crate) use layers::*;
pub use metrics::metric;
pub(crate) use metrics::*;
pub(crate) use numbers::{difference, differences, interval};
pub use predictions::prediction_names;
pub(crate) use protocol::*;
pub(crate) use report::*;
pub(crate) use test::*;
