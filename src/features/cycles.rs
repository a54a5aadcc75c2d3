//! Dates become places on circles: the hour of the day, the day of the week, the day of the year.
//!
//! The moment itself is never a feature, because it would make any two periods different: what comes after is not
//! what was before. On a circle, 23:00 stands beside 0:00, and January beside December.
//!
//! Networks learn from these places. The test does not compare those of dates, because any two periods differ in them: January
//! has five Mondays, and February four. It says where the rows of two tables fall on other parts of the calendar.
//! Times of no date, as of checking in, are measured like other numbers, and compared.

use std::borrow::Cow;
use std::f64::consts::TAU;

use super::paired::{Cells, PairedColumn};
use super::share_distance;
use crate::report::{CalendarShift, Cycle};
use crate::table::calendar;

/// A table goes around a circle where it covers so much of it, with one mean step behind its last moment.
const COVERED: f64 = 0.9;

/// It does not where a larger share of its moments has one place there.
const MOST_IN_ONE_PLACE: f64 = 0.9;

/// Of moments in order, this share at either end may lie anywhere: one wrong year among 1,000 dates covers no year.
const FAR: f64 = 0.01;

/// Fewest moments whose ends may lie anywhere.
const MIN_WITH_FAR: usize = 20;

/// Dates or times of one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments<'t> {
    /// Seconds since 1970, `NaN` where a cell is missing.
    pub(super) seconds: &'t [f64],
    pub(super) has_date: bool,
    pub(super) has_days: bool,
    pub(super) has_time: bool,
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

    /// Whether moments have a place on it.
    fn is_told(self, moments: Moments<'_>) -> bool {
        match self {
            Self::Hour => moments.has_time,
            Self::Weekday | Self::DayOfYear => moments.has_date && moments.has_days,
            Self::Month => moments.has_date,
        }
    }

    /// Whether the moments of both sides have a place on it, and not all the same one.
    fn is_known(self, sides: [Moments<'_>; 2]) -> bool {
        // One of both serves as the place in the year.
        let is_wanted = self != Self::Month || sides.iter().any(|side| !side.has_days);
        let mut turns = sides
            .into_iter()
            .flat_map(|side| side.seconds)
            .filter(|seconds| !seconds.is_nan())
            .map(|&seconds| self.turn(seconds).to_bits());
        is_wanted
            && sides.iter().all(|side| self.is_told(*side))
            && turns.next().is_some_and(|first| turns.any(|turn| turn != first))
    }

    /// Whether the moments of both sides go once around it and stop on the way.
    fn goes_around(self, sides: [Moments<'_>; 2]) -> bool {
        let covers = |side| seconds_covered(side) >= COVERED * self.seconds();
        sides.into_iter().all(|side| covers(side) && self.varies(side))
    }

    /// The part that a moment falls into: an hour, a weekday from Monday on, a month.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an hour of the day is from 0 to below 24"
    )]
    fn part(self, seconds: f64) -> usize {
        match self {
            Self::Hour => calendar::hour(seconds) as usize,
            Self::Weekday => calendar::weekday(seconds) as usize,
            Self::DayOfYear | Self::Month => calendar::month(seconds) as usize - 1,
        }
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

/// How many seconds moments cover. Times without a date are of any day.
fn seconds_covered(side: Moments<'_>) -> f64 {
    if !side.has_date {
        return f64::INFINITY;
    }
    let present = side.seconds.iter().copied();
    let mut present: Vec<f64> = present.filter(|seconds| !seconds.is_nan()).collect();
    present.sort_unstable_by(f64::total_cmp);
    present.dedup();
    let kept = without_far(&present);
    match kept {
        // One mean step stands behind the last moment.
        [first, .., last] => (last - first) * present.len() as f64 / (kept.len() - 1) as f64,
        _ => 0.0,
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

/// The circles on which both sides have their places and at least one does not go around.
pub(super) fn uncovered(sides: [Moments<'_>; 2]) -> Vec<Cycle> {
    let cycles = Cycle::ALL.into_iter().filter(|cycle| cycle.is_known(sides));
    cycles.filter(|cycle| !cycle.goes_around(sides)).collect()
}

/// Where dates of both sides, which go around a circle, fall on other parts of it; the one with the largest distance.
pub(super) fn calendar_shift(sides: [Moments<'_>; 2]) -> Option<CalendarShift> {
    if !sides.iter().all(|side| side.has_date) {
        return None;
    }
    let covered = Cycle::ALL
        .into_iter()
        .filter(|cycle| cycle.is_known(sides) && cycle.goes_around(sides));
    let shifts = covered.filter_map(|cycle| {
        let [source, target] = sides.map(|side| shares(cycle, side));
        let rows = sides.map(|side| side.seconds.iter().filter(|seconds| !seconds.is_nan()).count() as f64);
        let pairs = source.iter().zip(&target).map(|(one, other)| [*one, *other]);
        let distance = share_distance::beyond_chance(pairs, rows);
        let part = (0..source.len()).max_by(|&one, &other| {
            let distance = |part: usize| (source[part] - target[part]).abs();
            distance(one).total_cmp(&distance(other))
        })?;
        let shift = CalendarShift {
            cycle,
            part: u8::try_from(part).ok()?,
            percent: [percent(source[part]), percent(target[part])],
        };
        (distance > share_distance::MAX_DISTANCE).then_some((distance, shift))
    });
    let largest = shifts.max_by(|(one, _), (other, _)| one.total_cmp(other));
    largest.map(|(_, shift)| shift)
}

/// The share of the moments that each part of a circle has.
fn shares(cycle: Cycle, side: Moments<'_>) -> Vec<f64> {
    let mut counts = vec![0.0; cycle.parts()];
    for &seconds in side.seconds.iter().filter(|seconds| !seconds.is_nan()) {
        if let Some(count) = counts.get_mut(cycle.part(seconds)) {
            *count += 1.0;
        }
    }
    let all: f64 = counts.iter().sum();
    counts
        .into_iter()
        .map(|count| count / f64::max(all, 1.0))
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of 1 is at most 100 percent"
)]
fn percent(share: f64) -> u8 {
    (100.0 * share).round() as u8
}

/// Sine and cosine of each circle on which the moments of both sides vary. None where both sides lack what the
/// circles need.
pub(super) fn cyclic<'t>(name: &str, sides: [Moments<'_>; 2]) -> Vec<PairedColumn<'t>> {
    let known = Cycle::ALL.into_iter().filter(|cycle| cycle.is_known(sides));
    places_on(known, name, sides)
}

/// Sine and cosine of each circle on which moments have a place, also where all have the same one: a network asks for what
/// varied where it was trained.
pub(super) fn every_cycle<'t>(name: &str, moments: Moments<'_>) -> Vec<PairedColumn<'t>> {
    let told = Cycle::ALL.into_iter().filter(|cycle| cycle.is_told(moments));
    places_on(told, name, [moments; 2])
}

fn places_on<'t>(
    cycles: impl Iterator<Item = Cycle>,
    name: &str,
    sides: [Moments<'_>; 2],
) -> Vec<PairedColumn<'t>> {
    let mut columns = Vec::new();
    let is_compared = sides.iter().all(|side| !side.has_date);
    for cycle in cycles {
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
    fn circles_that_a_side_does_not_go_around_are_named() {
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
        // One wrong year covers no year.
        let mut far = days(0, 90);
        far.push(3_000.0 * day);
        assert_eq!(of(&far, &days(0, 365)), [Cycle::DayOfYear]);
    }

    #[test]
    fn dates_are_not_compared_and_times_are() {
        let compared = |has_date: bool| {
            let side = |seconds| Moments {
                seconds,
                has_date,
                has_days: has_date,
                has_time: true,
            };
            let columns = cyclic("t", [side(&[3_600.0, 7_200.0]), side(&[5_400.0, 9_000.0])]);
            assert!(!columns.is_empty());
            columns
                .iter()
                .map(|column| column.is_compared)
                .collect::<Vec<_>>()
        };
        assert_eq!(compared(true), [false; 2]);
        assert_eq!(compared(false), [true; 2]);
    }

    #[test]
    fn dates_of_another_part_of_the_calendar_are_named() {
        let shift = |one: &[f64], other: &[f64]| {
            let side = |seconds| Moments {
                seconds,
                has_date: true,
                has_days: true,
                has_time: true,
            };
            calendar_shift([side(one), side(other)])
        };
        // From 2021-01-04 on, a Monday, so many days, of each week those that are `kept`, at so many hours.
        let days = |first: u32, count: u32, kept: fn(u32) -> bool, hours: std::ops::Range<u32>| -> Vec<f64> {
            let days = (first..first + count).filter(|number| kept(number % 7));
            let moments = days.flat_map(|number| hours.clone().map(move |hour| (number, hour)));
            moments
                .map(|(number, hour)| f64::from(18_631 + number) * 86_400.0 + f64::from(hour) * 3_600.0)
                .collect()
        };
        let all = |first, count| days(first, count, |_| true, 0..24);
        // Two years, and January beside February, which cover the day and the week alike.
        assert_eq!(shift(&all(0, 365), &all(365, 365)), None);
        assert_eq!(shift(&all(0, 31), &all(31, 28)), None);
        let working = days(0, 364, |weekday| weekday < 5, 0..24);
        assert_eq!(
            shift(&working, &days(364, 364, |weekday| weekday < 6, 0..24)),
            None
        );
        assert_eq!(
            shift(&working, &days(364, 364, |weekday| weekday > 3, 0..24)),
            Some(CalendarShift {
                cycle: Cycle::Weekday,
                part: 6,
                percent: [0, 33],
            })
        );
        let by_day = days(0, 364, |_| true, 6..18);
        let cycle = shift(&all(0, 364), &by_day).map(|shift| shift.cycle);
        assert_eq!(cycle, Some(Cycle::Hour));
        // Few rows differ by chance.
        assert_eq!(shift(&all(0, 365), &[0.0, 1e7, 2e7, 3e7]), None);
        let missing = [f64::NAN; 3];
        assert_eq!(shift(&missing, &all(0, 365)), None);
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
