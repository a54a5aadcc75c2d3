//! From data to positions: scales, ticks, paths. Knows no framework.

use std::fmt::Write as _;

use crate::words::numbers::{fixed, significant};

/// A linear map from an interval of data to an interval of positions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Linear {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Linear {
    /// The map that takes `low..high` to `start..end`. An empty or infinite interval is widened, so that every
    /// finite value has a finite position.
    pub(crate) fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        let (low, high) = widen(low, high);
        Self {
            low,
            high,
            start,
            end,
        }
    }

    /// The position of a value. Values outside the interval stop at its ends, so that nothing is drawn beside
    /// the picture.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        let share = if share.is_finite() { share } else { 0.0 };
        self.start + share * (self.end - self.start)
    }
}

fn widen(low: f64, high: f64) -> (f64, f64) {
    if !low.is_finite() || !high.is_finite() || !(high - low).is_finite() {
        return (0.0, 1.0);
    }
    if low < high {
        return (low, high);
    }
    let half = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
    (low - half, low + half)
}

/// The smallest and the largest of some values.
pub(crate) fn ends(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let all = (f64::INFINITY, f64::NEG_INFINITY);
    values
        .into_iter()
        .fold(all, |(low, high), value| (low.min(value), high.max(value)))
}

/// Round values inside `low..=high`: multiples of 1, 2 or 5 times a power of ten, about `about` of them.
pub(crate) fn ticks(low: f64, high: f64, about: u32) -> Vec<f64> {
    let (low, high) = widen(low, high);
    let step = step(high - low, about);
    let first = (low / step).ceil();
    let last = (high / step).floor();
    if !first.is_finite() || !last.is_finite() || last - first > 100.0 {
        return Vec::new();
    }
    let mut ticks = Vec::new();
    let mut at = first;
    while at <= last {
        // Adding zero turns −0 into 0.
        ticks.push(at * step + 0.0);
        at += 1.0;
    }
    ticks
}

/// The distance between ticks.
fn step(span: f64, about: u32) -> f64 {
    let rough = span / f64::from(about.max(1));
    let power = 10_f64.powf(rough.log10().floor());
    let share = rough / power;
    let factor = if share < 1.5 {
        1.0
    } else if share < 3.5 {
        2.0
    } else if share < 7.5 {
        5.0
    } else {
        10.0
    };
    factor * power
}

/// The labels of ticks: as many decimal places as tell neighbours apart.
pub(crate) fn labels(ticks: &[f64]) -> Vec<String> {
    let distance = match ticks {
        [first, second, ..] => second - first,
        _ => 0.0,
    };
    if !(1e-5..1e7).contains(&distance) {
        return ticks.iter().map(|tick| significant(*tick, 2)).collect();
    }
    // The small addition keeps a step of 0.001, stored a little below, from asking for a fourth place.
    let places = (-(distance.log10() + 1e-9).floor()).clamp(0.0, 8.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 8"
    )]
    let places = places as usize;
    ticks.iter().map(|tick| fixed(*tick, places)).collect()
}

/// The drawing commands of a line through points; points that are not finite are left out.
pub(crate) fn path(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut commands = String::new();
    for (x, y) in points {
        if x.is_finite() && y.is_finite() {
            let command = if commands.is_empty() { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(commands, "{command}{x:.1} {y:.1}");
        }
    }
    commands
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of a scale are met exactly")]
mod tests {
    use super::*;

    #[test]
    fn a_scale_maps_its_ends_and_stops_there() {
        let scale = Linear::new((10.0, 20.0), (100.0, 0.0));
        assert_eq!(scale.at(10.0), 100.0);
        assert_eq!(scale.at(15.0), 50.0);
        assert_eq!(scale.at(20.0), 0.0);
        assert_eq!(scale.at(1e300), 0.0);
        assert_eq!(scale.at(f64::NAN), 100.0);
    }

    #[test]
    fn a_scale_without_extent_is_widened() {
        assert_eq!(Linear::new((3.0, 3.0), (0.0, 10.0)).at(3.0), 5.0);
        assert_eq!(Linear::new((0.0, 0.0), (0.0, 10.0)).at(0.0), 5.0);
        assert_eq!(Linear::new((f64::NAN, 1.0), (0.0, 10.0)).at(0.5), 5.0);
        assert_eq!(Linear::new((f64::MIN, f64::MAX), (0.0, 10.0)).at(0.5), 5.0);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 10.0, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(-0.12, 0.11, 4), [-0.1, -0.05, 0.0, 0.05, 0.1]);
        assert_eq!(ticks(3.0, 3.0, 3), [2.0, 3.0, 4.0]);
        assert!(ticks(1e300, 1.000_000_000_000_001e300, 5).len() <= 101);
    }

    #[test]
    fn tick_labels_tell_neighbours_apart() {
        assert_eq!(labels(&[0.0, 0.5, 1.0]), ["0.0", "0.5", "1.0"]);
        assert_eq!(labels(&[0.0, 0.001, 0.002]), ["0.000", "0.001", "0.002"]);
        assert_eq!(labels(&[0.0, 20.0]), ["0", "20"]);
        assert_eq!(labels(&[-0.05, 0.0]), ["−0.05", "0.00"]);
    }

    #[test]
    fn a_path_leaves_out_what_cannot_be_drawn() {
        assert_eq!(
            path([(0.0, 1.0), (1.0, f64::NAN), (2.0, 3.0)]),
            "M0.0 1.0L2.0 3.0"
        );
        assert_eq!(path([]), "");
    }
}
