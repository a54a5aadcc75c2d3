//! The third section: the networks side by side, and the advice.

use leptos::prelude::*;

use super::alert::Alert;
use super::charts::{curves, intervals};
use super::comparison::{adaptation, findings};
use super::kept_networks::KeptNetworks;
use super::network_form::NetworkForm;
use super::progress::Progress;
use super::stale::Stale;
use super::state::{Page, Place};
use super::tasks::Kind;
use super::training_settings::TrainingSettings;
use super::words;
use crate::report::{Advice, Verdict};

/// The reuse section.
#[component]
pub(super) fn Reuse(page: Page) -> impl IntoView {
    let labelled = Memo::new(move |_| page.label().is_some_and(|label| label.in_both));
    let hindrance = Memo::new(move |_| page.hindrance().as_ref().map(words::hindrance));
    let ready = move || {
        page.both_read() && labelled.get() && hindrance.with(Option::is_none) && !page.network_is_untold()
    };
    let hint = move || {
        if !page.both_read() {
            Some(words::REUSE_NEEDS_TABLES)
        } else if let Some(hindrance) = hindrance.get() {
            Some(hindrance)
        } else if page.network_is_untold() {
            Some(words::REUSE_UNTOLD)
        } else if labelled.get() {
            None
        } else {
            Some(words::REUSE_NEEDS_LABEL)
        }
    };
    let outcome = Memo::new(move |_| page.shown.get().map(|shown| shown.outcome));
    let warning = move || {
        outcome.with(|outcome| {
            let report = &outcome.as_ref()?.report;
            let is_open = report.comparison.is_none() && report.adaptation.is_none();
            (report.test.verdict == Verdict::Different && is_open)
                .then(|| view! { <p class="note">{words::REUSE_WARNING}</p> })
        })
    };
    let advice = move || {
        outcome.with(|outcome| {
            let report = &outcome.as_ref()?.report;
            let from_test = report.comparison.is_none() && report.adaptation.is_none();
            Some(advice(&report.advice, from_test, report.comparison.is_some()))
        })
    };
    let learning = Memo::new(move |_| page.curves.with(|curves| !curves.is_empty()) && page.busy());
    let found = move || {
        let outcome = outcome.get()?;
        let learned = outcome.pictures.curves;
        Some(view! {
            {outcome.report.adaptation.as_ref().map(adaptation)}
            {outcome.report.comparison.map(|comparison| findings(page, &comparison, &outcome.settings))}
            {(!learned.is_empty())
                .then(|| curves::figure(page, words::CURVES_TITLE, Signal::stored(learned), true))}
        })
    };
    let live = move || {
        learning
            .get()
            .then(|| curves::figure(page, words::CURVES_LIVE, page.curves.into(), false))
    };
    let so_far = move || {
        let comparison = page.so_far.get()?.report.comparison?;
        Some(view! {
            <p class="small quiet">{words::SO_FAR}</p>
            {intervals::figure(page, comparison)}
        })
    };
    view! {
        <section id="reuse" aria-labelledby="reuse-heading">
            <h2 id="reuse-heading"><span class="step">"3"</span>{words::REUSE}</h2>
            <p class="intro">{words::REUSE_INTRO}</p>
            {warning}
            <p class="row">
                <button
                    type="button"
                    class="primary"
                    disabled=move || !ready() || page.busy()
                    on:click=move |_| page.run(Kind::Compare)
                >
                    {words::FINE_TUNE}
                </button>
                <span class="small quiet">{hint}</span>
            </p>
            <Adapt page />
            <NetworkForm page />
            <TrainingSettings page />
            <Alert page place=Place::Reuse />
            <Progress page place=Place::Reuse />
            {live}
            {so_far}
            <Stale page text=words::STALE_ADVICE />
            {advice}
            {found}
            <KeptNetworks page />
        </section>
    }
}

/// What can be done where only the source has the label: the target counts as unlabelled.
#[component]
fn Adapt(page: Page) -> impl IntoView {
    let unlabelled = Memo::new(move |_| {
        page.both_read() && page.label().is_some_and(|label| !label.in_both) && page.hindrance().is_none()
    });
    move || {
        unlabelled.get().then(|| {
            view! {
                <div class="row">
                    <button
                        type="button"
                        disabled=move || page.busy() || page.network_is_untold()
                        on:click=move |_| page.run(Kind::Adapt)
                    >
                        {words::ADAPT}
                    </button>
                    <p class="small quiet">{words::ADAPT_HELP}</p>
                </div>
            }
        })
    }
}

fn advice(advice: &Advice, from_test: bool, compared: bool) -> impl IntoView + use<> {
    view! {
        <div class="advice">
            <h3>"Advice"</h3>
            <p class="headline">{words::action(advice.action, compared)}</p>
            <ul>
                {advice.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> }).collect_view()}
            </ul>
            {from_test.then(|| view! { <p class="small quiet">{words::ADVICE_FROM_TEST}</p> })}
        </div>
    }
}
