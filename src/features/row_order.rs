//! Whether the rows of a table stand in the order of a column, and whether two tables hold other parts of its range.

/// Of numbers that rise from row to row, up to this share of the steps falls by more than this share of their range: the
/// rows of one day stand in any order, some rows are swapped.
const FALLING_STEPS: f64 = 0.05;
const SMALL_FALL: f64 = 0.02;

/// Rows stand in an order where up to this share of the steps goes against it: ten years of each of some places.
const STEPS_BACK: f64 = 0.15;

/// Of numbers that count, up to this share of the steps from row to row is another one: rows are missing.
const OTHER_STEPS: f64 = 0.05;

/// Fewest distinct numbers of a slow counter.
pub(super) const MIN_SLOW_COUNTS: usize = 3;

/// How far steps of one size may differ, relative to it, and relative to the numbers, which are rounded.
const SAME_STEP: [f64; 2] = [1e-3, 1e-9];

/// Whether numbers rise by one step from row to row, and there are at least so many: they count rows, or the time since the
/// first one.
pub(super) fn counts_up(numbers: &[f64], fewest: usize) -> bool {
    let present = present(numbers);
    if present.len() < fewest {
        return false;
    }
    let mut sizes: Vec<f64> = present.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let middle = sizes.len() / 2;
    let step = *sizes.select_nth_unstable_by(middle, f64::total_cmp).1;
    let largest = present.iter().fold(0.0_f64, |largest, it| largest.max(it.abs()));
    let tolerance = SAME_STEP[0] * step + SAME_STEP[1] * largest;
    let others = sizes
        .iter()
        .filter(|size| (**size - step).abs() > tolerance)
        .count();
    step > tolerance && others as f64 <= OTHER_STEPS * sizes.len() as f64
}

/// Whether numbers rise from row to row, and at least so many differ from the one above.
pub(super) fn rises(numbers: &[f64], fewest: usize) -> bool {
    let steps = steps(numbers);
    let Some([low, high]) = most(&steps).filter(|_| steps.len() >= fewest) else {
        return false;
    };
    let falls = steps
        .windows(2)
        .filter(|pair| pair[0] - pair[1] > SMALL_FALL * (high - low));
    falls.count() as f64 <= FALLING_STEPS * steps.len() as f64
}

/// Whether at least so many whole numbers never fall from row to row, and each stands in several rows: those of cycles, of days
/// of a mission, of versions. A table that is sorted by a grade looks the same.
pub(super) fn counts_slowly(numbers: &[f64], fewest: usize) -> bool {
    let present = present(numbers);
    let steps = steps(&present).len();
    present.len() >= fewest
        && present.is_sorted()
        && present.iter().all(|number| number.fract() == 0.0)
        && (MIN_SLOW_COUNTS..=present.len() / 2).contains(&steps)
}

/// Whether most steps from row to row go the same way, as where each of several places has its rows in order.
pub(super) fn stand_in_order(numbers: &[f64]) -> bool {
    let steps = steps(numbers);
    let falls = steps.windows(2).filter(|pair| pair[1] < pair[0]).count();
    let rises = steps.len().saturating_sub(1) - falls;
    falls.min(rises) as f64 <= STEPS_BACK * steps.len() as f64
}

/// The numbers, each once where it stands in rows one below the other.
pub(super) fn steps(numbers: &[f64]) -> Vec<f64> {
    let mut present = present(numbers);
    present.dedup();
    present
}

fn present(numbers: &[f64]) -> Vec<f64> {
    let present = numbers.iter().copied();
    present.filter(|number| !number.is_nan()).collect()
}

/// The span of nine in ten numbers, which a far one does not move.
pub(super) fn most(numbers: &[f64]) -> Option<[f64; 2]> {
    let mut present = present(numbers);
    let last = present.len().checked_sub(1)?;
    let tail = present.len() / 20;
    let ends = [tail, last - tail];
    Some(ends.map(|place| *present.select_nth_unstable_by(place, f64::total_cmp).1))
}

/// Whether most numbers of the two sides share no more than so much of the range of both together.
pub(super) fn are_apart([one, other]: [&[f64]; 2], shared: f64) -> bool {
    let (Some([low, high]), Some([other_low, other_high])) = (most(one), most(other)) else {
        return false;
    };
    let all = high.max(other_high) - low.min(other_low);
    let both = high.min(other_high) - low.max(other_low);
    all > 0.0 && both <= shared * all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_order_are_told_from_others() {
        let rising: Vec<f64> = (0..40).map(f64::from).collect();
        let falling: Vec<f64> = rising.iter().rev().copied().collect();
        // Ten years of each of four stations.
        let stations: Vec<f64> = (0..40).map(|row| f64::from(row % 10)).collect();
        let shuffled: Vec<f64> = (0..40).map(|row| f64::from(row * 17 % 40)).collect();
        for (numbers, expected) in [
            (&rising, [true, true]),
            (&falling, [true, false]),
            (&stations, [true, false]),
            (&shuffled, [false, false]),
        ] {
            assert_eq!(
                [stand_in_order(numbers), rises(numbers, 20)],
                expected,
                "{numbers:?}"
            );
        }
        // Two years, one after the other.
        let two = [[2019.0; 20], [2020.0; 20]].concat();
        assert_eq!([stand_in_order(&two), rises(&two, 20)], [true, false]);
        assert!(stand_in_order(&[]) && stand_in_order(&[1.0]));
    }

    #[test]
    fn numbers_that_count_are_told_from_measured_ones() {
        let counts = |number: fn(u32) -> f64| counts_up(&(0..60).map(number).collect::<Vec<_>>(), 20);
        assert!(counts(|row| f64::from(row) * 0.1));
        assert!(counts(|row| 40_000.0 + f64::from(row) * 0.25));
        // Rows are missing after every thirtieth.
        assert!(counts(|row| f64::from(row + row / 30)));
        for measured in [
            |row| f64::from(row * 17 % 60),
            |row| f64::from(row).sqrt(),
            |row| -f64::from(row),
            |row| f64::from(row % 12),
            |_| 7.0,
        ] as [fn(u32) -> f64; 5]
        {
            assert!(!counts(measured));
        }
        assert!(!counts_up(&[0.0, 0.1, 0.2], 20));
    }

    #[test]
    fn slow_counters_are_told_from_measured_numbers() {
        let counts = |number: fn(u32) -> u32| {
            let numbers: Vec<f64> = (0..60).map(|row| f64::from(number(row))).collect();
            counts_slowly(&numbers, 20)
        };
        assert!(counts(|row| 7 + row / 12));
        assert!(counts(|row| row / 2 * 3));
        for other in [
            |row| row,
            |row| row / 30,
            |row| row / 12 % 3,
            |row| 60 - row / 12,
            |row| row * 17 % 5,
        ] as [fn(u32) -> u32; 5]
        {
            assert!(!counts(other));
        }
        assert!(!counts_slowly(&[1.0, 1.0, 2.0, 2.0, 3.0, 3.0], 20));
    }

    #[test]
    fn one_far_number_does_not_bring_two_ranges_together() {
        let mut one: Vec<f64> = (0..40).map(f64::from).collect();
        let other: Vec<f64> = (100..140).map(f64::from).collect();
        one[7] = 1_000.0;
        assert!(are_apart([&one, &other], 0.05));
        assert!(!are_apart([&one, &one], 0.5));
        assert!(!are_apart([&one, &[]], 0.5));
    }
}
