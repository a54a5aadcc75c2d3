//! Whether the first row names the columns.

use super::HeaderReason;
use crate::table::{moment, number, words};

/// What a cell of the first row reads like.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    Missing,
    Number(f64),
    Moment,
    Text,
}

fn cell(text: &str) -> Cell {
    let text = text.trim();
    let number::Readings { point, comma } = number::read(text);
    match point.or(comma) {
        _ if words::is_missing(text) => Cell::Missing,
        Some(number) => Cell::Number(number),
        None if moment::read(text).is_some() => Cell::Moment,
        None => Cell::Text,
    }
}

fn read(row: &[String]) -> Vec<Cell> {
    row.iter().map(|text| cell(text)).collect()
}

/// Whether the first of these rows names the columns, and why.
///
/// It does where any of its cells is a text, unless all such texts of several columns, or of one beside numbers,
/// recur below in their own columns, as categories do and names do not. Numbers in sequence above others, such as
/// years, are names, too.
pub(super) fn header(rows: &[Vec<String>]) -> (bool, HeaderReason) {
    let Some((first, below)) = rows.split_first() else {
        return (true, HeaderReason::Names);
    };
    let cells = read(first);
    let texts: Vec<usize> = (0..cells.len())
        .filter(|&index| cells[index] == Cell::Text)
        .collect();
    if texts.is_empty() {
        let data = cells
            .iter()
            .any(|cell| matches!(cell, Cell::Number(_) | Cell::Moment));
        let sequence =
            |cells: &[Cell]| is_sequence(cells) && !below.iter().take(1).any(|row| is_sequence(&read(row)));
        return if data && !sequence(&cells) {
            (false, HeaderReason::FirstRowIsData)
        } else {
            (true, HeaderReason::Names)
        };
    }
    let recurs = |&index: &usize| {
        let name = first[index].trim();
        below
            .iter()
            .any(|row| row.get(index).is_some_and(|text| text.trim() == name))
    };
    let beside_others = texts.len() > 1
        || cells
            .iter()
            .any(|cell| matches!(cell, Cell::Number(_) | Cell::Moment));
    if beside_others && texts.iter().all(recurs) {
        (false, HeaderReason::FirstRowRecurs)
    } else {
        (true, HeaderReason::Names)
    }
}

/// Whether these are at least two numbers, each one more than the one before; the first cell may be empty, over
/// the names of rows.
fn is_sequence(cells: &[Cell]) -> bool {
    let numbers = match cells {
        [Cell::Missing, rest @ ..] => rest,
        cells => cells,
    };
    numbers.len() > 1
        && numbers
            .windows(2)
            .all(|pair| matches!(pair, [Cell::Number(one), Cell::Number(next)] if (next - one).to_bits() == 1.0_f64.to_bits()))
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
            ("1.5,x|2.5,y|3,z", true),
            ("2020-01-01,3|2020-01-02,4", false),
            ("id,2019,2020|a,1,2", true),
            ("2019,2020,2021|5,9,7", true),
            ("1,2|3,4", false),
            (",0,1|0,5,3", true),
            ("c|a|c|b", true),
            ("NA,1.5|2,3", false),
            ("yes,no|no,no|yes,no", false),
            ("name,city|Bob,Rome|Ann,Oslo", true),
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
