//! Bytes to typed columns.
//!
//! A file arrives in chunks ([`Reader::push`]); what comes out is a [`Table`]: named columns of numbers,
//! categories or text. Nothing here knows where the bytes come from or what the columns are for.

mod builder;
mod cell;
mod column;
mod dialect;
mod error;
mod foreign;
mod limits;
mod profile;
mod reader;
mod splitter;
#[cfg(test)]
mod tests;
mod typing;

pub use column::{Column, Kind, MISSING_CODE, Table, Values};
pub use error::{Place, Problem, TableError};
pub use foreign::Foreign;
pub use limits::Limits;
pub use profile::{ColumnProfile, Profile, Summary};
pub use reader::{Reader, read};
