//! The page as a whole: its sections, and what concerns all of them.

use leptos::{ev, prelude::*};

use super::data::DataSection;
use super::{Front, Part, Request, drop, words};
use crate::language::Language;
use crate::page::browser;

/// Everything between the page's header and footer, which stand in `index.html`.
#[component]
pub(crate) fn App(front: Front, spoken: RwSignal<Language>) -> impl IntoView {
    listen(front);
    view! {
        <div class:hovering=move || front.hovering.get()>
            {move || {
                // Every text is read when its place is built, so another language builds all places anew.
                spoken.track();
                view! {
                    <Coming front />
                    <Broken front />
                    {move || front.part(Part::Above)}
                    <div
                        class="workspace"
                        class:begun=move || front.has_begun.get()
                        class:chosen=move || !front.samples_open.get()
                        class:behind-result=move || front.awaits_result()
                    >
                        <DataSection front />
                        {move || front.part(Part::Below)}
                    </div>
                }
            }}
        </div>
    }
}

/// Says that a result is still to come.
#[component]
fn Coming(front: Front) -> impl IntoView {
    let is_awaited = Memo::new(move |_| front.awaits_result());
    move || {
        is_awaited
            .get()
            .then(|| view! { <p class="coming" role="status">{words::RESULT_LOADING}</p> })
    }
}

/// Says that the second part could not be loaded.
#[component]
fn Broken(front: Front) -> impl IntoView {
    move || {
        front.is_broken.get().then(|| {
            view! {
                <div class="alert" role="alert">
                    <p>{words::REST_MISSING}</p>
                    <p class="row">
                        <button type="button" on:click=move |_| front.try_again()>{words::TRY_AGAIN}</button>
                        <button type="button" on:click=|_| browser::reload()>{words::RELOAD}</button>
                    </p>
                </div>
            }
        })
    }
}

/// Listens to files that are dropped anywhere: without that the browser would leave the page and open them; and to the
/// network, which may be back.
fn listen(front: Front) {
    window_event_listener(ev::online, move |_| front.try_again());
    window_event_listener(ev::dragover, move |event| {
        event.prevent_default();
        if front.hovering.try_get_untracked() == Some(false) {
            front.hovering.try_set(true);
        }
    });
    window_event_listener(ev::dragleave, move |event| {
        // No related element: the file has left the window, not just one element for another.
        if event.related_target().is_none() {
            front.hovering.try_set(false);
        }
    });
    if let Some(files) = drop::early() {
        front.ask(Request::Drop(files));
    }
    window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        front.hovering.try_set(false);
        front.ask(Request::Drop(drop::files(&event)));
    });
}
