//! What a comparison of networks found: in pictures, and in whole sentences.

use maud::{Markup, html};

use super::charts::{
    by_layer, confusion, curves, errors_by_column, gains, intervals, learning_curve, predicted,
};
use super::figure::Figure;
use crate::report::{
    Action, Adaptation, ArmName, Comparison, Forgetting, Guard, LossParts, Measure, MetricName, Outcome,
    Settings,
};
use crate::words;

/// The figures of the networks; that of the layers, if any, is the last.
pub(super) fn figures_up_to_layers(outcome: &Outcome) -> Vec<Figure> {
    let Some(comparison) = &outcome.report.comparison else {
        return Vec::new();
    };
    let opened = comparison.source_file.is_some();
    let layers = comparison.by_layer.as_ref();
    let errors = outcome.pictures.errors.as_ref();
    [
        Some(intervals::figure(
            words::card::arms_title(&outcome.report, comparison),
            comparison,
        )),
        gains::figure(comparison),
        learning_curve::figure(comparison),
        errors.and_then(|errors| predicted::figure(errors, comparison)),
        errors.and_then(|errors| confusion::figure(errors, comparison)),
        errors.and_then(|errors| errors_by_column::figure(errors, comparison)),
        layers.and_then(|layers| by_layer::figure(layers, outcome.settings.alpha, opened)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The figure of the losses.
pub(super) fn figure_of_losses(outcome: &Outcome) -> Option<Figure> {
    curves::figure(&outcome.pictures.curves)
}

/// Figures that stand beside each other where there is room, so that the page stays short.
const BESIDE: [[&str; 2]; 2] = [["gains", "learning"], ["errors-by-column", "layers"]];

/// The figure that the card shows, too.
const ON_CARD: &str = "arms";

/// Figures that explain, rather than carry, the advice.
const EXPLAINING: [&str; 4] = ["predicted", "confusion", "errors-by-column", "layers"];

/// What was found, in folds: the card has shown what decides. On paper and in a report, which cannot be unfolded, all is open.
pub(super) fn up_to_layers(outcome: &Outcome, saves: bool) -> Markup {
    let Some(comparison) = &outcome.report.comparison else {
        return html! {};
    };
    let notes = [
        words::fewer_repeats(comparison, outcome.settings.training.repeats),
        comparison.source_file.as_deref().map(words::source_file),
        words::new_classes(&comparison.new_classes),
    ];
    let figures = figures_up_to_layers(outcome);
    let (on_card, others): (Vec<&Figure>, Vec<&Figure>) =
        figures.iter().partition(|figure| figure.id() == ON_CARD);
    let carrying: Vec<&Figure> = others.into_iter().filter(|figure| !explains(figure)).collect();
    html! {
        @for note in notes.iter().flatten() { p.note { (note) } }
        @if let Some(parts) = &comparison.loss {
            (fold(words::LOSS_HEADING.say(), !saves, &loss(parts)))
        }
        (fold(words::EVERY_NETWORK.say(), !saves, &html! {
            @for figure in on_card { (figure.in_page(saves)) }
            (glossary(comparison))
        }))
        @if !carrying.is_empty() {
            (fold(words::gains_fold(!comparison.learning_curve.is_empty()), !saves, &html! {
                @for row in rows(&carrying) { (beside(row, saves)) }
            }))
        }
    }
}

fn loss(parts: &LossParts) -> Markup {
    html! {
        p { (words::loss_parts(parts)) }
        dl.numbers {
            @for (name, value) in words::loss_numbers(parts) { div { dt { (name) } dd { (value) } } }
        }
        p.small.quiet { (words::loss_meaning(parts)) }
    }
}

fn explains(figure: &Figure) -> bool {
    EXPLAINING.contains(&figure.id())
}

/// Something that is folded under a summary, unless it is open.
pub(super) fn fold(summary: &str, is_open: bool, content: &Markup) -> Markup {
    html! { details.fold open[is_open] { summary { (summary) } (content) } }
}

/// The summary of what explains the advice, and that itself: where networks err, what each layer sees, and which to freeze.
pub(super) fn explaining(outcome: &Outcome, saves: bool) -> Option<(&'static str, Markup)> {
    let comparison = outcome.report.comparison.as_ref()?;
    let figures = figures_up_to_layers(outcome);
    let figures: Vec<&Figure> = figures.iter().filter(|figure| explains(figure)).collect();
    let summary = words::explaining(outcome.pictures.errors.is_some(), comparison.by_layer.is_some());
    let frozen = frozen_next(outcome);
    let content = html! {
        @for row in rows(&figures) { (beside(row, saves)) }
        @if let Some(layers) = frozen { p { (words::suggestion(layers)) } }
    };
    (!figures.is_empty()).then_some((summary, content))
}

/// How many layers the next run should freeze, where there is a reason for one: a network that is good as it is needs none.
pub(crate) fn frozen_next(outcome: &Outcome) -> Option<u32> {
    let report = &outcome.report;
    let comparison = report.comparison.as_ref()?;
    let by_layer = comparison.by_layer.as_ref()?;
    let layers = by_layer.suggested_frozen;
    // With all hidden layers frozen, fine-tuning is a linear probe.
    let is_probe = layers as usize + 1 >= by_layer.layers.len();
    let probe_is_worse = || {
        let over_probe = comparison.gain(ArmName::FineTuned, ArmName::LinearProbe);
        over_probe.is_some_and(Measure::is_above_zero)
    };
    let is_asked = report.advice.action != Action::ReuseAsIs && !(is_probe && probe_is_worse());
    is_asked.then_some(layers)
}

/// Figures by the rows that they stand in.
fn rows<'f>(figures: &'f [&'f Figure]) -> impl Iterator<Item = &'f [&'f Figure]> {
    figures.chunk_by(|one, other| BESIDE.contains(&[one.id(), other.id()]))
}

fn beside(row: &[&Figure], saves: bool) -> Markup {
    html! {
        @match row {
            [figure] => { (figure.in_page(saves)) }
            figures => div.pair { @for figure in figures { (figure.in_page(saves)) } }
        }
    }
}

/// The rest: what fine-tuning forgot, and the checks. What a check has found is never folded.
pub(super) fn after_layers(outcome: &Outcome, saves: bool) -> Markup {
    let Some(comparison) = &outcome.report.comparison else {
        return html! {};
    };
    let has_found = comparison.guards.iter().any(|guard| !guard.passed);
    let content = html! {
        @if let Some(forgetting) = &comparison.forgetting { (forgotten(forgetting, comparison.metric)) }
        (guards(&comparison.guards, comparison.metric))
    };
    html! {
        @if comparison.forgetting.is_some() || !comparison.guards.is_empty() {
            (fold(words::checks_fold(comparison.forgetting.is_some()), !saves || has_found, &content))
        }
    }
}

/// How it was measured, and the losses.
pub(super) fn measured(outcome: &Outcome, saves: bool) -> Markup {
    html! {
        @if let Some(comparison) = &outcome.report.comparison { (protocol(comparison, &outcome.settings)) }
        @if let Some(figure) = figure_of_losses(outcome) {
            (fold(words::LOSSES.say(), !saves, &figure.in_page(saves)))
        }
    }
}

/// The results of the finished repeats, while the others still run.
pub(crate) fn so_far(comparison: &Comparison) -> String {
    html! {
        p.small.quiet { (words::SO_FAR.say()) }
        (intervals::figure(words::transfer_title(comparison), comparison).in_page(false))
    }
    .into_string()
}

fn glossary(comparison: &Comparison) -> Markup {
    let metrics = comparison.arms.first().map(|arm| &arm.metrics);
    html! {
        @if let Some(metrics) = metrics {
            details {
                summary { (words::METRICS.say()) }
                dl.glossary {
                    @for metric in metrics {
                        div { dt { (words::metric_title(metric.name)) } dd { (words::metric_help(metric.name)) } }
                    }
                }
            }
        }
    }
}

fn forgotten(forgetting: &Forgetting, metric: MetricName) -> Markup {
    html! {
        div.finding {
            h3 { (words::FORGOTTEN.say()) }
            p { (words::forgotten(forgetting, metric)) }
        }
    }
}

fn guards(guards: &[Guard], metric: MetricName) -> Markup {
    html! {
        @if !guards.is_empty() {
            div.finding {
                h3 { (words::GUARDS.say()) }
                ul.guards {
                    @for guard in guards {
                        li.found[!guard.passed] {
                            (mark(guard.passed))
                            p {
                                strong { (if guard.passed { words::PASSED.say() } else { words::FOUND.say() }) }
                                " " (words::guard(guard, metric))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A tick, or a triangle with an exclamation mark. The word beside it says the same.
fn mark(passed: bool) -> Markup {
    let path = if passed {
        "M3 8.5l3.5 3.5L13 4.5"
    } else {
        "M8 2L14.5 14H1.5zM8 6.5v3.5M8 11.5v1"
    };
    html! {
        svg.mark viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" { path d=(path) {} }
    }
}

fn protocol(comparison: &Comparison, settings: &Settings) -> Markup {
    let training = &settings.training;
    html! {
        h3 { (words::PROTOCOL.say()) }
        p { (words::held_out(comparison, training)) }
        p { (words::rows_of_repeat(comparison)) }
        p { (words::tuning(comparison, training)) }
        @if let Some(text) = words::final_networks(comparison) { p { (text) } }
    }
}

/// The source network adapted to a target without labels.
pub(super) fn adaptation(adaptation: &Adaptation) -> Markup {
    html! {
        div.finding {
            h3 { (words::ADAPTATION.say()) }
            ul.guards {
                li.found {
                    (mark(false))
                    p { strong { (words::NOT_VERIFIED.say()) (words::STOP.say()) } (words::NOT_VERIFIED_HELP.say()) }
                }
            }
            p { (words::adapted_distance(adaptation)) }
            p { (words::adapted_on_source(adaptation)) }
            @if let Some(file) = &adaptation.source_file { p.note { (words::source_file(file)) } }
            p.small.quiet { (words::adapted_rows(adaptation)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Gain, Task, fixture};

    /// All of the comparison, as the page or a report has it.
    fn all(outcome: &Outcome, saves: bool) -> String {
        let explaining = explaining(outcome, saves).map(|(_, content)| content.into_string());
        let explaining = explaining.unwrap_or_default();
        up_to_layers(outcome, saves).into_string() + &explaining + &after_layers(outcome, saves).into_string()
    }

    #[test]
    fn a_comparison_is_shown_whole() {
        let outcome = fixture::outcome();
        let page = all(&outcome, true);
        for piece in [
            "arms-title",
            "gains-title",
            "learning-title",
            "predicted-title",
            "errors-by-column-title",
            "layers-title",
            "What fine-tuning forgot",
            "Found:",
        ] {
            assert!(page.contains(piece), "{piece}");
        }
        assert!(figure_of_losses(&outcome).is_some());
    }

    #[test]
    fn what_a_check_found_stands_open() {
        let mut outcome = fixture::outcome();
        let is_open = |outcome: &Outcome, saves| {
            let page = after_layers(outcome, saves).into_string();
            page.contains("<details class=\"fold\" open>")
        };
        assert!(is_open(&outcome, true));
        for guard in &mut outcome.report.comparison.as_mut().unwrap().guards {
            guard.passed = true;
        }
        assert_eq!([true, false].map(|saves| is_open(&outcome, saves)), [false, true]);
    }

    #[test]
    fn layers_are_to_be_frozen_only_where_something_is_trained() {
        let mut outcome = fixture::outcome();
        assert!(frozen_next(&outcome).is_some());
        outcome.report.advice.action = Action::ReuseAsIs;
        assert_eq!(frozen_next(&outcome), None);
        // All hidden layers frozen is a linear probe, and that one is known to be worse.
        let mut outcome = fixture::outcome();
        let comparison = outcome.report.comparison.as_mut().unwrap();
        comparison.by_layer.as_mut().unwrap().suggested_frozen = 2;
        let worse = Gain {
            arm: ArmName::FineTuned,
            over: ArmName::LinearProbe,
            gain: comparison.gains[0].gain,
        };
        comparison.gains.push(worse);
        assert_eq!(frozen_next(&outcome), None);
    }

    #[test]
    fn some_figures_stand_beside_each_other() {
        let mut outcome = fixture::outcome();
        let pairs = |outcome: &Outcome| all(outcome, true).matches("class=\"pair\"").count();
        assert_eq!(pairs(&outcome), 2);
        outcome.report.comparison.as_mut().unwrap().by_layer = None;
        assert_eq!(pairs(&outcome), 1);
    }

    #[test]
    fn of_classes_the_matrix_is_shown() {
        let mut outcome = fixture::outcome();
        outcome.pictures.errors = Some(fixture::confusion());
        outcome.report.comparison.as_mut().unwrap().task = Task::Classification;
        let page = all(&outcome, true);
        assert!(
            page.contains("confusion-title") && !page.contains("predicted-title"),
            "{page}"
        );
        assert!(page.contains("errors-by-column-title"));
    }

    #[test]
    fn without_a_comparison_there_is_nothing() {
        let mut outcome = fixture::outcome();
        outcome.report.comparison = None;
        assert_eq!(all(&outcome, true), "");
    }
}
