//! What the test of the inputs says of each column.

use crate::features::{PairedColumn, outside_share, unseen_share};
use crate::mmd::{Group, Pooled, TestResult};
use crate::report::ColumnEffect;

/// The share of an effect that the means have to differ by before a column counts as higher or lower.
const MOST_OF_IT: f64 = 0.5;

/// The columns with their effects, the surest first. `groups` say what each became for the test, and `rows` hold so many rows
/// of the source first.
pub(super) fn by_column(
    columns: &[&PairedColumn<'_>],
    groups: &[Group],
    result: &TestResult,
    rows: &Pooled,
    source: usize,
) -> Vec<ColumnEffect> {
    let all = columns.iter().zip(groups).zip(&result.columns);
    let effects = all.map(|((column, group), result)| ColumnEffect {
        name: column.origin.clone(),
        p_adjusted: result.p_adjusted,
        effect_sd: result.effect,
        is_higher: match group {
            // What a date became has no height.
            Group::Numbers(encoded) if column.origin == column.name => {
                is_higher(rows, source, encoded.start, result.effect)
            }
            _ => None,
        },
        effect_probability: result.total_variation,
        unseen_share: unseen_share(column),
        outside_share: outside_share(column),
    });
    let mut effects: Vec<ColumnEffect> = effects.collect();
    effects.sort_by(|a, b| {
        let p_values = a.p_adjusted.total_cmp(&b.p_adjusted);
        p_values.then(b.effect_sd.total_cmp(&a.effect_sd))
    });
    effects
}

/// Whether the target's numbers in a column are higher on average than the source's, where that is most of the effect.
fn is_higher(rows: &Pooled, source: usize, column: usize, effect: f64) -> Option<bool> {
    let target = rows.rows() - source;
    let sum_of = |skipped, taken| rows.column(column).skip(skipped).take(taken).sum::<f64>();
    let all = rows.rows() as f64;
    let mean = sum_of(0, rows.rows()) / all;
    let squares = rows.column(column).map(|value| (value - mean) * (value - mean));
    let deviation = libm::sqrt(squares.sum::<f64>() / all);
    let shift = (sum_of(source, target) / target as f64 - sum_of(0, source) / source as f64) / deviation;
    (effect > 0.0 && shift.abs() >= MOST_OF_IT * effect).then_some(shift > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;

    fn direction(source: &[f64], target: &[f64], effect: f64) -> Option<bool> {
        let [one, other] = [source, target].map(|values| Matrix::new(1, values.to_vec()).unwrap());
        is_higher(&Pooled::new(&one, &other).unwrap(), source.len(), 0, effect)
    }

    #[test]
    fn a_direction_is_most_of_the_effect() {
        let (low, high) = ([0.0, 1.0, 2.0, 3.0], [2.0, 3.0, 4.0, 5.0]);
        assert_eq!(direction(&low, &high, 1.2), Some(true));
        assert_eq!(direction(&high, &low, 1.2), Some(false));
        // Another spread around the same mean has none, and neither has nothing.
        assert_eq!(direction(&low, &[-3.0, 0.0, 3.0, 6.0], 0.8), None);
        assert_eq!(direction(&low, &low, 0.0), None);
    }
}
