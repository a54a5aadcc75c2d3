//! A network that the user already has: choosing its file, and telling what the file does not say.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::mapping_form::MappingForm;
use super::words::network as words;
use crate::compute::messages::{NetworkFit, OpenedNetwork};
use crate::page::data::BOTH;
use crate::page::form::{Press, button, unfolded};
use crate::page::work::{Alert, Computation, Page, Place, accepted};
use crate::words::columns::not_bound;

/// The choice of a network's file, and what is known of it.
#[component]
pub(crate) fn NetworkForm(page: Page) -> impl IntoView {
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
    let open = page.question.network_open;
    let both_read = Memo::new(move |_| page.data.both_read());
    let known = Memo::new(move |_| {
        page.question.network.with(|network| {
            let network = network.as_ref()?;
            Some((network.name.clone(), network.known.clone()))
        })
    });
    view! {
        <details id="network-part" class="network" prop:open=move || open.get() on:toggle=move |event| unfolded(&event, open)>
            <summary>
                {words::NETWORK_SUMMARY}
                {move || known.with(|known| known.as_ref().map(|(name, _)| format!(": {name}")))}
            </summary>
            <p class="small">{words::NETWORK_HELP}</p>
            <label for="network">{words::NETWORK_FILE}</label>
            <input
                type="file"
                id="network"
                accept=accepted()
                disabled=move || page.work.is_locked()
                on:change=on_change
            />
            <Alert work=page.work place=Place::Network />
            {move || (!both_read.get()).then(|| view! { <Alone page /> })}
            {move || {
                let (name, known) = known.get()?;
                Some(view! {
                    <div class="network-known">
                        <p class="row">
                            <strong>{name}</strong>
                            {button(page.work, words::NETWORK_REMOVE, move || page.close_network())}
                        </p>
                        {known.map(|known| description(page, both_read, known))}
                    </div>
                })
            }}
        </details>
    }
}

/// Of the only table: its predictions, or what it lacks for the network.
#[component]
fn Alone(page: Page) -> impl IntoView {
    let found = Memo::new(move |_| {
        let tables = page.data.wanted_overview().tables;
        let alone = page
            .question
            .network
            .with(|network| network.as_ref()?.alone.clone());
        let unfit = alone.filter(|alone| alone.tables == tables)?.fit.unfit;
        let side = BOTH.into_iter().find(|side| page.data.profile(*side).is_some())?;
        Some((side, unfit))
    });
    move || match found.get() {
        None => view! { <p class="small quiet">{words::NETWORK_NEEDS_TABLES}</p> }.into_any(),
        Some((_, Some(unfit))) => view! { <p class="note" role="status">{not_bound(&unfit)}</p> }.into_any(),
        Some((side, None)) => view! {
            <p class="small" role="status">{words::NETWORK_PREDICTS_TABLE}</p>
            <p class="row">
                <Press
                    work=page.work
                    text=words::PREDICT_TABLE
                    press=move || page.run(Computation::PredictAlone(side))
                />
            </p>
        }
        .into_any(),
    }
}

fn description(page: Page, both_read: Memo<bool>, known: OpenedNetwork) -> impl IntoView {
    let unmapped = known.needs_mapping.then(|| known.clone());
    // It lists the columns of the tables.
    let mapping = move || {
        let known = unmapped.clone().filter(|_| both_read.get())?;
        Some(view! { <MappingForm page known /> })
    };
    let predicts = known.label.clone();
    let measured = (!known.metrics.is_empty()).then(|| words::network_metrics(&known.metrics));
    let agreement = known
        .parity
        .map(|parity| words::network_agreement(&parity, known.predicts_number));
    view! {
        <p class="small">{words::network_is(&known)}</p>
        {words::network_unsealed(known.kind).map(|text| view! { <p class="small quiet">{text}</p> })}
        {measured.map(|text| view! { <p class="small">{text}</p> })}
        {agreement.map(|text| view! { <p class="small" role="status">{text}</p> })}
        <Fit page predicts />
        {mapping}
    }
}

/// What was chosen on the page as the network has it, and what the tables lack for it. `predicts` is its label.
#[component]
fn Fit(page: Page, predicts: Option<String>) -> impl IntoView {
    let fit = Memo::new(move |_| {
        let network = page.question.network.read();
        network.as_ref().and_then(|network| network.fit.clone())
    });
    move || {
        let NetworkFit { label, inputs, unfit } = fit.get()?;
        let chosen = page.data.label().map(|label| label.name);
        let about_label = predicts.as_deref().and_then(|predicts| match (label, chosen) {
            (None, _) => Some(words::network_label_missing(predicts)),
            (Some(label), chosen) if chosen.as_deref() == Some(&label) => None,
            (Some(_), chosen) => Some(words::network_label_other(predicts, chosen.as_deref())),
        });
        let is_whole = unfit.is_none() && about_label.is_none();
        let problems = unfit.as_ref().map(not_bound).into_iter().chain(about_label);
        let problems = problems
            .map(|text| view! { <p class="note">{text}</p> })
            .collect_view();
        Some(view! {
            <div role="status">
                {is_whole.then(|| view! { <p class="small">{words::network_fits(inputs.len())}</p> })}
                {problems}
            </div>
        })
    }
}
