//! The answer: three lines, a chart, four numbers and the reasons.

use maud::{Markup, html};

use super::charts::{columns, intervals};
use crate::language::tell;
use crate::report::{Action, Outcome, Quantity, Reason, Report, Test, Verdict};
use crate::words;
use crate::words::card::{self, Tone};
use crate::words::numbers::{deviations, p_value};
use crate::words::{advice as advice_words, quantities};

/// The three lines of the answer.
pub(crate) fn verdict(outcome: &Outcome) -> String {
    both(outcome).into_string()
}

/// What to do, as one line.
pub(crate) fn advice(outcome: &Outcome) -> String {
    let headline = card::to_do(&outcome.report, outcome.settings.label.as_deref()).headline;
    tell!("{headline}", "建议：{headline}")
}

/// The chart beside the three lines.
pub(crate) fn beside(outcome: &Outcome) -> String {
    picture(&outcome.report).into_string()
}

/// What carries the verdict: the numbers, and folded what they mean, what the verdict does not say, and the relation.
pub(crate) fn on_tables(outcome: &Outcome) -> String {
    html! {
        (carrying(&outcome.report))
        details.meaning {
            summary { (words::MEANING.say()) }
            (verdicts(&outcome.report))
        }
    }
    .into_string()
}

/// The evidence for the advice: the reasons that the verdicts do not give.
pub(crate) fn on_networks(outcome: &Outcome) -> String {
    network(&outcome.report, true).into_string()
}

pub(super) fn both(outcome: &Outcome) -> Markup {
    let report = &outcome.report;
    let lines = [
        (
            card::ALIKE.to_string(),
            card::alike(&report.test),
            path_of(report.test.verdict),
        ),
        (
            card::works_on(outcome.settings.label.as_deref()),
            card::works(report, outcome.settings.label.as_deref()),
            "",
        ),
        (
            card::TO_DO.to_string(),
            card::to_do(report, outcome.settings.label.as_deref()),
            path_of_advice(report.advice.action),
        ),
    ];
    html! {
        div.lines {
            @for (question, line, path) in &lines {
                div {
                    p.question { (question) }
                    p class={ "headline " (class_of_tone(line.tone)) } {
                        (icon(if path.is_empty() { path_of_tone(line.tone) } else { path }, false))
                        (line.headline)
                    }
                    p { (line.detail) @if let Some(numbers) = &line.numbers { " " span.quiet { (numbers) } } }
                }
            }
        }
    }
}

/// A chart of the networks, or of the columns before networks were compared.
pub(super) fn picture(report: &Report) -> Markup {
    let figure = match &report.comparison {
        Some(comparison) => Some(intervals::of_answer(report, comparison)),
        None => columns::figure(&report.test),
    };
    html! { @if let Some(figure) = figure { (figure.alone("answer")) } }
}

/// The class that colours an answer.
fn class_of_tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "calm",
        Tone::Bad => "apart",
        Tone::Open => "open",
    }
}

/// A tick, a cross, or three dots.
fn path_of_tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "M4 13l5 5L20 6",
        Tone::Bad => "M5 5l14 14M19 5L5 19",
        Tone::Open => "M4 12h1M12 12h1M20 12h1",
    }
}

fn headline(test: &Test) -> Markup {
    let verdict = test.verdict;
    html! {
        p class={ "headline " (class_of(verdict)) } {
            (icon(path_of(verdict), verdict == Verdict::Undecided))
            (words::headline(test))
        }
    }
}

/// The reasons of the advice without those that only repeat a verdict beside it, unless there are no others.
fn reasons(report: &Report) -> Vec<&Reason> {
    let repeats_a_verdict = |reason: &Reason| match reason {
        Reason::Inputs { .. } | Reason::OneColumnDiffers | Reason::SameInputRows { .. } => true,
        Reason::RelationDiffers { inputs } => *inputs == Verdict::Different,
        _ => false,
    };
    let all = &report.advice.reasons;
    let mut more: Vec<&Reason> = all.iter().filter(|reason| !repeats_a_verdict(reason)).collect();
    if more.is_empty() {
        return all.iter().collect();
    }
    // What was measured stands before whether a changed relation matters.
    let on_relation = |reason: &Reason| {
        matches!(
            reason,
            Reason::RelationDiffers { .. }
                | Reason::RelationShiftHarmless
                | Reason::LabelsDifferAtSameInputs { .. }
                | Reason::NoOtherLabelsFound { .. }
                | Reason::TablesHardlyOverlap
        )
    };
    if more.len() > 1 && on_relation(more[0]) {
        more.swap(0, 1);
    }
    more
}

pub(super) fn evidence(report: &Report) -> Markup {
    html! { (carrying(report)) (verdicts(report)) (network(report, false)) }
}

fn verdicts(report: &Report) -> Markup {
    let test = &report.test;
    html! {
        div.reasons {
            h3 { (words::ON_DOMAINS.say()) }
            p { (words::verdict(test, &words::INPUTS)) }
            @if let Some(text) = words::rows_to_decide(test) { p.small { (text) } }
            @if let Some(relation) = &report.relation {
                p.small { (words::on_relation(relation.verdict, test.verdict)) }
                @if let Some(conditional) = &relation.conditional {
                    p.small { (words::conditional_verdict(conditional)) }
                }
            }
            p.small.quiet.caution {
                strong { (words::CAUTION_HEADING.say()) (words::COLON.say()) }
                (words::caution(test.verdict, report.comparison.is_some()))
            }
        }
        @if let Some(relation) = &report.relation {
            div.relation {
                h3 { (words::RELATION_HEADING.say()) }
                (headline(relation))
                p { (words::verdict(relation, &words::RELATION)) }
                p.small.quiet { (words::RELATION_INTRO.say()) }
            }
        }
    }
}

/// The reasons of the advice. Where they are folded, what decides stands open.
fn network(report: &Report, is_folded: bool) -> Markup {
    let reasons = reasons(report);
    let open = if is_folded { 1 } else { reasons.len() };
    let (first, more) = reasons.split_at(open.min(reasons.len()));
    let list = |reasons: &[&Reason]| html! { ul { @for reason in reasons { li { (advice_words::reason(reason)) } } } };
    html! {
        div.reasons {
            h3 { (words::ON_NETWORK.say()) }
            (list(first))
            @if !more.is_empty() { details { summary { (words::more_reasons(more.len())) } (list(more)) } }
            @if !report.has_networks() { p.small.quiet { (words::ADVICE_FROM_TEST.say()) } }
        }
    }
}

/// The four leading numbers.
fn carrying(report: &Report) -> Markup {
    let test = &report.test;
    let gain = report.comparison.as_ref().and_then(|comparison| {
        let gain = comparison.leading_gain()?;
        let below = words::gain_interval(gain, comparison.metric);
        Some((words::difference(gain.mean), below))
    });
    let (gain, below_gain) = gain.unwrap_or_else(|| {
        let reason = words::no_gain(report.comparison.is_some());
        (ABSENT.to_owned(), reason.to_owned())
    });
    let short = |value: f64| deviations(value, 2);
    let of_test = [
        (
            Quantity::EffectSd,
            test.effect_sd.map(short),
            words::bound_and_margin(test),
        ),
        (
            Quantity::PValue,
            test.p_value.map(p_value),
            words::against_level(test),
        ),
        (
            Quantity::SmallestDetectableSd,
            test.smallest_detectable_sd.map(short),
            words::CAUGHT.say().to_owned(),
        ),
    ];
    html! {
        dl.carrying {
            @for (at, (quantity, value, below)) in of_test.into_iter().enumerate() {
                @let meaning = quantities::meaning(quantity).unwrap_or_default();
                (number(&format!("term-{at}"), quantities::name(quantity), meaning, value.as_deref().unwrap_or(ABSENT), &below))
            }
            (number("term-gain", &words::LEADING_GAIN, &words::LEADING_GAIN_MEANING, &gain, &below_gain))
        }
    }
}

/// Stands for a missing number.
const ABSENT: &str = "–";

/// A number under its name; the name shows its meaning on hover, focus and touch.
fn number(id: &str, name: &str, meaning: &str, value: &str, below: &str) -> Markup {
    html! {
        div {
            dt {
                span.term tabindex="0" aria-describedby=(id) { (name) }
                span.tip role="tooltip" id=(id) { (meaning) }
            }
            dd { span.value { (value) } " " span.small.quiet { (below) } }
        }
    }
}

/// The class that colours a verdict.
fn class_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same | Verdict::Negligible => "calm",
        Verdict::Different => "apart",
        Verdict::Undecided | Verdict::TooFewRows | Verdict::TooFewIndependentRows => "open",
    }
}

/// Two circles that overlap, or lie apart; three dots for no verdict.
fn path_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same | Verdict::Negligible | Verdict::Undecided => {
            "M9 6a6 6 0 1 0 0 12a6 6 0 1 0 0 -12zM15 6a6 6 0 1 0 0 12a6 6 0 1 0 0 -12z"
        }
        Verdict::Different => "M6 7a5 5 0 1 0 0 10a5 5 0 1 0 0 -10zM18 7a5 5 0 1 0 0 10a5 5 0 1 0 0 -10z",
        Verdict::TooFewRows | Verdict::TooFewIndependentRows => "M4 12h1M12 12h1M20 12h1",
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

/// The quantities of a test that are there: their names and values.
pub(super) fn numbers(test: &Test) -> impl Iterator<Item = (&'static str, String)> {
    let all = Quantity::ALL.into_iter();
    all.filter_map(|quantity| Some((quantities::name(quantity), quantities::value(quantity, test)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn below(outcome: &Outcome) -> String {
        evidence(&outcome.report).into_string()
    }

    #[test]
    fn the_answer_has_three_lines_one_chart_and_four_numbers() {
        let outcome = fixture::outcome();
        let answer = verdict(&outcome);
        assert_eq!(answer.matches("class=\"question\"").count(), 3);
        assert!(answer.contains("Use the fine-tuned network"), "{answer}");
        assert_eq!(beside(&outcome).matches("<svg").count(), 1);
        let below = below(&outcome);
        assert_eq!(below.matches("<dt>").count(), 4);
        assert!(
            below.contains("0.31\u{a0}SD") && below.contains(".0005") && below.contains("0.11\u{a0}SD"),
            "{below}"
        );
        assert!(below.contains("+0.110"), "{below}");
    }

    #[test]
    fn what_decides_stands_open() {
        let mut outcome = fixture::outcome();
        outcome.report.advice.reasons = vec![Reason::RowsCannotTell, Reason::EitherWorks];
        let page = on_networks(&outcome);
        let (open, folded) = page.split_once("<details>").unwrap();
        assert_eq!(open.matches("<li>").count(), 1);
        assert!(
            folded.contains("One more reason") && folded.contains("both work"),
            "{page}"
        );
        assert!(!below(&outcome).contains("more reason"));
    }

    #[test]
    fn the_advice_is_carried_by_what_the_verdicts_do_not_say() {
        let mut report = fixture::outcome().report;
        let inputs = |verdict| Reason::Inputs {
            verdict,
            smallest_detectable_sd: None,
        };
        let relation = |inputs| Reason::RelationDiffers { inputs };
        let measured = Reason::RowsCannotTell;
        let mut shown = |given: &[Reason]| -> Vec<Reason> {
            report.advice.reasons = given.to_vec();
            reasons(&report).into_iter().copied().collect()
        };
        let (differ, open) = (Verdict::Different, Verdict::Undecided);
        assert_eq!(shown(&[inputs(differ), relation(differ), measured]), [measured]);
        // Where only the relation differs, why that matters follows what was measured.
        assert_eq!(
            shown(&[inputs(open), relation(open), measured]),
            [measured, relation(open)]
        );
        let harmless = Reason::RelationShiftHarmless;
        assert_eq!(shown(&[inputs(open), harmless, measured]), [measured, harmless]);
        assert_eq!(shown(&[inputs(open)]), [inputs(open)]);
    }

    #[test]
    fn a_relation_that_changed_stands_beside_equal_inputs() {
        let mut outcome = fixture::outcome();
        let mut relation = outcome.report.test.clone();
        relation.verdict = Verdict::Different;
        outcome.report.relation = Some(relation);
        outcome.report.test.verdict = Verdict::Undecided;
        assert!(below(&outcome).contains("But inputs and label together differ"));
        outcome.report.test.verdict = Verdict::Different;
        assert!(below(&outcome).contains("differ, too"));
        // What the joint test did not see never stands as "same" beside inputs that differ.
        let relation = outcome.report.relation.as_mut().unwrap();
        relation.verdict = Verdict::Same;
        assert!(below(&outcome).contains("it is less sensitive there"));
        outcome.report.relation = None;
        assert!(!below(&outcome).contains("Inputs and label together"));
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
        let below = below(&fixture::outcome());
        assert_eq!(below.matches("role=\"tooltip\"").count(), 4);
        assert!(!below.contains("></span>"), "{below}");
    }
}
