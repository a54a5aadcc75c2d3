//! What a file was packed in, or made of.

use serde::{Deserialize, Serialize};

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
    },
    /// A Parquet file, which was made into CSV.
    Parquet {
        /// Columns that hold bytes and no text.
        left_out: Vec<String>,
    },
}
