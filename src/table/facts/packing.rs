//! What a file was packed in, or made of.

use serde::{Deserialize, Serialize};

/// The formulas of a column that are not computed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnFormulas {
    /// The column among those of the CSV, counted from 0.
    pub column: usize,
    /// How many were never computed; they are missing in the CSV.
    pub never: u64,
    /// How many have a value that the file asks to compute again.
    pub old: u64,
}

/// What a file was packed in, or made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// Nothing.
    None,
    /// Gzip.
    Gzip,
    /// A ZIP archive; the name is that of the table in it.
    Zip {
        /// The table's file name.
        name: String,
    },
    /// A workbook, of which one sheet was made into CSV.
    Workbook {
        /// The sheet.
        sheet: String,
        /// All sheets that can be chosen, in their order.
        sheets: Vec<String>,
        /// Columns with formulas that are not computed.
        formulas: Vec<ColumnFormulas>,
        /// Rows that the sheet does not show, as where it is filtered. They are in the CSV.
        hidden_rows: u64,
    },
    /// A Parquet file, which was made into CSV.
    Parquet {
        /// Columns that hold bytes and no text.
        left_out: Vec<String>,
    },
}
