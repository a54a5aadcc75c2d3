//! Bytes to typed columns.
//!
//! A file arrives in chunks ([`Reader::push`]); what comes out is a [`Table`]: named columns of numbers,
//! categories or text. Nothing here knows where the bytes come from or what the columns are for.

mod affixes;
mod body;
mod builder;
pub mod calendar;
mod choices;
mod clock;
mod column;
mod conversion;
mod date;
mod decision;
mod dialect;
mod encoding;
mod error;
mod foreign;
mod kind;
mod limits;
mod measure;
mod moment;
mod months;
mod names;
mod note;
mod number;
mod profile;
mod reader;
mod scanner;
mod sentinel;
mod splitter;
mod stamp;
mod stray;
mod tail;
#[cfg(test)]
mod tests;
mod text;
mod typing;
mod unpack;
mod weekdays;
mod words;

pub use choices::{Choices, DateOrder, Decimal};
pub use column::{Column, MISSING_CODE, Table, Unused, Values};
pub use conversion::ConvertError;
pub use decision::{Example, Findings, Question, Ragged, Reason};
pub use dialect::{
    Delimiter, DelimiterReason, Dialect, DialectChoice, FoundDialect, HeaderFit, HeaderReason, Quote,
};
pub use encoding::{Encoding, EncodingReason};
pub use error::{Place, Problem, Remedy, TableError};
pub use foreign::Foreign;
pub use kind::Kind;
pub use limits::Limits;
pub use note::{ColumnNote, HeaderNote, KindNote, MomentNote, Note, NumberNote, SomeCells};
pub use profile::{ColumnProfile, PreviewCell, Profile, Summary};
pub use reader::{Original, Reader, read, read_with};
pub use text::shortened;
pub use unpack::{Packing, is_bomb};
