//! A result that no longer fits what is chosen says so wherever a part of it stands.

use leptos::prelude::*;

use super::state::{AnswerState, Shown};
use crate::page::data::state::DataState;
use crate::page::question::state::QuestionState;
use crate::report::{Files, Outcome};

/// A note for a part of a result that no longer fits what is chosen.
#[component]
pub(crate) fn Stale(
    data: DataState,
    question: QuestionState,
    answer: AnswerState,
    text: &'static str,
) -> impl IntoView {
    let stale = Memo::new(move |_| is_stale(data, question, answer));
    move || {
        stale
            .get()
            .then(|| view! { <p class="note" role="status">{text}</p> })
    }
}

/// Whether the result on the page no longer fits what is chosen. Tracks.
pub(crate) fn is_stale(data: DataState, question: QuestionState, answer: AnswerState) -> bool {
    let label = data.label().map(|label| label.name);
    answer.shown.with(|shown| {
        shown.as_ref().is_some_and(|shown| {
            let settings = &shown.outcome.settings;
            let files = data.files(&shown.outcome);
            // A shared result needs no tables, and fits until there are two.
            let has_other_files = files != Some(Files::Same) && !(shown.from_link && files.is_none());
            let has_other_settings = settings.label != label
                || settings.reading != data.choices()
                || settings.pairs != data.pairs()
                || settings.margin_sd.to_bits() != question.margin.get().to_bits()
                || (settings.columns != data.chosen_inputs() && !shown.from_link)
                || has_stale_networks(shown, question);
            has_other_files || (has_other_settings && files.is_some())
        })
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
