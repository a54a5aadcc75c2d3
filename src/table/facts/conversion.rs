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
    /// The workbook has no such sheet.
    NoSuchSheet { name: String, sheets: Vec<String> },
    /// No sheet holds anything.
    EmptyWorkbook,
    /// The library could not read the Parquet file.
    DamagedParquet,
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
