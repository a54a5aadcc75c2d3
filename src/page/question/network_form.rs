//! A network that the user already has: choosing its file, and telling what the file does not say.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::mapping_form::MappingForm;
use super::words::network as words;
use crate::compute::messages::OpenedNetwork;
use crate::page::form::button;
use crate::page::work::Page;

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
                            {button(page.work, words::NETWORK_REMOVE, move || page.close_network())}
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
