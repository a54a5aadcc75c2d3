//! What the charts draw: histograms and curves, small enough for a link; and where networks err, which no link carries.

use serde::{Deserialize, Serialize};

use super::{ArmName, Errors, short, unlinked};

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
        let counts = Self::counts(finite, [low, high], bins);
        Some(Self { low, high, counts })
    }

    /// How many values fall into each bin of this range; where it has no width, into the middle one.
    #[must_use]
    pub fn counts(values: impl Iterator<Item = f64>, [low, high]: [f64; 2], bins: usize) -> Vec<u32> {
        let mut counts = vec![0; bins];
        for value in values {
            let share = if high > low {
                (value - low) / (high - low)
            } else {
                0.5
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 0 and the number of bins"
            )]
            let bin = (share * bins as f64) as usize;
            counts[bin.min(bins - 1)] += 1;
        }
        counts
    }
}

/// The losses after one pass over the training rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Its number among all passes of this network, from 1; 0 is a network before its first. Curves are thinned
    /// out, so numbers may be missing.
    pub number: u32,
    /// Mean loss over the training rows.
    #[serde(with = "short")]
    pub training: f32,
    /// Mean loss over the validation rows.
    #[serde(with = "short")]
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
    /// Where networks err. No link carries it: it would be a third longer, and means of the data's values would leave
    /// with it.
    #[serde(with = "unlinked")]
    pub errors: Option<Errors>,
}

/// A picture of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The permutation distribution of the test on the inputs.
    Permutations,
    /// That of the test on inputs and label together.
    RelationPermutations,
    /// How the networks learned.
    Curves,
    /// Where networks err.
    Errors,
}

/// How much of a picture goes into a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// All of it.
    Whole,
    /// Every other point or border between bins.
    Half,
    /// Every fourth.
    Quarter,
    /// Nothing.
    None,
}

impl Pictures {
    /// The pictures with this detail, but for where networks err and for histograms that five digits cannot tell the ends
    /// of.
    pub(super) fn thinned(&self, detail: Detail) -> Self {
        let step = match detail {
            Detail::Whole => 1,
            Detail::Half => 2,
            Detail::Quarter => 4,
            Detail::None => return Self::default(),
        };
        let histogram = |it: &Option<Histogram>| {
            let thinned = it.as_ref()?.thinned(step);
            thinned.has_ends_in_a_link().then_some(thinned)
        };
        Self {
            permutations: histogram(&self.permutations),
            relation_permutations: histogram(&self.relation_permutations),
            curves: self.curves.iter().map(|curve| curve.thinned(step)).collect(),
            errors: None,
        }
    }

    /// Which of these have less in `thinned`, which was made with this detail.
    pub(super) fn less_in(&self, thinned: &Self, detail: Detail) -> Vec<(Picture, Detail)> {
        let histogram = |whole: &Option<Histogram>, thinned: &Option<Histogram>| {
            let now = if thinned.is_none() { Detail::None } else { detail };
            (whole != thinned).then_some(now)
        };
        let curves = (self.curves != thinned.curves).then_some(detail);
        let errors = (self.errors != thinned.errors).then_some(Detail::None);
        let all = [
            (
                Picture::Permutations,
                histogram(&self.permutations, &thinned.permutations),
            ),
            (
                Picture::RelationPermutations,
                histogram(&self.relation_permutations, &thinned.relation_permutations),
            ),
            (Picture::Curves, curves),
            (Picture::Errors, errors),
        ];
        let less = all.into_iter();
        less.filter_map(|(picture, detail)| Some((picture, detail?)))
            .collect()
    }
}

impl Histogram {
    /// So many bins made one. The last bin may reach beyond the last value.
    fn thinned(&self, bins: usize) -> Self {
        if bins == 1 {
            return self.clone();
        }
        let width = (self.high - self.low) / self.counts.len().max(1) as f64;
        let counts: Vec<u32> = self
            .counts
            .chunks(bins)
            .map(|counts| counts.iter().copied().fold(0, u32::saturating_add))
            .collect();
        Self {
            low: self.low,
            high: self.low + width * (counts.len() * bins) as f64,
            counts,
        }
    }

    /// Whether its ends still are two numbers after they were rounded for a link.
    fn has_ends_in_a_link(&self) -> bool {
        self.high.is_finite() && short::rounded(self.low) < short::rounded(self.high)
    }
}

impl Curve {
    /// One of so many points, the first and the last among them.
    fn thinned(&self, step: usize) -> Self {
        let last = self.epochs.len().saturating_sub(1);
        let epochs = self.epochs.iter().enumerate();
        Self {
            arm: self.arm,
            epochs: epochs
                .filter(|(at, _)| at % step == 0 || *at == last)
                .map(|(_, epoch)| *epoch)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::errors;
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

    #[test]
    fn thin_pictures_keep_their_counts_and_ends() {
        let epoch = |number| Epoch {
            number,
            training: 1.0,
            validation: 2.0,
        };
        let pictures = Pictures {
            permutations: Some(Histogram {
                low: 0.0,
                high: 5.0,
                counts: vec![1, 2, 3, 4, 5],
            }),
            relation_permutations: None,
            curves: vec![Curve {
                arm: ArmName::FineTuned,
                epochs: (0..7).map(epoch).collect(),
            }],
            errors: None,
        };
        let half = pictures.thinned(Detail::Half);
        let expected = Histogram {
            low: 0.0,
            high: 6.0,
            counts: vec![3, 7, 5],
        };
        assert_eq!(half.permutations, Some(expected));
        let numbers: Vec<u32> = pictures.thinned(Detail::Quarter).curves[0]
            .epochs
            .iter()
            .map(|epoch| epoch.number)
            .collect();
        assert_eq!(numbers, [0, 4, 6]);
        assert_eq!(pictures.thinned(Detail::None), Pictures::default());
        assert_eq!(pictures.thinned(Detail::Whole), pictures);
        let less = |detail| pictures.less_in(&pictures.thinned(detail), detail);
        assert_eq!(less(Detail::Whole), []);
        for detail in [Detail::Half, Detail::Quarter, Detail::None] {
            assert_eq!(
                less(detail),
                [(Picture::Permutations, detail), (Picture::Curves, detail)]
            );
        }
    }

    #[test]
    fn where_networks_err_is_in_no_link() {
        let pictures = Pictures {
            errors: Some(errors()),
            ..Pictures::default()
        };
        for detail in [Detail::Whole, Detail::Half, Detail::None] {
            let thinned = pictures.thinned(detail);
            assert_eq!(thinned, Pictures::default());
            let less = pictures.less_in(&thinned, detail);
            assert_eq!(less, [(Picture::Errors, Detail::None)]);
        }
    }

    #[test]
    fn a_histogram_narrower_than_five_digits_is_left_out() {
        let narrow = Pictures {
            permutations: Some(Histogram {
                low: 12.345_678,
                high: 12.345_679,
                counts: vec![1, 2],
            }),
            ..Pictures::default()
        };
        let thinned = narrow.thinned(Detail::Whole);
        assert_eq!(thinned, Pictures::default());
        assert_eq!(
            narrow.less_in(&thinned, Detail::Whole),
            [(Picture::Permutations, Detail::None)]
        );
    }
}
