//! Metrics of predicted classes and of their probabilities.

use super::judged::{BLOCKS, Judged, over_blocks};
use crate::features::Matrix;
use crate::report::MetricName as Metric;

/// The probability of a true class counts as at least this, so that one confident error does not make the mean infinite.
const MIN_PROBABILITY: f64 = 1e-7;

/// Bins of the calibration error.
const BINS: usize = 10;

/// The mean over classes of the share of their rows that is recognised (mean recall).
///
/// Classes that do not occur in the truth do not count. Nothing where fewer than two occur, the lengths
/// differ, or a true class is not below `classes`.
#[must_use]
pub fn balanced_accuracy(truth: &[u32], predicted: &[u32], classes: usize) -> Option<f64> {
    if truth.len() != predicted.len() {
        return None;
    }
    let mut counts = vec![Counts::default(); classes];
    for (&class, &prediction) in truth.iter().zip(predicted) {
        counts.get_mut(class as usize)?.rows += 1.0;
        counts[class as usize].recognised += f64::from(u8::from(class == prediction));
    }
    mean_recall(&counts)
}

/// Rows of a class, rows that were taken for it, and rows where both holds.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    rows: f64,
    predicted: f64,
    recognised: f64,
}

fn mean_recall(counts: &[Counts]) -> Option<f64> {
    mean_over_classes(counts, |class| class.recognised / class.rows)
}

fn macro_f1(counts: &[Counts]) -> Option<f64> {
    mean_over_classes(counts, |class| {
        2.0 * class.recognised / (class.rows + class.predicted)
    })
}

/// The mean over the classes that occur, of which there have to be two.
fn mean_over_classes(counts: &[Counts], value: impl Fn(&Counts) -> f64) -> Option<f64> {
    let occurring = || counts.iter().filter(|class| class.rows > 0.0);
    let count = occurring().count();
    (count > 1).then(|| occurring().map(value).sum::<f64>() / count as f64)
}

/// What the rows of a block add up to.
#[derive(Debug, Clone)]
struct Sums {
    counts: Vec<Counts>,
    rows: f64,
    recognised: f64,
    losses: f64,
    /// Rows, summed probabilities and recognised rows of each bin of the highest probability.
    bins: [[f64; 3]; BINS],
}

impl Sums {
    fn add(&mut self, other: &Self) {
        for (class, more) in self.counts.iter_mut().zip(&other.counts) {
            class.rows += more.rows;
            class.predicted += more.predicted;
            class.recognised += more.recognised;
        }
        self.rows += other.rows;
        self.recognised += other.recognised;
        self.losses += other.losses;
        for (bin, more) in self.bins.iter_mut().flatten().zip(other.bins.iter().flatten()) {
            *bin += more;
        }
    }
}

/// Balanced accuracy, accuracy, macro F1, log loss and calibration error.
pub(super) fn judge(
    truth: &[u32],
    predicted: &[u32],
    probabilities: &Matrix<f32>,
    count: usize,
    blocks: &[u8],
) -> Option<Vec<Judged>> {
    let sound = probabilities.rows() == truth.len()
        && probabilities.columns() == count
        && truth
            .iter()
            .chain(predicted)
            .all(|&class| (class as usize) < count);
    if !sound {
        return None;
    }
    balanced_accuracy(truth, predicted, count)?;
    let empty = Sums {
        counts: vec![Counts::default(); count],
        rows: 0.0,
        recognised: 0.0,
        losses: 0.0,
        bins: [[0.0; 3]; BINS],
    };
    let most_probable = probabilities.argmax();
    let mut sums = vec![empty; BLOCKS];
    for (row, &block) in blocks.iter().enumerate() {
        let sums = &mut sums[usize::from(block)];
        let (class, answer) = (truth[row] as usize, predicted[row] as usize);
        let hit = f64::from(u8::from(class == answer));
        sums.counts[class].rows += 1.0;
        sums.counts[answer].predicted += 1.0;
        sums.counts[class].recognised += hit;
        sums.rows += 1.0;
        sums.recognised += hit;
        let probabilities = probabilities.row(row);
        sums.losses -= libm::log(f64::from(probabilities[class]).max(MIN_PROBABILITY));
        let top = most_probable[row] as usize;
        let highest = f64::from(probabilities[top]);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a probability times ten"
        )]
        let bin = &mut sums.bins[((highest * BINS as f64) as usize).min(BINS - 1)];
        bin[0] += 1.0;
        bin[1] += highest;
        bin[2] += f64::from(u8::from(top == class));
    }
    let gap = |sums: &Sums| {
        let gaps = sums.bins.iter().map(|[_, stated, right]| (stated - right).abs());
        Some(gaps.sum::<f64>() / sums.rows)
    };
    [
        over_blocks(Metric::BalancedAccuracy, &sums, Sums::add, |sums| {
            mean_recall(&sums.counts)
        }),
        over_blocks(Metric::Accuracy, &sums, Sums::add, |sums| {
            Some(sums.recognised / sums.rows)
        }),
        over_blocks(Metric::MacroF1, &sums, Sums::add, |sums| macro_f1(&sums.counts)),
        over_blocks(Metric::LogLoss, &sums, Sums::add, |sums| {
            Some(sums.losses / sums.rows)
        }),
        over_blocks(Metric::CalibrationError, &sums, Sums::add, gap),
    ]
    .into_iter()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balanced_accuracy_is_the_mean_recall() {
        // Class 0: 3 of 4, class 2: 0 of 1; class 1 does not occur.
        let accuracy = balanced_accuracy(&[0, 0, 0, 0, 2], &[0, 0, 0, 1, 1], 3).unwrap();
        assert!((accuracy - 0.375).abs() < 1e-12, "{accuracy}");
    }

    #[test]
    fn balanced_accuracy_is_absent_where_it_means_nothing() {
        assert_eq!(balanced_accuracy(&[], &[], 2), None);
        assert_eq!(balanced_accuracy(&[1, 1], &[1, 0], 2), None);
        assert_eq!(balanced_accuracy(&[0, 1], &[0], 2), None);
        assert_eq!(balanced_accuracy(&[0, 2], &[0, 1], 2), None);
    }

    #[test]
    fn classes_and_probabilities_are_judged_by_hand() {
        let probabilities = Matrix::new(2, vec![0.95, 0.05, 0.65, 0.35, 0.15, 0.85, 0.75, 0.25]).unwrap();
        let judged = judge(&[0, 0, 1, 1], &[0, 0, 1, 0], &probabilities, 2, &[0, 1, 2, 3]).unwrap();
        let value = |metric| judged.iter().find(|judged| judged.metric == metric).unwrap().all;
        assert!((value(Metric::Accuracy) - 0.75).abs() < 1e-12);
        assert!((value(Metric::BalancedAccuracy) - 0.75).abs() < 1e-12);
        // F1 of 0: 2·2/(2+3), of 1: 2·1/(2+1).
        assert!((value(Metric::MacroF1) - f64::midpoint(0.8, 2.0 / 3.0)).abs() < 1e-12);
        let losses = [0.95_f64, 0.65, 0.85, 0.25]
            .map(|share| -share.ln())
            .iter()
            .sum::<f64>()
            / 4.0;
        assert!((value(Metric::LogLoss) - losses).abs() < 1e-6);
        // Each in a bin of its own: .95, .65 and .85 against 1, .75 against 0.
        assert!((value(Metric::CalibrationError) - (0.05 + 0.35 + 0.15 + 0.75) / 4.0).abs() < 1e-6);
    }
}
