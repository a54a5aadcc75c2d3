//! How far the work is, and the way to stop it.

use leptos::prelude::*;

use super::state::{Page, Place};
use super::words;

/// The progress of what was started in this section, with `Cancel`.
#[component]
pub(super) fn Progress(page: Page, place: Place) -> impl IntoView {
    let activity = move || page.activity.get().filter(|activity| activity.place == place);
    // The bar itself stays while its numbers change, so that `Cancel` keeps the focus.
    let here = Memo::new(move |_| activity().is_some());
    let stage = move || activity().map(|activity| activity.stage).unwrap_or_default();
    let fraction = Memo::new(move |_| activity().and_then(|activity| activity.fraction));
    move || {
        here.get().then(|| {
            view! {
                <div class="progress">
                    <p class="small">{stage}</p>
                    <div class="row">
                        <progress aria-label="Progress" max="1" value=move || fraction.get()></progress>
                        <button type="button" on:click=move |_| page.cancel()>{words::CANCEL}</button>
                    </div>
                </div>
            }
        })
    }
}
