//! Rows that follow each other in time: in which order, and which of them stand together.
//!
//! Rows have an order where a column of dates says so, or where they resemble their neighbours as they stand in the file and
//! nobody has sorted them. A date of birth orders no rows: rows do not stand in its order, and its steps have no length.

use std::collections::HashSet;

use super::joining::{dated, moments};
use super::pairing::Pairing;
use super::row_order::{counts_up, stand_in_order};
use crate::table::{Column, Table, Values, calendar};

/// Consecutive rows of one table, without a gap among them, in one part of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Which part: rows of both tables are compared within a part. 0 where the calendar does not matter.
    pub stratum: usize,
    /// The rows in the order of time.
    pub rows: Vec<usize>,
}

/// What the rows of both tables are compared within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// The months of the year, because both tables go through the same ones.
    Month,
}

/// The rows of one table in the order of time, with their moments where there are dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The rows.
    pub rows: Vec<usize>,
    /// The moment of each of them in seconds since 1970; empty where the file's order is all there is.
    pub moments: Vec<f64>,
}

/// A gap is longer than so many steps: from Friday to Monday is none.
const MIN_GAP: f64 = 3.5;

/// Steps of one length are so large a share of all at least where dates say when rows were taken.
const REGULAR: f64 = 0.5;

/// Fewest different moments that order rows.
const MIN_MOMENTS: usize = 20;

/// Rows without a moment are at most this share.
const MAX_WITHOUT: f64 = 0.1;

/// Rows that somebody has grouped have so many equal values in a group at least.
const ROWS_OF_GROUP: usize = 5;

/// Each table covers so many months of the year at least, for rows to be compared within months.
const MIN_MONTHS: usize = 6;

/// The months that both tables have are at least this share of those that either has.
const SHARED_MONTHS: f64 = 0.6;

impl Order {
    /// The rows by the moments of a column; nothing where these say something else than when rows were taken.
    #[must_use]
    pub fn by(moments: &[f64]) -> Option<Self> {
        let mut rows: Vec<usize> = (0..moments.len()).filter(|&row| !moments[row].is_nan()).collect();
        if ((moments.len() - rows.len()) as f64) > MAX_WITHOUT * moments.len() as f64 {
            return None;
        }
        rows.sort_by(|&one, &other| moments[one].total_cmp(&moments[other]).then(one.cmp(&other)));
        let sorted: Vec<f64> = rows.iter().map(|&row| moments[row]).collect();
        let order = Self {
            rows,
            moments: sorted,
        };
        let steps = order.steps();
        let step = median(&steps)?;
        let regular = steps
            .iter()
            .filter(|size| (**size - step).abs() <= 0.1 * step)
            .count();
        let is_regular = regular as f64 >= REGULAR * steps.len() as f64;
        (steps.len() + 1 >= MIN_MOMENTS && (is_regular || stand_in_order(moments))).then_some(order)
    }

    /// The rows as they stand in the file.
    #[must_use]
    pub fn of_file(rows: usize) -> Self {
        Self {
            rows: (0..rows).collect(),
            moments: Vec::new(),
        }
    }

    /// The first so many rows.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        Self {
            rows: self.rows.iter().copied().take(count).collect(),
            moments: self.moments.iter().copied().take(count).collect(),
        }
    }

    /// Only the rows that are kept, by their new numbers.
    #[must_use]
    pub fn of_rows(&self, kept: &[usize]) -> Self {
        let all = self.rows.iter().copied().max().map_or(0, |last| last + 1);
        let mut places = vec![None; all];
        for (place, &row) in kept.iter().enumerate() {
            if let Some(of_row) = places.get_mut(row) {
                *of_row = Some(place);
            }
        }
        let is_kept = |row: usize| places.get(row).copied().flatten();
        let rows = self.rows.iter().filter_map(|&row| is_kept(row)).collect();
        let moments = self.rows.iter().zip(&self.moments);
        let moments = moments.filter_map(|(&row, &moment)| is_kept(row).map(|_| moment));
        Self {
            rows,
            moments: moments.collect(),
        }
    }

    /// The steps in seconds from each moment to the next other one.
    fn steps(&self) -> Vec<f64> {
        let steps = self.moments.windows(2).map(|pair| pair[1] - pair[0]);
        steps.filter(|step| *step > 0.0).collect()
    }

    /// The usual step from moment to moment in seconds; nothing without dates.
    #[must_use]
    pub fn step(&self) -> Option<f64> {
        median(&self.steps())
    }

    /// How many rows stand at one moment, on the average.
    #[must_use]
    pub fn rows_of_moment(&self) -> f64 {
        let moments = self.steps().len() + 1;
        if self.moments.is_empty() {
            1.0
        } else {
            self.rows.len() as f64 / moments as f64
        }
    }

    /// The rows cut at gaps and, with a season, where it changes.
    #[must_use]
    pub fn segments(&self, season: Option<Season>) -> Vec<Segment> {
        let longest = self.step().map_or(f64::INFINITY, |step| MIN_GAP * step);
        let stratum = |place: usize| match (season, self.moments.get(place)) {
            (Some(Season::Month), Some(&moment)) => calendar::month(moment) as usize,
            _ => 0,
        };
        let mut segments: Vec<Segment> = Vec::new();
        for (place, &row) in self.rows.iter().enumerate() {
            let before = place.checked_sub(1);
            let is_new = before.is_none_or(|before| {
                let gap = match (self.moments.get(before), self.moments.get(place)) {
                    (Some(one), Some(other)) => other - one,
                    _ => 0.0,
                };
                gap > longest || stratum(before) != stratum(place)
            });
            match segments.last_mut() {
                Some(last) if !is_new => last.rows.push(row),
                _ => segments.push(Segment {
                    stratum: stratum(place),
                    rows: vec![row],
                }),
            }
        }
        segments
    }

    /// Which months of the year have rows.
    fn months(&self) -> [bool; 12] {
        let mut months = [false; 12];
        for &moment in &self.moments {
            if let Some(has) = months.get_mut((calendar::month(moment) as usize).saturating_sub(1)) {
                *has = true;
            }
        }
        months
    }
}

/// The moments of each column of dates that both tables have, in seconds since 1970; `NaN` where a cell is missing.
#[must_use]
pub fn date_columns<'t>(
    pairing: &Pairing<'_>,
    original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
) -> Vec<[Vec<f64>; 2]> {
    let inputs = pairing.inputs.iter().map(|column| column.origin.as_str());
    let others = pairing.left_out.iter().map(|column| column.name.as_str());
    let mut names: Vec<&str> = inputs.chain(others).collect();
    names.dedup();
    let dates = names.into_iter().filter_map(|name| {
        let dated = dated(original(name)?)?;
        let [source, target] = dated.each_ref().map(|column| moments(column));
        let sides = [source?, target?];
        let have_dates = sides.iter().all(|side| side.has_date);
        have_dates.then(|| sides.map(|side| side.seconds.to_vec()))
    });
    dates.collect()
}

/// Whether somebody has sorted or grouped the rows of a table: then they resemble their neighbours whether or not they depend on
/// each other. What counts rows or time sorts nothing.
#[must_use]
pub fn is_grouped(table: &Table) -> bool {
    table.columns.iter().any(|column| match &column.values {
        Values::Number(cells) => {
            let counts = counts_up(cells, MIN_MOMENTS);
            let bits: Vec<u64> = cells.iter().map(|cell| cell.to_bits()).collect();
            let is_sorted = cells.is_sorted() || cells.iter().rev().is_sorted();
            !counts && (is_sorted && stands_in_groups(&bits, 1) || stands_in_groups(&bits, ROWS_OF_GROUP))
        }
        Values::Category { codes, .. } | Values::Boolean { codes, .. } => {
            let codes: Vec<u64> = codes.iter().map(|&code| u64::from(code)).collect();
            stands_in_groups(&codes, ROWS_OF_GROUP)
        }
        Values::Moment { .. } | Values::Unused { .. } => false,
    })
}

/// Whether equal values stand together, so many of each on the average at least.
fn stands_in_groups(values: &[u64], rows: usize) -> bool {
    let segments = values.chunk_by(|one, other| one == other).count();
    // Nearly all columns leave here, before their values are counted.
    if segments * rows > 2 * values.len() {
        return false;
    }
    let distinct = values.iter().collect::<HashSet<_>>().len();
    distinct > 1 && segments <= 2 * distinct && distinct * rows <= values.len()
}

/// The season within which two tables are compared: months, where both go through most of the same ones.
#[must_use]
pub fn season(sides: [&Order; 2]) -> Option<Season> {
    let months = sides.map(Order::months);
    let count = |is: &dyn Fn(usize) -> bool| (0..12).filter(|&month| is(month)).count();
    let both = count(&|month| months[0][month] && months[1][month]);
    let either = count(&|month| months[0][month] || months[1][month]);
    (both >= MIN_MONTHS && both as f64 >= SHARED_MONTHS * either as f64).then_some(Season::Month)
}

fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f64::total_cmp).1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::calendar::{SECONDS_IN_DAY, days_from_civil};

    fn day(year: i64, month: u32, day: u32) -> f64 {
        days_from_civil(year, month, day) as f64 * SECONDS_IN_DAY
    }

    fn days(first: f64, count: u32) -> Vec<f64> {
        (0..count)
            .map(|row| first + f64::from(row) * SECONDS_IN_DAY)
            .collect()
    }

    #[test]
    fn dates_order_rows_and_births_do_not() {
        let mut moments = days(day(2020, 1, 1), 40);
        moments.swap(3, 30);
        let order = Order::by(&moments).unwrap();
        assert_eq!([order.rows[3], order.rows[30]], [30, 3]);
        assert!(order.moments.is_sorted());
        assert_eq!(order.step(), Some(SECONDS_IN_DAY));
        let births: Vec<f64> = (0..200_u32)
            .map(|row| f64::from(row * row * 7_919 % 20_011) * SECONDS_IN_DAY)
            .collect();
        assert_eq!(Order::by(&births), None);
        assert_eq!(Order::by(&days(0.0, 10)), None);
        let mut missing = days(0.0, 40);
        missing[..5].fill(f64::NAN);
        assert_eq!(Order::by(&missing), None);
    }

    #[test]
    fn segments_end_at_gaps_and_with_the_month() {
        // Working days of six weeks, with a fortnight missing.
        let all = days(day(2020, 1, 6), 61);
        let moments: Vec<f64> = all
            .into_iter()
            .filter(|moment| calendar::weekday(*moment) < 5)
            .filter(|moment| !(day(2020, 1, 27)..day(2020, 2, 10)).contains(moment))
            .collect();
        let order = Order::by(&moments).unwrap();
        let counts = |season| -> Vec<(usize, usize)> {
            let segments = order.segments(season);
            segments
                .iter()
                .map(|segment| (segment.stratum, segment.rows.len()))
                .collect()
        };
        assert_eq!(counts(None), [(0, 15), (0, 20)]);
        assert_eq!(counts(Some(Season::Month)), [(1, 15), (2, 15), (3, 5)]);
    }

    #[test]
    fn tables_of_the_same_months_are_compared_within_months() {
        let order = |first: f64, count: u32| Order::by(&days(first, count)).unwrap();
        let year = order(day(2020, 1, 1), 366);
        assert_eq!(season([&year, &order(day(2021, 1, 1), 365)]), Some(Season::Month));
        assert_eq!(season([&year, &order(day(2021, 1, 1), 100)]), None);
        let summer = order(day(2020, 5, 1), 120);
        assert_eq!(season([&summer, &order(day(2020, 9, 1), 120)]), None);
        let file = Order::of_file(300);
        assert_eq!(season([&file, &file]), None);
    }

    #[test]
    fn rows_that_are_kept_stay_in_order() {
        let mut moments = days(0.0, 40);
        moments.reverse();
        let order = Order::by(&moments).unwrap().of_rows(&[2, 5, 39]);
        assert_eq!(order.rows, [2, 1, 0]);
        assert_eq!(order.moments, [0.0, 34.0 * SECONDS_IN_DAY, 37.0 * SECONDS_IN_DAY]);
    }

    #[test]
    fn several_rows_of_a_moment_are_counted() {
        let moments: Vec<f64> = days(0.0, 30).into_iter().flat_map(|moment| [moment; 4]).collect();
        let order = Order::by(&moments).unwrap();
        assert!((order.rows_of_moment() - 4.0).abs() < 1e-12);
        assert_eq!(order.step(), Some(SECONDS_IN_DAY));
        assert_eq!(order.segments(None).len(), 1);
    }
}
