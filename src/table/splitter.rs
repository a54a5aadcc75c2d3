//! Bytes into rows of cells, whatever the chunks they come in.

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::error::{Fault, Problem};
use super::limits::Limits;

/// Room for cells' bytes and for their ends at the start; both grow with what is read.
const FIRST_BYTES: usize = 4096;
const FIRST_CELLS: usize = 64;

/// A row of cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    /// The cells' bytes one after another, quotes removed.
    pub(super) bytes: &'a [u8],
    /// Where in `bytes` each cell ends; at least one.
    pub(super) ends: &'a [usize],
    /// The row in the file, counted as in [`Place::row`](super::Place).
    pub(super) row: u64,
}

/// Splits bytes into rows.
#[derive(Debug)]
pub(super) struct Splitter {
    parser: csv_core::Reader,
    limits: Limits,
    /// The cells of the current row; the first `length` bytes are set.
    bytes: Vec<u8>,
    length: usize,
    /// The ends of the current row's cells; the first `cells` are set.
    ends: Vec<usize>,
    cells: usize,
    /// The current row in the file.
    row: u64,
    /// Nothing of the current row has been seen.
    at_start: bool,
    /// The byte before was a carriage return, so a line feed belongs to it.
    after_return: bool,
}

impl Splitter {
    pub(super) fn new(delimiter: u8, limits: Limits) -> Self {
        Self {
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            limits,
            bytes: vec![0; FIRST_BYTES],
            length: 0,
            ends: vec![0; FIRST_CELLS],
            cells: 0,
            row: 1,
            at_start: true,
            after_return: false,
        }
    }

    /// Takes the next bytes and gives away each row that they complete.
    pub(super) fn push(
        &mut self,
        mut input: &[u8],
        mut take: impl FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        loop {
            if self.at_start {
                input = self.skip_line_ends(input);
            }
            if input.is_empty() {
                return Ok(());
            }
            self.make_room();
            let (result, read, written, ended) = self.parser.read_record(
                input,
                &mut self.bytes[self.length..],
                &mut self.ends[self.cells..],
            );
            let checked = self.cells;
            self.length += written;
            self.cells += ended;
            self.at_start = false;
            self.check_limits(checked)?;
            if result == ReadRecordResult::Record {
                self.after_return = input[..read].last() == Some(&b'\r');
                self.give(&mut take)?;
            }
            input = &input[read..];
        }
    }

    /// Ends the file: a last row without a line end is complete, too.
    pub(super) fn finish(
        &mut self,
        mut take: impl FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if self.at_start {
            return Ok(());
        }
        self.make_room();
        let checked = self.cells;
        // A line feed ends the row unless it belongs to a quoted cell; the parser does not tell otherwise
        // whether a quote is open.
        let (result, _, _, ended) = self.parser.read_record(
            b"\n",
            &mut self.bytes[self.length..],
            &mut self.ends[self.cells..],
        );
        if result != ReadRecordResult::Record {
            return Err(Fault::of_cell(self.row, self.cells, Problem::UnclosedQuote));
        }
        self.cells += ended;
        self.check_limits(checked)?;
        self.give(&mut take)
    }

    fn give(&mut self, take: &mut impl FnMut(Record<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        take(Record {
            bytes: &self.bytes[..self.length],
            ends: &self.ends[..self.cells],
            row: self.row,
        })?;
        self.length = 0;
        self.cells = 0;
        self.row += 1;
        self.at_start = true;
        Ok(())
    }

    /// The parser skips blank lines without a word; they are counted here so that row numbers stay right.
    fn skip_line_ends<'a>(&mut self, mut input: &'a [u8]) -> &'a [u8] {
        while let [byte @ (b'\n' | b'\r'), rest @ ..] = input {
            if !(self.after_return && *byte == b'\n') {
                self.row += 1;
            }
            self.after_return = *byte == b'\r';
            input = rest;
        }
        if !input.is_empty() {
            self.after_return = false;
        }
        input
    }

    /// The parser makes progress only where there is room for a byte and for an end.
    fn make_room(&mut self) {
        if self.length == self.bytes.len() {
            self.bytes.resize(self.bytes.len() * 2, 0);
        }
        if self.cells == self.ends.len() {
            self.ends.resize(self.ends.len() * 2, 0);
        }
    }

    /// Cells are checked in their order, unfinished ones included, so that the chunks make no difference to
    /// which of several faults is reported.
    fn check_limits(&self, from: usize) -> Result<(), Fault> {
        let mut start = if from == 0 { 0 } else { self.ends[from - 1] };
        let open_end = std::iter::once(self.length);
        let ends = self.ends[from..self.cells].iter().copied();
        for (column, end) in (from..).zip(ends.chain(open_end)) {
            if end - start > self.limits.cell_bytes {
                let limit = self.limits.cell_bytes;
                return Err(Fault::of_cell(self.row, column, Problem::LongCell { limit }));
            }
            if column >= self.limits.columns && column < self.cells {
                let limit = self.limits.columns;
                return Err(Fault::of_row(self.row, Problem::TooManyColumns { limit }));
            }
            start = end;
        }
        Ok(())
    }
}
