//! The answer: a sentence on the domains, a sentence on the network, and the four numbers that carry them.

use maud::{Markup, html};

use crate::language::told;
use crate::report::{Action, ArmName, Outcome, Report, Test, Verdict};
use crate::words;
use crate::words::numbers::{probability, significant};

/// The verdict on the domains and the advice on the network, one beside the other.
pub(crate) fn verdict(outcome: &Outcome) -> String {
    both(&outcome.report).into_string()
}

/// What stands below them: the numbers, the other reasons, what the verdict does not say, and the relation.
pub(crate) fn below(outcome: &Outcome) -> String {
    evidence(&outcome.report).into_string()
}

pub(super) fn both(report: &Report) -> Markup {
    let test = &report.test;
    let compared = report.comparison.is_some();
    let reasons = reasons(report);
    html! {
        div.answers {
            div.on-domains {
                p.kicker { (words::ON_DOMAINS.say()) }
                p class={ "headline " (class_of(test.verdict)) } {
                    (icon(path_of(test.verdict), test.verdict == Verdict::Undecided))
                    (words::headline(test.verdict))
                }
                p { (words::verdict(test, &words::INPUTS)) }
                @if let Some(text) = words::rows_to_decide(test) { p.small { (text) } }
                @if let Some(relation) = &report.relation {
                    p.small { (words::on_relation(relation.verdict, test.verdict)) }
                }
                p.small.quiet.caution {
                    strong { (words::CAUTION_HEADING.say()) (words::COLON.say()) }
                    (words::caution(test.verdict, compared))
                }
            }
            div.on-network {
                p.kicker { (words::ON_NETWORK.say()) }
                p.headline {
                    (icon(path_of_advice(report.advice.action), false))
                    (words::action(report.advice.action, compared))
                }
                @if let Some(reason) = reasons.first() { p { (told(reason)) } }
                @if !report.has_networks() { p.small.quiet { (words::ADVICE_FROM_TEST.say()) } }
            }
        }
    }
}

/// The reasons of the advice, those first that say more than the verdicts beside it: the first one of all repeats what
/// was found on the inputs; the second, where they differ, what was found on inputs and label together, and where only
/// the latter differ, why that matters.
fn reasons(report: &Report) -> Vec<&str> {
    let differs = |test: &Test| test.verdict == Verdict::Different;
    let together = report.relation.as_ref().is_some_and(differs);
    let mut all: Vec<&str> = report.advice.reasons.iter().map(String::as_str).collect();
    let mut more = all.split_off(all.len().min(if together { 2 } else { 1 }));
    if more.is_empty() {
        return all;
    }
    if together && !differs(&report.test) {
        more.insert(1, all[1]);
    }
    more
}

pub(super) fn evidence(report: &Report) -> Markup {
    let reasons = reasons(report);
    html! {
        (carrying(report))
        @if let [_, more @ ..] = reasons.as_slice() && !more.is_empty() {
            div.reasons {
                h3 { (words::MORE_REASONS.say()) }
                ul { @for reason in more { li { (told(reason)) } } }
            }
        }
        @if let Some(relation) = &report.relation {
            div.relation {
                h3 { (words::RELATION_HEADING.say()) }
                p class={ "headline " (class_of(relation.verdict)) } {
                    (icon(path_of(relation.verdict), relation.verdict == Verdict::Undecided))
                    (words::headline(relation.verdict))
                }
                p { (words::verdict(relation, &words::RELATION)) }
                p.small.quiet { (words::RELATION_INTRO.say()) }
            }
        }
    }
}

/// The four numbers that carry the answer.
fn carrying(report: &Report) -> Markup {
    let test = &report.test;
    let gain = report.comparison.as_ref().and_then(|comparison| {
        let gain = comparison
            .gains
            .iter()
            .find(|gain| gain.over == ArmName::FromScratch)?;
        Some((gain.gain, comparison.metric.as_str()))
    });
    let (gain, interval) = match gain {
        Some((gain, metric)) => (
            words::difference(gain.mean),
            words::gain_interval(gain.low, gain.high, &told(metric)),
        ),
        None => (
            "–".to_owned(),
            words::no_gain(report.comparison.is_some()).to_owned(),
        ),
    };
    let numbers = [
        (
            "effect_sd",
            deviations(test.effect_sd),
            words::bound_and_margin(test),
        ),
        (
            "p_value",
            test.p_value.map_or_else(
                || "–".to_owned(),
                |p| probability(p).trim_start_matches("= ").to_owned(),
            ),
            words::against_level(test),
        ),
        (
            "smallest_detectable_sd",
            deviations(test.smallest_detectable_sd),
            words::CAUGHT.say().to_owned(),
        ),
        ("gain", gain, interval),
    ];
    html! {
        dl.carrying {
            @for (field, value, below) in numbers {
                div {
                    dt { (term(field)) }
                    dd { span.value { (value) } " " span.small.quiet { (below) } }
                }
            }
        }
    }
}

fn deviations(value: Option<f64>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |value| words::deviations(&significant(value, 2)),
    )
}

/// A number's name that explains itself on hover, focus and touch.
pub(super) fn term(field: &str) -> Markup {
    let name = words::number(field);
    let Some(meaning) = words::meaning(field) else {
        return html! { (name) };
    };
    let id = format!("term-{field}");
    html! {
        span.term tabindex="0" aria-describedby=(id) { (name) }
        span.tip role="tooltip" id=(id) { (meaning) }
    }
}

/// The class that colours a verdict.
fn class_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same | Verdict::Negligible => "calm",
        Verdict::Different => "apart",
        Verdict::Undecided | Verdict::TooFewRows => "open",
    }
}

/// Two circles that lie over each other, or apart; three dots where nothing can be said.
fn path_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same | Verdict::Negligible | Verdict::Undecided => {
            "M9 6a6 6 0 1 0 0 12a6 6 0 1 0 0 -12zM15 6a6 6 0 1 0 0 12a6 6 0 1 0 0 -12z"
        }
        Verdict::Different => "M6 7a5 5 0 1 0 0 10a5 5 0 1 0 0 -10zM18 7a5 5 0 1 0 0 10a5 5 0 1 0 0 -10z",
        Verdict::TooFewRows => "M4 12h1M12 12h1M20 12h1",
    }
}

/// An arrow onwards, an arrow that turns up, an arrow from the start, a plus.
fn path_of_advice(action: Action) -> &'static str {
    match action {
        Action::ReuseAsIs => "M3 12h17M14 6l6 6l-6 6",
        Action::FineTune => "M3 18h6l8 -11M17 14v-8h-8",
        Action::TrainFromScratch => "M19 12a7 7 0 1 1 -3 -5.7M17 2v5h-5",
        Action::CollectMore => "M12 4v16M4 12h16",
    }
}

fn icon(path: &str, is_open: bool) -> Markup {
    html! {
        svg.icon.open[is_open] viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" { path d=(path) {} }
        " "
    }
}

/// The numbers of a test in a list, each with its definition.
pub(super) fn numbers(test: &Test) -> Markup {
    let deviations = |value: f64| words::deviations(&significant(value, 3));
    let statistic = test.statistic.as_ref();
    let rows: [(&str, Option<String>); 13] = [
        (
            "p_value",
            test.p_value
                .map(|p| probability(p).trim_start_matches("= ").to_owned()),
        ),
        ("effect_sd", test.effect_sd.map(deviations)),
        ("effect_sd_upper", test.effect_sd_upper.map(deviations)),
        ("margin_sd", test.margin_sd.map(deviations)),
        (
            "smallest_detectable_sd",
            test.smallest_detectable_sd.map(deviations),
        ),
        (
            statistic.map_or("statistic", |statistic| statistic.name.as_str()),
            statistic.map(|statistic| significant(statistic.value, 4)),
        ),
        (
            "loudest_kernel",
            statistic.and_then(|statistic| Some(told(statistic.loudest_kernel.as_ref()?).into_owned())),
        ),
        (
            "mmd2_unbiased",
            test.mmd2_unbiased.map(|value| significant(value, 4)),
        ),
        ("mmd2_biased", test.mmd2_biased.map(|value| significant(value, 4))),
        ("bandwidth", test.bandwidth.map(deviations)),
        ("rows_used", Some(words::sum_of_rows(test.rows_used))),
        (
            "permutations",
            Some(crate::words::numbers::count(u64::from(test.permutations))),
        ),
        ("regime", Some(words::regime(test.regime).to_owned())),
    ];
    html! {
        dl.numbers {
            @for (field, value) in rows {
                @if let Some(value) = value {
                    div { dt { (words::number(field)) } dd { (value) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::fixture;

    #[test]
    fn the_answer_has_two_sentences_and_four_numbers() {
        let outcome = fixture::outcome();
        let answer = verdict(&outcome);
        assert!(
            answer.contains("Different domains") && answer.contains("Fine-tune the network."),
            "{answer}"
        );
        let below = below(&outcome);
        assert_eq!(below.matches("<dt>").count(), 4);
        assert!(
            below.contains("0.31 SD") && below.contains(".0005") && below.contains("0.11 SD"),
            "{below}"
        );
        assert!(below.contains("+0.110"), "{below}");
    }

    #[test]
    fn the_advice_is_carried_by_what_the_verdicts_do_not_say() {
        let mut report = fixture::outcome().report;
        report.advice.reasons = ["inputs", "together", "gain"].map(String::from).to_vec();
        report.test.verdict = Verdict::Different;
        let mut relation = report.test.clone();
        report.relation = Some(relation.clone());
        assert_eq!(reasons(&report), ["gain"]);
        // Where only the relation differs, the verdict says so, and the reason why that matters follows what was measured.
        report.test.verdict = Verdict::Undecided;
        assert_eq!(reasons(&report), ["gain", "together"]);
        report.advice.reasons.truncate(2);
        assert_eq!(reasons(&report), ["inputs", "together"]);
        relation.verdict = Verdict::Undecided;
        report.relation = Some(relation);
        report.advice.reasons.truncate(1);
        assert_eq!(reasons(&report), ["inputs"]);
    }

    #[test]
    fn a_relation_that_changed_stands_beside_equal_inputs() {
        let mut outcome = fixture::outcome();
        let mut relation = outcome.report.test.clone();
        relation.verdict = Verdict::Different;
        outcome.report.relation = Some(relation);
        outcome.report.test.verdict = Verdict::Undecided;
        assert!(verdict(&outcome).contains("But inputs and label together differ"));
        outcome.report.test.verdict = Verdict::Different;
        assert!(verdict(&outcome).contains("differ, too"));
        // What the joint test did not see never stands as "same" beside inputs that differ.
        let relation = outcome.report.relation.as_mut().unwrap();
        relation.verdict = Verdict::Same;
        assert!(verdict(&outcome).contains("it sees less there"));
        outcome.report.relation = None;
        assert!(!verdict(&outcome).contains("together"));
    }

    #[test]
    fn a_number_that_is_not_there_is_a_dash_with_a_reason() {
        let mut outcome = fixture::outcome();
        outcome.report.comparison = None;
        outcome.report.test.effect_sd = None;
        let below = below(&outcome);
        assert!(below.contains("no networks"), "{below}");
        assert!(!below.contains("NaN"), "{below}");
    }

    #[test]
    fn every_number_in_the_answer_has_a_meaning() {
        for field in ["effect_sd", "p_value", "smallest_detectable_sd", "gain"] {
            assert!(words::meaning(field).is_some(), "{field}");
        }
    }
}
