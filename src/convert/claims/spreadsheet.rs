//! The cells of an ods spreadsheet.
//!
//! A cell and a row say how often they are repeated, and the library writes out every one of them between the outermost
//! that hold anything. It also reads on for ever where a table that has begun never ends, so the elements have to close.
//! Of several values it takes the first, whatever kind the cell says that it has, and of a text it leaves out what is marked
//! as CDATA; other programs show another value.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::formulas::Formulas;
use super::memory::{Memory, PLACE_BYTES};
use super::refused::{ambiguous, damaged};
use super::xml::{Xml, unread};
use crate::table::{Ambiguity, ConvertError};

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
    is_open: bool,
    is_in_cell: bool,
}

#[derive(Debug, Default)]
struct Row {
    repeated: u64,
    is_hidden: bool,
    /// Cells until the last one that holds anything, and those since.
    cells: u64,
    empty: u64,
    text_bytes: u64,
    /// Formulas without a value: where they begin, and how many they are.
    uncomputed: Vec<(u64, u64)>,
}

#[derive(Debug, Default)]
struct Cell {
    repeated: u64,
    holds_anything: bool,
    has_formula: bool,
    has_value: bool,
    text_bytes: u64,
}

/// Checks what the tables of a document, which is the part of this name, ask for.
pub(super) fn check<R: BufRead>(
    mut xml: Xml<R>,
    path: &str,
    memory: &mut Memory,
) -> Result<Vec<Formulas>, ConvertError> {
    let mut table = Table::default();
    let mut formulas = Vec::new();
    let mut spreadsheet = None;
    while let Some((place, event)) = xml.next()? {
        match event {
            Event::Start(element) => {
                match element.name().as_ref() {
                    "office:spreadsheet" => spreadsheet = Some(place.depth + 1),
                    // The library reads tables anywhere, with a name: copies of what other files hold, and old versions.
                    "table:table" if has_name(&element)? => {
                        if spreadsheet.is_some_and(|depth| depth != place.depth) {
                            return Err(unread(path, &element));
                        }
                        formulas.push(Formulas::default());
                    }
                    _ => {}
                }
                table.begin(&element, path)?;
            }
            Event::End(element) => {
                table.end(element.name().as_ref(), memory, formulas.last_mut())?;
            }
            Event::Text(text) => table.cell.text_bytes += text.len() as u64,
            Event::GeneralRef(_) => table.cell.text_bytes += 1,
            Event::CData(_) if table.is_in_cell => {
                let cell = String::new();
                return Err(ambiguous(path, Ambiguity::MarkupInValue { cell }));
            }
            _ => {}
        }
    }
    Ok(formulas)
}

/// Whether programs do not show a row.
fn is_hidden(row: &BytesStart<'_>) -> Result<bool, ConvertError> {
    let visibility = row.try_get_attribute("table:visibility").map_err(damaged)?;
    Ok(visibility.is_some_and(|it| matches!(it.value.as_ref(), "collapse" | "filter")))
}

fn has_name(table: &BytesStart<'_>) -> Result<bool, ConvertError> {
    Ok(table.try_get_attribute("table:name").map_err(damaged)?.is_some())
}

impl Table {
    fn begin(&mut self, element: &BytesStart<'_>, path: &str) -> Result<(), ConvertError> {
        match element.name().as_ref() {
            // The library ends a table or a cell with the first one within it that ends.
            "table:table" if self.is_open => return Err(ConvertError::DamagedWorkbook),
            "table:table-row" | "table:table-cell" | "table:covered-table-cell" if self.is_in_cell => {
                return Err(ConvertError::DamagedWorkbook);
            }
            "table:table" => {
                *self = Self {
                    is_open: true,
                    ..Self::default()
                };
            }
            "table:table-row" => {
                self.row = Row {
                    repeated: count(element, "table:number-rows-repeated")?,
                    is_hidden: is_hidden(element)?,
                    ..Row::default()
                };
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Cell {
                    repeated: count(element, "table:number-columns-repeated")?,
                    ..Cell::default()
                };
                self.is_in_cell = true;
                self.cell.read(element, path)?;
            }
            "text:s" => {
                let spaces = count(element, "text:c")?;
                self.cell.text_bytes = self.cell.text_bytes.saturating_add(spaces);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(
        &mut self,
        name: &str,
        memory: &mut Memory,
        formulas: Option<&mut Formulas>,
    ) -> Result<(), ConvertError> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.is_in_cell = false;
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
                if let Some(formulas) = formulas {
                    if self.row.is_hidden && self.row.cells > 0 {
                        formulas.hidden_rows += repeated;
                    }
                    for (column, count) in self.row.uncomputed.drain(..) {
                        for column in column..column.saturating_add(count) {
                            formulas.add_uncomputed(column, repeated);
                        }
                    }
                }
                if self.row.cells == 0 {
                    self.empty += repeated;
                } else {
                    self.rows += self.empty + repeated;
                    self.empty = 0;
                    self.width = self.width.max(self.row.cells);
                }
                Ok(())
            }
            "table:table" => {
                self.is_open = false;
                memory.ask((self.rows * self.width).saturating_mul(PLACE_BYTES))
            }
            _ => Ok(()),
        }
    }
}

impl Row {
    fn add(&mut self, cell: &Cell) {
        let repeated = cell
            .repeated
            .min(MAX_COLUMNS.saturating_sub(self.cells + self.empty));
        if cell.has_formula && !cell.has_value {
            self.uncomputed.push((self.cells + self.empty, repeated));
        }
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
    fn read(&mut self, element: &BytesStart<'_>, path: &str) -> Result<(), ConvertError> {
        // The kind of value that the cell says it has, and those that are there.
        let mut said = None;
        let mut values = Vec::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(damaged)?;
            let value = &attribute.value;
            match attribute.key.as_ref() {
                "office:value" => values.push(Kind::Number),
                "office:string-value" => values.push(Kind::Text),
                "office:date-value" => values.push(Kind::Date),
                "office:time-value" => values.push(Kind::Time),
                "office:boolean-value" => {
                    // What it does not know is false for the library.
                    if !matches!(&**value, "true" | "false" | "TRUE" | "FALSE") {
                        return Err(ConvertError::DamagedWorkbook);
                    }
                    values.push(Kind::Truth);
                }
                "office:value-type" => {
                    self.has_value = true;
                    said = Kind::said(value);
                    self.holds_anything |= said == Some(Kind::Text);
                }
                "table:formula" => {
                    self.has_formula = !value.is_empty();
                    self.holds_anything |= self.has_formula;
                }
                _ => continue,
            }
            self.text_bytes += value.len() as u64;
        }
        self.holds_anything |= !values.is_empty();
        self.has_value |= !values.is_empty();
        let is_one = match values[..] {
            [] => true,
            [value] => said.is_none_or(|said| said == value),
            _ => false,
        };
        if is_one {
            Ok(())
        } else {
            let cell = String::new();
            Err(ambiguous(path, Ambiguity::SeveralValues { cell }))
        }
    }
}

/// The kinds of values of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Date,
    Time,
    Truth,
}

impl Kind {
    /// The kind that a cell says its value has; nothing where it says none of these.
    fn said(kind: &str) -> Option<Self> {
        match kind {
            "float" | "percentage" | "currency" => Some(Self::Number),
            "string" => Some(Self::Text),
            "date" => Some(Self::Date),
            "time" => Some(Self::Time),
            "boolean" => Some(Self::Truth),
            _ => None,
        }
    }
}

/// How often something is repeated: once, where it does not say so.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u64, ConvertError> {
    match element.try_get_attribute(name).map_err(damaged)? {
        Some(count) => count.value.trim().parse().map_err(damaged),
        None => Ok(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::claims::xml::Elements;

    const PATH: &str = "content.xml";

    fn xml(content: &str) -> Xml<&[u8]> {
        Xml::new(content.as_bytes(), Elements::of_archive(0))
    }

    /// The bytes that a table of these rows asks for.
    fn asked(rows: &str) -> Result<u64, ConvertError> {
        let content = format!("<a><table:table>{rows}</table:table></a>");
        let mut memory = Memory {
            asked: 0,
            max: 1 << 30,
        };
        check(xml(&content), PATH, &mut memory)?;
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
    fn tables_that_are_no_sheets_are_refused_where_they_have_a_name() {
        let checked = |link: &str| {
            let content = format!(
                "<office:body><office:spreadsheet><table:table table:name=\"a\"/><table:dde-links><table:dde-link>{link}\
                 </table:dde-link></table:dde-links></office:spreadsheet></office:body>"
            );
            check(xml(&content), PATH, &mut Memory::of_file(9)).map(|sheets| sheets.len())
        };
        assert_eq!(checked("<table:table/>"), Ok(1));
        let element = "table:table".to_owned();
        let unread = Err(ambiguous(PATH, Ambiguity::UnreadElement { element }));
        assert_eq!(checked("<table:table table:name=\"b\"/>"), unread);
    }

    #[test]
    fn formulas_without_a_value_are_counted() {
        let formula = |attributes: &str| format!("<table:table-cell table:formula=\"of:=1\" {attributes}/>");
        let cells = [
            cell(2),
            formula("table:number-columns-repeated=\"2\""),
            formula("office:value-type=\"float\" office:value=\"1\""),
            formula("office:value-type=\"string\""),
            formula(""),
        ];
        let table = row(3, &cells.concat()) + &row(1, &formula(""));
        let content = format!("<table:table table:name=\"a\">{table}</table:table>");
        let found = check(xml(&content), PATH, &mut Memory::of_file(9)).unwrap();
        let mut expected = Formulas::default();
        for (column, count) in [(0, 1), (2, 3), (3, 3), (6, 3)] {
            expected.add_uncomputed(column, count);
        }
        assert_eq!(found, [expected]);
    }

    #[test]
    fn hidden_rows_with_cells_are_counted() {
        let hidden = |how: &str, cells: &str| {
            format!(
                "<table:table-row table:visibility=\"{how}\" table:number-rows-repeated=\"2\">{cells}</table:table-row>"
            )
        };
        let rows = hidden("filter", &cell(1)) + &hidden("visible", &cell(1)) + &hidden("collapse", "");
        let content = format!("<table:table table:name=\"a\">{rows}</table:table>");
        let found = check(xml(&content), PATH, &mut Memory::of_file(9)).unwrap();
        assert_eq!(found[0].hidden_rows, 2);
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
            let checked = check(xml(cut), PATH, &mut Memory::of_file(cut.len()));
            assert_eq!(checked.err(), Some(ConvertError::DamagedWorkbook), "{cut}");
        }
    }

    #[test]
    fn cells_that_programs_read_differently_are_refused() {
        let cell = |attributes: &str, text: &str| {
            let cell = format!("<table:table-cell {attributes}>{text}</table:table-cell>");
            asked(&row(1, &cell)).map(drop)
        };
        let string = "office:value-type=\"string\"";
        let spans =
            "<text:p>a<text:span>b</text:span><!-- c --><text:s text:c=\"2\"/></text:p><text:p>d</text:p>";
        assert_eq!(cell(string, spans), Ok(()));
        for sound in [
            "office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1\"",
            "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
            "office:value-type=\"void\"",
        ] {
            assert_eq!(cell(sound, "<text:p>1</text:p>"), Ok(()), "{sound}");
        }
        let markup = Ambiguity::MarkupInValue { cell: String::new() };
        let text = "<text:p>5<![CDATA[1]]></text:p>";
        assert_eq!(cell(string, text), Err(ambiguous(PATH, markup)));
        let several = Ambiguity::SeveralValues { cell: String::new() };
        for two in [
            "office:value=\"1\" office:string-value=\"2\"",
            "office:value-type=\"string\" office:value=\"1\"",
            "office:value-type=\"float\" office:date-value=\"2024-01-01\"",
        ] {
            assert_eq!(cell(two, "a"), Err(ambiguous(PATH, several.clone())), "{two}");
        }
        let damaged = Err(ConvertError::DamagedWorkbook);
        assert_eq!(cell("office:boolean-value=\"&#116;rue\"", ""), damaged);
        assert_eq!(cell(string, "<table:table-cell/>"), damaged);
        assert_eq!(asked("<table:table></table:table>").map(drop), damaged);
    }
}
