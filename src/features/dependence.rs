//! How far rows depend on those before them.
//!
//! # The idea
//!
//! Of `n` rows whose neighbours are correlated, a mean is as uncertain as of `n / τ` independent ones, where
//! `τ = 1 + 2 Σ ρ_k` sums the autocorrelations over all lags (the integrated autocorrelation time; Geyer, Statistical
//! Science 1992). It is 1 for independent rows and `(1 + φ) / (1 − φ)` for an AR(1) process.
//!
//! # What comes first
//!
//! Hours, weekdays and months make rows alike that lie days or years apart: their autocorrelation never dies out. It is the
//! same in every stretch, so it is taken out before: the mean of each month, where tables are compared within months, then of
//! each hour and each weekday. Each table has means of its own, because two towns have two summers; months
//! of a single year have those of both tables.
//!
//! # Several series
//!
//! Each series has a level and cycles of its own, which are taken out, and neighbours are those of one series. Rows of one
//! moment may resemble each other across series, as those of meters under one weather or of the hours of one day do. Then series
//! are no independent ones, and runs have to hold the rows of all of them.
//!
//! # The trap
//!
//! The sum of all estimated autocorrelations is always near −½. It has to end where they are lost in noise.

use std::collections::HashMap;
use std::ops::Range;

use super::matrix::Matrix;
use super::succession::Order;
use crate::report::Season;
use crate::table::calendar::{self, SECONDS_IN_DAY};

/// The sum ends at the first autocorrelation that is so many standard errors from 0 at most, or so small.
const LOST: [f64; 2] = [2.0, 0.05];

/// Rows depend on each other where the autocorrelation of neighbours is so many standard errors above 0. Many columns are
/// looked at.
const SURE: f64 = 4.5;

/// From lag to lag the distance grows by this factor, once it is long: autocorrelations of long lags change slowly.
const LAG_GROWTH: f64 = 1.1;

/// A cycle counts where it explains so much of the variance of some column beyond chance.
const MIN_CYCLE: f64 = 0.05;

/// Months matter where they explain so many times as much of the variance as chance does, and so much at least.
const BEYOND_CHANCE: f64 = 2.5;
const MIN_SEASON: f64 = 0.1;
const MONTHS: f64 = 12.0;

/// Of a column that the calendar explains, so small a share of the variance is left.
const EXPLAINED: f64 = 0.02;

/// Rows of one moment resemble each other across series where their products are so many standard errors above 0, and make the
/// variance of their sum so much larger.
const ALIKE: f64 = 3.0;
const MIN_ALIKE: f64 = 0.1;

/// What is left of a column that is constant in each series is rounding: so small a share of its squares.
const ROUNDING: f64 = 1e-12;

/// Seconds from the first to the last row from which on most months come at least twice.
const LONG_RECORD: f64 = 700.0 * SECONDS_IN_DAY;

/// Fewest cells for each of the means of a cycle.
const MIN_CELLS: usize = 5;

/// Dependence of the rows of two tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dependence {
    /// Of so many rows one is independent: 1 where all are.
    pub time: f64,
    /// Whether some column changes with the hour, and with the weekday.
    pub cycles: [bool; 2],
    /// Whether some column changes with the month, by more than rows of one month that depend on each other do by chance.
    pub is_seasonal: bool,
    /// Whether rows of one moment resemble each other across series, in some column.
    pub joins_series: bool,
}

impl Dependence {
    /// That of independent rows.
    pub const NONE: Self = Self {
        time: 1.0,
        cycles: [false; 2],
        is_seasonal: false,
        joins_series: false,
    };

    /// That of two sets of columns.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            time: self.time.max(other.time),
            cycles: [0, 1].map(|cycle| self.cycles[cycle] || other.cycles[cycle]),
            is_seasonal: self.is_seasonal || other.is_seasonal,
            joins_series: self.joins_series || other.joins_series,
        }
    }
}

/// The rows of one table in the order of time.
#[derive(Debug, Clone, Copy)]
pub struct Ordered<'o> {
    /// Their order.
    pub order: &'o Order,
    /// Their encoded values, in this order.
    pub values: &'o Matrix,
}

/// How far the rows of two tables depend on those before them, in the column where they do most.
#[must_use]
pub fn dependence(sides: [Ordered<'_>; 2], season: Option<Season>) -> Dependence {
    let series = sides.map(|side| Series::of(side.order));
    let phases = phases(sides, &series, season);
    let mut all = Dependence::NONE;
    for column in 0..sides[0].values.columns() {
        let mut cells = sides.map(|side| -> Vec<f64> {
            (0..side.values.rows())
                .map(|row| f64::from(side.values.row(row)[column]))
                .collect()
        });
        let before = squares(&cells);
        let count = series.iter().map(|series| series.places.len()).max().unwrap_or(1);
        centre(&mut cells, count, false, &|side, row| series[side].of[row]);
        let all_squares = squares(&cells);
        if all_squares <= ROUNDING * before {
            continue;
        }
        let (mut by_month, mut seasons) = (0.0, 1.0);
        for Phase {
            places,
            cycle,
            is_pooled,
        } in &phases
        {
            let before = squares(&cells);
            let parts = places.iter().flatten().max().map_or(1, |last| last + 1);
            centre(&mut cells, parts, *is_pooled, &|side, row| places[side][row]);
            let explained = 1.0 - squares(&cells) / before.max(f64::MIN_POSITIVE);
            let by_chance = 2.0 * parts as f64 / (cells[0].len() + cells[1].len()) as f64;
            if let Some(cycle) = cycle {
                all.cycles[*cycle] |= explained - by_chance > MIN_CYCLE;
            } else {
                (by_month, seasons) = (explained, (parts as f64 / (MONTHS + 1.0)).max(1.0));
            }
        }
        // Weekdays as a column are all explained; what is left says how many Mondays a month has.
        let is_explained = squares(&cells) <= EXPLAINED * all_squares;
        let time = if is_explained { 1.0 } else { time(&cells, &series) };
        // The months' means of rows that depend on each other differ by so much more.
        let rows = (cells[0].len() + cells[1].len()) as f64;
        let by_chance = 2.0 * (MONTHS - 1.0) * seasons * time / rows;
        all.is_seasonal |= by_month > f64::max(BEYOND_CHANCE * by_chance, MIN_SEASON);
        all.time = all.time.max(time);
        all.joins_series |= !is_explained && resemble_across(&cells, &series, time);
    }
    all
}

/// The series of one side.
struct Series {
    /// The number of the series of each row.
    of: Vec<usize>,
    /// The rows of each.
    places: Vec<Range<usize>>,
    /// The number of the moment of each row; empty where there are no moments.
    moments: Vec<usize>,
}

impl Series {
    fn of(order: &Order) -> Self {
        let places = order.places();
        let of = places.iter().enumerate();
        let of = of
            .flat_map(|(series, rows)| rows.clone().map(move |_| series))
            .collect();
        let mut numbers: HashMap<u64, usize> = HashMap::new();
        let moments = order.moments.iter().map(|moment| {
            let next = numbers.len();
            *numbers.entry(moment.to_bits()).or_insert(next)
        });
        Self {
            of,
            places,
            moments: moments.collect(),
        }
    }
}

/// Whether the cells of one moment resemble each other across series. Of independent series the products of two cells have a
/// variance of `τ` by their number at most.
fn resemble_across(cells: &[Vec<f64>; 2], series: &[Series; 2], time: f64) -> bool {
    let (mut products, mut pairs) = (0.0, 0.0);
    for (cells, series) in cells.iter().zip(series) {
        if series.places.len() < 2 {
            continue;
        }
        let moments = series.moments.iter().max().map_or(0, |last| last + 1);
        let mut sums = vec![[0.0; 3]; moments];
        for (cell, &moment) in cells.iter().zip(&series.moments) {
            let [sum, squares, count] = &mut sums[moment];
            *sum += cell;
            *squares += cell * cell;
            *count += 1.0;
        }
        for [sum, squares, count] in sums {
            products += sum * sum - squares;
            pairs += count * (count - 1.0);
        }
    }
    let squares = squares(cells);
    let rows = (cells[0].len() + cells[1].len()) as f64;
    let error = (2.0 * time * pairs).sqrt() * squares / rows;
    pairs > 0.0 && products > f64::max(ALIKE * error, MIN_ALIKE * squares)
}

/// A part of the calendar whose means are taken out.
struct Phase {
    /// The part of each row of either side.
    places: [Vec<usize>; 2],
    /// Which of the cycles it is; none for months.
    cycle: Option<usize>,
    /// Whether its means are those of both sides together.
    is_pooled: bool,
}

/// Seconds from the first to the last moment.
fn span(order: &Order) -> f64 {
    let first = order.moments.iter().copied().fold(f64::INFINITY, f64::min);
    let last = order.moments.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    f64::max(last - first, 0.0)
}

/// The parts of the calendar that come again often enough for their means.
fn phases(sides: [Ordered<'_>; 2], series: &[Series; 2], season: Option<Season>) -> Vec<Phase> {
    let by = |cycle: Option<usize>, place: &dyn Fn(f64) -> usize| {
        let places = sides
            .map(|side| -> Vec<usize> { side.order.moments.iter().map(|&moment| place(moment)).collect() });
        // The months of a single year are all that is known of them. Their means would take out how a month resembles the next.
        let is_pooled = cycle.is_none() && sides.iter().any(|side| span(side.order) < LONG_RECORD);
        Phase {
            places,
            cycle,
            is_pooled,
        }
    };
    let has_dates = sides
        .iter()
        .all(|side| side.order.moments.len() == side.values.rows() && !side.order.moments.is_empty());
    let Some(step) = sides[0]
        .order
        .step()
        .zip(sides[1].order.step())
        .filter(|_| has_dates)
    else {
        return Vec::new();
    };
    let step = step.0.max(step.1);
    let mut phases = Vec::new();
    if season.is_some() {
        phases.push(by(None, &|moment| calendar::month(moment) as usize));
    }
    // With fractions, because the steps of a day may be quarters of an hour.
    if 2.0 * step <= SECONDS_IN_DAY {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an hour of the day is from 0 to below 24"
        )]
        phases.push(by(Some(0), &|moment| calendar::hour(moment) as usize));
    }
    if step <= SECONDS_IN_DAY {
        phases.push(by(Some(1), &|moment| calendar::weekday(moment) as usize));
    }
    let rows: usize = sides.iter().map(|side| side.values.rows()).sum();
    let parts = |phase: &Phase| phase.places.iter().flatten().max().map_or(1, |last| last + 1);
    phases.retain(|phase| rows >= MIN_CELLS * parts(phase));
    // Two meters have two days. What is pooled over both sides is so over series.
    let count = series.iter().map(|series| series.places.len()).max().unwrap_or(1);
    for phase in &mut phases {
        let parts = parts(phase);
        if !phase.is_pooled && rows >= MIN_CELLS * parts * count {
            for (places, series) in phase.places.iter_mut().zip(series) {
                for (place, series) in places.iter_mut().zip(&series.of) {
                    *place += parts * series;
                }
            }
        }
    }
    phases
}

/// Takes the mean of each of so many parts out: of both sides together, or on either side by itself.
fn centre(cells: &mut [Vec<f64>; 2], parts: usize, is_pooled: bool, place: &dyn Fn(usize, usize) -> usize) {
    let part = |side: usize, row: usize| {
        if is_pooled {
            place(side, row)
        } else {
            2 * place(side, row) + side
        }
    };
    let mut sums = vec![[0.0; 2]; 2 * parts];
    for (side, cells) in cells.iter().enumerate() {
        for (row, cell) in cells.iter().enumerate() {
            let [sum, count] = &mut sums[part(side, row)];
            *sum += cell;
            *count += 1.0;
        }
    }
    for (side, cells) in cells.iter_mut().enumerate() {
        for (row, cell) in cells.iter_mut().enumerate() {
            let [sum, count] = sums[part(side, row)];
            *cell -= sum / f64::max(count, 1.0);
        }
    }
}

fn squares(cells: &[Vec<f64>; 2]) -> f64 {
    cells.iter().flatten().map(|cell| cell * cell).sum()
}

/// The integrated autocorrelation time of the cells of two sides, each less its mean; 1 where neighbours do not resemble each
/// other.
fn time(cells: &[Vec<f64>; 2], series: &[Series; 2]) -> f64 {
    let variance = squares(cells);
    if variance <= 0.0 {
        return 1.0;
    }
    let rows = (cells[0].len() + cells[1].len()) as f64;
    let error = 1.0 / rows.sqrt();
    let correlation = |lag: usize| {
        let products = cells.iter().zip(series).flat_map(|(side, series)| {
            let of_series = move |rows: &Range<usize>| {
                let cells = &side[rows.clone()];
                let pairs = cells.iter().zip(cells.iter().skip(lag));
                pairs.map(|(one, other)| one * other).sum::<f64>()
            };
            series.places.iter().map(of_series)
        });
        products.sum::<f64>() / variance
    };
    let longest = |series: &Series| series.places.iter().map(Range::len).max().unwrap_or(0) / 2;
    let longest = series.iter().map(longest).min().unwrap_or(0);
    let first = correlation(1);
    if first <= SURE * error {
        return 1.0;
    }
    let least = f64::max(LOST[0] * error, LOST[1]);
    let (mut lag, mut last, mut sum) = (1, first, first);
    while lag < longest {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a lag is far below the greatest integer"
        )]
        let next = ((lag as f64 * LAG_GROWTH) as usize).max(lag + 1).min(longest);
        let correlation = correlation(next);
        if correlation <= least {
            break;
        }
        // The lags between two that are computed lie on a line.
        let between = (next - lag) as f64;
        sum += between * 0.5 * (last + correlation) + 0.5 * (correlation - last);
        (lag, last) = (next, correlation);
    }
    1.0 + 2.0 * sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    /// An AR(1) process with a mean that depends on the row, in one column.
    #[expect(clippy::cast_possible_truncation, reason = "rounding is what is wanted")]
    fn process(seed: u64, rows: usize, phi: f64, mean: &dyn Fn(usize) -> f64) -> Matrix {
        let mut generator = Seed::new(seed).generator();
        let mut state = generator.normal() / (1.0 - phi * phi).sqrt();
        let values = (0..rows).map(|row| {
            let value = state + mean(row);
            state = phi * state + generator.normal();
            value as f32
        });
        Matrix::new(1, values.collect()).unwrap()
    }

    fn of(order: &Order, sides: [&Matrix; 2], season: Option<Season>) -> Dependence {
        dependence(sides.map(|values| Ordered { order, values }), season)
    }

    #[test]
    fn the_time_of_an_autoregressive_process_is_known() {
        let order = Order::of_file(2_000);
        for (phi, expected) in [(0.0, 1.0), (0.5, 3.0), (0.8, 9.0), (0.95, 39.0)] {
            let sides = [1, 2].map(|seed| process(seed, 2_000, phi, &|_| 0.0));
            let found = of(&order, [&sides[0], &sides[1]], None).time;
            assert!(
                found > 0.55 * expected && found < 1.45 * expected,
                "{phi}: {found} for {expected}"
            );
        }
    }

    #[test]
    fn a_shift_between_the_tables_is_no_dependence() {
        let order = Order::of_file(500);
        let sides = [(1, 0.0), (2, 2.0)].map(|(seed, mean)| process(seed, 500, 0.0, &|_| mean));
        let found = of(&order, [&sides[0], &sides[1]], None);
        assert!((found.time - 1.0).abs() < 1e-12, "{found:?}");
    }

    /// Four meters over 500 days, each an AR(1) process about a level of its own, and a share of weather that all have.
    fn meters(seed: u64, phi: f64, shared: f32) -> Matrix {
        let weather = process(100 * seed, 500, phi, &|_| 0.0);
        let of_meter = |meter: u32| {
            let own = process(100 * seed + u64::from(meter), 500, phi, &|_| 0.0);
            (0..500).map(move |day| (own.row(day)[0], meter))
        };
        let cells = (1..5).flat_map(of_meter).enumerate();
        let cell = |(row, (own, meter)): (usize, (f32, u32))| {
            own + shared * weather.row(row % 500)[0] + 20.0 * meter as f32
        };
        Matrix::new(1, cells.map(cell).collect()).unwrap()
    }

    #[test]
    fn neighbours_are_those_of_a_series() {
        let moments: Vec<f64> = (0..2_000_u32)
            .map(|row| f64::from(row % 500) * SECONDS_IN_DAY)
            .collect();
        let series: Vec<Option<u32>> = (0..2_000).map(|row| Some(row / 500)).collect();
        let order = Order::in_series(&series, Some(&moments)).unwrap();
        let of = |phi, shared| {
            let sides = [1, 2].map(|seed| meters(seed, phi, shared));
            of(&order, [&sides[0], &sides[1]], None)
        };
        let independent = of(0.0, 0.0);
        assert!((independent.time - 1.0).abs() < 1e-12, "{independent:?}");
        let dependent = of(0.8, 0.0);
        assert!((5.5..13.0).contains(&dependent.time), "{dependent:?}");
        // What meters share makes them one series.
        let found = [independent, dependent, of(0.0, 0.5), of(0.8, 1.0)];
        assert_eq!(found.map(|found| found.joins_series), [false, false, true, true]);
    }

    #[test]
    fn what_is_constant_in_each_series_is_no_dependence() {
        let series: Vec<Option<u32>> = (0..300).map(|row| Some(row / 100)).collect();
        let order = Order::in_series(&series, None).unwrap();
        let level = |row: usize| [0.1, 0.7, 1e3][row / 100];
        let values = Matrix::new(1, (0..300).map(level).collect()).unwrap();
        assert_eq!(of(&order, [&values, &values], None), Dependence::NONE);
    }

    #[test]
    fn cycles_of_the_day_and_the_week_are_no_dependence() {
        let moments: Vec<f64> = (0..3_000_u32).map(|row| f64::from(row) * 3_600.0).collect();
        let order = Order::by(&moments).unwrap();
        let load = |row: usize| {
            let hour = (row % 24) as f64 / 24.0;
            let is_weekend = row / 24 % 7 >= 5;
            3.0 * (std::f64::consts::TAU * hour).sin() + if is_weekend { -2.0 } else { 0.0 }
        };
        let sides = [1, 2].map(|seed| process(seed, 3_000, 0.5, &load));
        let found = of(&order, [&sides[0], &sides[1]], None);
        assert_eq!(found.cycles, [true, true]);
        assert!((2.0..4.5).contains(&found.time), "{found:?}");
        let sides = [1, 2].map(|seed| process(seed, 3_000, 0.0, &|_| 0.0));
        let found = of(&order, [&sides[0], &sides[1]], None);
        assert_eq!(
            (found.time.to_bits(), found.cycles),
            (1.0_f64.to_bits(), [false; 2])
        );
    }
}
