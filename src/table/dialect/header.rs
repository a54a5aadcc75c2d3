//! Whether the first row names the columns.

use crate::table::cells::{formula, missing, moment, number};
use crate::table::facts::dialect::HeaderReason;

/// What a cell of the first row reads like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    Missing,
    /// A number in digits alone.
    Whole(f64),
    /// Any other number.
    Decimal(f64),
    Moment,
    Text,
}

/// Whether a cell is a number or a date.
pub(super) fn is_value(text: &str) -> bool {
    matches!(cell(text), Cell::Whole(_) | Cell::Decimal(_) | Cell::Moment)
}

/// What a cell reads like.
pub(super) fn cell(text: &str) -> Cell {
    let text = formula::bare(text.trim());
    let number::Readings { point, comma } = number::read(text);
    match point.or(comma) {
        _ if missing::is_missing(text) => Cell::Missing,
        // In the few rows at the start it is more likely a month.
        _ if text.starts_with('0') && number::is_month_of_year(text) => Cell::Text,
        Some(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => Cell::Whole(number),
        Some(number) => Cell::Decimal(number),
        None if moment::read(text).is_some() => Cell::Moment,
        None => Cell::Text,
    }
}

/// Whether there is a text among the cells of a header, so that no row of values is taken for it.
pub(in crate::table) fn are_names<'a>(mut cells: impl Iterator<Item = &'a str>) -> bool {
    cells.any(|text| cell(text) == Cell::Text)
}

fn read(row: &[String]) -> Vec<Cell> {
    row.iter().map(|text| cell(text)).collect()
}

/// Whether the first of these rows names the columns, and why.
///
/// It does where any of its cells is a text, unless all such texts of several columns, or of one beside numbers,
/// recur below in their own columns, as categories do and names do not; or unless a decimal number or a date stands
/// among them over more of its kind. Numbers in sequence above others, such as years or wavelengths, are names, too.
pub(super) fn header(rows: &[Vec<String>]) -> (bool, HeaderReason) {
    let Some((first, below)) = rows.split_first() else {
        return (true, HeaderReason::Names);
    };
    let cells = read(first);
    let texts: Vec<usize> = (0..cells.len())
        .filter(|&index| cells[index] == Cell::Text)
        .collect();
    let second = below.first().map(|row| read(row)).unwrap_or_default();
    let data = cells
        .iter()
        .any(|cell| matches!(cell, Cell::Whole(_) | Cell::Decimal(_) | Cell::Moment));
    if texts.is_empty() {
        return if data && (!is_sequence(&cells) || is_sequence(&second)) {
            (false, HeaderReason::FirstRowIsData)
        } else {
            (true, HeaderReason::Names)
        };
    }
    let like_below = cells.iter().zip(&second).any(|pair| {
        matches!(
            pair,
            (Cell::Decimal(_), Cell::Decimal(_) | Cell::Whole(_)) | (Cell::Moment, Cell::Moment)
        )
    });
    if like_below && !is_rising(&cells) {
        return (false, HeaderReason::FirstRowIsData);
    }
    // The header of a file that was put behind another is no row.
    let others = || below.iter().filter(|row| !is_same(row, first));
    let over_values = |&index: &usize| {
        let mut cells = others().filter_map(|row| row.get(index)).peekable();
        cells.peek().is_some() && cells.all(|text| is_value(text))
    };
    if texts.iter().any(over_values) {
        return (true, HeaderReason::Names);
    }
    let recurs = |&index: &usize| {
        let name = first[index].trim();
        below
            .iter()
            .any(|row| row.get(index).is_some_and(|text| text.trim() == name))
    };
    if (texts.len() > 1 || data) && texts.iter().all(recurs) {
        (false, HeaderReason::FirstRowRecurs)
    } else {
        (true, HeaderReason::Names)
    }
}

/// Whether two rows are the same, save for the mark at the start of a file.
fn is_same(row: &[String], first: &[String]) -> bool {
    let bare = |row: &[String]| {
        row.first()
            .map(|cell| cell.trim_start_matches('\u{feff}').to_owned())
    };
    row.get(1..) == first.get(1..) && bare(row) == bare(first)
}

/// Fewest numbers that make a sequence: two can follow each other by chance.
const MIN_IN_SEQUENCE: usize = 3;

/// Whether these are whole numbers in equal steps; the first cell may be empty, over the names of rows, and then two
/// are enough.
fn is_sequence(cells: &[Cell]) -> bool {
    let (numbers, fewest) = match cells {
        [Cell::Missing, rest @ ..] => (rest, 2),
        cells => (cells, MIN_IN_SEQUENCE),
    };
    let step = |pair: &[Cell]| match pair {
        [Cell::Whole(one), Cell::Whole(next)] if next > one => Some(next - one),
        _ => None,
    };
    let first = numbers.windows(2).next().and_then(step);
    numbers.len() >= fewest
        && first.is_some()
        && numbers
            .windows(2)
            .all(|pair| step(pair).map(f64::to_bits) == first.map(f64::to_bits))
}

/// Whether the numbers of a row rise from left to right, as wavelengths over their columns do.
fn is_rising(cells: &[Cell]) -> bool {
    let numbers: Vec<f64> = cells
        .iter()
        .filter_map(|cell| match cell {
            Cell::Whole(number) | Cell::Decimal(number) => Some(*number),
            _ => None,
        })
        .collect();
    numbers.len() >= MIN_IN_SEQUENCE && numbers.windows(2).all(|pair| pair[0] < pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_is_told_from_the_others() {
        for (text, expected) in [
            ("a,b|1,2", true),
            ("1,2.5|3,4", false),
            ("1.5,x|2.5,y|3,x", false),
            ("1.5,x|2.5,y|3,z", false),
            ("1,Braund,male,7.25|2,Cumings,female,71.28", false),
            ("2020-01-01,Alice|2020-01-02,Bob", false),
            ("sample,400.5,401,401.5|a,0.1,0.2,0.3", true),
            ("name,2020-01-01,2020-02-01|a,1,2", true),
            ("1,2|1,3|1,4", false),
            ("0.5,1.5|0.2,3.5", false),
            ("1.0,2.0,3.0|2.0,NA,4.0", false),
            ("400,405,410|7,9,8", true),
            ("2020-01-01,3|2020-01-02,4", false),
            ("id,2019,2020|a,1,2", true),
            ("2019,2020,2021|5,9,7", true),
            ("1,2|3,4", false),
            (",0,1|0,5,3", true),
            ("c|a|c|b", true),
            ("NA,1.5|2,3", false),
            ("yes,no|no,no|yes,no", false),
            ("name,city|Bob,Rome|Ann,Oslo", true),
            ("name,n|Bob,1|name,n|Ann,2", true),
            ("a", true),
            ("5", false),
            ("", true),
        ] {
            let rows: Vec<Vec<String>> = text
                .split('|')
                .map(|row| row.split(',').map(str::to_owned).collect())
                .collect();
            assert_eq!(header(&rows).0, expected, "{text:?}");
        }
        assert_eq!(header(&[]), (true, HeaderReason::Names));
    }
}
