//! The first section: two tables and a label.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::alert::Alert;
use super::app::dropped;
use super::columns::Columns;
use super::overview::Overview;
use super::progress::Progress;
use super::reading::{HowRead, Questions};
use super::state::{Hindrance, Page, Place, Reading, place};
use super::unread::Unread;
use super::{samples, words};
use crate::compute::messages::Side;
use crate::language::told;

/// The data section. It folds to a line once there is a result.
#[component]
pub(super) fn Data(page: Page) -> impl IntoView {
    let line = move || {
        let source = page.profile(Side::Source)?;
        let target = page.profile(Side::Target)?;
        let label = page.label().map(|label| label.name);
        Some(words::data_line(&source.name, &target.name, label.as_deref()))
    };
    // The user folds and unfolds, too; the signal follows.
    let on_toggle = move |event: web_sys::Event| {
        let open = event_target::<web_sys::Element>(&event).has_attribute("open");
        if page.data_open.get_untracked() != open {
            page.data_open.set(open);
        }
    };
    view! {
        <section id="data" aria-labelledby="data-heading">
            <details class="fold" prop:open=move || page.data_open.get() on:toggle=on_toggle>
                <summary>
                    <h2 id="data-heading"><span class="step">"1"</span>{words::DATA}</h2>
                    <span class="line">{line}</span>
                </summary>
                <p class="intro">{words::DATA_INTRO}</p>
                <div class="pair">
                    <Slot page side=Side::Source />
                    <Slot page side=Side::Target />
                </div>
                <Swap page />
                <Samples page />
            </details>
            <SameFile page />
            <Alert page place=Place::Data />
            <Progress page place=Place::Data />
            <Label page />
            <Overview page />
        </section>
    }
}

/// The place of one table: an input, a drop area, and what was read.
#[component]
fn Slot(page: Page, side: Side) -> impl IntoView {
    let slot = page.slot(side);
    let id = match side {
        Side::Source => "source-file",
        Side::Target => "target-file",
    };
    let class = match side {
        Side::Source => "slot source",
        Side::Target => "slot target",
    };
    let on_change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // Otherwise the same file could not be chosen again.
        input.set_value("");
        if let Some(file) = file {
            page.choose_file(side, file);
        }
    };
    let on_drop = move |event: web_sys::DragEvent| {
        let mut files = dropped(&event);
        // One file belongs to this side; two are for both, and the window's own handler takes them.
        if files.len() == 1
            && let Some(file) = files.pop()
        {
            event.prevent_default();
            event.stop_propagation();
            page.hovering.set(false);
            page.choose_file(side, file);
        }
    };
    let computing = move || {
        page.activity
            .with(|it| it.as_ref().is_some_and(|it| it.place != Place::Data))
    };
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
                        {profile.notes.iter().map(|note| view! { <p class="small">{told(note).into_owned()}</p> }).collect_view()}
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
    let ragged = Memo::new(move |_| slot.with(|slot| slot.as_ref().is_some_and(|chosen| chosen.ragged)));
    let without_ragged = move || {
        ragged.get().then(|| {
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
                    <button type="button" class="link" disabled=move || page.busy() on:click=move |_| page.undo(side)>
                        {words::decisions::UNDO}
                    </button>
                </p>
            }
        })
    };
    view! {
        <div class=class on:drop=on_drop>
            <label for=id>{words::file_input(side)}</label>
            <input
                type="file"
                id=id
                accept=".csv,.tsv,.txt,.tab,.dat,.gz,.zip,.xlsx,.xlsm,.xlsb,.xls,.ods,.parquet,text/csv,text/tab-separated-values,text/plain"
                disabled=computing
                on:change=on_change
            />
            <p class="small quiet drop-hint">{words::DROP_HERE}</p>
            <Alert page place=place(side) />
            {without_ragged}
            <Unread page side />
            {undo}
            {facts}
        </div>
    }
}

/// Says that both tables are one file.
#[component]
fn SameFile(page: Page) -> impl IntoView {
    let same = Memo::new(move |_| {
        let [source, target] = [Side::Source, Side::Target].map(|side| page.profile(side));
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
fn Swap(page: Page) -> impl IntoView {
    move || {
        page.both_read().then(|| {
            view! {
                <p>
                    <button type="button" disabled=move || page.busy() on:click=move |_| page.swap()>
                        {words::SWAP}
                    </button>
                </p>
            }
        })
    }
}

/// Sample pairs.
#[component]
fn Samples(page: Page) -> impl IntoView {
    view! {
        <div class="samples" role="group" aria-label=words::SAMPLE_PAIRS>
            <p>{words::SAMPLES_INTRO}</p>
            <ul class="cards">
                {samples::SAMPLES
                    .iter()
                    .zip(words::samples::CARDS)
                    .map(|(sample, [title, shows])| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="link"
                                    aria-describedby=sample.source
                                    disabled=move || page.busy()
                                    on:click=move |_| page.choose_sample(sample)
                                >
                                    {title}
                                </button>
                                <p id=sample.source class="small quiet">{shows}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </div>
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
    let candidates = Memo::new(move |_| page.candidates());
    let chosen = Memo::new(move |_| page.label());
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
    let problem = Memo::new(move |_| match page.hindrance() {
        Some(Hindrance::Label(reason)) => Some(reason),
        _ => None,
    });
    let problem = move || {
        problem
            .get()
            .map(|reason| view! { <p class="note" role="status">{told(&reason).into_owned()}</p> })
    };
    let ready = Memo::new(move |_| page.both_read());
    move || {
        ready.get().then(|| {
            view! {
                <div class="label">
                    <label for="label">{words::LABEL}</label>
                    <select
                        id="label"
                        aria-describedby="label-help"
                        disabled=move || page.busy()
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
