//! The bandwidth of the median heuristic.

use crate::random::Seed;

use super::tiles::{Pooled, Stretch, for_each_stretch};

/// Squared distances that are collected at once, at most (32 MiB).
const MAX_COLLECTED: u64 = 1 << 22;

/// Bits of a distance that the counting pass looks at: sign, exponent and ten of the mantissa.
const COUNTED_BITS: u32 = 22;

/// One of this many pairs is sampled, to find about where the median lies.
const PAIRS_PER_SAMPLE: u64 = 128;

/// Limits of the size of that sample.
const SAMPLES: std::ops::RangeInclusive<u64> = 1 << 14..=1 << 17;

/// The median lies within this many standard deviations of the sample's median. Where it does not, a pass is lost, and the
/// result is the same.
const DEVIATIONS: f64 = 5.0;

/// Squares that are counted at once.
const CHUNK: usize = 8;

/// The median of the Euclidean distances of all pairs of different rows (of the two middle ones their mean).
///
/// Exact, in memory that does not grow with the number of pairs: where they are many, one pass collects those that lie
/// about where a sample has its median. Where too many do, because they are equal, one pass counts them by the leading
/// bits of their squares, and further passes look at those with the median's bits only.
/// Nothing where there is no pair.
#[must_use]
pub fn median_distance(pooled: &Pooled, progress: &mut dyn FnMut(f64)) -> Option<f64> {
    let rows = pooled.rows() as u64;
    let pairs = rows * rows.saturating_sub(1) / 2;
    if pairs == 0 {
        return None;
    }
    if pairs > MAX_COLLECTED
        && let Some((low, high)) = within_bracket(pooled, pairs, progress)
    {
        return Some(f64::midpoint(low.sqrt(), high.sqrt()));
    }
    let lower = Selection::start((pairs - 1) / 2, pairs);
    let upper = Selection::start(pairs / 2, pairs);
    let (low, high) = if lower.rank == upper.rank {
        let value = lower.finish(pooled, progress);
        (value, value)
    } else {
        pair_of_selections(&lower, &upper, pooled, progress)
    };
    Some(f64::midpoint(low.sqrt(), high.sqrt()))
}

/// Squares between which the median's lies, or all but certainly, from a sample of the pairs; nothing where too many others
/// lie there, too, because they are equal.
fn bracket(pooled: &Pooled, pairs: u64) -> Option<[f64; 2]> {
    let mut generator = Seed::new(0).derive("bracket of the median", 0).generator();
    let samples = (pairs / PAIRS_PER_SAMPLE).clamp(*SAMPLES.start(), *SAMPLES.end());
    let samples = usize::try_from(samples).ok()?;
    let mut sample = Vec::with_capacity(samples);
    while sample.len() < samples {
        let (i, j) = (generator.below(pooled.rows()), generator.below(pooled.rows()));
        if i != j {
            sample.push(pooled.distances(i, j).0);
        }
    }
    sample.sort_unstable_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let [low, high] = [-0.5, 0.5].map(|half| {
        // The rank of the sample's median has the deviation of a fair coin.
        let share = 0.5 + half * DEVIATIONS / (samples as f64).sqrt();
        sample[(share * samples as f64) as usize]
    });
    let within =
        sample.partition_point(|square| *square <= high) - sample.partition_point(|square| *square < low);
    let expected = within as f64 / samples as f64 * pairs as f64;
    (expected <= MAX_COLLECTED as f64).then_some([low, high])
}

/// The squares of the two middle ranks, in one pass; nothing where the bracket misses them or holds too many.
fn within_bracket(pooled: &Pooled, pairs: u64, progress: &mut dyn FnMut(f64)) -> Option<(f64, f64)> {
    let [low, high] = bracket(pooled, pairs)?;
    let (mut below, mut within) = (0_u64, Vec::new());
    let max = usize::try_from(MAX_COLLECTED).unwrap_or(usize::MAX);
    for_each_stretch(pooled.rows(), progress, |Stretch { row, first, from, to }| {
        let squares = &pooled.squared_distances(row, first)[from..to];
        // Counted without a branch, because processors guess one half of them wrong; and by few at once, because few hold
        // any that is collected.
        for squares in squares.chunks(CHUNK) {
            let (mut lower, mut higher) = (0_u64, 0_u64);
            for square in squares {
                lower += u64::from(*square < low);
                higher += u64::from(*square <= high);
            }
            below += lower;
            if higher > lower && within.len() <= max {
                within.extend(squares.iter().filter(|square| (low..=high).contains(square)));
            }
        }
    });
    if within.len() > max {
        return None;
    }
    let rank = |rank: u64| {
        usize::try_from(rank.checked_sub(below)?)
            .ok()
            .filter(|&rank| rank < within.len())
    };
    let (first, second) = (rank((pairs - 1) / 2)?, rank(pairs / 2)?);
    within.select_nth_unstable_by(second, f64::total_cmp);
    let high = within[second];
    let low = if first == second {
        high
    } else {
        // The largest of those below.
        within[..second].iter().copied().fold(f64::MIN, f64::max)
    };
    Some((low, high))
}

/// The search for the square of one rank among those whose leading bits are `prefix`.
#[derive(Debug, Clone, Copy)]
struct Selection {
    /// Rank among the squares with this prefix, from 0.
    rank: u64,
    /// How many squares have this prefix.
    count: u64,
    prefix: u64,
    prefix_bits: u32,
}

impl Selection {
    fn start(rank: u64, count: u64) -> Self {
        Self {
            rank,
            count,
            prefix: 0,
            prefix_bits: 0,
        }
    }

    fn matches(&self, square: f64) -> bool {
        self.prefix_bits == 0 || square.to_bits() >> (64 - self.prefix_bits) == self.prefix
    }

    /// Looks at further bits until the remaining squares can be collected, and picks the one of this rank.
    fn finish(mut self, pooled: &Pooled, progress: &mut dyn FnMut(f64)) -> f64 {
        while self.count > MAX_COLLECTED && self.prefix_bits + COUNTED_BITS <= 64 {
            let counts = self.count_next_bits(pooled, progress);
            self.narrow(&counts);
        }
        if self.count > MAX_COLLECTED {
            // All bits but the last few are known and still millions share them: they are equal for our use.
            return f64::from_bits(self.prefix << (64 - self.prefix_bits));
        }
        let squares = self.collect(pooled, progress);
        pick(squares, self.rank)
    }

    /// How many of the matching squares have each value of the next bits.
    fn count_next_bits(&self, pooled: &Pooled, progress: &mut dyn FnMut(f64)) -> Vec<u64> {
        let mut counts = vec![0_u64; 1 << COUNTED_BITS];
        let shift = 64 - self.prefix_bits - COUNTED_BITS;
        let mask = (1_u64 << COUNTED_BITS) - 1;
        pooled.for_each_pair(progress, |_, _, square| {
            if self.matches(square) {
                #[expect(clippy::cast_possible_truncation, reason = "masked to a few bits")]
                let slot = (square.to_bits() >> shift & mask) as usize;
                counts[slot] += 1;
            }
        });
        counts
    }

    /// Follows the rank into the bits that hold it.
    fn narrow(&mut self, counts: &[u64]) {
        for (slot, &count) in (0_u64..).zip(counts) {
            if self.rank < count {
                self.prefix = self.prefix << COUNTED_BITS | slot;
                self.prefix_bits += COUNTED_BITS;
                self.count = count;
                return;
            }
            self.rank -= count;
        }
    }

    fn collect(&self, pooled: &Pooled, progress: &mut dyn FnMut(f64)) -> Vec<f64> {
        let mut squares = Vec::new();
        pooled.for_each_pair(progress, |_, _, square| {
            if self.matches(square) {
                squares.push(square);
            }
        });
        squares
    }
}

/// Two neighbouring ranks, sharing passes as long as they share their leading bits.
fn pair_of_selections(
    lower: &Selection,
    upper: &Selection,
    pooled: &Pooled,
    progress: &mut dyn FnMut(f64),
) -> (f64, f64) {
    let (mut lower, mut upper) = (*lower, *upper);
    if lower.count > MAX_COLLECTED {
        let counts = lower.count_next_bits(pooled, progress);
        lower.narrow(&counts);
        upper.narrow(&counts);
    }
    if lower.prefix == upper.prefix && lower.count <= MAX_COLLECTED {
        let squares = lower.collect(pooled, progress);
        return (pick(squares.clone(), lower.rank), pick(squares, upper.rank));
    }
    (lower.finish(pooled, progress), upper.finish(pooled, progress))
}

/// The square of this rank; the ranks of a selection lie within what it collects.
fn pick(mut squares: Vec<f64>, rank: u64) -> f64 {
    let last = squares.len().saturating_sub(1);
    let rank = usize::try_from(rank).unwrap_or(last).min(last);
    if squares.is_empty() {
        return 0.0;
    }
    *squares.select_nth_unstable_by(rank, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;
    use crate::random::Seed;

    fn pooled(rows: usize, mut draw: impl FnMut() -> f64) -> Pooled {
        let half = |draw: &mut dyn FnMut() -> f64| {
            Matrix::new(2, (0..rows).map(|_| draw()).collect::<Vec<f64>>()).unwrap()
        };
        Pooled::new(&half(&mut draw), &half(&mut draw)).unwrap()
    }

    fn sorted_median(pooled: &Pooled) -> f64 {
        let mut distances = Vec::new();
        pooled.for_each_pair(&mut |_| {}, |_, _, square| distances.push(square.sqrt()));
        distances.sort_by(f64::total_cmp);
        let count = distances.len();
        f64::midpoint(distances[(count - 1) / 2], distances[count / 2])
    }

    #[test]
    fn few_pairs_give_the_plain_median() {
        let mut generator = Seed::new(1).generator();
        // 10 and 14 rows: an odd and an even number of pairs.
        for rows in [10, 14, 16] {
            let pooled = pooled(rows, || generator.normal());
            let median = median_distance(&pooled, &mut |_| {}).unwrap();
            assert_eq!(median.to_bits(), sorted_median(&pooled).to_bits());
        }
    }

    #[test]
    fn many_pairs_give_the_plain_median_too() {
        let mut generator = Seed::new(2).generator();
        // 3,000 rows have 4.5 million pairs: more than are collected at once.
        let continuous = pooled(3_000, || generator.normal());
        let median = median_distance(&continuous, &mut |_| {}).unwrap();
        assert_eq!(median.to_bits(), sorted_median(&continuous).to_bits());
        let discrete = pooled(3_000, || generator.below(2) as f64);
        let median = median_distance(&discrete, &mut |_| {}).unwrap();
        assert_eq!(median.to_bits(), sorted_median(&discrete).to_bits());
    }

    #[test]
    fn equal_distances_are_not_collected() {
        let mut generator = Seed::new(3).generator();
        // 18 million pairs; of the discrete ones about 7 million are as far apart as in the median.
        let pairs = 6_000 * 5_999 / 2;
        assert!(bracket(&pooled(3_000, || generator.normal()), pairs).is_some());
        let discrete = pooled(3_000, || generator.below(2) as f64);
        assert_eq!(bracket(&discrete, pairs), None);
        assert_eq!(median_distance(&discrete, &mut |_| {}), Some(1.0));
    }

    #[test]
    fn one_row_has_no_median() {
        let one = Matrix::new(1, vec![1.0_f64]).unwrap();
        let none = Matrix::new(1, Vec::<f64>::new()).unwrap();
        assert_eq!(
            median_distance(&Pooled::new(&one, &none).unwrap(), &mut |_| {}),
            None
        );
    }
}
