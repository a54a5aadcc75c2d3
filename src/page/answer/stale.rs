//! A result that no longer fits what is chosen says so wherever a part of it stands.

use leptos::prelude::*;

use crate::page::work::page::Page;

/// A note for a part of a result that belongs to other tables or another label than those chosen now.
#[component]
pub(in crate::page) fn Stale(page: Page, text: &'static str) -> impl IntoView {
    let stale = Memo::new(move |_| page.stale());
    move || {
        stale
            .get()
            .then(|| view! { <p class="note" role="status">{text}</p> })
    }
}
