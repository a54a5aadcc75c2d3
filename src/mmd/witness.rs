//! The witness function: where the source is denser than the target, and where the target is.
//!
//! `f(z) = mean_i k(x_i, z) − mean_j k(y_j, z)`, and a row must not vouch for itself. Left out of its own side alone it
//! would be compared with one row less there, and equal rows of the two sides would differ for that. So either side is
//! halved, and a row is compared with the other half of both (cross-fitting): the formula is the same for both sides.

use super::lanes::{TILE, sum_double};
use super::tiles::Stretch;

/// The witness is rounded to so many steps of 1: equal rows have equal ones then, in whatever order sums were made.
const STEPS: f64 = (1_u64 << 30) as f64;

/// Sums of a kernel between rows and the other halves of both sides.
#[derive(Debug)]
pub(super) struct Witness {
    /// Where the halves end: the source's two, then the target's.
    ends: [usize; 4],
    /// For each row the sum to the source's rows, and to the target's.
    sums: [Vec<f64>; 2],
}

impl Witness {
    /// Sums of nothing yet, of so many rows, of which the source's come first. Rows are in random order, so halves are
    /// the first and the last ones.
    pub(super) fn new(rows: usize, source: usize) -> Self {
        Self {
            ends: [source / 2, source, source + (rows - source) / 2, rows],
            sums: [vec![0.0; rows], vec![0.0; rows]],
        }
    }

    /// Which of the four halves a row stands in.
    fn half_of(&self, row: usize) -> usize {
        self.ends.iter().filter(|end| **end <= row).count()
    }

    /// Adds the pairs of a row and a tile.
    pub(super) fn add(&mut self, stretch: Stretch, kernel: &[f64; TILE]) {
        let Stretch { row, first, from, to } = stretch;
        let own = self.half_of(row);
        let mut start = from;
        for half in 0..4 {
            let end = self.ends[half].saturating_sub(first).clamp(start, to);
            // Of either side the one half is even, the other odd.
            if half % 2 != own % 2 {
                let values = &kernel[start..end];
                self.sums[half / 2][row] += sum_double(values);
                let others = &mut self.sums[own / 2][first + start..first + end];
                for (sum, value) in others.iter_mut().zip(values) {
                    *sum += value;
                }
            }
            start = end;
        }
    }

    /// The witness at each row, once all pairs are added.
    pub(super) fn of_rows(&self) -> Vec<f64> {
        let [a, b, c, d] = self.ends;
        // Rows of the source and of the target that rows of the first halves are compared with, and of the last.
        let others = [[b - a, d - c], [a, c - b]].map(|sizes| sizes.map(|size| size.max(1) as f64));
        let [to_source, to_target] = &self.sums;
        let rows = to_source.iter().zip(to_target).enumerate();
        rows.map(|(row, (to_source, to_target))| {
            let [n, m] = others[self.half_of(row) % 2];
            libm::round((to_source / n - to_target / m) * STEPS) / STEPS
        })
        .collect()
    }
}

/// The share of pairs of a row of the source and one of the target in which the source's has the higher witness, equal
/// ones counted one half (the statistic of Mann and Whitney); `source` rows come first.
#[must_use]
pub fn mann_whitney_share(witness: &[f64], source: usize) -> f64 {
    let mut order: Vec<usize> = (0..witness.len()).collect();
    order.sort_unstable_by(|&one, &other| witness[one].total_cmp(&witness[other]));
    let (mut below, mut wins) = (0.0, 0.0);
    // Sorted, so one that is not less than the next is as large.
    for equal in order.chunk_by(|&one, &next| witness[one] >= witness[next]) {
        let of_source = equal.iter().filter(|index| **index < source).count() as f64;
        let of_target = equal.len() as f64 - of_source;
        wins += of_source * (below + of_target / 2.0);
        below += of_target;
    }
    wins / (source as f64 * (witness.len() - source) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;
    use crate::mmd::{Bins, Plan, TestResult, test};
    use crate::random::{Generator, Seed};

    #[test]
    fn the_share_counts_pairs_in_order() {
        // The source's three rows first.
        assert!((mann_whitney_share(&[3.0, 4.0, 5.0, 1.0, 2.0], 3) - 1.0).abs() < 1e-12);
        assert!(mann_whitney_share(&[1.0, 2.0, 3.0, 5.0, 4.0], 3).abs() < 1e-12);
        assert!((mann_whitney_share(&[1.0, 3.0, 5.0, 2.0, 4.0], 3) - 0.5).abs() < 1e-12);
        // Equal ones say nothing: 1 + 1/2 + 1/2 of 6.
        assert!((mann_whitney_share(&[0.0, -0.0, 2.0, 0.0, 3.0], 3) - 2.0 / 6.0).abs() < 1e-12);
    }

    fn tested(source: Vec<f64>, target: Vec<f64>, seed: u64) -> (TestResult, usize) {
        let [source, target] = [source, target].map(|values| Matrix::new(1, values).unwrap());
        let plan = Plan::new(source.rows(), target.rows(), Seed::new(seed));
        let (source, target) = (source.select(&plan.source), target.select(&plan.target));
        let result = test(&source, &target, &[], &plan.bins, 9, Seed::new(seed), &mut |_| {});
        (result.unwrap(), source.rows())
    }

    #[test]
    fn equal_tables_have_even_pairs() {
        let coins: Vec<f64> = (0..100).map(|row| f64::from(row % 2)).collect();
        for seed in 0..10 {
            let (result, source) = tested(coins.clone(), coins.clone(), seed);
            let share = mann_whitney_share(&result.witness, source);
            assert!((0.4..=0.6).contains(&share), "{seed}: {share}");
        }
    }

    #[test]
    fn samples_of_one_distribution_have_even_pairs_on_average() {
        type Draw = fn(&mut Generator) -> f64;
        let draws: [(Draw, f64, std::ops::Range<f64>); 5] = [
            (|generator| generator.below(2) as f64, 0.0, 0.48..0.52),
            (|generator| generator.below(5) as f64, 0.0, 0.48..0.52),
            (Generator::normal, 0.0, 0.48..0.52),
            (Generator::normal, 0.5, 0.57..0.64),
            (Generator::normal, 1.0, 0.69..0.76),
        ];
        for (draw, shift, expected) in draws {
            let shares = (0..60).map(|seed| {
                let mut generator = Seed::new(seed).generator();
                let mut side = |shift: f64| (0..50).map(|_| draw(&mut generator) + shift).collect();
                let (result, source) = tested(side(shift), side(0.0), seed);
                mann_whitney_share(&result.witness, source)
            });
            let mean = shares.sum::<f64>() / 60.0;
            assert!(expected.contains(&mean), "{shift}: {mean} not in {expected:?}");
        }
    }

    #[test]
    fn equal_rows_of_a_half_have_equal_witnesses() {
        let values: Vec<f64> = (0..90).map(|row| f64::from(row * row % 7)).collect();
        let (source, target) = (
            Matrix::new(1, values[..50].to_vec()),
            Matrix::new(1, values[50..].to_vec()),
        );
        let result = test(
            &source.unwrap(),
            &target.unwrap(),
            &[],
            &Bins::of(1),
            9,
            Seed::new(1),
            &mut |_| {},
        );
        let witness = result.unwrap().witness;
        let is_first = |row: usize| row < 25 || (50..70).contains(&row);
        let mut equal = 0;
        for one in 0..90 {
            for other in (0..one).filter(|&other| values[one].total_cmp(&values[other]).is_eq()) {
                if is_first(one) == is_first(other) {
                    assert_eq!(witness[one].to_bits(), witness[other].to_bits(), "{one} {other}");
                    equal += 1;
                }
            }
        }
        assert!(equal > 300, "{equal}");
    }

    #[test]
    fn it_is_positive_where_the_source_is_denser() {
        let mut generator = Seed::new(4).generator();
        let mut side = |shift: f64| (0..40).map(|_| generator.normal() + shift).collect::<Vec<f64>>();
        let (result, source) = tested(side(-3.0), side(3.0), 1);
        let (of_source, of_target) = result.witness.split_at(source);
        assert!(of_source.iter().all(|value| *value > 0.0), "{of_source:?}");
        assert!(of_target.iter().all(|value| *value < 0.0), "{of_target:?}");
    }
}
