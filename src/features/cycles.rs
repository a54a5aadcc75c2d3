//! Dates become places on circles: the hour of the day, the day of the week, the day of the year.
//!
//! The moment itself is never a feature, because it would make any two periods different: what comes after is not
//! what was before. On a circle, 23:00 stands beside 0:00, and January beside December.
//!
//! Where a table does not go once around a circle, the place on it is only the moment again. Networks still learn from
//! it, and the test does not compare it.

use std::borrow::Cow;
use std::f64::consts::TAU;

use serde::{Deserialize, Serialize};

use super::paired::{Cells, PairedColumn};
use crate::table::calendar;

/// A table goes around a circle where it covers so much of it, with one mean step behind its last moment.
const COVERED: f64 = 0.9;

/// It does not where a larger share of its moments has one place there.
const MOST_IN_ONE_PLACE: f64 = 0.9;

/// Of moments in order, this share at either end may lie anywhere: one wrong year among 1,000 dates covers no year.
const FAR: f64 = 0.01;

/// Fewest moments whose ends may lie anywhere.
const MIN_WITH_FAR: usize = 20;

/// Moments follow each other evenly where the mean step is at most so many times the middle one, and so large a share of the
/// steps is about as long as that: every 15 minutes with some missing, or the end of every month. Days do where nearly none is
/// missing; without Sundays they do not.
const EVEN_MEAN: f64 = 1.25;
const EVEN_SHARE: f64 = 0.75;
const EVEN_DAYS: f64 = 0.9;
const EVEN_STEP: f64 = 0.15;

/// From so many days on, one Monday more or less is too small a share of the rows to matter.
const MANY_DAYS: f64 = 182.0;

/// Dates or times of one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments<'t> {
    /// Seconds since 1970, `NaN` where a cell is missing.
    pub(super) seconds: &'t [f64],
    pub(super) has_date: bool,
    pub(super) has_days: bool,
    pub(super) has_time: bool,
}

/// A circle that moments lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// Hours of the day.
    Hour,
    /// Days of the week.
    Weekday,
    /// Days of the year.
    DayOfYear,
    /// Months of the year, for moments that do not tell days apart.
    Month,
}

impl Cycle {
    const ALL: [Self; 4] = [Self::Hour, Self::Weekday, Self::DayOfYear, Self::Month];

    fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Weekday => "weekday",
            Self::DayOfYear => "day of the year",
            Self::Month => "month",
        }
    }

    /// The seconds of a turn.
    fn seconds(self) -> f64 {
        let days = match self {
            Self::Hour => 1.0,
            Self::Weekday => 7.0,
            Self::DayOfYear | Self::Month => 365.0,
        };
        days * calendar::SECONDS_IN_DAY
    }

    /// The turn of a moment, from 0 to below 1.
    fn turn(self, seconds: f64) -> f64 {
        match self {
            Self::Hour => calendar::hour(seconds) / 24.0,
            Self::Weekday => f64::from(calendar::weekday(seconds)) / 7.0,
            Self::DayOfYear => {
                f64::from(calendar::day_of_year(seconds) - 1) / f64::from(calendar::year_length(seconds))
            }
            Self::Month => f64::from(calendar::month(seconds) - 1) / 12.0,
        }
    }

    /// Whether the moments of both sides have a place on it, and not all the same one.
    fn is_known(self, sides: [Moments<'_>; 2]) -> bool {
        let has = |side: &Moments<'_>| match self {
            Self::Hour => side.has_time,
            Self::Weekday | Self::DayOfYear => side.has_date && side.has_days,
            Self::Month => side.has_date,
        };
        // One of both serves as the place in the year.
        let is_wanted = self != Self::Month || sides.iter().any(|side| !side.has_days);
        let mut turns = sides
            .into_iter()
            .flat_map(|side| side.seconds)
            .filter(|seconds| !seconds.is_nan())
            .map(|&seconds| self.turn(seconds).to_bits());
        is_wanted
            && sides.iter().all(has)
            && turns.next().is_some_and(|first| turns.any(|turn| turn != first))
    }

    /// Whether the moments of both sides, of which the fewer cover so many seconds, go once around it and stop on the way.
    fn goes_around(self, sides: [Moments<'_>; 2], span: Span) -> bool {
        span.seconds >= COVERED * self.seconds() && sides.into_iter().all(|side| self.varies(side))
    }

    /// Whether not nearly all moments have one place on it, as those of a week that is counted from Mondays on.
    fn varies(self, side: Moments<'_>) -> bool {
        // Times of any day are measured.
        if !side.has_date {
            return true;
        }
        let mut places: Vec<u64> = side
            .seconds
            .iter()
            .filter(|seconds| !seconds.is_nan())
            .map(|&seconds| self.turn(seconds).to_bits())
            .collect();
        places.sort_unstable();
        let most = places.chunk_by(|one, other| one == other).map(<[u64]>::len).max();
        most.unwrap_or(0) as f64 <= MOST_IN_ONE_PLACE * places.len() as f64
    }
}

/// How much of the time moments cover.
#[derive(Debug, Clone, Copy)]
struct Span {
    seconds: f64,
    /// Whether they follow each other evenly.
    is_even: bool,
    /// Whether their days do.
    has_even_days: bool,
}

impl Span {
    /// What the moments of both sides cover: those of the side that covers less. Times without a date are of any day.
    fn of(sides: [Moments<'_>; 2]) -> Self {
        let [source, target] = sides.map(Self::of_side);
        Self {
            seconds: source.seconds.min(target.seconds),
            is_even: source.is_even && target.is_even,
            has_even_days: source.has_even_days && target.has_even_days,
        }
    }

    /// Whether only the calendar decides how often each place on a circle comes. January has five Mondays, and February four.
    fn is_calendar(self, cycle: Cycle) -> bool {
        let few_days = self.seconds < MANY_DAYS * calendar::SECONDS_IN_DAY;
        self.is_even
            || match cycle {
                Cycle::Hour => false,
                Cycle::Weekday => self.has_even_days && few_days,
                Cycle::DayOfYear | Cycle::Month => self.has_even_days,
            }
    }

    fn of_side(side: Moments<'_>) -> Self {
        let mut span = Self {
            seconds: f64::INFINITY,
            is_even: false,
            has_even_days: false,
        };
        if !side.has_date {
            return span;
        }
        let present = side.seconds.iter().copied();
        let mut present: Vec<f64> = present.filter(|seconds| !seconds.is_nan()).collect();
        present.sort_unstable_by(f64::total_cmp);
        present.dedup();
        let kept = without_far(&present);
        span.seconds = match kept {
            [first, .., last] => (last - first) * present.len() as f64 / (kept.len() - 1) as f64,
            _ => 0.0,
        };
        span.is_even = are_even(kept, EVEN_SHARE);
        let mut days: Vec<f64> = kept
            .iter()
            .map(|seconds| (seconds / calendar::SECONDS_IN_DAY).floor())
            .collect();
        days.dedup();
        span.has_even_days = are_even(&days, EVEN_DAYS);
        span
    }
}

/// Moments in order without the first and the last few, which may be wrong.
fn without_far(moments: &[f64]) -> &[f64] {
    let all = moments.len();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let far = if all < MIN_WITH_FAR {
        0
    } else {
        ((all as f64 * FAR) as usize).max(1)
    };
    &moments[far..all - far]
}

/// Whether moments in order follow each other evenly, by the share of steps that have to be alike.
fn are_even(moments: &[f64], share: f64) -> bool {
    let mut steps: Vec<f64> = moments.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if steps.len() < 2 {
        return false;
    }
    let mean = steps.iter().sum::<f64>() / steps.len() as f64;
    let place = steps.len() / 2;
    let middle = *steps.select_nth_unstable_by(place, f64::total_cmp).1;
    let alike = steps
        .iter()
        .filter(|step| (**step - middle).abs() <= EVEN_STEP * middle);
    mean <= EVEN_MEAN * middle && alike.count() as f64 >= share * steps.len() as f64
}

/// The circles on which both sides have their places and at least one does not go around.
pub(super) fn uncovered(sides: [Moments<'_>; 2]) -> Vec<Cycle> {
    let span = Span::of(sides);
    let cycles = Cycle::ALL.into_iter().filter(|cycle| cycle.is_known(sides));
    cycles.filter(|cycle| !cycle.goes_around(sides, span)).collect()
}

/// Sine and cosine of each circle on which the moments of both sides vary. None where both sides lack what the
/// circles need.
pub(super) fn cyclic<'t>(name: &str, sides: [Moments<'_>; 2]) -> Vec<PairedColumn<'t>> {
    let mut columns = Vec::new();
    let span = Span::of(sides);
    for cycle in Cycle::ALL.into_iter().filter(|cycle| cycle.is_known(sides)) {
        let is_compared = !span.is_calendar(cycle) && cycle.goes_around(sides, span);
        for (part, function) in [("sine", libm::sin as fn(f64) -> f64), ("cosine", libm::cos)] {
            let [source, target] = sides.map(|side| {
                let cells = side.seconds.iter().map(|&seconds| {
                    if seconds.is_nan() {
                        f64::NAN
                    } else {
                        function(TAU * cycle.turn(seconds))
                    }
                });
                Cells::Numbers(Cow::Owned(cells.collect()))
            });
            columns.push(PairedColumn {
                name: format!("{name} ({}, {part})", cycle.name()),
                origin: name.to_owned(),
                source,
                target,
                levels: Vec::new(),
                is_compared,
                spellings: Vec::new(),
            });
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &[f64], target: &[f64], has_time: bool) -> Vec<String> {
        let side = |seconds| Moments {
            seconds,
            has_date: true,
            has_days: true,
            has_time,
        };
        cyclic("when", [side(source), side(target)])
            .into_iter()
            .map(|column| column.name)
            .collect()
    }

    #[test]
    fn only_circles_on_which_moments_vary_become_columns() {
        let day = calendar::SECONDS_IN_DAY;
        assert_eq!(names(&[0.0, 0.0], &[0.0], true), Vec::<String>::new());
        assert_eq!(
            names(&[0.0], &[3_600.0], true),
            ["when (hour, sine)", "when (hour, cosine)"]
        );
        assert_eq!(names(&[0.0], &[3_600.0], false), Vec::<String>::new());
        // The same weekday, another day of the year.
        assert_eq!(
            names(&[0.0], &[7.0 * day], false),
            ["when (day of the year, sine)", "when (day of the year, cosine)"]
        );
        assert_eq!(names(&[0.0, f64::NAN], &[day], false).len(), 4);
    }

    #[test]
    fn a_circle_is_compared_where_both_sides_go_around_it() {
        fn side(seconds: &[f64], has_days: bool) -> Moments<'_> {
            Moments {
                seconds,
                has_date: true,
                has_days,
                has_time: false,
            }
        }
        let day = calendar::SECONDS_IN_DAY;
        let days = |first: u32, count: u32| -> Vec<f64> {
            (first..first + count)
                .map(|index| f64::from(index) * day)
                .collect()
        };
        let of = |one: &[f64], other: &[f64]| uncovered([side(one, true), side(other, true)]);
        assert_eq!(of(&days(0, 365), &days(365, 365)), []);
        assert_eq!(of(&days(0, 365), &days(365, 180)), [Cycle::DayOfYear]);
        assert_eq!(of(&days(0, 7), &days(7, 7)), [Cycle::DayOfYear]);
        assert_eq!(of(&days(0, 5), &days(5, 7)), [Cycle::Weekday, Cycle::DayOfYear]);
        let weekly =
            |first: u32| -> Vec<f64> { (0..60).map(|week| f64::from(first + 7 * week) * day).collect() };
        assert_eq!(of(&weekly(0), &weekly(425)), [Cycle::Weekday]);
        // One day says nothing of the others.
        assert_eq!(of(&days(0, 1), &days(5, 365)), [Cycle::Weekday, Cycle::DayOfYear]);
        // Four quarters are a year.
        let quarters = |first: u32| [0.0, 90.0, 181.0, 273.0].map(|at| (at + f64::from(first)) * day);
        let (one, other) = (quarters(0), quarters(365));
        let months = [side(&one, false), side(&other, false)];
        assert_eq!(uncovered(months), []);
        let names: Vec<String> = cyclic("q", months)
            .into_iter()
            .map(|column| column.name)
            .collect();
        assert_eq!(names, ["q (month, sine)", "q (month, cosine)"]);
        // What moments follow each other evenly says nothing but when that was.
        let is_compared = |one: &[f64], other: &[f64]| {
            let columns = cyclic("d", [side(one, true), side(other, true)]);
            columns
                .iter()
                .map(|column| column.is_compared)
                .collect::<Vec<_>>()
        };
        assert_eq!(is_compared(&days(0, 31), &days(31, 28)), [false; 4]);
        let some = |first: u32| -> Vec<f64> {
            let days = (0..90_u32).filter(|number| number % 7 < 2);
            days.map(|number| f64::from(first + number) * day).collect()
        };
        assert_eq!(is_compared(&some(0), &some(90)), [true, true, false, false]);
        // Whatever the hours are, on every day of two months something was sold.
        let sold = |first: u32, days: u32| -> Vec<f64> {
            let sales =
                (0..days * 20).map(|sale| f64::from(first + sale / 20) + f64::from(sale * 37 % 97) / 97.0);
            sales.map(|days| days * day).collect()
        };
        assert_eq!(is_compared(&sold(0, 30), &sold(30, 31)), [false; 4]);
        assert_eq!(
            is_compared(&sold(0, 300), &sold(300, 290)),
            [true, true, false, false]
        );
        // One wrong year covers no year.
        let mut far = some(0);
        far.push(3_000.0 * day);
        assert_eq!(is_compared(&far, &some(90)), [true, true, false, false]);
        let part = cyclic("d", [side(&one, true), side(&one[..2], true)]);
        assert!(part.iter().any(|column| !column.is_compared));
    }

    #[test]
    fn the_end_of_a_circle_stands_beside_its_start() {
        let side = |seconds| Moments {
            seconds,
            has_date: false,
            has_days: true,
            has_time: true,
        };
        let (late, noon) = ([86_399.0], [43_200.0, 0.0, f64::NAN]);
        let columns = cyclic("t", [side(&late), side(&noon)]);
        let Cells::Numbers(cosine) = &columns[1].source else {
            panic!("{columns:?}")
        };
        assert!((cosine[0] - 1.0).abs() < 1e-6, "{cosine:?}");
        let Cells::Numbers(cosine) = &columns[1].target else {
            panic!("{columns:?}")
        };
        assert!((cosine[0] + 1.0).abs() < 1e-12 && (cosine[1] - 1.0).abs() < 1e-12);
        assert!(cosine[2].is_nan());
    }
}
