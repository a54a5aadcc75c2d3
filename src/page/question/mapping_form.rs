//! What the file of a network from elsewhere does not say, and the user does: what its inputs and outputs mean.

use leptos::prelude::*;

use super::words::network as words;
use crate::compute::messages::OpenedNetwork;
use crate::features::Side;
use crate::files::{Activation, Mapping};
use crate::page::form::{List, chosen, names, position, positions};
use crate::page::work::{Page, Place, WorkState};
use crate::table::{ColumnKind, ColumnProfile};

/// The activations that can be chosen.
const ACTIVATIONS: [Activation; 4] = [
    Activation::Relu,
    Activation::Tanh,
    Activation::Sigmoid,
    Activation::Identity,
];

/// What the form says at the moment. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
struct Draft {
    /// The column of each input.
    columns: RwSignal<Vec<String>>,
    predicts_number: RwSignal<bool>,
    /// The names of the classes, with commas between them.
    classes: RwSignal<String>,
    /// Which of the file's readings is right.
    reading: RwSignal<Option<usize>>,
    layer_normalised: RwSignal<bool>,
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
            reading: RwSignal::new(None),
            layer_normalised: RwSignal::new(false),
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
            reading: self.reading.get_untracked(),
            layer_normalised: self.layer_normalised.get_untracked(),
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
            None => work.alert(Place::Network, words::NETWORK_NEEDS_LABEL),
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
            {(!known.readings.is_empty()).then(|| structure(draft, work, &known))}
            <fieldset>
                <legend>{words::NETWORK_OUTPUTS}</legend>
                <div class="fields">
                    {(known.outputs == 1).then(|| meaning_of_output(draft, work))}
                    {move || (!draft.predicts_number.get()).then(|| classes(draft, work))}
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
    let now = Signal::derive(move || columns.with(|columns| columns[index].clone()));
    let choose = Callback::new(move |name| columns.update(|columns| columns[index] = name));
    let id = format!("network-input-{index}");
    field(
        id.clone(),
        input,
        view! { <List id work entries=Signal::stored(names(numbers)) now choose /> },
    )
}

/// How the parts of a network run whose file does not tell it. A single reading is shown, too: it cannot be right for a
/// network that is no chain.
fn structure(draft: Draft, work: WorkState, known: &OpenedNetwork) -> impl IntoView + use<> {
    let readings: Vec<String> = known.readings.iter().map(words::network_reading).collect();
    let norms = &known.layer_normalisations;
    let is_confirmed = (!norms.is_empty()).then(|| words::network_is_layer_normalised(norms));
    let order = match &readings[..] {
        [only] => view! { <p>{only.clone()}</p> }.into_any(),
        _ => reading(draft, work, readings).into_any(),
    };
    view! {
        <fieldset>
            <legend>{words::NETWORK_STRUCTURE}</legend>
            <div class="fields">
                {order} {known.needs_activation.then(|| activation(draft, work))}
            </div>
            <p id="network-reading-help" class="small quiet">{words::NETWORK_READING_HELP}</p>
            {is_confirmed.map(|text| check(work, draft.layer_normalised, text))}
        </fieldset>
    }
}

/// A choice among several readings. None is chosen beforehand, because a wrong one gives wrong predictions in silence.
fn reading(draft: Draft, work: WorkState, readings: Vec<String>) -> impl IntoView {
    let nothing = (String::new(), words::NETWORK_READING_CHOOSE.into());
    let readings = readings.into_iter().enumerate();
    let readings = readings.map(|(place, text)| (place.to_string(), text));
    let entries: Vec<_> = std::iter::once(nothing).chain(readings).collect();
    let now = Signal::derive(move || {
        draft
            .reading
            .get()
            .map_or(String::new(), |place| place.to_string())
    });
    let list = view! {
        <List
            id="network-reading"
            described_by="network-reading-help"
            work
            entries=Signal::stored(entries)
            now
            choose=Callback::new(move |place: String| draft.reading.set(place.parse().ok()))
        />
    };
    field("network-reading", words::NETWORK_READING, list)
}

/// A field under its name.
fn field(id: impl Into<String>, name: impl Into<String>, field: impl IntoView) -> impl IntoView {
    view! {
        <div>
            <label for=id.into()>{name.into()}</label>
            {field}
        </div>
    }
}

/// Whether a single output is a number or tells two classes apart.
fn meaning_of_output(draft: Draft, work: WorkState) -> impl IntoView {
    let entries = [
        ("number", words::NETWORK_NUMBER),
        ("classes", words::NETWORK_TWO_CLASSES),
    ];
    let entries = entries.map(|(value, text)| (value.to_owned(), text.into()));
    let now = Signal::derive(move || entry_of(draft.predicts_number.get()));
    let choose = Callback::new(move |value| draft.predicts_number.set(value == entry_of(true)));
    let list =
        view! { <List id="network-meaning" work entries=Signal::stored(entries.to_vec()) now choose /> };
    field("network-meaning", words::NETWORK_PREDICTS, list)
}

/// The entry of what a single output means.
fn entry_of(is_number: bool) -> String {
    if is_number { "number" } else { "classes" }.to_owned()
}

fn classes(draft: Draft, work: WorkState) -> impl IntoView {
    let input = view! {
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
    };
    field("network-classes", words::NETWORK_CLASSES, input)
}

fn activation(draft: Draft, work: WorkState) -> impl IntoView {
    let activation = draft.activation;
    let now = Signal::derive(move || position(&ACTIVATIONS, Some(activation.get())));
    let choose = Callback::new(move |place: String| {
        let choice = place
            .parse::<usize>()
            .ok()
            .and_then(|place| ACTIVATIONS.get(place));
        if let Some(choice) = choice {
            activation.set(*choice);
        }
    });
    let entries = Signal::stored(positions(&ACTIVATIONS, words::network_activation));
    let list = view! { <List id="network-activation" work entries now choose /> };
    field("network-activation", words::NETWORK_ACTIVATION, list)
}

/// A column with what the network is known to predict, to compare with.
fn known_predictions(draft: Draft, work: WorkState, columns: Vec<ColumnProfile>) -> impl IntoView {
    let nothing = (String::new(), words::NETWORK_NO_PARITY.into());
    let columns = names(columns.into_iter().map(|column| column.name));
    let entries = std::iter::once(nothing).chain(columns).collect();
    let now = Signal::derive(move || draft.known_predictions.get().unwrap_or_default());
    let list = view! {
        <List
            id="network-parity"
            described_by="network-parity-help"
            work
            entries=Signal::stored(entries)
            now
            choose=Callback::new(move |name| draft.known_predictions.set(chosen(name)))
        />
        <p id="network-parity-help" class="small quiet">{words::NETWORK_PARITY_HELP}</p>
    };
    field("network-parity", words::NETWORK_PARITY, list)
}

fn check(work: WorkState, value: RwSignal<bool>, text: impl Into<String>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                disabled=move || work.is_busy()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            {text.into()}
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
