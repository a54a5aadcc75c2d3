//! Rows that follow each other in time: in which order, and which of them stand together.
//!
//! Rows have an order where a column of dates says so, or where they resemble their neighbours as they stand in the file and
//! nobody has sorted them. A date of birth orders no rows: rows do not stand in its order, and its steps have no length.
//! Where a table holds several series, such as those of meters, each has an order of its own ([`super::series`]).

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::joining::{dated, moments};
use super::pairing::Pairing;
use super::row_order::{counts_up, stand_in_order};
use crate::report::Season;
use crate::table::{Column, Table, Values, calendar};

/// Consecutive rows of one table and one series, without a gap among them, in one part of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Which part: rows of both tables are compared within a part. 0 where the calendar does not matter.
    pub stratum: usize,
    /// The rows in the order of time.
    pub rows: Vec<usize>,
}

/// The rows of one table in the order of time, series after series, with their moments where there are dates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Order {
    /// The rows.
    pub rows: Vec<usize>,
    /// The moment of each of them in seconds since 1970; empty where the file's order is all there is.
    pub moments: Vec<f64>,
    /// The series of each of them; empty where all rows are one series.
    pub series: Vec<u32>,
}

/// A gap is longer than so many steps: from Friday to Monday is none.
const MIN_GAP: f64 = 3.5;

/// Steps of one length are so large a share of all at least where dates say when rows were taken.
const REGULAR: f64 = 0.5;

/// Fewest different moments that order rows.
const MIN_MOMENTS: usize = 20;

/// Rows without a moment are at most this share.
const MAX_WITHOUT: f64 = 0.1;

/// The first rows are those of so many series at least: of one alone, nothing says whether series resemble each other.
const MEASURED_SERIES: usize = 4;

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
        let order = Self::sorted(moments);
        let is_enough = covers(order.rows.len(), moments.len()) && order.steps().len() + 1 >= MIN_MOMENTS;
        (is_enough && order.says_when(moments)).then_some(order)
    }

    /// Whether these moments, which it sorts, say when rows were taken: most steps have one length, or rows stand in their order.
    /// A date of birth or of commissioning does neither.
    pub(super) fn says_when(&self, moments: &[f64]) -> bool {
        let steps = self.steps();
        let is_regular = median(&steps).is_some_and(|step| {
            let regular = steps.iter().filter(|size| (**size - step).abs() <= 0.1 * step);
            regular.count() as f64 >= REGULAR * steps.len() as f64
        });
        is_regular || stand_in_order(moments)
    }

    /// The rows that have a moment, by these moments.
    #[must_use]
    pub fn sorted(moments: &[f64]) -> Self {
        let mut rows: Vec<usize> = (0..moments.len()).filter(|&row| !moments[row].is_nan()).collect();
        rows.sort_by(|&one, &other| moments[one].total_cmp(&moments[other]).then(one.cmp(&other)));
        Self {
            moments: rows.iter().map(|&row| moments[row]).collect(),
            rows,
            series: Vec::new(),
        }
    }

    /// The rows as they stand in the file.
    #[must_use]
    pub fn of_file(rows: usize) -> Self {
        Self {
            rows: (0..rows).collect(),
            ..Self::default()
        }
    }

    /// The rows of each series by their moments, or as they stand in the file where there are none; nothing where moments order
    /// too few rows. Rows without a series are left out.
    #[must_use]
    pub fn in_series(series: &[Option<u32>], moments: Option<&[f64]>) -> Option<Self> {
        let mut rows_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (row, series) in series.iter().enumerate() {
            if let Some(series) = series {
                rows_of.entry(*series).or_default().push(row);
            }
        }
        let all: usize = rows_of.values().map(Vec::len).sum();
        let mut joined = Self::default();
        for (series, rows) in rows_of {
            let order = match moments {
                Some(moments) => Self::by(&rows.iter().map(|&row| moments[row]).collect::<Vec<f64>>()),
                None => Some(Self::of_file(rows.len())),
            };
            let Some(order) = order else { continue };
            joined.series.resize(joined.rows.len() + order.rows.len(), series);
            joined
                .rows
                .extend(order.rows.into_iter().map(|place| rows[place]));
            joined.moments.extend(order.moments);
        }
        covers(joined.rows.len(), all).then_some(joined)
    }

    /// The first so many rows, those of some series among them.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        let series = self.places();
        let of_each = count / series.len().clamp(1, MEASURED_SERIES);
        let places = series.into_iter().flat_map(|places| places.take(of_each));
        let places: Vec<usize> = places.take(count).collect();
        let at = |place: &usize| self.moments.get(*place).copied();
        Self {
            rows: places.iter().map(|&place| self.rows[place]).collect(),
            moments: places.iter().filter_map(at).collect(),
            series: places
                .iter()
                .filter_map(|&place| self.series.get(place).copied())
                .collect(),
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
        let series = self.rows.iter().zip(&self.series);
        let series = series.filter_map(|(&row, &series)| is_kept(row).map(|_| series));
        Self {
            rows,
            moments: moments.collect(),
            series: series.collect(),
        }
    }

    /// Whether another series begins at a place than the one that ends before it.
    fn begins_series(&self, place: usize) -> bool {
        place > 0 && self.series.get(place - 1) != self.series.get(place)
    }

    /// The places of each series.
    #[must_use]
    pub fn places(&self) -> Vec<Range<usize>> {
        let inner = (0..self.rows.len()).filter(|&place| self.begins_series(place));
        let mut ends: Vec<usize> = inner.collect();
        ends.push(self.rows.len());
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(&ends).map(|(start, &end)| start..end).collect()
    }

    /// The steps in seconds from each moment to the next other one of the same series.
    fn steps(&self) -> Vec<f64> {
        let pairs = (1..self.moments.len()).filter(|&place| !self.begins_series(place));
        let steps = pairs.map(|place| self.moments[place] - self.moments[place - 1]);
        steps.filter(|step| *step > 0.0).collect()
    }

    /// The usual step from moment to moment in seconds; nothing without dates.
    #[must_use]
    pub fn step(&self) -> Option<f64> {
        median(&self.steps())
    }

    /// How many rows of a series stand at one moment, on the average.
    #[must_use]
    pub fn rows_of_moment(&self) -> f64 {
        let moments = self.steps().len() + self.places().len();
        if self.moments.is_empty() {
            1.0
        } else {
            self.rows.len() as f64 / moments as f64
        }
    }

    /// The rows cut between series, at gaps and, with a season, where it changes.
    #[must_use]
    pub fn segments(&self, season: Option<Season>) -> Vec<Segment> {
        let longest = self.step().map_or(f64::INFINITY, |step| MIN_GAP * step);
        let stratum = |place: usize| match (season, self.moments.get(place)) {
            (Some(Season::Month), Some(&moment)) => calendar::month(moment) as usize,
            (Some(Season::Quarter), Some(&moment)) => calendar::month(moment).div_ceil(3) as usize,
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
                gap > longest || stratum(before) != stratum(place) || self.begins_series(place)
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

/// Whether so few of all rows are left out that the others speak for all.
pub(super) fn covers(rows: usize, all: usize) -> bool {
    all.saturating_sub(rows) as f64 <= MAX_WITHOUT * all as f64
}

/// The names of the columns that may say something about the order of rows, whether or not they are inputs.
pub(super) fn names<'p>(pairing: &'p Pairing<'_>) -> Vec<&'p str> {
    let inputs = pairing.inputs.iter().map(|column| column.origin.as_str());
    let others = pairing.left_out.iter().map(|column| column.name.as_str());
    let mut names: Vec<&str> = inputs.chain(others).collect();
    names.dedup();
    names
}

/// The moments of each column of dates that both tables have, in seconds since 1970; `NaN` where a cell is missing.
#[must_use]
pub fn date_columns<'t>(
    pairing: &Pairing<'_>,
    original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
) -> Vec<[Vec<f64>; 2]> {
    let dates = names(pairing).into_iter().filter_map(|name| {
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
    use proptest::collection::vec;
    use proptest::{option, prelude::*};

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
        assert_eq!(counts(Some(Season::Quarter)), [(1, 15), (1, 20)]);
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
    fn runs_of_a_series_end_with_it() {
        // Three meters side by side in each day, the last one with a gap of ten days, and rows that name no meter.
        let moments: Vec<f64> = days(0.0, 30).into_iter().flat_map(|moment| [moment; 4]).collect();
        let series: Vec<Option<u32>> = (0..120)
            .map(|row| match row % 4 {
                3 => None,
                2 if (40..80).contains(&row) => None,
                meter => Some(meter),
            })
            .collect();
        let order = Order::in_series(&series, Some(&moments)).unwrap();
        assert_eq!(order.places(), [0..30, 30..60, 60..80]);
        assert!((order.rows_of_moment() - 1.0).abs() < 1e-12);
        assert_eq!(order.step(), Some(SECONDS_IN_DAY));
        let segments = order.segments(None);
        let ends: Vec<[usize; 3]> = segments
            .iter()
            .map(|segment| [segment.rows[0], segment.rows[1], segment.rows.len()])
            .collect();
        assert_eq!(ends, [[0, 4, 30], [1, 5, 30], [2, 6, 10], [82, 86, 10]]);
        assert_eq!(order.first(90), order);
        let first = order.first(30);
        assert_eq!(first.places(), [0..10, 10..20, 20..30]);
        assert_eq!((first.rows[10], first.moments[10], first.series[10]), (1, 0.0, 1));
        let kept = order.of_rows(&[0, 4, 5, 118]);
        assert_eq!((kept.rows, kept.series), (vec![0, 1, 2, 3], vec![0, 0, 1, 2]));
        // Without dates, rows of a series follow each other as they stand in the file.
        let order = Order::in_series(&series, None).unwrap();
        assert_eq!((order.rows.len(), order.segments(None).len()), (80, 3));
        // Moments that say nothing about most rows order none.
        assert_eq!(Order::in_series(&series, Some(&[0.0; 120])), None);
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn segments_hold_each_row_of_a_series_once(
            rows in vec((option::of(0_u32..5), 0_u32..40), 0..80),
            has_dates: bool,
        ) {
            let (series, moments): (Vec<Option<u32>>, Vec<f64>) =
                rows.into_iter().map(|(series, day)| (series, f64::from(day) * SECONDS_IN_DAY)).unzip();
            if let Some(order) = Order::in_series(&series, has_dates.then_some(&moments[..])) {
                let segments = order.segments(None);
                let within = |segment: &Segment| segment.rows.iter().all(|&row| series[row] == series[segment.rows[0]]);
                prop_assert!(segments.iter().all(within));
                let mut found: Vec<usize> = segments.into_iter().flat_map(|segment| segment.rows).collect();
                found.sort_unstable();
                let mut all = order.rows.clone();
                all.sort_unstable();
                prop_assert_eq!(&found, &all);
                all.dedup();
                prop_assert_eq!(found, all);
            }
        }
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
