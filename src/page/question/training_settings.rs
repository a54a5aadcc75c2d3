//! The form of the training settings: every one of them, with what it does.

use leptos::prelude::*;
use leptos::tachys::dom::event_target_value;

use super::state::QuestionState;
use super::training_fields::{self as fields, METHODS, changes};
use super::training_groups::{GROUPS, Group, group as group_of};
use super::words::training as words;
use crate::page::form::{List, Press, positions};
use crate::page::work::WorkState;
use crate::report::{Training, TrainingField as Field};
use crate::words::settings;

/// The field whose latest text cannot stand there, and that text.
type Refused = RwSignal<Option<(Field, String)>>;

/// The form, folded.
#[component]
pub(crate) fn TrainingSettings(question: QuestionState, work: WorkState) -> impl IntoView {
    let refused: Refused = RwSignal::new(None);
    let changed = Memo::new(move |_| question.training.with(changes));
    let hindered = Signal::derive(move || changed.get() == 0);
    let reset = move || {
        refused.set(None);
        question.training.set(Training::default());
        work.clear_notices();
    };
    view! {
        <details class="settings">
            <summary>{words::HEADING} " " <span class="line small">{move || words::changed(changed.get())}</span></summary>
            <p class="small quiet">{words::INTRO}</p>
            {GROUPS.map(|group| fieldset(question, work, group, refused)).collect_view()}
            <p>
                <Press work text=words::RESET hindered press=reset />
            </p>
        </details>
    }
}

fn fieldset(question: QuestionState, work: WorkState, group: Group, refused: Refused) -> impl IntoView {
    let of_group = Field::ALL.into_iter().filter(|field| group_of(*field) == group);
    let rows = of_group
        .map(|field| row(question, work, field, refused))
        .collect_view();
    view! {
        <fieldset>
            <legend>{words::group(group)}</legend>
            {rows}
        </fieldset>
    }
}

fn row(question: QuestionState, work: WorkState, field: Field, refused: Refused) -> impl IntoView {
    let id = fields::id(field);
    let help = format!("{id}-help");
    let described_by = format!("{help} {id}-default {id}-refused");
    let control = if field == Field::Method {
        methods(question, work, described_by, refused).into_any()
    } else {
        text(question, work, field, described_by, refused).into_any()
    };
    let default = fields::default_text(field);
    let default = move || {
        question
            .training
            .with(|training| words::default(&default, fields::is_changed(field, training)))
    };
    let refusal = move || {
        refused.with(|refused| {
            let (of, typed) = refused.as_ref()?;
            let kept = question.training.with(|training| fields::text(field, training));
            (*of == field).then(|| words::refused(field, typed, &kept))
        })
    };
    view! {
        <div class="setting">
            <label for=id>{settings::field(field)}</label>
            <p class="row">{control} " " <span class="small quiet">{words::unit(field)}</span></p>
            <p class="refused small" id=format!("{id}-refused") role="status">{refusal}</p>
            <p class="small quiet" id=help>{words::help(field)}</p>
            <p
                class="small"
                class:quiet=move || question.training.with(|training| !fields::is_changed(field, training))
                id=format!("{id}-default")
            >
                {default}
            </p>
        </div>
    }
}

/// Takes a text for a field where it can stand there; tells whether it could.
fn take(question: QuestionState, work: WorkState, field: Field, text: &str, refused: Refused) -> bool {
    let changed = question
        .training
        .with_untracked(|training| fields::with(field, training, text));
    let Some(changed) = changed else {
        refused.set(Some((field, text.to_owned())));
        return false;
    };
    refused.set(None);
    if question.training.with_untracked(|training| *training != changed) {
        question.training.set(changed);
        work.clear_notices();
    }
    true
}

fn text(
    question: QuestionState,
    work: WorkState,
    field: Field,
    described_by: String,
    refused: Refused,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let shown = move || question.training.with(|training| fields::text(field, training));
    let change = move |event| {
        let taken = take(question, work, field, &event_target_value(&event), refused);
        let Some(input) = input.get_untracked() else {
            return;
        };
        // The same number can be written in several ways, and what was refused does not stay.
        input.set_value(&untrack(shown));
        if !taken {
            // The tab key moves on only after this event.
            set_timeout(
                move || {
                    // It may have gone meanwhile, and then nothing is to be done.
                    let _ = input.focus();
                },
                std::time::Duration::ZERO,
            );
        }
    };
    view! {
        <input
            id=fields::id(field)
            type="text"
            inputmode=fields::input_mode(field)
            autocomplete="off"
            aria-describedby=described_by
            node_ref=input
            prop:value=shown
            disabled=move || work.is_locked()
            on:change=change
        />
    }
}

fn methods(
    question: QuestionState,
    work: WorkState,
    described_by: String,
    refused: Refused,
) -> impl IntoView {
    let now = Signal::derive(move || {
        question
            .training
            .with(|training| fields::text(Field::Method, training))
    });
    let choose = Callback::new(move |value: String| {
        take(question, work, Field::Method, &value, refused);
    });
    let entries = Signal::stored(positions(&METHODS, settings::method));
    view! { <List id=fields::id(Field::Method) described_by work entries now choose /> }
}
