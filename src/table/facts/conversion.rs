//! Why no CSV could be made of a workbook or a Parquet file.

use serde::{Deserialize, Serialize};

/// Most bytes of a file that is made into CSV, which has to be in memory whole.
pub const MAX_CONVERTED_BYTES: usize = 512 << 20;

/// Why no CSV could be made of a file.
// The words come from the room `words`; what `Display` gives is for tests and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum ConvertError {
    /// The file has more than [`MAX_CONVERTED_BYTES`].
    TooLarge,
    /// A file grows to many times its size.
    Bomb,
    /// The library could not read the workbook.
    DamagedWorkbook,
    /// Programs show different cells of a workbook: the part or sheet where, and why.
    Ambiguous { part: String, cause: Ambiguity },
    /// The workbook has no such sheet.
    NoSuchSheet { name: String, sheets: Vec<String> },
    /// No sheet holds anything.
    EmptyWorkbook,
    /// The library could not read the Parquet file.
    DamagedParquet,
    /// A Parquet file says different things of its rows.
    Contradicts(Contradiction),
    /// All columns of a Parquet file hold bytes and no text.
    OnlyBinary { columns: Vec<String> },
    /// The columns of a Parquet file are packed in a way that is not known here.
    Codec { codec: String },
    /// A Parquet file is encrypted.
    Encrypted,
    /// The conversion broke down on the file, which damaged files can bring about.
    Crashed,
    /// Whoever takes the CSV wants no more of it.
    Stopped,
}

/// How a Parquet file contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum Contradiction {
    /// It says that it has other rows than its groups have.
    Rows { said: u64, found: u64 },
    /// A column has other values than there are rows, or than it says.
    Values { column: String, rows: u64, values: u64 },
}

/// Why programs show different cells of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum Ambiguity {
    /// Something other than letters stands within the value of a cell, whose place is empty where it is not known.
    MarkupInValue { cell: String },
    /// A cell has several values.
    SeveralValues { cell: String },
    /// Several parts have the same name, but for capitals and slashes.
    SamePart,
    /// An element stands where some programs do not read it: in another namespace, or outside of the sheets.
    UnreadElement { element: String },
    /// A relation does not lead to the part that is read.
    OtherPart,
    /// Several sheets have the same name.
    SameSheet,
    /// Days are counted from a day that not all programs understand.
    Dates,
    /// The file is a workbook of two formats.
    TwoFormats,
}
