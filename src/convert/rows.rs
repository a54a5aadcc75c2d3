//! Cells into CSV.

use std::io::{self, Write};

use super::Sink;
use crate::table::ConvertError;

/// Bytes of CSV that are passed on at once.
const PIECE_BYTES: usize = 256 * 1024;

/// Writes rows of cells as CSV.
pub(super) struct Rows<'s> {
    writer: csv::Writer<Pipe<'s>>,
    /// Cells in each row.
    width: usize,
    /// Cells of the row that is being written.
    cells: usize,
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
    pub(super) fn new(sink: Sink<'s>, width: usize) -> Self {
        Self {
            writer: csv::WriterBuilder::new()
                .buffer_capacity(PIECE_BYTES)
                .flexible(true)
                .from_writer(Pipe(sink)),
            width,
            cells: 0,
        }
    }

    /// Number of cells of the current row so far.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// Adds a cell to the current row.
    pub(super) fn cell(&mut self, text: &str) -> Result<(), ConvertError> {
        self.cells += 1;
        self.writer.write_field(text).map_err(stopped)
    }

    /// Ends the current row; cells that it lacks are missing. A row without any cell is a blank line.
    pub(super) fn end_row(&mut self) -> Result<(), ConvertError> {
        while (1..self.width).contains(&self.cells) {
            self.cell("")?;
        }
        self.cells = 0;
        self.writer.write_record(None::<&[u8]>).map_err(stopped)
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
