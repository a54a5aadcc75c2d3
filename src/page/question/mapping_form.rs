//! What the file of a network from elsewhere does not say, and the user does: what its inputs and outputs mean.

use leptos::prelude::*;
use leptos::tachys::dom::{event_target_checked, event_target_value};

use super::words::network as words;
use crate::compute::messages::OpenedNetwork;
use crate::features::Side;
use crate::files::{Activation, Mapping};
use crate::page::work::activity::Place;
use crate::page::work::page::Page;
use crate::page::work::state::WorkState;
use crate::table::{ColumnKind, ColumnProfile};

/// What the form says at the moment. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
struct Draft {
    /// The column of each input.
    columns: RwSignal<Vec<String>>,
    predicts_number: RwSignal<bool>,
    /// The names of the classes, with commas between them.
    classes: RwSignal<String>,
    activation: RwSignal<Activation>,
    standardised: RwSignal<bool>,
    label_standardised: RwSignal<bool>,
    known_predictions: RwSignal<Option<String>>,
}

impl Draft {
    fn new(known: &OpenedNetwork, columns: Vec<String>) -> Self {
        Self {
            columns: RwSignal::new(columns),
            predicts_number: RwSignal::new(known.predicts_number),
            classes: RwSignal::new(known.classes.join(", ")),
            activation: RwSignal::new(Activation::Relu),
            standardised: RwSignal::new(false),
            label_standardised: RwSignal::new(false),
            known_predictions: RwSignal::new(None),
        }
    }

    fn mapping(self, label: String) -> Mapping {
        let classes = if self.predicts_number.get_untracked() {
            Vec::new()
        } else {
            listed(&self.classes.get_untracked())
        };
        Mapping {
            columns: self.columns.get_untracked(),
            classes,
            label,
            standardised: self.standardised.get_untracked(),
            label_standardised: self.label_standardised.get_untracked(),
            activation: self.activation.get_untracked(),
            known_predictions: self.known_predictions.get_untracked(),
        }
    }
}

/// The form of the mapping.
#[component]
pub(crate) fn MappingForm(page: Page, known: OpenedNetwork) -> impl IntoView {
    let work = page.work;
    let columns: Vec<ColumnProfile> = untrack(|| page.data.profile(Side::Source))
        .into_iter()
        .flat_map(|profile| profile.columns)
        .collect();
    let numbers: Vec<String> = columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Number)
        .map(|column| column.name.clone())
        .collect();
    let label = untrack(|| page.data.label()).map(|label| label.name);
    let input_names: Vec<String> = if known.input_names.is_empty() {
        (1..=known.inputs).map(words::network_input).collect()
    } else {
        known.input_names.clone()
    };
    let draft = Draft::new(&known, guess(&input_names, &numbers, label.as_deref()));
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match untrack(|| page.data.label()) {
            Some(label) => page.map_network(draft.mapping(label.name)),
            None => work.alert(Place::Reuse, words::NETWORK_NEEDS_LABEL),
        }
    };
    let inputs = input_names
        .into_iter()
        .enumerate()
        .map(|(index, input)| column_of_input(draft, work, index, input, numbers.clone()))
        .collect_view();
    view! {
        <form class="mapping" on:submit=on_submit>
            <p class="small">{words::NETWORK_MAPPING}</p>
            <fieldset>
                <legend>{words::NETWORK_COLUMNS}</legend>
                <div class="fields">{inputs}</div>
                {check(work, draft.standardised, words::NETWORK_STANDARDISED.say())}
            </fieldset>
            <fieldset>
                <legend>{words::NETWORK_OUTPUTS}</legend>
                <div class="fields">
                    {(known.outputs == 1).then(|| meaning_of_output(draft, work))}
                    {move || (!draft.predicts_number.get()).then(|| classes(draft, work))}
                    {known.needs_activation.then(|| activation(draft, work))}
                </div>
                {move || {
                    draft
                        .predicts_number
                        .get()
                        .then(|| check(work, draft.label_standardised, words::NETWORK_LABEL_STANDARDISED.say()))
                }}
            </fieldset>
            {known_predictions(draft, work, columns)}
            <button type="submit" disabled=move || work.is_busy()>{words::NETWORK_USE}</button>
        </form>
    }
}

fn column_of_input(
    draft: Draft,
    work: WorkState,
    index: usize,
    input: String,
    numbers: Vec<String>,
) -> impl IntoView {
    let columns = draft.columns;
    let id = format!("network-input-{index}");
    let options = numbers
        .into_iter()
        .map(|name| {
            let value = name.clone();
            let shown = name.clone();
            view! {
                <option value=value prop:selected=move || columns.with(|columns| columns[index] == name)>
                    {shown}
                </option>
            }
        })
        .collect_view();
    view! {
        <div>
            <label for=id.clone()>{input}</label>
            <select
                id=id
                disabled=move || work.is_busy()
                on:change=move |event| {
                    let name = event_target_value(&event);
                    columns.update(|columns| columns[index] = name);
                }
            >
                {options}
            </select>
        </div>
    }
}

/// Whether a single output is a number or tells two classes apart.
fn meaning_of_output(draft: Draft, work: WorkState) -> impl IntoView {
    let predicts_number = draft.predicts_number;
    view! {
        <div>
            <label for="network-meaning">{words::NETWORK_PREDICTS}</label>
            <select
                id="network-meaning"
                disabled=move || work.is_busy()
                on:change=move |event| predicts_number.set(event_target_value(&event) == "number")
            >
                <option value="number" prop:selected=move || predicts_number.get()>
                    {words::NETWORK_NUMBER}
                </option>
                <option value="classes" prop:selected=move || !predicts_number.get()>
                    {words::NETWORK_TWO_CLASSES}
                </option>
            </select>
        </div>
    }
}

fn classes(draft: Draft, work: WorkState) -> impl IntoView {
    view! {
        <div>
            <label for="network-classes">{words::NETWORK_CLASSES}</label>
            <input
                id="network-classes"
                type="text"
                autocomplete="off"
                aria-describedby="network-classes-help"
                prop:value=move || draft.classes.get()
                disabled=move || work.is_busy()
                on:change=move |event| draft.classes.set(event_target_value(&event))
            />
            <p id="network-classes-help" class="small quiet">{words::NETWORK_CLASSES_HELP}</p>
        </div>
    }
}

fn activation(draft: Draft, work: WorkState) -> impl IntoView {
    let activation = draft.activation;
    let choices = [
        ("ReLU", Activation::Relu),
        ("tanh", Activation::Tanh),
        ("sigmoid", Activation::Sigmoid),
    ];
    view! {
        <div>
            <label for="network-activation">{words::NETWORK_ACTIVATION}</label>
            <select
                id="network-activation"
                disabled=move || work.is_busy()
                on:change=move |event| {
                    let value = event_target_value(&event);
                    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == value) {
                        activation.set(*choice);
                    }
                }
            >
                {choices.map(|(name, choice)| {
                    view! { <option value=name prop:selected=move || activation.get() == choice>{name}</option> }
                })}
            </select>
        </div>
    }
}

/// A column with what the network is known to predict, to compare with.
fn known_predictions(draft: Draft, work: WorkState, columns: Vec<ColumnProfile>) -> impl IntoView {
    let options = columns
        .into_iter()
        .map(|column| view! { <option value=column.name.clone()>{column.name.clone()}</option> })
        .collect_view();
    view! {
        <div>
            <label for="network-parity">{words::NETWORK_PARITY}</label>
            <select
                id="network-parity"
                aria-describedby="network-parity-help"
                disabled=move || work.is_busy()
                on:change=move |event| {
                    let name = event_target_value(&event);
                    draft.known_predictions.set((!name.is_empty()).then_some(name));
                }
            >
                <option value="">{words::NETWORK_NO_PARITY}</option>
                {options}
            </select>
            <p id="network-parity-help" class="small quiet">{words::NETWORK_PARITY_HELP}</p>
        </div>
    }
}

fn check(work: WorkState, value: RwSignal<bool>, text: &'static str) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                disabled=move || work.is_busy()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            {text}
        </label>
    }
}

/// For each input the column of the same name, or the next of the columns that no other input has by its name.
fn guess(inputs: &[String], numbers: &[String], label: Option<&str>) -> Vec<String> {
    let mut free = numbers
        .iter()
        .filter(|name| Some(name.as_str()) != label && !inputs.contains(name));
    let first = numbers.first().cloned().unwrap_or_default();
    inputs
        .iter()
        .map(|input| {
            if numbers.contains(input) {
                input.clone()
            } else {
                free.next().cloned().unwrap_or_else(|| first.clone())
            }
        })
        .collect()
}

/// The parts of a list with commas or semicolons between them.
fn listed(text: &str) -> Vec<String> {
    text.split([',', ';', '，', '；'])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn inputs_take_columns_of_their_name_and_else_the_next_ones() {
        let numbers = named(&["load", "a", "b", "c"]);
        assert_eq!(
            guess(&named(&["b", "input 2", "input 3"]), &numbers, Some("load")),
            ["b", "a", "c"]
        );
        assert_eq!(guess(&named(&["x", "y"]), &named(&["a"]), None), ["a", "a"]);
    }

    #[test]
    fn classes_are_listed_with_commas_of_any_script() {
        assert_eq!(listed(" low, high；中 ,, "), ["low", "high", "中"]);
    }
}
