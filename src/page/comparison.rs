//! What a comparison found beside its arms: in pictures, and in whole sentences.

use leptos::prelude::*;

use super::charts::{by_layer, gains, intervals, learning_curve};
use super::state::Page;
use super::words;
use crate::report::{Adaptation, Comparison, Forgetting, Guard, Settings};

/// All that the comparison found; the settings are those it was made with.
pub(super) fn findings(page: Page, comparison: &Comparison, settings: &Settings) -> impl IntoView + use<> {
    let opened = comparison.source_file.is_some();
    let layers = comparison.by_layer.as_ref();
    let metric = comparison.metric.as_str();
    let notes = [
        words::fewer_repeats(comparison, settings.training.repeats),
        comparison.source_file.as_deref().map(words::source_file),
        words::new_classes(&comparison.new_classes),
    ];
    view! {
        {intervals::figure(page, comparison.clone())}
        {notes.into_iter().flatten().map(|note| view! { <p class="note">{note}</p> }).collect_view()}
        {gains::figure(page, comparison)}
        {learning_curve::figure(page, comparison)}
        {layers.map(|layers| by_layer::figure(page, layers, settings.alpha, opened))}
        {comparison.forgetting.as_ref().map(|forgetting| forgotten(forgetting, metric))}
        {guards(&comparison.guards, metric)}
        {protocol(comparison, settings)}
    }
}

fn forgotten(forgetting: &Forgetting, metric: &str) -> impl IntoView + use<> {
    view! {
        <div class="finding">
            <h3>{words::FORGOTTEN}</h3>
            <p>{words::forgotten(forgetting, metric)}</p>
        </div>
    }
}

fn guards(guards: &[Guard], metric: &str) -> Option<impl IntoView + use<>> {
    let sentences = guards
        .iter()
        .map(|guard| {
            let word = if guard.passed { words::PASSED } else { words::FOUND };
            view! {
                <li class:found=!guard.passed>
                    {mark(guard.passed)} <p><strong>{word}</strong> " " {words::guard(guard, metric)}</p>
                </li>
            }
        })
        .collect_view();
    (!guards.is_empty()).then(|| {
        view! {
            <div class="finding">
                <h3>{words::GUARDS}</h3>
                <ul class="guards">{sentences}</ul>
            </div>
        }
    })
}

/// A tick, or a triangle with an exclamation mark; the word beside it says the same.
fn mark(passed: bool) -> impl IntoView {
    let path = if passed {
        "M3 8.5l3.5 3.5L13 4.5"
    } else {
        "M8 2L14.5 14H1.5zM8 6.5v3.5M8 11.5v1"
    };
    view! {
        <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d=path />
        </svg>
    }
}

fn protocol(comparison: &Comparison, settings: &Settings) -> impl IntoView + use<> {
    let training = &settings.training;
    let sentences = [
        words::held_out(comparison, training),
        words::rows_of_repeat(comparison),
        words::tuning(comparison, training),
    ];
    let sentences = sentences
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view();
    view! {
        <details class="protocol">
            <summary>{words::PROTOCOL}</summary>
            {sentences}
        </details>
    }
}

/// The source network adapted to a target without labels.
pub(super) fn adaptation(adaptation: &Adaptation) -> impl IntoView + use<> {
    view! {
        <div class="finding">
            <h3>{words::ADAPTATION}</h3>
            <ul class="guards">
                <li class="found">
                    {mark(false)}
                    <p><strong>{words::NOT_VERIFIED}"."</strong> " " {words::NOT_VERIFIED_HELP}</p>
                </li>
            </ul>
            <p>{words::adapted_distance(adaptation)}</p>
            <p>{words::adapted_on_source(adaptation)}</p>
            <p class="small quiet">{words::adapted_rows(adaptation)}</p>
        </div>
    }
}
