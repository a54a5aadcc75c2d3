//! Which rows take part in a test, and in which bins.

use crate::random::{Generator, Seed};

use super::permutation::{MOST_SPLITS, binomial_at_most};

/// Fewest rows on either side for a verdict: with fewer, hardly any p-value is small enough.
pub const FEWEST_ROWS: usize = 8;

/// Most rows of both sides together that take part; beyond, a seeded subsample does.
pub const MOST_ROWS: usize = 10_000;

/// Up to this many rows, single rows are permuted.
const MOST_SINGLE_ROWS: usize = 512;

/// Bins that the rows are cut into beyond that.
const BINS: usize = 128;

/// Fewest bins on either side.
const FEWEST_BINS: usize = 8;

/// Most bins of both sides together, where one side is far smaller than the other.
const MOST_BINS: usize = 512;

/// Which rows take part, in which order. Bins are consecutive runs of `bin_rows` rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Indices of the source's rows, shuffled; a multiple of `bin_rows`.
    pub source: Vec<usize>,
    /// Indices of the target's rows, shuffled; a multiple of `bin_rows`.
    pub target: Vec<usize>,
    /// Rows in a bin.
    pub bin_rows: usize,
    /// Whether every split of the bins is compared, instead of random ones.
    pub enumerated: bool,
    /// Whether rows were left out for speed, beyond the few that fill no bin.
    pub subsampled: bool,
}

impl Plan {
    /// Plans a test of `source` against `target` rows.
    ///
    /// Rows are shuffled first, because files are often sorted; those that fill no bin are left out at random.
    #[must_use]
    pub fn new(source: usize, target: usize, seed: Seed) -> Self {
        let [mut used_source, mut used_target] = most_rows(source, target);
        let all = used_source + used_target;
        let bin_rows = if all <= MOST_SINGLE_ROWS {
            1
        } else {
            (all / BINS)
                .min(used_source.min(used_target) / FEWEST_BINS)
                .max(1)
        };
        let smaller_bins = used_source.min(used_target) / bin_rows;
        let larger_rows = MOST_BINS.saturating_sub(smaller_bins).max(smaller_bins) * bin_rows;
        used_source = used_source.min(larger_rows);
        used_target = used_target.min(larger_rows);
        let subsampled = used_source < source || used_target < target;
        used_source -= used_source % bin_rows;
        used_target -= used_target % bin_rows;
        let mut generator = seed.derive("rows of the test", 0).generator();
        Self {
            source: sample(source, used_source, &mut generator),
            target: sample(target, used_target, &mut generator),
            bin_rows,
            enumerated: binomial_at_most(
                (used_source + used_target) / bin_rows,
                used_source / bin_rows,
                MOST_SPLITS,
            )
            .is_some(),
            subsampled,
        }
    }

    /// Whether there are enough rows for a verdict.
    #[must_use]
    pub fn has_enough_rows(&self) -> bool {
        self.source.len().min(self.target.len()) >= FEWEST_ROWS
    }
}

/// Shares [`MOST_ROWS`] between the sides: the smaller keeps its rows as far as half of all.
fn most_rows(source: usize, target: usize) -> [usize; 2] {
    let half = MOST_ROWS / 2;
    if source + target <= MOST_ROWS {
        [source, target]
    } else if source < half {
        [source, MOST_ROWS - source]
    } else if target < half {
        [MOST_ROWS - target, target]
    } else {
        [half, half]
    }
}

fn sample(rows: usize, used: usize, generator: &mut Generator) -> Vec<usize> {
    let mut order = generator.permutation(rows);
    order.truncate(used);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: usize, target: usize) -> (usize, usize, usize, bool, bool) {
        let plan = Plan::new(source, target, Seed::new(1));
        (
            plan.source.len(),
            plan.target.len(),
            plan.bin_rows,
            plan.enumerated,
            plan.subsampled,
        )
    }

    #[test]
    fn few_rows_are_enumerated_and_more_permuted_singly() {
        assert_eq!(shape(5, 4), (5, 4, 1, true, false));
        assert_eq!(shape(8, 8), (8, 8, 1, true, false));
        assert_eq!(shape(9, 8), (9, 8, 1, false, false));
        assert_eq!(shape(256, 256), (256, 256, 1, false, false));
    }

    #[test]
    fn many_rows_are_permuted_in_bins() {
        assert_eq!(shape(3_000, 3_000), (2_990, 2_990, 46, false, false));
        assert_eq!(shape(300_000, 200_000), (4_992, 4_992, 78, false, true));
    }

    #[test]
    fn a_small_side_keeps_its_rows_and_the_bins_stay_few() {
        let (source, target, bin_rows, _, subsampled) = shape(50, 1_000_000);
        assert_eq!((source, target, bin_rows, subsampled), (48, 3_024, 6, true));
        assert!(!Plan::new(7, 1_000, Seed::new(1)).has_enough_rows());
    }

    #[test]
    fn every_row_is_as_likely_to_be_used() {
        let mut used = [0_u32; 20];
        for seed in 0..2_000 {
            let mut generator = Seed::new(seed).generator();
            for row in sample(20, 5, &mut generator) {
                used[row] += 1;
            }
        }
        // 500 expected for each, standard deviation 19.
        assert!(used.iter().all(|count| (410..590).contains(count)), "{used:?}");
    }
}
