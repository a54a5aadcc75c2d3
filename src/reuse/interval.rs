//! Intervals over repeats that share their rows.

use crate::model::BLOCKS;
use crate::report::Measure;

/// The .975 quantiles of Student's t for 1 to 30 degrees of freedom.
const T_975: [f64; 30] = [
    12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004, 2.262_157,
    2.228_139, 2.200_985, 2.178_813, 2.160_369, 2.144_787, 2.131_450, 2.119_905, 2.109_816, 2.100_922,
    2.093_024, 2.085_963, 2.079_614, 2.073_873, 2.068_658, 2.063_899, 2.059_539, 2.055_529, 2.051_831,
    2.048_407, 2.045_230, 2.042_272,
];

/// The same for more: the normal's.
const NORMAL_975: f64 = 1.959_964;

/// The mean of a number measured in repeats, with the interval of Nadeau and Bengio (Machine Learning, 2003):
/// the variance over repeats times `1/R + held out / trained on`, because repeats share their rows and a plain
/// `1/R` would claim far too much. `of_rows` is the variance that comes from the rows that judge, where these are the same
/// in all repeats. Nothing for fewer than two repeats.
#[must_use]
pub(super) fn interval(values: &[f64], held_out_to_trained: f64, of_rows: f64) -> Option<Measure> {
    let repeats = values.len();
    if repeats < 2 {
        return None;
    }
    let count = repeats as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum::<f64>()
        / (count - 1.0);
    let quantile = T_975.get(repeats - 2).copied().unwrap_or(NORMAL_975);
    let half = quantile * (variance * (1.0 / count + held_out_to_trained) + of_rows).sqrt();
    Some(Measure {
        mean,
        low: mean - half,
        high: mean + half,
    })
}

/// The variance of a mean over repeats that comes from the rows that judge, by the jackknife over blocks of them
/// (Quenouille, 1956; Tukey, 1958): `(G − 1) / G · Σ (θ₋g − θ̄)²` over the `G` blocks that have rows. `without` has the
/// number without each block, for each repeat; blocks without rows are not in `filled`.
#[must_use]
pub(super) fn jackknife(without: &[[f64; BLOCKS]], filled: &[bool; BLOCKS]) -> f64 {
    let means: Vec<f64> = (0..BLOCKS)
        .filter(|&block| filled[block])
        .map(|block| without.iter().map(|values| values[block]).sum::<f64>() / without.len() as f64)
        .collect();
    let count = means.len() as f64;
    if count < 2.0 {
        return 0.0;
    }
    let mean = means.iter().sum::<f64>() / count;
    let squares: f64 = means.iter().map(|value| (value - mean) * (value - mean)).sum();
    squares * (count - 1.0) / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_follows_the_formula() {
        // Mean 3, variance 2.5, t(4) = 2.776445, factor 1/5 + 1/2, and a quarter from the rows.
        let interval = interval(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.5, 0.25).unwrap();
        let half = 2.776_445 * (2.5_f64 * 0.7 + 0.25).sqrt();
        assert!((interval.mean - 3.0).abs() < 1e-12);
        assert!((interval.high - 3.0 - half).abs() < 1e-9 && (3.0 - half - interval.low).abs() < 1e-9);
    }

    #[test]
    fn one_repeat_has_no_interval() {
        assert_eq!(interval(&[1.0], 0.5, 0.0), None);
    }

    /// The jackknife of a mean is its squared standard error.
    #[test]
    fn the_jackknife_of_a_mean_is_its_variance() {
        let values: [f64; BLOCKS] = std::array::from_fn(|index| ((index * 7) % 11) as f64);
        let count = BLOCKS as f64;
        let mean = values.iter().sum::<f64>() / count;
        let without = values.map(|value| (mean * count - value) / (count - 1.0));
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let expected = squares / (count - 1.0) / count;
        let found = jackknife(&[without, without], &[true; BLOCKS]);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        let mut one = [false; BLOCKS];
        one[3] = true;
        assert!(jackknife(&[without], &one).abs() < 1e-12);
    }
}
