//! How much a table may hold.

/// Bounds on what a file may ask of the reader. What exceeds them is an error with its place, not a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most columns.
    pub columns: usize,
    /// Most rows, the header not counted.
    pub rows: u64,
    /// Most bytes in a cell. An open quote swallows the rest of a file, so this also bounds the buffer.
    pub cell_bytes: usize,
    /// Most bytes in the name of a column.
    pub name_bytes: usize,
    /// Most bytes of memory for the rows of an archive. Of other files whoever reads them can measure it after each chunk.
    pub memory: u64,
}

impl Limits {
    /// Most columns: wider tables are matrices, for which a test by column has nothing to say.
    pub const COLUMNS: usize = 10_000;
    /// Most rows: row numbers fit in 32 bits.
    pub const ROWS: u64 = u32::MAX as u64;
    /// Most bytes in a cell.
    pub const CELL_BYTES: usize = 1 << 20;
    /// Most bytes in the name of a column.
    pub const NAME_BYTES: usize = 1_000;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            columns: Self::COLUMNS,
            rows: Self::ROWS,
            cell_bytes: Self::CELL_BYTES,
            name_bytes: Self::NAME_BYTES,
            memory: u64::MAX,
        }
    }
}
