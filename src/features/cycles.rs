//! Dates become places on circles: the hour of the day, the day of the week, the day of the year.
//!
//! The moment itself is never a feature, because it would make any two periods different: what comes after is not
//! what was before. On a circle, 23:00 stands beside 0:00, and January beside December.

use std::borrow::Cow;
use std::f64::consts::TAU;

use super::paired::{Cells, PairedColumn};
use crate::table::calendar;

/// A circle that moments lie on.
#[derive(Debug, Clone, Copy)]
struct Cycle {
    name: &'static str,
    /// Whether it needs a time of the day; else it needs a date.
    of_time: bool,
    /// The turn of a moment, from 0 to below 1.
    turn: fn(f64) -> f64,
}

const CYCLES: [Cycle; 3] = [
    Cycle {
        name: "hour",
        of_time: true,
        turn: |seconds| calendar::hour(seconds) / 24.0,
    },
    Cycle {
        name: "weekday",
        of_time: false,
        turn: |seconds| f64::from(calendar::weekday(seconds)) / 7.0,
    },
    Cycle {
        name: "day of the year",
        of_time: false,
        turn: |seconds| {
            f64::from(calendar::day_of_year(seconds) - 1) / f64::from(calendar::year_length(seconds))
        },
    },
];

/// Sine and cosine of each circle on which the moments of both sides vary, in seconds since 1970, `NaN` where a cell is
/// missing. None where there is not what the circles need, a date or a time.
pub(super) fn cyclic<'t>(
    name: &str,
    sides: [&[f64]; 2],
    has_date: bool,
    has_time: bool,
) -> Vec<PairedColumn<'t>> {
    let mut columns = Vec::new();
    for cycle in CYCLES {
        let is_known = if cycle.of_time { has_time } else { has_date };
        if !is_known || !varies(&cycle, sides) {
            continue;
        }
        for (part, function) in [("sine", libm::sin as fn(f64) -> f64), ("cosine", libm::cos)] {
            let [source, target] = sides.map(|side| {
                let cells = side.iter().map(|&seconds| {
                    if seconds.is_nan() {
                        f64::NAN
                    } else {
                        function(TAU * (cycle.turn)(seconds))
                    }
                });
                Cells::Numbers(Cow::Owned(cells.collect()))
            });
            columns.push(PairedColumn {
                name: format!("{name} ({}, {part})", cycle.name),
                origin: name.to_owned(),
                source,
                target,
                levels: Vec::new(),
            });
        }
    }
    columns
}

fn varies(cycle: &Cycle, sides: [&[f64]; 2]) -> bool {
    let mut turns = sides
        .into_iter()
        .flatten()
        .filter(|seconds| !seconds.is_nan())
        .map(|&seconds| (cycle.turn)(seconds).to_bits());
    turns.next().is_some_and(|first| turns.any(|turn| turn != first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &[f64], target: &[f64], has_time: bool) -> Vec<String> {
        cyclic("when", [source, target], true, has_time)
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
    fn the_end_of_a_circle_stands_beside_its_start() {
        let (late, noon) = ([86_399.0], [43_200.0, 0.0, f64::NAN]);
        let columns = cyclic("t", [&late, &noon], false, true);
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
