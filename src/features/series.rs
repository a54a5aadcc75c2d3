//! Several series in one table: meters or stations, each with rows over time.
//!
//! # The idea
//!
//! Where a table holds the rows of several meters, dates repeat in it, and its rows have no order as a whole. A column tells the
//! meters apart if no date repeats within one of its values, and the dates of each value order its rows.
//!
//! # The trap
//!
//! An hour in a column of its own does the same: each hour has one row a day. What tells the two apart is whether the rows
//! of a moment resemble each other ([`super::dependence`]).

use std::collections::HashMap;
use std::hash::Hash;

use super::pairing::Pairing;
use super::succession::{Order, covers, names};
use crate::table::{Column, MISSING_CODE, Values};

/// Most series that are looked for in a table.
const MAX_SERIES: usize = 200;

/// Dates repeat where so many rows stand at one moment at least, on the average.
const REPEATED: f64 = 1.5;

/// Within a series they do not: up to so many rows stand at one moment, because an hour comes twice when clocks go back.
const UNREPEATED: f64 = 1.01;

/// The series that a column of both tables tells apart.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundSeries {
    /// The column, by the source's name.
    pub column: String,
    /// The rows of source and target, series after series.
    pub orders: [Order; 2],
}

/// The series of each row by its cell, where the column can name series and names so many at most. Both tables number their own.
#[must_use]
pub fn series_by(column: &Column, most: usize) -> Option<Vec<Option<u32>>> {
    match &column.values {
        Values::Category { codes, .. } => numbered(codes.iter().map(|&code| present(code)), most),
        Values::Boolean { codes, truths, .. } => {
            let truth = |code: u32| truths.get(present(code)? as usize).copied();
            numbered(codes.iter().map(|&code| truth(code)), most)
        }
        Values::Number(cells) => {
            let bits = |cell: &f64| (!cell.is_nan()).then(|| cell.to_bits());
            numbered(cells.iter().map(bits), most)
        }
        Values::Moment { .. } | Values::Unused { .. } => None,
    }
}

fn present(code: u32) -> Option<u32> {
    (code != MISSING_CODE).then_some(code)
}

/// Numbers values by their first appearance; nothing where there are more than so many.
fn numbered<T: Hash + Eq>(cells: impl Iterator<Item = Option<T>>, most: usize) -> Option<Vec<Option<u32>>> {
    let mut numbers: HashMap<T, u32> = HashMap::new();
    let number = |cell: Option<T>| {
        let Some(cell) = cell else { return Some(None) };
        let next = u32::try_from(numbers.len()).ok()?;
        let number = *numbers.entry(cell).or_insert(next);
        (numbers.len() <= most).then_some(Some(number))
    };
    cells.map(number).collect()
}

/// The column that tells series apart, where the dates of a table repeat and those of each series do not.
#[must_use]
pub fn find_series<'t>(
    pairing: &Pairing<'_>,
    original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
    moments: [&[f64]; 2],
) -> Option<FoundSeries> {
    let repeat = |moments: &[f64]| Order::sorted(moments).rows_of_moment() >= REPEATED;
    if !moments.into_iter().any(repeat) {
        return None;
    }
    names(pairing).into_iter().find_map(|name| {
        let columns = original(name)?;
        let series = columns.map(few_series);
        let [Some(source), Some(target)] = &series else {
            return None;
        };
        let orders = [(source, moments[0]), (target, moments[1])].map(|(series, moments)| {
            let order = Order::in_series(series, Some(moments))?;
            let is_series = covers(order.rows.len(), series.len()) && order.rows_of_moment() <= UNREPEATED;
            is_series.then_some(order)
        });
        let [Some(source), Some(target)] = orders else {
            return None;
        };
        let has_several = source.places().len() > 1 || target.places().len() > 1;
        has_several.then(|| FoundSeries {
            column: name.to_owned(),
            orders: [source, target],
        })
    })
}

/// The series of each row, where a column names few, and no measured numbers.
fn few_series(column: &Column) -> Option<Vec<Option<u32>>> {
    if let Values::Number(cells) = &column.values
        && cells.iter().any(|cell| cell.fract() != 0.0 && !cell.is_nan())
    {
        return None;
    }
    series_by(column, MAX_SERIES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Selection, originals, pair};
    use crate::table::{Table, read};

    /// The column that tells the series of two tables apart.
    fn found(tables: [&Table; 2]) -> Option<FoundSeries> {
        let pairing = pair(tables[0], tables[1], &Selection::default()).unwrap();
        let original = |name: &str| originals(tables, &Selection::default(), name);
        let dates = super::super::succession::date_columns(&pairing, &original);
        find_series(&pairing, &original, [&dates[0][0], &dates[0][1]])
    }

    /// Rows of so many meters over forty days, day after day or meter after meter; of the last meter every third is missing.
    fn table(month: u32, meters: usize, day_by_day: bool) -> Table {
        let mut rows: Vec<[usize; 2]> = (0..40)
            .flat_map(|day| (0..meters).map(move |meter| [day, meter]))
            .filter(|[day, meter]| meters == 1 || *meter + 1 < meters || day % 3 > 0)
            .collect();
        if !day_by_day {
            rows.sort_by_key(|[day, meter]| [*meter, *day]);
        }
        let line = |[day, meter]: [usize; 2]| {
            let date = format!("2021-{:02}-{:02}", month as usize + day / 28, day % 28 + 1);
            let name = ["north", "south", "east", "west"][meter];
            let kwh = (day * 37 + meter * 11) % 100;
            format!("{date},{name},{},{},{kwh}.5\n", 4_000 + meter, meter % 2)
        };
        let rows: String = rows.into_iter().map(line).collect();
        read(
            "a.csv",
            format!("date,meter,number,region,kwh\n{rows}").as_bytes(),
        )
        .unwrap()
    }

    #[test]
    fn meters_are_told_apart_by_what_names_them() {
        let (source, target) = (table(1, 4, true), table(4, 4, false));
        let series = found([&source, &target]).unwrap();
        assert_eq!(series.column, "meter");
        assert_eq!(series.orders[0].places(), [0..40, 40..80, 80..120, 120..146]);
        assert_eq!(series.orders[1].places(), [0..40, 40..80, 80..120, 120..146]);
        // The west has no row on the first day.
        assert_eq!(series.orders[0].rows[..3], [0, 3, 7]);
        assert_eq!(series.orders[1].rows[..2], [0, 1]);
    }

    #[test]
    fn a_table_of_one_meter_beside_one_of_several_is_one_series() {
        let (source, target) = (table(1, 4, true), table(4, 1, true));
        let target = &found([&source, &target]).unwrap().orders[1];
        assert_eq!((target.places().len(), target.rows.len()), (1, 40));
    }

    #[test]
    fn nothing_tells_rows_apart_whose_dates_do_not_repeat() {
        let (source, target) = (table(1, 1, true), table(4, 1, true));
        assert_eq!(found([&source, &target]), None);
    }

    #[test]
    fn a_number_that_names_meters_does_and_a_region_of_several_does_not() {
        let [mut source, mut target] = [table(1, 4, true), table(4, 4, true)];
        for table in [&mut source, &mut target] {
            table.columns.retain(|column| column.name != "meter");
        }
        assert_eq!(found([&source, &target]).unwrap().column, "number");
        for table in [&mut source, &mut target] {
            table.columns.retain(|column| column.name != "number");
        }
        assert_eq!(found([&source, &target]), None);
    }
}
