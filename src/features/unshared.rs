//! Values of a column that only one of the two tables has.
//!
//! The effect of a shift is small where few rows moved, however far. What a network does with values that it never saw is open,
//! so their share is a number of its own.

use std::collections::HashMap;

use super::paired::{Cells, PairedColumn};
use crate::report::Side;
use crate::table::MISSING_CODE;

/// Numbers come again where the source has at least so many rows for each of them.
const MIN_REPEATS: usize = 5;

/// Unseen values are no chance where they are so many times as many as expected, or so much more.
const TIMES_EXPECTED: f64 = 2.0;
const MAX_UNEXPECTED: f64 = 0.1;

/// Rows outside the range of the other table are no chance where this, or less, is the probability of so many: one in ten
/// thousand for the four ranges of either table together.
const MAX_CHANCE: f64 = 1e-4 / 8.0;

/// Of so many rows of a table one may be far from all others without widening their range.
const ROWS_FOR_ONE_FAR: usize = 500;

/// The share of the target's rows with a value that the source does not have: of categories, and of whole numbers that come
/// again and again, which may be codes. Nothing for other numbers, and where new rows of the source would bring as many: names
/// of people, the long tail of a shop's wares.
#[must_use]
pub fn unseen_share(column: &PairedColumn<'_>) -> Option<f64> {
    let rows = column.cells(Side::Target).len().max(1) as f64;
    let counts = match (&column.source, &column.target) {
        (Cells::Numbers(source), Cells::Numbers(target)) => {
            if is_part_of_date(column) || !are_whole(source) || !are_whole(target) {
                return None;
            }
            let counts = counts_of_repeated(source)?;
            let unseen = present(target).filter(|&number| !counts.contains_key(&bits(number)));
            return beyond_chance(unseen.count() as f64 / rows, &counts);
        }
        (Cells::Codes(source), _) => {
            let present = source.iter().filter(|code| **code != MISSING_CODE);
            counts(present.map(|&code| u64::from(code)))
        }
        (Cells::Numbers(_), Cells::Codes(_)) => return None,
    };
    beyond_chance(column.unseen() as f64 / rows, &counts)
}

/// A share of rows with unseen values, where it is more than chance gives. Of one distribution, about as many new rows have a
/// value that was not seen before as have one alone among those that were seen (Good, The population frequencies of species,
/// 1953).
fn beyond_chance(unseen: f64, counts: &HashMap<u64, usize>) -> Option<f64> {
    let rows: usize = counts.values().sum();
    let alone = counts.values().filter(|&&count| count == 1).count();
    let expected = alone as f64 / rows.max(1) as f64;
    let is_more = unseen > TIMES_EXPECTED * expected || unseen - expected > MAX_UNEXPECTED;
    (unseen <= 0.0 || is_more).then_some(unseen)
}

/// How often each number occurs, where numbers come again; told as soon as too many differ.
fn counts_of_repeated(numbers: &[f64]) -> Option<HashMap<u64, usize>> {
    let max_distinct = present(numbers).count() / MIN_REPEATS;
    let mut counts = HashMap::new();
    for number in present(numbers) {
        *counts.entry(bits(number)).or_default() += 1;
        if counts.len() > max_distinct {
            return None;
        }
    }
    (!counts.is_empty()).then_some(counts)
}

/// How often each value occurs.
fn counts(values: impl Iterator<Item = u64>) -> HashMap<u64, usize> {
    let mut counts = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// Of numbers, the share of one side's rows that lie outside the range of the other side, whichever is larger. Nothing for
/// categories, for what a date became, and where chance may explain it.
#[must_use]
pub fn outside_share(column: &PairedColumn<'_>) -> Option<f64> {
    let (Cells::Numbers(source), Cells::Numbers(target)) = (&column.source, &column.target) else {
        return None;
    };
    if is_part_of_date(column) {
        return None;
    }
    let shares = [outside(source, target), outside(target, source)];
    shares.into_iter().flatten().max_by(f64::total_cmp)
}

/// The share of `rows` that lies outside the range of the others, where it is more than chance gives. A few of the others may lie
/// out there, too: one far cell must not hide all that comes to lie between it and the rest.
fn outside(others: &[f64], rows: &[f64]) -> Option<f64> {
    let mut others: Vec<f64> = present(others).collect();
    let last = others.len().checked_sub(1)?;
    let few = (others.len() / ROWS_FOR_ONE_FAR).max(1);
    if last < 2 * few {
        return None;
    }
    // A column may have a million rows, of which only these four are asked for.
    let mut nth = |place: usize| *others.select_nth_unstable_by(place, f64::total_cmp).1;
    let lows = [(0, nth(0)), (few, nth(few))];
    let highs = [(0, nth(last)), (few, nth(last - few))];
    let [others, all] = [last + 1, present(rows).count()].map(|count| count as f64);
    let ends = lows.into_iter().flat_map(|low| highs.map(|high| (low, high)));
    let shares = ends.filter_map(|((below, low), (above, high))| {
        let range = low..=high;
        let outside = present(rows).filter(|number| !range.contains(number)).count() as f64;
        let chance = ways(outside, (below + above) as f64) + outside * (all / (all + others)).ln();
        (chance <= MAX_CHANCE.ln()).then_some(outside / all)
    });
    shares.max_by(f64::total_cmp)
}

/// The logarithm of the number of ways in which `outside` rows, and a few of the `others`, can be the outermost of all, dealt
/// out to the two ends. Of equally distributed rows each of them has at most the probability of drawing only `outside` rows.
fn ways(outside: f64, others: f64) -> f64 {
    (outside + 1.0).ln() + libm::lgamma(outside + others + 1.0)
        - libm::lgamma(outside + 1.0)
        - libm::lgamma(others + 1.0)
}

/// Dates become places in the day, the week and the year.
fn is_part_of_date(column: &PairedColumn<'_>) -> bool {
    column.name != column.origin
}

fn are_whole(numbers: &[f64]) -> bool {
    present(numbers).all(|number| number.fract() == 0.0)
}

fn present(numbers: &[f64]) -> impl Iterator<Item = f64> {
    numbers.iter().copied().filter(|number| !number.is_nan())
}

fn bits(number: f64) -> u64 {
    // Adding zero turns −0 into 0.
    (number + 0.0).to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: u32, number: impl Fn(u32) -> f64) -> Vec<f64> {
        (0..count).map(number).collect()
    }

    fn column(source: Vec<f64>, target: Vec<f64>) -> PairedColumn<'static> {
        PairedColumn::of_numbers("a", source, target)
    }

    #[test]
    fn few_rows_far_outside_are_counted_on_either_side() {
        let plain = || numbers(1_000, |row| f64::from(row % 100) + 0.5);
        let far = || {
            numbers(1_000, |row| {
                if row % 20 == 0 {
                    6_553.5
                } else {
                    f64::from(row % 100) + 0.5
                }
            })
        };
        let low = || {
            numbers(1_000, |row| {
                if row % 50 == 0 {
                    -5.5
                } else {
                    f64::from(row % 100) + 0.5
                }
            })
        };
        assert_eq!(outside_share(&column(plain(), far())), Some(0.05));
        assert_eq!(outside_share(&column(far(), plain())), Some(0.05));
        assert_eq!(outside_share(&column(low(), far())), Some(0.05));
        assert_eq!(outside_share(&column(plain(), plain())), None);
    }

    #[test]
    fn one_far_cell_does_not_hide_rows_between_it_and_the_others() {
        let mut source = numbers(1_000, |row| f64::from(row % 100) + 0.5);
        source[7] = 9_000.5;
        let target = numbers(1_000, |row| {
            if row % 33 == 0 {
                500.5
            } else {
                f64::from(row % 100) + 0.5
            }
        });
        assert_eq!(
            outside_share(&column(source.clone(), target.clone())),
            Some(0.031)
        );
        assert_eq!(outside_share(&column(target, source.clone())), Some(0.031));
        assert_eq!(outside_share(&column(source.clone(), source)), None);
    }

    #[test]
    fn rows_that_chance_puts_outside_say_nothing() {
        // Ten of 5,000 new rows lie beyond the largest of 500, in each of two tails as often as not.
        let few = numbers(500, |row| f64::from(row) + 0.5);
        let many = numbers(5_000, |row| f64::from(row) / 9.96 - 1.0);
        assert_eq!(outside_share(&column(few.clone(), many)), None);
        assert_eq!(outside_share(&column(few, vec![f64::NAN; 3])), None);
        assert_eq!(outside_share(&column(vec![f64::NAN; 3], vec![1.5; 3])), None);
    }

    #[test]
    fn whole_numbers_that_come_again_may_be_codes() {
        let odd = || numbers(1_000, |row| f64::from(row % 100 * 2 + 1));
        let even = || numbers(1_000, |row| f64::from(row % 100 * 2));
        assert_eq!(unseen_share(&column(odd(), even())), Some(1.0));
        assert_eq!(unseen_share(&column(odd(), odd())), Some(0.0));
        // Measured numbers hardly come again, and prices with decimals may be rounded elsewhere.
        assert_eq!(unseen_share(&column(numbers(1_000, f64::from), even())), None);
        assert_eq!(
            unseen_share(&column(numbers(1_000, |row| f64::from(row % 10) / 4.0), even())),
            None
        );
    }

    #[test]
    fn a_long_tail_brings_values_that_were_not_seen() {
        // Of the source's categories a third occurs once.
        let codes = |first: u32| -> Vec<u32> {
            let tail = first..first + 100;
            tail.chain((0..200).map(|row| row % 20)).collect()
        };
        let levels: Vec<String> = (0..400).map(|level| level.to_string()).collect();
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        let column = |target: &[u32]| PairedColumn::of_codes("sku", &codes(20), target, &levels);
        assert_eq!(unseen_share(&column(&codes(120))), None);
        assert_eq!(unseen_share(&column(&codes(20))), Some(0.0));
        let others: Vec<u32> = (120..320).collect();
        assert_eq!(unseen_share(&column(&others)), Some(1.0));
    }

    #[test]
    fn what_a_date_became_is_not_judged() {
        let mut hour = column(vec![0.0; 100], vec![1.0; 100]);
        assert_eq!(
            (unseen_share(&hour), outside_share(&hour)),
            (Some(1.0), Some(1.0))
        );
        hour.origin = "date".into();
        assert_eq!((unseen_share(&hour), outside_share(&hour)), (None, None));
    }
}
