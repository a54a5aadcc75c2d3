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

/// Fewest numbers of rows that need not begin with 0 or 1.
const MIN_SHUFFLED: usize = 8;

/// Greater numbers count no rows: they are moments or codes.
const MAX_ROW_NUMBER: u64 = 100_000_000;

/// What numbers of rows may be taken for.
const YEARS: std::ops::RangeInclusive<u64> = 1800..=2200;

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

/// Whether the first cells of the rows are their names: numbers of rows, or texts of which none comes twice. A date or a
/// measurement is none: then a name is missing in the header.
fn are_named(rows: &[&Vec<String>]) -> bool {
    let firsts: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| cell.trim())
        .collect();
    let numbers: Option<Vec<u64>> = firsts.iter().map(|text| number_of_row(text)).collect();
    let counted = numbers.is_some_and(|numbers| are_numbers_of_rows(&numbers));
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

/// The number of a row: digits without a needless zero.
fn number_of_row(text: &str) -> Option<u64> {
    let is_plain = text == "0" || text.starts_with(|first: char| matches!(first, '1'..='9'));
    text.parse().ok().filter(|_| is_plain)
}

/// Whether these number rows. They rise from 0 or 1, with gaps where rows were taken out; or, where rows were drawn or
/// shuffled, they are many and none comes twice. Years and moments are none.
fn are_numbers_of_rows(numbers: &[u64]) -> bool {
    let rise =
        numbers.first().is_some_and(|&first| first < 2) && numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let distinct: HashSet<u64> = numbers.iter().copied().collect();
    let are_years = numbers.iter().all(|number| YEARS.contains(number));
    let are_small = numbers.iter().all(|&number| number < MAX_ROW_NUMBER);
    rise || numbers.len() >= MIN_SHUFFLED && distinct.len() == numbers.len() && are_small && !are_years
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
            ("a;b|0;5;x|1;7;y|4;7;y", HeaderFit::RowNames),
            (
                "a;b|12;5;x|7;7;y|44;7;y|8;1;x|9;1;x|10;2;y|33;2;y|13;1;y",
                HeaderFit::RowNames,
            ),
            (
                "a;b|2012;5;x|2013;7;y|2014;7;y|2015;1;x|2016;1;x|2017;2;y|2018;2;y|2019;1;y",
                HeaderFit::Exact,
            ),
            (
                "a;b|12;5;x|7;7;y|44;7;y|8;1;x|9;1;x|12;2;y|33;2;y|13;1;y",
                HeaderFit::Exact,
            ),
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
