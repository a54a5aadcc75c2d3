//! Which bins are the source's, which are the target's, and which may change sides.

use crate::random::Generator;

/// Up to this many ways to split the bins, all of them are compared.
pub const MAX_SPLITS: u64 = 20_000;

/// The bins of two sides. The source's come first, on either side in the order of their strata.
///
/// Bins change sides within their stratum only: those of one month of the year with others of that month. So a season
/// that one table has more of is in every split as often as in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sides {
    /// How many bins of source and target each stratum has.
    strata: Vec<[usize; 2]>,
}

impl Sides {
    /// So many bins of source and target, all of which may change sides.
    pub(super) fn free(source: usize, target: usize) -> Self {
        Self {
            strata: vec![[source, target]],
        }
    }

    /// So many bins of source and target in each stratum.
    pub(super) fn within(strata: &[[usize; 2]]) -> Self {
        Self {
            strata: strata.to_vec(),
        }
    }

    /// Bins of the source.
    pub(super) fn source(&self) -> usize {
        self.strata.iter().map(|[source, _]| source).sum()
    }

    /// Bins of both sides.
    pub(super) fn bins(&self) -> usize {
        self.strata.iter().flatten().sum()
    }

    /// The source's bins in the data.
    pub(super) fn observed(&self) -> Vec<usize> {
        (0..self.source()).collect()
    }

    /// The number of splits, where they are few enough to compare them all. Those of several strata are drawn.
    pub(super) fn splits(&self) -> Option<u64> {
        match self.strata[..] {
            [[source, target]] => binomial_at_most(source + target, source, MAX_SPLITS),
            _ => None,
        }
    }

    /// What draws random splits.
    pub(super) fn drawing(&self) -> Drawing {
        let (mut source, mut target) = (0, self.source());
        let strata = self.strata.iter().map(|[of_source, of_target]| {
            let own = source..source + of_source;
            let others = target..target + of_target;
            source += of_source;
            target += of_target;
            Stratum {
                bins: own.chain(others).collect(),
                source: *of_source,
            }
        });
        Drawing {
            strata: strata.collect(),
            side: Vec::new(),
        }
    }
}

/// The bins of a stratum in some order.
struct Stratum {
    bins: Vec<usize>,
    /// How many of them are the source's.
    source: usize,
}

/// Random splits, one after the other.
pub(super) struct Drawing {
    strata: Vec<Stratum>,
    side: Vec<usize>,
}

impl Drawing {
    /// The bins of one side of the next split: the source's where `is_source`, `count` in all.
    pub(super) fn draw(&mut self, count: usize, is_source: bool, generator: &mut Generator) -> &[usize] {
        self.side.clear();
        let is_one = self.strata.len() == 1;
        for stratum in &mut self.strata {
            generator.shuffle(&mut stratum.bins);
            // Where all bins may change sides, the first are as good as any.
            let of_side = if is_one {
                count
            } else if is_source {
                stratum.source
            } else {
                stratum.bins.len() - stratum.source
            };
            self.side.extend(&stratum.bins[..of_side]);
        }
        &self.side
    }

    /// All bins in the order of the next split, the source's first.
    pub(super) fn order(&mut self, generator: &mut Generator) -> Vec<usize> {
        for stratum in &mut self.strata {
            generator.shuffle(&mut stratum.bins);
        }
        let parts = self
            .strata
            .iter()
            .map(|stratum| stratum.bins.split_at(stratum.source));
        let (source, target): (Vec<&[usize]>, Vec<&[usize]>) = parts.unzip();
        [source.concat(), target.concat()].concat()
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn bins_change_sides_within_their_stratum_only() {
        // Of the source 0 and 1 in the first stratum, 2 in the second; of the target 3, and 4 to 6.
        let strata = [[2, 1], [1, 3]];
        let sides = Sides::within(&strata);
        assert_eq!((sides.source(), sides.bins(), sides.splits()), (3, 7, None));
        let mut generator = Seed::new(1).generator();
        let mut drawing = sides.drawing();
        let mut seen = [[0; 7]; 2];
        for _ in 0..300 {
            for is_source in [true, false] {
                let count = if is_source { 3 } else { 4 };
                let side = drawing.draw(count, is_source, &mut generator);
                assert_eq!(side.len(), count);
                let of_first = side.iter().filter(|bin| [0, 1, 3].contains(*bin)).count();
                assert_eq!(of_first, strata[0][usize::from(!is_source)], "{side:?}");
                for &bin in side {
                    seen[usize::from(!is_source)][bin] += 1;
                }
            }
            let order = drawing.order(&mut generator);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3, 4, 5, 6]);
            assert_eq!(
                order[..3].iter().filter(|bin| [0, 1, 3].contains(*bin)).count(),
                2
            );
        }
        // Two in three of the first stratum are the source's, one in four of the second.
        for (bin, count) in seen[0].into_iter().enumerate() {
            let expected = if [0, 1, 3].contains(&bin) { 200 } else { 75 };
            assert!((expected - 40..expected + 40).contains(&count), "{bin}: {count}");
        }
    }

    #[test]
    fn large_binomials_are_cut_off() {
        assert_eq!(binomial_at_most(16, 8, MAX_SPLITS), Some(12_870));
        assert_eq!(binomial_at_most(17, 8, MAX_SPLITS), None);
        assert_eq!(binomial_at_most(1_000_000, 500_000, MAX_SPLITS), None);
        assert_eq!(binomial_at_most(3, 4, MAX_SPLITS), Some(0));
        assert_eq!(binomial_at_most(7, 3, 100), Some(35));
    }
}
