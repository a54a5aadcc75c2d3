//! The permutation distribution of the statistic, and the p-value.

use crate::random::Seed;

use super::calibration::Calibration;

/// Statistics of the split of bins into two sides, one for each kernel, which permutations of the bins are judged by.
pub(super) trait Statistics {
    /// Number of bins of both sides.
    fn bins(&self) -> usize;

    /// Adds the statistics to a list, always as many: where the given bins are one side; the source where `is_source`,
    /// else the target.
    fn add(&self, side: &[usize], is_source: bool, list: &mut Vec<f64>);
}

/// Up to this many ways to split the bins, all of them are compared.
pub const MAX_SPLITS: u64 = 20_000;

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

/// Permutes the bins: the first `source_bins` are the source's. Says how each kernel's statistic is spread, too.
///
/// Every split is compared where there are at most [`MAX_SPLITS`]; else `permutations` random ones, and
/// `p = (1 + #{T_b ≥ T}) / (B + 1)`. Ties count against rejection. Both are exact: under exchangeable rows
/// `P(p ≤ α) ≤ α` at any size.
pub(super) fn permute(
    form: &impl Statistics,
    source_bins: usize,
    permutations: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> (Permuted, Calibration) {
    let bins = form.bins();
    let source: Vec<usize> = (0..source_bins).collect();
    let mut list = Vec::new();
    form.add(&source, true, &mut list);
    let kernels = list.len();
    let splits = binomial_at_most(bins, source_bins, MAX_SPLITS).unwrap_or(u64::from(permutations));
    let has_all = for_each_split_in_turn(bins, source_bins, permutations, seed, |side, is_source| {
        let done = list.len() / kernels;
        if done % PROGRESS_EVERY == 0 {
            progress(done as f64 / splits as f64);
        }
        form.add(side, is_source, &mut list);
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
/// [`MAX_SPLITS`], and says so; else for `permutations` random ones, always the same for a seed.
pub(super) fn for_each_split_in_turn(
    bins: usize,
    source_bins: usize,
    permutations: u32,
    seed: Seed,
    mut visit: impl FnMut(&[usize], bool),
) -> bool {
    if binomial_at_most(bins, source_bins, MAX_SPLITS).is_some() {
        for_each_split(bins, source_bins, |source| visit(source, true));
        return true;
    }
    let mut generator = seed.derive("permutations", 0).generator();
    let mut order: Vec<usize> = (0..bins).collect();
    // The smaller side is quicker to sum over.
    let smaller = source_bins.min(bins - source_bins);
    let is_source = smaller == source_bins;
    for _ in 0..permutations {
        generator.shuffle(&mut order);
        visit(&order[..smaller], is_source);
    }
    false
}

/// The number of ways to choose `chosen` of `all`, where it is at most `max`.
#[must_use]
pub fn binomial_at_most(all: usize, chosen: usize, max: u64) -> Option<u64> {
    if chosen > all {
        return Some(0);
    }
    let smaller = chosen.min(all - chosen) as u64;
    let mut count = 1_u64;
    for step in 1..=smaller {
        // Exact at each step: the product of `step` consecutive numbers is a multiple of `step!`.
        count = count.checked_mul(all as u64 - smaller + step)? / step;
        if count > max {
            return None;
        }
    }
    Some(count)
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
        fn bins(&self) -> usize {
            self.0.len()
        }

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
                let form = Sum((0..bins).map(f64::from).collect());
                let source = form.bins() / 2;
                permute(&form, source, permutations, Seed::new(1), &mut |share| {
                    shares.push(share);
                });
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
            let mut values: Vec<f64> = (0..bins).map(f64::from).collect();
            values[0] = f64::NAN;
            let (permuted, _) = permute(&Sum(values), 3, 99, Seed::new(1), &mut |_| {});
            assert!(permuted.observed.is_nan());
            assert!((permuted.p_value - 1.0).abs() < 1e-15, "{}", permuted.p_value);
        }
    }

    #[test]
    fn every_split_is_visited_once() {
        let mut seen = std::collections::BTreeSet::new();
        for_each_split(7, 3, |choice| assert!(seen.insert(choice.to_vec())));
        assert_eq!(seen.len(), 35);
        assert_eq!(binomial_at_most(7, 3, 100), Some(35));
    }

    #[test]
    fn large_binomials_are_cut_off() {
        assert_eq!(binomial_at_most(16, 8, MAX_SPLITS), Some(12_870));
        assert_eq!(binomial_at_most(17, 8, MAX_SPLITS), None);
        assert_eq!(binomial_at_most(1_000_000, 500_000, MAX_SPLITS), None);
        assert_eq!(binomial_at_most(3, 4, MAX_SPLITS), Some(0));
    }
}
