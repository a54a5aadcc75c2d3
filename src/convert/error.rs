//! Why no CSV could be made of a file.

/// Why no CSV could be made of a file, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// The file has to be in memory whole, and does not fit.
    #[error("This file is larger than 512 MiB. Export the table as CSV, which can be of any size.")]
    TooLarge,
    /// A file grows to many times its size.
    #[error("This file grows to more than 250 times its size, as no table does. Export the table as CSV.")]
    Bomb,
    /// The library could not read the workbook.
    #[error(
        "This workbook is damaged, locked with a password or of a kind that Kindred does not know. Open it in its \
         program and save the sheet as CSV."
    )]
    DamagedWorkbook,
    /// The workbook has no such sheet.
    #[error("This workbook has no sheet \"{name}\". Its sheets are: {}.", sheets.join(", "))]
    NoSuchSheet {
        /// The sheet that was asked for.
        name: String,
        /// Those that it has.
        sheets: Vec<String>,
    },
    /// No sheet holds anything.
    #[error(
        "No sheet of this workbook holds anything. Choose a workbook with a header and at least one row."
    )]
    EmptyWorkbook,
    /// The library could not read the Parquet file.
    #[error("This Parquet file is damaged or not complete. Write it again, or export the table as CSV.")]
    DamagedParquet,
    /// The columns of a Parquet file are packed in a way that is not known here.
    #[error(
        "The columns of this Parquet file are packed with {codec}, which Kindred cannot open. Write it with Snappy or \
         Gzip, or export the table as CSV."
    )]
    Codec {
        /// The name of the packing.
        codec: String,
    },
    /// A Parquet file is encrypted.
    #[error("This Parquet file is encrypted. Write it without encryption, or export the table as CSV.")]
    Encrypted,
    /// Whoever takes the CSV wants no more of it.
    #[error("The reading was stopped.")]
    Stopped,
}
