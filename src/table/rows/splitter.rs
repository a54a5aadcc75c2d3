//! Bytes into rows of cells, whatever the chunks they come in.
//!
//! # The idea
//!
//! A file comes in chunks that end anywhere: within a cell, between a carriage return and its line feed, between the
//! two quotes of an escaped quote. [`csv_core::Reader`] is an automaton that can stop at any byte and go on at the
//! next, and it knows all about quotes. It costs some nanoseconds for each byte. But most lines of most files have no
//! quote, and of such a line the cells are simply what stands between delimiters. So there are two ways through, and
//! each row takes one:
//!
//! ```text
//! chunk ─▶ skip lines above ─▶ collapse or remove blanks ─▶ at the start of a row?
//!                                (only in some dialects)       │ the whole line is here, without a quote
//!                                                              ├──▶ split_plain_line: search for delimiters (memchr)
//!                                                              │ anything else
//!                                                              └──▶ csv_core, chunk after chunk, until the row ends
//! ```
//!
//! A plain line is given away as it lies in the chunk: its cells are not copied, and between two of them stands the
//! delimiter (`gap: 1`). The automaton writes the bytes of cells into `bytes`, without quotes and delimiters (`gap:
//! 0`).
//!
//! # What always holds
//!
//! - `at_start` is true exactly when nothing of the current row has gone into the automaton. Only then may the plain
//!   way be taken: a line that ends here may have begun inside a quoted cell.
//! - The first `length` bytes and the first `cells` ends belong to the row that is being read. After it was given away,
//!   both are 0.
//! - `row` is the row that is being read, as a spreadsheet counts: each line end outside quotes is one more, also
//!   that of a blank line or of a line above the table. Line ends within quotes are none.
//! - The same bytes give the same records and the same fault, however they are cut into chunks.
//!
//! # The traps
//!
//! - *Blank lines.* The automaton skips them and does not say so. They are counted and skipped here, before it sees
//!   them ([`Splitter::skip_line_ends`]); otherwise all later row numbers would be wrong.
//! - *`\r\n`.* The automaton ends a row at `\r`; the `\n` then looks like a blank line. `after_return` remembers that
//!   it is none, also from one chunk to the next.
//! - *The last byte of a chunk may be `\r`.* Whether a `\n` follows is not known yet. Such a line is not plain; the
//!   automaton takes it.
//! - *Room.* The automaton reads nothing where it has no room for a byte and for an end, and the loop would not end.
//!   [`Splitter::make_room`] comes before each call.
//! - *A quote that is never closed.* At the end of the file a line feed is sent after the last byte. It ends the row,
//!   unless it lands within quotes: that is how an open quote is noticed.
//! - *Limits.* A cell that is too long is refused while it grows, not when it ends, or memory would be full before.
//!   Cells of a row are checked in their order on both ways, so that the fault which is reported is the same.

use csv_core::ReadRecordResult;

use super::record::{Record, Seen};
use super::stray_quotes::Watch;
use crate::table::dialect::{self, Blanks, Padding, Quoting};
use crate::table::facts::dialect::{Delimiter, Dialect};
use crate::table::facts::error::{Fault, Problem};
use crate::table::facts::limits::Limits;

/// Sizes of the buffers at the start. They grow with the longest row.
const FIRST_BYTES: usize = 4096;
const FIRST_CELLS: usize = 64;

/// Splits bytes into rows.
#[derive(Debug)]
pub(in crate::table) struct Splitter {
    parser: csv_core::Reader,
    delimiter: u8,
    quote: Option<u8>,
    /// Set where blanks are the delimiter: many count as one.
    blanks: Option<Blanks>,
    /// Set where blanks before an opening quote do not belong to the cell.
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
    pub(in crate::table) fn new(dialect: Dialect, limits: Limits) -> Self {
        let Dialect { delimiter, quote, .. } = dialect;
        let backslash = dialect.backslash_quotes;
        Self {
            parser: dialect::parser(delimiter, Quoting { quote, backslash }),
            delimiter: delimiter.byte(),
            quote: quote.byte(),
            blanks: (delimiter == Delimiter::Spaces).then(|| Blanks::new(quote)),
            padding: Padding::new(delimiter, quote).filter(|_| dialect.padded_quotes),
            watch: Watch::new(delimiter.byte(), quote.byte(), backslash),
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

    /// Takes the next chunk and gives away each row that it completes.
    pub(in crate::table) fn push(
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
    pub(in crate::table) fn finish(
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
        // The automaton does not tell otherwise whether a quote is open.
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

    /// Gives away the first row where it is a whole line without a quote, as nearly all are. Says how many bytes it
    /// took; nothing where the automaton has to read the row.
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

    /// Skips line ends before a row, and counts the blank lines among them.
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

    /// Makes room for at least one byte and one end.
    fn make_room(&mut self) {
        if self.length == self.bytes.len() {
            self.bytes.resize(self.bytes.len() * 2, 0);
        }
        if self.cells == self.ends.len() {
            self.ends.resize(self.ends.len() * 2, 0);
        }
    }

    /// Checks the cells from `from` on in their order, the unfinished one included.
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
