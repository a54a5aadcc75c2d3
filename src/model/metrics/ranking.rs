//! How well probabilities put rows in order.

use super::judged::{BLOCKS, Judged};
use crate::features::Matrix;
use crate::report::MetricName as Metric;

/// The area under the receiver operating characteristic of each class against the rest, mean over the classes that
/// occur and are not all there is. Nothing where there is no such class.
pub(super) fn auroc(truth: &[u32], probabilities: &Matrix<f32>, blocks: &[u8]) -> Option<Judged> {
    let mut sums = [0.0; BLOCKS + 1];
    let mut counts = [0.0; BLOCKS + 1];
    for class in (0_u32..).take(probabilities.columns()) {
        let scores: Vec<f32> = (0..probabilities.rows())
            .map(|row| probabilities.row(row)[class as usize])
            .collect();
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|&one, &other| scores[one].total_cmp(&scores[other]));
        // The last is the one without any block left out.
        for left_out in 0..=BLOCKS {
            let kept = order.iter().filter(|&&row| usize::from(blocks[row]) != left_out);
            if let Some(area) = area(kept.map(|&row| (scores[row], truth[row] == class))) {
                sums[left_out] += area;
                counts[left_out] += 1.0;
            }
        }
        // A class of two says the same as the other.
        if probabilities.columns() == 2 {
            break;
        }
    }
    let value = |index: usize| (counts[index] > 0.0).then(|| sums[index] / counts[index]);
    let all = value(BLOCKS)?;
    Some(Judged {
        metric: Metric::Auroc,
        all,
        without: std::array::from_fn(|block| value(block).unwrap_or(all)),
    })
}

/// The share of pairs of a member and another row in which the member's score is higher; equal ones count half. Rows come
/// by ascending score. Nothing where there are no members, or only members.
fn area(rows: impl Iterator<Item = (f32, bool)>) -> Option<f64> {
    let (mut pairs, mut members, mut others) = (0.0, 0.0, 0.0);
    // Of the score that is being passed.
    let (mut score, mut tied_members, mut tied_others) = (f32::NAN, 0.0, 0.0);
    for (next, is_member) in rows {
        if next.to_bits() != score.to_bits() {
            pairs += tied_members * (others + 0.5 * tied_others);
            members += tied_members;
            others += tied_others;
            (score, tied_members, tied_others) = (next, 0.0, 0.0);
        }
        if is_member {
            tied_members += 1.0;
        } else {
            tied_others += 1.0;
        }
    }
    pairs += tied_members * (others + 0.5 * tied_others);
    members += tied_members;
    others += tied_others;
    (members > 0.0 && others > 0.0).then(|| pairs / (members * others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_share_of_ordered_pairs() {
        let rows = [(0.1, false), (0.4, true), (0.4, false), (0.8, true)];
        // (.4 over .1), (.4 with .4: half), (.8 over both): 3.5 of 4.
        assert_eq!(area(rows.into_iter()), Some(0.875));
        assert_eq!(area([(0.1, true), (0.2, true)].into_iter()), None);
    }

    #[test]
    fn two_classes_have_one_area() {
        let probabilities = Matrix::new(2, vec![0.9, 0.1, 0.6, 0.4, 0.6, 0.4, 0.2, 0.8]).unwrap();
        let judged = auroc(&[0, 1, 0, 1], &probabilities, &[0, 1, 2, 3]).unwrap();
        assert!((judged.all - 0.875).abs() < 1e-12, "{}", judged.all);
    }
}
