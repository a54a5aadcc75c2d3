//! Words about how many labels fine-tuning and training from scratch need.

use super::lists::{capital, clauses, commas, listed};
use super::metrics::{metric, metric_title};
use super::numbers::{count, fixed};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Comparison, LabelBudget, Transfer};

pub(crate) const LABELS_AXIS: Phrase = phrase(
    "labelled target rows, log scale →",
    "有标签的目标行数（对数刻度） →",
);
pub(crate) const TUNED: Phrase = phrase("fine-tuned", "微调");
pub(crate) const FRESH: Phrase = phrase("from scratch", "从头训练");
pub(crate) const BEYOND: Phrase = phrase(
    "Arrows: values outside the chart; see the table.",
    "箭头：超出图外的值，见表格。",
);

/// How fine-tuning compares with training from scratch at a number of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Fine-tuning is better.
    Ahead,
    /// The two cannot be told apart.
    Alike,
    /// Training from scratch is better.
    Behind,
}

impl Standing {
    /// In a table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ahead => say!("fine-tuning is ahead", "微调领先"),
            Self::Alike => say!("cannot be told apart", "无法区分"),
            Self::Behind => say!("training from scratch is ahead", "从头训练领先"),
        }
    }

    /// In a sentence that names the two for the first time.
    fn first_clause(self) -> &'static str {
        match self {
            Self::Alike => say!(
                "fine-tuning and training from scratch cannot be told apart",
                "微调与从头训练无法区分"
            ),
            other => other.name(),
        }
    }

    /// In a sentence that has named the two.
    fn clause(self) -> &'static str {
        match self {
            Self::Alike => say!("the two cannot be told apart", "两者无法区分"),
            other => other.name(),
        }
    }
}

/// The standing at each point of the learning curve.
///
/// One is ahead where the intervals do not overlap. With all labels the paired difference decides, as in the chart of the
/// networks.
pub(crate) fn standings(curve: &[LabelBudget], transfer: Transfer) -> Vec<Standing> {
    let mut standings: Vec<Standing> = curve
        .iter()
        .map(|point| {
            if point.fine_tuned.low > point.from_scratch.high {
                Standing::Ahead
            } else if point.from_scratch.low > point.fine_tuned.high {
                Standing::Behind
            } else {
                Standing::Alike
            }
        })
        .collect();
    if let Some(last) = standings.last_mut() {
        *last = match transfer {
            Transfer::Positive => Standing::Ahead,
            Transfer::Ambiguous => Standing::Alike,
            Transfer::Negative => Standing::Behind,
        };
    }
    standings
}

/// The title of the learning curve.
pub(crate) fn learning_title(curve: &[LabelBudget], transfer: Transfer) -> String {
    let standings = standings(curve, transfer);
    let changes: Vec<usize> = (1..standings.len())
        .filter(|&at| standings[at] != standings[at - 1])
        .collect();
    let rows = |at: usize| count(curve[at].rows);
    match changes.as_slice() {
        [] => match (standings.first(), curve.first(), curve.last()) {
            (Some(standing), Some(first), Some(last)) if first.rows < last.rows => capital(&tell!(
                "{} at every number of labels from {} to {}",
                "从{1}到{2}个标签，{0}",
                standing.first_clause(),
                count(first.rows),
                count(last.rows)
            )),
            (Some(standing), _, _) => capital(standing.clause()),
            _ => String::new(),
        },
        &[change] => {
            let from = if change + 1 == curve.len() {
                tell!("with all {}", "用全部{0}个标签时", rows(change))
            } else {
                tell!("from {} on", "从{0}个标签起", rows(change))
            };
            let before = if change == 1 {
                tell!("with {} labels", "有{0}个标签时", rows(0))
            } else {
                tell!("with up to {} labels", "不超过{0}个标签时", rows(change - 1))
            };
            let (earlier, later) = (standings[0].first_clause(), standings[change].clause());
            capital(&tell!(
                "{earlier} {before}; {from} {later}",
                "{before}，{earlier}；{from}，{later}"
            ))
        }
        _ => {
            let at = |wanted: Standing| -> Vec<String> {
                let those = standings.iter().enumerate().filter(|(_, one)| **one == wanted);
                those.map(|(at, _)| rows(at)).collect()
            };
            let ahead = [Standing::Ahead, Standing::Behind].map(|one| (one, at(one)));
            let clauses = ahead
                .into_iter()
                .filter(|(_, rows)| !rows.is_empty())
                .map(|(one, rows)| {
                    tell!(
                        "{} with {} labels",
                        "有{1}个标签时，{0}",
                        one.name(),
                        listed(&rows)
                    )
                });
            let clauses = commas(clauses);
            let others = at(Standing::Alike);
            let others = if others.is_empty() {
                String::new()
            } else {
                tell!(
                    "; with {} the two cannot be told apart",
                    "；有{0}个标签时两者无法区分",
                    listed(&others)
                )
            };
            capital(&format!("{clauses}{others}"))
        }
    }
}

/// The note under the learning curve.
pub(crate) fn learning_note(comparison: &Comparison) -> String {
    tell!(
        "{} on held-out target rows by number of labelled target rows: means and 95\u{a0}% intervals. With some of the \
         labels, one is ahead only if the intervals do not overlap. With all, the paired difference decides.",
        "留出目标行上的{0}随有标签目标行数的变化：均值和95%区间。只用部分标签时，区间不重叠才算领先；用全部标签时，由配对差异决定。",
        metric_title(comparison.metric)
    )
}

/// Describes the learning curve to those who do not see it.
pub(crate) fn learning_description(comparison: &Comparison) -> String {
    let points = comparison.learning_curve.iter().map(|point| {
        tell!(
            "{} labels: fine-tuned {}, from scratch {}",
            "{0}个标签：微调{1}，从头训练{2}",
            count(point.rows),
            fixed(point.fine_tuned.mean, 3),
            fixed(point.from_scratch.mean, 3)
        )
    });
    tell!(
        "{} by number of labels. {}.",
        "{0}随标签数的变化。{1}。",
        metric(comparison.metric),
        clauses(points)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Measure;

    fn measure(mean: f64, half: f64) -> Measure {
        Measure {
            mean,
            low: mean - half,
            high: mean + half,
        }
    }

    /// Points with so many rows; fine-tuning leads by so much, with intervals of ±0.1 around either.
    fn curve(points: &[(u64, f64)]) -> Vec<LabelBudget> {
        let budget = |&(rows, lead): &(u64, f64)| LabelBudget {
            rows,
            fine_tuned: measure(0.5 + lead, 0.1),
            from_scratch: measure(0.5, 0.1),
        };
        points.iter().map(budget).collect()
    }

    #[test]
    fn one_is_ahead_only_where_the_intervals_do_not_meet() {
        let curve = curve(&[(20, 0.21), (50, 0.19), (100, -0.21), (200, 0.3)]);
        assert_eq!(
            standings(&curve, Transfer::Ambiguous),
            [
                Standing::Ahead,
                Standing::Alike,
                Standing::Behind,
                Standing::Alike
            ]
        );
    }

    #[test]
    fn the_title_of_a_learning_curve_follows_its_points() {
        let title = |points: &[(u64, f64)], transfer| learning_title(&curve(points), transfer);
        let fading = [(20, 0.4), (50, 0.3), (100, 0.3), (200, 0.1), (1_500, 0.0)];
        assert_eq!(
            title(&fading, Transfer::Ambiguous),
            "Fine-tuning is ahead with up to 100 labels; from 200 on the two cannot be told apart"
        );
        assert_eq!(
            title(&fading[..4], Transfer::Negative),
            "Fine-tuning is ahead with up to 100 labels; with all 200 training from scratch is ahead"
        );
        assert_eq!(
            title(&[(20, 0.0), (60, 0.1)], Transfer::Positive),
            "Fine-tuning and training from scratch cannot be told apart with 20 labels; with all 60 fine-tuning is ahead"
        );
        assert_eq!(
            title(&fading[..3], Transfer::Positive),
            "Fine-tuning is ahead at every number of labels from 20 to 100"
        );
        assert_eq!(
            title(&[(20, 0.4), (50, 0.0), (90, 0.4), (99, -0.4)], Transfer::Negative),
            "Fine-tuning is ahead with 20 and 90 labels, training from scratch is ahead with 99 labels; with 50 the two \
             cannot be told apart"
        );
        assert_eq!(
            title(&[(31, 0.0)], Transfer::Ambiguous),
            "The two cannot be told apart"
        );
        assert_eq!(title(&[], Transfer::Ambiguous), "");
    }
}
