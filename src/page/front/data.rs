//! The place for two tables.

use leptos::prelude::*;

use super::{Front, Part, Request, drop, words};
use crate::features::Side;
use crate::language::phrase;
use crate::page::samples::SAMPLES;
use crate::page::work::Place;

/// The data section. It folds to a line once there is a result.
#[component]
pub(super) fn DataSection(front: Front) -> impl IntoView {
    // The user folds and unfolds, too; the signal follows.
    let on_toggle = move |event: web_sys::Event| {
        let open = event_target::<web_sys::Element>(&event).has_attribute("open");
        if front.data_open.get_untracked() != open {
            front.data_open.set(open);
        }
    };
    view! {
        <section id="data" aria-labelledby="data-heading" class:behind-result=move || front.awaits_result()>
            <details class="fold" prop:open=move || front.data_open.get() on:toggle=on_toggle>
                <summary>
                    <h2 id="data-heading"><span class="step">"1"</span>{words::DATA}</h2>
                    <span class="line">{move || front.part(Part::Line)}</span>
                </summary>
                <p class="intro" hidden=move || !front.samples_open.get()>{words::DATA_INTRO}</p>
                <div class="pair">
                    <Slot front side=Side::Source />
                    <Slot front side=Side::Target />
                </div>
                {move || front.part(Part::Slots)}
                <Waiting front />
                <Samples front />
            </details>
            {move || front.part(Part::EndOfData)}
        </section>
    }
}

/// The place of one table: an input, a drop area, and what was read.
#[component]
fn Slot(front: Front, side: Side) -> impl IntoView {
    let (id, class) = match side {
        Side::Source => ("source-file", "slot source"),
        Side::Target => ("target-file", "slot target"),
    };
    let on_change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // Otherwise the same file could not be chosen again.
        input.set_value("");
        if let Some(file) = file {
            front.ask(Request::Choose(side, file));
        }
    };
    let on_drop = move |event: web_sys::DragEvent| {
        let mut files = drop::files(&event);
        // One file belongs to this side; two are for both, and the window's own handler takes them.
        if files.len() == 1
            && let Some(file) = files.pop()
        {
            event.prevent_default();
            event.stop_propagation();
            front.hovering.set(false);
            front.ask(Request::Choose(side, file));
        }
    };
    let computing = move || {
        front.activity.with(|it| {
            it.as_ref()
                .is_some_and(|it| it.place != Place::Data && !it.by_itself)
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
            <p class="small quiet drop-hint" hidden=move || !front.samples_open.get()>{words::DROP_HERE}</p>
            {move || front.part(Part::Slot(side))}
        </div>
    }
}

/// Says that what was chosen waits for the second part.
#[component]
fn Waiting(front: Front) -> impl IntoView {
    let waits = Memo::new(move |_| front.waits() && front.is_coming());
    move || {
        waits
            .get()
            .then(|| view! { <p class="note" role="status">{words::STILL_LOADING}</p> })
    }
}

/// Sample pairs.
#[component]
fn Samples(front: Front) -> impl IntoView {
    view! {
        <details class="samples" prop:open=move || front.samples_open.get()>
            <summary>{words::SAMPLE_PAIRS}</summary>
            <ul class="cards">
                {SAMPLES
                    .iter()
                    .map(|sample| {
                        // What has the focus would lose it if it were disabled.
                        let has_focus = RwSignal::new(false);
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="link"
                                    aria-describedby=sample.source
                                    disabled=move || front.is_locked() && !has_focus.get()
                                    aria-disabled=move || (front.is_locked() && has_focus.get()).then_some("true")
                                    on:focus=move |_| has_focus.set(true)
                                    on:blur=move |_| has_focus.set(false)
                                    on:click=move |_| {
                                        if !untrack(|| front.is_locked()) {
                                            front.ask(Request::Sample(sample));
                                        }
                                    }
                                >
                                    {said(sample.title)}
                                </button>
                                <p id=sample.source class="small quiet">{said(sample.shows)}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </details>
    }
}

/// A text of a sample pair in the language that is spoken.
fn said([english, chinese]: [&'static str; 2]) -> &'static str {
    phrase(english, chinese).say()
}
