//! The field of one setting of the test.

use leptos::prelude::*;
use leptos::tachys::dom::event_target_value;

use super::state::QuestionState;
use super::test_setting::TestSetting;
use super::words::test as words;
use crate::page::work::WorkState;

/// A setting with its name, its unit and what it means, or why what was typed cannot stand there.
pub(super) fn field(question: QuestionState, work: WorkState, setting: TestSetting) -> impl IntoView {
    let refused = RwSignal::new(false);
    let field = NodeRef::<leptos::html::Input>::new();
    let change = move |event| {
        let is_set = setting.set(question, &event_target_value(&event));
        refused.set(!is_set);
        if is_set {
            work.clear_notices();
        } else if let Some(field) = field.get_untracked() {
            field.set_value(&untrack(|| setting.shown(question)));
        }
    };
    let help = format!("{}-help", setting.id());
    view! {
        <div class="margin">
            <label for=setting.id()>{words::name(setting)}</label>
            <input
                id=setting.id()
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby=help.clone()
                node_ref=field
                prop:value=move || setting.shown(question)
                disabled=move || work.is_locked()
                on:change=change
            />
            <span>{words::unit(setting)}</span>
            <p id=help class="small quiet" aria-live="polite">
                {move || {
                    if refused.get() {
                        words::refused(setting, &setting.shown(question))
                    } else {
                        words::help(setting).to_owned()
                    }
                }}
            </p>
        </div>
    }
}
