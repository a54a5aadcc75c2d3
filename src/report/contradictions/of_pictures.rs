//! What the pictures of permutations say beside the numbers of their tests.

use super::super::{Histogram, LinkFault, Outcome, Test};
use super::require::{Check, ROUNDING, require};

/// Values of the statistic this close count as equal to it.
const TIE: f64 = 1e-9;

/// The histograms of both tests.
pub(super) fn check(Outcome { report, pictures, .. }: &Outcome) -> Check {
    let pairs = [
        (
            "pictures.permutations",
            &pictures.permutations,
            Some(&report.test),
        ),
        (
            "pictures.relation_permutations",
            &pictures.relation_permutations,
            report.relation.as_ref(),
        ),
    ];
    for (path, histogram, test) in pairs {
        let sound = histogram
            .as_ref()
            .is_none_or(|histogram| test.is_some_and(|test| agrees(histogram, test)));
        require(sound, || LinkFault::Histogram(path.to_owned()))?;
    }
    Ok(())
}

/// Whether a histogram has all permutations, and as many of them beyond the statistic as the p-value says.
fn agrees(histogram: &Histogram, test: &Test) -> bool {
    let (Some(p_value), Some(statistic)) = (test.p_value, test.statistic) else {
        return false;
    };
    let sum = |counts: &[u32]| counts.iter().map(|&count| u64::from(count)).sum::<u64>();
    if sum(&histogram.counts) != u64::from(test.permutations) {
        return false;
    }
    // Where the tables are the same rows, nothing is more extreme, whatever was drawn.
    if test.same_input_rows().is_some() {
        return true;
    }
    let Histogram { low, high, .. } = *histogram;
    let bins = histogram.counts.len() as f64;
    // A link rounds the ends, so the statistic may lie in a neighbouring bin, as what is called equal to it may.
    let tolerance = ROUNDING * low.abs().max(high.abs()) + TIE;
    let is_within = (low - tolerance..=high + tolerance).contains(&statistic.value);
    let bin = |value: f64| ((value - low) / (high - low) * bins).floor().min(bins - 1.0);
    let first = bin(statistic.value - tolerance);
    let behind = bin(statistic.value + tolerance) + 1.0;
    let from = |bin: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the number of bins"
        )]
        let bin = bin.clamp(0.0, bins) as usize;
        sum(&histogram.counts[bin..]) as f64
    };
    let count = f64::from(test.permutations);
    // Of random permutations the data is one more, of all it is one of them.
    let extreme = [p_value * (count + 1.0) - 1.0, p_value * count].map(f64::round);
    is_within
        && extreme
            .into_iter()
            .any(|extreme| (from(behind)..=from(first)).contains(&extreme))
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::full;
    use super::*;

    #[test]
    fn a_histogram_that_its_test_does_not_give_is_refused() {
        let changed = |change: fn(&mut Outcome)| {
            let mut outcome = full();
            change(&mut outcome);
            check(&outcome)
        };
        let counts = |outcome: &mut Outcome, counts: [u32; 4]| {
            outcome.pictures.permutations.as_mut().unwrap().counts = counts.to_vec();
        };
        assert_eq!(changed(|_| ()), Ok(()));
        let refused = Err(LinkFault::Histogram("pictures.permutations".into()));
        let changes: [fn(&mut Outcome); 6] = [
            // Fewer permutations; more beyond the statistic, and fewer; a statistic outside.
            |it| it.pictures.permutations.as_mut().unwrap().counts[0] -= 1,
            |it| it.report.test.p_value = Some(0.000_5),
            |it| it.report.test.p_value = Some(1.0),
            |it| it.report.test.statistic.as_mut().unwrap().value = 0.05,
            |it| it.report.test.statistic.as_mut().unwrap().value = -0.05,
            |it| it.report.test.p_value = None,
        ];
        for change in changes {
            assert_eq!(changed(change), refused);
        }
        let mut outcome = full();
        counts(&mut outcome, [0, 0, 1_999, 0]);
        assert_eq!(check(&outcome), Ok(()), "all may lie in one bin");
        outcome.pictures.relation_permutations = outcome.pictures.permutations.take();
        outcome.report.relation = None;
        let refused = Err(LinkFault::Histogram("pictures.relation_permutations".into()));
        assert_eq!(check(&outcome), refused);
    }
}
