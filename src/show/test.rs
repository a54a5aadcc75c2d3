//! The two-sample test in pictures and in every number.

use maud::{Markup, html};

use super::answer::numbers;
use super::charts::{columns, effect, permutations};
use super::comparison::fold;
use super::figure::Figure;
use crate::report::{Conditional, Outcome, Test};
use crate::words;
use crate::words::quantities;

/// The figures of the inputs: the effect, and how far each column moved.
pub(super) fn of_domains(outcome: &Outcome) -> Vec<Figure> {
    let report = &outcome.report;
    [
        effect::figure(&report.test, "test-effect"),
        columns::figure(&report.test),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The figures of the permutations.
pub(super) fn of_permutations(outcome: &Outcome) -> Vec<Figure> {
    let (report, pictures) = (&outcome.report, &outcome.pictures);
    let on_inputs = pictures
        .permutations
        .as_ref()
        .map(|histogram| permutations::figure(&report.test, histogram, "test-distribution"));
    let of_relation = report
        .relation
        .as_ref()
        .zip(pictures.relation_permutations.as_ref());
    let on_relation = of_relation
        .map(|(relation, histogram)| permutations::figure(relation, histogram, "relation-distribution"));
    on_inputs.into_iter().chain(on_relation).collect()
}

/// Every number of both tests, with what was left out and why, and the permutations.
pub(super) fn every_number(outcome: &Outcome, saves: bool) -> Markup {
    let report = &outcome.report;
    let rows = [report.source.rows, report.target.rows];
    let mut permutations = of_permutations(outcome).into_iter();
    html! {
        h3 { (words::TEST_OF_INPUTS.say()) }
        @for text in words::sampled(&outcome.settings.reading) { p.small.quiet { (text) } }
        (of_test(&report.test, rows, false))
        @if outcome.pictures.permutations.is_some() {
            @if let Some(figure) = permutations.next() {
                (fold(words::PERMUTATIONS_FOLD.say(), !saves, &figure.in_page(saves)))
            }
        }
        @if let Some(relation) = &report.relation {
            // On paper nothing can be unfolded.
            details open[!saves] {
                summary { (words::RELATION_HEADING.say()) }
                (of_test(relation, rows, true))
                @if let Some(conditional) = &relation.conditional { (of_conditional(conditional)) }
                @for figure in permutations { (figure.in_page(saves)) }
            }
        }
    }
}

fn of_conditional(conditional: &Conditional) -> Markup {
    html! {
        h4 { (words::CONDITIONAL_HEADING.say()) }
        p {
            strong { (words::conditional_headline(conditional.verdict)) (words::COLON.say()) }
            (words::conditional_verdict(conditional))
        }
        dl.numbers {
            @for (name, value) in words::conditional_numbers(conditional) { div { dt { (name) } dd { (value) } } }
        }
        @if let Some(text) = words::overlap_meaning(conditional) { p.small.quiet { (text) } }
        p.small.quiet { (words::CONDITIONAL_INTRO.say()) }
    }
}

fn of_test(test: &Test, rows: [u64; 2], is_relation: bool) -> Markup {
    html! {
        dl.numbers {
            @for (name, value) in numbers(test) { div { dt { (name) } dd { (value) } } }
        }
        @if let Some(text) = words::rows_used(test, rows, is_relation) { p.small.quiet { (text) } }
        // Folded: the numbers that are not there must not outweigh those that are.
        @if !test.absent.is_empty() {
            details.small.quiet {
                summary { (words::ABSENT.say()) }
                ul {
                    @for absent in &test.absent {
                        li { (words::labelled(quantities::name(absent.field), &quantities::why(absent.reason))) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Absent, Quantity, WhyAbsent, fixture};

    #[test]
    fn a_number_that_is_missing_has_its_reason() {
        let mut outcome = fixture::outcome();
        outcome.report.test.absent = vec![Absent {
            field: Quantity::Mmd2Unbiased,
            reason: WhyAbsent::InputsOnly,
        }];
        let markup = every_number(&outcome, false).into_string();
        assert!(
            markup.contains("unbiased: Kindred computes it for the inputs only."),
            "{markup}"
        );
    }

    #[test]
    fn either_test_has_its_permutations() {
        let mut outcome = fixture::outcome();
        assert_eq!(of_permutations(&outcome).len(), 2);
        outcome.pictures.permutations = None;
        let figures = of_permutations(&outcome);
        assert_eq!(figures[0].id(), "relation-distribution");
        assert_eq!(figures.len(), 1);
    }
}
