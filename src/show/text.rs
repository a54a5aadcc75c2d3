//! The result as plain text: for a mail, and for the methods section of a paper.

use super::answer::numbers;
use crate::language::Phrase;
use crate::report::{Comparison, Errors, Outcome, Regime, Test};
use crate::words;
use crate::words::advice;
use crate::words::numbers::{difference_and_interval, level, mean_and_interval};
use crate::words::warnings::{warnings, weakened};

/// The result in plain text: the answer, the numbers, and how they were made.
#[must_use]
pub fn plain_text(outcome: &Outcome, address: Option<&str>) -> String {
    let report = &outcome.report;
    let mut lines = vec![
        words::report_title(report),
        words::report_lead(outcome),
        String::new(),
        tested(words::ON_DOMAINS, &report.test, &words::INPUTS),
        words::caution(report.test.verdict, report.comparison.is_some()),
    ];
    let relation = report.relation.as_ref();
    lines.extend(relation.map(|relation| tested(words::RELATION_HEADING, relation, &words::RELATION)));
    let conditional = relation.and_then(|relation| relation.conditional.as_ref());
    lines.extend(conditional.map(|conditional| {
        let headline = words::conditional_headline(conditional.verdict);
        let found = words::sentences(headline, &words::conditional_verdict(conditional));
        words::labelled(&words::CONDITIONAL_HEADING, &found)
    }));
    lines.push(words::labelled(words::ON_NETWORK.say(), &words::action(report)));
    let reasons = report.advice.reasons.iter();
    lines.extend(reasons.map(|reason| format!("- {}", advice::reason(reason))));
    lines.extend(weakening(outcome));
    lines.push(String::new());
    lines.extend(numbers(&report.test).map(|(name, value)| words::labelled(name, &value)));
    if let Some(comparison) = &report.comparison {
        lines.push(String::new());
        lines.extend(arms(comparison));
        lines.extend(comparison.loss.as_ref().map(words::loss_parts));
        lines.extend(
            outcome
                .pictures
                .errors
                .iter()
                .flat_map(|errors| where_they_err(errors, comparison)),
        );
    }
    lines.push(String::new());
    lines.push(words::METHODS_HEADING.say().to_owned());
    lines.extend(methods(outcome));
    if let Some(address) = address {
        lines.push(String::new());
        lines.push(address.to_owned());
    }
    lines.join("\n") + "\n"
}

/// What a test found.
fn tested(name: Phrase, test: &Test, compared: &words::Compared) -> String {
    let found = words::sentences(words::headline(test), &words::verdict(test, compared));
    words::labelled(&name, &found)
}

/// What may weaken the answer.
fn weakening(outcome: &Outcome) -> Vec<String> {
    let warnings = warnings(outcome);
    let heading = (!warnings.is_empty()).then(|| weakened(warnings.len()));
    let listed = warnings.iter().map(|warning| format!("- {warning}"));
    heading.into_iter().chain(listed).collect()
}

fn arms(comparison: &Comparison) -> Vec<String> {
    let mut lines = vec![words::comparison_note(comparison)];
    lines.extend(comparison.arms.iter().map(|arm| {
        let measured = mean_and_interval(arm.measure);
        format!(
            "- {}",
            words::labelled(words::arm_of_task(arm.name, comparison.task), &measured)
        )
    }));
    lines.extend(comparison.leading_gain().map(|gain| {
        let measured = difference_and_interval(gain);
        words::labelled(&words::LEADING_GAIN, &measured)
    }));
    lines
}

/// Where the networks err: what the charts find.
fn where_they_err(errors: &Errors, comparison: &Comparison) -> Vec<String> {
    let networks = &errors.by_prediction;
    let predicted = (!networks.is_empty()).then(|| words::predicted_title(networks, &comparison.label));
    let confusion = errors.confusion.as_ref().map(words::confusion_title);
    let by_column = errors.by_column.as_ref();
    let by_column = by_column.map(|found| words::by_column_title(found, comparison.task));
    let found: Vec<String> = [predicted, confusion, by_column]
        .into_iter()
        .flatten()
        .map(|found| format!("- {found}"))
        .collect();
    let heading = (!found.is_empty()).then(|| words::ERRORS_HEADING.say().to_owned());
    heading.into_iter().chain(found).collect()
}

/// How it was done, in the words of a methods section: statistic, calibration, networks, seed, version, sources.
pub(super) fn methods(outcome: &Outcome) -> Vec<String> {
    let report = &outcome.report;
    let test = &report.test;
    let mut paragraphs = words::sampled(&outcome.settings.reading);
    if test.regime != Regime::None {
        paragraphs.push(words::methods_test(
            &report.app_version,
            words::regime(test.regime),
            u64::from(test.permutations),
            &level(test.alpha),
            outcome.settings.seed,
        ));
    }
    if let Some(comparison) = &report.comparison {
        paragraphs.push(words::methods_networks(comparison));
    }
    paragraphs.push(words::CITATIONS.say().to_owned());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_text_has_answer_numbers_seed_version_and_sources() {
        let text = plain_text(&fixture::outcome(), Some("https://example.org/#v1.x"));
        for piece in [
            "Different domains",
            "Use the fine-tuned network.",
            "p-value: .0005",
            "Permutations: 1,999",
            "seed 0",
            env!("CARGO_PKG_VERSION"),
            "Gretton",
            "Nadeau",
            "- Bias: the mean prediction of kwh by the source network",
            "- The fine-tuned network errs most for date",
            "https://example.org/#v1.x",
        ] {
            assert!(text.contains(piece), "{piece} in {text}");
        }
        assert!(!text.contains('<'), "{text}");
    }

    #[test]
    fn the_text_says_which_file_was_not_read_whole() {
        let mut outcome = fixture::outcome();
        outcome.settings.reading[1].one_row_of = Some(20);
        let text = plain_text(&outcome, None);
        let (_, methods) = text.split_once(words::METHODS_HEADING.say()).unwrap();
        assert!(methods.contains("One row in 20 of the target file"), "{methods}");
        assert!(!methods.contains("source file"), "{methods}");
    }
}
