//! Normal scores: the place of a value's rank under a standard normal curve.
//!
//! Divided by a standard deviation, one far cell makes all others equal. A rank does not know how far a cell lies, so
//! the test measures columns of numbers in the scores of their ranks. The score of normal numbers is their
//! standardised value.

/// Stretches of equally many values that many values are cut into: a score between two of them is interpolated.
const STRETCHES: u64 = 1_024;

/// The standard deviation of the scores of two values that are equally frequent. Scores are not divided by less, so
/// that a rare value stays as near as it is under the curve.
const MIN_DEVIATION: f64 = 0.674_489_750_196_081_7;

/// Steps of Newton's method: as many as the smallest share needs that is not 0.
const NEWTON_STEPS: usize = 10;

/// The scores of the values of a column: they rise with the values, have mean 0, and standard deviation 1 unless
/// nearly all values are equal.
#[derive(Debug, Clone, PartialEq)]
pub struct NormalScores {
    /// Rising, no two equal.
    values: Vec<f64>,
    /// Of each of these.
    scores: Vec<f64>,
}

impl NormalScores {
    /// The scores for these values in rising order, none of which is `NaN`. Equal values share their mean rank.
    #[must_use]
    pub fn of_sorted(sorted: &[f64]) -> Self {
        let count = sorted.len() as u64;
        let all = sorted.len() as f64;
        let stretch = |rank: usize| (rank as u64 * STRETCHES).checked_div(count);
        let mut ends = Vec::new();
        for (place, pair) in sorted.windows(2).enumerate() {
            if pair[0] < pair[1] {
                ends.push(place + 1);
            }
        }
        ends.extend((!sorted.is_empty()).then_some(sorted.len()));
        let start = |run: usize| if run == 0 { 0 } else { ends[run - 1] };
        // A value at which a stretch ends is kept, and so are its neighbours: a frequent value is a step.
        let ends_stretch = |run: usize| {
            ends.get(run)
                .is_some_and(|&end| stretch(end) > stretch(start(run)))
        };
        let (mut values, mut scores, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        let mut counted = 0;
        for (run, &end) in ends.iter().enumerate() {
            let is_kept = run == 0 || (run - 1..=run + 1).any(ends_stretch);
            if is_kept {
                values.push(sorted[end - 1]);
                scores.push(normal_quantile((start(run) + end) as f64 / 2.0 / all));
                // Half of the rows between two that are kept count for either.
                let between = (start(run) - counted) as f64 / 2.0;
                if let Some(before) = weights.last_mut() {
                    *before += between;
                }
                weights.push((end - start(run)) as f64 + between);
                counted = end;
            }
        }
        let mean = |numbers: &[f64]| {
            let weighted = numbers.iter().zip(&weights).map(|(it, weight)| it * weight);
            weighted.sum::<f64>() / all.max(1.0)
        };
        let center = mean(&scores);
        let squares: Vec<f64> = scores
            .iter()
            .map(|score| (score - center) * (score - center))
            .collect();
        let scale = libm::sqrt(mean(&squares)).max(MIN_DEVIATION);
        for score in &mut scores {
            *score = (*score - center) / scale;
        }
        Self { values, scores }
    }

    /// The score of a value; between two values that are known, in proportion. 0 where no values are known.
    #[must_use]
    pub fn score(&self, value: f64) -> f64 {
        let above = self.values.partition_point(|&known| known < value);
        let (Some(&high), Some(&score)) = (self.values.get(above), self.scores.get(above)) else {
            return self.scores.last().copied().unwrap_or(0.0);
        };
        if above == 0 || high <= value {
            return score;
        }
        let (low, below) = (self.values[above - 1], self.scores[above - 1]);
        // Halves, because the difference of two huge numbers overflows.
        below + (score - below) * ((value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0))
    }
}

/// The number below which this share of a standard normal lies. The share is above 0 and below 1.
///
/// Newton's method on the logarithm of the share, which is concave: from the left, no step goes too far.
fn normal_quantile(share: f64) -> f64 {
    if share > 0.5 {
        return -normal_quantile(1.0 - share);
    }
    let wanted = libm::log(share);
    // Less than half of this share lies below.
    let mut place = -libm::sqrt(-2.0 * wanted);
    for _ in 0..NEWTON_STEPS {
        let below = libm::erfc(-place * std::f64::consts::FRAC_1_SQRT_2) / 2.0;
        let density = libm::exp(-place * place / 2.0) / libm::sqrt(std::f64::consts::TAU);
        place += (wanted - libm::log(below)) * below / density;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    fn fitted(values: &[f64]) -> (NormalScores, Vec<f64>) {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let scores = NormalScores::of_sorted(&sorted);
        let all = values.iter().map(|&value| scores.score(value)).collect();
        (scores, all)
    }

    fn moments(scores: &[f64]) -> [f64; 2] {
        let count = scores.len() as f64;
        let mean = scores.iter().sum::<f64>() / count;
        let variance = scores
            .iter()
            .map(|score| (score - mean) * (score - mean))
            .sum::<f64>()
            / count;
        [mean, variance.sqrt()]
    }

    #[test]
    fn quantiles_are_those_of_tables() {
        for (share, expected) in [
            (0.5, 0.0),
            (0.25, -0.674_489_750_196_081_7),
            (0.975, 1.959_963_984_540_054),
            (0.001, -3.090_232_306_167_813_5),
            (5e-7, -4.891_638_475_698_59),
            (1e-12, -7.034_483_825_301_131),
        ] {
            let found = normal_quantile(share);
            assert!((found - expected).abs() < 1e-9, "{share}: {found}");
        }
    }

    #[test]
    fn normal_numbers_keep_their_places() {
        let mut generator = Seed::new(1).generator();
        let values: Vec<f64> = (0..20_000).map(|_| 50.0 + 3.0 * generator.normal()).collect();
        let (scores, all) = fitted(&values);
        assert!(scores.values.len() < 4 * 1_024, "{}", scores.values.len());
        let [mean, deviation] = moments(&all);
        assert!(
            mean.abs() < 1e-3 && (deviation - 1.0).abs() < 1e-3,
            "{mean} {deviation}"
        );
        let differences = values
            .iter()
            .zip(&all)
            .map(|(value, score)| (value - 50.0) / 3.0 - score);
        // The bulk; at the ends few values say where they lie.
        let near = differences.filter(|difference| difference.abs() < 0.05).count();
        assert!(near > 19_800, "{near}");
    }

    #[test]
    fn a_far_cell_moves_no_other() {
        let values: Vec<f64> = (0..3_000).map(|row| f64::from(row * 37 % 1_009)).collect();
        let far = |cell: f64| {
            let values: Vec<f64> = values.iter().copied().chain([cell]).collect();
            fitted(&values).1
        };
        let near = far(1_010.0);
        for cell in [1e12, f64::MAX] {
            assert_eq!(far(cell), near);
        }
        let [_, deviation] = moments(&near);
        assert!((deviation - 1.0).abs() < 1e-9, "{deviation}");
        assert!(near.iter().all(|score| score.abs() < 4.0));
    }

    #[test]
    fn two_values_keep_their_distance_and_rare_ones_stay_near() {
        let of = |ones: usize| {
            let values: Vec<f64> = (0..1_000).map(|row| f64::from(u8::from(row < ones))).collect();
            let (scores, all) = fitted(&values);
            (scores.score(1.0) - scores.score(0.0), moments(&all)[0])
        };
        // Two deviations apart, as a 0/1 column that is standardised.
        let (half, mean) = of(500);
        assert!((half - 2.0).abs() < 1e-9 && mean.abs() < 1e-12, "{half} {mean}");
        let (rare, mean) = of(1);
        assert!((3.0..6.0).contains(&rare) && mean.abs() < 1e-12, "{rare} {mean}");
    }

    #[test]
    fn equal_values_share_a_score_among_others() {
        // Rain: mostly none.
        let values: Vec<f64> = (0..40_000)
            .map(|row| if row % 5 < 3 { 0.0 } else { f64::from(row) })
            .collect();
        let (scores, _) = fitted(&values);
        // The smallest amount that is above none lies above all that have none.
        let step = scores.score(3.0) - scores.score(0.0);
        assert!(step > 0.7, "{step}");
        assert!(scores.scores.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn few_values_and_none() {
        assert_eq!(
            NormalScores::of_sorted(&[]).score(3.0).to_bits(),
            0.0_f64.to_bits()
        );
        assert!(fitted(&[7.0, 7.0]).1.iter().all(|score| score.abs() < 1e-15));
        let (scores, _) = fitted(&[-0.0, 0.0, 1.0]);
        assert_eq!(scores.values.len(), 2);
        assert_eq!(scores.score(-0.0).to_bits(), scores.score(0.0).to_bits());
        // Beyond the known values there is nothing farther.
        assert_eq!(scores.score(5.0).to_bits(), scores.score(1.0).to_bits());
    }
}
