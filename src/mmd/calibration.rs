//! One statistic from those of many kernels, each on the scale of its own noise.
//!
//! The statistics of the kernels have different spreads and shapes where there is no difference: near normal for
//! narrow kernels, near a square of a normal for wide ones. Added up as they are, the kernel with the largest spread
//! decides alone. So each is brought to the standard normal scale first, by the mean, deviation and skewness that it
//! has over the permutations, the data's own value among them. That is a function of all splits alike, so the test
//! stays exact.

/// How much the largest of the kernels' scores counts more than the others; 0 would be their mean and infinity their
/// maximum.
const SHARPNESS: f64 = 20.0;

/// Skewness is moved into this range. Below it, the transformation is the identity for all purposes; above it lies no
/// sum of squares of normals.
const SKEWNESS_RANGE: [f64; 2] = [0.01, 4.0];

/// A deviation below this share of the mean is rounding.
const MIN_DEVIATION: f64 = 1e-12;

/// How one statistic is spread over the permutations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    mean: f64,
    deviation: f64,
    skewness: f64,
}

impl Spread {
    /// From the statistics of all splits.
    pub(super) fn of<'v>(values: impl ExactSizeIterator<Item = &'v f64> + Clone) -> Self {
        let splits = values.len() as f64;
        let mean = values.clone().sum::<f64>() / splits;
        let (squares, cubes) = values.fold((0.0, 0.0), |(squares, cubes), value| {
            let (own, square) = (value - mean, (value - mean) * (value - mean));
            (squares + square, cubes + square * own)
        });
        let deviation = libm::sqrt(squares / splits);
        let cube = deviation * deviation * deviation;
        let skewness = if cube > 0.0 { cubes / splits / cube } else { 0.0 };
        Self {
            mean,
            deviation,
            skewness: skewness.clamp(SKEWNESS_RANGE[0], SKEWNESS_RANGE[1]),
        }
    }

    pub(super) fn deviation(&self) -> f64 {
        self.deviation
    }

    /// The score on the standard normal scale (Wilson and Hilferty 1931, for any skewness); 0 where the statistic is the
    /// same in all splits but for rounding, and says nothing.
    pub(super) fn score(&self, value: f64) -> f64 {
        let Self {
            mean,
            deviation,
            skewness,
        } = *self;
        if deviation <= MIN_DEVIATION * mean.abs() {
            return 0.0;
        }
        let standard = (value - mean) / deviation;
        let root = libm::cbrt(1.0 + skewness * standard / 2.0);
        6.0 / skewness * (root - 1.0) + skewness / 6.0
    }
}

/// The spread of each statistic over the permutations.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Calibration(Vec<Spread>);

impl Calibration {
    /// From the statistics of all splits, one after another: `members` for each.
    pub(crate) fn of(values: &[f64], members: usize) -> Self {
        let spreads = (0..members).map(|member| Spread::of(values[member..].iter().step_by(members)));
        Self(spreads.collect())
    }

    fn score(&self, member: usize, value: f64) -> f64 {
        self.0[member].score(value)
    }

    /// The statistic of all together: `log mean exp(20 z) / 20` over their scores. Those that `values` leaves out at its end
    /// count as infinitely low.
    pub(crate) fn joined(&self, values: &[f64]) -> f64 {
        let scores = values.iter().enumerate();
        let scores: Vec<f64> = scores
            .map(|(member, &value)| SHARPNESS * self.score(member, value))
            .collect();
        let left_out = libm::log(self.0.len() as f64 / scores.len() as f64);
        (log_mean_exp(&scores) - left_out) / SHARPNESS
    }

    /// The score of each.
    pub(crate) fn scores(&self, values: &[f64]) -> Vec<f64> {
        let scores = values.iter().enumerate();
        scores.map(|(member, &value)| self.score(member, value)).collect()
    }
}

/// The logarithm of the mean of exponentials: a smooth maximum.
pub(super) fn log_mean_exp(values: &[f64]) -> f64 {
    let highest = values.iter().copied().fold(f64::MIN, f64::max);
    let sum: f64 = values.iter().map(|value| libm::exp(value - highest)).sum();
    highest + libm::log(sum / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn scores_of_squares_of_normals_are_normal() {
        let mut generator = Seed::new(1).generator();
        // One kernel whose statistic is a sum of a few squares, and one that is the same in all splits.
        let values: Vec<f64> = (0..5_000)
            .flat_map(|_| {
                let sum: f64 = (0..3).map(|_| generator.normal().powi(2)).sum();
                [5.0 + 0.1 * sum, 7.0]
            })
            .collect();
        let calibration = Calibration::of(&values, 2);
        let mut scores: Vec<f64> = values
            .chunks(2)
            .map(|pair| calibration.score(0, pair[0]))
            .collect();
        scores.sort_by(f64::total_cmp);
        for (rank, expected) in [(250, -1.645), (2_500, 0.0), (4_750, 1.645), (4_950, 2.326)] {
            let score = scores[rank];
            assert!((score - expected).abs() < 0.15, "{rank}: {score}");
        }
        assert!(calibration.score(1, 7.0).abs() < 1e-12);
    }

    #[test]
    fn a_higher_value_never_has_a_lower_score() {
        let values: Vec<f64> = (0..100).map(|place| f64::from(place % 10)).collect();
        let calibration = Calibration::of(&values, 1);
        let scores: Vec<f64> = (-50..50)
            .map(|value| calibration.score(0, f64::from(value)))
            .collect();
        assert!(scores.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
