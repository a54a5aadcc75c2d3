//! What the charts draw: histograms and curves, small enough for a link.

use serde::{Deserialize, Serialize};

use super::{ArmName, short};

/// Counts in bins of equal width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// Left edge of the first bin.
    #[serde(with = "short")]
    pub low: f64,
    /// Right edge of the last bin; greater than `low`.
    #[serde(with = "short")]
    pub high: f64,
    /// How many values fall into each bin.
    pub counts: Vec<u32>,
}

impl Histogram {
    /// Counts `values` (and makes room for `also`, which is not counted) in `bins` bins of equal width.
    ///
    /// Returns nothing where there is no finite value.
    #[must_use]
    pub fn of(values: &[f64], also: f64, bins: usize) -> Option<Self> {
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let (mut low, mut high) = finite
            .clone()
            .chain(Some(also).filter(|value| value.is_finite()))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if bins == 0 || finite.clone().next().is_none() {
            return None;
        }
        if high <= low {
            let half = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
            (low, high) = (low - half, high + half);
        }
        let mut counts = vec![0_u32; bins];
        for value in finite {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the product lies in 0..=bins"
            )]
            let bin = ((value - low) / (high - low) * bins as f64) as usize;
            counts[bin.min(bins - 1)] += 1;
        }
        Some(Self { low, high, counts })
    }
}

/// The losses after one pass over the training rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Its number among all passes of this network, from 1; 0 is a network before its first. Curves are thinned
    /// out, so numbers may be missing.
    pub number: u32,
    /// Mean loss over the training rows.
    #[serde(with = "short::single")]
    pub training: f32,
    /// Mean loss over the validation rows.
    #[serde(with = "short::single")]
    pub validation: f32,
}

/// How one network learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The network.
    pub arm: ArmName,
    /// Losses by epoch.
    pub epochs: Vec<Epoch>,
}

/// What the charts draw.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pictures {
    /// The permutation distribution of the statistic of the test on the inputs.
    pub permutations: Option<Histogram>,
    /// The same for the test on inputs and label together.
    pub relation_permutations: Option<Histogram>,
    /// How the networks of the first repeat learned.
    pub curves: Vec<Curve>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_falls_into_one_bin() {
        let histogram = Histogram::of(&[0.0, 0.5, 1.0, f64::NAN], 2.0, 4).unwrap();
        assert_eq!(
            histogram,
            Histogram {
                low: 0.0,
                high: 2.0,
                counts: vec![1, 1, 1, 0]
            }
        );
    }

    #[test]
    fn equal_values_have_a_bin_around_them_and_nothing_has_no_histogram() {
        let histogram = Histogram::of(&[3.0, 3.0], 3.0, 2).unwrap();
        assert!(histogram.low < 3.0 && histogram.high > 3.0);
        assert_eq!(histogram.counts.iter().sum::<u32>(), 2);
        assert_eq!(Histogram::of(&[f64::NAN], 0.0, 4), None);
    }
}
