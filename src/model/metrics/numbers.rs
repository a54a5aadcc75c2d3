//! Metrics of predicted numbers.

use super::judged::{BLOCKS, Judged, over_blocks};
use crate::report::MetricName as Metric;

/// The coefficient of determination, `1 − Σ(y − ŷ)² / Σ(y − ȳ)²`: 1 is perfect, 0 is as good as the mean.
///
/// Nothing where the truth is constant or empty, the lengths differ, or a number is not finite.
#[must_use]
pub fn r_squared(truth: &[f64], predicted: &[f64]) -> Option<f64> {
    let first = *truth.first()?;
    // Asked of the values, because rounding can leave a constant with a total above 0.
    #[expect(clippy::float_cmp, reason = "constant means equal to the last bit")]
    let constant = truth.iter().all(|&value| value == first);
    if constant || truth.len() != predicted.len() {
        return None;
    }
    let mean = truth.iter().sum::<f64>() / truth.len() as f64;
    let residual: f64 = truth.iter().zip(predicted).map(|(y, p)| (y - p) * (y - p)).sum();
    let total: f64 = truth.iter().map(|y| (y - mean) * (y - mean)).sum();
    let share = 1.0 - residual / total;
    share.is_finite().then_some(share)
}

/// What the rows of a block add up to. Labels are measured from the mean of all, so that no square is large beside its
/// variance.
#[derive(Debug, Clone, Default)]
struct Sums {
    rows: f64,
    labels: f64,
    squares: f64,
    errors: f64,
    distances: f64,
    shares: f64,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.labels += other.labels;
        self.squares += other.squares;
        self.errors += other.errors;
        self.distances += other.distances;
        self.shares += other.shares;
    }
}

/// R², root mean squared error, mean absolute error, and where no label is 0 the mean of its share of the label.
pub(super) fn judge(truth: &[f64], predicted: &[f64], blocks: &[u8]) -> Option<Vec<Judged>> {
    r_squared(truth, predicted)?;
    let mean = truth.iter().sum::<f64>() / truth.len() as f64;
    let mut sums = vec![Sums::default(); BLOCKS];
    for ((label, answer), &block) in truth.iter().zip(predicted).zip(blocks) {
        let share = (label - answer).abs() / label.abs();
        let (label, error) = (label - mean, label - answer);
        sums[usize::from(block)].add(&Sums {
            rows: 1.0,
            labels: label,
            squares: label * label,
            errors: error * error,
            distances: error.abs(),
            shares: share,
        });
    }
    let share = |sums: &Sums| {
        let total = sums.squares - sums.labels * sums.labels / sums.rows;
        (total > 0.0).then(|| 1.0 - sums.errors / total)
    };
    let shares = over_blocks(Metric::Mape, &sums, Sums::add, |sums| {
        Some(sums.shares / sums.rows)
    });
    let judged = [
        over_blocks(Metric::RSquared, &sums, Sums::add, share),
        over_blocks(Metric::Rmse, &sums, Sums::add, |sums| {
            Some((sums.errors / sums.rows).sqrt())
        }),
        over_blocks(Metric::Mae, &sums, Sums::add, |sums| {
            Some(sums.distances / sums.rows)
        }),
    ];
    let mut judged: Vec<Judged> = judged.into_iter().collect::<Option<_>>()?;
    judged.extend(shares);
    Some(judged)
}

/// The mean absolute error over that of a naive prediction (MASE; Hyndman and Koehler, International Journal of
/// Forecasting, 2006).
#[must_use]
pub fn scaled(judged: &[Judged], naive: f64) -> Option<Judged> {
    let error = judged.iter().find(|it| it.metric == Metric::Mae)?;
    Some(Judged {
        metric: Metric::Mase,
        all: error.all / naive,
        without: error.without.map(|error| error / naive),
    })
}

/// R² by the variance of more labels than those that were judged: `1 − mean (y − ŷ)² / variance`. Of several stretches of
/// time, each beside the variance of all, the mean is that of all rows together. A stretch by itself may vary little, and
/// R² would say little of it.
pub fn by_variance(judged: &mut [Judged], variance: f64) {
    let rmse = judged.iter().find(|it| it.metric == Metric::Rmse).cloned();
    let of_all = judged.iter_mut().find(|it| it.metric == Metric::RSquared);
    if let (Some(rmse), Some(judged)) = (rmse, of_all) {
        judged.all = 1.0 - rmse.all * rmse.all / variance;
        judged.without = rmse.without.map(|rmse| 1.0 - rmse * rmse / variance);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_squared_is_the_explained_share() {
        let truth = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(r_squared(&truth, &truth), Some(1.0));
        assert_eq!(r_squared(&truth, &[2.5; 4]), Some(0.0));
        // Residuals of 1 each: 1 − 4 / 5.
        let off = r_squared(&truth, &[2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!((off - 0.2).abs() < 1e-12, "{off}");
    }

    #[test]
    fn r_squared_is_absent_where_it_means_nothing() {
        assert_eq!(r_squared(&[], &[]), None);
        assert_eq!(r_squared(&[0.1; 3], &[0.1, 0.2, 0.3]), None);
        assert_eq!(r_squared(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(r_squared(&[1.0, 2.0], &[1.0, f64::NAN]), None);
    }

    #[test]
    fn errors_are_in_the_labels_unit() {
        let judged = judge(&[0.0, 0.0, 4.0, 4.0], &[3.0, 0.0, 4.0, 3.0], &[0, 1, 2, 3]).unwrap();
        let all: Vec<f64> = judged.iter().map(|judged| judged.all).collect();
        assert!((all[0] - (1.0 - 10.0 / 16.0)).abs() < 1e-12, "{all:?}");
        assert!(
            (all[1] - 2.5_f64.sqrt()).abs() < 1e-12 && (all[2] - 1.0).abs() < 1e-12,
            "{all:?}"
        );
    }

    #[test]
    fn errors_are_shares_of_labels_that_are_not_zero() {
        let metrics = |truth: &[f64]| judge(truth, &[3.0, 4.0, 5.0, 2.0], &[0, 1, 2, 3]).unwrap();
        let judged = metrics(&[2.0, 4.0, 4.0, -2.0]);
        let share = judged.iter().find(|it| it.metric == Metric::Mape).unwrap();
        // A half, nothing, a quarter and twice.
        assert!((share.all - 2.75 / 4.0).abs() < 1e-12, "{}", share.all);
        assert!((share.without[3] - 0.25).abs() < 1e-12);
        let naive = scaled(&judged, 3.0).unwrap();
        assert!((naive.all - 0.5).abs() < 1e-12, "{}", naive.all);
        let with_zero = metrics(&[2.0, 0.0, 4.0, -2.0]);
        assert!(with_zero.iter().all(|it| it.metric != Metric::Mape));
    }

    #[test]
    fn stretches_add_up_to_all_rows() {
        let truth = [1.0, 2.0, 5.0, 8.0];
        let answers = [1.5, 2.0, 4.0, 8.5];
        let mean = 4.0;
        let variance = truth
            .iter()
            .map(|label: &f64| (label - mean).powi(2))
            .sum::<f64>()
            / 4.0;
        let of = |rows: std::ops::Range<usize>| {
            let mut judged = judge(&truth[rows.clone()], &answers[rows], &[0, 1]).unwrap();
            by_variance(&mut judged, variance);
            judged.swap_remove(0)
        };
        let (one, other) = (of(0..2), of(2..4));
        let all = r_squared(&truth, &answers).unwrap();
        assert!((one.all + other.all - 2.0 * all).abs() < 1e-12);
        // Without its first row the first stretch has no error.
        assert!((one.without[0] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_large_mean_costs_no_digits() {
        let truth: Vec<f64> = (0..50).map(|row| 1e9 + f64::from(row % 7)).collect();
        let answers: Vec<f64> = truth.iter().map(|label| label + 0.5).collect();
        let blocks: Vec<u8> = (0..50).map(|row| row % 20).collect();
        let judged = judge(&truth, &answers, &blocks).unwrap();
        let plain = r_squared(&truth, &answers).unwrap();
        assert!((judged[0].all - plain).abs() < 1e-9, "{} {plain}", judged[0].all);
    }
}
