//! The parts of the answer below the card, of which one is shown at a time: tabs as the ARIA practices describe them.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::tab::Tab;
use super::words;
use crate::page::browser;

/// The list of tabs. Only the one that is shown takes part in the order of the tab key; arrows lead to the others.
#[component]
pub(crate) fn TabList(now: RwSignal<Tab>) -> impl IntoView {
    let on_key = move |event: KeyboardEvent| {
        if let Some(tab) = now.get_untracked().after(&event.key()) {
            event.prevent_default();
            now.set(tab);
            browser::focus(tab.id());
        }
    };
    view! {
        <div role="tablist" class="tabs" aria-label=words::PARTS on:keydown=on_key>
            {Tab::ALL
                .into_iter()
                .map(|tab| {
                    let is_shown = move || now.get() == tab;
                    view! {
                        <button
                            type="button"
                            role="tab"
                            id=tab.id()
                            aria-selected=move || is_shown().to_string()
                            aria-controls=tab.panel()
                            tabindex=move || if is_shown() { "0" } else { "-1" }
                            on:click=move |_| now.set(tab)
                        >
                            {words::tab(tab)}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// What a tab shows. On paper all are shown.
#[component]
pub(crate) fn Panel(now: RwSignal<Tab>, tab: Tab, children: Children) -> impl IntoView {
    view! {
        <div
            role="tabpanel"
            id=tab.panel()
            aria-labelledby=tab.id()
            class="panel"
            class:off=move || now.get() != tab
        >
            {children()}
        </div>
    }
}
