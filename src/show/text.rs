//! The result as plain text: for a mail, and for the methods section of a paper.

use crate::language::told;
use crate::report::{Comparison, Outcome, Regime, Test};
use crate::words;
use crate::words::numbers::{fixed, level, probability, significant};

/// The result in plain text: the answer, the numbers, and how they were made.
#[must_use]
pub fn plain_text(outcome: &Outcome, address: Option<&str>) -> String {
    let report = &outcome.report;
    let mut lines = vec![
        words::report_title(report),
        words::report_lead(outcome),
        String::new(),
        words::labelled(
            words::ON_DOMAINS.say(),
            &words::sentences(
                words::headline(report.test.verdict),
                &words::verdict(&report.test, &words::INPUTS),
            ),
        ),
        words::caution(report.test.verdict, report.comparison.is_some()).to_owned(),
    ];
    if let Some(relation) = &report.relation {
        lines.push(words::labelled(
            words::RELATION_HEADING.say(),
            &words::sentences(
                words::headline(relation.verdict),
                &words::verdict(relation, &words::RELATION),
            ),
        ));
    }
    let action = words::action(report.advice.action, report.comparison.is_some());
    lines.push(words::labelled(words::ON_NETWORK.say(), action));
    lines.extend(
        report
            .advice
            .reasons
            .iter()
            .map(|reason| format!("- {}", told(reason))),
    );
    lines.push(String::new());
    lines.extend(numbers(&report.test));
    if let Some(comparison) = &report.comparison {
        lines.push(String::new());
        lines.extend(arms(comparison));
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

fn numbers(test: &Test) -> Vec<String> {
    let deviations = |value: f64| words::deviations(&significant(value, 3));
    let p = test
        .p_value
        .map(|p| probability(p).trim_start_matches("= ").to_owned());
    [
        ("p_value", p),
        ("effect_sd", test.effect_sd.map(deviations)),
        ("effect_sd_upper", test.effect_sd_upper.map(deviations)),
        ("margin_sd", test.margin_sd.map(deviations)),
        (
            "smallest_detectable_sd",
            test.smallest_detectable_sd.map(deviations),
        ),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some(words::labelled(words::number(field), &value?)))
    .collect()
}

fn arms(comparison: &Comparison) -> Vec<String> {
    let mut lines = vec![words::comparison_note(comparison)];
    lines.extend(comparison.arms.iter().map(|arm| {
        format!(
            "- {} ({})",
            words::labelled(words::arm(arm.name), &fixed(arm.mean, 3)),
            words::interval(arm.low, arm.high)
        )
    }));
    if let Some(gain) = comparison
        .gains
        .iter()
        .find(|gain| gain.over == crate::report::ArmName::FromScratch)
    {
        lines.push(format!(
            "{} ({})",
            words::labelled(words::number("gain"), &words::difference(gain.gain.mean)),
            words::differences(gain.gain.low, gain.gain.high)
        ));
    }
    lines
}

/// How it was done, in the words of a methods section: statistic, calibration, networks, seed, version, sources.
pub(super) fn methods(outcome: &Outcome) -> Vec<String> {
    let report = &outcome.report;
    let test = &report.test;
    let mut paragraphs = Vec::new();
    if test.regime != Regime::None {
        paragraphs.push(words::methods_test(
            &report.app_version,
            words::regime(test.regime),
            u64::from(test.permutations),
            &level(test.alpha),
            report.seed,
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
    use crate::show::fixture;

    #[test]
    fn the_text_has_answer_numbers_seed_version_and_sources() {
        let text = plain_text(&fixture::outcome(), Some("https://example.org/#v1.x"));
        for piece in [
            "Different domains",
            "Fine-tune the network.",
            "p-value: .0005",
            "seed 0",
            env!("CARGO_PKG_VERSION"),
            "Gretton",
            "Nadeau",
            "https://example.org/#v1.x",
        ] {
            assert!(text.contains(piece), "{piece} in {text}");
        }
        assert!(!text.contains('<'), "{text}");
    }
}
