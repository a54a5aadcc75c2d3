//! The permutation distribution of the statistic, and the p-value.

use crate::random::Seed;

use super::calibration::Calibration;
use super::sides::Sides;

/// Statistics of the split of bins into two sides, one for each kernel, which permutations of the bins are judged by.
pub(super) trait Statistics {
    /// Adds the statistics to a list, always as many: where the given bins are one side; the source where `is_source`,
    /// else the target.
    fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>);
}

/// Two values of the joined statistic this close count as equal; otherwise the p-value would depend on the order of
/// summation. It is on the scale of a standard normal.
const TIE: f64 = 1e-9;

/// Random permutations between two reports of progress.
const PROGRESS_EVERY: usize = 64;

/// The statistic of the data among those of the permutations.
#[derive(Debug, Clone, PartialEq)]
pub struct Permuted {
    /// The statistic of the data.
    pub observed: f64,
    /// The statistic of each permutation; where all splits were compared, the data's own is among them.
    pub values: Vec<f64>,
    /// Share of permutations at least as extreme as the data, the data included: never 0.
    pub p_value: f64,
}

/// Permutes the bins of two sides. Says how each statistic is spread, too.
///
/// `further` is one more statistic of the same splits, the data's own first; or empty.
///
/// Every split is compared where there are at most [`MAX_SPLITS`](super::MAX_SPLITS); else `permutations` random ones, and
/// `p = (1 + #{T_b ≥ T}) / (B + 1)`. Ties count against rejection. Both are exact: under exchangeable bins
/// `P(p ≤ α) ≤ α` at any size.
pub(super) fn permute(
    form: &impl Statistics,
    further: &[f64],
    sides: &Sides,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> (Permuted, Calibration) {
    let mut list = Vec::new();
    let mut further = further.iter();
    form.add(&sides.observed(), true, &mut list);
    list.extend(further.next());
    let kernels = list.len();
    let splits = sides.splits().unwrap_or(u64::from(permutations));
    let has_all = for_each_split_in_turn(sides, permutations, seed, |side, is_source| {
        let done = list.len() / kernels;
        if done % PROGRESS_EVERY == 0 {
            progress(done as f64 / splits as f64);
        }
        form.add(side, is_source, &mut list);
        list.extend(further.next());
    });
    let (own, others) = list.split_at(kernels);
    // Where all splits are there, the data's own is one of them.
    let calibration = Calibration::of(if has_all { others } else { &list }, kernels);
    let observed = calibration.joined(own);
    let values: Vec<f64> = others
        .chunks_exact(kernels)
        .map(|values| calibration.joined(values))
        .collect();
    // What is no number is not less, and counts against rejection.
    let less = values.iter().filter(|&&value| value < observed - TIE).count();
    let as_extreme = values.len() - less;
    let own = usize::from(!has_all);
    let permuted = Permuted {
        observed,
        p_value: (own + as_extreme) as f64 / (own + values.len()) as f64,
        values,
    };
    (permuted, calibration)
}

/// Calls `visit(side, is_source)` with the bins of one side, for every split of the bins where there are at most
/// [`MAX_SPLITS`](super::MAX_SPLITS), and says so; else for `permutations` random ones, always the same for a seed.
pub(super) fn for_each_split_in_turn(
    sides: &Sides,
    permutations: u32,
    seed: Seed,
    mut visit: impl FnMut(&[usize], bool),
) -> bool {
    if sides.splits().is_some() {
        for_each_split(sides.bins(), sides.source(), |source| visit(source, true));
        return true;
    }
    let mut generator = seed.derive("permutations", 0).generator();
    let mut drawn = sides.drawing();
    // The smaller side is quicker to sum over.
    let smaller = sides.source().min(sides.bins() - sides.source());
    let is_source = smaller == sides.source();
    for _ in 0..permutations {
        visit(drawn.draw(smaller, is_source, &mut generator), is_source);
    }
    false
}

/// Calls `visit` with every choice of `chosen` of the numbers below `all`, in lexicographic order.
fn for_each_split(all: usize, chosen: usize, mut visit: impl FnMut(&[usize])) {
    let mut choice: Vec<usize> = (0..chosen).collect();
    loop {
        visit(&choice);
        let Some(place) = (0..chosen)
            .rev()
            .find(|&place| choice[place] < all - chosen + place)
        else {
            return;
        };
        choice[place] += 1;
        for later in place + 1..chosen {
            choice[later] = choice[later - 1] + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A statistic of so many bins: the sum of the bins' values.
    struct Sum(Vec<f64>);

    impl Statistics for Sum {
        fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>) {
            let sum: f64 = side.iter().map(|&bin| self.0[bin]).sum();
            list.push(if is_source { sum } else { -sum });
        }
    }

    #[test]
    fn progress_is_a_share_with_any_number_of_permutations() {
        // 924 splits, which are all compared, and far more.
        for bins in [12, 30] {
            for permutations in [0, 100, 1_999] {
                let mut shares = Vec::new();
                let form = Sum((0..bins).map(|bin| bin as f64).collect());
                let source = bins / 2;
                permute(
                    &form,
                    &[],
                    &Sides::free(source, bins - source),
                    permutations,
                    Seed::new(1),
                    &mut |share| {
                        shares.push(share);
                    },
                );
                assert!(
                    shares.iter().all(|share| (0.0..=1.0).contains(share)) && shares.is_sorted(),
                    "{bins} {permutations}: {shares:?}"
                );
                let reported = bins == 12 || permutations > 0;
                assert_eq!(
                    shares.last().is_some_and(|share| *share > 0.6),
                    reported,
                    "{shares:?}"
                );
            }
        }
    }

    #[test]
    fn no_number_counts_against_rejection() {
        for bins in [6, 30] {
            let mut values: Vec<f64> = (0..bins).map(|bin| bin as f64).collect();
            values[0] = f64::NAN;
            let (permuted, _) = permute(
                &Sum(values),
                &[],
                &Sides::free(3, bins - 3),
                99,
                Seed::new(1),
                &mut |_| {},
            );
            assert!(permuted.observed.is_nan());
            assert!((permuted.p_value - 1.0).abs() < 1e-15, "{}", permuted.p_value);
        }
    }

    #[test]
    fn every_split_is_visited_once() {
        let mut seen = std::collections::BTreeSet::new();
        for_each_split(7, 3, |choice| assert!(seen.insert(choice.to_vec())));
        assert_eq!(seen.len(), 35);
    }
}
