//! Columns whose numbers lie a unit apart: grams against kilograms, per cent against shares.

use super::paired::Side;
use crate::table::{Column, Values};

/// Fewest numbers on either side.
const MIN_NUMBERS: usize = 20;

/// Medians this far apart look like another unit, or like a decimal mark that was read as one of thousands.
const THOUSAND: std::ops::RangeInclusive<f64> = 500.0..=2_000.0;

/// Medians this far apart, with all numbers of the smaller side between 0 and 1, look like per cent.
const HUNDRED: std::ops::RangeInclusive<f64> = 50.0..=200.0;

/// The factor between two columns, 1,000 or 100, where their numbers look as if one unit was meant and another stands
/// there; and the side with the larger ones.
pub(super) fn another_unit(source: &Column, target: &Column) -> Option<(u32, Side)> {
    let (Values::Number(one), Values::Number(other)) = (&source.values, &target.values) else {
        return None;
    };
    let [one, other] = [positive(one)?, positive(other)?];
    let ratio = other.median / one.median;
    let (factor, smaller, larger) = if ratio > 1.0 {
        (ratio, &one, Side::Target)
    } else {
        (1.0 / ratio, &other, Side::Source)
    };
    if THOUSAND.contains(&factor) {
        Some((1_000, larger))
    } else if HUNDRED.contains(&factor) && smaller.largest <= 1.0 {
        Some((100, larger))
    } else {
        None
    }
}

struct Positive {
    median: f64,
    largest: f64,
}

/// Median and maximum where no number is negative: across zero, a ratio says nothing.
fn positive(cells: &[f64]) -> Option<Positive> {
    let mut cells: Vec<f64> = cells.iter().copied().filter(|cell| !cell.is_nan()).collect();
    if cells.len() < MIN_NUMBERS || cells.iter().any(|cell| *cell < 0.0) {
        return None;
    }
    let largest = cells.iter().copied().fold(0.0, f64::max);
    let middle = cells.len() / 2;
    let median = *cells.select_nth_unstable_by(middle, f64::total_cmp).1;
    (median > 0.0).then_some(Positive { median, largest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    fn column(factor: f64, offset: f64) -> Column {
        let rows = (0..60).map(|row| format!("{}\n", offset + factor * (20.0 + f64::from(row * 7 % 60))));
        let text = format!("x\n{}", rows.collect::<String>());
        read("a.csv", text.as_bytes()).unwrap().columns.remove(0)
    }

    #[test]
    fn units_apart_are_seen_and_shifts_are_not() {
        let plain = column(1.0, 0.0);
        assert_eq!(
            another_unit(&plain, &column(1_000.0, 0.0)),
            Some((1_000, Side::Target))
        );
        assert_eq!(
            another_unit(&column(1_000.0, 0.0), &plain),
            Some((1_000, Side::Source))
        );
        assert_eq!(
            another_unit(&column(0.01, 0.0), &plain),
            Some((100, Side::Target))
        );
        // Not shares, because some are above 1.
        assert_eq!(another_unit(&column(0.02, 0.0), &column(2.0, 0.0)), None);
        assert_eq!(another_unit(&plain, &column(3.0, 0.0)), None);
        assert_eq!(another_unit(&column(1.0, -30.5), &column(1_000.0, 0.0)), None);
    }
}
