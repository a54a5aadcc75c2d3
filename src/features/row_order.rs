//! Whether the rows of a table stand in the order of a column, and whether two tables hold other parts of its range.

/// Of numbers that rise from row to row, up to this share of the steps falls by more than this share of their range: the
/// rows of one day stand in any order, some rows are swapped.
const FALLING_STEPS: f64 = 0.05;
const SMALL_FALL: f64 = 0.02;

/// Rows stand in an order where up to this share of the steps goes against it: ten years of each of some places.
const STEPS_BACK: f64 = 0.15;

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

/// Whether most steps from row to row go the same way, as where each of several places has its rows in order.
pub(super) fn stand_in_order(numbers: &[f64]) -> bool {
    let steps = steps(numbers);
    let falls = steps.windows(2).filter(|pair| pair[1] < pair[0]).count();
    let rises = steps.len().saturating_sub(1) - falls;
    falls.min(rises) as f64 <= STEPS_BACK * steps.len() as f64
}

/// The numbers, each once where it stands in rows one below the other.
fn steps(numbers: &[f64]) -> Vec<f64> {
    let mut present: Vec<f64> = numbers
        .iter()
        .copied()
        .filter(|number| !number.is_nan())
        .collect();
    present.dedup();
    present
}

/// The span of nine in ten numbers, which a far one does not move.
pub(super) fn most(numbers: &[f64]) -> Option<[f64; 2]> {
    let mut present: Vec<f64> = numbers
        .iter()
        .copied()
        .filter(|number| !number.is_nan())
        .collect();
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
    fn one_far_number_does_not_bring_two_ranges_together() {
        let mut one: Vec<f64> = (0..40).map(f64::from).collect();
        let other: Vec<f64> = (100..140).map(f64::from).collect();
        one[7] = 1_000.0;
        assert!(are_apart([&one, &other], 0.05));
        assert!(!are_apart([&one, &one], 0.5));
        assert!(!are_apart([&one, &[]], 0.5));
    }
}
