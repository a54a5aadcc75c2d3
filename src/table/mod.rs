//! Bytes to typed columns.
//!
//! A file arrives in chunks ([`Reader::push`]); what comes out is a [`Table`]: named columns of numbers,
//! categories or text. Nothing here knows where the bytes come from or what the columns are for.
//!
//! The folders are the steps of the way, each with its own description:
//!
//! ```text
//! bytes ─▶ dialect ─▶ rows ─▶ cells ─▶ columns
//! ```
//!
//! | step | decides |
//! |---|---|
//! | `bytes` | how the file is packed, and its encoding |
//! | `dialect` | delimiter, quotes, titles above the table, the rows of the header |
//! | `rows` | where rows and cells end, and where totals and remarks below the table begin |
//! | `cells` | what a single cell can mean: number, date, time, missing value |
//! | `columns` | kind of each column, decimal point or comma, order of dates, sentinels such as -999 |
//!
//! `reader` leads a file through these steps, and `facts` holds the types that they share.

mod bytes;
mod cells;
mod columns;
mod dialect;
mod facts;
mod reader;
mod rows;
#[cfg(test)]
mod tests;

pub use self::bytes::foreign::Foreign;
pub use self::bytes::unpack::{is_bomb, is_bomb_of_cells, unpacked};
pub use self::cells::booleans::truths;
pub use self::cells::calendar;
pub use self::cells::date::ERAS;
pub use self::cells::months::{is_day_of_year, month_named};
pub use self::cells::weekdays::weekday_named;
pub use self::columns::key_names::{
    is_code as names_code, is_key as names_key, is_row_number as names_row_number,
};
pub use self::columns::moment_names::is_year as names_year;
pub use self::columns::profile::{ColumnProfile, PreviewCell, Profile, Summary};
pub use self::columns::read_as::as_moments;
pub use self::columns::settled::settled;
pub use self::facts::choices::{Choices, DateOrder, Decimal};
pub use self::facts::column::{Column, CountsTime, Table, Unused, Values};
pub use self::facts::conversion::{Ambiguity, Contradiction, ConvertError, MAX_CONVERTED_BYTES};
pub use self::facts::dialect::{
    Delimiter, DelimiterReason, Dialect, DialectChoice, FoundDialect, HeaderFit, HeaderReason, HeaderRows,
    Quote,
};
pub use self::facts::encoding::{Encoding, EncodingReason};
pub use self::facts::error::{Place, Problem, Remedy, TableError};
pub use self::facts::findings::{Example, Findings, Ragged, ReadingQuestion, ReadingReason};
pub use self::facts::kind::ColumnKind;
pub use self::facts::limits::Limits;
pub use self::facts::missing_code::MISSING_CODE;
pub use self::facts::note::{ColumnNote, HeaderNote, KindNote, MomentNote, Note, NumberNote, SomeCells};
pub use self::facts::packing::{ColumnFormulas, Packing};
pub use self::facts::text::{shortened, straight};
pub use self::reader::{Original, Reader, read, read_with};
