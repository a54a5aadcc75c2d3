//! A small table: as people read it, and as a CSV file with every digit.

use maud::{Markup, html};

use crate::spreadsheet::Spreadsheet;
use crate::words::numbers::{count, p_value, significant};

/// A cell: what is shown, and what the file has.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    shown: String,
    /// Below what is shown, quieter.
    below: Option<String>,
    /// What the file has, one for each of the column's fields.
    fields: Vec<String>,
    is_number: bool,
}

impl Cell {
    fn new(shown: impl Into<String>, fields: Vec<String>) -> Self {
        Self {
            shown: shown.into(),
            below: None,
            fields,
            is_number: true,
        }
    }

    /// Words.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self {
            is_number: false,
            ..Self::new(shown.clone(), vec![shown])
        }
    }

    /// A number, and how it is shown.
    pub(super) fn number(shown: impl Into<String>, value: f64) -> Self {
        Self::new(shown, vec![value.to_string()])
    }

    /// A number shown to so many significant digits.
    pub(super) fn significant(value: f64, digits: usize) -> Self {
        Self::number(significant(value, digits), value)
    }

    /// A count.
    pub(super) fn count(number: u64) -> Self {
        Self::number(count(number), number as f64)
    }

    /// A p-value.
    pub(super) fn probability(p: f64) -> Self {
        Self::number(p_value(p), p)
    }

    /// A mean with its interval.
    pub(super) fn interval(shown: impl Into<String>, below: impl Into<String>, values: [f64; 3]) -> Self {
        Self {
            below: Some(below.into()),
            ..Self::new(shown, values.map(|value| value.to_string()).to_vec())
        }
    }

    /// A number that is not there, of a column with so many fields.
    pub(super) fn nothing(fields: usize) -> Self {
        Self::new("–", vec![String::new(); fields])
    }
}

/// A column: its title, what stands below it, and the names of its fields in a file.
#[derive(Debug, Clone)]
pub(super) struct Column {
    title: String,
    below: Option<String>,
    is_interval: bool,
    is_number: bool,
}

impl Column {
    /// A column of words.
    pub(super) fn text(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            below: None,
            is_interval: false,
            is_number: false,
        }
    }

    /// A column of numbers.
    pub(super) fn number(title: impl Into<String>) -> Self {
        Self {
            is_number: true,
            ..Self::text(title)
        }
    }

    /// A column of means with their intervals.
    pub(super) fn interval(title: impl Into<String>) -> Self {
        Self {
            is_interval: true,
            ..Self::number(title)
        }
    }

    /// The same with words below its title.
    pub(super) fn with_below(self, below: impl Into<String>) -> Self {
        Self {
            below: Some(below.into()),
            ..self
        }
    }

    fn fields(&self) -> Vec<String> {
        if self.is_interval {
            ["", ", low", ", high"]
                .map(|end| format!("{}{end}", self.title))
                .to_vec()
        } else {
            vec![self.title.clone()]
        }
    }
}

/// A table whose rows begin with their name.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) caption: Option<String>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A table without a caption.
    pub(super) fn new(columns: impl Into<Vec<Column>>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        Self {
            caption: None,
            columns: columns.into(),
            rows: rows.into_iter().collect(),
        }
    }

    /// The same below a caption.
    pub(super) fn below(self, caption: impl Into<String>) -> Self {
        Self {
            caption: Some(caption.into()),
            ..self
        }
    }

    /// As a part of the page, in a region that scrolls; `name` says what it is for those who hear it.
    pub(super) fn in_page(&self, name: &str) -> Markup {
        html! {
            div.scroll tabindex="0" role="group" aria-label=(name) {
                table.measures {
                    @if let Some(caption) = &self.caption { caption { (caption) } }
                    thead { tr {
                        @for column in &self.columns {
                            th scope="col" class=[column.is_number.then_some("number")] {
                                (column.title)
                                @if let Some(below) = &column.below { " " span { (below) } }
                            }
                        }
                    } }
                    tbody {
                        @for row in &self.rows { tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @let class = cell.is_number.then_some("number");
                                @if at == 0 {
                                    th scope="row" class=[class] { (content(cell)) }
                                } @else {
                                    td class=[class] { (content(cell)) }
                                }
                            }
                        } }
                    }
                }
            }
        }
    }

    /// As a CSV file.
    pub(super) fn as_csv(&self) -> String {
        let mut file = Spreadsheet::new(',', false);
        file.line(self.columns.iter().flat_map(Column::fields));
        for row in &self.rows {
            file.line(row.iter().flat_map(|cell| &cell.fields));
        }
        file.finish()
    }
}

fn content(cell: &Cell) -> Markup {
    html! {
        (cell.shown)
        @if let Some(below) = &cell.below { " " span { (below) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet::new(
            [
                Column::text("Network"),
                Column::interval("R²"),
                Column::number("p"),
            ],
            [
                vec![
                    Cell::text("=SUM(\"a\",b)"),
                    Cell::interval("0.500", "0.4 to 0.6", [0.5, 0.4, 0.6]),
                    Cell::probability(0.012_345),
                ],
                vec![Cell::text("plain"), Cell::nothing(3), Cell::number("−1", -1.0)],
            ],
        )
    }

    #[test]
    fn a_file_has_every_digit_and_no_formula() {
        assert_eq!(
            sheet().as_csv(),
            "\u{feff}Network,R²,\"R², low\",\"R², high\",p\r\n\
             \"'=SUM(\"\"a\"\",b)\",0.5,0.4,0.6,0.012345\r\nplain,,,,-1\r\n"
        );
    }

    #[test]
    fn the_page_has_what_people_read() {
        let page = sheet().in_page("Networks").into_string();
        assert!(page.contains("<th scope=\"row\">plain</th>"), "{page}");
        assert!(page.contains(">0.500 <span>0.4 to 0.6</span></td>"), "{page}");
        assert!(page.contains(".0123"), "{page}");
    }
}
