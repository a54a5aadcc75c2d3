//! Columns whose numbers lie a unit apart: grams against kilograms, per cent against shares; and those of which only one
//! table says the unit.

use super::partners::Reading;
use crate::report::Side;
use crate::table::{Column, Values};

/// Fewest numbers on either side.
const MIN_NUMBERS: usize = 20;

/// Medians this far apart look like another unit, or like a decimal mark that was read as one of thousands.
const THOUSAND: std::ops::RangeInclusive<f64> = 500.0..=2_000.0;

/// Medians this far apart, with all numbers of the smaller side between 0 and 1, look like per cent.
const HUNDRED: std::ops::RangeInclusive<f64> = 50.0..=200.0;

/// Medians of times without a date that are this far apart look like minutes and seconds that were read as hours and minutes.
const SIXTY: std::ops::RangeInclusive<f64> = 30.0..=120.0;

/// Medians this far apart may be those of two units, pounds and kilograms or miles and kilometres, where only one side has a unit
/// beside its numbers.
const ANOTHER_SIZE: std::ops::RangeInclusive<f64> = 1.5..=10_000.0;

/// The factor between two columns, 1,000, 100 or 60, where their numbers look as if one unit was meant and another stands
/// there; and the side with the larger ones. Any other factor, rounded, where only one side has a unit beside its numbers.
pub(super) fn another_unit(source: &Column, target: &Column) -> Option<(u32, Side)> {
    let (one, other, are_times) = match (&source.values, &target.values) {
        (Values::Number(one), Values::Number(other)) => (one, other, false),
        (
            Values::Moment {
                seconds: one,
                has_date: false,
                ..
            },
            Values::Moment {
                seconds: other,
                has_date: false,
                ..
            },
        ) => (one, other, true),
        _ => return None,
    };
    let [one, other] = [positive(one)?, positive(other)?];
    let ratio = other.median / one.median;
    let (factor, smaller, larger) = if ratio > 1.0 {
        (ratio, &one, Side::Target)
    } else {
        (1.0 / ratio, &other, Side::Source)
    };
    if are_times {
        SIXTY.contains(&factor).then_some((60, larger))
    } else if THOUSAND.contains(&factor) {
        Some((1_000, larger))
    } else if HUNDRED.contains(&factor) && smaller.largest <= 1.0 {
        Some((100, larger))
    } else if ANOTHER_SIZE.contains(&factor) && is_unit_beside_one_side([source, target]) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 2 and 10,000"
        )]
        let factor = factor.round() as u32;
        Some((factor, larger))
    } else {
        None
    }
}

/// Whether a unit stands beside the numbers of one side, and the other side says none at all.
fn is_unit_beside_one_side(sides: [&Column; 2]) -> bool {
    let says = sides.map(|column| Reading::of(column).known_unit().is_some() || column.has_percent_signs);
    let is_beside = sides.iter().any(|column| column.unit.is_some());
    is_beside && says[0] != says[1]
}

/// The units where one side has percent signs beside its numbers, and the other one a word: `2 %` and `200 bp`.
pub(super) fn percent_beside_unit(sides: [&Column; 2]) -> Option<[String; 2]> {
    let are_numbers = sides
        .iter()
        .all(|column| matches!(column.values, Values::Number(_)));
    let percent = sides.map(|column| column.has_percent_signs.then(|| "%".to_owned()));
    let units = sides.map(|column| column.unit.clone());
    match (percent, units) {
        ([Some(percent), None], [_, Some(unit)]) if are_numbers => Some([percent, unit]),
        ([None, Some(percent)], [Some(unit), _]) if are_numbers => Some([unit, percent]),
        _ => None,
    }
}

/// The side that alone has percent signs beside its numbers. There they are shares of 1.
pub(super) fn percent_on_one_side(source: &Column, target: &Column) -> Option<Side> {
    let sides = both_numbers(source, target)?.map(|column| column.has_percent_signs.then_some(()));
    only(sides).map(|(side, ())| side)
}

/// The side that alone says the unit of its numbers, beside them or in the name, and that unit.
pub(super) fn unit_on_one_side(source: &Column, target: &Column) -> Option<(Side, String)> {
    let sides = both_numbers(source, target)?;
    // Percent signs on both sides say enough.
    if sides.iter().all(|column| column.has_percent_signs) {
        return None;
    }
    only(sides.map(|column| Reading::of(column).known_unit().map(str::to_owned)))
}

fn both_numbers<'c>(source: &'c Column, target: &'c Column) -> Option<[&'c Column; 2]> {
    let sides = [source, target];
    let are_numbers = sides
        .iter()
        .all(|column| matches!(column.values, Values::Number(_)));
    are_numbers.then_some(sides)
}

/// What only one side has.
fn only<T>(sides: [Option<T>; 2]) -> Option<(Side, T)> {
    match sides {
        [Some(fact), None] => Some((Side::Source, fact)),
        [None, Some(fact)] => Some((Side::Target, fact)),
        _ => None,
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
    fn a_unit_on_one_side_is_told_once() {
        let read = |text: &str| read("a.csv", text.as_bytes()).unwrap().columns.remove(0);
        let plain = read("Power\n9.5\n8.25\n7.5\n");
        for (text, unit) in [
            ("Power (kW)\n1.5\n2.5\n", "kW"),
            ("Power [°F]\n1.5\n2.5\n", "°F"),
            ("Power\n$1.5\n$2.5\n", "$"),
            ("Power\n1.5 kg\n2.5 kg\n3.5 kg\n", "kg"),
        ] {
            let named = read(text);
            let unit = || unit.to_owned();
            assert_eq!(unit_on_one_side(&named, &plain), Some((Side::Source, unit())));
            assert_eq!(unit_on_one_side(&plain, &named), Some((Side::Target, unit())));
            assert_eq!(unit_on_one_side(&named, &named), None);
            assert_eq!(percent_on_one_side(&named, &plain), None);
        }
        // Brackets are no part of a unit.
        let named = read("Power (kW)\n1.5\n2.5\n");
        assert_eq!(unit_on_one_side(&named, &read("Power kW\n1.5\n2.5\n")), None);
        // What is no unit, and texts.
        for text in ["Power (net)\n1.5\n2.5\n", "Power (kW)\np\nq\n"] {
            assert_eq!(unit_on_one_side(&read(text), &plain), None, "{text}");
        }
    }

    #[test]
    fn percent_signs_on_one_side_are_told() {
        let read = |text: &str| read("a.csv", text.as_bytes()).unwrap().columns.remove(0);
        let [signs, plain, name] = ["x\n35 %\n4.5 %\n", "x\n35\n4.5\n", "x(%)\n35%\n4.5%\n"].map(read);
        assert_eq!(percent_on_one_side(&signs, &plain), Some(Side::Source));
        assert_eq!(percent_on_one_side(&plain, &signs), Some(Side::Target));
        assert_eq!(percent_on_one_side(&signs, &name), None);
        assert_eq!(unit_on_one_side(&signs, &name), None);
    }

    #[test]
    fn numbers_of_another_size_beside_a_unit_may_have_another_one() {
        let written = |name: &str, factor: f64, unit: &str| {
            let rows = (0..60).map(|row| format!("{:.1}{unit}\n", factor * (20.0 + f64::from(row * 7 % 60))));
            let text = format!("{name}\n{}", rows.collect::<String>());
            read("a.csv", text.as_bytes()).unwrap().columns.remove(0)
        };
        let pounds = written("x", 2.2, " lb");
        assert_eq!(
            another_unit(&pounds, &written("x", 1.0, "")),
            Some((2, Side::Source))
        );
        assert_eq!(
            another_unit(&written("x", 1.0, ""), &pounds),
            Some((2, Side::Target))
        );
        // The same size, the same unit, and no unit beside any.
        assert_eq!(another_unit(&pounds, &written("x", 2.4, "")), None);
        assert_eq!(another_unit(&pounds, &written("x", 1.0, " lb")), None);
        assert_eq!(another_unit(&pounds, &written("x (lb)", 1.0, "")), None);
        assert_eq!(
            another_unit(&written("x (lb)", 2.2, ""), &written("x", 1.0, "")),
            None
        );
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
