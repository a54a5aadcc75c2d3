//! How a text is cut into cells, what of that the user chose, and why.

use serde::{Deserialize, Serialize};

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
    /// One or more blanks or tabs.
    Spaces,
}

impl Delimiter {
    /// All delimiters that can be chosen.
    pub const ALL: [Self; 5] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe, Self::Spaces];

    pub(in crate::table) fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
            Self::Spaces => b' ',
        }
    }
}

/// What stands around cells that hold a delimiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quote {
    /// `"`
    Double,
    /// `'`
    Single,
    /// Nothing: a quote is a letter as any other.
    None,
}

impl Quote {
    /// All that can be chosen.
    pub const ALL: [Self; 3] = [Self::Double, Self::Single, Self::None];

    pub(in crate::table) fn byte(self) -> Option<u8> {
        match self {
            Self::Double => Some(b'"'),
            Self::Single => Some(b'\''),
            Self::None => None,
        }
    }
}

/// How a text is cut into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: Delimiter,
    /// What stands around them.
    pub quote: Quote,
    /// Whether blanks stand before quotes, and belong to no cell: `1, "a, b"`.
    pub padded_quotes: bool,
    /// Whether a backslash stands before quotes within quotes, as `MySQL` writes them: `"say \"hi\""`.
    pub backslash_quotes: bool,
    /// Whether the first row names the columns.
    pub header: bool,
    /// Lines above the table: titles, comments, blank ones.
    pub skipped_lines: u64,
}

/// What the user has decided about a dialect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialectChoice {
    /// What stands between cells.
    pub delimiter: Option<Delimiter>,
    /// What stands around them.
    pub quote: Option<Quote>,
    /// Whether the first row names the columns.
    pub header: Option<bool>,
    /// Lines above the table.
    pub skipped_lines: Option<u64>,
}

/// Why a delimiter was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelimiterReason {
    /// The user said so.
    Chosen,
    /// A line of its own says so (`sep=;`).
    OwnLine,
    /// With it, the rows have as many cells as the header.
    RowsAgree,
    /// With it, most rows have equally many cells.
    MostRowsAgree,
    /// No delimiter makes several columns.
    OneColumn,
}

/// Why the first row was taken for the names of the columns, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderReason {
    /// The user said so.
    Chosen,
    /// It reads like names.
    Names,
    /// All its cells are numbers or dates.
    FirstRowIsData,
    /// Its texts come again below, as those of rows do.
    FirstRowRecurs,
}

/// How the header fits the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderFit {
    /// There is a name for each cell, or no header.
    Exact,
    /// Each row begins with a name of its own, for which the header has none; R writes tables so.
    RowNames,
    /// Each row ends with a delimiter, and the header does not.
    DelimiterBehindRows,
    /// The header ends with a delimiter, and the rows do not.
    DelimiterBehindHeader,
}

/// The rows at the top of a table that name and describe its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderRows {
    /// How many there are, counted without blank lines and rulers; 0 without a header.
    pub count: usize,
    /// Which of them hold the names, counted from 0. The others describe the columns.
    pub names: Vec<usize>,
}

/// The dialect of a text, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundDialect {
    /// How the text is cut into cells.
    pub dialect: Dialect,
    /// Why this delimiter.
    pub delimiter_reason: DelimiterReason,
    /// Why there is a header, or none.
    pub header_reason: HeaderReason,
    /// How the header fits the rows.
    pub header_fit: HeaderFit,
    /// The rows that name and describe the columns.
    pub header_rows: HeaderRows,
}
