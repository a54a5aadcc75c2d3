//! What went wrong, next to where the action was taken.

use leptos::prelude::*;

use super::state::{Page, Place};

/// The alert of a place, where there is one.
#[component]
pub(super) fn Alert(page: Page, place: Place) -> impl IntoView {
    move || {
        let text = page.alerts.with(|alerts| alerts.get(&place).cloned())?;
        Some(view! { <p class="alert" role="alert">{text}</p> })
    }
}
