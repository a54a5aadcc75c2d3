//! How far the work is, and the way to stop it.

use std::time::Duration;

use leptos::prelude::*;

use super::activity::Activity;
use super::activity::Place;
use super::page::Page;
use super::words;
use crate::report::Stage;
use crate::words::stage;

/// How often the time that is left is told anew. A step may take minutes, in which nothing is heard of the worker.
const TICK: Duration = Duration::from_secs(1);

/// The progress of what is shown at these places, with `Cancel`.
#[component]
pub(crate) fn Progress(page: Page, places: &'static [Place]) -> impl IntoView {
    let activity = move || {
        page.work
            .activity
            .get()
            .filter(|activity| places.contains(&activity.place))
    };
    // The bar itself stays while its numbers change, so that `Cancel` keeps the focus.
    let here = Memo::new(move |_| activity().is_some());
    let stage = move || activity().map(|activity| stage::stage(&activity.stage));
    let share = Memo::new(move |_| activity().and_then(|activity| activity.pace.share));
    move || {
        here.get().then(|| {
            let now = RwSignal::new(js_sys::Date::now());
            if let Ok(ticking) = set_interval_with_handle(move || now.set(js_sys::Date::now()), TICK) {
                on_cleanup(move || ticking.clear());
            }
            let left = move || {
                let activity = activity()?;
                // Between two ticks something newer may have been said.
                let left = activity.left(now.get().max(activity.said));
                left.map(words::time_left)
                    .or_else(|| is_measured(&activity).then(|| words::MEASURING.into()))
            };
            view! {
                <div class="progress">
                    <p class="small"><span class="stage">{stage}</span> <span class="quiet left">{left}</span></p>
                    <div class="row">
                        <progress aria-label=words::PROGRESS max="1" value=move || share.get()></progress>
                        <button type="button" on:click=move |_| page.cancel()>{words::CANCEL}</button>
                    </div>
                </div>
            }
        })
    }
}

/// Whether the time is being measured that the work takes.
fn is_measured(activity: &Activity) -> bool {
    match activity.stage {
        Stage::Starting | Stage::Reading { .. } | Stage::ReadingAgain => false,
        Stage::TestingInputs
        | Stage::TestingRelation
        | Stage::ChoosingRates
        | Stage::Training { .. }
        | Stage::FewerLabels(_)
        | Stage::ByLayer => true,
    }
}
