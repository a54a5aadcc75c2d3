//! A network that the user already has: choosing its file, and telling what the file does not say.

use leptos::prelude::*;
use leptos::tachys::dom::{event_target_checked, event_target_value};
use wasm_bindgen::JsCast as _;

use super::words::network as words;
use crate::compute::messages::OpenedNetwork;
use crate::features::Side;
use crate::files::{Activation, Mapping};
use crate::page::work::page::Page;
use crate::table::Kind;

/// The choice of a network's file, and what is known of it.
#[component]
pub(in crate::page) fn NetworkForm(page: Page) -> impl IntoView {
    let on_change = move |event: web_sys::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen once more after it was removed.
        input.set_value("");
        if let Some(file) = file {
            page.choose_network(file);
        }
    };
    let known = Memo::new(move |_| {
        page.question.network.with(|network| {
            let network = network.as_ref()?;
            Some((network.name.clone(), network.known.clone()))
        })
    });
    view! {
        <details class="network">
            <summary>
                {words::NETWORK_SUMMARY}
                {move || known.with(|known| known.as_ref().map(|(name, _)| format!(": {name}")))}
            </summary>
            <p class="small">{words::NETWORK_HELP}</p>
            <label for="network">{words::NETWORK_FILE}</label>
            <input
                type="file"
                id="network"
                accept=".safetensors,.onnx,.pt,.pth"
                disabled=move || page.work.is_busy() || !page.data.both_read()
                on:change=on_change
            />
            {move || (!page.data.both_read()).then(|| view! { <p class="small quiet">{words::NETWORK_NEEDS_TABLES}</p> })}
            {move || {
                let (name, known) = known.get()?;
                Some(view! {
                    <div class="network-known">
                        <p class="row">
                            <strong>{name}</strong>
                            <button type="button" disabled=move || page.work.is_busy() on:click=move |_| page.close_network()>
                                {words::NETWORK_REMOVE}
                            </button>
                        </p>
                        {known.map(|known| description(page, known))}
                    </div>
                })
            }}
        </details>
    }
}

fn description(page: Page, known: OpenedNetwork) -> impl IntoView {
    let mapping = known
        .needs_mapping
        .then(|| view! { <MappingForm page known=known.clone() /> });
    let measured = (!known.metrics.is_empty()).then(|| words::network_metrics(&known.metrics));
    let agreement = known
        .parity
        .map(|parity| words::network_agreement(&parity, known.predicts_number));
    view! {
        <p class="small">{words::network_is(&known)}</p>
        {measured.map(|text| view! { <p class="small">{text}</p> })}
        {agreement.map(|text| view! { <p class="small" role="status">{text}</p> })}
        {mapping}
    }
}

/// What a foreign network's file does not say.
#[component]
fn MappingForm(page: Page, known: OpenedNetwork) -> impl IntoView {
    let numbers: Vec<String> = untrack(|| page.data.profile(Side::Source))
        .into_iter()
        .flat_map(|profile| profile.columns)
        .filter(|column| column.kind == Kind::Number)
        .map(|column| column.name)
        .collect();
    let label = untrack(|| page.data.label()).map(|label| label.name);
    let all_columns: Vec<String> = untrack(|| page.data.profile(Side::Source))
        .into_iter()
        .flat_map(|profile| profile.columns)
        .map(|column| column.name)
        .collect();
    let input_names: Vec<String> = if known.input_names.is_empty() {
        (1..=known.inputs).map(words::network_input).collect()
    } else {
        known.input_names.clone()
    };
    let columns = RwSignal::new(guess(&input_names, &numbers, label.as_deref()));
    let predicts_number = RwSignal::new(known.predicts_number);
    let classes = RwSignal::new(known.classes.join(", "));
    let activation = RwSignal::new(Activation::Relu);
    let standardised = RwSignal::new(false);
    let label_standardised = RwSignal::new(false);
    let known_predictions = RwSignal::new(None::<String>);
    let can_be_number = known.outputs == 1;
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(label) = untrack(|| page.data.label()) else {
            page.work.alert(
                crate::page::work::activity::Place::Reuse,
                words::NETWORK_NEEDS_LABEL,
            );
            return;
        };
        page.map_network(Mapping {
            columns: columns.get_untracked(),
            classes: if predicts_number.get_untracked() {
                Vec::new()
            } else {
                listed(&classes.get_untracked())
            },
            label: label.name,
            standardised: standardised.get_untracked(),
            label_standardised: label_standardised.get_untracked(),
            activation: activation.get_untracked(),
            known_predictions: known_predictions.get_untracked(),
        });
    };
    let inputs = input_names
        .iter()
        .enumerate()
        .map(|(index, input)| {
            let id = format!("network-input-{index}");
            let options = numbers.clone();
            view! {
                <div>
                    <label for=id.clone()>{input.clone()}</label>
                    <select
                        id=id
                        disabled=move || page.work.is_busy()
                        on:change=move |event| {
                            let name = event_target_value(&event);
                            columns.update(|columns| columns[index] = name);
                        }
                    >
                        {options
                            .into_iter()
                            .map(|name| {
                                let value = name.clone();
                                let shown = name.clone();
                                view! {
                                    <option
                                        value=value
                                        prop:selected=move || columns.with(|columns| columns[index] == name)
                                    >
                                        {shown}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
            }
        })
        .collect_view();
    let meaning = can_be_number.then(|| {
        view! {
            <div>
                <label for="network-meaning">{words::NETWORK_PREDICTS}</label>
                <select
                    id="network-meaning"
                    disabled=move || page.work.is_busy()
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
    });
    let names = move || {
        (!predicts_number.get()).then(|| {
            view! {
                <div>
                    <label for="network-classes">{words::NETWORK_CLASSES}</label>
                    <input
                        id="network-classes"
                        type="text"
                        autocomplete="off"
                        aria-describedby="network-classes-help"
                        prop:value=move || classes.get()
                        disabled=move || page.work.is_busy()
                        on:change=move |event| classes.set(event_target_value(&event))
                    />
                    <p id="network-classes-help" class="small quiet">{words::NETWORK_CLASSES_HELP}</p>
                </div>
            }
        })
    };
    let activations = known.needs_activation.then(|| {
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
                    disabled=move || page.work.is_busy()
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
    });
    let label_scale = move || {
        predicts_number.get().then(|| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || label_standardised.get()
                        disabled=move || page.work.is_busy()
                        on:change=move |event| label_standardised.set(event_target_checked(&event))
                    />
                    {words::NETWORK_LABEL_STANDARDISED}
                </label>
            }
        })
    };
    view! {
        <form class="mapping" on:submit=on_submit>
            <p class="small">{words::NETWORK_MAPPING}</p>
            <fieldset>
                <legend>{words::NETWORK_COLUMNS}</legend>
                <div class="fields">{inputs}</div>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || standardised.get()
                        disabled=move || page.work.is_busy()
                        on:change=move |event| standardised.set(event_target_checked(&event))
                    />
                    {words::NETWORK_STANDARDISED}
                </label>
            </fieldset>
            <fieldset>
                <legend>{words::NETWORK_OUTPUTS}</legend>
                <div class="fields">{meaning} {names} {activations}</div>
                {label_scale}
            </fieldset>
            <div>
                <label for="network-parity">{words::NETWORK_PARITY}</label>
                <select
                    id="network-parity"
                    aria-describedby="network-parity-help"
                    disabled=move || page.work.is_busy()
                    on:change=move |event| {
                        let name = event_target_value(&event);
                        known_predictions.set((!name.is_empty()).then_some(name));
                    }
                >
                    <option value="">{words::NETWORK_NO_PARITY}</option>
                    {all_columns
                        .into_iter()
                        .map(|name| view! { <option value=name.clone()>{name.clone()}</option> })
                        .collect_view()}
                </select>
                <p id="network-parity-help" class="small quiet">{words::NETWORK_PARITY_HELP}</p>
            </div>
            <button type="submit" disabled=move || page.work.is_busy()>{words::NETWORK_USE}</button>
        </form>
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
