//! The choice of the label, the column that the network predicts.

use leptos::prelude::*;

use super::fields::chosen_value;
use super::state::Hindrance;
use super::words;
use crate::page::work::page::Page;
use crate::words::columns;

/// The choice of the label.
#[component]
pub(super) fn Label(page: Page) -> impl IntoView {
    let on_change = move |event: web_sys::Event| {
        page.choose_label(chosen_value(&event).filter(|value| !value.is_empty()));
    };
    let candidates = Memo::new(move |_| page.data.candidates());
    let chosen = Memo::new(move |_| page.data.label());
    let options =
        move || {
            candidates
            .get()
            .into_iter()
            .map(|candidate| {
                let name = candidate.name;
                let value = name.clone();
                let shown = if candidate.in_both { name.clone() } else { words::only_in_source(&name) };
                view! {
                    <option
                        value=value
                        prop:selected=move || chosen.with(|it| it.as_ref().is_some_and(|it| it.name == name))
                    >
                        {shown}
                    </option>
                }
            })
            .collect_view()
        };
    let one_sided = move || {
        chosen
            .get()
            .filter(|label| !label.in_both)
            .map(|_| words::LABEL_ONE_SIDED.say())
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
                    <select
                        id="label"
                        aria-describedby="label-help"
                        disabled=move || page.work.is_busy()
                        on:change=on_change
                    >
                        <option value="" prop:selected=move || chosen.with(Option::is_none)>
                            {words::NO_LABEL}
                        </option>
                        {options}
                    </select>
                    <p id="label-help" class="small quiet">{words::LABEL_HELP}</p>
                    <p class="small">{one_sided}</p>
                    {problem}
                </div>
            }
        })
    }
}
