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

/// How the statistic of one kernel is spread over the permutations.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    mean: f64,
    deviation: f64,
    skewness: f64,
}

/// The spread of each kernel's statistic over the permutations.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Calibration(Vec<Spread>);

impl Calibration {
    /// From the statistics of all splits, one after another: those of all `kernels` for each.
    pub(super) fn of(values: &[f64], kernels: usize) -> Self {
        let splits = values.len() as f64 / kernels as f64;
        let spreads = (0..kernels).map(|kernel| {
            let own = || values[kernel..].iter().step_by(kernels);
            let mean = own().sum::<f64>() / splits;
            let (squares, cubes) = own().fold((0.0, 0.0), |(squares, cubes), value| {
                let (own, square) = (value - mean, (value - mean) * (value - mean));
                (squares + square, cubes + square * own)
            });
            let deviation = libm::sqrt(squares / splits);
            let cube = deviation * deviation * deviation;
            let skewness = if cube > 0.0 { cubes / splits / cube } else { 0.0 };
            Spread {
                mean,
                deviation,
                skewness: skewness.clamp(SKEWNESS_RANGE[0], SKEWNESS_RANGE[1]),
            }
        });
        Self(spreads.collect())
    }

    /// The score of one kernel on the standard normal scale (Wilson and Hilferty 1931, for any skewness); 0 where its
    /// statistic is the same in all splits, and says nothing.
    pub(super) fn score(&self, kernel: usize, value: f64) -> f64 {
        let Spread {
            mean,
            deviation,
            skewness,
        } = self.0[kernel];
        if deviation <= 0.0 {
            return 0.0;
        }
        let standard = (value - mean) / deviation;
        let root = libm::cbrt(1.0 + skewness * standard / 2.0);
        6.0 / skewness * (root - 1.0) + skewness / 6.0
    }

    /// The statistic of all kernels together: `log mean_k exp(20 z_k) / 20` over their scores.
    pub(super) fn joined(&self, values: &[f64]) -> f64 {
        let scores = values.iter().enumerate();
        let scores = scores.map(|(kernel, &value)| SHARPNESS * self.score(kernel, value));
        log_mean_exp(&scores.collect::<Vec<f64>>()) / SHARPNESS
    }

    /// The kernel with the highest score.
    pub(super) fn strongest(&self, values: &[f64]) -> usize {
        let score = |kernel: &usize| self.score(*kernel, values[*kernel]);
        (0..values.len())
            .max_by(|a, b| score(a).total_cmp(&score(b)))
            .unwrap_or(0)
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
