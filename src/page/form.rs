//! Parts of forms: lists to choose from, and buttons that wait for the work to end.

use leptos::prelude::*;

use super::work::state::WorkState;

/// What can be chosen: its value, and what people read.
pub(crate) type Entry = (String, String);

/// A list to choose from, either with the id that its label names or with a name of its own. `now` is the value that is
/// chosen. Without `work` it can be used at any time.
#[component]
pub(crate) fn List(
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional, into)] described_by: Option<String>,
    #[prop(optional)] work: Option<WorkState>,
    #[prop(into)] entries: Signal<Vec<Entry>>,
    #[prop(into)] now: Signal<String>,
    #[prop(into)] choose: Callback<String>,
) -> impl IntoView {
    let entry = move |(value, text): Entry| {
        let of = value.clone();
        view! { <option value=value prop:selected=move || now.with(|now| *now == of)>{text}</option> }
    };
    view! {
        <select
            id=id
            class=class
            aria-label=name
            aria-describedby=described_by
            disabled=move || work.is_some_and(WorkState::is_locked)
            on:change=move |event| choose.run(event_target_value(&event))
        >
            {move || entries.get().into_iter().map(entry).collect_view()}
        </select>
    }
}

/// The user has folded or unfolded details; the signal follows.
pub(crate) fn unfolded(toggled: &web_sys::Event, open: RwSignal<bool>) {
    let is_open = event_target::<web_sys::Element>(toggled).has_attribute("open");
    if open.try_get_untracked() == Some(!is_open) {
        open.set(is_open);
    }
}

/// Names to choose from, which are their own values.
pub(crate) fn names(names: impl IntoIterator<Item = String>) -> Vec<Entry> {
    names.into_iter().map(|name| (name.clone(), name)).collect()
}

/// Values to choose from by their positions, with the words for them.
pub(crate) fn positions<T: Copy>(values: &[T], word: impl Fn(T) -> &'static str) -> Vec<Entry> {
    let values = values.iter().enumerate();
    values
        .map(|(at, value)| (at.to_string(), word(*value).to_owned()))
        .collect()
}

/// The position of a value as that of its entry; empty where there is none.
pub(crate) fn position<T: PartialEq>(values: &[T], now: Option<T>) -> String {
    let at = now.and_then(|now| values.iter().position(|value| *value == now));
    at.map(|at| at.to_string()).unwrap_or_default()
}

/// The value at the position that was chosen.
pub(crate) fn at<T: Clone>(values: &[T], chosen: &str) -> Option<T> {
    values.get(chosen.parse::<usize>().ok()?).cloned()
}

/// What was chosen, unless it is the empty entry.
pub(crate) fn chosen(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// A button that can be pressed while the worker rests and nothing hinders it.
///
/// A disabled element loses the focus. So the button that has it is only marked as disabled, and does nothing.
#[component]
pub(crate) fn Press(
    work: WorkState,
    #[prop(into)] text: String,
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] hindered: Option<Signal<bool>>,
    /// Whether it may be pressed while a test runs that nobody asked for: what it does comes after that.
    #[prop(optional)]
    waits_its_turn: bool,
    press: impl Fn() + 'static,
) -> impl IntoView {
    let has_focus = RwSignal::new(false);
    let is_off = Memo::new(move |_| {
        let is_busy = if waits_its_turn {
            work.is_locked()
        } else {
            work.is_busy()
        };
        is_busy || hindered.is_some_and(|hindered| hindered.get())
    });
    view! {
        <button
            type="button"
            class=class
            aria-label=name
            disabled=move || is_off.get() && !has_focus.get()
            aria-disabled=move || (is_off.get() && has_focus.get()).then_some("true")
            on:focus=move |_| has_focus.set(true)
            on:blur=move |_| has_focus.set(false)
            on:click=move |_| {
                if !is_off.get_untracked() {
                    press();
                }
            }
        >
            {text}
        </button>
    }
}

/// A button that can be pressed while the worker rests.
pub(crate) fn button(work: WorkState, text: impl Into<String>, press: impl Fn() + 'static) -> impl IntoView {
    view! { <Press work text=text.into() press /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_chosen_by_their_positions() {
        let values = ["a", "b"];
        let entries = [("0", "a"), ("1", "b")].map(|(at, text)| (at.to_owned(), text.to_owned()));
        assert_eq!(positions(&values, |value| value), entries);
        assert_eq!(at(&values, &position(&values, Some("b"))), Some("b"));
        assert_eq!(position(&values, None), "");
        assert_eq!([at(&values, ""), at(&values, "2")], [None; 2]);
    }
}
