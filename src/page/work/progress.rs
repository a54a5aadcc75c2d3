//! How far the work is, and the way to stop it.

use leptos::prelude::*;

use super::activity::Activity;
use super::activity::Place;
use super::page::Page;
use super::words;
use crate::words::stage;

/// Seconds after which the rest can be estimated, and the share of the work that has to be done by then.
const FIRST_SECONDS: f64 = 3.0;
const FIRST_SHARE: f64 = 0.04;

/// The progress of what was started in this section, with `Cancel`.
#[component]
pub(crate) fn Progress(page: Page, place: Place) -> impl IntoView {
    let activity = move || {
        page.work
            .activity
            .get()
            .filter(|activity| activity.place == place)
    };
    // The bar itself stays while its numbers change, so that `Cancel` keeps the focus.
    let here = Memo::new(move |_| activity().is_some());
    let stage = move || activity().map(|activity| stage::stage(&activity.stage));
    let left = move || {
        let activity = activity()?;
        let elapsed = (js_sys::Date::now() - activity.begun) / 1_000.0;
        seconds_left(&activity, elapsed).map(words::time_left)
    };
    let fraction = Memo::new(move |_| activity().and_then(|activity| activity.fraction));
    move || {
        here.get().then(|| {
            view! {
                <div class="progress">
                    <p class="small">{stage} <span class="quiet left">{left}</span></p>
                    <div class="row">
                        <progress aria-label=words::PROGRESS max="1" value=move || fraction.get()></progress>
                        <button type="button" on:click=move |_| page.cancel()>{words::CANCEL}</button>
                    </div>
                </div>
            }
        })
    }
}

/// How many seconds the work will still take if it goes on as before; nothing as long as too little is known.
fn seconds_left(activity: &Activity, elapsed: f64) -> Option<f64> {
    let done = activity.fraction?;
    let is_known = elapsed >= FIRST_SECONDS && done >= FIRST_SHARE;
    is_known.then(|| elapsed * (1.0 - done) / done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_from_what_is_done() {
        let activity = |fraction| Activity {
            place: Place::Reuse,
            fraction,
            stage: crate::report::Stage::Starting,
            begun: 0.0,
        };
        assert_eq!(seconds_left(&activity(Some(0.25)), 10.0), Some(30.0));
        assert_eq!(seconds_left(&activity(Some(0.25)), 1.0), None);
        assert_eq!(seconds_left(&activity(Some(0.01)), 100.0), None);
        assert_eq!(seconds_left(&activity(None), 100.0), None);
    }
}
