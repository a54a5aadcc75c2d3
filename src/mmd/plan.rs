//! Which rows take part in a test, and in which bins.

use crate::random::{Generator, Seed};

use super::sides::{MAX_SPLITS, Sides, binomial_at_most};

/// Minimum of rows on either side for a verdict: with fewer, hardly any p-value is small enough.
pub const MIN_ROWS: usize = 8;

/// Up to this many rows of both sides together, all pairs are compared. Of more rows, the pairs of a seeded subsample
/// are, and random features of all rows beside them.
pub const MAX_PAIRED_ROWS: usize = 10_000;

/// Up to this many rows, single rows are permuted.
const MAX_SINGLE_ROWS: usize = 256;

/// Up to this many rows, there are more bins.
const MAX_FEW_ROWS: usize = 1_500;

/// Bins that few rows are cut into, and bins that many rows are cut into: at most so many, and at least about half of
/// that.
const BINS: [usize; 2] = [256, 128];

/// Minimum of bins on either side.
const MIN_BINS: usize = 8;

/// Maximum of bins of both sides together, where one side is far smaller than the other.
const MAX_BINS: usize = 512;

/// How rows are cut into bins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bins {
    /// Rows in a bin.
    pub rows: usize,
    /// The first so many rows of each bin are compared with each other in pairs; all where there are not too many.
    pub paired: usize,
    /// How many bins of source and target each stratum has, within which alone bins change sides; on either side they
    /// stand in this order. Empty where all bins may change sides.
    pub strata: Vec<[usize; 2]>,
}

impl Bins {
    /// Bins of so many rows, of which all take part in pairs.
    #[must_use]
    pub fn of(rows: usize) -> Self {
        let rows = rows.max(1);
        Self {
            rows,
            paired: rows,
            strata: Vec::new(),
        }
    }

    /// Bins of so many rows, of which the first ones take part in pairs.
    #[must_use]
    pub fn partly(rows: usize, paired: usize) -> Self {
        Self {
            paired,
            ..Self::of(rows)
        }
    }

    /// Of items that stand in bins, those that take part in pairs: the first ones of each bin.
    pub fn paired_rows<'i, T: Copy>(&self, items: &'i [T]) -> impl Iterator<Item = T> + use<'i, T> {
        let paired = self.paired;
        items
            .chunks_exact(self.rows)
            .flat_map(move |bin| bin[..paired.min(bin.len())].iter().copied())
    }

    /// The sides of so many rows that are paired, the source's first.
    pub(super) fn sides(&self, source: usize, target: usize) -> Sides {
        let rows = self.paired.max(1);
        if self.strata.is_empty() {
            Sides::free(source / rows, target / rows)
        } else {
            Sides::within(&self.strata)
        }
    }
}

/// Which rows take part, in which order. Bins are consecutive runs of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Indices of the source's rows, shuffled; a multiple of the rows of a bin.
    pub source: Vec<usize>,
    /// Indices of the target's rows, shuffled; a multiple of the rows of a bin.
    pub target: Vec<usize>,
    /// The bins of both.
    pub bins: Bins,
    /// Whether every split of the bins is compared, instead of random ones.
    pub enumerated: bool,
    /// Whether rows were left out, beyond the few that fill no bin: a side so much larger than the other cannot add
    /// anything.
    pub subsampled: bool,
}

impl Plan {
    /// Plans a test of `source` against `target` rows.
    ///
    /// Rows are shuffled first, because files are often sorted; those that fill no bin are left out at random.
    #[must_use]
    pub fn new(source: usize, target: usize, seed: Seed) -> Self {
        let all = source + target;
        let bin_rows = if all <= MAX_SINGLE_ROWS {
            1
        } else {
            let bins = BINS[usize::from(all > MAX_FEW_ROWS)];
            all.div_ceil(bins).min(source.min(target) / MIN_BINS).max(1)
        };
        let smaller_bins = source.min(target) / bin_rows;
        let larger_rows = MAX_BINS.saturating_sub(smaller_bins).max(smaller_bins) * bin_rows;
        let subsampled = source.max(target) > larger_rows;
        let used = [source, target].map(|rows| rows.min(larger_rows) / bin_rows * bin_rows);
        let bins = (used[0] + used[1]) / bin_rows;
        let mut generator = seed.derive("rows of the test", 0).generator();
        Self {
            source: sample(source, used[0], &mut generator),
            target: sample(target, used[1], &mut generator),
            bins: Bins {
                rows: bin_rows,
                paired: bin_rows.min(MAX_PAIRED_ROWS / bins.max(1)),
                strata: Vec::new(),
            },
            enumerated: binomial_at_most(bins, used[0] / bin_rows, MAX_SPLITS).is_some(),
            subsampled,
        }
    }

    /// Whether there are enough rows for a verdict.
    #[must_use]
    pub fn has_enough_rows(&self) -> bool {
        self.source.len().min(self.target.len()) >= MIN_ROWS
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

    fn shape(source: usize, target: usize) -> (usize, usize, [usize; 2], bool, bool) {
        let plan = Plan::new(source, target, Seed::new(1));
        (
            plan.source.len(),
            plan.target.len(),
            [plan.bins.rows, plan.bins.paired],
            plan.enumerated,
            plan.subsampled,
        )
    }

    #[test]
    fn few_rows_are_enumerated_and_more_permuted_singly() {
        assert_eq!(shape(5, 4), (5, 4, [1, 1], true, false));
        assert_eq!(shape(8, 8), (8, 8, [1, 1], true, false));
        assert_eq!(shape(9, 8), (9, 8, [1, 1], false, false));
        assert_eq!(shape(128, 128), (128, 128, [1, 1], false, false));
    }

    #[test]
    fn many_rows_are_permuted_in_bins() {
        assert_eq!(shape(400, 300), (399, 300, [3, 3], false, false));
        assert_eq!(shape(3_000, 3_000), (2_961, 2_961, [47, 47], false, false));
        assert_eq!(
            shape(300_000, 200_000),
            (296_932, 199_257, [3_907, 78], false, false)
        );
    }

    #[test]
    fn a_small_side_keeps_its_rows_and_the_bins_stay_few() {
        assert_eq!(shape(50, 1_000_000), (48, 3_024, [6, 6], false, true));
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
