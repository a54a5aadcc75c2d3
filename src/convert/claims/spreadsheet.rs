//! The cells of an ods spreadsheet.
//!
//! A cell and a row say how often they are repeated, and the library writes out every one of them between the outermost
//! that hold anything. It also reads on for ever where a table that has begun never ends, so the elements have to close.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::memory::{Memory, PLACE_BYTES};
use crate::table::ConvertError;

/// Rows and columns that the library reads at most.
const MAX_ROWS: u64 = 1_048_576;
const MAX_COLUMNS: u64 = 16_384;

/// A table while it is read.
#[derive(Debug, Default)]
struct Table {
    /// Rows until the last one that holds anything, and those since.
    rows: u64,
    empty: u64,
    /// Cells of the longest row.
    width: u64,
    row: Row,
    cell: Cell,
}

#[derive(Debug, Default)]
struct Row {
    repeated: u64,
    /// Cells until the last one that holds anything, and those since.
    cells: u64,
    empty: u64,
    text_bytes: u64,
}

#[derive(Debug, Default)]
struct Cell {
    repeated: u64,
    holds_anything: bool,
    text_bytes: u64,
}

/// Checks what the tables of a document ask for.
pub(super) fn check(content: impl BufRead, memory: &mut Memory) -> Result<(), ConvertError> {
    let mut reader = Reader::from_reader(content);
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    let mut table = Table::default();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) => {
                depth += 1;
                table.begin(&element)?;
            }
            Event::Empty(element) => {
                table.begin(&element)?;
                table.end(element.name().as_ref(), memory)?;
            }
            Event::End(element) => {
                // The reader knows which element is open, so there is one.
                depth = depth.saturating_sub(1);
                table.end(element.name().as_ref(), memory)?;
            }
            Event::Text(text) => table.cell.text_bytes += text.len() as u64,
            Event::GeneralRef(_) => table.cell.text_bytes += 1,
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(ConvertError::DamagedWorkbook),
            _ => {}
        }
    }
}

impl Table {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), ConvertError> {
        match element.name().as_ref() {
            "table:table" => *self = Self::default(),
            "table:table-row" => {
                self.row = Row {
                    repeated: count(element, "table:number-rows-repeated")?,
                    ..Row::default()
                };
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Cell {
                    repeated: count(element, "table:number-columns-repeated")?,
                    ..Cell::default()
                };
                self.cell.read(element)?;
            }
            "text:s" => {
                let spaces = count(element, "text:c")?;
                self.cell.text_bytes = self.cell.text_bytes.saturating_add(spaces);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, memory: &mut Memory) -> Result<(), ConvertError> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.row.add(&self.cell);
                // Texts count at once: none is too long for its row.
                memory.ask(self.cell.text_bytes)
            }
            "table:table-row" => {
                memory.ask(self.row.cells.saturating_mul(PLACE_BYTES))?;
                let repeated = self
                    .row
                    .repeated
                    .min(MAX_ROWS.saturating_sub(self.rows + self.empty));
                memory.ask(self.row.text_bytes.saturating_mul(repeated))?;
                if self.row.cells == 0 {
                    self.empty += repeated;
                } else {
                    self.rows += self.empty + repeated;
                    self.empty = 0;
                    self.width = self.width.max(self.row.cells);
                }
                Ok(())
            }
            "table:table" => memory.ask((self.rows * self.width).saturating_mul(PLACE_BYTES)),
            _ => Ok(()),
        }
    }
}

impl Row {
    fn add(&mut self, cell: &Cell) {
        let repeated = cell
            .repeated
            .min(MAX_COLUMNS.saturating_sub(self.cells + self.empty));
        if cell.holds_anything {
            self.cells += self.empty + repeated;
            self.empty = 0;
            let bytes = cell.text_bytes.saturating_mul(repeated);
            self.text_bytes = self.text_bytes.saturating_add(bytes);
        } else {
            self.empty += repeated;
        }
    }
}

impl Cell {
    fn read(&mut self, element: &BytesStart<'_>) -> Result<(), ConvertError> {
        for attribute in element.attributes() {
            let attribute = attribute.map_err(damaged)?;
            let holds_anything = match attribute.key.as_ref() {
                "office:value"
                | "office:string-value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value" => true,
                "office:value-type" => attribute.value == "string",
                "table:formula" => !attribute.value.is_empty(),
                _ => continue,
            };
            self.holds_anything |= holds_anything;
            self.text_bytes += attribute.value.len() as u64;
        }
        Ok(())
    }
}

/// How often something is repeated: once, where it does not say so.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u64, ConvertError> {
    match element.try_get_attribute(name).map_err(damaged)? {
        Some(count) => count.value.trim().parse().map_err(damaged),
        None => Ok(1),
    }
}

/// Any fault of the libraries below.
pub(super) fn damaged<E>(_: E) -> ConvertError {
    ConvertError::DamagedWorkbook
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes that a table of these rows asks for.
    fn asked(rows: &str) -> Result<u64, ConvertError> {
        let content = format!("<a><table:table>{rows}</table:table></a>");
        let mut memory = Memory {
            asked: 0,
            max: 1 << 30,
        };
        check(content.as_bytes(), &mut memory)?;
        Ok(memory.asked)
    }

    fn cell(repeated: u64) -> String {
        format!("<table:table-cell office:value=\"1\" table:number-columns-repeated=\"{repeated}\"/>")
    }

    fn row(repeated: u64, cells: &str) -> String {
        format!("<table:table-row table:number-rows-repeated=\"{repeated}\">{cells}</table:table-row>")
    }

    #[test]
    fn cells_are_counted_as_often_as_they_are_repeated() {
        let empty = "<table:table-cell table:number-columns-repeated=\"4\"/>";
        // Six cells, with four empty ones between, in two rows; then seven empty rows between them and one cell.
        let rows = [
            row(2, &format!("{}{empty}{}{empty}", cell(1), cell(1))),
            row(7, empty),
            row(1, &cell(1)),
        ];
        let places = (6 + 1) + (2 + 7 + 1) * 6;
        let texts = (2 + 1) + (2 * 2 + 1);
        assert_eq!(asked(&rows.concat()), Ok(places * PLACE_BYTES + texts));
        // What is empty at the end asks for nothing.
        assert_eq!(asked(&row(1_000_000, empty)), Ok(0));
    }

    #[test]
    fn a_few_bytes_that_ask_for_much_are_refused() {
        let spaces = "<table:table-cell office:value-type=\"string\"><text:s text:c=\"99999999999\"/></table:table-cell>";
        for rows in [
            row(1_000_000, &cell(1_000)),
            format!("{}{}{}", row(1, &cell(999)), row(1_000_000, ""), row(1, &cell(1))),
            row(1, spaces),
            cell(1).repeat(2) + &row(u64::MAX, &cell(u64::MAX)),
        ] {
            assert_eq!(asked(&rows), Err(ConvertError::Bomb), "{rows}");
        }
    }

    #[test]
    fn what_never_ends_is_damaged() {
        for rows in [
            "<table:table-row>",
            "</b>",
            "<table:table-row></table:table-rov>",
            "<",
        ] {
            assert_eq!(asked(rows), Err(ConvertError::DamagedWorkbook), "{rows}");
        }
        for cut in ["<a>", "<a><table:table>", "<a><table:table><table:table-row>"] {
            let checked = check(cut.as_bytes(), &mut Memory::of_file(cut.len()));
            assert_eq!(checked, Err(ConvertError::DamagedWorkbook), "{cut}");
        }
    }
}
