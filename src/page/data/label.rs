//! The choice of the label, the column that the network predicts.

use leptos::prelude::*;

use super::state::{Candidate, Hindrance, LabelChoice};
use super::words;
use crate::page::form::{List, chosen};
use crate::page::work::Page;
use crate::words::columns;

/// The choice of the label.
#[component]
pub(super) fn Label(page: Page) -> impl IntoView {
    let label = Memo::new(move |_| page.data.label());
    let candidates = Memo::new(move |_| page.data.candidates());
    let entries = Signal::derive(move || {
        let nothing = (String::new(), words::NO_LABEL.into());
        let names = candidates.get().into_iter().map(|Candidate { name, in_both }| {
            let shown = if in_both {
                name.clone()
            } else {
                words::only_in_source(&name)
            };
            (name, shown)
        });
        std::iter::once(nothing).chain(names).collect()
    });
    let now = Signal::derive(move || {
        label.with(|label| label.as_ref().map(|label| label.name.clone()).unwrap_or_default())
    });
    let one_sided = move || {
        let label = label.get()?;
        (!label.in_both).then(|| words::label_one_sided(&label.name))
    };
    let guessed = move || match page.data.label_choice.get() {
        LabelChoice::Guessed { reason, .. } => label.get().map(|_| words::label_guessed(reason)),
        LabelChoice::Open | LabelChoice::NoneGuessed { .. } | LabelChoice::Made => None,
    };
    let problem = Memo::new(move |_| match page.data.hindrance() {
        Some(Hindrance::Label(problem)) => Some(problem),
        _ => None,
    });
    let problem = move || {
        problem
            .get()
            .map(|problem| view! { <p class="note" role="status">{columns::label_problem(&problem)}</p> })
    };
    let ready = Memo::new(move |_| page.data.both_read());
    move || {
        ready.get().then(|| {
            view! {
                <div class="label">
                    <label for="label">{words::LABEL}</label>
                    <List
                        id="label"
                        described_by="label-help"
                        work=page.work
                        entries
                        now
                        choose=Callback::new(move |name| page.choose_label(chosen(name)))
                    />
                    <p class="small guess" role="status">{guessed}</p>
                    <p id="label-help" class="small quiet" hidden=move || label.with(Option::is_some)>{words::LABEL_HELP}</p>
                    <p class="small">{one_sided}</p>
                    {problem}
                </div>
            }
        })
    }
}
