//! What keeps networks from being compared, against rows and files.

use super::super::hindrance::{MIN_HELD_OUT, labels_needed, too_few_rows};
use super::super::{LinkFault, Outcome, Reason};
use super::require::{Check, require};

/// Whether the hindrance that the advice names is one, and none is missing that the numbers give. Which labels the rows
/// have is known from the tables alone, so there the advice is believed.
pub(super) fn check(outcome: &Outcome) -> Check {
    let report = &outcome.report;
    let [source, target] = report.fingerprints();
    let is_one_file = source == target;
    let rows = [report.source.rows, report.target.rows];
    let held_out = outcome.settings.training.held_out;
    let mut hindrances = report.advice.reasons.iter().filter(|it| it.is_hindrance());
    let named = hindrances.next().copied();
    let sound = if report.comparison.is_some() {
        named.is_none() && report.relation.is_some() && !is_one_file
    } else if report.adaptation.is_some() {
        named.is_none()
    } else if outcome.settings.label.is_none() {
        report.relation.is_none() && named == too_few_rows(rows)
    } else if report.relation.is_none() {
        named == Some(Reason::NoTargetLabel)
    } else if is_one_file {
        named == Some(Reason::SameFile)
    } else {
        match named {
            None => [false, true]
                .into_iter()
                .zip(rows)
                .all(|(is_target, rows)| rows >= labels_needed(is_target, held_out)),
            Some(Reason::TooFewLabels(shortage)) => {
                shortage.needed == labels_needed(shortage.is_target, held_out)
                    && shortage.rows < shortage.needed
                    && shortage.rows <= rows[usize::from(shortage.is_target)]
            }
            Some(Reason::TooFewOwnRows { own, needed }) => {
                needed == MIN_HELD_OUT as u64 && own < needed && own <= rows[1]
            }
            Some(Reason::ConstantLabel { .. } | Reason::NothingToJudge | Reason::NothingToLearn) => true,
            Some(_) => false,
        }
    };
    require(sound, || LinkFault::Advice)
}
