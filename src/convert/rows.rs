//! Cells into CSV.

use std::io::{self, Write};

use crate::table::{ConvertError, is_bomb};

/// What takes the CSV, piece by piece. It returns whether it wants more.
pub type Sink<'s> = &'s mut dyn FnMut(&[u8]) -> bool;

/// Bytes of CSV that are passed on at once.
const PIECE_BYTES: usize = 256 * 1024;

/// So many cells that rows lack do no harm.
const HARMLESS_CELLS: u64 = 10_000_000;

/// Rows of a table lack at most so many cells for each that they have: a far cell makes millions of rows wide.
const MAX_LACKING: u64 = 30;

/// Writes rows of cells as CSV.
pub(super) struct Rows<'s> {
    writer: csv::Writer<Pipe<'s>>,
    /// Cells in each row.
    width: usize,
    /// Cells of the row that is being written.
    cells: usize,
    /// Bytes of the CSV so far, without quotes, and of the file it is made of.
    written: u64,
    size: u64,
    /// Cells that the file has, and those that rows lack.
    present: u64,
    lacking: u64,
}

struct Pipe<'s>(Sink<'s>);

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.0)(bytes) {
            Ok(bytes.len())
        } else {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'s> Rows<'s> {
    /// For rows of so many cells, made of a file of so many bytes.
    pub(super) fn new(sink: Sink<'s>, width: usize, size: u64) -> Self {
        Self {
            writer: csv::WriterBuilder::new()
                .buffer_capacity(PIECE_BYTES)
                .flexible(true)
                .from_writer(Pipe(sink)),
            width,
            cells: 0,
            written: 0,
            size,
            present: 0,
            lacking: 0,
        }
    }

    /// Number of cells of the current row so far.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// Adds a cell to the current row.
    pub(super) fn cell(&mut self, text: &str) -> Result<(), ConvertError> {
        self.present += 1;
        self.write(text)
    }

    fn write(&mut self, text: &str) -> Result<(), ConvertError> {
        self.cells += 1;
        self.grow(text.len())?;
        self.writer.write_field(text).map_err(stopped)
    }

    /// Ends the current row; cells that it lacks are missing. A row without any cell is a blank line.
    pub(super) fn end_row(&mut self) -> Result<(), ConvertError> {
        while (1..self.width).contains(&self.cells) {
            self.lacking += 1;
            self.write("")?;
        }
        if self.lacking > HARMLESS_CELLS && self.lacking > MAX_LACKING * self.present {
            return Err(ConvertError::Bomb);
        }
        self.cells = 0;
        self.grow(0)?;
        self.writer.write_record(None::<&[u8]>).map_err(stopped)
    }

    /// Counts a cell or a blank line. A text that stands once in a file, and that millions of cells share, would become
    /// more than anybody can read.
    fn grow(&mut self, bytes: usize) -> Result<(), ConvertError> {
        self.written += bytes as u64 + 1;
        if is_bomb(self.written, self.size) {
            return Err(ConvertError::Bomb);
        }
        Ok(())
    }

    /// Passes on what is left.
    pub(super) fn finish(mut self) -> Result<(), ConvertError> {
        self.writer.flush().map_err(stopped)
    }
}

/// Memory takes everything, so only the sink can refuse.
fn stopped<E>(_: E) -> ConvertError {
    ConvertError::Stopped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_that_grows_beyond_measure_is_refused() {
        let write = |size: u64| {
            let mut pass = |_: &[u8]| true;
            let mut rows = Rows::new(&mut pass, 1, size);
            let text = "a".repeat(1 << 20);
            for _ in 0..70 {
                rows.cell(&text)?;
                rows.end_row()?;
            }
            rows.finish()
        };
        assert_eq!(write(1_000), Err(ConvertError::Bomb));
        assert_eq!(write(1 << 20), Ok(()));
    }

    #[test]
    fn rows_that_one_far_cell_makes_wide_are_refused() {
        let write = |present: usize| {
            let mut pass = |_: &[u8]| true;
            let mut rows = Rows::new(&mut pass, 100, 1 << 30);
            for _ in 0..200_000 {
                for _ in 0..present {
                    rows.cell("1")?;
                }
                rows.end_row()?;
            }
            rows.finish()
        };
        assert_eq!(write(1), Err(ConvertError::Bomb));
        assert_eq!(write(4), Ok(()));
    }

    #[test]
    fn blank_lines_count() {
        let mut pass = |_: &[u8]| true;
        let mut rows = Rows::new(&mut pass, 1, 0);
        rows.written = 64 << 20;
        assert_eq!(rows.end_row(), Err(ConvertError::Bomb));
    }
}
