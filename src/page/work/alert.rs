//! What went wrong, next to where the action was taken.

use leptos::prelude::*;

use super::activity::Place;
use super::notice::Notice;
use super::state::WorkState;

/// The alert of a place, where there is one, and a word about what the user stopped there.
#[component]
pub(crate) fn Alert(work: WorkState, place: Place) -> impl IntoView {
    let alert = move || {
        let text = work.alerts.with(|alerts| alerts.get(&place).map(Notice::text))?;
        Some(view! { <p class="alert" role="alert">{text}</p> })
    };
    let stopped = move || {
        let (_, text) = work.stopped.get().filter(|&(stopped, _)| stopped == place)?;
        Some(view! { <p class="note" role="status">{text}</p> })
    };
    view! {
        {alert}
        {stopped}
    }
}
