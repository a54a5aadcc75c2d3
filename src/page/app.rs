//! The page as a whole: its sections, and what concerns all of them.

use leptos::{ev, prelude::*};

use super::alert::Alert;
use super::browser;
use super::data::Data;
use super::offline::{self, NewVersion};
use super::question::Question;
use super::result::Answer;
use super::saves;
use super::settings_link::SettingsLink;
use super::share::Share;
use super::shared::Shared;
use super::state::{Page, Place};
use super::words;
use crate::language::Language;

/// Everything between the page's header and footer, which stand in `index.html`.
#[component]
pub(super) fn App(spoken: RwSignal<Language>) -> impl IntoView {
    let page = Page::new();
    let is_embedded = browser::is_embedded();
    let is_ready = offline::register_later();
    listen(page);
    page.open_fragment();
    if is_embedded {
        browser::mark_embedded();
    } else {
        page.open_last();
    }
    // After the first painting: the worker is large, and nobody needs it before a file is chosen.
    set_timeout(move || page.connect(), std::time::Duration::ZERO);
    view! {
        <div class:hovering=move || page.hovering.get()>
            {move || {
                // Every text is read when its place is built, so another language builds all places anew.
                spoken.track();
                view! { <Sections page is_embedded is_ready /> }
            }}
        </div>
    }
}

/// All that is said and asked. What it knows is the page's, and outlives it.
#[component]
fn Sections(page: Page, is_embedded: bool, is_ready: RwSignal<bool>) -> impl IntoView {
    view! {
        <Outdated page />
        <NewVersion page is_ready />
        <Alert page place=Place::Page />
        <Alert page place=Place::Link />
        <Shared page />
        <SettingsLink page />
        <Data page />
        <Question page />
        <Answer page />
        <Share page />
        {is_embedded.then(whole_page)}
    }
}

/// From a result within another page to the page itself.
fn whole_page() -> impl IntoView {
    view! {
        <p class="small whole">
            <a href=browser::whole_address target="_blank" rel="noopener">{words::WHOLE_PAGE}</a>
        </p>
    }
}

/// Page and worker of different builds: only a reload helps.
#[component]
fn Outdated(page: Page) -> impl IntoView {
    move || {
        page.outdated.get().then(|| {
            view! {
                <div class="alert" role="alert">
                    <p>{words::OTHER_BUILD}</p>
                    <button type="button" on:click=|_| browser::reload()>{words::RELOAD}</button>
                </div>
            }
        })
    }
}

/// Listens to what concerns the whole window: files that are dropped, another fragment, figures to save.
fn listen(page: Page) {
    window_event_listener(ev::hashchange, move |_| page.open_fragment());
    window_event_listener(ev::click, move |event| saves::pressed(page, &event));
    window_event_listener(ev::keydown, |event| {
        // What explains a term hides what lies below it, and has to go away when asked to.
        if event.key() == "Escape" {
            browser::leave_term();
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        // A computation would be lost; tables alone are read again in seconds.
        let computes = page.goal.try_with_value(Option::is_some) == Some(true);
        if computes {
            event.prevent_default();
        }
    });
    window_event_listener(ev::dragover, move |event| {
        // Without this the browser would leave the page and open the file.
        event.prevent_default();
        if page.hovering.try_get_untracked() == Some(false) {
            page.hovering.try_set(true);
        }
    });
    window_event_listener(ev::dragleave, move |event| {
        // No related element: the file has left the window, not just one element for another.
        if event.related_target().is_none() {
            page.hovering.try_set(false);
        }
    });
    window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        page.drop_files(dropped(&event));
    });
}

/// The files of a drop. A folder comes as a file that cannot be read, and is none.
pub(super) fn dropped(event: &web_sys::DragEvent) -> Vec<web_sys::File> {
    let Some(items) = event.data_transfer().map(|transfer| transfer.items()) else {
        return Vec::new();
    };
    let is_folder = |item: &web_sys::DataTransferItem| {
        let entry = item.webkit_get_as_entry().ok().flatten();
        entry.is_some_and(|entry| entry.is_directory())
    };
    (0..items.length())
        .filter_map(|at| items.get(at))
        .filter(|item| !is_folder(item))
        .filter_map(|item| item.get_as_file().ok().flatten())
        .collect()
}
