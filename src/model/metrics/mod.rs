//! How good predictions are.
//!
//! Each metric is computed for all held-out rows, and once more without each of [`BLOCKS`] blocks of them. From that the
//! jackknife tells how much the metric depends on which rows were held out. The sums of a block are computed once, so that
//! leaving it out costs a few additions.
//!
//! Balanced accuracy and macro F1 are means over the classes that occur; so is the area under the curve, of each class
//! against the rest (Hanley and `McNeil`, 1982), in which ties count half. The log loss takes a probability for at least
//! 1e-7. The calibration error is the expected one over ten bins of the highest probability (Naeini et al., 2015).

mod classes;
mod judged;
mod numbers;
mod ranking;

use super::layers::whole_rows;
use crate::features::Matrix;

pub use classes::balanced_accuracy;
pub use judged::{BLOCKS, Judged};

pub use numbers::{by_variance, r_squared, scaled};

/// The true labels of the held-out rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Classes below a count.
    Classes {
        /// The class of each row.
        codes: Vec<u32>,
        /// Number of classes.
        count: usize,
    },
}

impl Truth {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Classes { codes, .. } => codes.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What was predicted for them.
#[derive(Debug, Clone, PartialEq)]
pub enum Answers {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Classes, with the probability of each class, `rows × classes`.
    Classes {
        /// The class of each row.
        codes: Vec<u32>,
        /// The probability of each class.
        probabilities: Matrix<f32>,
    },
}

impl Answers {
    /// The same class for each row, with the same probability of each class.
    ///
    /// # Panics
    /// Where there are no classes.
    #[must_use]
    pub fn dummy(class: u32, shares: &[f32], rows: usize) -> Self {
        Self::Classes {
            codes: vec![class; rows],
            probabilities: whole_rows(shares.len(), shares.repeat(rows)),
        }
    }
}

/// Every metric of these answers; the first is the one that the comparison goes by. `blocks` has the block of each row,
/// below [`BLOCKS`]. Nothing where truth and answers are of different kinds or lengths, or the truth is constant.
#[must_use]
pub fn judge(truth: &Truth, answers: &Answers, blocks: &[u8]) -> Option<Vec<Judged>> {
    if truth.len() != blocks.len() || blocks.iter().any(|&block| usize::from(block) >= BLOCKS) {
        return None;
    }
    match (truth, answers) {
        (Truth::Numbers(truth), Answers::Numbers(answers)) => numbers::judge(truth, answers, blocks),
        (
            Truth::Classes { codes, count },
            Answers::Classes {
                codes: predicted,
                probabilities,
            },
        ) => {
            let mut judged = classes::judge(codes, predicted, probabilities, *count, blocks)?;
            judged.extend(ranking::auroc(codes, probabilities, blocks));
            Some(judged)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Leaving a block out by its sums is leaving its rows out.
    #[test]
    fn a_block_left_out_is_a_block_less() {
        let rows = 60_u8;
        let blocks: Vec<u8> = (0..rows).map(|row| row % 20).collect();
        let codes: Vec<u32> = (0..rows).map(|row| u32::from(row) * 7 % 3).collect();
        let predicted: Vec<u32> = (0..rows).map(|row| u32::from(row) * 5 % 11 % 3).collect();
        let scores: Vec<f32> = (0..rows)
            .flat_map(|row| {
                let raw = [
                    1.0 + f32::from(row % 7),
                    1.0 + f32::from(row % 5),
                    1.0 + f32::from(row % 3),
                ];
                let sum: f32 = raw.iter().sum();
                raw.map(|score| score / sum)
            })
            .collect();
        let numbers: Vec<f64> = (0..rows).map(|row| f64::from(row % 13)).collect();
        let answers: Vec<f64> = (0..rows).map(|row| f64::from(row % 11)).collect();
        let kept: Vec<usize> = (0..60).filter(|row| row % 20 != 4).collect();
        let pick = |codes: &[u32]| kept.iter().map(|&row| codes[row]).collect::<Vec<u32>>();
        let pick_numbers = |numbers: &[f64]| kept.iter().map(|&row| numbers[row]).collect::<Vec<f64>>();
        let matrix = Matrix::new(3, scores).unwrap();
        let all = [
            judge(
                &Truth::Classes {
                    codes: codes.clone(),
                    count: 3,
                },
                &Answers::Classes {
                    codes: predicted.clone(),
                    probabilities: matrix.clone(),
                },
                &blocks,
            )
            .unwrap(),
            judge(
                &Truth::Numbers(numbers.clone()),
                &Answers::Numbers(answers.clone()),
                &blocks,
            )
            .unwrap(),
        ]
        .concat();
        let fewer_blocks: Vec<u8> = kept.iter().map(|&row| blocks[row]).collect();
        let fewer = [
            judge(
                &Truth::Classes {
                    codes: pick(&codes),
                    count: 3,
                },
                &Answers::Classes {
                    codes: pick(&predicted),
                    probabilities: matrix.select(&kept),
                },
                &fewer_blocks,
            )
            .unwrap(),
            judge(
                &Truth::Numbers(pick_numbers(&numbers)),
                &Answers::Numbers(pick_numbers(&answers)),
                &fewer_blocks,
            )
            .unwrap(),
        ]
        .concat();
        assert_eq!(all.len(), 9);
        for (all, fewer) in all.iter().zip(&fewer) {
            assert_eq!(all.metric, fewer.metric);
            assert!(
                (all.without[4] - fewer.all).abs() < 1e-12,
                "{:?}: {} {}",
                all.metric,
                all.without[4],
                fewer.all
            );
            assert!((all.without[4] - all.all).abs() > 1e-9, "{:?}", all.metric);
        }
    }

    #[test]
    fn what_does_not_fit_is_not_judged() {
        let truth = Truth::Numbers(vec![1.0, 2.0]);
        assert_eq!(judge(&truth, &Answers::Numbers(vec![1.0]), &[0, 1]), None);
        assert_eq!(judge(&truth, &Answers::Numbers(vec![1.0, 2.0]), &[0]), None);
        assert_eq!(judge(&truth, &Answers::Numbers(vec![1.0, 2.0]), &[0, 20]), None);
    }
}
