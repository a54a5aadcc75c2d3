//! How large a difference may be that does not matter: the one thing about the test that the user has to know.

use leptos::prelude::*;
use leptos::tachys::dom::event_target_value;

use super::state::QuestionState;
use super::words;
use crate::page::work::WorkState;
use crate::report::MARGINS;
use crate::words::numbers::significant;

/// The field of the margin, with what it means.
#[component]
pub(crate) fn Margin(question: QuestionState, work: WorkState) -> impl IntoView {
    let refused = RwSignal::new(false);
    let field = NodeRef::<leptos::html::Input>::new();
    let change = move |event| {
        let is_margin = set(question, work, &event_target_value(&event));
        refused.set(!is_margin);
        if let Some(field) = field.get_untracked().filter(|_| !is_margin) {
            field.set_value(&question.margin.get_untracked().to_string());
        }
    };
    view! {
        <div class="margin">
            <label for="margin">{words::MARGIN}</label>
            <input
                id="margin"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby="margin-help"
                node_ref=field
                prop:value=move || question.margin.get().to_string()
                disabled=move || work.is_locked()
                on:change=change
            />
            <span>{words::STANDARD_DEVIATIONS}</span>
            <p id="margin-help" class="small quiet" aria-live="polite">
                {move || {
                    if refused.get() {
                        words::margin_refused(&significant(question.margin.get(), 3))
                    } else {
                        words::MARGIN_HELP.say().to_owned()
                    }
                }}
            </p>
        </div>
    }
}

/// Sets the margin, where the text is one; says whether it is.
fn set(question: QuestionState, work: WorkState, text: &str) -> bool {
    let margin = text.trim().replace(',', ".").parse::<f64>().ok();
    let margin = margin.filter(|margin| MARGINS.contains(margin));
    if let Some(margin) = margin {
        question.margin.set(margin);
        work.clear_notices();
    }
    margin.is_some()
}
