//! Whether commas within cells are decimal marks, or stand between the parts of a list.
//!
//! A file that writes `2.5` in one column does not write `0,1` for a tenth in another: genotypes, a value with its
//! flag, pairs of coordinates. Between commas that is sure, because nobody had to write the points otherwise. Semicolons are
//! there because of decimal commas, so with them a point is the exception (a version, a time) unless it is more frequent.
//! What stays is asked.

use super::builder::ColumnBuilder;
use super::style::Way;
use super::two_ways::TwoWays;
use crate::table::facts::dialect::Delimiter;
use crate::table::facts::findings::Example;
use crate::table::facts::kind::ColumnKind;

/// Between semicolons, so many columns with commas for one with points are decimals without a question.
const SURE_RATIO: usize = 3;

/// Fewest cells that are lists for their digits alone.
const MIN_LISTS: usize = 20;

/// What the commas in cells are, where some columns have them and others have decimal points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Commas {
    /// No file has both, or it is plain that they are decimal marks.
    Plain,
    /// They stand between the parts of lists.
    Lists,
    /// They are decimal marks more likely than not, which is worth a question.
    Asked,
}

/// What commas in cells are, by so many columns that need them as decimal marks, and so many with decimal points.
fn judged(delimiter: Delimiter, commas: usize, points: usize) -> Commas {
    if commas == 0 || points == 0 {
        return Commas::Plain;
    }
    let (are_lists, is_plain) = match delimiter {
        Delimiter::Comma => (true, false),
        Delimiter::Semicolon => (points > commas, commas > SURE_RATIO * points),
        Delimiter::Tab | Delimiter::Pipe | Delimiter::Spaces => (points >= commas, false),
    };
    if are_lists {
        Commas::Lists
    } else if is_plain {
        Commas::Plain
    } else {
        Commas::Asked
    }
}

/// Takes columns for lists where their commas are no decimal marks.
pub(in crate::table) fn mark_lists(delimiter: Delimiter, columns: &mut [ColumnBuilder]) -> Commas {
    for column in columns.iter_mut().filter(|column| column.has_full_groups_only()) {
        column.are_lists = column.chosen != Some(ColumnKind::Number);
    }
    let points = columns.iter().filter(|column| column.has_points()).count();
    let commas = columns.iter().filter(|column| column.has_commas()).count();
    let judged = judged(delimiter, commas, points);
    if judged == Commas::Lists {
        for column in columns.iter_mut().filter(|column| column.has_commas()) {
            column.are_lists = column.chosen != Some(ColumnKind::Number);
        }
    }
    judged
}

/// The first cells whose commas are decimal marks or not.
pub(in crate::table) fn examples(columns: &[ColumnBuilder]) -> Vec<Example> {
    let with_commas = columns.iter().filter(|column| column.has_commas());
    with_commas.filter_map(ColumnBuilder::comma_example).collect()
}

impl ColumnBuilder {
    /// Whether this is a column of numbers only where the comma is the decimal mark.
    fn has_commas(&self) -> bool {
        let need_commas = |cells: &TwoWays| {
            cells.votes().way() == Some(Way::Second) && 2 * cells.read(Way::Second) >= self.unmarked()
        };
        self.decimal_commas.count > 0 && self.numbers.as_ref().is_some_and(need_commas)
    }

    /// Whether all cells have four or more groups of three digits, and not one has fewer digits in front: such are the four
    /// sides of a box, and hardly amounts.
    fn has_full_groups_only(&self) -> bool {
        self.full_groups.count >= MIN_LISTS && self.full_groups.count == self.present
    }

    /// Whether this is a column of numbers with decimal points.
    fn has_points(&self) -> bool {
        let is_point = |cells: &TwoWays| {
            let votes = cells.votes();
            let open = self.style.between_commas && votes.open > 0 && cells.all_smaller_first();
            let decides = votes.way() == Some(Way::First) || votes.way().is_none() && open;
            decides && 2 * cells.read(Way::First) >= self.unmarked()
        };
        !self.are_months() && self.numbers.as_ref().is_some_and(is_point)
    }

    fn comma_example(&self) -> Option<Example> {
        let raw = self.decimal_commas.text.clone();
        let second = crate::table::cells::number::read(&raw).comma?;
        Some(Example {
            column: self.name.clone(),
            raw,
            first: None,
            second,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_beside_commas_make_lists_or_a_question() {
        use Delimiter::{Comma, Semicolon, Tab};
        for (delimiter, commas, points, expected) in [
            (Comma, 3, 0, Commas::Plain),
            (Comma, 0, 3, Commas::Plain),
            (Comma, 5, 1, Commas::Lists),
            (Tab, 1, 1, Commas::Lists),
            (Tab, 4, 1, Commas::Asked),
            (Semicolon, 1, 2, Commas::Lists),
            (Semicolon, 1, 1, Commas::Asked),
            (Semicolon, 3, 1, Commas::Asked),
            (Semicolon, 4, 1, Commas::Plain),
        ] {
            assert_eq!(
                judged(delimiter, commas, points),
                expected,
                "{delimiter:?} {commas} {points}"
            );
        }
    }
}
