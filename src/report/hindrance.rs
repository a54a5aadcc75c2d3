//! What the numbers of rows say about a comparison before anything is trained: for whoever computes them, and for whoever
//! opens a link.

use super::{MIN_LABELS, Outcome, Reason, Shortage};

/// Fewest target rows that may judge: what is held out of the fewest labelled rows.
pub const MIN_HELD_OUT: usize = 6;

/// Fewest target rows that may teach or tell when to stop: eight and two.
pub const MIN_TEACHING: usize = 10;

/// Labelled rows that a side needs where this share of the target's is held out.
#[must_use]
pub fn labels_needed(is_target: bool, held_out: f64) -> u64 {
    if !is_target {
        return MIN_LABELS;
    }
    let teach = |rows: &u64| {
        let rows = *rows as f64;
        rows - (rows * held_out).round() >= MIN_TEACHING as f64
    };
    (MIN_LABELS..10 * MIN_LABELS)
        .find(teach)
        .unwrap_or(10 * MIN_LABELS)
}

/// How many more target rows need a label before networks can be compared; nothing where something else is missing.
#[must_use]
pub fn labels_missing(outcome: &Outcome) -> Option<u64> {
    let all = labels_needed(true, outcome.settings.training.held_out);
    let missing = outcome
        .report
        .advice
        .reasons
        .iter()
        .find_map(|reason| match reason {
            Reason::TooFewLabels(shortage) if shortage.is_target => {
                Some(shortage.needed.saturating_sub(shortage.rows))
            }
            Reason::NoTargetLabel | Reason::AdaptationUnverified => Some(all),
            _ => None,
        });
    missing.filter(|missing| *missing > 0)
}

/// The first of source and target that has too few rows for a comparison, whichever label is chosen.
#[must_use]
pub fn too_few_rows(rows: [u64; 2]) -> Option<Reason> {
    let few = rows.iter().position(|&rows| rows < MIN_LABELS)?;
    Some(Reason::TooFewRows(Shortage {
        is_target: few == 1,
        rows: rows[few],
        needed: MIN_LABELS,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::outcome;
    use super::*;

    #[test]
    fn the_more_rows_are_held_out_the_more_labels_are_needed() {
        let needed = |held_out| labels_needed(true, held_out);
        assert_eq!([0.3, 0.5, 0.7].map(needed), [20, 20, 32]);
        assert_eq!(labels_needed(false, 0.7), 20);
    }

    #[test]
    fn as_many_labels_are_missing_as_a_comparison_needs_more() {
        let missing = |reason| {
            let mut outcome = outcome();
            outcome.report.advice.reasons.push(reason);
            labels_missing(&outcome)
        };
        let few = |is_target| {
            Reason::TooFewLabels(Shortage {
                is_target,
                rows: 15,
                needed: 20,
            })
        };
        assert_eq!(missing(few(true)), Some(5));
        assert_eq!(missing(few(false)), None);
        assert_eq!(missing(Reason::NoTargetLabel), Some(20));
        assert_eq!(missing(Reason::SameFile), None);
    }

    #[test]
    fn the_first_table_that_is_too_small_is_named() {
        let shortage = |is_target, rows| {
            Some(Reason::TooFewRows(Shortage {
                is_target,
                rows,
                needed: 20,
            }))
        };
        assert_eq!(too_few_rows([20, 20]), None);
        assert_eq!(too_few_rows([20, 19]), shortage(true, 19));
        assert_eq!(too_few_rows([3, 2]), shortage(false, 3));
    }
}
