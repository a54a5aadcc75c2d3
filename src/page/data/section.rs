//! What stands in the data section once there are tables: what was read, and the label.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::chosen::Reading;
use super::columns::Columns;
use super::overview::Overview;
use super::reading::{HowRead, Questions};
use super::state::Hindrance;
use super::unread::Unread;
use super::words;
use crate::features::Side;
use crate::page::work::activity::Place;
use crate::page::work::alert::Alert;
use crate::page::work::page::Page;
use crate::page::work::progress::Progress;
use crate::table::Remedy;
use crate::words::{columns, notes};

/// The line that the section folds to.
#[component]
pub(in crate::page) fn Line(page: Page) -> impl IntoView {
    move || {
        let source = page.data.profile(Side::Source)?;
        let target = page.data.profile(Side::Target)?;
        let label = page.data.label().map(|label| label.name);
        Some(words::data_line(&source.name, &target.name, label.as_deref()))
    }
}

/// What is below the two tables.
#[component]
pub(in crate::page) fn EndOfData(page: Page) -> impl IntoView {
    view! {
        <SameFile page />
        <Alert work=page.work place=Place::Data />
        <Progress page place=Place::Data />
        <Label page />
        <Overview page />
    }
}

/// What was read of a side's file, or why it was not.
#[component]
pub(in crate::page) fn Facts(page: Page, side: Side) -> impl IntoView {
    let slot = page.data.slot(side);
    let facts = move || {
        slot.with(|slot| {
            let chosen = slot.as_ref()?;
            let name = chosen.name.clone();
            Some(match &chosen.reading {
                Reading::Done { profile, cost } | Reading::Again { profile, cost } => {
                    let missing = profile.columns.iter().map(|column| column.missing).sum();
                    view! {
                        <p class="file">{name}</p>
                        <p>{words::read(profile.rows, profile.columns.len(), cost.seconds)}</p>
                        <p class="small quiet">
                            {words::file_facts(profile.bytes, missing, cost.memory)}
                        </p>
                        <p class="small quiet">{words::decisions::worth_knowing(
                            &profile.findings.packing,
                            (profile.findings.encoding, profile.findings.encoding_reason),
                            profile.findings.malformed,
                        )}</p>
                        {profile.notes.iter().map(|note| view! { <p class="small">{notes::note(note)}</p> }).collect_view()}
                        <Questions
                            page
                            side
                            questions=profile.questions.clone()
                            missing=chosen.missing.clone()
                        />
                        <Columns page side profile=profile.clone() />
                        <HowRead page side profile=profile.clone() />
                    }
                    .into_any()
                }
                Reading::Waiting | Reading::Failed => view! { <p class="file">{name}</p> }.into_any(),
            })
        })
    };
    let remedy = Memo::new(move |_| slot.with(|slot| slot.as_ref().and_then(|chosen| chosen.remedy)));
    let without_ragged = move || {
        (remedy.get() == Some(Remedy::SkipRaggedRows)).then(|| {
            let on_click = move |_| page.decide(&[side], |choices| choices.skip_ragged_rows = true);
            view! {
                <p>
                    <button type="button" on:click=on_click>{words::decisions::WITHOUT_RAGGED}</button>
                </p>
            }
        })
    };
    let undoable =
        Memo::new(move |_| slot.with(|slot| slot.as_ref().is_some_and(|chosen| !chosen.before.is_empty())));
    let undo = move || {
        undoable.get().then(|| {
            view! {
                <p>
                    <button type="button" class="link" disabled=move || page.work.is_busy() on:click=move |_| page.undo(side)>
                        {words::decisions::UNDO}
                    </button>
                </p>
            }
        })
    };
    view! {
        <Alert work=page.work place=Place::of_file(side) />
        {without_ragged}
        <Unread page side />
        {undo}
        {facts}
    }
}

/// Says that both tables are one file.
#[component]
fn SameFile(page: Page) -> impl IntoView {
    let same = Memo::new(move |_| {
        let [source, target] = [Side::Source, Side::Target].map(|side| page.data.profile(side));
        source
            .zip(target)
            .is_some_and(|(source, target)| source.fingerprint == target.fingerprint)
    });
    move || {
        same.get()
            .then(|| view! { <p class="note" role="status">{words::SAME_FILE}</p> })
    }
}

/// Exchanges the two tables.
#[component]
pub(in crate::page) fn Swap(page: Page) -> impl IntoView {
    move || {
        page.data.both_read().then(|| {
            view! {
                <p>
                    <button type="button" disabled=move || page.work.is_busy() on:click=move |_| page.swap()>
                        {words::SWAP}
                    </button>
                </p>
            }
        })
    }
}

/// The choice of the label.
#[component]
fn Label(page: Page) -> impl IntoView {
    let on_change = move |event: web_sys::Event| {
        let value = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok())
            .map(|select| select.value())
            .filter(|value| !value.is_empty());
        page.choose_label(value);
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
