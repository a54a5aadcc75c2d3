//! A column of categories alone.
//!
//! The statistic is `Σ 2 (p − q)² / √(r (1 − r))` over the categories, with their shares `p` in the source, `q` in the
//! target and `r` in both: the energy distances of all 0/1 columns together, each in its own standard deviations. Rare
//! categories weigh less than in χ², so that many of them do not drown a frequent one. It takes one walk over the rows,
//! however many categories there are.

use crate::features::MAX_LEVELS;

use super::bound::Noise;
use super::lanes::SPLITS;

/// The rows of a column in the order of their categories.
pub(super) struct Categories {
    levels: Vec<Level>,
    /// The bins of rows, category after category.
    bins: Vec<u32>,
}

struct Level {
    /// Where its rows end among all.
    end: usize,
    /// What the square of a difference of shares counts.
    weight: f64,
}

/// The shares of each category in either table.
pub(super) struct Shares {
    /// In the source, in the target, and in both.
    shares: Vec<[f64; 3]>,
    rows: [f64; 2],
}

impl Categories {
    /// A code for each row, source first; equal codes are one category.
    pub(super) fn new(codes: &[u32], bin_rows: usize) -> Self {
        let mut rows: Vec<usize> = (0..codes.len()).collect();
        rows.sort_by_key(|&row| codes[row]);
        let all = rows.len() as f64;
        let mut start = 0;
        let levels = rows
            .chunk_by(|&one, &other| codes[one] == codes[other])
            .map(|rows| {
                start += rows.len();
                let share = rows.len() as f64 / all;
                let deviation = libm::sqrt(share * (1.0 - share));
                Level {
                    end: start,
                    weight: if deviation > 0.0 { 2.0 / deviation } else { 0.0 },
                }
            });
        Self {
            levels: levels.collect(),
            bins: rows
                .iter()
                .map(|row| u32::try_from(row / bin_rows).unwrap_or(u32::MAX))
                .collect(),
        }
    }

    /// The bins of the rows of each category, and the weight of the category.
    fn each(&self) -> impl Iterator<Item = (&[u32], f64)> {
        let mut start = 0;
        self.levels.iter().map(move |level| {
            let bins = &self.bins[start..level.end];
            start = level.end;
            (bins, level.weight)
        })
    }

    /// The statistic for several splits at once, added to `totals`. The weight of a bin is what one of its rows adds to
    /// `p − q`.
    pub(super) fn add_distances(&self, weights: &[[f64; SPLITS]], totals: &mut [f64; SPLITS]) {
        for (bins, weight) in self.each() {
            let mut differences = [0.0; SPLITS];
            for &bin in bins {
                for (difference, weight) in differences.iter_mut().zip(&weights[bin as usize]) {
                    *difference += weight;
                }
            }
            for (total, difference) in totals.iter_mut().zip(&differences) {
                *total += weight * difference * difference;
            }
        }
    }

    /// What the statistic of a random split is on average where rows are independent.
    pub(super) fn by_chance(&self, [n, m]: [f64; 2]) -> f64 {
        // With the weight `2 / √(r (1 − r))` of a category, `w · r (1 − r)` is `4 / w`.
        let weights = self.levels.iter().map(|level| level.weight);
        let parts = weights.filter(|weight| *weight > 0.0).map(|weight| 4.0 / weight);
        parts.sum::<f64>() * (1.0 / n + 1.0 / m)
    }

    /// The shares where the first bins are the source's, with so many rows of source and target.
    pub(super) fn shares(&self, source_bins: usize, rows: [f64; 2]) -> Shares {
        let shares = self.each().map(|(bins, _)| {
            let of_source = bins.iter().filter(|&&bin| (bin as usize) < source_bins).count() as f64;
            let all = bins.len() as f64;
            [
                of_source / rows[0],
                (all - of_source) / rows[1],
                all / (rows[0] + rows[1]),
            ]
        });
        Shares {
            shares: shares.collect(),
            rows,
        }
    }
}

impl Shares {
    /// How far apart the shares are, in standard deviations: the difference of the means of the 0/1 columns, in their
    /// own covariance. For two categories it is the difference of a share in standard deviations of its column; where
    /// frequent categories have nothing in common it is 2. What chance adds is taken off: `χ²` of random splits has the
    /// mean `(levels − 1) N / (N − 1)`. So categories of which no two rows share one have no effect.
    ///
    /// Beside it stands an upper bound. `design_effect` is how many times as much shares vary as those of independent rows.
    pub(super) fn effects(&self, design_effect: f64) -> [f64; 2] {
        let [n, m] = self.rows;
        let distance: f64 = self
            .shares
            .iter()
            .map(|[p, q, both]| (p - q) * (p - q) / both)
            .sum();
        let levels = self.shares.len() as f64 - 1.0;
        let by_chance = levels * (n + m) / (n + m - 1.0) * (1.0 / n + 1.0 / m);
        // Without a difference the distance is χ² over the rows; and the covariance of the scaled 0/1 columns has no
        // eigenvalue but 0 and 1.
        let spread = design_effect.max(1.0) * (1.0 / n + 1.0 / m);
        let noise = Noise::new(2.0 * levels * spread * spread, 1.0, design_effect, [n, m]);
        [distance - by_chance, noise.upper(distance - by_chance)].map(|square| libm::sqrt(square.max(0.0)))
    }

    /// The total variation distance; nothing for many categories, of which chance alone sets many apart.
    pub(super) fn total_variation(&self) -> Option<f64> {
        let distance = || self.shares.iter().map(|[p, q, _]| (p - q).abs()).sum::<f64>() / 2.0;
        (self.shares.len() <= MAX_LEVELS).then(distance)
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::test_columns;
    use super::super::{ColumnResult, Group, PERMUTATIONS, Plan, Pooled};
    use crate::features::Matrix;
    use crate::random::{Generator, Seed};

    fn tested(source: &[u32], target: &[u32]) -> ColumnResult {
        let plan = Plan::new(source.len(), target.len(), Seed::new(2));
        let codes = [(source, &plan.source), (target, &plan.target)]
            .map(|(codes, rows)| rows.iter().map(|&row| codes[row]).collect::<Vec<_>>());
        let none = codes
            .each_ref()
            .map(|codes| Matrix::new(1, vec![0.0_f64; codes.len()]).unwrap());
        let rows = Pooled::new(&none[0], &none[1]).unwrap();
        let group = [Group::Categories(codes.concat())];
        let source = codes[0].len();
        test_columns(
            &rows,
            source,
            &group,
            &plan.bins,
            PERMUTATIONS,
            Seed::new(2),
            &mut |_| {},
        )
        .results[0]
    }

    fn drawn(rows: usize, from: std::ops::Range<u32>, generator: &mut Generator) -> Vec<u32> {
        let levels = (from.end - from.start) as usize;
        (0..rows)
            .map(|_| from.start + u32::try_from(generator.below(levels)).unwrap())
            .collect()
    }

    #[test]
    fn two_categories_have_the_difference_of_their_shares() {
        let half = |ones: usize| (0..1_000).map(|row| u32::from(row < ones)).collect::<Vec<_>>();
        let result = tested(&half(500), &half(800));
        let total_variation = result.total_variation.unwrap();
        assert!((total_variation - 0.3).abs() < 0.02, "{result:?}");
        assert!(result.p_adjusted < 0.01, "{result:?}");
        // .3 in the deviation of a share of .65.
        assert!((result.effect - 0.629).abs() < 0.04, "{result:?}");
        let result = tested(&half(500), &half(500));
        assert!(result.p_adjusted > 0.05 && result.effect < 0.1, "{result:?}");
    }

    #[test]
    fn many_categories_without_one_in_common_differ() {
        let mut generator = Seed::new(3).generator();
        let (source, target) = (
            drawn(1_000, 0..400, &mut generator),
            drawn(1_000, 400..800, &mut generator),
        );
        let result = tested(&source, &target);
        assert!(result.p_adjusted < 0.001 && result.effect > 1.0, "{result:?}");
        assert_eq!(result.total_variation, None);
    }

    #[test]
    fn many_categories_of_one_distribution_do_not() {
        let rejected = (0..100).filter(|&repeat| {
            let mut generator = Seed::new(4).derive("data", repeat).generator();
            let (source, target) = (
                drawn(300, 0..400, &mut generator),
                drawn(200, 0..400, &mut generator),
            );
            let result = tested(&source, &target);
            assert!(result.effect < 1.0, "{result:?}");
            result.p_adjusted <= 0.05
        });
        let rejected = rejected.count();
        // 99.9 % binomial interval at the level.
        assert!(rejected <= 13, "{rejected}");
    }

    #[test]
    fn names_that_nobody_shares_say_nothing() {
        let (source, target): (Vec<u32>, Vec<u32>) = ((0..300).collect(), (300..600).collect());
        let result = tested(&source, &target);
        assert!(result.p_adjusted > 0.9 && result.effect < 1e-6, "{result:?}");
    }

    #[test]
    fn a_frequent_category_is_not_drowned_by_rare_ones() {
        let mut generator = Seed::new(5).generator();
        let mut side = |frequent: usize| {
            let mut codes = drawn(2_000, 1..1_500, &mut generator);
            codes[..frequent].fill(0);
            codes
        };
        let (source, target) = (side(1_000), side(1_200));
        let result = tested(&source, &target);
        assert!(result.p_adjusted < 0.01, "{result:?}");
    }
}
