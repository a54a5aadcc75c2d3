//! Every word about a result, in plain whole sentences.

mod adaptation;
mod answer;
mod arms;
mod comparison;
mod figures;
mod labels;
mod landscape;
mod layers;
mod protocol;
mod report;
mod test;

pub(crate) use adaptation::*;
pub(crate) use answer::*;
pub(crate) use arms::*;
pub(crate) use comparison::*;
pub(crate) use figures::*;
pub(crate) use labels::*;
pub(crate) use landscape::*;
pub(crate) use layers::*;
pub(crate) use protocol::*;
pub(crate) use report::*;
pub(crate) use test::*;
