//! The second section: what is asked of the two tables.

use leptos::prelude::*;

use super::network_form::NetworkForm;
use super::test_settings::TestSettings;
use super::training_settings::TrainingSettings;
use super::words;
use crate::language::Phrase;
use crate::page::answer::{Change, Shown, change};
use crate::page::form::Press;
use crate::page::work::{Alert, Computation, Page, Place};
use crate::report::Reason;

/// The question section: the test, the comparison of networks, and their settings. A shared result has asked already.
#[component]
pub(crate) fn QuestionSection(page: Page) -> impl IntoView {
    let asked = Memo::new(move |_| {
        let is_shared = page.answer.is_from_link();
        is_shared && !page.data.both_read() && !page.question.network_open.get()
    });
    view! {
        <section id="question" aria-labelledby="question-heading" hidden=move || asked.get()>
            <h2 id="question-heading"><span class="step">"2"</span>{words::QUESTION}</h2>
            <Test page />
            <Alert work=page.work place=Place::Test />
            <Compare page />
            <Alert work=page.work place=Place::Reuse />
            <div class="settings-of-both">
                <NetworkForm page />
                <TestSettings page />
                <TrainingSettings question=page.question work=page.work />
            </div>
        </section>
    }
}

/// Whether the tables are alike: the test.
#[component]
fn Test(page: Page) -> impl IntoView {
    let hindrance = Memo::new(move |_| {
        if page.data.both_read() {
            page.data.hindrance().as_ref().map(words::hindrance)
        } else {
            Some(words::TEST_WAITS.say())
        }
    });
    let help = move || hindrance.get().unwrap_or(words::TEST_HELP.say());
    start(page, "", words::RUN_TEST, Computation::Test, hindrance, help)
}

/// A button that starts a computation, with what hinders it or what it does.
fn start(
    page: Page,
    class: &'static str,
    text: Phrase,
    computation: Computation,
    hindrance: Memo<Option<&'static str>>,
    help: impl Fn() -> &'static str + Send + 'static,
) -> impl IntoView {
    let hindered = Signal::derive(move || hindrance.with(Option::is_some));
    view! {
        <div class="start">
            <Press work=page.work class text hindered waits_its_turn=true press=move || page.run(computation) />
            <p class="small quiet">{help}</p>
        </div>
    }
}

/// Whether the network can be reused: the comparison, or adapting where the target has no labels.
#[component]
fn Compare(page: Page) -> impl IntoView {
    let hindrance = Memo::new(move |_| what_hinders_comparing(page));
    let help = move || hindrance.get().unwrap_or(words::FINE_TUNE_HELP.say());
    // Once it is done, it is no longer the next step.
    let is_done = Memo::new(move |_| {
        let shows_networks = |shown: &Shown| shown.outcome.report.has_networks();
        let shown = page
            .answer
            .shown
            .with(|shown| shown.as_ref().is_some_and(shows_networks));
        shown && change(page.data, page.question, page.answer).is_none()
    });
    view! {
        <div class:done=move || is_done.get()>
            {start(page, "primary", words::FINE_TUNE, Computation::Compare, hindrance, help)}
        </div>
        <Adapt page />
    }
}

/// The next step on the card of an answer that no networks carry yet, where nothing hinders it.
#[component]
pub(crate) fn CompareNext(page: Page) -> impl IntoView {
    let is_next = Memo::new(move |_| {
        // Where labels are missing, labelling rows comes next.
        let waits_for_networks = |shown: &Shown| {
            let report = &shown.outcome.report;
            !report.has_networks() && !report.advice.reasons.iter().any(Reason::is_hindrance)
        };
        let waits = page
            .answer
            .shown
            .with(|shown| shown.as_ref().is_some_and(waits_for_networks));
        waits && what_hinders_comparing(page).is_none()
    });
    let press = move || page.run(Computation::Compare);
    move || {
        is_next.get().then(|| {
            view! { <Press work=page.work class="primary" text=words::FINE_TUNE waits_its_turn=true press /> }
        })
    }
}

/// What the answer is no longer about, with the button that brings a new one: it may stand far from the others.
#[component]
pub(crate) fn RunAgain(page: Page) -> impl IntoView {
    let changed = Memo::new(move |_| change(page.data, page.question, page.answer));
    let button = move |change: &Change| {
        let computation = match change {
            Change::Networks => Computation::Compare,
            _ => Computation::Test,
        };
        let hindered = Signal::derive(move || match computation {
            Computation::Compare => what_hinders_comparing(page).is_some(),
            _ => !page.data.both_read() || page.data.hindrance().is_some(),
        });
        let press = move || page.run(computation);
        view! { <Press work=page.work class="primary" text=words::run_again(change) hindered waits_its_turn=true press /> }
    };
    move || {
        let change = changed.get()?;
        Some(view! {
            <div class="note out-of-date">
                <p role="status">{words::out_of_date(&change)}</p>
                {button(&change)}
            </div>
        })
    }
}

/// Why networks cannot be compared as things are chosen now, where something hinders it. Tracks.
fn what_hinders_comparing(page: Page) -> Option<&'static str> {
    if !page.data.both_read() {
        Some(words::REUSE_NEEDS_TABLES.say())
    } else if let Some(hindrance) = page.data.hindrance() {
        Some(words::hindrance(&hindrance))
    } else if page.question.network_needs_mapping() {
        Some(words::NETWORK_UNMAPPED.say())
    } else if page.question.network_is_unfit() {
        Some(words::NETWORK_UNFIT.say())
    } else if page.data.label().is_some_and(|label| label.in_both) {
        None
    } else {
        Some(words::REUSE_NEEDS_LABEL.say())
    }
}

/// What can be done where only the source has the label: the target counts as unlabelled.
#[component]
fn Adapt(page: Page) -> impl IntoView {
    let unlabelled = Memo::new(move |_| {
        page.data.both_read()
            && page.data.label().is_some_and(|label| !label.in_both)
            && page.data.hindrance().is_none()
    });
    let hindered =
        Signal::derive(move || page.question.network_needs_mapping() || page.question.network_is_unfit());
    move || {
        unlabelled.get().then(|| {
            view! {
                <div class="start">
                    <Press work=page.work text=words::ADAPT hindered waits_its_turn=true press=move || page.run(Computation::Adapt) />
                    <p class="small quiet">{words::ADAPT_HELP}</p>
                </div>
            }
        })
    }
}
