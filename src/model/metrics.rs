//! How good predictions are.

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

/// The mean over classes of the share of their rows that is recognised (mean recall).
///
/// Classes that do not occur in the truth do not count. Nothing where fewer than two occur, the lengths
/// differ, or a true class is not below `classes`.
#[must_use]
pub fn balanced_accuracy(truth: &[u32], predicted: &[u32], classes: usize) -> Option<f64> {
    if truth.len() != predicted.len() {
        return None;
    }
    let mut rows = vec![0_usize; classes];
    let mut recognised = vec![0_usize; classes];
    for (&class, prediction) in truth.iter().zip(predicted) {
        *rows.get_mut(class as usize)? += 1;
        recognised[class as usize] += usize::from(class == *prediction);
    }
    let recalls: Vec<f64> = rows
        .iter()
        .zip(&recognised)
        .filter(|&(&rows, _)| rows > 0)
        .map(|(&rows, &recognised)| recognised as f64 / rows as f64)
        .collect();
    (recalls.len() > 1).then(|| recalls.iter().sum::<f64>() / recalls.len() as f64)
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
}
