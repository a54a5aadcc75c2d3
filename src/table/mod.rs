//! Bytes to typed columns.
//!
//! A file arrives in chunks ([`Reader::push`]); what comes out is a [`Table`]: named columns of numbers,
//! categories or text. Nothing here knows where the bytes come from or what the columns are for.

mod column;
mod error;
mod profile;
mod reader;

pub use column::{Column, Kind, MISSING_CODE, Table, Values};
pub use error::{Place, Problem, TableError};
pub use profile::{ColumnProfile, Profile, Summary};
pub use reader::{Reader, read};
