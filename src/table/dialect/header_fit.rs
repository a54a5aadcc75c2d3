//! How the names of the columns stand over the rows: not always as many as these have cells, and not always right
//! above them.

use std::collections::HashSet;

use super::header::{Cell, cell};
use crate::table::cells::units::is_unit;
use crate::table::facts::dialect::HeaderFit;

/// From this share of its rows on, the start of a file speaks for all of it.
const NEARLY_ALL: f64 = 0.9;

/// Fewest rows below the names that tell anything.
const MIN_ROWS: usize = 2;

/// How the first of these rows, which names the columns, fits the others.
pub(super) fn header_fit(rows: &[Vec<String>]) -> HeaderFit {
    let Some((names, below)) = rows.split_first() else {
        return HeaderFit::Exact;
    };
    let of_length = |length: usize| -> Vec<&Vec<String>> {
        let fitting = below.iter().filter(|row| row.len() == length);
        let fitting: Vec<&Vec<String>> = fitting.collect();
        if fitting.len() as f64 >= NEARLY_ALL * below.len() as f64 {
            fitting
        } else {
            Vec::new()
        }
    };
    let is_empty = |cell: Option<&String>| cell.is_some_and(|cell| cell.trim().is_empty());
    let wider = of_length(names.len() + 1);
    if !wider.is_empty() {
        return if wider.iter().all(|row| is_empty(row.last())) {
            HeaderFit::DelimiterBehindRows
        } else if are_named(&wider) {
            HeaderFit::RowNames
        } else {
            HeaderFit::Exact
        };
    }
    if names.len() > 2 && is_empty(names.last()) && !of_length(names.len() - 1).is_empty() {
        return HeaderFit::DelimiterBehindHeader;
    }
    HeaderFit::Exact
}

/// Whether the first cells of the rows are their names: numbers from 1 on, or texts of which none comes twice. A date
/// or a measurement is none: then a name is missing in the header.
fn are_named(rows: &[&Vec<String>]) -> bool {
    let firsts: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| cell.trim())
        .collect();
    let counted = firsts
        .iter()
        .enumerate()
        .all(|(index, cell)| cell.parse() == Ok(index + 1));
    let distinct: HashSet<&str> = firsts.iter().copied().collect();
    let texts = firsts.iter().all(|text| cell(text) == Cell::Text) && distinct.len() == firsts.len();
    // Names over values that stand a row lower belong to a header below a title.
    let (first, others) = match rows {
        [first, others @ ..] if others.len() + 1 >= MIN_ROWS => (first, others),
        _ => return false,
    };
    let is_header = first
        .iter()
        .enumerate()
        .skip(1)
        .any(|(column, text)| cell(text) == Cell::Text && holds_values(others.iter().copied(), column));
    (counted || texts) && !is_header
}

/// Whether nearly all cells of a column are numbers, dates or missing, and not all are missing.
fn holds_values<'a>(rows: impl Iterator<Item = &'a Vec<String>>, column: usize) -> bool {
    let cells: Vec<Cell> = rows
        .filter_map(|row| row.get(column))
        .map(|text| cell(text))
        .collect();
    let texts = cells.iter().filter(|cell| **cell == Cell::Text).count();
    let missing = cells.iter().filter(|cell| **cell == Cell::Missing).count();
    missing + texts < cells.len() && texts as f64 <= (1.0 - NEARLY_ALL) * (cells.len() - missing) as f64
}

/// Whether the row right below the names holds the units of the columns, or other words about them: no value, and a
/// word over values. Where some columns hold texts, it has to be units alone.
///
/// One letter above a single column is a category: `A` over zeros may be a blood group as well as amperes. A case that
/// was taken for a unit would be lost, while a unit that was taken for a case is a missing value in a long column.
pub(super) fn is_units_row(rows: &[Vec<String>]) -> bool {
    let [names, units, below @ ..] = rows else {
        return false;
    };
    if units.len() != names.len() || below.len() < MIN_ROWS {
        return false;
    }
    let cells: Vec<Cell> = units.iter().map(|text| cell(text)).collect();
    let over_values: Vec<bool> = (0..names.len())
        .map(|column| holds_values(below.iter(), column))
        .collect();
    let words = |over: bool| {
        cells
            .iter()
            .zip(&over_values)
            .filter(|&(cell, over_values)| *over_values == over && *cell == Cell::Text)
            .count()
    };
    let (over_numbers, over_texts) = (words(true), words(false));
    let no_value = cells
        .iter()
        .all(|cell| matches!(cell, Cell::Text | Cell::Missing));
    let all_units = units
        .iter()
        .zip(&cells)
        .all(|(text, cell)| *cell == Cell::Missing || is_unit(text));
    let all_words = over_texts == 0
        && over_numbers > 2
        && over_values.iter().filter(|over| **over).count() == over_numbers;
    no_value && over_numbers > 0 && !is_lone_letter(units) && (all_units || all_words)
}

/// Whether a row has one cell, and that one letter.
fn is_lone_letter(row: &[String]) -> bool {
    let [cell] = row else { return false };
    let mut letters = cell.trim().chars();
    letters.next().is_some_and(|letter| letter.is_ascii_alphabetic()) && letters.next().is_none()
}

/// How many of these rows of two cells are keys and values (`Station;Berlin`) above the names of two columns of
/// values.
pub(super) fn keys_and_values(rows: &[Vec<String>]) -> usize {
    let is_value = |text: &String| matches!(cell(text), Cell::Whole(_) | Cell::Decimal(_) | Cell::Moment);
    let is_text = |text: &String| cell(text) == Cell::Text;
    let above = rows
        .iter()
        .take_while(|row| row.len() == 2 && is_text(&row[0]))
        .count();
    let (above, below) = rows.split_at(above);
    let all_values = below.len() >= MIN_ROWS
        && below.iter().all(|row| row.first().is_some_and(is_value))
        && 2 * below
            .iter()
            .filter(|row| row.get(1).is_some_and(is_value))
            .count()
            >= below.len();
    let names = match above {
        [.., names, units] if units.iter().all(|text| is_unit(text)) => (names, above.len() - 2),
        [.., names] => (names, above.len() - 1),
        [] => return 0,
    };
    // The same missing value in both cells is no header.
    if all_values && names.0.iter().all(is_text) && names.0[0].trim() != names.0[1].trim() {
        names.1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = |row: &str| row.split(';').map(str::to_owned).collect();
        text.split('|').map(cells).collect()
    }

    #[test]
    fn names_that_are_more_or_fewer_than_cells_are_told() {
        for (text, expected) in [
            ("a;b|1;2|3;4", HeaderFit::Exact),
            ("a;b|1;5;x|2;7;y", HeaderFit::RowNames),
            ("a;b|Mazda RX4;21;6|Datsun 710;22.8;4", HeaderFit::RowNames),
            ("a;b|1;2;|3;4;", HeaderFit::DelimiterBehindRows),
            ("a;b|1;2;|3;4", HeaderFit::Exact),
            ("a;b;|1;2|3;4", HeaderFit::DelimiterBehindHeader),
            ("a;b;|1;2;3|3;4;5", HeaderFit::Exact),
            // A header that lacks a name.
            ("day temp;rain|2020-01-01;5;0|2020-01-02;6;0", HeaderFit::Exact),
            ("a;b|3;5;7|8;9;1", HeaderFit::Exact),
            ("a;b|x;5;7|x;9;1", HeaderFit::Exact),
            // A title of two cells above the names.
            ("Station;Berlin|day;temp;rain|a;5;0|b;6;0", HeaderFit::Exact),
            ("a;b|1;2;3", HeaderFit::Exact),
            ("a;b", HeaderFit::Exact),
            ("", HeaderFit::Exact),
        ] {
            assert_eq!(header_fit(&rows(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_of_units_are_told_from_cases() {
        for (text, expected) in [
            ("t;p|°C;kWh|1;2|3;4", true),
            ("time;p|;[kWh]|2020-01-01;2|2020-01-02;4", true),
            ("name;p|-;kW/m²|Ann;2|Bob;4", true),
            ("x;y;z|continuous;continuous;continuous|1;2;3|4;5;6", true),
            ("t;p|1;2|3;4|5;6", false),
            ("name;n|Ann;n.v.|Bob;2|Eve;4", false),
            ("name;n|m;n.v.|Bob;2|Eve;4", false),
            ("time;n|2020-01-01;broken|2020-01-02;2|2020-01-03;3", false),
            ("t;p|broken;off|1;2|3;4", false),
            ("name;size|Ann;m|Bob;s|Eve;l", false),
            ("t;p|°C;kWh|1;2", false),
            ("group|A|0|0", false),
            ("current| A |1.5|2", false),
            ("current|mA|1.5|2", true),
            ("height|米|1.5|2", true),
            ("time;current|;A|2020-01-01;2|2020-01-02;4", true),
        ] {
            assert_eq!(is_units_row(&rows(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn keys_and_values_are_told_from_names_and_cases() {
        for (text, expected) in [
            ("Station;Berlin|Unit;kWh|Time;Value|2020-01-01;1|2020-01-02;2", 2),
            ("Station;Berlin|Height;34|Time;Value|2020-01-01;1|2020-01-02;2", 2),
            ("Station;Berlin|Time;Value|UTC;kWh|2020-01-01;1|2020-01-02;2", 1),
            ("Time;Value|UTC;kWh|2020-01-01;1|2020-01-02;2", 0),
            ("Time;Value|2020-01-01;1|2020-01-02;2", 0),
            ("Time;Value|unknown;unknown|2020-01-01;1|2020-01-02;2", 0),
            ("Time;Value|unknown;5|2020-01-01;1|2020-01-02;2", 0),
            ("name;n|Ann;broken|Bob;1|Eve;2", 0),
            ("name;city|Ann;Rome|Bob;Oslo", 0),
        ] {
            assert_eq!(keys_and_values(&rows(text)), expected, "{text:?}");
        }
    }
}
