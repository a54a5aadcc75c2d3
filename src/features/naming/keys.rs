//! Columns of keys: numbers and texts that tell rows apart and say nothing about them.

use std::collections::HashSet;

use crate::features::paired::{Cells, PairedColumn};
use crate::features::row_order::{MIN_SLOW_COUNTS, are_apart, counts_slowly, counts_up, most, rises, steps};
use crate::features::units::{Unit, bracketed};
use crate::table::{Column, Values, names_year};

/// Fewest distinct keys on each side, for none in common to say that they name rows.
const MIN_KEYS: usize = 20;

/// The same where the name says that they are keys.
const MIN_NAMED_KEYS: usize = 5;

/// Fewest distinct numbers on each side that may be keys of groups of rows: batches, runs.
const MIN_GROUP_KEYS: usize = 2;

/// Numbers of rows, of which each stands in so many rows on average, are none.
const MIN_ROWS_OF_A_GROUP: usize = 10;

/// Counts of two tables share up to so much of the range of both together.
const SHARED_COUNTS: f64 = 0.05;

/// Where so many pairs of equal numbers are expected, none is found by chance once in a thousand (e⁻⁷; the birthday problem).
const MIN_EXPECTED_REPEATS: f64 = 7.0;

/// Distinct whole numbers of so many digits are keys where all have equally many, as barcodes do.
const MIN_KEY_DIGITS: i32 = 9;

/// The same where the numbers of the one table lie beyond those of the other.
const MIN_DIGITS_APART: i32 = 6;

/// From this share of numbers in common on, both sides go over the same ones: the ages from 18 to 80.
const SAME_NUMBERS: f64 = 0.9;

/// Whether many whole numbers or texts of either side have none in common: those of customers, and not of shops that
/// both tables know.
pub(super) fn are_keys_apart(column: &PairedColumn<'_>) -> bool {
    let are_whole = |cells: &Cells<'_>| match cells {
        Cells::Numbers(numbers) => numbers
            .iter()
            .all(|number| number.is_nan() || number.fract() == 0.0),
        Cells::Codes(_) => true,
    };
    if ![&column.source, &column.target].into_iter().all(are_whole) {
        return false;
    }
    let [one, other] = [column.source.values(), column.target.values()];
    one.len() >= MIN_NAMED_KEYS && other.len() >= MIN_NAMED_KEYS && one.is_disjoint(&other)
}

/// Whether whole numbers of both sides, be they few, have none in common: those of batches.
pub(super) fn are_few_keys_apart(column: &PairedColumn<'_>) -> bool {
    let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) else {
        return false;
    };
    let are_whole = |numbers: &[f64]| {
        let mut present = numbers.iter().filter(|number| !number.is_nan());
        present.all(|number| number.fract() == 0.0)
    };
    let [keys, other_keys] = [column.source.values(), column.target.values()];
    are_whole(one)
        && are_whole(other)
        && keys.len().min(other_keys.len()) >= MIN_GROUP_KEYS
        && keys.is_disjoint(&other_keys)
}

/// Whether many rows of both sides share one value, so that it names none of them.
pub(super) fn are_shared_by_rows(column: &PairedColumn<'_>) -> bool {
    [&column.source, &column.target]
        .iter()
        .all(|cells| cells.present().count() >= MIN_ROWS_OF_A_GROUP * cells.values().len())
}

/// Whether a unit stands in brackets behind a name, so that its numbers are measured.
pub(super) fn has_unit(name: &str) -> bool {
    bracketed(name).is_some_and(|(_, unit)| Unit::of(unit).is_some())
}

/// Whether whole numbers of both sides are all distinct though measured ones would repeat or differ in length, and the two do
/// not hold the same ones. Keys do so: of 300 measured values between 1 and 3,000 some come twice.
pub(super) fn never_repeat(column: &PairedColumn<'_>) -> bool {
    let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) else {
        return false;
    };
    let [one, other] = [one, other].map(|numbers| distinct_whole(numbers));
    let Some((one, other)) = one.zip(other) else {
        return false;
    };
    let sides = [&one, &other];
    let would_repeat = || {
        sides
            .iter()
            .all(|numbers| expected_repeats(numbers) >= MIN_EXPECTED_REPEATS)
    };
    let are_long = || {
        let mut lengths = sides
            .iter()
            .flat_map(|numbers| numbers.iter().map(|number| digits(*number)));
        let first = lengths.next();
        let fewest = if are_apart([&one, &other], SHARED_COUNTS) {
            MIN_DIGITS_APART
        } else {
            MIN_KEY_DIGITS
        };
        first >= Some(fewest) && lengths.all(|digits| Some(digits) == first)
    };
    (would_repeat() || are_long()) && {
        let keys: HashSet<u64> = one.iter().map(|number| number.to_bits()).collect();
        let common = other.iter().filter(|number| keys.contains(&number.to_bits()));
        (common.count() as f64) < SAME_NUMBERS * one.len().min(other.len()) as f64
    }
}

/// The numbers that are present, where they are many, whole and all distinct; in rising order.
fn distinct_whole(numbers: &[f64]) -> Option<Vec<f64>> {
    let present = numbers.iter().copied().filter(|number| !number.is_nan());
    // Adding zero turns −0 into 0.
    let mut present: Vec<f64> = present.map(|number| number + 0.0).collect();
    present.sort_unstable_by(f64::total_cmp);
    let are_distinct = present
        .windows(2)
        .all(|pair| pair[0].to_bits() != pair[1].to_bits());
    let are_whole = present.iter().all(|number| number.fract() == 0.0);
    (present.len() >= MIN_KEYS && are_distinct && are_whole).then_some(present)
}

/// How many pairs of equal numbers are expected at least among whole numbers drawn from the range of nine in ten of these: an even
/// distribution repeats least often.
fn expected_repeats(numbers: &[f64]) -> f64 {
    let drawn = 0.9 * numbers.len() as f64;
    most(numbers).map_or(0.0, |[low, high]| 0.5 * drawn * drawn / (high - low + 1.0))
}

/// The digits of a whole number.
fn digits(number: f64) -> i32 {
    let mut digits = 1;
    let mut rest = number.abs();
    while rest >= 10.0 {
        rest /= 10.0;
        digits += 1;
    }
    digits
}

/// Whether the numbers of both sides rise from row to row, and those of the one lie beyond those of the other: such are
/// keys, counters and moments that no name tells. A measured number hardly does so unless the tables are sorted by it.
///
/// A slow counter, such as one of cycles, has few numbers and never falls.
pub(super) fn rise_apart(sides: [&[f64]; 2]) -> bool {
    let rise = |numbers: &[f64]| rises(numbers, MIN_KEYS) || counts_slowly(numbers, MIN_KEYS);
    sides.into_iter().all(rise) && are_apart(sides, SHARED_COUNTS)
}

/// Whether the numbers, or times without a date, of both sides count up, and not over the same range: the seconds since each
/// recording began. Slow counters have to begin alike. Years that come again in both tables are none: they are a quantity, or
/// rows were sorted by them.
pub(super) fn count_apart(source: &Column, target: &Column) -> bool {
    let [Some(one), Some(other)] = [source, target].map(counting) else {
        return false;
    };
    let are_years = [source, target].iter().all(|column| names_year(&column.name));
    let begin_alike = !are_years && steps(one).first() == steps(other).first();
    let counts = |numbers: &[f64]| {
        counts_up(numbers, MIN_KEYS)
            || begin_alike && counts_slowly(numbers, MIN_KEYS) && counts_up(&steps(numbers), MIN_SLOW_COUNTS)
    };
    counts(one) && counts(other) && most(one) != most(other)
}

/// The numbers of a column that may count.
fn counting(column: &Column) -> Option<&[f64]> {
    match &column.values {
        Values::Number(numbers) => Some(numbers),
        // The times of many days begin anew each day.
        Values::Moment {
            seconds,
            has_date: false,
            ..
        } if seconds.is_sorted() => Some(seconds),
        _ => None,
    }
}
