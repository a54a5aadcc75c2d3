//! The networks that are at hand: saving them, and asking them for predictions.

use leptos::prelude::*;

use super::stale::change;
use super::state::Shown;
use super::words;
use crate::compute::messages::{KeptNetwork, NetworkFormat};
use crate::features::Side;
use crate::page::form::Press;
use crate::page::work::{Computation, Page};
use crate::report::{ArmName, labels_missing};

/// Buttons for each network at hand.
#[component]
pub(crate) fn KeptNetworks(page: Page) -> impl IntoView {
    let networks = Memo::new(move |_| {
        let mut networks = page.answer.networks.get();
        if page.question.network_name().is_some() {
            networks.push(KeptNetwork::Opened);
        }
        networks
    });
    let are_for_others = Memo::new(move |_| {
        let has_some = page.answer.networks.with(|networks| !networks.is_empty());
        has_some && page.data.both_read() && !fit(page)
    });
    let is_compared = Memo::new(move |_| {
        let has_comparison = |shown: &Shown| shown.outcome.report.comparison.is_some();
        page.answer
            .shown
            .with(|shown| shown.as_ref().is_some_and(has_comparison))
    });
    move || {
        let networks = networks.get();
        (!networks.is_empty()).then(|| {
            view! {
                // Of a comparison, the advised one stands on the card.
                <details class="fold kept" open=move || !is_compared.get()>
                    <summary>{words::KEPT_TITLE}</summary>
                    <p class="note" hidden=move || !are_for_others.get()>{words::KEPT_FOR_OTHERS}</p>
                    <p class="small quiet">{words::KEPT_HELP}</p>
                    <ul>
                        {networks.into_iter().map(|network| row(page, network)).collect_view()}
                    </ul>
                </details>
            }
        })
    }
}

/// Buttons for the network that is advised, where it is at hand.
#[component]
pub(crate) fn OfAdvised(page: Page) -> impl IntoView {
    let advised = Memo::new(move |_| {
        let advised = page.answer.shown.with(|shown| {
            let report = &shown.as_ref()?.outcome.report;
            report.comparison.as_ref().and_then(|_| report.advice.arm())
        });
        let network = match advised? {
            ArmName::SourceAsIs => KeptNetwork::Source,
            ArmName::FineTuned => KeptNetwork::FineTuned,
            ArmName::FromScratch => KeptNetwork::FromScratch,
            // What else may be advised is not kept.
            _ => return None,
        };
        page.answer
            .networks
            .with(|networks| networks.contains(&network))
            .then_some(network)
    });
    let hindered = Signal::derive(move || is_out_of_date(page) || !fit(page));
    move || {
        advised.get().map(|network| {
            let save = Computation::Save(network, NetworkFormat::Safetensors);
            let predict = Computation::Predict(network, Side::Target);
            view! {
                <Press work=page.work class="primary" text=words::save_advised(network) hindered press=move || page.run(save) />
                <Press work=page.work text=words::PREDICT_AS_CSV hindered press=move || page.run(predict) />
            }
        })
    }
}

/// Where labels are what is missing: how many rows to label, and which, as a file.
#[component]
pub(crate) fn ToLabel(page: Page) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let knows_rows = page.answer.landscape.with(|found| {
            found
                .as_ref()
                .is_some_and(|found| !found.unlike_source.is_empty())
        });
        let shown = page
            .answer
            .shown
            .get()
            .filter(|shown| knows_rows && !shown.from_link)?;
        labels_missing(&shown.outcome)
    });
    let hindered = Signal::derive(move || is_out_of_date(page));
    move || {
        missing.get().map(|count| {
            let press = move || page.run(Computation::RowsToLabel(count));
            view! {
                <Press work=page.work class="primary" text=words::rows_to_label(count) hindered press />
                <p class="small quiet">{words::ROWS_TO_LABEL_HELP}</p>
            }
        })
    }
}

/// Whether the answer on the page is about other tables or settings than those that are chosen now. Tracks.
fn is_out_of_date(page: Page) -> bool {
    !page.data.both_read() || change(page.data, page.question, page.answer).is_some()
}

/// Whether the networks at hand were made for the tables, the label and the columns that are chosen now. After an exchange,
/// for example, the target is the table that taught the source network. Tracks.
fn fit(page: Page) -> bool {
    let wanted = page.data.wanted_overview();
    page.answer
        .networks_for
        .with(|made_for| made_for.as_ref() == Some(&wanted))
}

fn row(page: Page, network: KeptNetwork) -> impl IntoView {
    let hindered = Signal::derive(move || {
        // An opened network belongs to no answer.
        let fits = network == KeptNetwork::Opened || fit(page);
        !page.data.both_read() || !fits
    });
    let button = move |text: &'static str, computation: Computation| {
        // A button's text says the same for every network; its name says which one it is about.
        let name = format!("{text}: {}", words::kept(network));
        view! {
            <Press work=page.work name text hindered press=move || page.run(computation) />
        }
    };
    view! {
        <li>
            <p>{words::kept(network)}</p>
            <p class="row">
                {button(words::SAVE_SAFETENSORS.say(), Computation::Save(network, NetworkFormat::Safetensors))}
                {button(words::SAVE_ONNX.say(), Computation::Save(network, NetworkFormat::Onnx))}
                {button(words::PREDICT_TARGET.say(), Computation::Predict(network, Side::Target))}
                {button(words::PREDICT_SOURCE.say(), Computation::Predict(network, Side::Source))}
            </p>
        </li>
    }
}
