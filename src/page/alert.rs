//! What went wrong, next to where the action was taken.

use leptos::prelude::*;

use super::state::{Page, Place};
use crate::language::told;

/// The alert of a place, where there is one, and a word about what the user stopped there.
#[component]
pub(super) fn Alert(page: Page, place: Place) -> impl IntoView {
    let alert = move || {
        let text = page
            .alerts
            .with(|alerts| alerts.get(&place).map(|text| told(text).into_owned()))?;
        Some(view! { <p class="alert" role="alert">{text}</p> })
    };
    let stopped = move || {
        let (_, text) = page.stopped.get().filter(|&(stopped, _)| stopped == place)?;
        Some(view! { <p class="note" role="status">{text}</p> })
    };
    view! {
        {alert}
        {stopped}
    }
}
