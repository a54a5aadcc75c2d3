//! A result that no longer fits what is chosen says so wherever a part of it stands.

use leptos::prelude::*;

use super::state::{AnswerState, Change, Shown};
use super::words;
use crate::page::data::{BOTH, Chosen, DataState};
use crate::page::question::QuestionState;
use crate::report::{Files, Outcome};

/// A note for a part of a result that no longer fits what is chosen, after words about that part.
#[component]
pub(crate) fn Stale(
    data: DataState,
    question: QuestionState,
    answer: AnswerState,
    before: &'static str,
) -> impl IntoView {
    let change = Memo::new(move |_| change(data, question, answer));
    move || {
        let change = change.get()?;
        Some(view! {
            <p class="note" role="status">{before} " " {words::out_of_date(&change)} " " {words::run_again(&change)}</p>
        })
    }
}

/// What was changed, where the result on the page no longer fits what is chosen. Tracks.
pub(crate) fn change(data: DataState, question: QuestionState, answer: AnswerState) -> Option<Change> {
    let label = data.label().map(|label| label.name);
    let (margin, level, seed) = (question.margin.get(), question.level.get(), question.seed.get());
    let (dependence, series) = (question.dependence.get(), data.series(question.series.get()));
    answer.shown.with(|shown| {
        let shown = shown.as_ref()?;
        let settings = &shown.outcome.settings;
        let files = data.files(&shown.outcome);
        let report = &shown.outcome.report;
        let names = || [&report.source, &report.target].map(|table| table.name.clone());
        // A shared result needs no tables, and fits until there are two, of which one may be unreadable.
        if files.is_none() && shown.from_link {
            return BOTH
                .into_iter()
                .any(|side| data.is(side, Chosen::is_failed))
                .then(|| Change::Tables(names()));
        }
        match files {
            Some(Files::Same) => {}
            Some(Files::Exchanged) => return Some(Change::Exchanged(names())),
            _ => return Some(Change::Tables(names())),
        }
        if settings.label != label {
            return Some(Change::Label([settings.label.clone(), label]));
        }
        let margins = [settings.margin_sd, margin];
        [
            (settings.reading != data.choices(), Change::Reading),
            (settings.pairs != data.pairs(), Change::Pairs),
            (
                margins[0].to_bits() != margins[1].to_bits(),
                Change::Margin(margins),
            ),
            (settings.alpha.to_bits() != level.to_bits(), Change::Level),
            (settings.seed != seed, Change::Seed),
            (settings.dependence != dependence, Change::Dependence),
            (settings.series != series, Change::Series),
            (
                settings.columns != data.chosen_inputs() && !shown.from_link,
                Change::Inputs,
            ),
            (has_stale_networks(shown, question), Change::Networks),
        ]
        .into_iter()
        .find_map(|(is_changed, change)| is_changed.then_some(change))
    })
}

/// Whether the networks of a result were trained otherwise than is chosen now. Tracks.
fn has_stale_networks(shown: &Shown, question: QuestionState) -> bool {
    let Outcome { settings, report, .. } = &shown.outcome;
    let opened = question.network_name();
    let trained_otherwise =
        settings.training != question.training.get() || report.source_file() != opened.as_deref();
    report.has_networks() && trained_otherwise
}
