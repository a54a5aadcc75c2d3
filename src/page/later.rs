//! What can wait for the next task, so that no task keeps the page from answering.

use std::time::Duration;

use leptos::prelude::*;

/// The same value a task later. What it is to begin with it is at once.
pub(super) fn later<T>(now: Signal<T>) -> ReadSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let late = RwSignal::new(now.get_untracked());
    Effect::new(move |before: Option<()>| {
        let value = now.get();
        let is_there = before.is_none() && late.with_untracked(|late| *late == value);
        if !is_there {
            // Timers of one length end in the order in which they began.
            set_timeout(
                move || {
                    late.try_set(value);
                },
                Duration::ZERO,
            );
        }
    });
    late.read_only()
}
