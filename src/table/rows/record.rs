//! A row of cells, as the splitter passes it on.

/// A row of cells.
#[derive(Debug, Clone, Copy)]
pub(in crate::table) struct Record<'a> {
    /// The cells' bytes one after another, quotes removed.
    pub(in crate::table) bytes: &'a [u8],
    /// Where in `bytes` each cell ends; at least one.
    pub(in crate::table) ends: &'a [usize],
    /// Bytes between the end of a cell and the start of the next: the delimiter, where it was left in place.
    pub(in crate::table) gap: usize,
    /// The row in the file, counted as in [`Place::row`](crate::table::Place).
    pub(in crate::table) row: u64,
    /// What was seen of its quotes.
    pub(in crate::table) seen: Seen,
}

/// What was seen of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::table) struct Seen {
    /// Whether any cell stands in quotes.
    pub(in crate::table) quoted: bool,
    /// How many cells go over line ends.
    pub(super) over_lines: usize,
    /// Which of those is the first whose closing quote stands in the midst of a text, counted from 0.
    pub(super) torn: Option<usize>,
}
