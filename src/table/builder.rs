//! Rows of cells into a table.

use std::collections::HashMap;

use super::Column;
use super::cell::Cell;
use super::error::{Fault, Problem};
use super::limits::Limits;
use super::splitter::Record;
use super::typing::ColumnBuilder;

/// A note lists so many columns by number and counts the rest.
const LISTED: usize = 5;

/// What a file's rows have become.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
    pub(super) notes: Vec<String>,
}

/// A table while it is read.
#[derive(Debug)]
pub(super) struct Builder {
    limits: Limits,
    /// Empty until the header has been read.
    columns: Vec<ColumnBuilder>,
    /// Indices of the columns to which the header gives no name.
    unnamed: Vec<usize>,
    /// The header reads like data.
    numeric_header: bool,
    rows: u64,
}

impl Builder {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            columns: Vec::new(),
            unnamed: Vec::new(),
            numeric_header: false,
            rows: 0,
        }
    }

    /// Number of rows so far, the header not counted.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// The name of the column with this index, once the header has been read.
    pub(super) fn name(&self, column: usize) -> Option<&str> {
        self.columns.get(column).map(ColumnBuilder::name)
    }

    /// Takes the header first, then row after row.
    pub(super) fn take(&mut self, record: Record<'_>) -> Result<(), Fault> {
        let text = decode(record)?;
        let cells = record.ends.len();
        // White space alone on a line is a blank line, save where it can be the missing cell of a single
        // column.
        if cells == 1 && self.columns.len() != 1 && text.trim().is_empty() {
            return Ok(());
        }
        if self.columns.is_empty() {
            return self.take_header(text, record);
        }
        if cells != self.columns.len() {
            let expected = self.columns.len();
            let found = cells;
            return Err(Fault::of_row(record.row, Problem::RaggedRow { expected, found }));
        }
        if self.rows >= self.limits.rows {
            let limit = self.limits.rows;
            return Err(Fault::of_row(record.row, Problem::TooManyRows { limit }));
        }
        let mut start = 0;
        for (column, &end) in self.columns.iter_mut().zip(record.ends) {
            column.push(trimmed(&text[start..end]), record.row);
            start = end;
        }
        self.rows += 1;
        Ok(())
    }

    fn take_header(&mut self, text: &str, record: Record<'_>) -> Result<(), Fault> {
        let mut seen = HashMap::new();
        let mut columns = Vec::with_capacity(record.ends.len());
        let mut start = 0;
        for (column, &end) in record.ends.iter().enumerate() {
            let mut name = text[start..end].trim().to_owned();
            start = end;
            if name.len() > self.limits.name_bytes {
                let limit = self.limits.name_bytes;
                return Err(Fault::of_cell(record.row, column, Problem::LongName { limit }));
            }
            if name.is_empty() {
                self.unnamed.push(column);
                name = format!("column {}", column + 1);
            }
            if let Some(first) = seen.insert(name.clone(), column) {
                let problem = Problem::DuplicateName {
                    name,
                    first: first + 1,
                    second: column + 1,
                };
                return Err(Fault::of_row(record.row, problem));
            }
            columns.push(ColumnBuilder::new(name));
        }
        self.numeric_header = columns
            .iter()
            .all(|column| matches!(Cell::of(column.name()), Cell::Number(_)));
        self.columns = columns;
        Ok(())
    }

    /// Decides what each column is.
    pub(super) fn finish(self) -> Result<Built, Fault> {
        let Self {
            mut columns,
            unnamed,
            numeric_header,
            rows,
            ..
        } = self;
        // A delimiter at the end of each line, as some programs write it, is no column.
        let (unnamed, left_out): (Vec<usize>, Vec<usize>) = unnamed
            .into_iter()
            .partition(|&column| columns[column].has_values());
        if left_out.len() == columns.len() {
            return Err(Fault::of_file(Problem::Empty));
        }
        if rows == 0 {
            return Err(Fault::of_file(Problem::HeaderOnly));
        }
        let mut notes = Vec::new();
        if numeric_header {
            notes.push(
                "All column names are numbers. If the file has no header, add one as its first row."
                    .to_owned(),
            );
        }
        if !unnamed.is_empty() {
            notes.push(format!(
                "No name in the header: {}. The number serves as the name.",
                listed(&unnamed)
            ));
        }
        if !left_out.is_empty() {
            notes.push(format!(
                "Neither name nor values, left out: {}.",
                listed(&left_out)
            ));
            let mut index = 0;
            columns.retain(|_| {
                index += 1;
                left_out.binary_search(&(index - 1)).is_err()
            });
        }
        let mut built = Built {
            columns: Vec::with_capacity(columns.len()),
            // Bounded by memory, which holds at least a byte for each row.
            rows: usize::try_from(rows).unwrap_or(usize::MAX),
            notes,
        };
        for column in columns {
            let (column, note) = column.finish();
            built.columns.push(column);
            built.notes.extend(note);
        }
        Ok(built)
    }
}

/// The cells' text, each cell valid by itself.
fn decode(record: Record<'_>) -> Result<&str, Fault> {
    let column_at = |place: usize| record.ends.partition_point(|&end| end <= place);
    // `contains` is the fast search; only damaged files need the place.
    if record.bytes.contains(&0) {
        let place = record.bytes.iter().take_while(|&&byte| byte != 0).count();
        return Err(Fault::of_cell(record.row, column_at(place), Problem::ZeroByte));
    }
    let invalid = |column| Fault::of_cell(record.row, column, Problem::InvalidUtf8);
    let text = std::str::from_utf8(record.bytes).map_err(|error| invalid(column_at(error.valid_up_to())))?;
    // Two cells that each hold half of a letter are valid only together.
    match record.ends.iter().position(|&end| !text.is_char_boundary(end)) {
        Some(column) => Err(invalid(column)),
        None => Ok(text),
    }
}

/// `str::trim` decodes letters even where there is nothing to trim, which is nearly always.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [first, .., last] | [first @ last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Columns by number, counted from 1.
fn listed(columns: &[usize]) -> String {
    let numbers: Vec<String> = columns
        .iter()
        .take(LISTED)
        .map(|column| (column + 1).to_string())
        .collect();
    let word = if columns.len() == 1 { "column" } else { "columns" };
    let more = match columns.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{word} {}{more}", numbers.join(", "))
}
