//! Bytes into rows of cells, whatever the chunks they come in.

use csv_core::ReadRecordResult;

use super::dialect::{self, Blanks, Delimiter, Dialect, Padding};
use super::error::{Fault, Problem};
use super::limits::Limits;
use super::stray::{Seen, Watch};

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
    /// Bytes between the end of a cell and the start of the next: the delimiter, where it was left in place.
    pub(super) gap: usize,
    /// The row in the file, counted as in [`Place::row`](super::Place).
    pub(super) row: u64,
    /// What was seen of its quotes.
    pub(super) seen: Seen,
}

/// Splits bytes into rows.
#[derive(Debug)]
pub(super) struct Splitter {
    parser: csv_core::Reader,
    delimiter: u8,
    quote: Option<u8>,
    /// Where blanks stand between cells.
    blanks: Option<Blanks>,
    /// Where blanks stand before quotes.
    padding: Option<Padding>,
    watch: Watch,
    /// Lines above the table that are still to be skipped.
    lines_above: u64,
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
    pub(super) fn new(dialect: Dialect, limits: Limits) -> Self {
        let Dialect { delimiter, quote, .. } = dialect;
        Self {
            parser: dialect::parser(delimiter, quote),
            delimiter: delimiter.byte(),
            quote: quote.byte(),
            blanks: (delimiter == Delimiter::Spaces).then(|| Blanks::new(quote)),
            padding: Padding::new(delimiter, quote).filter(|_| dialect.padded_quotes),
            watch: Watch::new(delimiter.byte(), quote.byte()),
            lines_above: dialect.skipped_lines,
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
        input: &[u8],
        mut take: impl FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let input = self.skip_lines_above(input);
        let mut bare = Vec::new();
        if let Some(blanks) = &mut self.blanks {
            blanks.collapse(input, &mut bare);
        } else if let Some(padding) = &mut self.padding {
            padding.remove(input, &mut bare);
        } else {
            return self.split(input, &mut take);
        }
        self.split(&bare, &mut take)
    }

    fn split(
        &mut self,
        mut input: &[u8],
        take: &mut impl FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        loop {
            if self.at_start {
                input = self.skip_line_ends(input);
                if let Some(read) = self.split_plain_line(input, take)? {
                    input = &input[read..];
                    continue;
                }
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
            self.watch.push(&input[..read]);
            let checked = self.cells;
            self.length += written;
            self.cells += ended;
            self.at_start = false;
            self.check_limits(checked)?;
            if result == ReadRecordResult::Record {
                self.after_return = input[..read].last() == Some(&b'\r');
                self.give(take)?;
            }
            input = &input[read..];
        }
    }

    /// Ends the file: a last row without a line end is complete, too.
    pub(super) fn finish(
        &mut self,
        mut take: impl FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut bare = Vec::new();
        if let Some(padding) = &mut self.padding {
            padding.finish(&mut bare);
        }
        self.split(&bare, &mut take)?;
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

    /// Gives away the first row where it is a whole line without a quote, as nearly all are: its cells stay where
    /// they are. Says how many bytes it took; nothing where the parser has to look at the row.
    fn split_plain_line(
        &mut self,
        input: &[u8],
        take: &mut impl FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<Option<usize>, Fault> {
        // Up to the first line end of any kind: a search beyond it would be made again for each row.
        let Some(end) = memchr::memchr2(b'\n', b'\r', input) else {
            return Ok(None);
        };
        let line = &input[..end];
        let end = match input[end..] {
            [b'\n', ..] => end,
            [b'\r', b'\n', ..] => end + 1,
            _ => return Ok(None),
        };
        if self
            .quote
            .is_some_and(|quote| memchr::memchr(quote, line).is_some())
        {
            return Ok(None);
        }
        self.cells = 0;
        for place in memchr::memchr_iter(self.delimiter, line).chain([line.len()]) {
            if self.cells == self.ends.len() {
                self.ends.resize(self.ends.len() * 2, 0);
            }
            let start = if self.cells == 0 {
                0
            } else {
                self.ends[self.cells - 1] + 1
            };
            self.check_length(self.cells, place - start)?;
            self.check_count(self.cells)?;
            self.ends[self.cells] = place;
            self.cells += 1;
        }
        take(Record {
            bytes: line,
            ends: &self.ends[..self.cells],
            gap: 1,
            row: self.row,
            seen: Seen::default(),
        })?;
        self.cells = 0;
        self.row += 1;
        Ok(Some(end + 1))
    }

    fn give(&mut self, take: &mut impl FnMut(Record<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        take(Record {
            bytes: &self.bytes[..self.length],
            ends: &self.ends[..self.cells],
            gap: 0,
            row: self.row,
            seen: self.watch.end_row(),
        })?;
        self.length = 0;
        self.cells = 0;
        self.row += 1;
        self.at_start = true;
        Ok(())
    }

    /// Skips what is left of the lines above the table. They are rows, as a spreadsheet counts.
    fn skip_lines_above<'a>(&mut self, mut input: &'a [u8]) -> &'a [u8] {
        while self.lines_above > 0 {
            if self.after_return && input.first() == Some(&b'\n') {
                input = &input[1..];
                self.after_return = false;
            }
            let Some(end) = input.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
                if !input.is_empty() {
                    self.after_return = false;
                }
                return &[];
            };
            self.after_return = input[end] == b'\r';
            self.row += 1;
            self.lines_above -= 1;
            input = &input[end + 1..];
        }
        input
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
            self.check_length(column, end - start)?;
            // What is open behind the last end may be no cell at all.
            if column < self.cells {
                self.check_count(column)?;
            }
            start = end;
        }
        Ok(())
    }

    fn check_length(&self, column: usize, length: usize) -> Result<(), Fault> {
        if length > self.limits.cell_bytes {
            let limit = self.limits.cell_bytes;
            return Err(Fault::of_cell(self.row, column, Problem::LongCell { limit }));
        }
        Ok(())
    }

    fn check_count(&self, column: usize) -> Result<(), Fault> {
        if column >= self.limits.columns {
            let limit = self.limits.columns;
            return Err(Fault::of_row(self.row, Problem::TooManyColumns { limit }));
        }
        Ok(())
    }
}
