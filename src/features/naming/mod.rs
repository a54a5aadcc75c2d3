//! Columns that only name the table, the row or the moment, and so decide nothing about two tables.
//!
//! Each of these rules sees both sides and treats them alike.

mod keys;
mod periods;
#[cfg(test)]
mod tests;

use super::error::LeftOutReason;
use super::joining::{is_constant, join_columns};
use super::levels;
use super::paired::{Cells, PairedColumn};
use super::scales::{another_unit, percent_beside_unit};
use crate::report::Side;
use crate::table::{Column, CountsTime, Values, names_code, names_key, names_row_number, truths};

pub use self::periods::are_dates_in_any_order;

use self::keys::{
    are_few_keys_apart, are_keys_apart, are_shared_by_rows, count_apart, has_unit, never_repeat, rise_apart,
};
use self::periods::{
    Numbered, are_days_apart, are_numbered_apart, are_periods_apart, are_years_apart, is_calendar_apart,
    stand_in_any_order, times_apart,
};

/// Fewest distinct numbers among categories that are measured rather than codes.
const MIN_MARKED_NUMBERS: usize = 21;

/// Of more categories without one in common nobody would think that they are the same in other words.
pub(super) const MAX_RENAMED: usize = 12;

/// What two columns of one name become.
#[derive(Debug, PartialEq)]
pub(super) struct Paired<'t> {
    /// The inputs; none where the two do not go together.
    pub(super) columns: Vec<PairedColumn<'t>>,
    /// Why the two say nothing about two tables, where they do not.
    pub(super) reason: Option<LeftOutReason>,
}

impl Paired<'_> {
    /// No inputs.
    pub(super) fn nothing(reason: LeftOutReason) -> Self {
        Self {
            columns: Vec::new(),
            reason: Some(reason),
        }
    }
}

/// Pairs two columns of one name.
pub(super) fn pair_columns<'t>(source: &'t Column, target: &'t Column) -> Paired<'t> {
    if let Some(side) = empty_side(source, target) {
        return Paired::nothing(LeftOutReason::EmptyIn(side));
    }
    let columns = match join_columns(source, target) {
        Ok(columns) => columns,
        Err(reason) => return Paired::nothing(reason),
    };
    let counts_time = |known| [source, target].iter().any(|column| column.counts_time == known);
    let names_keys = [source, target].iter().any(|column| names_key(&column.name));
    let first = columns.first();
    let reason = if columns.iter().all(is_constant) {
        Some(LeftOutReason::Constant)
    } else if let Some(values) = one_value_each([source, target], &columns) {
        Some(LeftOutReason::NamesTable(values))
    } else if counts_time(CountsTime::Yes) && times_apart(source, target) {
        // Of cars and buildings the year is a quantity, and `time` may be a duration. Rows in its order were taken then.
        Some(if stand_in_any_order([source, target]) {
            LeftOutReason::PerhapsTime
        } else {
            LeftOutReason::TimeAlone
        })
    } else if counts_time(CountsTime::Perhaps) && times_apart(source, target)
        || first.is_some_and(|column| {
            are_years_apart(column)
                || are_periods_apart(column)
                || is_calendar_apart(column, counts_time(CountsTime::Yes))
                || are_numbered_apart(column, counts_time(CountsTime::Yes))
                || are_days_apart(column)
        })
    {
        Some(LeftOutReason::PerhapsTime)
    } else if first.is_some_and(are_numbers_with_marks) {
        Some(LeftOutReason::NumbersWithMarks)
    } else if let Some(side) = first.and_then(marks_and_blanks) {
        Some(LeftOutReason::MarksAndBlanks(side))
    } else if let Some(units) = percent_beside_unit([source, target]) {
        Some(LeftOutReason::UnitsDiffer(units))
    } else if let Some((factor, larger)) = another_unit(source, target) {
        Some(LeftOutReason::PerhapsUnit { factor, larger })
    } else if names_keys && first.is_some_and(are_keys_apart) {
        // A code may be that of a place or a kind, which says much about a row.
        let is_named = |says: fn(&str) -> bool| [source, target].iter().any(|column| says(&column.name));
        let is_of_groups =
            is_named(names_code) || is_named(names_row_number) && first.is_some_and(are_shared_by_rows);
        Some(if is_of_groups {
            LeftOutReason::PerhapsGroupKey
        } else {
            LeftOutReason::Identifier
        })
    } else if names_keys && first.is_some_and(are_few_keys_apart) {
        Some(LeftOutReason::PerhapsGroupKey)
    } else if first.is_some_and(rise_apart_in) || count_apart(source, target) {
        Some(LeftOutReason::PerhapsCounts)
    } else if !has_unit(&source.name) && first.is_some_and(never_repeat) {
        Some(LeftOutReason::PerhapsKey)
    } else if first.is_some_and(are_perhaps_renamed) {
        Some(LeftOutReason::PerhapsRenamed)
    } else {
        None
    };
    Paired { columns, reason }
}

/// Whether the numbers of both sides, or those in their categories, rise from row to row and lie apart.
fn rise_apart_in(column: &PairedColumn<'_>) -> bool {
    if let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) {
        return rise_apart([one, other]);
    }
    Numbered::of(column).is_some_and(|numbered| rise_apart(numbered.sides.each_ref().map(Vec::as_slice)))
}

/// The side whose column has no values, where the other one has some.
fn empty_side(source: &Column, target: &Column) -> Option<Side> {
    match [source, target].map(Column::is_empty) {
        [true, false] => Some(Side::Source),
        [false, true] => Some(Side::Target),
        _ => None,
    }
}

/// The value that all cells of the source have, and the one that all of the target have, where they differ. The missing
/// say nothing.
fn one_value_each(sides: [&Column; 2], paired: &[PairedColumn<'_>]) -> Option<[String; 2]> {
    let column = paired.first()?;
    let only = |column: &Column, cells: &Cells<'_>| {
        let values = |row: usize| match &column.values {
            Values::Moment { seconds, .. } => seconds[row].to_bits(),
            _ => cells.bits(row),
        };
        let mut present = cells.present();
        let first = present.next()?;
        present.all(|row| values(row) == values(first)).then_some(first)
    };
    let [source, target] = sides;
    let rows = [
        only(source, column.cells(Side::Source))?,
        only(target, column.cells(Side::Target))?,
    ];
    let differ = match (&source.values, &target.values) {
        (Values::Moment { seconds: one, .. }, Values::Moment { seconds: other, .. }) => {
            one[rows[0]].to_bits() != other[rows[1]].to_bits()
        }
        _ => column.source.bits(rows[0]) != column.target.bits(rows[1]),
    };
    differ.then_some([source.shown(rows[0])?, target.shown(rows[1])?])
}

/// Whether most categories of both tables are many numbers, and the others numbers with marks or words: `44.9 p` beside
/// `44.9`. As categories they hide how far the numbers moved.
fn are_numbers_with_marks(column: &PairedColumn<'_>) -> bool {
    let is_number: Vec<bool> = column
        .levels
        .iter()
        .map(|level| levels::number(level).is_some())
        .collect();
    if is_number.iter().filter(|is_number| **is_number).count() < MIN_MARKED_NUMBERS {
        return false;
    }
    [&column.source, &column.target].iter().all(|cells| {
        let Cells::Codes(codes) = cells else {
            return false;
        };
        let present = cells.present();
        let numbers = present
            .clone()
            .filter(|&row| is_number.get(codes[row] as usize) == Some(&true));
        2 * numbers.count() >= present.count()
    })
}

/// The side that has one category and blanks where the other one has words for yes and no: `x`, or nothing. Its blanks mean no,
/// or that nobody asked.
fn marks_and_blanks(column: &PairedColumn<'_>) -> Option<Side> {
    let says_both = |side| {
        let levels = column.cells(side).values();
        let is_among = |level: usize| levels.contains(&(level as u64));
        let named = column.levels.iter().enumerate();
        let spelt = column
            .spellings
            .iter()
            .map(|spelling| (spelling.level, &spelling.text));
        let words = named.chain(spelt).filter(|(level, _)| is_among(*level));
        let texts: Vec<&str> = words.map(|(_, text)| text.as_str()).collect();
        let mut truths = truths(texts.iter().copied());
        truths.extend(texts.iter().map(|text| levels::digit_truth(text)));
        levels.len() == 2
            && [Some(true), Some(false)]
                .iter()
                .all(|truth| truths.contains(truth))
    };
    let is_marked = |side| {
        let cells = column.cells(side);
        cells.values().len() == 1 && cells.present().count() < cells.len()
    };
    let sides = [Side::Source, Side::Target];
    let side = sides.into_iter().find(|side| is_marked(*side))?;
    let other = sides[usize::from(side == Side::Source)];
    (!column.levels.is_empty() && says_both(other)).then_some(side)
}

/// Whether both tables have few categories and none in common, whatever their numbers: `合闸`, `分闸` and `检修` in one,
/// `closed` and `open` in the other, which has seen no maintenance.
fn are_perhaps_renamed(column: &PairedColumn<'_>) -> bool {
    let sides = [column.source.values(), column.target.values()];
    !column.levels.is_empty()
        && sides
            .iter()
            .all(|levels| (2..=MAX_RENAMED).contains(&levels.len()))
        && sides[0].is_disjoint(&sides[1])
}
