//! Intervals over repeats that share their rows.

use std::collections::BTreeMap;

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
/// `1/R` would claim far too much. `cuts` has the stretch of rows that judged in each repeat: stretches differ without any
/// noise of training, so the variance is taken within them, where there are repeats enough. `of_rows` is the variance that
/// comes from the rows that judge, where these are the same in all repeats. Nothing for fewer than two repeats.
#[must_use]
pub(super) fn interval(
    values: &[f64],
    cuts: &[usize],
    held_out_to_trained: f64,
    of_rows: f64,
) -> Option<Measure> {
    let repeats = values.len();
    if repeats < 2 {
        return None;
    }
    let count = repeats as f64;
    let mean = mean(values);
    let (squares, freedom) = within(values, cuts);
    let variance = squares / freedom as f64;
    let quantile = T_975.get(freedom - 1).copied().unwrap_or(NORMAL_975);
    let half = quantile * (variance * (1.0 / count + held_out_to_trained) + of_rows).sqrt();
    Some(Measure {
        mean,
        low: mean - half,
        high: mean + half,
    })
}

/// The squares of values about the mean of their cut, and the degrees of freedom; about the mean of all where no cut has
/// two.
fn within(values: &[f64], cuts: &[usize]) -> (f64, usize) {
    let mut members: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (&value, &cut) in values.iter().zip(cuts) {
        members.entry(cut).or_default().push(value);
    }
    let freedom = values.len() - members.len();
    if freedom == 0 {
        return (squares(values), values.len() - 1);
    }
    (members.values().map(|values| squares(values)).sum(), freedom)
}

/// The sum of squares about the mean.
fn squares(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean) * (value - mean)).sum()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// A number on all rows that judge, and without each block of them.
pub(super) type Judgement = (f64, [f64; BLOCKS]);

/// A stretch of rows that judge, with the mean of a number over the repeats that it judged.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    /// Its share of all repeats.
    pub(super) share: f64,
    /// The mean.
    pub(super) all: f64,
    /// The mean without the rows of each block.
    pub(super) without: [f64; BLOCKS],
    /// The share of its rows in each block.
    pub(super) rows: [f64; BLOCKS],
}

impl Stretch {
    /// Of the repeats that it judged, which have to be some: the number on all of its rows, and without each block.
    pub(super) fn of(share: f64, repeats: &[Judgement], rows: [f64; BLOCKS]) -> Self {
        let mean_of =
            |value: &dyn Fn(&Judgement) -> f64| mean(&repeats.iter().map(value).collect::<Vec<f64>>());
        Self {
            share,
            all: mean_of(&|(all, _)| *all),
            without: std::array::from_fn(|block| mean_of(&|(_, without)| without[block])),
            rows,
        }
    }
}

/// The variance of a mean over repeats that comes from the rows that judge, by the jackknife over blocks of them
/// (Quenouille, 1956; Tukey, 1958): `(G − 1) / G · Σ (θ₋g − θ̄)²` over the `G` blocks of all stretches that have rows.
///
/// Without a block the number of all stretches is that of its own stretch without the block and of the others as they are,
/// each by its rows.
#[must_use]
pub(super) fn jackknife(stretches: &[Stretch]) -> f64 {
    let total: f64 = stretches.iter().map(|stretch| stretch.share * stretch.all).sum();
    let mut without = Vec::new();
    for stretch in stretches {
        let others = total - stretch.share * stretch.all;
        for (rows, number) in stretch
            .rows
            .iter()
            .zip(stretch.without)
            .filter(|(rows, _)| **rows > 0.0)
        {
            let left = stretch.share * (1.0 - rows);
            // Nothing is left of all where the only stretch has one block; one block alone has no variance anyway.
            without.push((others + left * number) / (1.0 - stretch.share * rows));
        }
    }
    let count = without.len() as f64;
    if count < 2.0 {
        return 0.0;
    }
    squares(&without) * (count - 1.0) / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_follows_the_formula() {
        // Mean 3, variance 2.5, t(4) = 2.776445, factor 1/5 + 1/2, and a quarter from the rows.
        let interval = interval(&[1.0, 2.0, 3.0, 4.0, 5.0], &[0; 5], 0.5, 0.25).unwrap();
        let half = 2.776_445 * (2.5_f64 * 0.7 + 0.25).sqrt();
        assert!((interval.mean - 3.0).abs() < 1e-12);
        assert!((interval.high - 3.0 - half).abs() < 1e-9 && (3.0 - half - interval.low).abs() < 1e-9);
    }

    #[test]
    fn what_stretches_differ_by_is_no_noise_of_training() {
        // Within stretches the squares are 2, 2 and .5, with three degrees of freedom.
        let found = interval(&[1.0, 3.0, 11.0, 13.0, 21.0, 22.0], &[0, 0, 1, 1, 2, 2], 0.5, 0.0).unwrap();
        let half = 3.182_446 * (1.5_f64 * (1.0 / 6.0 + 0.5)).sqrt();
        assert!((found.high - found.mean - half).abs() < 1e-9, "{found:?}");
        // With one repeat in each there is only the variance of all.
        let alone = interval(&[1.0, 3.0], &[0, 1], 0.5, 0.0);
        assert_eq!(alone, interval(&[1.0, 3.0], &[0, 0], 0.5, 0.0));
    }

    #[test]
    fn one_repeat_has_no_interval() {
        assert_eq!(interval(&[1.0], &[0], 0.5, 0.0), None);
    }

    /// A stretch of blocks of the same length, judged by a mean of these numbers.
    fn of_means(share: f64, values: &[f64]) -> Stretch {
        let count = values.len() as f64;
        let all = mean(values);
        let of = |block: usize, found: f64| if block < values.len() { found } else { 0.0 };
        let without = |block: usize| {
            of(
                block,
                (all * count - values[block.min(values.len() - 1)]) / (count - 1.0),
            )
        };
        let without = std::array::from_fn(without);
        Stretch::of(
            share,
            &[(all, without), (all, without)],
            std::array::from_fn(|block| of(block, 1.0 / count)),
        )
    }

    /// The jackknife of a mean is its squared standard error, in one stretch and in several.
    #[test]
    fn the_jackknife_of_a_mean_is_its_variance() {
        let values: [f64; 12] = std::array::from_fn(|index| ((index * 7) % 11) as f64);
        let expected = squares(&values) / 11.0 / 12.0;
        let found = jackknife(&[of_means(1.0, &values)]);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        let found = jackknife(&[of_means(0.25, &values[..3]), of_means(0.75, &values[3..])]);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        assert!(jackknife(&[of_means(1.0, &[3.0])]).abs() < 1e-12);
    }
}
